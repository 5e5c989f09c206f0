"""Whoever is on call is sent a text and a call beside the screen: they name nobody, leave once and are never "told"."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from frontdoor.jobs import rounds, telephony
from frontdoor.journey.actions.rating import declare_danger
from frontdoor.outbox.models import Message, Page
from tests.stories.walking import do
from tests.world import World, child

SECRETS = ("Ana", "Openham", "Larkfield", "danger")


@dataclass
class Service:
    """A gateway on this machine: what it was sent, and the statuses it answers with."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    sent: list[tuple[dict[str, Any], dict[str, str]]] = field(default_factory=list)


@contextmanager
def serving() -> Iterator[Service]:
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802 - the base class's name
            length = int(self.headers["Content-Length"])
            service.sent.append((json.loads(self.rfile.read(length)), dict(self.headers)))
            self.send_response(service.statuses.pop(0) if service.statuses else 202)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_port}/send"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def paged(world: World) -> UUID:
    """A child in danger now: somebody on call was told."""
    receipt = world.contact(child(given_name="Ana", family_name="Openham"))
    do(world, "contact_officer", declare_danger, contact=receipt.contact, because="He is at the door")
    return receipt.contact


@pytest.fixture
def service(settings: Any, tmp_path: Path) -> Iterator[Service]:
    token = tmp_path / "token"
    token.write_text("a-token-of-today\n")
    with serving() as found:
        settings.TEXT_URL = settings.VOICE_URL = found.url
        settings.TEXT_TOKEN_FILE = settings.VOICE_TOKEN_FILE = str(token)
        settings.SITE = "https://front-door.example"
        yield found


def messages(world: World, channel: str) -> list[Message]:
    with world.all_rows():
        return list(Message.objects.filter(channel=channel).order_by("queued_at", "pk"))


def test_a_text_and_a_call_leave_once_and_name_nobody(world: World, paged: UUID, service: Service) -> None:
    for _ in range(3):
        rounds.send_messages(world.now)
    assert len(service.sent) == 2
    with world.all_rows():
        page = Page.objects.get()
    for (sent, headers), words in zip(service.sent, ("text", "say"), strict=True):
        assert sent["to"] == page.to_telephone
        assert page.reference in sent[words]
        assert not [secret for secret in SECRETS if secret.lower() in sent[words].lower()]
        assert headers["Idempotency-Key"] == sent["id"]
        assert headers["Authorization"] == "Bearer a-token-of-today"
    assert "https://front-door.example/on-call/" in service.sent[0][0]["text"]
    assert "{" not in service.sent[0][0]["text"] + service.sent[1][0]["say"]


def test_brothers_and_sisters_of_one_contact_are_one_text(world: World, service: Service) -> None:
    receipt = world.contact(child(), child(given_name="Ben"))
    do(world, "contact_officer", declare_danger, contact=receipt.contact, because="He is at the door")
    rounds.send_messages(world.now)
    with world.all_rows():
        assert Page.objects.filter(messaged_at__isnull=False).count() == 2
    assert len(service.sent) == 2, "a text and a call"


def test_what_left_is_not_told_and_the_next_person_is_sent_theirs(world: World, paged: UUID, service: Service) -> None:
    rounds.send_messages(world.now)
    with world.all_rows():
        assert Page.objects.get().acknowledged_at is None, "a text is never told"
    world.later(minutes=16)
    rounds.watch(world.now)
    rounds.send_messages(world.now)
    with world.all_rows():
        first, second = Page.objects.order_by("position")
    assert (first.told_next_at is not None, second.acknowledged_at) == (True, None)
    assert [sent["to"] for sent, _ in service.sent] == [first.to_telephone] * 2 + [second.to_telephone] * 2


def test_whoever_answered_already_is_sent_nothing(world: World, paged: UUID, service: Service) -> None:
    from frontdoor.journey.actions.telling import acknowledge_page

    with world.all_rows():
        page = Page.objects.get()
    with world.acting("out_of_hours") as by:
        acknowledge_page(page=page.id, seen=None, by=by, recorded_at=world.now)
    rounds.send_messages(world.now)
    assert service.sent == []


@pytest.mark.parametrize(
    ("statuses", "sent", "reason", "because"),
    [
        ([500, 202, 202], 3, "", "the second try was taken"),
        ([500, 202, 500], 3, "the text service answered 500", "after two tries a person sees the reason"),
        ([302, 202, 302], 3, "the text service answered 302", "nothing follows a redirect"),
    ],
)
def test_a_gateway_that_does_not_take_it_is_asked_twice(
    world: World, paged: UUID, service: Service, statuses: list[int], sent: int, reason: str, because: str
) -> None:
    service.statuses = statuses
    for _ in range(3):
        rounds.send_messages(world.now)
    (text,) = messages(world, "text")
    assert (len(service.sent), text.failed_because) == (sent, reason), because
    assert len({one["id"] for one, _ in service.sent}) == 2, "a repeat carries the same id"


def test_a_gateway_that_is_away_and_a_token_that_is_gone_say_so(
    world: World, paged: UUID, service: Service, settings: Any
) -> None:
    settings.TEXT_URL = "http://127.0.0.1:9/send"
    settings.VOICE_TOKEN_FILE = "/nowhere/token"
    rounds.send_messages(world.now)
    (text,), (call,) = messages(world, "text"), messages(world, "voice")
    assert text.failed_because.startswith("the text service could not be reached")
    assert call.failed_because == "the voice service's access token cannot be read"


@pytest.mark.parametrize(
    ("production", "named", "expected"),
    [
        (True, False, ()),
        (True, True, ("text",)),
        (False, False, ("text", "voice")),
    ],
)
def test_off_until_named_and_shown_in_a_demonstration(
    settings: Any, production: bool, named: bool, expected: tuple[str, ...]
) -> None:
    settings.PRODUCTION, settings.TEXT_URL, settings.VOICE_URL = production, "https://text.example" if named else "", ""
    assert telephony.channels() == expected


def test_in_production_without_a_gateway_nothing_is_left_waiting(world: World, paged: UUID, settings: Any) -> None:
    settings.PRODUCTION, settings.EMAIL_HOST = True, ""
    rounds.send_messages(world.now)
    assert messages(world, "text") == messages(world, "voice") == []
