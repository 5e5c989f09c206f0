"""Whom an arriving person may be, as the database finds them: keys kept by the verbs, behind their walls."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.jobs import rounds
from frontdoor.journey.models import Journey
from frontdoor.ledger.bulk import bulk
from frontdoor.people import details
from frontdoor.people.adoption import adopt_from_care, open_after_adoption
from frontdoor.people.matching import Arriving, Hidden, Scored, Zone, candidates, hidden_match, keep_keys, settle
from frontdoor.people.matching.keeping import known, walled_keys
from frontdoor.people.models import MatchForm, MatchKey, NameCount, Person
from frontdoor.rules.concern import GivenAddress, SubjectKind
from frontdoor.rules.matching.described import packed
from tests.world import World, child

HOME = GivenAddress(lines="12 Larkspur Road", postcode="PE1 1AA")
ZOFIA: dict[str, Any] = {"given_name": "Zofia", "family_name": "Nowak", "born": date(2017, 5, 3), "address": HOME}


def who(**facts: Any) -> Arriving:
    return Arriving(**facts)


def found(arriving: Arriving, authority: str = "874", **facts: Any) -> list[Scored]:
    return candidates(arriving, authority=authority, **facts)


def person_of(world: World, journey: Any) -> Any:
    with world.all_rows():
        return Journey.found(journey).about


def hide(world: World, person: Any) -> None:
    custodian = world.account("restricted_manager").id
    with world.acting("restricted_manager") as actor:
        restrict_person(person=person, custodian=custodian, by=actor, happened_at=world.now, recorded_at=world.now)


@pytest.mark.parametrize(
    ("facts", "because"),
    [
        ({"given_name": "Zofia", "family_name": "Nowak", "born": date(2017, 5, 3)}, "name and birth"),
        ({"given_name": "Nowak", "family_name": "Zofia", "born": date(2017, 5, 3)}, "the other order"),
        ({"given_name": "Sofia", "family_name": "Novak", "born": date(2017, 5, 3)}, "as it sounds"),
        ({"given_name": "Zofia", "family_name": "Nowak", "born": date(2017, 3, 5)}, "day and month turned"),
        ({"given_name": "Zofia", "family_name": "Nowak"}, "the name alone"),
        ({"given_name": "Zofia", "postcode": "pe1 1aa"}, "first name and postcode"),
        ({"family_name": "Nowak", "postcode": "PE11AA"}, "surname and postcode"),
        ({"nhs_number": "999 000 0018"}, "the number alone"),
        ({"given_name": "Zosia", "family_name": "Wrong", "born": date(2017, 5, 3), "postcode": "PE1 1AA"}, "home"),
        ({"given_name": "Zofia", "family_name": "Nowak", "years": (2016, 2018)}, "about nine"),
    ],
)
def test_one_child_is_found_by_what_is_said(world: World, facts: dict[str, Any], because: str) -> None:
    person = person_of(world, world.journey(**ZOFIA, nhs_number="999 000 0018"))
    world.journey(given_name="Adam", family_name="Stone", born=date(2010, 1, 9))
    assert [one.person for one in found(who(**facts))][:1] == [person], because


def test_all_the_same_is_linked_and_a_twin_is_proposed(world: World) -> None:
    person = person_of(world, world.journey(**ZOFIA))
    known = {name: ZOFIA[name] for name in ("given_name", "family_name", "born")} | {"postcode": "PE1 1AA"}
    assert settle(found(who(**known))).linked == person
    twin = found(who(**{**known, "given_name": "Maja"}))
    assert [(one.person, one.zone) for one in twin] == [(person, Zone.PROPOSED)]
    assert found(who(**known), judged_apart={person})[0].zone is Zone.NEW
    assert found(who(**known), leaving_out={person}) == []


def test_another_authority_finds_nobody(world: World) -> None:
    world.journey(**ZOFIA)
    assert found(who(given_name="Zofia", family_name="Nowak", born=date(2017, 5, 3)), authority="873") == []


def test_a_new_name_and_home_are_found_from_then_on(world: World) -> None:
    journey = world.journey(**ZOFIA)
    person = person_of(world, journey)
    with world.acting("hub_manager") as actor:
        through = Journey.found(journey)
        at = {"by": actor, "happened_at": world.now, "recorded_at": world.now}
        details.name_person(person=person, through=through, given_name="Zofia", family_name="Okafor", **at)
        details.record_address(person=person, through=through, lines="4 Osier Court", postcode="CB2 9QT", **at)
        details.change_details(person=person, through=through, details={"born_on": date(2016, 5, 3)}, **at)
    new = found(who(given_name="Zofia", family_name="Okafor", born=date(2016, 5, 3), postcode="CB2 9QT"))[0]
    assert (new.person, new.zone) == (person, Zone.LINKED)
    old = found(who(given_name="Zofia", family_name="Nowak", born=date(2016, 5, 3), postcode="PE1 1AA"))[0]
    assert (old.person, old.zone) == (person, Zone.LINKED)
    assert any("used before" in step.says for step in old.evidence.steps)


def test_a_restricted_child_is_found_by_the_engine_and_never_linked(world: World) -> None:
    person = person_of(world, world.journey(**ZOFIA))
    hide(world, person)
    one = found(who(given_name="Zofia", family_name="Nowak", born=date(2017, 5, 3), postcode="PE1 1AA"))[0]
    assert (one.person, one.walled, one.zone) == (person, True, Zone.PROPOSED)


def test_keys_stand_behind_the_walls_of_what_they_are_made_from(world: World) -> None:
    person = person_of(
        world,
        world.journey(
            **{**ZOFIA, "address": GivenAddress(lines="12 Larkspur Road", postcode="PE1 1AA", keep_from="him")}
        ),
    )
    with world.acting("hub_manager"):
        seen = {one.key for one in MatchKey.of(person=person)}
        assert MatchForm.of(person=person) == []
    assert "w:zofia nowak" in seen
    assert "b:nowak 2017-05-03" in seen
    assert not {key for key in seen if "PE1" in key or key[0] not in "wqpbc"}, "a confidential address is no key"
    with world.acting("neighbour"):
        assert MatchKey.of(person=person) == []


def test_bulk_keeps_the_same_keys_and_finds_in_memory(world: World) -> None:
    with bulk("874"):
        world_contact(world)
        inside = found(who(given_name="Zofia", family_name="Nowak", born=date(2017, 5, 3)))
    outside = found(who(given_name="Zofia", family_name="Nowak", born=date(2017, 5, 3)))
    assert [one.person for one in inside] == [one.person for one in outside] != []
    with world.all_rows():
        (person,) = Person.objects.filter(family_name="Nowak")
        kept = {(one.key, one.compartment) for one in MatchKey.of(person=person.id)}
    keep_keys([person.id], authority="874", at=world.now)
    with world.all_rows():
        assert {(one.key, one.compartment) for one in MatchKey.of(person=person.id)} == kept


def world_contact(world: World) -> None:
    from frontdoor.access.actors import actor_for
    from frontdoor.journey.actions.contacts import receive_contact
    from tests.world import concern

    actor = actor_for(world.account("contact_officer"), world.now)
    receive_contact(concern=concern(child(**ZOFIA)), token=world.token(), by=actor, recorded_at=world.now)


BAD: tuple[dict[str, Any], ...] = (
    {"given_name": "%", "family_name": "_"},
    {"given_name": "Robert'); DROP TABLE people_person;--", "family_name": '"'},
    {"given_name": "x" * 300, "family_name": "y " * 200},
    {"given_name": "Ana", "family_name": "Future", "born": date(2099, 1, 1)},
    {"given_name": "Ana", "family_name": "Wrong", "nhs_number": "123 456 7890"},
    {"given_name": "\u202e\u0000Ana".replace("\u0000", ""), "family_name": "𝔑𝔬𝔴𝔞𝔨"},
)


@pytest.mark.parametrize("facts", BAD, ids=lambda facts: str(facts)[:30])
def test_bad_input_is_kept_as_it_came_and_found_again(world: World, facts: dict[str, Any]) -> None:
    facts = {name: value[:120] if isinstance(value, str) else value for name, value in facts.items()}
    person = person_of(world, world.journey(**{"born": date(2017, 5, 3), **facts}))
    world.journey(given_name="Percy", family_name="Undine", born=date(2017, 5, 3))
    assert found(who(**{"born": date(2017, 5, 3), **facts}))[0].person == person


def test_nothing_said_finds_nobody(world: World) -> None:
    world.journey(**ZOFIA)
    assert found(who()) == []
    assert found(who(given_name="   ", postcode="NOT A POSTCODE")) == []


def adopted(world: World) -> tuple[Any, Any]:
    """A child sealed under the birth name, and opened anew under the adoptive family's name, in the same home."""
    before = person_of(world, world.journey(**ZOFIA))
    custodian = world.account("adoption_custodian").id
    at = {"happened_at": world.now, "recorded_at": world.now}
    with world.acting("restricted_manager") as actor:
        adopt_from_care(person=before, custodian=custodian, by=actor, **at)
        told = child(**{**ZOFIA, "family_name": "Newname"})
        after = open_after_adoption(child=told, by=actor, **at)
    return before, after.id


