"""The hub record of a contact, and the small forms that add to it."""
