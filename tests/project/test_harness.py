"""The ground the other tests stand on holds what it promises."""

import socket
import threading

import psycopg
import pytest
from django.db import connection, connections

from tests.harness.databases import OwnDatabase
from tests.harness.sockets import ReachedForTheNetwork

pytestmark = pytest.mark.again


@pytest.mark.django_db
def test_tests_are_the_application_and_no_more() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("frontdoor_app", False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner <> 'frontdoor_owner'")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT has_table_privilege('django_session', 'TRUNCATE')")
        assert cursor.fetchone() == (False,)


def test_an_own_database_keeps_what_is_committed(own_database: OwnDatabase) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_session VALUES ('a', 'b', now())")
    with own_database.connect() as beside:
        assert beside.execute("SELECT session_key FROM django_session").fetchall() == [("a",)]


def test_an_own_database_is_seen_by_new_threads(own_database: OwnDatabase) -> None:
    seen: list[object] = []

    def look() -> None:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT current_database(), (SELECT count(*) FROM django_session)")
            seen.append(cursor.fetchone())
        connections["default"].close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [(own_database.name, 0)]


@pytest.mark.django_db
def test_an_own_database_leaves_nothing_in_the_main_one() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), (SELECT count(*) FROM django_session)")
        assert cursor.fetchone() == ("frontdoor_tests", 0)


def test_the_network_is_closed() -> None:
    with pytest.raises(ReachedForTheNetwork), socket.socket() as opened:
        opened.connect(("192.0.2.1", 80))
    with pytest.raises(ReachedForTheNetwork):
        socket.getaddrinfo("example.org", 443)


def test_another_account_is_refused_by_the_server(own_database: OwnDatabase) -> None:
    with pytest.raises(psycopg.OperationalError, match="frontdoor_stranger"):
        psycopg.connect(
            host=str(own_database.running.places.sockets), dbname=own_database.name, user="frontdoor_stranger"
        )
