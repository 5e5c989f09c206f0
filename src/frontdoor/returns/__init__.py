"""Statutory returns: what the authority owes, checked against the rules of its receiver before it is sent."""
