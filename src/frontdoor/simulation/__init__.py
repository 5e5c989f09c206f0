"""A fictional city: people who do not exist, and a year of work for them, made by the same verbs as a real year."""
