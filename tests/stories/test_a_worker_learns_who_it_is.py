"""Who somebody turns out to be is news for whoever works with the child, and is taken back when it was not so."""

from __future__ import annotations

from uuid import UUID

import pytest

from frontdoor.access import permission
from frontdoor.journey.actions.allocation import accept_allocation, allocate
from frontdoor.journey.actions.identifying import say_who, take_apart
from frontdoor.journey.actions.information import read_new_information
from frontdoor.journey.models import Information, Journey, Referral
from frontdoor.ledger.models import ClockRun
from frontdoor.people.identity import Proposal
from frontdoor.people.judging import Offered, take_found
from frontdoor.people.models import Person
from frontdoor.rules.identity import Rung, Verdict
from frontdoor.rules.roles import Permission
from tests.stories.walking import decided, do
from tests.world import World, child

EVIDENCE = (Rung(compared="First name", words="the same", weight=15.5),)


def about(world: World, journey: UUID) -> UUID:
    with world.all_rows():
        return Journey.found(journey).about


def open_child(world: World) -> UUID:
    """The journey of a child with whom a social worker works."""
    journey = world.journey()
    decided(world, journey, "assessment")
    worker = world.account("social_worker").id
    given = do(world, "hub_manager", allocate, journey=journey, team="assessment_1", worker=worker)
    do(world, "social_worker", accept_allocation, allocation=given.id)
    world.later(days=3)
    return journey


def found(world: World, arrived: UUID, known: UUID, *, links: bool) -> Proposal:
    offered = [Offered(person=about(world, known), weight=15.5, evidence=EVIDENCE, links=links)]
    person = about(world, arrived)
    with world.acting("contact_officer") as by:
        (made,) = take_found(Person.found(person), offered, by=by, at=world.now, written=[])
    return made


def said(world: World, proposal: Proposal, verdict: Verdict = Verdict.SAME) -> Proposal:
    made: Proposal = do(
        world, "contact_officer", say_who, proposal=proposal.id, verdict=verdict, because="Rang the school", seen=None
    )  # fmt: skip
    return made


def sees(world: World, journey: UUID) -> bool:
    """Whether the social worker may see the child of this journey."""
    with world.acting("social_worker") as by:
        return bool(permission.may(by, Permission.SEE_CHILD, about=Journey.found(journey)))


def news_of(world: World, journey: UUID) -> list[Information]:
    with world.all_rows():
        return list(Information.objects.filter(journey_id=journey).order_by("id"))


@pytest.mark.parametrize("links", [True, False])
def test_a_confirmed_match_goes_to_the_worker_with_its_own_clock(world: World, links: bool) -> None:
    first = open_child(world)
    received = world.now
    again = world.journey()
    world.later(hours=2)
    proposal = found(world, again, first, links=links)
    assert not sees(world, again)
    assert news_of(world, again) == [], "nobody reads the two as one before a person says so"
    assert said(world, proposal).state == "same"
    (news,) = news_of(world, again)
    worker = world.account("social_worker").id
    with world.all_rows():
        assert Journey.objects.get(pk=again).joins == first
        clock = ClockRun.objects.get(clock="open_child_response", record=news.id)
        assert clock.started_at == received, "from first receipt, not from the day it was understood"
        assert ClockRun.objects.get(clock="referral_decision", journey=again).stopped_at is None, "triaged all the same"
        assert Referral.objects.count() == 1
    assert (news.for_worker, news.waits) == (worker, True)
    assert sees(world, again)
    do(world, "social_worker", read_new_information, information=news.id)
    with world.all_rows():
        assert ClockRun.objects.get(clock="open_child_response", record=news.id).ended_as in {"met", "late"}


def test_the_worker_is_told_though_the_arriving_record_is_the_one_that_is_kept(world: World) -> None:
    first = open_child(world)
    again = world.journey()
    said(world, found(world, first, again, links=False))
    assert [one.waits for one in news_of(world, again)] == [True]
    assert news_of(world, first) == []


def test_what_was_decided_before_the_child_was_open_is_history(world: World) -> None:
    old = world.journey()
    decided(world, old, "nothing_more")
    world.later(days=40)
    first = open_child(world)
    said(world, found(world, old, first, links=False))
    assert news_of(world, old) == []


def test_what_was_closed_while_the_child_was_open_is_told(world: World) -> None:
    first = open_child(world)
    again = world.journey()
    decided(world, again, "nothing_more")
    said(world, found(world, again, first, links=False))
    assert [one.waits for one in news_of(world, again)] == [True]


def test_two_children_whom_nobody_works_with_are_told_to_nobody(world: World) -> None:
    one, other = world.journey(), world.journey()
    said(world, found(world, one, other, links=False))
    assert news_of(world, one) == news_of(world, other) == []


def test_not_the_same_tells_nobody(world: World) -> None:
    first, again = open_child(world), world.journey()
    said(world, found(world, again, first, links=True), Verdict.NOT_SAME)
    assert news_of(world, again) == []


def test_taken_apart_the_worker_sees_the_other_child_no_longer_and_the_clock_ends(world: World) -> None:
    first, again = open_child(world), world.contact(child()).journeys[0]
    proposal = said(world, found(world, again, first, links=True))
    assert proposal.joining is not None
    world.later(hours=1)
    do(world, "hub_manager", take_apart, joining=proposal.joining, assigned={}, because="Cousins")
    (news,) = news_of(world, again)
    assert (news.waits, news.voided_at) == (False, world.now)
    with world.all_rows():
        assert Journey.objects.get(pk=again).joins is None
        assert not ClockRun.objects.filter(
            clock="open_child_response", record=news.id, stopped_at=None, ended_as=""
        ).exists()  # fmt: skip
    assert not sees(world, again)
