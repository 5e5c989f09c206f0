"""A child who came several times has several records that are read as one: every wall of one is a wall of all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from frontdoor.access.actions.bars import bar_relative
from frontdoor.access.actions.letting_in import let_in
from frontdoor.access.models import Grant, Restriction
from frontdoor.journey.models import Journey
from frontdoor.outbox.models import Message
from frontdoor.people.adoption import adopt_from_care
from frontdoor.people.matching import candidates
from frontdoor.people.matching.walled import arriving_of
from frontdoor.people.merging import merge_people
from frontdoor.people.models import Person
from tests.screens.access_desk.test_access_desk import by_name, emergency, hide, person_of
from tests.screens.at_work import AtWork, keep_time, words
from tests.stories.walking import do
from tests.world import World, child

#: As the child came the second time: under another surname, with a number that the first contact did not give.
AGAIN: dict[str, Any] = {"family_name": "Wandering", "nhs_number": "9990000018"}


@pytest.fixture(autouse=True)
def _time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_time(world, monkeypatch)
    world.account("restricted_manager")


@pytest.fixture
def both(world: World) -> tuple[Person, Person]:
    """The record that is shown, and the one that is read as it."""
    shown, other = (person_of(world, world.journey(**facts)) for facts in ({}, AGAIN))
    do(world, "hub_manager", merge_people, keep=shown.id, join=other.id, because="The school said so")
    return shown, other


def seal(world: World, person: Person) -> None:
    custodian = world.account("adoption_custodian").id
    do(world, "restricted_manager", adopt_from_care, person=person.id, custodian=custodian)


def seen_by(world: World, who: str) -> set[str]:
    with world.acting(who):
        return {one.family_name for one in Person.objects.all()}


@pytest.mark.parametrize("which", [0, 1])
def test_no_number_of_a_sealed_child_opens_the_record_in_an_emergency(
    world: World, both: tuple[Person, Person], which: int
) -> None:
    seal(world, both[0])
    emergency(world, "hub_manager", status=404, number=both[which].local_number)
    assert seen_by(world, "hub_manager") == set()
    with world.all_rows():
        assert not Grant.objects.exists()


@pytest.mark.parametrize("which", [0, 1])
def test_whichever_number_opens_a_restricted_child_the_desk_alone_is_told(
    world: World, both: tuple[Person, Person], which: int
) -> None:
    world.account("hub_manager")
    hide(world, both[0])
    emergency(world, "contact_officer", number=both[which].local_number)
    assert seen_by(world, "contact_officer") == {"Example", "Wandering"}
    with world.all_rows():
        assert {one.to_account for one in Message.objects.all()} == {world.account("restricted_manager").id}
        assert Grant.objects.get().compartment == "restricted"


@pytest.mark.parametrize("which", [0, 1])
def test_a_relative_is_refused_whichever_number_they_give(
    world: World, both: tuple[Person, Person], which: int
) -> None:
    relative = world.account("contact_officer").id
    do(world, "hub_manager", bar_relative, account=relative, person=both[0].id, compartment="open")
    refused = emergency(world, "contact_officer", status=404, number=both[which].local_number)
    of_nobody = emergency(world, "contact_officer", status=404, **by_name(given_name="Nobody"))
    assert words(refused.answer.content.decode()) == words(of_nobody.answer.content.decode())
    with world.all_rows():
        assert not Grant.objects.exists()


def test_a_child_of_two_records_by_one_name_is_found_in_an_emergency(world: World) -> None:
    """Two records of one child are one child: to refuse would leave the child alone."""
    shown, other = (person_of(world, world.journey()) for _ in range(2))
    do(world, "hub_manager", merge_people, keep=shown.id, join=other.id, because="The school said so")
    at = emergency(world, "social_worker", **by_name())
    assert "FD-26-" in words(at.get(at.answer["Location"]))


@pytest.mark.parametrize("way", ["let in", "emergency"])
def test_what_was_opened_before_an_adoption_is_shut_by_it(world: World, way: str) -> None:
    person = person_of(world, world.journey())
    hide(world, person)
    if way == "emergency":
        emergency(world, "contact_officer", number=person.local_number)
    else:
        account = world.account("contact_officer").id
        until = date(2026, 12, 20)
        do(world, "restricted_manager", let_in, person=person.id, account=account, until=until, reason="Holds her")
    assert seen_by(world, "contact_officer") == {"Example"}
    seal(world, person)
    assert seen_by(world, "contact_officer") == set(), "only the custodian sees it from now on"
    with world.acting("contact_officer") as by:
        assert by.let_in == frozenset()
        assert "restricted" not in by.compartments
    assert seen_by(world, "adoption_custodian") == {"Example"}


def test_a_contact_that_fits_the_second_record_reaches_the_desk(world: World, both: tuple[Person, Person]) -> None:
    hide(world, both[0])
    receipt = world.contact(child(**AGAIN))
    assert receipt.passed_to_duty_manager
    with world.acting("hub_manager"):
        assert not Journey.objects.exists()
    with world.all_rows():
        assert Journey.found(receipt.journeys[0]).about in {one.id for one in both}, "nobody is made twice"


def test_the_second_record_of_a_sealed_child_is_never_suggested(world: World, both: tuple[Person, Person]) -> None:
    seal(world, both[0])
    with world.all_rows():
        assert candidates(arriving_of(child(**AGAIN)), authority="874") == []


@pytest.mark.parametrize("which", [0, 1])
def test_the_desk_sees_and_ends_what_stands_round_any_record_of_the_child(
    world: World, both: tuple[Person, Person], which: int
) -> None:
    """Somebody let in under a number that the page does not name could never be shut out again."""
    hide(world, both[1])
    account = world.account("contact_officer").id
    until = date(2026, 12, 20)
    do(world, "restricted_manager", let_in, person=both[1].id, account=account, until=until, reason="Holds her")
    desk = AtWork(world, "restricted_manager")
    path = f"/access-desk/walls/{both[which].local_number}/"
    page = desk.get(path)
    assert "Let Con Contact in no longer" in page
    with world.all_rows():
        grant, restriction = Grant.objects.get(), Restriction.objects.get(lifted_at=None)
    desk.post(path, **{"what": "out", "out-wall": grant.id, "out-seen": grant.revision})
    assert seen_by(world, "contact_officer") == set()
    desk.post(path, **{"what": "lift", "lift-wall": restriction.id, "lift-seen": restriction.revision})
    assert seen_by(world, "contact_officer") == {"Example", "Wandering"}
