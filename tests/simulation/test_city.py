"""The city: the same story in memory and by plain calls leaves the same rows, and it looks like England."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from frontdoor.ledger import scope
from frontdoor.ledger.rebuilding import compare
from frontdoor.ledger.sealing import seal, verify
from frontdoor.simulation.city import make, make_slowly
from tests.harness.databases import TestServer, django_uses
from tests.ledger.test_bulk import everything

#: How large a city is made twice: FRONTDOOR_CITY_TWICE=0.18 is 500 contacts, and minutes of plain calls.
TWICE = float(os.environ.get("FRONTDOOR_CITY_TWICE", "0.02"))
FRIDAY = datetime(2026, 11, 20, 16, 50, tzinfo=UTC)


def test_in_memory_and_by_plain_calls(own_database: object, database_server: TestServer) -> None:
    found = []
    for in_memory in (True, False):
        with database_server.clone() as clone, django_uses(clone.name):
            if in_memory:
                made = make(authority="874", ends_at=FRIDAY, years=0.25, size=TWICE, seed=4)
                assert made.contacts > 2_500 * TWICE
            else:
                make_slowly(authority="874", ends_at=FRIDAY, years=0.25, size=TWICE, seed=4)
            while seal("874"):
                pass
            assert verify("874").holds
            assert compare("874").differing == ()
            found.append(everything())
    quick, plain = found
    for table in plain:
        assert plain[table] == quick[table], table


@pytest.fixture(scope="module")
def city(database_server: TestServer, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A quarter of Peterborough, for a year."""
    with database_server.clone() as clone, django_db_blocker.unblock(), django_uses(clone.name):
        make(authority="874", ends_at=FRIDAY, size=0.25)
        yield


def one(query: str) -> float:
    with transaction.atomic(), scope.system("874"), connection.cursor() as cursor:
        cursor.execute(query)
        return float(cursor.fetchone()[0])


REFERRED = "('assessment', 'strategy_discussion', 'accommodation', 'transfer_in_conference')"
DECIDED = "100.0 * avg((outcome = '{}')::int) FROM journey_journey WHERE outcome <> ''"
MET = (
    "SELECT 100.0 * count(*) FILTER (WHERE ended_as = 'met') / count(*) FROM ledger_clockrun "
    "WHERE clock = '{}' AND ended_as IN ('met', 'met late')"
)


@pytest.mark.parametrize(
    ("what", "wanted", "query"),
    [
        ("children in contacts a year, quarter city", 3375, "SELECT count(*) FROM journey_journey"),
        ("children from police, %", 32, "SELECT 100.0 * avg((source = '6')::int) FROM journey_contact"),
        ("children from schools, %", 16, "SELECT 100.0 * avg((source = '2A')::int) FROM journey_contact"),
        ("children from health, %", 17, "SELECT 100.0 * avg((source = '3A')::int) FROM journey_contact"),
        (
            "became a referral, %",
            22,
            f"SELECT 100.0 * avg((outcome IN {REFERRED})::int) FROM journey_journey WHERE outcome <> ''",
        ),
        ("early help, %", 14, f"SELECT {DECIDED.format('early_help')}"),
        ("advice, %", 30, f"SELECT {DECIDED.format('advice')}"),
        ("nothing more, %", 23, f"SELECT {DECIDED.format('nothing_more')}"),
        ("section 47 enquiries, quarter city", 260, "SELECT count(*) FROM journey_section47enquiry"),
        ("re-referrals within 12 months, %", 22.6, "SELECT 100.0 * avg(rereferral::int) FROM journey_referral"),
        ("assessments within 45 working days, %", 85.7, MET.format("assessment")),
        ("conferences within 15 working days, %", 81.4, MET.format("s47_to_icpc")),
        ("assessed as not in need, %", 30.8, "SELECT 100.0 * avg((NOT in_need)::int) FROM journey_assessment"),
    ],
)  # fmt: skip
def test_within_a_fifth_of_england(city: None, what: str, wanted: float, query: str) -> None:
    assert wanted * 0.8 <= one(query) <= wanted * 1.2, what


def test_the_neighbour_never_sees_the_city(city: None) -> None:
    with transaction.atomic(), scope.system("873"), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journey_contact")
        assert cursor.fetchone() == (0,)


def test_no_reply_waits_unsent_for_weeks(city: None) -> None:
    """A manager clears the list: what nobody sent is sent, or why not is said, within three weeks."""
    waits = "released_at IS NULL AND withheld_because = '' AND voided_at IS NULL"
    assert one(f"SELECT count(*) FROM journey_feedback WHERE {waits}") > 0, "today's replies are still to be sent"
    oldest = one(
        f"SELECT extract(epoch FROM '{FRIDAY.isoformat()}'::timestamptz - min(drafted_at)) / 86400 "
        f"FROM journey_feedback WHERE {waits}"
    )
    assert oldest < 21


def test_in_summer_a_backlog_grows_before_the_first_look(city: None) -> None:
    """What comes in July and August waits longer until it is entered, and the queue is longer for it."""
    waits = "avg(extract(epoch FROM entered_at - received_at))"
    summer = "to_char(received_at, 'MMDD') BETWEEN '0710' AND '0831'"
    ratio = one(f"SELECT {waits} FILTER (WHERE {summer}) / {waits} FILTER (WHERE NOT {summer}) FROM journey_contact")
    assert ratio > 1.5
