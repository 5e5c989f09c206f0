"""Places of their own for tests that start and kill servers."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from frontdoor.project.embedded_server import Running, stop
from frontdoor.project.places import places
from tests.harness.environment import session_directory


@pytest.fixture
def place() -> Iterator[Path]:
    """An empty data directory that the server's user can reach; whatever still runs in it is stopped afterwards."""
    made = Path(tempfile.mkdtemp(dir=session_directory()))
    made.chmod(0o711)
    yield made
    found = places(made)
    stop(Running(found))
    if found.elsewhere:
        shutil.rmtree(found.server, ignore_errors=True)
    shutil.rmtree(made)
