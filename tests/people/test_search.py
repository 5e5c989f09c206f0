"""Finding somebody as one types: what finds whom, and that a wall hides its people and their number."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.people.search import find
from frontdoor.rules.concern import GivenAddress
from frontdoor.rules.matching.typed import Typed, fit, ranges, read
from tests.people.test_matching import hide, person_of
from tests.world import World

HOME = GivenAddress(lines="12 Larkspur Road", postcode="PE1 1AA")
#: Typed in one line of the note, whoever is meant, and why they are found.
FINDS = (
    ("zofia nowak", "Zofia", "whole"),
    ("Nowak Zofia", "Zofia", "the other order"),
    ("zof now", "Zofia", "both words half typed"),
    ("nowak z", "Zofia", "the second word begun"),
    ("Sofia Novak", "Zofia", "as it sounds"),
    ("zofia nowakk", "Zofia", "one letter too many"),
    ("nowak 2017", "Zofia", "a year"),
    ("li 3/5/2017", "Mei", "a birthday helps a surname of two letters"),
    ("nowak 3/5/2017", "Zofia", "surname and birthday"),
    ("nowak 5/3/2017", "Zofia", "day and month turned"),
    ("li pe1", "Mei", "the beginning of a postcode helps too"),
    ("nowak pe1", "Zofia", "the beginning of a postcode"),
    ("nowak pe1 1a", "Zofia", "more of the postcode"),
    ("9990000018", "Zofia", "a number"),
    ("احمد حسین", "Ahmed", "in Arabic script"),
    ("ahmad hussain", "Ahmed", "another spelling"),
    ("Bob Stone", "Robert", "a short form"),
    ("kazlauskas", "Ugnė", "a father's ending finds the daughter"),
)


def people(world: World) -> None:
    world.journey(given_name="Zofia", family_name="Nowak", born=date(2017, 5, 3), address=HOME, nhs_number="9990000018")
    world.journey(given_name="Ahmed", family_name="Hussein", born=date(2012, 2, 2))
    world.journey(given_name="Robert", family_name="Stone", born=date(2010, 9, 9))
    world.journey(given_name="Ugnė", family_name="Kazlauskaitė", born=date(2011, 7, 7))
    world.journey(given_name="Mei", family_name="Li", born=date(2017, 5, 3), address=HOME)
    world.journey(given_name="Quentin", family_name="Oxley", born=date(2017, 5, 3))


def test_what_somebody_types_finds_whom_they_mean(world: World) -> None:
    people(world)
    missed = []
    with world.acting("contact_officer") as actor:
        for said, wanted, because in FINDS:
            found = [one.person.given_name for one in find(family_name=said, by=actor)]
            if found[:1] != [wanted]:
                missed.append((said, because, found))
    assert missed == []


def test_words_in_any_order_find_the_same(world: World) -> None:
    people(world)
    with world.acting("contact_officer") as actor:
        for one, other in (("zofia nowak", "nowak zofia"), ("2017 nowak", "nowak 2017"), ("pe1 nowak", "nowak pe1")):
            found = [[found.person.id for found in find(family_name=said, by=actor)] for said in (one, other)]
            assert found[0] == found[1] != []


@pytest.mark.parametrize(
    "said", ["%", "_____", "'", '" OR 1=1 --', "%%%%%", "\\\\\\", "x" * 300, "\u202e\u200b", "2017", "pe1"]
)
def test_wildcards_and_nonsense_find_nobody(world: World, said: str) -> None:
    people(world)
    with world.acting("contact_officer") as actor:
        assert find(family_name=said, by=actor) == []


ASKED: tuple[dict[str, Any], ...] = (
    {"family_name": "Secret"}, {"family_name": "Secrett Una"}, {"given_name": "Una", "born": date(2017, 5, 3)},
    {"family_name": "Se", "postcode": "PE9"}, {"nhs_number": "9000000009"}, {"family_name": "Olden"},
)  # fmt: skip


def answers(world: World, who: str) -> list[Any]:
    with world.acting(who) as actor:
        return [[(one.person.id, one.because) for one in find(**asked, by=actor)] for asked in ASKED]


def test_a_restricted_child_differs_in_nothing_from_one_who_does_not_exist(world: World) -> None:
    world.journey(given_name="Una", family_name="Secombe", born=date(2016, 1, 7))
    nobody = answers(world, "contact_officer")
    facts = {"given_name": "Una", "family_name": "Secret", "born": date(2017, 5, 3), "nhs_number": "9000000009"}
    journey = world.journey(**facts, address=GivenAddress(lines="1 Hidden Way", postcode="PE9 9ZZ"))
    seen = answers(world, "contact_officer")
    assert seen != nobody
    hide(world, person_of(world, journey))
    assert answers(world, "contact_officer") == nobody
    assert answers(world, "neighbour") == [[] for _ in ASKED]
    assert answers(world, "restricted_manager") == seen


def test_a_confidential_address_finds_nobody(world: World) -> None:
    kept_from = GivenAddress(lines="1 Hidden Way", postcode="PE9 9ZZ", keep_from="the father")
    world.journey(given_name="Una", family_name="Open", born=date(2017, 5, 3), address=kept_from)
    with world.acting("contact_officer") as actor:
        (named,) = find(family_name="Open", postcode="PE9 9ZZ", by=actor)
        assert "postcode" not in named.because
        assert find(family_name="Op", postcode="PE9 9ZZ", by=actor) == []


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("Nowak 3/5/2017 PE1 1AA", Typed(("nowak",), "2017-05-03", "PE11AA")),
        ("2017-05 nowak", Typed(("nowak",), "2017-05")),
        ("31/31/2017 nowak", Typed(("nowak",), "2017")),
        ("999 000 0018", Typed(number="9990000018")),
        ("O'Brien, Shea", Typed(("obrien", "shea"))),
        ("", Typed()),
    ],
)
def test_what_was_typed_is_taken_apart(said: str, typed: Typed) -> None:
    assert read(said) == typed


@given(st.text(max_size=60))
def test_whatever_is_typed_makes_ranges_that_are_none_or_small(said: str) -> None:
    typed = read(said)
    for first, last in ranges(typed):
        assert first < last
        assert "\x00" not in first + last
    assert fit(typed, ("zofia", "nowak"), None).because
