"""Databases for tests: one for all that roll back, and a clone for each test that commits.

A clone is made from the migrated template in some 30 ms and dropped afterwards. Nothing is ever flushed: history
may not be truncated, and the application's role could not do it.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

import psycopg
import pytest
from psycopg import sql

from frontdoor.project.at_hand import share
from frontdoor.project.database import ROLES, Role
from frontdoor.project.embedded_server import Running
from tests.harness.environment import MAIN_DATABASE, TEMPLATE_DATABASE, session_directory
from tests.harness.template import start_with_template


@dataclass(frozen=True, slots=True)
class OwnDatabase:
    """A database that belongs to one test (or to one web server under test)."""

    name: str
    running: Running

    def connect(self, role: Role = "app", *, autocommit: bool = False) -> "psycopg.Connection[tuple[object, ...]]":
        """Open a further connection, beside Django's; close it with ``with``."""
        return psycopg.connect(
            host=str(self.running.places.sockets), dbname=self.name, user=ROLES[role], autocommit=autocommit
        )

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment for a process of its own that works in this database."""
        return {**os.environ, "FRONTDOOR_DATABASE": self.name}


@dataclass(slots=True)
class TestServer:
    """The session's one server."""

    __test__ = False

    running: Running
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @contextmanager
    def clone(self, name: str | None = None) -> Iterator[OwnDatabase]:
        """Clone the template for as long as the block lasts."""
        name = name or f"frontdoor_own_{next(self._numbers)}"
        with self.running.connect() as server:
            server.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY file_copy").format(
                    sql.Identifier(name), sql.Identifier(ROLES["owner"]), sql.Identifier(TEMPLATE_DATABASE)
                )
            )
            # Rights on a database are not cloned with it.
            server.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
            server.execute(
                sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(
                    sql.Identifier(name), sql.Identifier(ROLES["app"])
                )
            )
        try:
            yield OwnDatabase(name, self.running)
        finally:
            with self.running.connect() as server:
                server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def django_uses(name: str) -> Iterator[None]:
    """Point Django's connections, of this thread and of new ones, at a database for as long as the block lasts."""
    from django.db import connections

    before = {alias: connections[alias].settings_dict["NAME"] for alias in ROLES_OF_ALIASES}
    connections.close_all()
    for alias in ROLES_OF_ALIASES:
        connections[alias].settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        for alias, former in before.items():
            connections[alias].settings_dict["NAME"] = former


ROLES_OF_ALIASES: Mapping[str, Role] = {"default": "app", "owner": "owner"}


@pytest.fixture(scope="session")
def database_server() -> Iterator[TestServer]:
    """The session's PostgreSQL: started when the first test needs it, gone at the end."""
    running = start_with_template(session_directory())
    # As one of its users, since a command under test would otherwise be the last and stop it on leaving.
    with share(running.places, running):
        yield TestServer(running)


@pytest.fixture
def own_database(database_server: TestServer, django_db_blocker: pytest.FixtureRequest) -> Iterator[OwnDatabase]:
    """A database of the test's own: real commits, several connections, threads and processes.

    Django's "default" connection points at it while the test runs. Do not mark such a test with django_db.
    """
    with database_server.clone() as own, django_db_blocker.unblock(), django_uses(own.name):
        yield own


@contextmanager
def main_database(server: TestServer, blocker: pytest.FixtureRequest) -> Iterator[None]:
    """What pytest-django's own set-up would do: the database in which every test rolls back."""
    with server.clone(MAIN_DATABASE), blocker.unblock(), django_uses(MAIN_DATABASE), blocker.block():
        yield
