"""Hand-overs: who takes a child, what waits for an answer, and what goes to the night at closing time."""
