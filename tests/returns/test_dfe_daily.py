"""The daily feed against the department's side: what is sent, when nothing is, and what is left after each fault."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from frontdoor.journey.actions.correcting import correct_record
from frontdoor.journey.models import Journey
from frontdoor.ledger.models import Event
from frontdoor.people.details import change_details
from frontdoor.people.models import Person
from frontdoor.returns.dfe_daily import actions as sending
from frontdoor.returns.dfe_daily import changes as changing
from frontdoor.returns.dfe_daily.actions import Sent, send
from frontdoor.returns.dfe_daily.calling import Line
from frontdoor.returns.dfe_daily.changes import Change, UnableToFeed, changes, hash_of
from frontdoor.returns.dfe_daily.payload import payload
from frontdoor.returns.holders import Holder
from frontdoor.returns.lives import Life, Referral
from frontdoor.returns.models import FeedCall, FeedChild
from frontdoor.returns.people import Who
from frontdoor.returns.position import freeze
from tests.harness.databases import OwnDatabase
from tests.returns.department import KEY, RECEIPT, Department, department
from tests.returns.masters import mastered_by
from tests.shared_data import shared
from tests.stories.walking import do
from tests.world import World


@pytest.fixture
def dfe(monkeypatch: pytest.MonkeyPatch) -> Iterator[Department]:
    """The department, enforcing its own schema; no proxy between."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with department(json.loads(shared("data/dfe_csc_api/openapi.json").read_text("utf-8"))) as listening:
        yield listening


@dataclass
class Feed:
    """Sends at the world's time; remembers how long it was told to wait."""

    world: World
    dfe: Department
    waits: list[float] = field(default_factory=list)

    def waiting(self) -> list[Change]:
        return changes(freeze("874"))

    def send(self, key: str = KEY) -> Sent:
        line = Line(url=self.dfe.url, key=key, time_out=0.5)
        return send(freeze("874"), line=line, now=lambda: self.world.now, wait=self.waits.append)

    def log(self) -> list[tuple[str, int, int]]:
        with self.world.all_rows():
            rows = FeedCall.objects.order_by("called_at", "id")
            return [(row.outcome, row.answered_with, row.children) for row in rows]

    def held(self) -> int:
        with self.world.all_rows():
            return FeedChild.objects.exclude(content="").count()


@pytest.fixture
def feed(world: World, dfe: Department) -> Feed:
    return Feed(world, dfe)


def number_of(world: World, journey: UUID) -> str:
    with world.all_rows():
        about = Event.objects.filter(journey=journey).values_list("about", flat=True)[0]
        return Person.objects.get(pk=about).local_number


def test_only_what_changed_since_the_last_accepted_call_is_sent(feed: Feed) -> None:
    world = feed.world
    world.journey(given_name="Cal")
    journey = world.case_at("assessment")
    assert [one.why for one in feed.waiting()] == ["new"], "A contact is no referral and is not sent."
    assert feed.send().accepted == 1
    assert feed.log() == [("accepted", 200, 1)]
    with world.all_rows():
        assert FeedCall.objects.get().receipt == RECEIPT
    assert feed.waiting() == []
    assert feed.send().answers == [], "Nothing changed, so nobody is called."
    world.later(days=1)
    with world.all_rows():
        through = Journey.found(journey)
    do(world, "hub_manager", change_details, person=through.about, through=through, details={"ethnicity": "WBRI"})
    assert [one.why for one in feed.waiting()] == ["changed"]
    assert feed.send().whole
    assert feed.dfe.calls[-1][0]["child_details"]["ethnicity"] == "WBRI"
    assert feed.dfe.faults == []


@pytest.fixture
def planned(feed: Feed, tmp_path: Any) -> Iterator[tuple[Feed, UUID]]:
    """A child walked to a protection plan, where plans are ours to send."""
    with mastered_by(tmp_path, plan="front_door", worker="front_door"):
        yield feed, feed.world.case_at("plan")


def test_a_whole_case_as_the_department_takes_it(planned: tuple[Feed, UUID]) -> None:
    feed, _ = planned
    feed.send()
    [[child]] = feed.dfe.calls
    [episode] = child["social_care_episodes"]
    assert child["child_details"]["first_name"] == "Ana"
    assert "postcode" not in child["child_details"], "An address never leaves by the feed."
    assert episode["referral_source"] == "2A"
    assert episode["referral_no_further_action_flag"] is False
    [enquiry] = episode["section_47_assessments"]
    assert (enquiry["icpc_required_flag"], enquiry["icpc_date"]) == (True, "2026-12-03")
    assert [plan["start_date"] for plan in episode["child_protection_plans"]] == ["2026-12-03"]


def test_what_is_voided_is_purged_and_a_child_of_whom_nothing_is_left_whole(planned: tuple[Feed, UUID]) -> None:
    feed, journey = planned
    world = feed.world
    feed.send()
    world.later(hours=1)
    _void(world, journey, "protection_plan_started")
    assert feed.send().whole
    [plan] = feed.dfe.calls[-1][0]["social_care_episodes"][0]["child_protection_plans"]
    assert plan["purge"] is True
    world.later(hours=1)
    _void(world, journey, "referral_made")
    assert feed.send().whole
    assert feed.dfe.calls[-1] == [{"la_child_id": number_of(world, journey), "purge": True}]
    assert feed.held() == 0
    assert feed.waiting() == [], "Purged once is purged."


def _void(world: World, journey: UUID, kind: str) -> None:
    with world.all_rows():
        event = Event.objects.get(journey=journey, kind=kind).id
    do(world, "hub_manager", correct_record, event=event, reason="not_so", because="It was another child.")


