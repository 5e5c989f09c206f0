"""What is said back: drafted, released by a person, one recipient at a time; and a disagreement is heard."""

from __future__ import annotations

from datetime import date

import pytest

from frontdoor.access.permission import Refused
from frontdoor.documents.models import Narrative
from frontdoor.journey.actions.disagreements import (
    UnableToDisagree,
    escalate_disagreement,
    raise_disagreement,
    resolve_disagreement,
)
from frontdoor.journey.actions.feedback import UnableToRelease, draft_feedback, release_feedback, withhold_feedback
from frontdoor.journey.actions.information_requests import record_answer, request_information
from frontdoor.journey.actions.life import record_death, release_letters
from frontdoor.journey.models import Disagreement, Feedback, Journey
from frontdoor.ledger.models import ClockRun, Event
from frontdoor.outbox.models import Message
from frontdoor.people.merging import merge_people
from frontdoor.people.models import Person
from frontdoor.rules.concern import Referrer, ReferrerKind
from tests.stories.walking import decided, do
from tests.world import World

NEIGHBOUR = Referrer(kind=ReferrerKind.PUBLIC, source="1D", name="Nora Next", email="nora@example.org")


def draft_of(world: World, journey: object, kind: str) -> Feedback:
    """The draft for one kind of recipient: made with the decision, or drafted now."""
    with world.all_rows():
        found = Feedback.objects.filter(journey=journey, to_kind=kind).first()
    return found or do(world, "hub_manager", draft_feedback, journey=journey)[0]


def test_a_neighbour_is_thanked_and_never_told_whether_the_child_is_known(world: World) -> None:
    receipt = world.contact(referrer=NEIGHBOUR)
    decided(world, receipt.journeys[0], "early_help")
    drafted = draft_of(world, receipt.journeys[0], "public")
    with world.all_rows():
        words = Narrative.objects.get(record=drafted.id, question="feedback_draft").text
    assert "Ana" not in words
    assert "arly help" not in words
    assert "ring" in words
    with pytest.raises(UnableToRelease, match="nothing more"):
        do(world, "hub_manager", release_feedback, feedback=drafted.id, means="email", text="Ana gets early help.")
    do(world, "hub_manager", release_feedback, feedback=drafted.id, means="email")
    with world.all_rows():
        mail = Message.objects.get()
        assert mail.to_address == "nora@example.org"
        assert "Ana" not in mail.subject + mail.body
        assert receipt.reference in mail.body


def test_a_professional_hears_the_outcome_and_the_clock_stops(world: World) -> None:
    journey = world.journey()
    decided(world, journey, "early_help")
    drafted = draft_of(world, journey, "professional")
    with pytest.raises(Refused):
        do(world, "contact_officer", release_feedback, feedback=drafted.id, means="telephone")
    with pytest.raises(UnableToRelease, match="No e-mail address"):
        do(world, "hub_manager", release_feedback, feedback=drafted.id, means="email")
    do(world, "hub_manager", release_feedback, feedback=drafted.id, means="telephone", text="Early help, as agreed.")
    with world.all_rows():
        assert ClockRun.objects.get(clock="feedback_release", record=drafted.id).ended_as == "met"
        assert ClockRun.objects.get(clock="feedback_professional", journey=journey).ended_as == "met"
        assert Narrative.objects.get(record=drafted.id, question="feedback").text == "Early help, as agreed."


def test_an_agency_that_answered_is_drafted_for_too_and_only_once(world: World) -> None:
    journey = world.journey()
    (asked,) = do(world, "contact_officer", request_information, journey=journey, agencies=["health:community"])
    do(world, "health_visitor", record_answer, request=asked.id, state="nothing_held")
    decided(world, journey, "advice")
    assert do(world, "hub_manager", draft_feedback, journey=journey) == []
    with world.all_rows():
        told = sorted(Event.objects.filter(kind="feedback_drafted").values_list("data__to", flat=True))
        assert told == ["agency", "professional"]


def test_after_a_death_nothing_is_told_until_a_person_releases_letters(world: World) -> None:
    journey = world.journey()
    decided(world, journey, "advice")
    drafted = draft_of(world, journey, "professional")
    with world.acting("hub_manager"):
        person = Person.locked(Journey.found(journey).about)
        person.change(at=world.now, letters_stopped="died")
    with pytest.raises(UnableToRelease, match="are stopped for this child"):
        do(world, "hub_manager", release_feedback, feedback=drafted.id, means="telephone")


def test_a_death_stops_letters_whichever_of_the_childs_two_records_it_stands_on(world: World) -> None:
    first, second = world.journey(), world.journey(given_name="Anna", born=date(2018, 3, 3))
    decided(world, first, "advice")
    drafted = draft_of(world, first, "professional")
    with world.all_rows():
        about = [Journey.objects.get(pk=one).about for one in (first, second)]
    do(world, "hub_manager", merge_people, keep=about[0], join=about[1], because="One child")
    do(world, "contact_officer", record_death, journey=second)
    with pytest.raises(UnableToRelease, match="are stopped for this child"):
        do(world, "hub_manager", release_feedback, feedback=drafted.id, means="telephone")
    do(world, "hub_manager", release_letters, journey=first, because="The family was told in person")
    do(world, "hub_manager", release_feedback, feedback=drafted.id, means="telephone")


def test_who_asked_not_to_be_contacted_is_not(world: World) -> None:
    quiet = Referrer(kind=ReferrerKind.PUBLIC, source="1D", email="nora@example.org", reply_by="none")
    receipt = world.contact(referrer=quiet)
    drafted = draft_of(world, receipt.journeys[0], "public")
    with pytest.raises(UnableToRelease, match="asked not to be contacted"):
        do(world, "hub_manager", release_feedback, feedback=drafted.id, means="email")
    do(world, "hub_manager", withhold_feedback, feedback=drafted.id, reason="asked_not_to")
    with world.all_rows():
        assert ClockRun.objects.get(clock="feedback_release", record=drafted.id).ended_as == "ended"
        assert not Message.objects.exists()


def test_a_school_disagrees_and_is_heard_step_by_step(world: World) -> None:
    journey = world.journey()
    decided(world, journey, "nothing_more")
    raised = do(world, "school_lead", raise_disagreement, journey=journey, because="He is hungry again today.")
    with pytest.raises(Refused):
        do(world, "contact_officer", resolve_disagreement, disagreement=raised.id, outcome="stands", because="No")
    do(world, "school_lead", escalate_disagreement, disagreement=raised.id, because="Nobody rang back")
    with pytest.raises(UnableToDisagree, match="somebody else says how it ends"):
        do(world, "school_lead", resolve_disagreement, disagreement=raised.id, outcome="changed", because="Yes")
    do(world, "hub_manager", resolve_disagreement, disagreement=raised.id, outcome="changed", because="Right")
    with world.all_rows():
        kept = Disagreement.objects.get()
        assert (kept.step, kept.outcome) == (2, "changed")
        assert ClockRun.objects.get(clock="disagreement", record=raised.id).ended_as == "met"
