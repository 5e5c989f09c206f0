"""The page of one child: who holds them, what they say, what has happened, and what nobody has asked."""
