"""Each outcome leads where its row says: the stage, the referral, the hand-over, the clock."""

from __future__ import annotations

from typing import Any

import pytest

from frontdoor.journey.actions.passing import UnableToPassOn
from frontdoor.journey.models import Gap, HandOver, Information, Journey, PrivateFostering, Referral
from frontdoor.ledger.models import ClockRun, Standing
from frontdoor.people.models import Person
from frontdoor.rules.concern import SubjectKind
from frontdoor.rules.outcomes import OUTCOMES
from tests.cases import decide
from tests.world import World, child, concern

# outcome, what else is answered, the stage after, whether a referral, to whom handed over, a clock that runs, because
TABLE: list[tuple[str, dict[str, Any], str, bool, str, str, str]] = [
    ("strategy_discussion", {}, "strategy_discussion", True, "", "strategy_discussion", "significant harm suspected"),
    ("accommodation", {}, "assessment", True, "", "initial_sw_visit", "a safe place today, then an assessment"),
    ("assessment", {"pass_to": "assessment_north"}, "assessment", True, "team", "assessment", "offered to a team"),
    ("assessment", {}, "assessment", True, "", "assessment", "the team may be chosen later"),
    ("transfer_in_conference", {}, "conference", True, "", "transfer_in_cpc", "15 working days from notice"),
    ("private_fostering", {}, "assessment", False, "", "private_fostering_visit", "7 working days to the visit"),
    ("early_help", {}, "passed_on", False, "early_help", "handover_accepted", "ours until accepted"),
    (
        "other_authority",
        {"pass_to": "cambridgeshire"},
        "passed_on",
        False,
        "other_authority",
        "handover_accepted",
        "s47",
    ),
    ("adult_social_care", {}, "passed_on", False, "adult_social_care", "handover_accepted", "accepted by name"),
    ("allocated_worker", {}, "passed_on", False, "", "open_child_response", "nobody is known to hold this child"),
    ("request_answered", {}, "closed", False, "", "", "answered"),
    ("advice", {}, "closed", False, "", "", "advice given"),
    ("nothing_more", {}, "closed", False, "", "", "nothing more"),
]


@pytest.mark.parametrize(("outcome", "answers", "stage", "referral", "to", "clock", "because"), TABLE)
def test_outcome_leads_on(
    world: World,
    outcome: str,
    answers: dict[str, Any],
    stage: str,
    referral: bool,
    to: str,
    clock: str,
    because: str,
) -> None:
    journey = world.journey()
    world.later(minutes=40)
    decide(world, journey, outcome, **answers)
    with world.all_rows():
        assert Standing.objects.get(journey=journey).stage == stage, because
        assert Referral.objects.filter(journey=journey).exists() is referral, because
        assert [row.to_kind for row in HandOver.objects.all()] == ([to] if to else []), because
        running = set(ClockRun.objects.filter(journey=journey, stopped_at=None).values_list("clock", flat=True))
        assert not clock or clock in running, (because, running)
        assert "referral_decision" not in running


def test_every_outcome_is_told() -> None:
    assert {row[0] for row in TABLE} == set(OUTCOMES)


def test_another_authority_is_named(world: World) -> None:
    journey = world.journey()
    with pytest.raises(UnableToPassOn, match="which authority"):
        decide(world, journey, "other_authority")


def test_private_fostering_becomes_known(world: World) -> None:
    journey = world.journey()
    decide(world, journey, "private_fostering")
    with world.all_rows():
        assert PrivateFostering.objects.get().known_at == world.now


def test_news_of_an_open_child_goes_to_the_worker_and_is_no_referral(world: World) -> None:
    first = world.case_at("assessment")
    sol = world.account("social_worker").id
    with world.acting("hub_manager"):
        Journey.locked(first).change(at=world.now, worker=sol, team="assessment_1")
    with world.all_rows():
        person = Person.objects.get(kind="child").id
    world.later(days=4)
    second = _tell_again(world, person)
    world.later(hours=1)
    decide(world, second, "allocated_worker")
    with world.all_rows():
        assert Referral.objects.count() == 1
        assert Journey.objects.get(pk=second).joins == first
        assert Information.objects.get().for_worker == sol
        offered = HandOver.objects.get()
        assert (offered.to_kind, offered.to_account) == ("worker", sol)
        response = ClockRun.objects.get(clock="open_child_response")
        assert response.started_at == Journey.objects.get(pk=second).contact.received_at
        assert not Gap.objects.filter(gap="worker").exists()


def _tell_again(world: World, person: Any) -> Any:
    from frontdoor.journey.actions.contacts import receive_contact

    with world.acting("contact_officer") as actor:
        told = concern(child(), received_at=world.now)
        return receive_contact(
            concern=told, token=world.token(), by=actor, recorded_at=world.now, known={0: person}
        ).journeys[0]


def test_a_second_referral_while_one_is_open_joins_it(world: World) -> None:
    world.case_at("assessment")
    with world.all_rows():
        person = Person.objects.get(kind="child").id
    second = _tell_again(world, person)
    decide(world, second, "strategy_discussion")
    with world.all_rows():
        assert Referral.objects.count() == 1


def test_a_place_is_decided_without_a_referral(world: World) -> None:
    park = world.contact(child(kind=SubjectKind.PLACE, label="The park by the river", born=None)).journeys[0]
    decide(world, park, "strategy_discussion")
    with world.all_rows():
        assert not Referral.objects.exists()
        assert Standing.objects.get(journey=park).stage == "strategy_discussion"
