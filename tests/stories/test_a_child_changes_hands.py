"""A child changes hands: the child, the clock and the name are the sender's until a named person accepts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontdoor.access.permission import Refused, RefusedSight
from frontdoor.journey.actions.allocation import UnableToAllocate, accept_allocation, allocate, decline_allocation
from frontdoor.journey.actions.handovers import (
    UnableToHandOver,
    accept_hand_over,
    decline_hand_over,
    hand_over,
)
from frontdoor.journey.actions.rating import rate_contact
from frontdoor.journey.models import HandOver, Journey
from frontdoor.ledger.models import ClockRun, Standing
from frontdoor.ledger.storage import ChangedSinceShown
from frontdoor.outbox.models import Page
from frontdoor.rules.steps import UnableToStep
from tests.stories.walking import decided, do
from tests.world import World


def test_the_child_stays_with_the_sender_until_the_team_accepts(world: World) -> None:
    journey = world.journey()
    decided(world, journey, "assessment")
    offered = do(world, "hub_manager", hand_over, journey=journey, to_kind="team", to="assessment_1", because="Theirs")
    with world.all_rows():
        assert Journey.objects.get(pk=journey).team == ""
        clock = ClockRun.objects.get(clock="handover_accepted", record=offered.id)
        assert clock.stopped_at is None
    world.later(hours=1)
    do(world, "team_manager", accept_hand_over, handover=offered.id)
    with world.all_rows():
        now = Journey.objects.get(pk=journey)
        assert (now.team, now.worker, now.held_since) == ("assessment_1", None, world.now)
        assert ClockRun.objects.get(clock="handover_accepted", record=offered.id).ended_as == "met"
        kept = HandOver.objects.get(pk=offered.id)
        assert kept.accepted_by_name == "Tam Manager"


def test_a_team_sees_a_child_from_the_offer_on_and_not_before(world: World) -> None:
    journey = world.journey()
    with pytest.raises(RefusedSight):
        do(world, "team_manager", hand_over, journey=journey, to_kind="team", to="hub")
    offered = do(world, "hub_manager", hand_over, journey=journey, to_kind="team", to="assessment_1")
    do(world, "team_manager", decline_hand_over, handover=offered.id, reason="wrong_place", because="Wrong area")
    with world.all_rows():
        assert Journey.objects.get(pk=journey).team == ""
        assert ClockRun.objects.get(clock="handover_accepted", record=offered.id).ended_as == "declined"
    with pytest.raises(RefusedSight):
        do(world, "team_manager", decline_hand_over, handover=offered.id, reason="wrong_place")


def test_nobody_accepts_or_declines_in_another_name(world: World) -> None:
    journey = world.journey()
    offered = do(world, "hub_manager", hand_over, journey=journey, to_kind="team", to="assessment_1")
    with pytest.raises(UnableToHandOver, match="one of them answers"):
        do(world, "hub_manager", accept_hand_over, handover=offered.id)
    with pytest.raises(UnableToHandOver, match="one of them answers"):
        do(world, "hub_manager", decline_hand_over, handover=offered.id, reason="wrong_place")


def test_early_help_has_the_child_when_a_named_person_there_says_so(world: World) -> None:
    journey = world.journey()
    decided(world, journey, "early_help")
    with world.all_rows():
        offered = HandOver.objects.get(journey_id=journey)
        assert Standing.objects.get(journey=journey).stage == "passed_on"
    with pytest.raises(UnableToHandOver, match="Write the name of the person who accepted"):
        do(world, "hub_manager", accept_hand_over, handover=offered.id)
    do(world, "hub_manager", accept_hand_over, handover=offered.id, accepted_by_name="Edie Early, by telephone")
    with world.all_rows():
        assert Standing.objects.get(journey=journey).stage == "closed"


def test_a_second_offer_takes_the_first_one_back(world: World) -> None:
    journey = world.journey()
    first = do(world, "hub_manager", hand_over, journey=journey, to_kind="team", to="assessment_1")
    second = do(world, "hub_manager", hand_over, journey=journey, to_kind="other_authority", to="873")
    with world.all_rows():
        assert HandOver.objects.get(pk=first.id).declined_because == "offered_elsewhere"
        assert HandOver.objects.get(pk=second.id).declined_at is None


def test_a_form_sent_twice_hands_over_once(world: World) -> None:
    journey, token = world.journey(), world.token()
    given = {"journey": journey, "to_kind": "team", "to": "assessment_1", "token": token}
    assert do(world, "hub_manager", hand_over, **given).id == do(world, "hub_manager", hand_over, **given).id


def test_the_night_is_never_refused_a_child(world: World) -> None:
    """Even a closed journey is handed to out-of-hours; red is told to the person on call."""
    receipt = world.contact()
    journey = receipt.journeys[0]
    do(world, "hub_manager", rate_contact, contact=receipt.contact, rating="red", because="Injured", seen=None)
    decided(world, journey, "nothing_more")
    world.later(hours=2)
    with pytest.raises(UnableToStep, match="Reopen it"):
        do(world, "hub_manager", hand_over, journey=journey, to_kind="team", to="assessment_1")
    offered = do(
        world, "hub_manager", hand_over, journey=journey, to_kind="out_of_hours", plan="Ring grandmother at 20:00"
    )
    with world.all_rows():
        assert Page.objects.filter(journey=journey, reason="handed_over").count() == 1
    do(world, "out_of_hours", accept_hand_over, handover=offered.id)
    with world.all_rows():
        held = Journey.objects.get(pk=journey)
        assert (held.team, held.worker) == ("out_of_hours", world.account("out_of_hours").id)


def test_who_was_shown_an_older_state_does_not_hand_over_blindly(world: World) -> None:
    journey = world.journey()
    do(world, "hub_manager", hand_over, journey=journey, to_kind="team", to="assessment_1", seen=1)
    with pytest.raises(ChangedSinceShown):
        do(world, "hub_manager", hand_over, journey=journey, to_kind="team", to="hub", seen=1)


def test_a_worker_has_the_child_when_they_accept_the_allocation(world: World) -> None:
    journey = world.journey()
    with pytest.raises(UnableToStep, match="Decide what happens first"):
        do(world, "hub_manager", allocate, journey=journey, team="assessment_1")
    decided(world, journey, "assessment")
    worker = world.account("social_worker").id
    given = do(world, "hub_manager", allocate, journey=journey, team="assessment_1", worker=worker)
    with pytest.raises(UnableToAllocate, match="answers for it"):
        do(world, "hub_manager", accept_allocation, allocation=given.id)
    do(world, "social_worker", accept_allocation, allocation=given.id)
    with world.all_rows():
        held = Journey.objects.get(pk=journey)
        assert (held.team, held.worker) == ("assessment_1", worker)


def test_a_declined_allocation_changes_nothing(world: World) -> None:
    journey = world.journey()
    decided(world, journey, "assessment")
    worker = world.account("social_worker").id
    given = do(world, "hub_manager", allocate, journey=journey, team="assessment_1", worker=worker)
    do(world, "social_worker", decline_allocation, allocation=given.id, reason="knows_family", because="A neighbour")
    with world.all_rows():
        held = Journey.objects.get(pk=journey)
        assert (held.team, held.worker, held.seen_by, held.seen_by_teams) == ("", None, [], [])
    with pytest.raises(Refused):
        do(world, "contact_officer", allocate, journey=journey, team="assessment_1")


def test_a_red_child_must_be_accepted_before_closing_time(world: World) -> None:
    world.now -= timedelta(hours=2)
    receipt = world.contact()
    do(world, "hub_manager", rate_contact, contact=receipt.contact, rating="red", because="Injured", seen=None)
    offered = do(world, "hub_manager", hand_over, journey=receipt.journeys[0], to_kind="team", to="assessment_1")
    with world.all_rows():
        due = ClockRun.objects.get(clock="handover_accepted", record=offered.id).due_at
    assert (due - world.now) < timedelta(hours=4)