FAULTS = [
    (["400"], ("refused", 400), 1, "a call it cannot read is refused"),
    (["401"], ("refused", 401), 1, "a key it does not know"),
    (["403"], ("refused", 403), 1, "an authority the key is not for"),
    (["413"], ("refused", 413), 1, "too many at once"),
    (["500"], ("refused", 500), 1, "a fault of the department's own"),
    (["302"], ("refused", 302), 1, "it is never followed elsewhere"),
    (["slow"], ("sent", 0), 0, "no answer in time: nobody knows whether it was taken"),
    (["gone"], ("sent", 0), 0, "the line was cut"),
    (["429", "429", "429"], ("refused", 429), 1, "still too fast after three tries"),
]


@pytest.mark.parametrize(("plans", "logged", "refused", "because"), FAULTS)
def test_what_was_not_accepted_goes_again(
    feed: Feed, plans: list[str], logged: tuple[str, int], refused: int, because: str
) -> None:
    feed.world.case_at("assessment")
    feed.dfe.plans = plans
    run = feed.send()
    assert (run.accepted, run.refused, run.whole) == (0, refused, False), because
    assert feed.log() == [(*logged, 1)], because
    assert run.answers[0].problem.endswith((".", ")")), because
    assert feed.held() == 0, because
    assert [one.why for one in feed.waiting()] == ["new"], because
    assert feed.send().whole, because
    assert feed.held() == 1, because


def test_told_to_slow_down_it_waits_as_long_as_asked_and_goes_on(feed: Feed) -> None:
    feed.world.case_at("assessment")
    feed.dfe.plans = ["429", "empty"]
    assert feed.send().whole
    assert feed.waits == [3.0]
    assert feed.log() == [("accepted", 204, 1)]


def test_a_wrong_key_is_refused(feed: Feed) -> None:
    feed.world.case_at("assessment")
    assert feed.send(key="another").answers[0].status == 401


def test_at_most_so_many_in_a_call_and_one_that_is_refused_keeps_no_others_back(
    feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changing, "AT_ONCE", 2)
    for place in range(5):
        feed.world.case_at("assessment", given_name=f"Child{place}")
    waiting = feed.waiting()
    assert [one.number for one in waiting] == sorted(one.number for one in waiting)
    feed.dfe.plans = ["ok", "400", "ok", "400"]
    run = feed.send()
    assert (run.accepted, run.refused, run.left) == (4, 1, 0)
    assert [one.number for one in feed.waiting()] == [waiting[3].number], "the other of its call went alone"
    assert [answer.status for answer in run.answers] == [200, 400, 200, 400, 200]
    assert sorted(row[1:] for row in feed.log()) == [(200, 1), (200, 1), (200, 2), (400, 1), (400, 2)]
    feed.dfe.plans = ["400"]
    assert (feed.send().refused, len(feed.log())) == (1, 6), "one child alone is not halved"


def test_where_all_is_refused_it_is_not_halved_without_end(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "HALVED_AT_MOST", 1)
    for place in range(4):
        feed.world.case_at("assessment", given_name=f"Child{place}")
    feed.dfe.plans = ["400"] * 3
    assert (feed.send().refused, sorted(children for *_, children in feed.log())) == (4, [2, 2, 4])


@pytest.mark.parametrize(
    ("registration", "sent"), [("SW900001", True), ("SW 900001", False), ("SW9000010000000", False), ("", False)]
)
def test_a_registration_that_does_not_fit_is_left_out(registration: str, sent: bool) -> None:
    """One that the interface does not take would have the hundred children of its call refused."""
    who = Who(UUID(int=1), "A1", False, "Ana", "Ray", None, None, None, "F", "WBRI", ())
    life = Life(who.id, referrals=[Referral(UUID(int=2), UUID(int=3), date(2026, 5, 1), "6")])
    made = payload(who, life, sent=(), holder=Holder(registration=registration))
    assert ("care_worker_details" in made["social_care_episodes"][0]) is sent
    assert made["child_details"]["sex"] == "F", "born, though nobody said when"


def test_a_hundred_children_go_in_one_call_and_the_next_in_another() -> None:
    many = [Change(person=UUID(int=n), number=str(n), why="new", sent={}, content="", parts=()) for n in range(101)]
    assert [len(batch) for batch in changing.calls(many)] == [100, 1]


def test_the_hash_is_of_the_facts_and_not_of_their_order() -> None:
    assert hash_of({"a": 1, "b": [1, 2]}) == hash_of({"b": [1, 2], "a": 1})
    assert hash_of({"b": [2, 1]}) != hash_of({"b": [1, 2]})


def test_it_is_off_until_an_address_is_set(world: World) -> None:
    world.case_at("assessment")
    with pytest.raises(UnableToFeed, match="off"):
        send(freeze("874"), line=Line(url="", key=""), now=lambda: world.now, wait=lambda _: None)


def test_only_the_master_of_referrals_sends(world: World, tmp_path: Any) -> None:
    world.case_at("assessment")
    with mastered_by(tmp_path, referral="case_system"), pytest.raises(UnableToFeed, match="case system is the master"):
        changes(freeze("874"))


def test_two_runs_never_send_at_once(own_database: OwnDatabase) -> None:
    world = World()
    with transaction.atomic():
        world.case_at("assessment")
    line = Line(url="http://127.0.0.1:9", key="", time_out=0.5)
    with own_database.connect(autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(hashtext('frontdoor dfe daily 874'))")
        with pytest.raises(UnableToFeed, match="Another run"):
            send(freeze("874"), line=line, now=lambda: world.now, wait=lambda _: None)
    assert send(freeze("874"), line=line, now=lambda: world.now, wait=lambda _: None).left == 1
