"""More becomes known: information is added, agencies are asked, reports are linked, calls are kept."""

from __future__ import annotations

import pytest

from frontdoor.access.permission import Refused, RefusedSight
from frontdoor.documents.models import Narrative
from frontdoor.journey.actions.allocation import accept_allocation, allocate
from frontdoor.journey.actions.calls import log_call
from frontdoor.journey.actions.information import UnableToRead, add_information, read_new_information
from frontdoor.journey.actions.information_requests import (
    UnableToRequest,
    record_answer,
    remind_agency,
    request_information,
    withdraw_request,
)
from frontdoor.journey.actions.linking import UnableToLink, link_contact, unlink_contact
from frontdoor.journey.models import Call, Contact, Information, InformationRequest, Journey, Referral
from frontdoor.ledger.models import ClockRun, Event
from frontdoor.rules.concern import Answer
from tests.stories.walking import decided, do
from tests.world import World, child


def kinds(world: World, journey: object) -> set[str]:
    with world.all_rows():
        return set(Event.objects.filter(journey=journey).values_list("kind", flat=True))


def test_information_on_a_waiting_contact_stands_beside_it(world: World) -> None:
    receipt = world.contact(child(), child(given_name="Ben"))
    kept = do(world, "contact_officer", add_information, contact=receipt.contact, text="Aunt rang: they slept at hers.")
    assert len(kept) == 2
    with world.all_rows():
        assert Narrative.objects.filter(question="information").count() == 2
        assert not Information.objects.filter(waits=True).exists()
    assert "new_information_received" not in kinds(world, receipt.journeys[0])


def test_the_agency_that_told_us_may_add_to_it_and_another_may_not(world: World) -> None:
    receipt = world.contact()
    do(world, "school_lead", add_information, contact=receipt.contact, text="He came in late again.")
    with pytest.raises(RefusedSight):
        do(world, "health_visitor", add_information, contact=receipt.contact, text="Anything")


def test_news_of_an_open_child_goes_to_the_worker_and_is_no_new_referral(world: World) -> None:
    receipt = world.contact()
    journey = receipt.journeys[0]
    decided(world, journey, "assessment")
    worker = world.account("social_worker").id
    given = do(world, "hub_manager", allocate, journey=journey, team="assessment_1", worker=worker)
    do(world, "social_worker", accept_allocation, allocation=given.id)
    world.later(hours=1)
    (news,) = do(
        world, "contact_officer", add_information, contact=receipt.contact, text="Neighbour heard shouting.",
        harm_possible=Answer.YES,
    )  # fmt: skip
    with world.all_rows():
        assert (news.for_worker, news.waits) == (worker, True)
        clock = ClockRun.objects.get(clock="open_child_response", record=news.id)
        assert clock.due_at.date() == world.now.date()
        assert Referral.objects.filter(journey_id=journey).count() == 1
    with pytest.raises(UnableToRead, match="the worker who has the child"):
        do(world, "contact_officer", read_new_information, information=news.id)
    do(world, "social_worker", read_new_information, information=news.id, what_now="I am visiting at 17:00.")
    with world.all_rows():
        assert ClockRun.objects.get(clock="open_child_response", record=news.id).ended_as == "met"


def test_news_of_a_closed_child_is_never_lost(world: World) -> None:
    receipt = world.contact()
    decided(world, receipt.journeys[0], "nothing_more")
    (news,) = do(world, "contact_officer", add_information, contact=receipt.contact, text="It happened again.")
    with world.all_rows():
        assert ClockRun.objects.get(clock="open_child_response", record=news.id).stopped_at is None


def test_information_sent_twice_is_kept_once(world: World) -> None:
    receipt, token = world.contact(), world.token()
    for _ in range(2):
        do(world, "contact_officer", add_information, contact=receipt.contact, text="Once.", token=token)
    with world.all_rows():
        assert Information.objects.count() == 1


def test_an_agency_is_asked_sees_the_child_and_answers(world: World) -> None:
    journey = world.journey()
    (asked,) = do(
        world, "contact_officer", request_information, journey=journey, agencies=["health:community"], why="Bruises",
        what="Injuries since May",
    )  # fmt: skip
    with pytest.raises(RefusedSight):
        do(world, "probation_officer", record_answer, request=asked.id, state="nothing_held")
    world.later(minutes=50)
    do(world, "health_visitor", record_answer, request=asked.id, state="nothing_held", text="Not known to us.")
    with world.all_rows():
        kept = InformationRequest.objects.get(pk=asked.id)
        assert (kept.state, kept.answered_by_name) == ("nothing_held", "Hal Health")
        assert ClockRun.objects.get(clock="agency_return", record=asked.id).ended_as == "met"
        answer = Narrative.objects.get(record=asked.id, question="answer")
        assert answer.agency == "health:community"
    with pytest.raises(UnableToRequest, match="answered or withdrawn already"):
        do(world, "health_visitor", record_answer, request=asked.id, state="found")


