"""Where an agency works with the front door: what it is asked, what it told us, what it was told."""
