"""Whom a register's row is about here, who sees it, and that nobody behind a wall leaves a trace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from frontdoor.access.actions.bars import bar_relative
from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.permission import Refused
from frontdoor.feeds.report import Report
from frontdoor.journey.actions.telling_agencies import UnableToTell, tell_agency
from frontdoor.journey.models import InformationRequest, Journey
from frontdoor.ledger import scope
from frontdoor.ledger.models import Event
from frontdoor.ledger.storage import UnableToFind
from frontdoor.people.adoption import adopt_from_care
from frontdoor.people.details import name_person, record_identifier
from frontdoor.people.models import Name, Person, RegisterEntry
from frontdoor.people.register_agreements import Sent, end_agreement
from frontdoor.people.registers import confirm_entry, link_arrivals, part_entry
from frontdoor.people.who_knows import may_know, who_knows
from frontdoor.rules.concern import ConcernedAdult
from tests.feeds.registers import ANA, BEN, GOVERNANCE, Loader, agree, load
from tests.world import World, child

__all__ = ["load"]
NHS = "999 000 0018"
SURGERY = Sent(agency="gp_riverside", register="general_practice")


def person_of(world: World, journey: UUID) -> UUID:
    with world.all_rows():
        return Journey.found(journey).about


def linked(world: World) -> list[tuple[str, UUID | None, str]]:
    with world.all_rows():
        return [(one.key, one.person, one.because) for one in RegisterEntry.objects.order_by("key")]


def knows(world: World, who: str, *people: UUID) -> list[str]:
    with world.acting(who) as by:
        return [one.entry.key for one in who_knows(people, by=by, at=world.now)]


def test_a_row_is_linked_to_the_child_it_is_about_and_every_other_is_kept_unlinked(world: World, load: Loader) -> None:
    ana = person_of(world, world.journey(nhs_number=NHS))
    agree(world)
    load({**ANA, "nhs_number": NHS}, BEN)
    assert linked(world) == [("row P1", ana, "nhs_number"), ("row P2", None, "")]
    with world.all_rows():
        event = Event.objects.get(kind="register_linked")
        assert (event.about, event.compartment, event.journey) == (ana, "register", None)
        assert event.data == {"agency": "school_larkfield", "because": "nhs_number", "register": "school_roll"}


def test_a_child_who_arrives_later_is_found_in_the_rows_that_waited(world: World, load: Loader) -> None:
    agree(world)
    load(ANA, BEN)
    world.later(days=3)
    since = world.now
    ana = person_of(world, world.journey())
    assert link_arrivals(authority="874", since=since, now=world.now) == 1
    assert link_arrivals(authority="874", since=since, now=world.now) == 0, "again it changes nothing"
    assert linked(world)[0] == ("row P1", ana, "name_and_birth")
    assert knows(world, "contact_officer", ana) == ["row P1"]


def test_a_number_that_becomes_known_later_finds_the_row_that_waited(world: World, load: Loader) -> None:
    journey = world.journey(given_name="", family_name="", born=None, label="girl about 7")
    agree(world)
    load({**ANA, "nhs_number": NHS})
    world.later(days=5)
    with world.acting("contact_officer") as by:
        record_identifier(
            person=person_of(world, journey), through=Journey.found(journey), kind="nhs_number", value=NHS, by=by,
            happened_at=world.now, recorded_at=world.now,
        )  # fmt: skip
    girl = person_of(world, journey)
    assert link_arrivals(authority="874", since=world.now, now=world.now) == 0, "a number alone is a worker's to judge"
    with world.acting("contact_officer") as by:
        (asked,) = may_know(girl, authority="874", by=by, at=world.now)
        assert asked.doubt.agrees == ("same NHS number",)
        name_person(
            person=girl, through=Journey.found(journey), given_name=ANA["given_name"], family_name=ANA["family_name"],
            by=by, happened_at=world.now, recorded_at=world.now,
        )  # fmt: skip
    assert link_arrivals(authority="874", since=world.now, now=world.now) == 1
    assert linked(world) == [("row P1", girl, "nhs_number")]


def test_a_row_whose_person_changed_is_asked_anew(world: World, load: Loader) -> None:
    ana, ben = (person_of(world, world.journey(**said)) for said in ({}, {"given_name": "Ben", "family_name": "Other",
                                                                         "born": date(2018, 3, 2)}))  # fmt: skip
    agree(world)
    load(ANA)
    load({**BEN, "row_number": "P1"})
    assert linked(world) == [("row P1", ben, "name_and_birth")]
    with world.all_rows():
        assert [event.about for event in Event.objects.filter(kind="register_parted")] == [ana]


def test_adults_of_a_household_are_found_through_its_child(world: World, load: Loader) -> None:
    receipt = world.contact(
        child(), adults=(ConcernedAdult(given_name="Mo", family_name="Example", relationship="mother"),)
    )
    agree(world)
    load({**ANA, "adult_1_name": "Mo Example", "adult_1_relationship": "mother", "adult_2_name": "Alex Example"})
    with world.all_rows():
        mother = Person.objects.get(kind="adult")
    assert linked(world) == [
        ("row P1", person_of(world, receipt.journeys[0]), "name_and_birth"),
        ("row P1 adult alex example", None, ""),
        ("row P1 adult example mo", mother.id, "household"),
    ]


SEES = [
    ("contact_officer", True, "hub duty"),
    ("hub_manager", True, "hub duty"),
    ("out_of_hours", True, "alone at night"),
    ("auditor", False, "reads records, works with no child"),
    ("analyst", False, "figures alone"),
    ("school_lead", False, "another school learns nothing of this one"),
    ("police_officer", False, "nor does the force"),
    ("neighbour", False, "another authority"),
]


@pytest.mark.parametrize(("who", "sees", "because"), SEES)
def test_only_those_who_work_with_the_child_see_who_knows(
    world: World, load: Loader, who: str, sees: bool, because: str
) -> None:
    ana = person_of(world, world.journey())
    agree(world)
    load(ANA)
    assert knows(world, who, ana) == (["row P1"] if sees else []), because
    with world.acting(who):
        assert not RegisterEntry.objects.exists(), "nobody stands inside the index's wall"


def test_when_the_agreement_ends_nothing_of_it_is_shown(world: World, load: Loader) -> None:
    ana = person_of(world, world.journey())
    kept = agree(world)
    load(ANA)
    with scope.acting(GOVERNANCE, world.now):
        end_agreement(agreement=kept.id, ends_on=date(2026, 11, 19), by=GOVERNANCE, recorded_at=world.now)
    assert knows(world, "hub_manager", ana) == []


def _restricted(world: World, person: UUID) -> None:
    with world.acting("restricted_manager") as by:
        restrict_person(person=person, custodian=by.account, by=by, happened_at=world.now, recorded_at=world.now)


def _adopted(world: World, person: UUID) -> None:
    custodian = world.account("adoption_custodian").id
    with world.acting("restricted_manager") as by:
        adopt_from_care(person=person, custodian=custodian, by=by, happened_at=world.now, recorded_at=world.now)


@pytest.mark.parametrize("hide", [_restricted, _adopted])
def test_a_child_behind_a_wall_is_found_by_no_machine_and_the_report_is_the_same(
    world: World, load: Loader, hide: Callable[[World, UUID], None]
) -> None:
    ana = person_of(world, world.journey(nhs_number=NHS))
    hide(world, ana)
    agree(world)
    row = {**ANA, "nhs_number": NHS}
    told: Report = load(row)
    assert told.data()["counts"] == {"rows read": 1, "new": 1}, "as for a child who does not exist"
    assert linked(world) == [("row P1", None, "")]
    assert link_arrivals(authority="874", since=world.now.replace(year=2020), now=world.now) == 0
    with world.all_rows():
        assert not Event.objects.filter(kind="register_linked").exists()


@pytest.mark.parametrize("hide", [_restricted, _adopted])
def test_a_child_hidden_after_the_load_is_shown_to_nobody_barred(
    world: World, load: Loader, hide: Callable[[World, UUID], None]
) -> None:
    ana = person_of(world, world.journey(nhs_number=NHS))
    agree(world)
    load({**ANA, "nhs_number": NHS})
    hide(world, ana)
    for who in ("contact_officer", "hub_manager", "out_of_hours", "social_worker", "exploitation_lead"):
        assert knows(world, who, ana) == [], who
    assert load({**ANA, "nhs_number": NHS}).counts == {"rows read": 1, "known already": 1}


def test_a_relative_of_the_child_sees_nothing(world: World, load: Loader) -> None:
    ana = person_of(world, world.journey())
    agree(world)
    load(ANA)
    with world.acting("hub_manager") as by:
        bar_relative(
            account=world.account("contact_officer").id, person=ana, compartment="open", by=by,
            happened_at=world.now, recorded_at=world.now,
        )  # fmt: skip
    assert knows(world, "contact_officer", ana) == []


def _judge(world: World, verb: Any, journey: UUID, who: str = "contact_officer") -> None:
    with world.all_rows():
        entry, through = RegisterEntry.objects.get(), Journey.found(journey)
    with world.acting(who) as by:
        verb(
            entry=entry.id,
            person=entry.person or through.about,
            through=through,
            seen=entry.revision,
            by=by,
            recorded_at=world.now,
        )


def test_a_workers_judgement_survives_every_later_file(world: World, load: Loader) -> None:
    journey = world.journey()
    ana = person_of(world, journey)
    agree(world)
    load(ANA)
    _judge(world, part_entry, journey)
    assert knows(world, "contact_officer", ana) == []
    load(ANA)
    load({**ANA, "headline": "home"})
    link_arrivals(authority="874", since=world.now.replace(year=2020), now=world.now)
    assert linked(world) == [("row P1", None, "")]


def test_a_link_is_not_confirmed_until_a_worker_says_so(world: World, load: Loader) -> None:
    journey = world.journey()
    agree(world)
    load(ANA)
    _judge(world, confirm_entry, journey)
    with world.all_rows():
        assert RegisterEntry.objects.get().confirmed_by == world.account("contact_officer").id
    with pytest.raises(Refused):
        _judge(world, part_entry, journey, who="auditor")


def test_a_row_that_two_fit_is_a_workers_to_judge(world: World, load: Loader) -> None:
    journey, namesake = world.journey(), world.journey()
    agree(world)
    load(ANA)
    assert linked(world) == [("row P1", None, "")]
    _judge(world, confirm_entry, journey)
    assert linked(world) == [("row P1", person_of(world, journey), "worker")]
    with pytest.raises(Refused):
        _judge(world, confirm_entry, namesake)


@pytest.mark.parametrize("hide", [_restricted, _adopted])
def test_only_whoever_holds_a_hidden_child_is_asked_whether_a_row_means_the_child(
    world: World, load: Loader, hide: Callable[[World, UUID], None]
) -> None:
    hidden = person_of(world, world.journey(nhs_number=NHS))
    hide(world, hidden)
    namesake = person_of(world, world.journey(given_name="Eva"))
    with world.all_rows():
        Name.objects.filter(person=namesake).update(given_name="Ana", key="ana example")
    agree(world)
    load(ANA)
    assert linked(world) == [("row P1", None, "")], "the namesake's readers would learn where the hidden child is"
    custodian = "restricted_manager" if hide is _restricted else "adoption_custodian"
    for who, person, asked in ((custodian, hidden, 1), ("hub_manager", namesake, 0), ("auditor", namesake, 0)):
        with world.acting(who) as by:
            assert len(may_know(person, authority="874", by=by, at=world.now)) == asked, who


def test_a_row_about_another_child_is_judged_through_nobody_elses_record(world: World, load: Loader) -> None:
    world.journey()
    other = world.journey(given_name="Zoe", family_name="Else", born=date(2015, 2, 3))
    agree(world)
    load(ANA)
    with pytest.raises(Refused):
        _judge(world, confirm_entry, other)


def _tell(world: World, journey: UUID, who: str = "contact_officer", **said: Any) -> InformationRequest:
    with world.all_rows():
        entry = RegisterEntry.objects.order_by("key").first()
    assert entry
    facts = {"purpose": "to_ask", "basis": "public_task", "why": "Bruise seen on Friday.", **said}
    with world.acting(who) as by:
        return tell_agency(
            journey=journey, entry=entry.id, **facts, by=by, happened_at=world.now, recorded_at=world.now
        )


def test_nobody_is_told_by_machine_and_a_worker_tells_with_purpose_and_ground(world: World, load: Loader) -> None:
    journey = world.journey()
    agree(world)
    load(ANA)
    with world.all_rows():
        assert not InformationRequest.objects.exists()
        assert "school_larkfield" not in Journey.found(journey).agencies
    token = world.token()
    request = _tell(world, journey, token=token)
    assert _tell(world, journey, token=token).id == request.id, "sent twice it is told once"
    with world.all_rows():
        told = Event.objects.get(kind="agency_told")
        assert told.data == {
            "agency": "school_larkfield",
            "register": "school_roll",
            "purpose": "to_ask",
            "basis": "public_task",
        }
        assert (told.by_account, told.record) == (world.account("contact_officer").id, request.id)
        kept = InformationRequest.objects.get()
        assert (kept.to_agency, kept.basis, kept.state) == ("school_larkfield", "public_task", "waiting")


def test_telling_without_a_ground_or_about_a_row_of_somebody_else_is_refused(world: World, load: Loader) -> None:
    journey = world.journey()
    other = world.journey(given_name="Zoe", family_name="Else", born=date(2015, 2, 3))
    agree(world)
    load(ANA)
    with pytest.raises(UnableToTell, match="ground"):
        _tell(world, journey, basis="")
    with pytest.raises(UnableToFind):
        _tell(world, other)
    with pytest.raises(Refused):
        _tell(world, journey, who="auditor")
