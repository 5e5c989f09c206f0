"""A directory and settings of their own for each test session. Imported before Django reads its settings."""

import atexit
import os
import pwd
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest

from frontdoor.project.places import DROPPED_USER, reachable_by

ROOT = Path(__file__).resolve().parents[2]
MAIN_DATABASE = "frontdoor_tests"
TEMPLATE_DATABASE = "frontdoor_template"
ROOM = 2 * 1024**3  # bytes: the server's files, some tens of clones, the log of what they write


@cache
def session_directory() -> Path:
    """The session's own directory, made at the first call and removed when the process ends.

    Its name is short, since a socket lies in it, and others may pass through it, since under root the server runs
    as another account.
    """
    made = Path(tempfile.mkdtemp(prefix="frontdoor-tests-", dir=_memory()))
    made.chmod(0o711)
    atexit.register(_remove, made, os.getpid())
    return made


def _memory() -> Path | None:
    """A directory in memory, if the machine has one with room: a clone takes 20 ms there and up to 400 on a disk.

    Not where the server's programs would have to be copied to it and may not be run from it.
    """
    memory = Path("/dev/shm")  # noqa: S108 - a new directory with a name nobody can foresee
    if "TMPDIR" in os.environ or not os.access(memory, os.W_OK) or shutil.disk_usage(memory).free < ROOM:
        return None
    may_not_run = os.statvfs(memory).f_flag & os.ST_NOEXEC
    must_copy = os.geteuid() == 0 and not reachable_by(pwd.getpwnam(DROPPED_USER), ROOT / "pyproject.toml")
    return None if may_not_run and must_copy else memory


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