def test_an_adopted_childs_two_records_are_never_suggested_for_one_another(world: World) -> None:
    before, after = adopted(world)
    told = {"given_name": "Zofia", "born": date(2017, 5, 3), "postcode": "PE1 1AA", "lines": "12 Larkspur Road"}
    for surname in ("Newname", "Nowak", "Novak"):
        people = {one.person for one in found(who(**told, family_name=surname))}
        assert before not in people, "the former record is given to nobody"
    assert hidden_match(child(**{**ZOFIA, "family_name": "Newname"}), authority="874") is None
    assert hidden_match(child(**{**ZOFIA, "family_name": "Novak"}), authority="874") is None
    assert hidden_match(child(**ZOFIA), authority="874") == Hidden(before, "adoption")
    assert found(who(**told, family_name="Newname"))[0].person == after


@pytest.mark.parametrize(
    ("facts", "hidden", "because"),
    [
        ({}, True, "all the same"),
        ({"given_name": "Sofia", "family_name": "Novak"}, True, "another spelling"),
        ({"born": date(2017, 3, 5)}, True, "day and month turned round"),
        ({"address": GivenAddress(lines="4 Osier Court", postcode="CB2 9QT")}, True, "a new home"),
        ({"given_name": "Maja"}, False, "a twin is another child"),
        ({"born": date(2011, 8, 9)}, False, "another child of the name"),
    ],
)
def test_a_restricted_child_is_known_by_strong_evidence(
    world: World, facts: dict[str, Any], hidden: bool, because: str
) -> None:
    person = person_of(world, world.journey(**ZOFIA))
    hide(world, person)
    match = hidden_match(child(**{**ZOFIA, **facts}), authority="874")
    assert (match == Hidden(person, "restricted")) is hidden, because