def test_a_part_of_the_answer_leaves_the_clock_running(world: World) -> None:
    journey = world.journey()
    (asked,) = do(world, "contact_officer", request_information, journey=journey, agencies=["health:community"])
    do(world, "contact_officer", record_answer, request=asked.id, state="part", text="The rest tomorrow.")
    with world.all_rows():
        assert ClockRun.objects.get(clock="agency_return", record=asked.id).stopped_at is None
    do(world, "contact_officer", record_answer, request=asked.id, state="found", text="Two attendances.")
    with world.all_rows():
        assert ClockRun.objects.get(clock="agency_return", record=asked.id).ended_as == "met"


def test_a_refusal_is_an_answer_when_it_says_why(world: World) -> None:
    journey = world.journey()
    (asked,) = do(world, "contact_officer", request_information, journey=journey, agencies=["health:community"])
    with pytest.raises(UnableToRequest, match="why the agency refused"):
        do(world, "contact_officer", record_answer, request=asked.id, state="refused")
    do(world, "contact_officer", record_answer, request=asked.id, state="refused", refused_because="More harm")
    assert "information_answered" in kinds(world, journey)


def test_what_is_for_the_hub_only_is_not_even_an_event_outside_it(world: World) -> None:
    journey = world.journey()
    (asked,) = do(world, "contact_officer", request_information, journey=journey, agencies=["health:community"])
    do(world, "hub_manager", record_answer, request=asked.id, state="found", text="Seen on Tuesday", marking="hub_only")
    with world.acting("contact_officer"):
        assert not Event.objects.filter(kind="information_answered").exists()
        assert not Narrative.objects.filter(question="answer").exists()
    with world.acting("hub_manager"):
        assert Event.objects.filter(kind="information_answered").count() == 1


def test_nobody_is_asked_twice_while_the_answer_waits(world: World) -> None:
    journey = world.journey()
    first = do(world, "contact_officer", request_information, journey=journey, agencies=["a", "b", "a"])
    again = do(world, "contact_officer", request_information, journey=journey, agencies=["b"])
    assert len(first) == 2
    assert again[0].id == first[1].id


def test_a_request_is_remembered_and_taken_back(world: World) -> None:
    journey = world.journey()
    (asked,) = do(world, "contact_officer", request_information, journey=journey, agencies=["health:community"])
    do(world, "contact_officer", remind_agency, request=asked.id)
    do(world, "contact_officer", withdraw_request, request=asked.id, because="Found elsewhere")
    with world.all_rows():
        assert ClockRun.objects.get(clock="agency_return", record=asked.id).ended_as == "ended"
    with pytest.raises(Refused):
        do(world, "school_lead", request_information, journey=journey, agencies=["health:community"])


def test_two_reports_of_one_night_stand_together_and_both_are_heard(world: World) -> None:
    police = world.contact(worry="Shouting, child in pyjamas on the stairs.")
    school = world.contact(worry="Ana says police came and she hid.")
    do(world, "contact_officer", link_contact, contact=school.contact, to=police.contact, because="Same night")
    with world.all_rows():
        assert Contact.objects.values_list("incident", flat=True).distinct().count() == 1
        assert Narrative.objects.filter(question="worry").count() == 2
    assert "contact_linked" in kinds(world, police.journeys[0]) & kinds(world, school.journeys[0])
    with pytest.raises(UnableToLink, match="linked already"):
        do(world, "contact_officer", link_contact, contact=school.contact, to=police.contact)


def test_a_wrong_link_is_undone_and_the_others_stay_together(world: World) -> None:
    first, second, third = (world.contact() for _ in range(3))
    for other in (second, third):
        do(world, "contact_officer", link_contact, contact=other.contact, to=first.contact)
    do(world, "contact_officer", unlink_contact, contact=first.contact, because="Another street")
    with world.all_rows():
        incidents = dict(Contact.objects.values_list("id", "incident"))
    assert incidents[first.contact] != incidents[second.contact] == incidents[third.contact]
    with pytest.raises(UnableToLink, match="not linked"):
        do(world, "contact_officer", unlink_contact, contact=first.contact)


def test_a_call_is_kept_and_the_ledger_names_nobody(world: World) -> None:
    journey = world.journey()
    do(
        world, "contact_officer", log_call, journey=journey, direction="in", with_kind="family", with_whom="Aunt Edie",
        words="They are with her until Sunday.", told="That we will ring tonight.",
    )  # fmt: skip
    with world.all_rows():
        assert Call.objects.get().with_whom == "Aunt Edie"
        assert Event.objects.get(kind="call_logged").data == {"direction": "in", "with_whom": "family"}
        assert Journey.objects.get(pk=journey).worker is None
