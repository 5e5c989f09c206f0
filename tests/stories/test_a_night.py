"""A night: one out-of-hours worker, no health, no quorum. The child is protected, gaps run, Monday sees true times."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from frontdoor.documents.models import Narrative
from frontdoor.journey.actions.countersigning import confirm_decision
from frontdoor.journey.actions.decisions import decide_outcomes
from frontdoor.journey.actions.gaps import UnableToFill, fill_gap
from frontdoor.journey.actions.safety_plans import PlanLine
from frontdoor.journey.actions.strategy_discussions import (
    Discussed,
    Meeting,
    call_strategy_discussion,
    reconvene_strategy_discussion,
    record_strategy_discussion,
)
from frontdoor.journey.actions.visit_texts import ChildWords
from frontdoor.journey.actions.visits import ChildVisited, Outing, record_visit
from frontdoor.journey.models import Gap, Section47Enquiry, StrategyDiscussion
from frontdoor.ledger.models import ClockRun, Event, Standing
from frontdoor.rules.decision import ChildPart, FamilyPart
from tests.world import World, child

SATURDAY_NIGHT = datetime(2026, 11, 21, 23, 40, tzinfo=UTC)


def due(clock: str) -> str:
    """When the clock that still runs is due, in London in winter."""
    return ClockRun.objects.get(clock=clock, stopped_at=None).due_at.strftime("%a %d %b %H:%M")


def test_one_worker_alone_protects_a_child(world: World) -> None:
    world.now = SATURDAY_NIGHT
    receipt = world.contact(
        child(label="boy about 4, pyjamas", given_name="", family_name="", born=None), who="out_of_hours"
    )
    (boy,) = receipt.journeys

    # 23:55. Olu suspects significant harm; nobody at the hospital answers and the police are on their way.
    world.later(minutes=15)
    with world.acting("out_of_hours") as olu:
        call_strategy_discussion(
            journeys=[boy], because="Bruises, and he points at the cupboard.", by=olu, happened_at=world.now,
            recorded_at=world.now,
        )  # fmt: skip
    # 00:20, typed at 02:00: held by telephone with the sergeant alone; an enquiry begins, the safety plan is agreed.
    held_at = world.later(minutes=25)
    world.later(minutes=100)
    with world.acting("out_of_hours") as olu:
        record_strategy_discussion(
            children=[
                Discussed(
                    journey=boy,
                    starts_enquiry="joint",
                    safety_plan=(
                        PlanLine(
                            who="Aunt Rose", what="The boy sleeps at her flat", by_when="Tonight",
                            if_it_fails="Ring Olu, who comes",
                        ),
                    ),
                )
            ],
            meeting=Meeting(
                agencies=("authority", "police"), absent_because="Nobody answered on the ward.", alone=True
            ),
            by=olu,
            happened_at=held_at,
            recorded_at=world.now,
        )  # fmt: skip
        record_visit(
            outing=Outing(purpose="section47", arrived_at=held_at),
            children=[
                ChildVisited(
                    journey=boy, seen=True, alone="yes", can_stay="no", words=ChildWords(own_words="Dark in there.")
                )
            ],
            by=olu,
            happened_at=held_at,
            recorded_at=world.now,
        )  # fmt: skip

    with world.all_rows():
        enquiry = Section47Enquiry.objects.get()
        assert (enquiry.started_at, enquiry.joint, enquiry.confirmed_by) == (
            held_at,
            "joint",
            world.account("out_of_hours").id,
        )
        discussion = StrategyDiscussion.objects.get()
        assert discussion.quorate is False
        assert discussion.absent == ["health"]
        assert discussion.ended_at == held_at
        assert {gap.gap for gap in Gap.objects.all()} == {"quorum", "countersign"}
        assert due("reconvene_quorum") == "Mon 23 Nov 23:59"
        assert due("countersign") == "Mon 23 Nov 00:20"
        assert not ClockRun.objects.filter(clock="initial_sw_visit", stopped_at=None).exists()
        assert due("s47_to_icpc") == "Fri 11 Dec 23:59"
        standing = Standing.objects.get(journey=boy)
        assert standing.stage == "section47"
        # Still to be decided, and on nobody's conscience but the clock's.
        assert due("referral_decision") == "Mon 23 Nov 23:59"
        event = Event.objects.get(kind="strategy_discussion_held")
        assert (event.happened_at, event.recorded_at) == (held_at, world.now)

    # Monday 09:00: the manager sees the true times, decides, and meets again with health.
    world.now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    with world.acting("hub_manager") as hattie:
        (decision,) = decide_outcomes(
            contact=receipt.contact,
            family=FamilyPart(worries="Bruises and a cupboard."),
            children=[ChildPart(journey=boy, outcome="strategy_discussion", because="What he showed Olu.")],
            seen=None,
            token=world.token(),
            by=hattie,
            happened_at=world.now,
            recorded_at=world.now,
        )
        reconvene_strategy_discussion(
            discussion=discussion.id,
            meeting=Meeting(agencies=("health",)),
            countersigns=True,
            by=hattie,
            happened_at=world.now,
            recorded_at=world.now,
        )
    with world.all_rows():
        assert Standing.objects.get(journey=boy).stage == "section47"
        assert not Gap.objects.filter(gap__in=["quorum", "countersign"], filled_at=None).exists()
        assert ClockRun.objects.get(clock="reconvene_quorum").ended_as == "met"
        assert ClockRun.objects.get(clock="countersign").ended_as == "met late"
        assert ClockRun.objects.filter(clock="strategy_discussion").count() == 1
        assert ClockRun.objects.get(clock="assessment").started_at.strftime("%a %d") == "Sat 21"
        assert Narrative.objects.get(question="own_words").text == "Dark in there."
        assert decision.effective_at == world.now


def test_nobody_signs_for_what_they_did_alone(world: World) -> None:
    world.now = SATURDAY_NIGHT
    boy = world.journey(who="out_of_hours")
    with world.acting("out_of_hours") as olu:
        record_strategy_discussion(
            children=[Discussed(journey=boy, starts_enquiry="no", no_plan_because="Mother has left with him.")],
            meeting=Meeting(agencies=("authority",), alone=True),
            by=olu,
            happened_at=world.now,
            recorded_at=world.now,
        )
        signature = Gap.objects.get(gap="countersign")
        with pytest.raises(UnableToFill):
            fill_gap(gap=signature.id, how="Signed.", seen=None, by=olu, happened_at=world.now, recorded_at=world.now)
    with world.acting("hub_manager") as hattie:
        fill_gap(gap=signature.id, how="Read.", seen=None, by=hattie, happened_at=world.now, recorded_at=world.now)


def test_a_contact_officer_begins_an_enquiry_and_a_registered_worker_confirms_it(world: World) -> None:
    boy = world.journey()
    contact = world.contact(child(given_name="Ben"))
    with world.acting("contact_officer") as con:
        record_strategy_discussion(
            children=[Discussed(journey=boy, starts_enquiry="single")],
            meeting=Meeting(agencies=("authority", "police", "health")),
            by=con,
            happened_at=world.now,
            recorded_at=world.now,
        )
        (prepared,) = decide_outcomes(
            contact=contact.contact,
            family=FamilyPart(),
            children=[ChildPart(journey=contact.journeys[0], outcome="assessment")],
            seen=None,
            token=world.token(),
            by=con,
            happened_at=world.now,
            recorded_at=world.now,
        )
    assert prepared.confirmed_by is None
    with world.all_rows():
        gaps = set(Gap.objects.filter(journey=boy).values_list("gap", flat=True))
        assert gaps == {"confirm_section47", "confirm_discussion", "safety_plan"}
        assert Standing.objects.get(journey=boy).stage == "section47"
    with world.acting("hub_manager") as hattie:
        confirm_decision(decision=prepared.id, seen=None, by=hattie, happened_at=world.now, recorded_at=world.now)
    with world.all_rows():
        assert Gap.objects.get(gap="confirm_decision").filled_at == world.now
