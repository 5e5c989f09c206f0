"""From the form into the database: one contact however often it is sent, and nothing lost while it is away."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections, transaction

from frontdoor.journey.models import Contact, Journey, Referrer
from frontdoor.ledger import scope
from frontdoor.rules.concern import ConcernedAdult, ConcernedChild
from frontdoor.screens.refer import patience, sending, spool
from frontdoor.screens.refer.envelope import Envelope
from tests.harness.databases import OwnDatabase
from tests.screens.refer.ground import FORM, Form, fields_of, hidden, text_of
from tests.screens.refer.walks import PROFESSIONAL, WALKS
from tests.world import FRIDAY, concern


def envelope(number: int = 1, received_at: datetime = FRIDAY, worry: str = "w") -> Envelope:
    given = concern(ConcernedChild(label=f"child {number}"), worry=worry, received_at=received_at)
    return Envelope(token=f"token-{number}", reference=f"FD-{number}", authority="peterborough", concern=given)


def contacts(authority: str = "874") -> list[Contact]:
    with transaction.atomic(), scope.system(authority):
        return list(Contact.objects.order_by("received_at"))


@pytest.fixture
def keys() -> Iterator[None]:
    """The spool's keys, and an empty spool before and after."""
    sending.make_keys()
    for file in spool.waiting(sending.spool_directory()):
        file.unlink()
    yield
    for file in spool.waiting(sending.spool_directory()):
        file.unlink()


@pytest.mark.parametrize("name", WALKS)
def test_each_form_becomes_a_contact_with_its_children(name: str, own_database: OwnDatabase) -> None:
    form = Form()
    form.go_through(WALKS[name])
    answer = form.press("send")
    [contact] = contacts()
    assert contact.reference in text_of(answer)
    assert contact.channel == "web_form"
    with transaction.atomic(), scope.system("874"):
        assert Journey.objects.filter(contact=contact).count() == 1
        assert Referrer.objects.get(contact=contact).kind == {"public": "public"}.get(name, name)


@pytest.mark.parametrize("times", [2, 50])
def test_one_form_sent_many_times_at_once_is_one_contact(times: int, own_database: OwnDatabase, keys: None) -> None:
    form = Form()
    form.go_through(PROFESSIONAL)
    last = {**fields_of(form.shown).found, **hidden(form.shown), "go": "send"}
    together = threading.Barrier(min(times, 10))

    def send(number: int) -> str:
        if number < 10:
            together.wait(timeout=10)
        try:
            return text_of(form.client.post(FORM, last))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as many:
        answers = list(many.map(send, range(times)))
    sending.drain()
    [contact] = contacts()
    assert all(contact.reference in answer for answer in answers)


def test_a_closed_connection_sends_it_to_the_spool_and_the_worker_stores_it_once(
    own_database: OwnDatabase, keys: None
) -> None:
    with own_database.running.connect() as server:
        server.execute(f'ALTER DATABASE "{own_database.name}" WITH ALLOW_CONNECTIONS false')
        connections.close_all()
        for number in (2, 1, 3):
            taken = sending.send(envelope(number, FRIDAY + timedelta(seconds=number)))
            assert taken == sending.Taken(f"FD-{number}", stored=False)
        server.execute(f'ALTER DATABASE "{own_database.name}" WITH ALLOW_CONNECTIONS true')
    assert sending.drain() == spool.Drained(handed_on=3, set_aside=())
    assert sending.drain() == spool.Drained(handed_on=0, set_aside=())
    found = contacts()
    assert [contact.token for contact in found] == ["token-1", "token-2", "token-3"]
    assert [contact.received_at for contact in found] == [FRIDAY + timedelta(seconds=at) for at in (1, 2, 3)]
    assert all(contact.entered_at > contact.received_at for contact in found)


def test_a_slow_database_makes_nobody_wait_and_makes_one_contact(
    own_database: OwnDatabase, keys: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "PATIENCE_SECONDS", 0.3)
    with own_database.connect() as other:
        other.execute("LOCK TABLE ledger_token IN ACCESS EXCLUSIVE MODE")
        begun = time.monotonic()
        taken = sending.send(envelope())
        assert not taken.stored
        assert time.monotonic() - begun < 2
        other.rollback()
    deadline = time.monotonic() + 10
    while not contacts() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(contacts()) == 1, "the storing that was waited for too long ended by itself"
    assert sending.drain().handed_on == 1
    assert [contact.token for contact in contacts()] == ["token-1"]


