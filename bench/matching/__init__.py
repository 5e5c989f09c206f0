"""How well and how fast one arriving person is matched: invented people, errors, figures."""