def test_stored_keys_equal_those_worked_out_anew(world: World) -> None:
    """Whatever verb wrote a name, a number or an address, the keys were kept with it."""
    world.case_at("assessment", **ZOFIA)
    unborn = world.journey(kind=SubjectKind.UNBORN, given_name="", family_name="Nowak", expected=date(2026, 12, 1))
    with world.acting("hub_manager") as actor:
        at = {"by": actor, "happened_at": world.now, "recorded_at": world.now}
        person = Journey.found(unborn).about
        through = Journey.found(unborn)
        details.record_identifier(person=person, through=through, kind="nhs_number", value="9990000018", **at)
        details.record_telephone(person=person, through=through, number="07700 900123", **at)
        details.set_household(person=person, through=through, household=None, **at)
    with world.all_rows():
        people = list(Person.objects.all())
        assert len(people) >= 2
        for one in people:
            kept = {row.key: row.compartment for row in MatchKey.of(person=one.id)}
            assert kept == walled_keys(known(one)), one.label or one.family_name
            assert [row.form for row in MatchForm.of(person=one.id)] == [packed(known(one).described)]


def test_people_without_keys_get_them_and_names_are_counted(world: World) -> None:
    person = person_of(world, world.journey(**ZOFIA))
    for number in range(3):
        world.journey(given_name="Muhammad", family_name="Khan", born=date(2010 + number, 2, 2))
    with world.all_rows():
        MatchKey.objects.filter(person=person).delete()
        MatchForm.objects.filter(person=person).delete()
    assert found(who(given_name="Zofia", family_name="Nowak")) == []
    rounds.count(world.now)
    assert found(who(given_name="Zofia", family_name="Nowak"))[0].person == person
    with world.all_rows():
        assert NameCount.objects.get(role="given", word="muhammad").people == 3
        assert NameCount.objects.get(role="", word="").people == 4
        assert not NameCount.objects.filter(word="zofia").exists(), "what few bear is not counted: it would name them"
    with world.acting("hub_manager"):
        assert not NameCount.objects.exists()


def test_a_load_killed_half_way_leaves_nothing_half_linked(world: World) -> None:
    def load() -> None:
        with bulk("874"):
            world_contact(world)
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        load()
    with world.all_rows():
        assert not MatchKey.objects.exists()
    assert found(who(given_name="Zofia", family_name="Nowak", born=date(2017, 5, 3))) == []
