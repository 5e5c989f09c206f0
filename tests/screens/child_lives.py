"""Children with a whole history, walked by the real verbs: what the child's page and its neighbours are tested on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from frontdoor.journey.actions.allocation import accept_allocation, allocate
from frontdoor.journey.actions.calls import log_call
from frontdoor.journey.actions.information_requests import record_answer, request_information
from frontdoor.journey.actions.rating import rate_contact
from frontdoor.journey.actions.safety_plans import PlanLine
from frontdoor.journey.actions.strategy_discussions import Discussed, Meeting, record_strategy_discussion
from frontdoor.journey.actions.visit_texts import ChildWords
from frontdoor.journey.actions.visits import ChildVisited, Outing, plan_visit, record_visit
from frontdoor.journey.models import Journey
from frontdoor.people.models import OpenStatus, Person
from tests.cases import decide
from tests.screens.browsing import NARRATIVE, family
from tests.world import World

TEAM = "assessment_1"
PLAN = (
    PlanLine(
        who="Aunt Rose", what="Ava and Oskar sleep at her flat, Monday to Thursday", by_when="tonight, 18:00",
        if_it_fails="Rose rings out-of-hours; nobody goes home alone",
    ),
    PlanLine(
        who="Larkfield Primary School", what="Rings the worker if Ava is not in by 09:15", by_when="each school day",
        if_it_fails="The worker goes to the house the same morning",
    ),
)  # fmt: skip


def do(world: World, who: str, verb: Callable[..., Any], **given: Any) -> Any:
    """One verb by one of the cast, now."""
    with world.acting(who) as actor:
        return verb(**given, by=actor, happened_at=world.now, recorded_at=world.now)


def number_of(world: World, journey: UUID) -> str:
    """The number of the child of a journey, as it stands in addresses."""
    with world.all_rows():
        return Person.found(Journey.found(journey).about).local_number


def long_life(world: World) -> UUID:
    """A child known for weeks: two contacts, an enquiry, a safety plan, visits, questions to agencies, a worker."""
    now = world.now
    world.now = now - timedelta(days=24)
    receipt = family(world)
    with world.acting("hub_manager"):
        ava = next(one for one in receipt.journeys if Person.found(Journey.found(one).about).given_name == "Ava")
    with world.acting("hub_manager") as actor:
        rate_contact(
            contact=receipt.contact, rating="red", because=NARRATIVE[:200], seen=None, by=actor,
            happened_at=world.now, recorded_at=world.now,
        )  # fmt: skip
    agencies = ["school_larkfield", "gp_riverside", "police"]
    requests = do(world, "hub_manager", request_information, journey=ava, agencies=agencies, why="Hurt at home")
    world.later(hours=2)
    do(world, "hub_manager", record_answer, request=requests[0].id, state="found", text=NARRATIVE)
    decide(world, ava, "strategy_discussion", because=NARRATIVE[:300], ordinary_day="Gets two brothers up. " * 6)
    world.later(hours=1)
    do(
        world, "out_of_hours", record_strategy_discussion,
        children=[Discussed(journey=ava, starts_enquiry="joint", safety_plan=PLAN)],
        meeting=Meeting(agencies=("authority", "police", "school")),
    )  # fmt: skip
    given = do(world, "hub_manager", allocate, journey=ava, team=TEAM, worker=world.account("social_worker").id)
    do(world, "social_worker", accept_allocation, allocation=given.id)
    _visits(world, ava, now)
    do(world, "social_worker", log_call, journey=ava, direction="out", with_kind="family", words="Mother, by text")
    world.now = now - timedelta(days=2)
    do(world, "social_worker", plan_visit, journeys=[ava], purpose="section47", planned_for=now + timedelta(days=1))
    world.now = now
    _loaded(world, ava)
    return ava


def _visits(world: World, ava: UUID, now: datetime) -> None:
    for day, alone, words in ((1, "no", ""), (6, "yes", "Don’t tell dad where the bus goes from."), (13, "no", "")):
        world.now = now - timedelta(days=24 - day)
        do(
            world, "social_worker", record_visit,
            outing=Outing(purpose="section47", arrived_at=world.now, parents_knew="yes"),
            children=[
                ChildVisited(
                    journey=ava, seen=True, alone=alone, bedroom="not_seen", can_stay="yes",
                    words=ChildWords(
                        own_words=words, home="No heating upstairs. " + NARRATIVE[:160], what_changed="A new lock",
                        in_confidence=bool(words),
                    ),
                )
            ],
        )  # fmt: skip


def _loaded(world: World, journey: UUID) -> None:
    with world.acting("hub_manager"):
        OpenStatus.new(
            at=world.now, authority="874", person=Journey.found(journey).about, source_number="90017",
            open_episode=True, plan="protection", plan_category="NEG",
            plan_since=world.now.date() - timedelta(days=9), team="Family safeguarding team, north",
            worker="Sol Worker", telephone="01632 960117", as_at=world.now - timedelta(hours=3),
        )  # fmt: skip
