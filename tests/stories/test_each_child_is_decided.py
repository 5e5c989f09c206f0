"""Each child of a contact is decided separately: different outcomes, different reasons, nothing filled from another."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from frontdoor.access.permission import RefusedSight
from frontdoor.documents.models import Narrative
from frontdoor.journey.actions.contacts import Receipt
from frontdoor.journey.actions.decisions import UnableToDecide, decide_outcomes
from frontdoor.journey.actions.section47 import start_section47
from frontdoor.journey.models import Allegation, AlsoOutcome, Decision, Gap, Journey, Referral, StrategyDiscussion
from frontdoor.ledger.models import ClockRun, Event, Standing
from frontdoor.ledger.storage import ChangedSinceShown, UnableToFind
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


def test_nothing_more_cannot_be_said_over_an_open_enquiry(world: World) -> None:
    receipt = world.contact(child())
    (ana,) = receipt.journeys
    with world.acting("contact_officer") as con:
        start_section47(journey=ana, by=con, happened_at=world.now, recorded_at=world.now)
    with pytest.raises(UnableToDecide, match="to its end first"):
        decide(world, receipt, part(ana, "nothing_more"))
    decide(world, receipt, part(ana, "strategy_discussion"))
    with world.all_rows():
        assert Referral.objects.get().journey_id == ana


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"outcome": "forget_it"}, "Choose what happens now"),
        ({"also": ("gossip",)}, "what else applies"),
        ({"level_decided": "9"}, "threshold document"),
        ({"safe_tonight": "maybe"}, "safe tonight"),
    ],
)
def test_a_code_that_the_form_does_not_offer_is_refused(world: World, wrong: dict[str, Any], says: str) -> None:
    receipt = world.contact(child())
    given = {"outcome": "advice", **wrong}
    with pytest.raises(UnableToDecide, match=says):
        decide(world, receipt, part(receipt.journeys[0], **given))


def test_a_child_is_named_once_and_belongs_to_the_contact(world: World) -> None:
    receipt, other = world.contact(child()), world.contact(child(given_name="Zoe"))
    ana = receipt.journeys[0]
    with pytest.raises(UnableToDecide, match="each of them once"):
        decide(world, receipt, part(ana, "advice"), part(ana, "assessment"))
    with pytest.raises(UnableToDecide, match="not part of this contact"):
        decide(world, receipt, part(other.journeys[0], "advice"))


def test_a_record_that_changed_since_it_was_shown_is_shown_again(world: World) -> None:
    receipt = world.contact(child())
    with pytest.raises(ChangedSinceShown):
        decide(world, receipt, part(receipt.journeys[0], "advice", seen=7))
    with pytest.raises(ChangedSinceShown):
        decide(world, receipt, part(receipt.journeys[0], "advice"), seen=7)


def test_a_decision_made_in_a_backlog_says_so(world: World) -> None:
    receipt = world.contact(child())
    world.later(hours=1)
    decide(world, receipt, part(receipt.journeys[0], "advice"), oldest_waiting=datetime(2026, 11, 9, 9, 0, tzinfo=UTC))
    with world.all_rows():
        assert Decision.objects.get().in_backlog
        assert Event.objects.get(kind="outcome_decided").data["in_backlog"]


def test_a_relative_and_a_neighbour_are_refused_in_the_words_for_nothing(world: World) -> None:
    receipt = world.contact(child())
    with pytest.raises((UnableToFind, RefusedSight), match="There is nothing here"):
        decide(world, receipt, part(receipt.journeys[0], "advice"), who="neighbour")
