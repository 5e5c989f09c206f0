"""Every test's ground: own directory, own database server, the application's role, no network.

Fixtures: ``db`` (pytest-django's: rolls back), ``own_database`` (real commits), ``browser_server``, ``page``.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.harness import environment

# Before anything reads Django's settings: pytest-django configures Django only after this file was imported.
environment.enter()

from django.conf import settings  # noqa: E402

if TYPE_CHECKING:
    from tests.harness.databases import TestServer
    from tests.world import World

# Names in plain form: hashed names need the finished static files, which only the browser's server has.
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.STATIC_ROOT.mkdir(exist_ok=True)
# The same algorithm with the least work: a real hash takes a tenth of a second, and tests make thousands.
settings.PASSWORD_HASHERS = ["tests.harness.quick_hashing.QuickArgon2"]

pytest_plugins = [
    "tests.harness.databases",
    "tests.harness.sockets",
    "tests.harness.browser",
    "tests.harness.parallel",
]

#: What runs again on the oldest PostgreSQL: the ledger, access, people and journey, and what is marked by itself.
AGAIN = (
    "tests/ledger/", "tests/people/test_", "tests/stories/", "tests/house/test_row_security", "tests/house/test_sight",
    "tests/house/test_access_matrix", "tests/house/test_steps",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of these rooms "again": they hold the database's own behaviour."""
    for item in items:
        if item.nodeid.startswith(AGAIN):
            item.add_marker("again")


@pytest.fixture(scope="session")
def django_db_setup(database_server: "TestServer", django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Stand in for pytest-django's own: a clone of the migrated template, reached as the application's role."""
    from tests.harness.databases import main_database

    with main_database(database_server, django_db_blocker):
        yield


@pytest.fixture
def world(db: None) -> "World":
    """The fixed cast in a database that rolls back."""
    from tests.world import World

    return World()
