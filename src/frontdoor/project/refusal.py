"""The one way in which a command ends early: with a sentence fit for the person who typed it."""


class Refusal(Exception):
    """A command cannot go on; its text is one clear sentence that says why and what to do."""