def test_while_all_hang_nobody_else_waits(
    own_database: OwnDatabase, keys: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "PATIENCE_SECONDS", 0.5)
    with own_database.connect() as other:
        other.execute("LOCK TABLE ledger_token IN ACCESS EXCLUSIVE MODE")
        for number in range(patience.AT_ONCE):
            assert not sending.send(envelope(number)).stored
        begun = time.monotonic()
        assert not sending.send(envelope(99)).stored
        assert time.monotonic() - begun < sending.ANSWER_SECONDS + 0.15, "no longer than every answer takes"
        other.rollback()
    deadline = time.monotonic() + 10
    while len(contacts()) < patience.AT_ONCE and time.monotonic() < deadline:
        time.sleep(0.05)
    sending.drain()
    assert sorted(contact.token for contact in contacts()) == sorted(
        f"token-{number}" for number in [*range(patience.AT_ONCE), 99]
    )


def test_what_the_database_will_never_take_is_kept_for_a_person(own_database: OwnDatabase, keys: None) -> None:
    too_long = concern(ConcernedChild(label="x" * 121))
    given = Envelope(token="t", reference="FD-1", authority="peterborough", concern=too_long)
    assert not sending.send(given).stored
    drained = sending.drain()
    assert (drained.handed_on, len(drained.set_aside)) == (0, 1)
    kept = drained.set_aside[0]
    assert kept in sending.set_aside()
    assert spool.read(kept, private_key=spool.private_key_from(sending.private_key_file())) == given
    kept.unlink()


def test_the_reference_is_the_one_shown_when_the_form_was_begun_before_new_year(db: None) -> None:
    begun = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
    given = concern(ConcernedChild(), received_at=begun + timedelta(minutes=5), begun_at=begun)
    stored = sending.store(Envelope(token="t", reference="FD-26-x", authority="peterborough", concern=given))
    assert stored.startswith("FD-26-")


def test_inside_a_caller_s_transaction_the_storing_is_a_part_of_it(db: None) -> None:
    assert connection.in_atomic_block
    assert sending.send(envelope()).stored
    with scope.system("874"):
        assert Contact.objects.filter(token="token-1").exists()


LONG = "Ł" * 50_000


def test_the_longest_answers_the_form_takes_are_taken_by_the_database(own_database: OwnDatabase) -> None:
    form = Form()
    form.press(who="professional")
    said = {
        "danger": {"danger_now": "no"},
        "agency": {"agency_type": "school", "agency": "A" * 120},
        "worry": {"worry": LONG},
        "know": {"saw": LONG, "was_told": LONG, "thinks": LONG},
        "when": {"incident_said": "x" * 120, "incident_day": "31", "incident_month": "2", "incident_year": "2026"},
        "child_name": {"given_name": "G" * 120, "family_name": "F" * 120, "label": "L" * 120},
        "child_age": {"born_day": "3111", "born_month": "september", "born_year": "202020", "age_said": "a" * 36},
        "child_home": {"address": "A" * 2000, "postcode": "P" * 20, "keep_from": "k" * 120},
        "child_now": {"where_now": "w" * 200, "with_whom": "w" * 200, "until_when": "u" * 120},
        "child_words": {"own_words": LONG, "words_told_to": "t" * 120},
        "child_school": {"school": "s" * 120, "gp": "g" * 120},
        "child_language": {"language": "l" * 60},
        "child_numbers": {"nhs_number": "9" * 40, "upn": "A" * 40},
        "adult_name": {"given_name": "G" * 120, "family_name": "F" * 120, "label": "L" * 80, "born_day": "31"},
        "adult_role": {"relationship": "r" * 40},
        "adult_contact": {"telephone": "0" * 40, "address": "A" * 2000, "postcode": "P" * 20, "keep_from": "k" * 120},
        "adult_risk": {"bail_or_order": "b" * 3000},
        "contact": {"safe_contact": "s " * 1500, "must_not_know": "m" * 900},
        "you": {"name": "N" * 120, "job": "J" * 120, "telephone": "0" * 40, "email": "e" * 250 + "@x.y"},
    }
    form.go_through(said, until="adults")
    form.press("add:adult")
    form.go_through(said, until="adults")
    form.go_through(said)
    answer = form.press("send")
    assert len(contacts()) == 1, text_of(answer)


def test_a_form_may_be_filled_in_for_the_other_authority(own_database: OwnDatabase) -> None:
    form = Form("/refer/cambridgeshire/")
    form.press(who="public")
    form.press()
    form.press("check", worry="x")
    form.press("send")
    assert [contact.authority for contact in contacts("873")] == ["873"]
    assert contacts() == []


def test_a_concern_with_an_adult_of_whom_only_a_word_is_known(own_database: OwnDatabase) -> None:
    given = concern(ConcernedChild(), adults=(ConcernedAdult(label="father, not named"),))
    assert sending.send(Envelope(token="t", reference="r", authority="peterborough", concern=given)).stored
