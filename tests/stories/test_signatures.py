"""Two signatures where a rule asks, proposals that wait, and a third closing that goes to a manager."""

from __future__ import annotations

from uuid import UUID

import pytest

from frontdoor.access.permission import Refused
from frontdoor.journey.actions.countersigning import UnableToSign, confirm_decision, countersign_decision
from frontdoor.journey.models import Decision, Journey
from frontdoor.ledger.models import ClockRun, Event
from frontdoor.people.models import Person
from frontdoor.rules.steps import UnableToStep
from tests.cases import decide
from tests.world import World, child, concern


def _again(world: World, person: UUID) -> UUID:
    """The same child is told about again."""
    from frontdoor.journey.actions.contacts import receive_contact

    world.later(days=30)
    with world.acting("contact_officer") as actor:
        told = concern(child(), received_at=world.now)
        receipt = receive_contact(concern=told, token=world.token(), by=actor, recorded_at=world.now, known={0: person})
    return receipt.journeys[0]


def _sign(world: World, who: str, decision: Decision, *, agrees: bool = True, because: str = "") -> Decision:
    with world.acting(who) as actor:
        return countersign_decision(
            decision=decision.id, agrees=agrees, because=because, seen=None, by=actor, happened_at=world.now,
            recorded_at=world.now,
        )  # fmt: skip


def _confirm(world: World, who: str, decision: Decision) -> Decision:
    with world.acting(who) as actor:
        return confirm_decision(decision=decision.id, seen=None, by=actor, happened_at=world.now, recorded_at=world.now)


def _stage(world: World, journey: UUID) -> str:
    with world.acting("hub_manager"):
        return Journey.found(journey).facts()["stage"]


def _decision(world: World, journey: UUID) -> Decision:
    with world.all_rows():
        return Decision.objects.get(journey=journey)


@pytest.fixture
def third_closing(world: World) -> UUID:
    """Twice this year somebody said that nothing more was needed; now the third time."""
    first = world.case_at("closed")
    with world.all_rows():
        person = Person.objects.get(kind="child").id
    second = _again(world, person)
    decide(world, second, "nothing_more")
    third = _again(world, person)
    decide(world, third, "nothing_more", who="out_of_hours")
    assert (_stage(world, first), _stage(world, second)) == ("closed", "closed")
    return third


def test_a_third_closing_waits_for_a_manager_and_its_clock_runs_on(world: World, third_closing: UUID) -> None:
    assert _stage(world, third_closing) == "contact"
    decision = _decision(world, third_closing)
    assert decision.countersign_because == "third_closing_in_twelve_months"
    assert decision.effective_at is None
    with world.all_rows():
        assert ClockRun.objects.filter(journey=third_closing, clock="referral_decision", stopped_at=None).exists()
        assert ClockRun.objects.filter(journey=third_closing, clock="countersign", stopped_at=None).exists()
    world.later(hours=1)
    _sign(world, "hub_manager", decision)
    assert _stage(world, third_closing) == "closed"
    with world.all_rows():
        decided = Event.objects.get(kind="outcome_decided", journey=third_closing)
        assert decided.happened_at == world.now
        assert not ClockRun.objects.filter(journey=third_closing, clock="countersign", stopped_at=None).exists()


def test_a_manager_who_does_not_agree_says_why_and_the_child_waits(world: World, third_closing: UUID) -> None:
    decision = _decision(world, third_closing)
    with pytest.raises(UnableToSign, match="Say why"):
        _sign(world, "hub_manager", decision, agrees=False)
    _sign(world, "hub_manager", decision, agrees=False, because="Nobody has spoken to Ana.")
    assert _stage(world, third_closing) == "contact"
    decide(world, third_closing, "assessment")
    assert _stage(world, third_closing) == "assessment"


def test_nobody_signs_twice(world: World) -> None:
    first = world.case_at("closed")
    with world.all_rows():
        person = Person.objects.get(kind="child").id
    for _ in range(2):
        again = _again(world, person)
        decide(world, again, "advice")
    assert _stage(world, first) == "closed"
    with pytest.raises(UnableToSign, match="somebody else's"):
        _sign(world, "hub_manager", _decision(world, again))


def test_a_proposal_takes_effect_when_a_registered_worker_confirms_it(world: World) -> None:
    journey = world.journey()
    decide(world, journey, "early_help", who="contact_officer")
    proposal = _decision(world, journey)
    assert _stage(world, journey) == "contact"
    with pytest.raises(Refused, match="does here"):
        _confirm(world, "contact_officer", proposal)
    world.later(minutes=20)
    _confirm(world, "hub_manager", proposal)
    assert _stage(world, journey) == "passed_on"
    with world.all_rows():
        kinds = list(Event.objects.filter(journey=journey).values_list("kind", flat=True))
        assert {"outcome_proposed", "decision_confirmed", "outcome_decided", "handed_over"} <= set(kinds)
        assert "referral_made" not in kinds


def test_a_proposal_overtaken_by_another_decision_takes_no_effect(world: World) -> None:
    journey = world.journey()
    decide(world, journey, "advice", who="contact_officer")
    proposal = _decision(world, journey)
    decide(world, journey, "assessment")
    with pytest.raises(UnableToStep, match="decided already"):
        _confirm(world, "hub_manager", proposal)
    assert _stage(world, journey) == "assessment"
