"""Putting right: a wrong entry is voided and stays to be read, lateness is explained, a decision is sampled."""

from __future__ import annotations

from uuid import UUID

import pytest

from frontdoor.access.actions.openings import open_in_emergency
from frontdoor.access.permission import Refused, RefusedSight
from frontdoor.documents.models import Narrative
from frontdoor.drafts.models import Draft
from frontdoor.journey.actions.allocation import accept_allocation, allocate
from frontdoor.journey.actions.correcting import UnableToCorrect, correct_record
from frontdoor.journey.actions.handovers import accept_hand_over
from frontdoor.journey.actions.information_requests import request_information
from frontdoor.journey.actions.knowing import know_family
from frontdoor.journey.actions.lateness import explain_lateness
from frontdoor.journey.actions.sampling import sample_decision
from frontdoor.journey.models import Decision, HandOver, InformationRequest, Journey
from frontdoor.ledger.ids import new_id
from frontdoor.ledger.models import ClockRun, Event, Standing
from frontdoor.ledger.storage import UnableToFind
from tests.stories.walking import decided, do
from tests.world import World


def event_of(world: World, kind: str) -> UUID:
    with world.all_rows():
        return Event.objects.filter(kind=kind).latest("recorded_at").id


def test_a_decision_for_the_wrong_child_is_voided_and_the_void_can_be_voided(world: World) -> None:
    journey = world.journey()
    decided(world, journey, "advice")
    world.later(minutes=10)
    wrong = event_of(world, "outcome_decided")
    void = do(world, "hub_manager", correct_record, event=wrong, reason="wrong_child", because="Meant for Ben")
    with world.all_rows():
        assert Standing.objects.get(journey=journey).stage == "contact"
        assert ClockRun.objects.get(clock="referral_decision", journey=journey).stopped_at is None
        assert Journey.objects.get(pk=journey).outcome == ""
        assert Decision.objects.get(journey_id=journey).voided_at == world.now
        assert Event.objects.filter(pk=wrong).exists()
    with pytest.raises(UnableToCorrect, match="already"):
        do(world, "hub_manager", correct_record, event=wrong, reason="wrong_child")
    do(world, "hub_manager", correct_record, event=void, reason="restored")
    with world.all_rows():
        assert Standing.objects.get(journey=journey).stage == "closed"
        assert Journey.objects.get(pk=journey).outcome == "advice"
        assert Decision.objects.get(journey_id=journey).voided_at is None


def test_a_request_sent_in_error_is_voided_with_its_clock(world: World) -> None:
    journey = world.journey()
    do(world, "contact_officer", request_information, journey=journey, agencies=["health:community"])
    wrong = event_of(world, "information_requested")
    do(world, "contact_officer", correct_record, event=wrong, reason="twice")
    with world.all_rows():
        assert InformationRequest.objects.get().voided_at == world.now
        assert not ClockRun.objects.filter(clock="agency_return").exists()


def test_what_protects_is_taken_back_by_a_registered_social_worker_alone(world: World) -> None:
    world.journey()
    received = event_of(world, "contact_received")
    with pytest.raises(Refused):
        do(world, "contact_officer", correct_record, event=received, reason="twice")


def test_an_accepted_child_is_handed_on_and_not_argued_back(world: World) -> None:
    journey = world.journey()
    decided(world, journey, "early_help")
    with world.all_rows():
        offered = HandOver.objects.get(journey_id=journey)
    do(world, "hub_manager", accept_hand_over, handover=offered.id, accepted_by_name="Edie Early")
    with pytest.raises(UnableToCorrect, match="Hand the child on"):
        do(world, "hub_manager", correct_record, event=event_of(world, "handover_accepted"), reason="not_so")


def test_a_reason_for_lateness_moves_no_clock(world: World) -> None:
    journey = world.journey()
    world.later(days=5)
    with world.all_rows():
        due = ClockRun.objects.get(clock="referral_decision", journey=journey).due_at
    do(
        world, "contact_officer", explain_lateness, journey=journey, clock="referral_decision",
        reason="agency_waiting", because="Health answered on Thursday",
    )  # fmt: skip
    with world.all_rows():
        clock = ClockRun.objects.get(clock="referral_decision", journey=journey)
        assert (clock.due_at, clock.stopped_at) == (due, None)


def test_a_decision_is_drawn_into_an_audit(world: World) -> None:
    made = decided(world, world.journey(), "advice")
    do(world, "auditor", sample_decision, decision=made.id, reason="random")
    with world.all_rows():
        assert Decision.objects.get(pk=made.id).sampled_because == "random"
    with pytest.raises(Refused):
        do(world, "contact_officer", sample_decision, decision=made.id, reason="random")


def test_i_know_this_family_closes_the_page_and_the_work_goes_on(world: World) -> None:
    journey = world.journey()
    decided(world, journey, "assessment")
    worker = world.account("social_worker").id
    given = do(world, "hub_manager", allocate, journey=journey, team="assessment_1", worker=worker)
    do(world, "social_worker", accept_allocation, allocation=given.id)
    with world.acting("social_worker"):
        Draft.objects.create(
            id=new_id(world.now), authority="874", account=worker, form="visit", record=journey,
            about=Journey.found(journey).about, answers={"seen": "Asleep on the sofa."}, saved_at=world.now,
        )  # fmt: skip
    do(world, "social_worker", know_family, journey=journey)
    with world.all_rows():
        held = Journey.objects.get(pk=journey)
        assert (held.team, held.worker) == ("assessment_1", None)
        assert "Asleep on the sofa." in Narrative.objects.get(question="kept_draft").text
    with world.acting("social_worker"), pytest.raises(UnableToFind):
        Journey.found(journey)
    with world.acting("team_manager"):
        assert Journey.found(journey).id == journey


def test_who_knows_the_family_is_refused_even_in_an_emergency_in_the_words_for_nobody(world: World) -> None:
    journey = world.journey()
    with world.all_rows():
        ana = Journey.objects.get(pk=journey).about
    do(world, "contact_officer", know_family, journey=journey)
    with pytest.raises(RefusedSight) as barred:
        do(
            world,
            "contact_officer",
            open_in_emergency,
            person=ana,
            compartment="open",
            reason="The child may be in danger",
            token=world.token(),
        )
    with world.acting("contact_officer"), pytest.raises(UnableToFind) as nobody:
        Journey.found(new_id(world.now))
    assert str(barred.value) == str(nobody.value)
