"""Journeys walked to each stage by the real verbs, as people walk them: never an impossible record."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from frontdoor.journey.actions.assessments import authorise_assessment, record_told_outcome, start_assessment
from frontdoor.journey.actions.conferences import record_conference
from frontdoor.journey.actions.decisions import decide_outcomes
from frontdoor.journey.actions.safety_plans import PlanLine
from frontdoor.journey.actions.section47 import conclude_section47, open_enquiry
from frontdoor.journey.actions.strategy_discussions import Discussed, Meeting, record_strategy_discussion
from frontdoor.journey.actions.visits import ChildVisited, Outing, record_visit
from frontdoor.journey.models import Journey
from frontdoor.rules.decision import ChildPart, FamilyPart
from frontdoor.rules.steps import Stage

if TYPE_CHECKING:
    from tests.world import World

FAMILY = FamilyPart(
    worries="Hungry at school, third time this week.",
    history="Two earlier contacts, both about food.",
    nobody_because="The school asked us to act today.",
    why_not_wait="The child is hungry now.",
    family_knows="yes",
)
LINE = PlanLine(
    who="Aunt Rose", what="Ana sleeps at her flat", by_when="Tonight at six", if_it_fails="She rings the night worker"
)


def _do(world: World, who: str, verb: Callable[..., Any], **given: Any) -> Any:
    with world.acting(who) as actor:
        return verb(**given, by=actor, happened_at=world.now, recorded_at=world.now)


def decide(world: World, journey: UUID, outcome: str, *, who: str = "hub_manager", **answers: Any) -> None:
    """Decide for this child, everything answered."""
    with world.acting(who) as actor:
        contact = Journey.found(journey).contact_id
        part = ChildPart(
            journey=journey,
            outcome=outcome,
            **{
                "means": "Goes to bed hungry.",
                "safe_tonight": "yes",
                "because": "Because of what the school saw.",
                "look_again": "Another day without food.",
                **answers,
            },
        )
        decide_outcomes(
            contact=contact, family=FAMILY, children=[part], seen=None, token=world.token(), by=actor,
            happened_at=world.now, recorded_at=world.now,
        )  # fmt: skip


def _discuss(world: World, journey: UUID) -> None:
    decide(world, journey, "strategy_discussion")
    world.later(hours=2)
    _do(
        world, "out_of_hours", record_strategy_discussion,
        children=[Discussed(journey=journey, starts_enquiry="joint", safety_plan=(LINE,))],
        meeting=Meeting(agencies=("authority", "police", "health", "school")),
    )  # fmt: skip


def _see(world: World, journey: UUID) -> None:
    world.later(hours=3)
    _do(
        world, "out_of_hours", record_visit,
        outing=Outing(purpose="section47", arrived_at=world.now, parents_knew="yes"),
        children=[ChildVisited(journey=journey, seen=True, alone="yes", bedroom="seen", can_stay="yes")],
    )  # fmt: skip


def _to_conference(world: World, journey: UUID) -> None:
    _discuss(world, journey)
    _see(world, journey)
    world.later(days=10)
    with world.acting("out_of_hours"):
        enquiry = open_enquiry(Journey.found(journey))
        assert enquiry is not None
    _do(
        world, "out_of_hours", conclude_section47,
        enquiry=enquiry.id, outcome="conference", because="She is being hurt at home.", seen=None,
    )  # fmt: skip


def _to_plan(world: World, journey: UUID) -> None:
    _to_conference(world, journey)
    world.later(days=3)
    _do(
        world, "out_of_hours", record_conference,
        journey=journey, meeting="initial", plan=True, categories=["NEG"], because="Hunger over a year.",
    )  # fmt: skip


def _to_assessed(world: World, journey: UUID) -> None:
    decide(world, journey, "assessment")
    world.later(days=2)
    begun = _do(world, "out_of_hours", start_assessment, journey=journey)
    _see(world, journey)
    world.later(days=20)
    _do(
        world, "hub_manager", authorise_assessment,
        assessment=begun.id, outcome="services", in_need=True, factors=["16A"], because="Food and money.", seen=None,
    )  # fmt: skip
    _do(world, "hub_manager", record_told_outcome, assessment=begun.id, told="Mother and the school.")


_WALKS: dict[Stage, Callable[[World, UUID], None]] = {
    Stage.CONTACT: lambda world, journey: None,
    Stage.STRATEGY_DISCUSSION: lambda world, journey: decide(world, journey, "strategy_discussion"),
    Stage.SECTION47: _discuss,
    Stage.CONFERENCE: _to_conference,
    Stage.PLAN: _to_plan,
    Stage.ASSESSMENT: lambda world, journey: decide(world, journey, "assessment"),
    Stage.ASSESSED: _to_assessed,
    Stage.PASSED_ON: lambda world, journey: decide(world, journey, "early_help"),
    Stage.CLOSED: lambda world, journey: decide(world, journey, "advice"),
}


def walk_to(world: World, journey: UUID, stage: Stage) -> UUID:
    """Walk a newly arrived journey to a stage; the world's clock moves on as it takes."""
    _WALKS[stage](world, journey)
    with world.acting("hub_manager"):
        assert Journey.found(journey).facts()["stage"] == stage
    return journey
