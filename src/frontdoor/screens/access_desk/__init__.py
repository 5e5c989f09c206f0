"""Who may see what, and who did: the restricted desk, emergency openings, the log of looks, accounts."""
