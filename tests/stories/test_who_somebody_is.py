"""Who somebody is: names, numbers, addresses and ties are added with their dates, by those who work with the child."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from frontdoor.access.permission import Refused, RefusedSight
from frontdoor.documents.models import Narrative
from frontdoor.journey import queries
from frontdoor.journey.actions.contacts import receive_contact
from frontdoor.journey.actions.information import add_information
from frontdoor.journey.models import Journey
from frontdoor.ledger.models import Event
from frontdoor.people.details import (
    UnableToChange,
    change_details,
    end_safety_line,
    name_person,
    record_address,
    record_identifier,
    record_relationship,
    record_telephone,
    set_household,
    set_safety_line,
)
from frontdoor.people.models import Address, Identifier, Name, Person, Relationship, SafetyLine
from frontdoor.rules.concern import ConcernedAdult, ConcernedChild
from tests.stories.walking import decided, do
from tests.world import World, child, concern


def journey_of(world: World, *children: ConcernedChild, **facts: object) -> Journey:
    receipt = world.contact(*children, **facts)
    with world.all_rows():
        return Journey.objects.get(pk=receipt.journeys[0])


def test_a_girl_in_a_red_coat_gets_a_name_and_later_another(world: World) -> None:
    girl = journey_of(world, ConcernedChild(label="girl about 9, red coat"))
    given = {"person": girl.about, "through": girl}
    do(world, "contact_officer", name_person, **given, given_name="Zosia", family_name="Nowak")
    do(world, "contact_officer", name_person, **given, given_name="Zofia", family_name="Kowal", since=date(2026, 11, 1))
    with world.all_rows():
        assert dict(Name.objects.values_list("kind", "given_name")) == {"former": "Zosia", "legal": "Zofia"}
        assert Person.objects.get().given_name == "Zofia"
        assert all(event.data == {} for event in Event.objects.filter(kind="person_named"))


def test_details_change_and_the_ledger_says_which_and_not_to_what(world: World) -> None:
    ana = journey_of(world)
    details = {"gp": "Northgate Surgery", "pronouns": "they"}
    do(world, "contact_officer", change_details, person=ana.about, through=ana, details=details)
    with world.all_rows():
        assert Event.objects.get(kind="person_details_changed").data == {"details": ["gp", "pronouns"]}
    with pytest.raises(UnableToChange):
        do(world, "contact_officer", change_details, person=ana.about, through=ana, details={"local_number": "X"})


def test_a_new_address_ends_the_old_one_and_is_kept_from_whom_it_must_be(world: World) -> None:
    ana = journey_of(world)
    for lines, keep_from in (("1 Elm Street", ""), ("9 Refuge Road", "Father")):
        do(
            world, "contact_officer", record_address, person=ana.about, through=ana, lines=lines, postcode="pe1 1aa",
            keep_from=keep_from,
        )  # fmt: skip
    do(world, "contact_officer", record_telephone, person=ana.about, through=ana, number="07700 900200", safe="Text")
    with world.all_rows():
        assert Address.objects.get(lines="1 Elm Street").until == world.now.date()
        assert Address.objects.get(lines="9 Refuge Road").confidential
        assert "Refuge" not in str(list(Event.objects.filter(about=ana.about).values_list("data", flat=True)))


@pytest.mark.parametrize(("whose", "because"), [("Mia", "her mother's refuge"), ("Ben", "where her brother lives")])
def test_a_text_about_one_child_gives_away_nobody_else_of_the_record(world: World, whose: str, because: str) -> None:
    ana = journey_of(world, child(), child(given_name="Ben"), adults=(ConcernedAdult(given_name="Mia", role="mother"),))
    with world.all_rows():
        other = Person.objects.get(given_name=whose).id
        about_other = Journey.objects.filter(about=other).first() or ana
    do(
        world, "contact_officer", record_address, person=other, through=about_other, lines="9 Refuge Road",
        keep_from="Father",
    )  # fmt: skip
    told = f"Ana says that they live at 9 Refuge Road: {because}."
    do(world, "contact_officer", add_information, contact=ana.contact_id, text=told, children=[ana.id])
    with world.all_rows():
        assert {one.compartment for one in Narrative.objects.filter(text=told)} == {"address"}


def test_what_ends_after_midnight_in_summer_ends_on_the_day_in_london(world: World) -> None:
    world.now = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    ana = journey_of(world)
    for lines in ("1 Elm Street", "2 Oak Road"):
        do(world, "contact_officer", record_address, person=ana.about, through=ana, lines=lines)
    with world.all_rows():
        assert Address.objects.get(lines="1 Elm Street").until == date(2026, 7, 2)


def test_a_mothers_number_and_tie_are_reached_through_her_child_alone(world: World) -> None:
    ana = journey_of(world, child(), adults=(ConcernedAdult(given_name="Mia", role="mother"),))
    other = journey_of(world, child(given_name="Ugo"))
    with world.all_rows():
        mia = Person.objects.get(given_name="Mia").id
    number = {"person": mia, "kind": "nhs_number", "value": "999 000 0018"}
    do(world, "contact_officer", record_identifier, **number, through=ana)
    with pytest.raises(RefusedSight):
        do(world, "contact_officer", record_identifier, **number, through=other)
    with pytest.raises(RefusedSight):
        do(world, "social_worker", record_identifier, **number, through=ana)
    do(
        world, "contact_officer", record_relationship, person=mia, to=ana.about, through=ana, relationship="mother",
        parental_responsibility="yes",
    )  # fmt: skip
    with world.all_rows():
        assert Identifier.objects.get().value == "9990000018"
        assert Relationship.objects.get(until=None).parental_responsibility == "yes"


def test_the_safety_band_is_set_by_anybody_and_ended_by_few(world: World) -> None:
    ana = journey_of(world)
    line = do(
        world, "contact_officer", set_safety_line, person=ana.about, through=ana, line="do_not_ring",
        words="Do not ring the house",
    )  # fmt: skip
    with pytest.raises(Refused):
        do(world, "contact_officer", end_safety_line, safety_line=line.id, through=ana)
    do(world, "hub_manager", end_safety_line, safety_line=line.id, through=ana)
    with world.all_rows():
        assert SafetyLine.objects.get().until == world.now
        assert Event.objects.filter(kind="safety_line_set", data__line="do_not_ring").count() == 1


def test_what_came_before_is_counted_for_the_child_and_read_for_the_family(world: World) -> None:
    first = world.contact(child(), child(given_name="Ben"))
    with world.all_rows():
        ana, ben = (Journey.objects.get(pk=one).about for one in first.journeys)
    decided(world, first.journeys[0], "nothing_more")
    world.later(days=30)
    again = known_again(world, ana)
    with world.acting("hub_manager"):
        assert queries.brothers_and_sisters(ana) == {ben}
        before = queries.before_now(ana, besides=again)
        assert [(one.own, one.decision.outcome if one.decision else "") for one in before] in (
            [(True, "nothing_more"), (False, "")],
            [(False, ""), (True, "nothing_more")],
        )
        found = queries.repeats(ana, world.now)
        assert (found.contacts_in_90_days, found.closed_of_these, found.closed_in_12_months) == (2, 1, 1)
        assert len(queries.open_work([ana, ben])) == 2


def known_again(world: World, person: UUID) -> UUID:
    with world.acting("contact_officer") as actor:
        return receive_contact(
            concern=concern(child(), received_at=world.now), token=world.token(), by=actor, recorded_at=world.now,
            known={0: person},
        ).contact  # fmt: skip


def test_a_child_moves_in_with_somebody_else(world: World) -> None:
    ana = journey_of(world)
    do(world, "contact_officer", set_household, person=ana.about, through=ana, household=None)
    with world.all_rows():
        assert Person.objects.get().household is not None
