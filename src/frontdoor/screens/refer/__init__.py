"""Refer: where anybody tells the front door about a child, with no account and with no database."""
