"""The API as an agency's machine meets it: receipts, the same answer for the same thing, problems, and no hint."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections, transaction
from django.test import Client
from django.utils import timezone

from frontdoor.access.actions.keys import stop_key
from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.models import ApiKey, Look
from frontdoor.api import throttle
from frontdoor.journey.actions.feedback import release_feedback
from frontdoor.journey.models import Contact, Feedback, Journey
from frontdoor.ledger import scope
from frontdoor.people.models import OpenStatus, Person
from tests.api.keys import governance, key_for
from tests.feeds.files import ADULT, CHILD, as_object
from tests.harness.databases import OwnDatabase
from tests.stories.walking import decided
from tests.world import World

NOTIFICATIONS = "/api/v1/notifications"
STATUS = "/api/v1/status"


class Machine:
    """An agency's machine with a key."""

    def __init__(self, key: str) -> None:
        self.key = key
        # As in production: whoever has no cookie needs no token against forged forms.
        self.client = Client(enforce_csrf_checks=True)

    def post(self, message: Any, address: str = NOTIFICATIONS, **headers: str) -> tuple[int, dict[str, Any]]:
        body = message if isinstance(message, bytes) else json.dumps(message).encode()
        given = {
            "Authorization": f"Bearer {self.key}",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        answer = self.client.post(address, body, content_type="application/json", headers=given)
        return answer.status_code, answer.json()

    def get(self, address: str) -> tuple[int, dict[str, Any]]:
        answer = self.client.get(address, headers={"Authorization": f"Bearer {self.key}"})
        return answer.status_code, answer.json()


@pytest.fixture(autouse=True)
def counts_anew() -> Iterator[None]:
    yield
    throttle.BY_ADDRESS.forget()
    throttle.BY_KEY.forget()


@pytest.fixture
def world(db: None) -> World:
    return World(now=timezone.now())


@pytest.fixture
def police(world: World) -> Machine:
    return Machine(key_for(at=world.now))


def test_a_notification_is_taken_and_told_by_its_reference(world: World, police: Machine) -> None:
    told = {**CHILD, "age": 7, "seen": True}
    status, receipt = police.post(as_object(told, ADULT, shoe_size=4))
    assert status == 201
    assert receipt["came"] == "new"
    assert receipt["ignored"] == ["shoe_size"]
    with world.all_rows():
        contact = Contact.objects.get()
        assert (contact.channel, contact.reference) == ("api", receipt["reference"])
        assert (contact.source, contact.occurrence) == ("6", "35/1001/26")
        assert Person.objects.get(kind="child").age_said == "7"
        assert Journey.objects.get().seen == "yes"
    assert police.get(f"{NOTIFICATIONS}/{receipt['reference']}") == (
        200,
        {"reference": receipt["reference"], "received_at": receipt["received_at"], "answers": []},
    )


def test_what_cannot_be_read_is_taken_and_asked_about(police: Machine) -> None:
    status, receipt = police.post(as_object({**CHILD, "date_of_birth": "1899-01-01"}, submitted="2031-01-01T10:00"))
    assert status == 201
    assert [words.partition(" ")[0] for words in receipt["asked_about"]] == ["date_of_birth", "submitted"]


def test_signs_that_no_database_holds_are_taken_too(world: World, police: Machine) -> None:
    body = json.dumps(as_object(CHILD, narrative="HERE")).replace("HERE", "a\\u0000b\\ud800c").encode()
    assert police.post(body)[0] == 201
    with world.all_rows():
        assert Contact.objects.count() == 1


@pytest.mark.parametrize("times", [2, 5])
def test_the_same_sent_again_is_the_same_reference(world: World, police: Machine, times: int) -> None:
    answers = [police.post(as_object(CHILD), Idempotency_Key="one") for _ in range(times)]
    assert [status for status, _ in answers] == [201] + [200] * (times - 1)
    assert len({answer["reference"] for _, answer in answers}) == 1
    with world.all_rows():
        assert Contact.objects.count() == 1


def test_more_under_the_same_number_adds_to_the_same_contact(world: World, police: Machine) -> None:
    first = police.post(as_object(CHILD))[1]
    status, second = police.post(as_object(CHILD, narrative="More is known."))
    assert (status, second["came"], second["reference"]) == (200, "more", first["reference"])


def test_a_key_of_ones_own_is_good_for_one_content(police: Machine) -> None:
    assert police.post(as_object(CHILD), Idempotency_Key="one")[0] == 201
    status, problem = police.post(as_object(CHILD, occurrence_number="2"), Idempotency_Key="one")
    assert (status, problem["title"]) == (409, "Used before")
    assert "Use a new one" in problem["detail"]


@pytest.mark.parametrize("times", [2, 50])
def test_one_notification_sent_many_times_at_once(own_database: OwnDatabase, times: int) -> None:
    key = key_for(at=timezone.now())
    together, answers = Barrier(times), []

    def send() -> None:
        try:
            machine = Machine(key)
            together.wait(timeout=120)
            answers.append(machine.post(as_object(CHILD), Idempotency_Key="one"))
        finally:
            connections.close_all()

    threads = [Thread(target=send) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(status for status, _ in answers) == [200] * (times - 1) + [201]
    assert len({answer["reference"] for _, answer in answers}) == 1
    with transaction.atomic(), scope.system("874"):
        assert Contact.objects.count() == 1


def test_an_answer_is_told_when_a_person_has_released_it_and_the_look_is_logged(world: World, police: Machine) -> None:
    reference = police.post(as_object(CHILD))[1]["reference"]
    with world.all_rows():
        journey = Journey.objects.get().id
    world.now = timezone.now() + timedelta(minutes=5)
    decided(world, journey, "assessment")
    assert police.get(f"{NOTIFICATIONS}/{reference}")[1]["answers"] == []
    with world.all_rows():
        drafted = Feedback.objects.get(to_kind="professional").id
    with world.acting("hub_manager") as manager:
        release_feedback(
            feedback=drafted, means="screen", seen=None, by=manager, happened_at=world.now, recorded_at=world.now
        )
    answers = police.get(f"{NOTIFICATIONS}/{reference}")[1]["answers"]
    assert [answer["child"] for answer in answers] == [1]
    assert "assessment" in answers[0]["text"].lower()
    with world.all_rows():
        assert Look.objects.get(page="api").agency == "police"


def test_an_answer_about_a_brother_goes_with_a_contact_that_a_wall_hides(world: World, police: Machine) -> None:
    """Half a contact, with its children counted anew, would tell which child a wall hides."""
    message = {**as_object(CHILD), "children": [CHILD, {**CHILD, "given_name": "Ben"}]}
    reference = police.post(message)[1]["reference"]
    with world.all_rows():
        ana, ben = Journey.objects.order_by("id")
    world.now = timezone.now() + timedelta(minutes=5)
    decided(world, ben.id, "assessment")
    with world.all_rows():
        drafted = Feedback.objects.get(to_kind="professional").id
    with world.acting("hub_manager") as manager:
        release_feedback(
            feedback=drafted, means="screen", seen=None, by=manager, happened_at=world.now, recorded_at=world.now
        )
    assert [one["child"] for one in police.get(f"{NOTIFICATIONS}/{reference}")[1]["answers"]] == [2]
    with world.acting("restricted_manager") as by:
        restrict_person(person=ana.about, custodian=by.account, by=by, happened_at=world.now, recorded_at=world.now)
    assert police.get(f"{NOTIFICATIONS}/{reference}")[1]["answers"] == []


def test_what_another_agency_sent_and_what_does_not_exist_read_the_same(world: World, police: Machine) -> None:
    reference = police.post(as_object(CHILD))[1]["reference"]
    other = Machine(key_for("housing", at=world.now))
    by_hand = world.contact().reference
    answers = [machine.get(f"{NOTIFICATIONS}/{one}") for machine, one in (
        (other, reference), (other, "FD-26-000-000-000"), (police, by_hand), (police, "nothing"))]  # fmt: skip
    assert {status for status, _ in answers} == {404}
    assert all(answer == answers[0][1] for _, answer in answers)


def test_a_restricted_child_reads_like_any_other(world: World, police: Machine) -> None:
    ordinary = police.post(as_object(CHILD, occurrence_number="1"))[1]
    with world.all_rows():
        ana = Person.objects.get().id
    with world.acting("restricted_manager") as manager:
        restrict_person(person=ana, custodian=manager.account, by=manager, happened_at=world.now, recorded_at=world.now)
    unknown = police.post(as_object({**CHILD, "given_name": "Nobody"}, occurrence_number="2"))
    hidden = police.post(as_object(CHILD, occurrence_number="3"))
    more = police.post(as_object(CHILD, occurrence_number="3", narrative="Later."))
    assert _shape(hidden) == _shape(unknown)
    assert (more[0], more[1]["came"], more[1]["reference"]) == (200, "more", hidden[1]["reference"])
    receipts = [police.get(f"{NOTIFICATIONS}/{one['reference']}") for one in (unknown[1], hidden[1], ordinary)]
    assert [(status, receipt["answers"]) for status, receipt in receipts] == [(200, [])] * 3


def _shape(answer: tuple[int, dict[str, Any]]) -> tuple[int, dict[str, Any]]:
    return answer[0], {**answer[1], "reference": "", "received_at": ""}


KEYS: list[tuple[str, Callable[[str], str]]] = [
    ("no key", lambda key: ""),
    ("another's secret", lambda key: key[:-1] + ("0" if key[-1] != "0" else "1")),
    ("another authority", lambda key: key.replace("_874_", "_873_")),
    ("an authority that is none", lambda key: key.replace("_874_", "_999_")),
    ("no key at all", lambda key: "drop table"),
]


@pytest.mark.parametrize(("because", "spoil"), KEYS)
def test_a_key_that_is_not_good_opens_nothing(world: World, because: str, spoil: Callable[[str], str]) -> None:
    status, problem = Machine(spoil(key_for(at=world.now))).post(as_object(CHILD))
    assert (status, problem["status"]) == (401, 401), because


def test_a_key_that_ran_out_or_was_ended_opens_nothing(world: World) -> None:
    old = Machine(key_for(at=world.now - timedelta(days=31)))
    assert old.post(as_object(CHILD))[0] == 401
    ended = Machine(key_for(at=world.now))
    with world.all_rows():
        row = ApiKey.objects.order_by("-id").first()
    assert row is not None
    with scope.acting(governance(), world.now):
        stop_key(key=row.id, by=governance(), recorded_at=world.now)
    assert ended.post(as_object(CHILD))[0] == 401


def test_a_key_is_kept_as_a_hash_that_only_governance_sees(world: World) -> None:
    key = key_for(at=world.now)
    with world.all_rows():
        assert key.rpartition("_")[2] not in str(ApiKey.objects.values().get())
    with world.acting("hub_manager"):
        assert not ApiKey.objects.exists()


def test_a_key_is_for_one_purpose(world: World, police: Machine) -> None:
    assert police.post({"people": []}, STATUS)[0] == 403
    case_system = Machine(key_for("case_system", at=world.now, purpose="status"))
    assert case_system.post(as_object(CHILD))[0] == 403


def test_open_status_is_taken_and_what_is_wrong_is_named(world: World) -> None:
    machine = Machine(key_for("case_system", at=world.now, purpose="status"))
    good = {"pers_person_id": "1", "as_at": world.now.isoformat(), "cine_referral_id": "R", "restricted": False}
    status, told = machine.post({"people": [good, {**good, "pers_person_id": "2", "as_at": "soon"}]}, STATUS)
    assert (status, told["taken"]) == (200, 1)
    assert [(one["place"], one["sentence"].partition(" ")[0]) for one in told["refused"]] == [(2, "as_at")]
    with world.all_rows():
        assert OpenStatus.objects.get().open_episode


BAD = [
    (b"", 422, "nothing at all"),
    (b"{", 400, "half an object"),
    (b'"text"', 422, "no object"),
    (b"{}", 422, "no number"),
    (b'{"occurrence_number": ""}', 422, "an empty number"),
    (b'{"occurrence_number": "   "}', 422, "a number of spaces"),
    (b'{"occurrence_number": "1", "children": "none"}', 422, "no list"),
    (b'{"occurrence_number": "1", "children": [1]}', 422, "no children"),
    (b"\xff\xfe\x00", 400, "no letters"),
    (b"[" * 5000, 400, "too deep"),
    (b'{"occurrence_number": "1", "narrative": "' + b"a" * 3_000_000 + b'"}', 413, "too long"),
]


@pytest.mark.parametrize(("body", "expected", "because"), BAD)
def test_bad_messages_get_a_problem_and_store_nothing(
    world: World, police: Machine, body: bytes, expected: int, because: str
) -> None:
    status, problem = police.post(body)
    assert status == expected, because
    assert problem["detail"].endswith("."), because
    with world.all_rows():
        assert not Contact.objects.exists()


def test_a_runaway_is_slowed_and_told_when_to_go_on(police: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle.BY_KEY, "limit", 2)
    assert [police.post(as_object(CHILD))[0] for _ in range(3)] == [201, 200, 429]


def test_a_guesser_of_keys_is_slowed(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    monkeypatch.setattr(throttle.BY_ADDRESS, "limit", 2)
    guesser = Machine("frontdoor_874_" + "0" * 64)
    assert [guesser.post(as_object(CHILD))[0] for _ in range(3)] == [401, 401, 429]
