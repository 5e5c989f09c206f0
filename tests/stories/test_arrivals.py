"""A child who arrives is linked, proposed or new by the job that looks for them; intake waits for nothing of it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.journey.models import Journey
from frontdoor.ledger.models import Standing
from frontdoor.people.adoption import adopt_from_care
from frontdoor.people.arrivals import identify_arrival
from frontdoor.people.details import change_details, name_person, record_identifier
from frontdoor.people.identity import Proposal
from frontdoor.people.judging import judge_match
from frontdoor.people.models import Person
from frontdoor.people.queries import arrivals_waiting
from frontdoor.rules.concern import GivenAddress
from frontdoor.rules.identity import Verdict
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.browsing import rate
from tests.stories.walking import decided, do
from tests.world import World, child

HOME = GivenAddress(lines="14 Tansy Row", postcode="PE1 1AA")
KNOWN = {"given_name": "Zofia", "family_name": "Wisniewska", "born": date(2017, 3, 9), "address": HOME}


def arrive(world: World, **facts: Any) -> UUID:
    with world.all_rows():
        return Journey.found(world.contact(child(**facts)).journeys[0]).about


def looked(world: World) -> list[UUID]:
    """The job goes round once; whom it looked for."""
    with world.all_rows():
        waiting = arrivals_waiting(authority="874", since=world.now.replace(year=2000))
    for person in waiting:
        identify_arrival(person=person, authority="874", now=world.now)
    return waiting


def proposals(world: World) -> list[tuple[UUID, UUID, str]]:
    with world.all_rows():
        return [(one.person, one.to, one.state) for one in Proposal.objects.order_by("proposed_at", "pk")]


ARRIVES = [
    ({}, {"linked"}, "everything the same"),
    ({"given_name": "Zosia"}, {"waiting", "linked"}, "a short form of the name"),
    ({"given_name": "Adam"}, {"waiting"}, "perhaps a twin: a person is asked, and nothing is linked"),
    ({"born": date(1981, 5, 7), "address": GivenAddress()}, set(), "the same name, born another year"),
    ({"family_name": "Nowak", "given_name": "Piotr", "born": date(2011, 1, 2), "address": GivenAddress()}, set(),
     "nothing agrees"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "states", "because"), ARRIVES)
def test_a_child_is_linked_proposed_or_new(world: World, facts: dict[str, Any], states: set[str], because: str) -> None:
    known = arrive(world, **KNOWN)
    looked(world)
    world.later(hours=1)
    arrived = arrive(world, **{**KNOWN, **facts})
    looked(world)
    found = proposals(world)
    assert [one[:2] for one in found] == ([(arrived, known)] if states else []), because
    assert {one[2] for one in found} <= states, because


@pytest.mark.parametrize("look_first", [True, False])
def test_nothing_that_a_person_does_meanwhile_waits_for_the_look_or_is_changed_by_it(
    world: World, look_first: bool
) -> None:
    """Whether the job comes before a person rated, decided and allocated a contact, or after: it ends the same."""
    known = arrive(world, **KNOWN)
    looked(world)
    world.later(hours=1)
    receipt = world.contact(child(**KNOWN))
    with world.all_rows():
        journey = Journey.found(receipt.journeys[0])
    if look_first:
        looked(world)
    rate(world, receipt, "red")
    decided(world, journey.id, "assessment")
    before = _stands(world, journey.id)
    assert (looked(world) == []) is look_first
    assert proposals(world) == [(journey.about, known, "linked")]
    assert _stands(world, journey.id) == before, "a look changes nothing that somebody decided"
    (proposal,) = _open(world)
    assert judge(world, proposal).state == "same"
    assert _stands(world, journey.id) == before


def _stands(world: World, journey: UUID) -> tuple[object, ...]:
    with world.all_rows():
        row = Journey.found(journey)
        standing = Standing.objects.get(journey=journey)
        return (row.outcome, row.team, row.worker, row.decided_at, standing.stage, standing.rating)


def _open(world: World) -> list[Proposal]:
    with world.all_rows():
        return list(Proposal.objects.all())


def judge(world: World, proposal: Proposal) -> Proposal:
    return do(
        world, "hub_manager", judge_match, proposal=proposal.id, verdict=Verdict.SAME, because="Mother says so",
        seen=None,
    )  # fmt: skip


NAMELESS = {**KNOWN, "given_name": ""}


def test_a_record_without_a_first_name_is_linked_while_no_second_child_of_the_birth_is_known(world: World) -> None:
    known = arrive(world, **NAMELESS)
    looked(world)
    arrived = arrive(world, **KNOWN)
    looked(world)
    assert proposals(world) == [(arrived, known, "linked")]


def test_twins_who_come_together_are_only_proposed_to_a_record_without_a_first_name(world: World) -> None:
    arrive(world, **NAMELESS)
    looked(world)
    world.contact(child(**KNOWN), child(**{**KNOWN, "given_name": "Adam"}))
    looked(world)
    assert [state for _, _, state in proposals(world)] == ["waiting", "waiting"]


def test_a_twin_in_the_household_of_a_record_without_a_first_name_keeps_it_from_being_linked(world: World) -> None:
    world.contact(child(**NAMELESS), child(**{**KNOWN, "given_name": "Adam", "address": GivenAddress()}))
    looked(world)
    arrive(world, **KNOWN)
    looked(world)
    assert "linked" not in {state for _, _, state in proposals(world)}


def test_the_job_looks_once_for_each_child(world: World) -> None:
    arrive(world, **KNOWN)
    assert len(looked(world)) == 1
    assert looked(world) == []


def test_brothers_of_one_contact_are_not_proposed_to_each_other(world: World) -> None:
    world.contact(child(**KNOWN), child(**{**KNOWN, "given_name": "Zofija"}))
    looked(world)
    assert proposals(world) == []


def test_not_the_same_holds_for_every_later_run(world: World) -> None:
    known = arrive(world, **KNOWN)
    looked(world)
    arrived = arrive(world, **KNOWN)
    looked(world)
    with world.all_rows():
        made = Proposal.objects.get()
    do(world, "contact_officer", judge_match, proposal=made.id, verdict=Verdict.NOT_SAME, because="Cousins", seen=None)
    with world.all_rows():
        Person.objects.filter(pk=arrived).update(matched_at=None)
    looked(world)
    assert [one[2] for one in proposals(world)] == ["not_same"]
    assert known != arrived


UNNAMED: dict[str, Any] = {"given_name": "", "family_name": "", "born": None, "label": "girl about 9, red coat"}


def becomes_known(world: World, person: UUID) -> None:
    """What the girl's school said two weeks after she came."""
    world.later(days=14)
    with world.all_rows():
        (journey,) = Journey.objects.filter(about=person)
    told = {"person": person, "through": journey}
    do(world, "contact_officer", name_person, given_name="Zofia", family_name="Wisniewska", **told)
    do(world, "contact_officer", change_details, details={"born_on": KNOWN["born"]}, **told)


