"""A directory and settings of their own for each test session. Imported before Django reads its settings."""

import atexit
import os
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAIN_DATABASE = "frontdoor_tests"
TEMPLATE_DATABASE = "frontdoor_template"


@cache
def session_directory() -> Path:
    """The session's own directory, made at the first call and removed when the process ends.

    Its name is short, since a socket lies in it, and others may pass through it, since under root the server runs
    as another account.
    """
    made = Path(tempfile.mkdtemp(prefix="frontdoor-tests-"))
    made.chmod(0o711)
    atexit.register(_remove, made, os.getpid())
    return made


def _remove(made: Path, maker: int) -> None:
    if os.getpid() == maker:  # and not a process that a test forked
        shutil.rmtree(made, ignore_errors=True)


def enter() -> None:
    """Point every setting at the session's directory; a database named in the environment is never touched."""
    if os.environ.get("DJANGO_SETTINGS_MODULE") and "django.conf" in sys.modules:
        # pytest-django then reads the settings before any conftest: the tests would reach for real data.
        raise pytest.UsageError("Unset DJANGO_SETTINGS_MODULE before running the tests.")
    for variable in ("DATABASE_URL", "DATABASE_OWNER_URL", "FRONTDOOR_PRODUCTION"):
        os.environ.pop(variable, None)
    os.environ["FRONTDOOR_DATA"] = str(session_directory())
    os.environ["FRONTDOOR_DATABASE"] = MAIN_DATABASE
    os.environ["DJANGO_SETTINGS_MODULE"] = "frontdoor.project.settings"
