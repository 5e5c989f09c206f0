"""Short ways for stories to walk the real verbs: one call a step, in the world's time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from frontdoor.journey.actions.decisions import decide_outcomes
from frontdoor.journey.models import Decision, Journey
from frontdoor.rules.decision import ChildPart, FamilyPart
from tests.world import World

FAMILY = FamilyPart(
    worries="Hungry at school, third time this week.",
    history="Two earlier contacts, both about food.",
    nobody_because="The school asked us to act today.",
    why_not_wait="The child is hungry now.",
)


def do(world: World, who: str, verb: Callable[..., Any], **given: Any) -> Any:
    """Let somebody of the cast do something now."""
    with world.acting(who) as actor:
        return verb(**given, by=actor, happened_at=world.now, recorded_at=world.now)


def decided(
    world: World,
    journey: UUID,
    outcome: str,
    *,
    who: str = "hub_manager",
    family: FamilyPart = FAMILY,
    **answers: Any,
) -> Decision:
    """A decision with everything answered that the form asks for."""
    with world.all_rows():
        contact = Journey.objects.get(pk=journey).contact_id
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
    made: list[Decision] = do(
        world, who, decide_outcomes, contact=contact, family=family, children=[part], seen=None, token=world.token()
    )
    return made[0]
