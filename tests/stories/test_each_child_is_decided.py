"""Each child of a contact is decided separately: different outcomes, different reasons, nothing filled from another."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from frontdoor.documents.models import Narrative
from frontdoor.journey.actions.contacts import Receipt
from frontdoor.journey.actions.decisions import UnableToDecide, decide_outcomes
from frontdoor.journey.models import Allegation, AlsoOutcome, Decision, Gap, Journey, Referral, StrategyDiscussion
from frontdoor.ledger.models import ClockRun, Event, Standing
from frontdoor.people.models import SafetyLine
from frontdoor.rules.decision import ChildPart, FamilyPart
from frontdoor.rules.steps import UnableToStep
from tests.world import World, child

FAMILY = FamilyPart(
    worries="No food in the house, third report this month.",
    history="Two earlier contacts, both about hunger.",
    nobody_because="School asked us to act today.",
)


def part(journey: UUID, outcome: str, **answers: Any) -> ChildPart:
    """A child's part with everything answered that the form asks for."""
    given = {
        "means": "Goes to bed hungry.",
        "safe_tonight": "yes",
        "because": "Because of what the school saw.",
        "look_again": "Another day without food.",
    }
    return ChildPart(journey=journey, outcome=outcome, **{**given, **answers})


def decide(
    world: World,
    receipt: Receipt,
    *parts: ChildPart,
    who: str = "hub_manager",
    family: FamilyPart = FAMILY,
    **more: Any,
) -> list[Decision]:
    with world.acting(who) as actor:
        return decide_outcomes(
            contact=receipt.contact,
            family=family,
            children=parts,
            **{"seen": None, "token": world.token(), **more},
            by=actor,
            happened_at=world.now,
            recorded_at=world.now,
        )


def stages(*journeys: UUID) -> list[str]:
    return [Standing.objects.get(journey=journey).stage for journey in journeys]


def test_brother_and_sister_get_different_outcomes_and_one_is_left_waiting(world: World) -> None:
    receipt = world.contact(child(), child(given_name="Ben"), child(given_name="Cleo"))
    ana, ben, cleo = receipt.journeys
    world.later(hours=1)
    decide(world, receipt, part(ana, "strategy_discussion"), part(ben, "advice"))
    with world.all_rows():
        assert stages(ana, ben, cleo) == ["strategy_discussion", "closed", "contact"]
        assert Decision.objects.values_list("act", flat=True).distinct().count() == 1
        assert StrategyDiscussion.objects.get().journey_id == ana
        running = ClockRun.objects.filter(clock="referral_decision", stopped_at=None)
        assert [run.journey for run in running] == [cleo]


def test_a_referral_is_dated_by_first_receipt_and_a_second_within_a_year_is_a_rereferral(world: World) -> None:
    receipt = world.contact(child())
    (ana,) = receipt.journeys
    world.later(days=3)
    decide(world, receipt, part(ana, "assessment"))
    with world.all_rows():
        referral = Referral.objects.get()
        assert (str(referral.referral_on), referral.source, referral.rereferral) == ("2026-11-20", "2A", False)
        assert Decision.objects.get().in_backlog is False
        run = ClockRun.objects.get(clock="assessment")
        assert run.started_at.date().isoformat() == "2026-11-20"


def test_what_is_missing_stops_an_ending_and_never_a_protection(world: World) -> None:
    receipt = world.contact(child(), child(given_name="Ben"))
    ana, ben = receipt.journeys
    with pytest.raises(UnableToDecide) as refused:
        decide(world, receipt, ChildPart(journey=ana, outcome="nothing_more"), family=FamilyPart())
    assert refused.value.missing == {ana: ("F1", "F4", "C3", "C4", "C8", "C10")}
    decide(world, receipt, ChildPart(journey=ben, outcome="strategy_discussion"), family=FamilyPart())
    with world.all_rows():
        assert Decision.objects.get().to_finish == ["F1", "F4", "C3", "C4", "C8"]
        assert Gap.objects.get().gap == "finish_decision"
        assert ClockRun.objects.filter(journey=ben, clock="gap_to_fill", stopped_at=None).exists()


def test_nobody_decides_twice(world: World) -> None:
    receipt = world.contact(child())
    decide(world, receipt, part(receipt.journeys[0], "advice"))
    with pytest.raises(UnableToStep, match="has been decided already"):
        decide(world, receipt, part(receipt.journeys[0], "advice"))


def test_a_form_sent_twice_decides_once(world: World) -> None:
    receipt, token = world.contact(child()), world.token()
    first = decide(world, receipt, part(receipt.journeys[0], "advice"), token=token)
    again = decide(world, receipt, part(receipt.journeys[0], "advice"), token=token)
    assert [row.id for row in again] == [row.id for row in first]


def test_a_contact_officer_prepares_and_what_protects_starts_at_once(world: World) -> None:
    receipt = world.contact(child(), child(given_name="Ben"))
    ana, ben = receipt.journeys
    decide(world, receipt, part(ana, "advice"), part(ben, "strategy_discussion"), who="contact_officer")
    with world.all_rows():
        assert stages(ana, ben) == ["contact", "strategy_discussion"]
        assert Decision.objects.get(journey=ana).effective_at is None
        assert [gap.gap for gap in Gap.objects.all()] == ["confirm_decision"]
        assert Event.objects.filter(kind="outcome_proposed", journey=ana).exists()


def test_a_quiet_matter_is_on_the_safety_band_at_once_and_names_itself_to_few(world: World) -> None:
    receipt = world.contact(child())
    (ana,) = receipt.journeys
    decide(world, receipt, part(ana, "assessment", also=("lado", "missing"), allegation="Said a coach hit her."))
    with world.all_rows():
        assert Journey.objects.get(pk=ana).quiet
        assert SafetyLine.objects.get().words == "Family must not know we are asking"
        assert Decision.objects.get().also == ["missing"]
        assert ClockRun.objects.get(clock="lado").compartment == "lado"
        assert Standing.objects.get(journey=Allegation.objects.get().id).compartment == "lado"
    with world.acting("contact_officer"):
        assert Allegation.objects.count() == 0
        assert [row.also for row in AlsoOutcome.objects.all()] == ["missing"]
        assert not Event.objects.filter(kind="allegation_known").exists()
        assert not Narrative.objects.filter(question="allegation").exists()
    with world.acting("restricted_manager"):
        assert Narrative.objects.get(question="allegation").text == "Said a coach hit her."
