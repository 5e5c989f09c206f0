"""Whether an arriving person is one already here: how alike two descriptions are, rung by rung, in weights that add up.

Nothing here decides about a child: it says what agrees and what does not, and a named person reads it.
"""