def test_a_child_named_later_is_looked_for_again(world: World) -> None:
    known = arrive(world, **{**KNOWN, "nhs_number": "999 000 0018"})
    arrived = arrive(world, **UNNAMED)
    looked(world)
    assert proposals(world) == []
    becomes_known(world, arrived)
    assert looked(world) == [arrived]
    assert looked(world) == [], "once"
    assert proposals(world) == [(arrived, known, "linked")]
    with world.all_rows():
        (journey,) = Journey.objects.filter(about=arrived)
    told = {"person": arrived, "through": journey, "kind": "nhs_number"}
    do(world, "contact_officer", record_identifier, value="999 000 0018", **told)
    assert looked(world) == [arrived]
    assert proposals(world) == [(arrived, known, "linked")], "a link that stands is a person's to change"


def test_a_proposal_that_nobody_answered_gives_way_to_what_is_known_now(world: World) -> None:
    known = arrive(world, **KNOWN)
    looked(world)
    arrived = arrive(world, **{**KNOWN, "given_name": "Adam"})
    looked(world)
    becomes_known(world, arrived)
    looked(world)
    assert proposals(world) == [(arrived, known, "gone"), (arrived, known, "linked")]


@pytest.mark.parametrize("verdict", [Verdict.NOT_SAME, Verdict.CANNOT_TELL])
def test_what_a_clerk_said_stands_when_more_becomes_known(world: World, verdict: Verdict) -> None:
    arrive(world, **KNOWN)
    looked(world)
    arrived = arrive(world, **{**KNOWN, "given_name": "Adam"})
    looked(world)
    with world.all_rows():
        made = Proposal.objects.get()
    do(world, "contact_officer", judge_match, proposal=made.id, verdict=verdict, because="The school says", seen=None)
    becomes_known(world, arrived)
    looked(world)
    assert [state for _, _, state in proposals(world)] == [verdict.value]


def test_somebody_of_whom_a_person_said_who_they_are_is_not_looked_for_again(world: World) -> None:
    arrive(world, **KNOWN)
    looked(world)
    arrived = arrive(world, **KNOWN)
    looked(world)
    with world.all_rows():
        made = Proposal.objects.get()
    do(world, "contact_officer", judge_match, proposal=made.id, verdict=Verdict.SAME, because="Mother", seen=None)
    becomes_known(world, arrived)
    assert looked(world) == []


def test_whoever_types_sees_an_ordinary_child_beside_a_restricted_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_time(world, monkeypatch)
    known = arrive(world, **KNOWN)
    with world.acting("restricted_manager") as by:
        restrict_person(person=known, custodian=by.account, by=by, happened_at=world.now, recorded_at=world.now)
    looked(world)
    world.later(hours=1)
    arrive(world, **{**KNOWN, "given_name": "Zofi", "born": date(2017, 3, 8)})
    looked(world)
    desk = words(AtWork(world, "contact_officer").get("/match-desk/"))
    assert "Wisniewska" not in desk


def test_what_adoption_sealed_is_never_proposed(world: World) -> None:
    known = arrive(world, **KNOWN)
    custodian = world.account("adoption_custodian").id
    with world.acting("restricted_manager") as by:
        adopt_from_care(person=known, custodian=custodian, by=by, happened_at=world.now, recorded_at=world.now)
    looked(world)
    arrive(world, **{**KNOWN, "family_name": "Green", "given_name": "Sophie"})
    looked(world)
    assert proposals(world) == []
