"""Why a linkage cannot go on: each a sentence fit for the person who typed the command."""

from __future__ import annotations


class UnableToLink(Exception):
    """The linkage cannot go on; the text says why and what to do."""


class UnableToReadMap(UnableToLink):
    """The map does not say what it must."""


class UnableToReadRegister(UnableToLink):
    """A file of people cannot be read whole."""


class UnableToReadWeights(UnableToLink):
    """A file of weights does not fit the map."""
