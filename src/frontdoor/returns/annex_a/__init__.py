"""Ofsted's child-level lists, as an inspection asks for them within days of its first call."""
