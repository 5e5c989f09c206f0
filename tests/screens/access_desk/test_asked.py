"""Requests for access: one list for those who answer for them, soonest due first, behind the walls of the reader."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID, uuid4

from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.models import Look
from frontdoor.journey.actions.access_requests import (
    answer_access_request,
    extend_access_request,
    prepare_access_answer,
    record_access_request,
)
from frontdoor.journey.actions.papers import record_paper
from frontdoor.journey.models import AccessRequest, Journey
from frontdoor.rules.concern import Referrer, ReferrerKind
from tests.screens.at_work import AtWork, words
from tests.stories.walking import do
from tests.world import World, child

PATH = "/access-desk/requests/"


def reference(world: World, journey: UUID) -> str:
    with world.all_rows():
        return Journey.objects.select_related("contact").get(pk=journey).contact.reference


def ask(world: World, name: str, **facts: str) -> tuple[UUID, AccessRequest]:
    journey = world.journey(given_name=name)
    given = {"asked_by_kind": "parent", "asked_by_name": "Jan Nowak", "child_asked": "against", **facts}
    return journey, do(world, "contact_officer", record_access_request, journey=journey, **given)


def test_whom_who_when_due_and_state(friday: World) -> None:
    ana, early = ask(friday, "Ana")
    friday.later(days=2)
    ben, _ = ask(friday, "Ben", asked_by_kind="child", asked_by_name="")
    do(friday, "information_governance", extend_access_request, request=early.id, because="Ten years of papers")
    page = words(AtWork(friday, "information_governance").get(PATH))
    assert "2 requests wait" in page
    assert page.index(reference(friday, ben)) < page.index(reference(friday, ana)), "the soonest due stands first"
    assert "Ana" not in page, "information governance sees no record of a child"
    assert "The child Sun 22 Nov" in page
    assert "Somebody with parental responsibility, Jan Nowak Child asked? Yes, and they do not want it" in page
    assert "extended 22 Nov 2026" in page
    assert "answer to a request for access by 22 Dec 17:00" in page
    friday.later(days=60)
    assert "was due 22 Dec" in words(AtWork(friday, "information_governance").get(PATH))


def test_what_was_answered_stays_three_months_and_says_how(friday: World) -> None:
    ana, asked = ask(friday, "Ana")
    do(friday, "information_governance", answer_access_request, request=asked.id, outcome="part", why="Third parties")
    page = words(AtWork(friday, "information_governance").get(PATH))
    assert "No request for access waits" in page
    assert "Given, with parts withheld, 20 Nov 2026" in page
    friday.now += timedelta(days=93)
    assert reference(friday, ana) not in words(AtWork(friday, "information_governance").get(PATH))


def test_a_restricted_child_is_named_to_the_restricted_desk_alone(friday: World) -> None:
    """Information governance answers for every child and reads no name; whoever is barred has no such list at all."""
    ana, _ = ask(friday, "Ana")
    with friday.all_rows():
        person = Journey.objects.get(pk=ana).about
    with friday.acting("restricted_manager") as by:
        restrict_person(person=person, custodian=by.account, by=by, happened_at=friday.now, recorded_at=friday.now)
    governance = words(AtWork(friday, "information_governance").get(PATH))
    assert reference(friday, ana) in governance
    assert "Ana" not in governance
    assert "Ana Example" in words(AtWork(friday, "restricted_manager").get(PATH))
    assert "No request for access waits" in words(AtWork(friday, "adoption_custodian").get(PATH))


def test_each_child_on_the_list_is_a_look_and_others_may_not_open_it(friday: World) -> None:
    journey, _ = ask(friday, "Ana")
    AtWork(friday, "information_governance").get(PATH)
    with friday.all_rows():
        about = Journey.objects.get(pk=journey).about
        assert Look.objects.filter(page="access_requests", person=about).count() == 1
    for who in ("hub_manager", "social_worker", "school_lead", "auditor"):
        AtWork(friday, who).get(PATH, status=403)
    assert "Ana" not in words(AtWork(friday, "neighbour").get(PATH, status=403))


def test_information_governance_reads_what_was_gathered_and_answers(friday: World) -> None:
    journey, asked = ask(friday, "Ana", wanted="Everything since 2020")
    do(friday, "contact_officer", prepare_access_answer, request=asked.id, words="Two papers in the case system")
    at, path = AtWork(friday, "information_governance"), f"{PATH}{asked.id}/"
    assert path in at.get(PATH)
    page = words(at.get(path))
    assert "What they ask for Everything since 2020" in page
    assert "What is held, as gathered for the answer Two papers in the case system" in page
    assert "Ana" not in page, "information governance sees no record of a child"
    assert "Worry " in page.split("held here")[1], "item by item"
    assert "It says who somebody else is" in page
    assert "It says that a child was or may be abused" in page, "a parent asks"
    assert "hungry" not in page, "never the words"
    at.post(path, status=302, what="extend", because="Ten years of papers", seen=asked.revision)
    assert "More time, for a complex request" not in words(at.get(path))
    stale = words(at.post(path, status=200, what="answer", outcome="given", seen=asked.revision))
    assert "Somebody else changed this" in stale
    seen = asked.revision + 1
    assert "Say what was withheld" in words(at.post(path, status=200, what="answer", outcome="part", seen=seen))
    at.post(path, status=302, what="answer", outcome="part", why="Third parties", seen=seen)
    page = words(at.get(path))
    assert "Given, with parts withheld, 20 Nov 2026" in page
    assert "It was answered" not in page
    with friday.all_rows():
        about = Journey.objects.get(pk=journey).about
        assert Look.objects.filter(page="access_request", person=about).exists()


def test_each_item_says_about_whom_from_whom_and_whether_in_confidence(friday: World) -> None:
    mother = {"kind": ReferrerKind.RELATIVE, "source": "1A", "name": "Granny Smith"}
    receipt = friday.contact(child(), child(given_name="Ben"), referrer=Referrer(**mother))
    journey = receipt.journeys[0]
    do(
        friday, "contact_officer", record_paper, journey=journey, kind="police", title="Log", supplied_by="Police",
        held_where="Case system", in_confidence=True, exemptions=["crime"],
    )  # fmt: skip
    asked = do(friday, "contact_officer", record_access_request, journey=journey, asked_by_kind="child")
    page = words(AtWork(friday, "information_governance").get(f"{PATH}{asked.id}/")).split("Look whether")[-1]
    worry = re.search(r"Worry (.*?) It says who somebody else is", page)
    assert worry is not None
    assert "no professional the child and 1 other No" in worry[1]
    paper = re.search(r"Paper .*?Yes (.*)", page)
    assert paper is not None
    assert "Reading it could harm the prevention of crime" in paper[1]
    for hidden in ("Granny", "Smith", "Ben", "Ana", "relative", "Log"):
        assert hidden not in page
    assert "abused" not in page, "the child asks for their own"


def test_the_desk_reads_an_open_request_and_cannot_answer_it(friday: World) -> None:
    _, asked = ask(friday, "Ana")
    at, path = AtWork(friday, "restricted_manager"), f"{PATH}{asked.id}/"
    page = words(at.get(path))
    assert "Information governance says how a request for access was answered." in page
    assert "It was answered" not in page
    refused = words(at.post(path, status=200, what="answer", outcome="given", seen=asked.revision))
    assert "Information governance says how" in refused
    for who in ("hub_manager", "social_worker", "school_lead", "neighbour"):
        AtWork(friday, who).get(path, status=403)
    with friday.all_rows():
        assert AccessRequest.objects.get(pk=asked.id).answered_at is None
        AccessRequest.objects.filter(pk=asked.id).update(compartment="adoption")
    nowhere = words(at.get(f"{PATH}{uuid4()}/", status=404))
    assert words(at.get(path, status=404)) == nowhere, "behind another wall as if it were not there"
