"""The NHS is asked over a real socket: what is sent, what is kept, what is tried again; off until it is set up."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from django.conf import LazySettings

from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.models import Look
from frontdoor.access.permission import Refused
from frontdoor.jobs import rounds
from frontdoor.journey.models import Journey
from frontdoor.ledger.models import Event
from frontdoor.people.models import Address, Identifier, SafetyLine, Telephone, Trace
from frontdoor.people.tracing import WAITS, UnableToTrace, ask_nhs
from frontdoor.rules.demographics import Outcome
from tests.rules.test_demographics import NUMBER, bundle, nothing, patient
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.child_lives import number_of
from tests.shared_data import shared
from tests.world import World

JANE = {"given_name": "Jane", "family_name": "Smith", "born": date(2010, 10, 22)}


@dataclass
class Nhs:
    """A service on this machine that answers what it is told to, and remembers what it was asked."""

    answers: list[tuple[int, Any, dict[str, str]]] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    url: str = ""

    def says(self, body: Any, status: int = 200, **headers: str) -> None:
        self.answers.append((status, body, headers))


@contextmanager
def serving() -> Iterator[Nhs]:
    nhs = Nhs()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802 - the base class's name
            nhs.asked.append((self.path, dict(self.headers)))
            status, body, headers = nhs.answers.pop(0)
            if status == 0:  # the line goes dead
                self.connection.close()
                return
            sent = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    nhs.url = f"http://127.0.0.1:{server.server_port}/personal-demographics/FHIR/R4"
    try:
        yield nhs
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def nhs(world: World, settings: LazySettings, tmp_path: Path) -> Iterator[Nhs]:
    token = tmp_path / "token"
    token.write_text("a-token-of-today\n")
    with serving() as service:
        settings.PDS_URL, settings.PDS_TOKEN_FILE = service.url, str(token)
        yield service


def ask(world: World, journey: UUID, who: str = "contact_officer") -> Trace:
    with world.all_rows():
        through = Journey.found(journey)
    with world.acting(who) as by:
        return ask_nhs(person=through.about, through=through, by=by, happened_at=world.now, recorded_at=world.now)


def trace(world: World) -> Trace:
    with world.all_rows():
        return Trace.objects.order_by("asked_at").last() or Trace()


def test_somebody_is_asked_for_by_name_and_birth_and_the_number_is_kept_and_no_address(world: World, nhs: Nhs) -> None:
    ask(world, world.journey(**JANE))
    nhs.says(bundle(patient()))
    rounds.ask_nhs(world.now)
    [(path, headers)] = nhs.asked
    assert urlsplit(path).path == "/personal-demographics/FHIR/R4/Patient"
    assert parse_qs(urlsplit(path).query) == {"family": ["Smith"], "given": ["Jane"], "birthdate": ["eq2010-10-22"]}
    assert headers["Authorization"] == "Bearer a-token-of-today"
    assert UUID(headers["X-Request-ID"])
    with world.all_rows():
        assert trace(world).outcome == Outcome.FOUND
        assert [(one.value, one.verified) for one in Identifier.objects.filter(kind="nhs_number")] == [(NUMBER, True)]
        assert not Address.objects.exists()
        assert not Telephone.objects.exists()
        told = Event.objects.get(kind="demographics_answered")
        assert (told.data, told.by_role) == ({"outcome": "found"}, "watcher")
        assert Event.objects.get(kind="demographics_asked").by_account == world.account("contact_officer").id
    rounds.ask_nhs(world.now)
    assert len(nhs.asked) == 1, "an answered question is not put again"


def test_a_restricted_answer_leaves_no_address_and_a_line_on_the_safety_band(world: World, nhs: Nhs) -> None:
    ask(world, world.journey(**JANE, nhs_number=NUMBER))
    nhs.says(patient("R"))
    rounds.ask_nhs(world.now)
    assert nhs.asked[0][0].endswith(f"/Patient/{NUMBER}")
    with world.all_rows():
        assert trace(world).outcome == Outcome.RESTRICTED
        assert not Address.objects.exists()
        assert "keeps this address from others" in SafetyLine.objects.get().words
        assert "Hidden" not in str([event.data for event in Event.objects.all()])


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "status", "outcome"),
    [
        ("get-patient-response", 200, Outcome.FOUND),
        ("restricted-patient-response", 200, Outcome.RESTRICTED),
        ("not-found-patient-response", 404, Outcome.NOT_FOUND),
        ("too-many-matches", 200, Outcome.TOO_MANY),
    ],
)
def test_replies_as_the_service_gives_them(world: World, nhs: Nhs, name: str, status: int, outcome: Outcome) -> None:
    ask(world, world.journey(**JANE))
    nhs.says(shared(f"data/imports/pds/{name}.json").read_bytes(), status)
    rounds.ask_nhs(world.now)
    with world.all_rows():
        assert trace(world).outcome == outcome
        assert not Address.objects.exists()
        assert Identifier.objects.filter(kind="nhs_number").count() == (outcome in {Outcome.FOUND, Outcome.RESTRICTED})


ENDS = [
    (200, nothing("TOO_MANY_MATCHES"), Outcome.TOO_MANY, "several are like this"),
    (200, patient(name=[{"given": ["Joan"], "family": "Smith"}]), Outcome.DIFFERS, "a twin"),
    (401, {}, Outcome.REFUSED, "the token is not ours"),
    (403, nothing("ACCESS_DENIED"), Outcome.REFUSED, "we may not ask"),
    (302, {}, Outcome.REFUSED, "no redirect is followed"),
    (200, b"<html>sign in</html>", Outcome.REFUSED, "a page of something in between"),
    (404, b"", Outcome.REFUSED, "nothing at this address: not the service"),
]


@pytest.mark.parametrize(("status", "body", "outcome", "because"), ENDS)
def test_how_a_question_ends(world: World, nhs: Nhs, status: int, body: Any, outcome: Outcome, because: str) -> None:
    ask(world, world.journey(**JANE))
    nhs.says(body, status)
    rounds.ask_nhs(world.now)
    assert trace(world).outcome == outcome, because
    with world.all_rows():
        assert not Identifier.objects.filter(kind="nhs_number").exists(), because


def test_who_cannot_be_reached_is_asked_again_later_and_given_up_at_last(world: World, nhs: Nhs) -> None:
    ask(world, world.journey(**JANE))
    for tries, wait in enumerate(WAITS, start=1):
        nhs.says({}, 503 if tries % 2 else 0)
        rounds.ask_nhs(world.now)
        rounds.ask_nhs(world.now)
        assert len(nhs.asked) == tries, "not before its time"
        assert trace(world).next_try_at == world.now + timedelta(seconds=wait)
        world.later(seconds=wait)
    nhs.says({}, 500)
    rounds.ask_nhs(world.now)
    assert trace(world).outcome == Outcome.UNAVAILABLE
    world.later(days=1)
    rounds.ask_nhs(world.now)
    assert len(nhs.asked) == len(WAITS) + 1


def test_a_service_that_asks_to_be_left_alone_is_left_alone(world: World, nhs: Nhs) -> None:
    ask(world, world.journey(**JANE))
    nhs.says({}, 429, Retry_After="900")
    rounds.ask_nhs(world.now)
    assert trace(world).next_try_at == world.now + timedelta(seconds=900)
    world.later(seconds=900)
    nhs.says(patient())
    rounds.ask_nhs(world.now)
    assert trace(world).outcome == Outcome.FOUND


def test_a_worker_killed_while_it_asks_asks_again_after_the_lease(world: World, nhs: Nhs, tmp_path: Path) -> None:
    ask(world, world.journey(**JANE))

    class Killed(BaseException):
        pass

    def die(*_: Any, **__: Any) -> None:
        raise Killed

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rounds.Service, "ask", die)
        with pytest.raises(Killed):
            rounds.ask_nhs(world.now)
    rounds.ask_nhs(world.now)
    assert nhs.asked == [], "the other may still be asking"
    world.later(minutes=2)
    nhs.says(patient())
    rounds.ask_nhs(world.now)
    assert trace(world).outcome == Outcome.FOUND


def test_a_question_is_put_once_and_needs_a_number_or_a_name_with_birth(world: World, nhs: Nhs) -> None:
    journey = world.journey(**JANE)
    assert ask(world, journey).id == ask(world, journey).id
    with pytest.raises(UnableToTrace, match="one is missing"):
        ask(world, world.journey(given_name="Ana", family_name="Example", born=None))
    with pytest.raises(Refused):
        ask(world, journey, who="auditor")
    with world.all_rows():
        person = Journey.found(journey).about
    with world.acting("restricted_manager") as by:
        restrict_person(person=person, custodian=by.account, by=by, happened_at=world.now, recorded_at=world.now)
    with world.acting("hub_manager"):
        assert not Trace.objects.exists(), "not even that somebody asked"


def test_the_page_offers_it_where_it_is_on_and_says_how_it_stands(
    world: World, nhs: Nhs, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_time(world, monkeypatch)
    journey = world.journey(**JANE)
    page = f"/child/{number_of(world, journey)}/"
    at = AtWork(world, "contact_officer")
    assert "Ask the NHS who this is" in words(at.get(page))
    at.post(f"{page}ask-nhs/")
    said = words(at.get(page))
    assert "The NHS has been asked; no answer yet" in said
    assert "Ask the NHS who this is" not in said
    nhs.says(patient("R"))
    rounds.ask_nhs(world.now)
    assert "The NHS restricts this record" in words(at.get(page))
    with world.all_rows():
        assert Look.objects.filter(page="ask_nhs").count() == 1
    unnamed = f"/child/{number_of(world, world.journey(given_name='', family_name='', born=None))}/"
    assert "one is missing" in words(at.post(f"{unnamed}ask-nhs/", status=409))
    settings.PDS_URL = ""
    assert "NHS register" not in words(at.get(page))
    at.post(f"{page}ask-nhs/", status=404)
    rounds.ask_nhs(world.now)
    assert len(nhs.asked) == 1


def test_it_is_off_until_a_council_names_the_service(world: World, settings: LazySettings) -> None:
    assert settings.PDS_URL == ""
