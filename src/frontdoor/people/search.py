"""Simple search, before a named person is made: beside the form and never before it. Full matching comes later.

By number it is exact; by name it begins with what was typed, in any order of the words and without case or marks; a
surname alone finds whoever bears it.
What stands behind a wall is not found and not counted. Only ranges of a "C" collated key are asked for, because under
row security nothing else keeps its index.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frontdoor.ledger.scope import Actor
from frontdoor.people.aliases import people_as_one
from frontdoor.people.models import Identifier, Name, Person
from frontdoor.rules import names
from frontdoor.rules.identifiers import nhs_number_holds

#: A name shorter than this finds too many to be read.
LEAST = 3
_LAST_CHARACTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Found:
    """A person who may be the one that is meant, and why they were found."""

    person: Person
    because: str


def find(
    *,
    given_name: str = "",
    family_name: str = "",
    born: date | None = None,
    nhs_number: str = "",
    by: Actor,
    most: int = 8,
) -> list[Found]:
    """People of the authority who may be meant: first those with this NHS number, then those of this name.

    With a date of birth, those born on that day stand first. Finds nothing from a name of fewer than three letters.
    """
    found = {one.person.id: one for one in _shown(_by_number(nhs_number, by))}
    surname = "" if given_name.strip() else names.family_key(family_name)
    for one in _shown(_by_name(names.key(given_name, family_name), surname, born, by, most)):
        found.setdefault(one.person.id, one)
    return list(found.values())[:most]


def _shown(found: list[Found]) -> list[Found]:
    """Each person once, as they are shown, for the best of the reasons why any of their records was found."""
    shown = people_as_one(one.person.id for one in found)
    once: dict[UUID, Found] = {}
    for one in found:
        if (person := shown.get(one.person.id)) is not None:
            once.setdefault(person.id, Found(person, one.because))
    return list(once.values())


def _by_number(nhs_number: str, by: Actor) -> list[Found]:
    value = nhs_number.replace(" ", "")
    if not value or not nhs_number_holds(value):
        return []
    held = Identifier.objects.filter(authority=by.authority, kind="nhs_number", value=value, until__isnull=True)
    people = Person.objects.filter(authority=by.authority, id__in=[one.person for one in held[:5]])
    return [Found(person, "same NHS number") for person in people]


def _by_name(key: str, surname: str, born: date | None, by: Actor, most: int) -> list[Found]:
    if len(key) < LEAST:
        return []
    within = Name.objects.filter(authority=by.authority)
    whole = within.filter(key__gte=key, key__lt=key + _LAST_CHARACTER).order_by("key")
    matches = {name.person: name for name in whole[: most * 10]}
    if surname:
        bearers = within.filter(family_key__gte=surname, family_key__lt=surname + _LAST_CHARACTER)
        matches = {name.person: name for name in bearers.order_by("family_key", "key")[: most * 10]} | matches
    people = list(Person.objects.filter(authority=by.authority, id__in=list(matches)))

    def place(person: Person) -> tuple[bool, bool, str]:
        return (born is None or person.born_on != born, matches[person.id].key != key, matches[person.id].key)

    return [Found(person, _why(person, matches[person.id], key, born)) for person in sorted(people, key=place)][:most]


def _why(person: Person, name: Name, key: str, born: date | None) -> str:
    bears = names.family_key(name.family_name) == key
    words = "same name" if name.key == key else "same surname" if bears else "name begins the same"
    if name.kind in ("former", "alias"):
        words = f"{words}, one they used before" if name.kind == "former" else f"{words}, another they use"
    if born is not None and person.born_on is not None:
        words += ", born the same day" if person.born_on == born else ", born another day"
    return words
