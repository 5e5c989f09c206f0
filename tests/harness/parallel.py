"""Several processes for one run of the tests: each enters its own ground, and none its parent's."""

import os

import pytest


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Take back what `environment.enter` set here: a process that inherited it would read Django's settings too early.

    This process only hands out work; the settings that it has read stay as they are.
    """
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
