"""Search as somebody types, before a named person is made: beside a form and never before it.

By number it is exact. By name it takes words in any order, half typed, misspelt, as they sound, in any script; a date
of birth or part of one, and the beginning of a postcode, narrow it. It reads the engine's keys under the reader's own
walls: what stands behind one is not found and not counted, and a confidential address is no key. Only ranges of a "C"
collated key are asked for, because under row security nothing else keeps its index.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from frontdoor.ledger.scope import Actor
from frontdoor.people.aliases import people_as_one
from frontdoor.people.models import Identifier, Person
from frontdoor.rules.identifiers import nhs_number_holds, tidy
from frontdoor.rules.matching import typed as typing
from frontdoor.rules.matching.folding import words
from frontdoor.rules.matching.typed import LEAST, Typed

__all__ = ["LEAST", "Found", "find", "is_enough"]

#: People read of one range of keys: who types on narrows it.
A_RANGE = 60

_FOUND = """
WITH asked AS (
    SELECT k.person, bool_or(r.place) AS place
    FROM unnest(%(first)s::text[], %(last)s::text[], %(place)s::bool[]) AS r (first, last, place)
    CROSS JOIN LATERAL (
        SELECT person FROM people_matchkey
        WHERE authority = %(authority)s AND key >= r.first COLLATE "C" AND key < r.last COLLATE "C"
        ORDER BY key LIMIT %(a_range)s
    ) k
    GROUP BY k.person
)
SELECT asked.person, asked.place, p.born_on, n.given_name, n.family_name, n.kind
FROM asked JOIN people_name n ON n.person = asked.person
LEFT JOIN people_person p ON p.id = asked.person AND %(dated)s
WHERE n.authority = %(authority)s
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A person who may be the one that is meant, and why they were found."""

    person: Person
    because: str


@dataclass(frozen=True, slots=True)
class _Fitting:
    points: float
    because: str
    name: str
    every: bool


def _typed(given_name: str, family_name: str, born: date | None, postcode: str) -> Typed:
    return typing.beside(typing.read(f"{given_name} {family_name}"), born=born, postcode=postcode)


def is_enough(*, given_name: str = "", family_name: str = "", born: date | None = None, postcode: str = "") -> bool:
    """Whether so much was typed that few enough people are found to be read."""
    return _typed(given_name, family_name, born, postcode).enough


def find(
    *,
    given_name: str = "",
    family_name: str = "",
    born: date | None = None,
    nhs_number: str = "",
    postcode: str = "",
    by: Actor,
    most: int = 8,
) -> list[Found]:
    """People of the authority who may be meant: first those with this NHS number, then whose name fits best.

    Dates, postcodes and numbers typed among the names are taken for what they are. Finds nothing from fewer than
    three letters, unless a date or a postcode stands beside them.
    """
    said = _typed(given_name, family_name, born, postcode)
    found = {one.person.id: one for one in _shown(_by_number(nhs_number or said.number, by))}
    if said.words and said.enough:
        for one in _by_name(said, by, most):
            found.setdefault(one.person.id, one)
    return list(found.values())[:most]


def _shown(because: dict[UUID, str]) -> list[Found]:
    """Each person once, as they are shown, for the first of the reasons why any of their records was found."""
    if not because:
        return []
    shown = people_as_one(because)
    once: dict[UUID, Found] = {}
    for record, why in because.items():
        if (person := shown.get(record)) is not None:
            once.setdefault(person.id, Found(person, why))
    return list(once.values())


def _by_number(nhs_number: str, by: Actor) -> dict[UUID, str]:
    value = tidy(nhs_number)
    if not value or not nhs_number_holds(value):
        return {}
    held = Identifier.objects.filter(authority=by.authority, kind="nhs_number", value=value, until__isnull=True)
    return dict.fromkeys([one.person for one in held[:5]], "same NHS number")


def _by_name(said: Typed, by: Actor, most: int) -> list[Found]:
    best = _best(said, by)
    in_order = sorted(best, key=lambda key: (-best[key].points, best[key].name, key))
    # Whom a word does not fit at all is left out where somebody fits in every word: a person reads the list. Who may
    # not be seen is gone before that is asked, and takes no place in the list.
    for every in (True, False):
        of = [key for key in in_order if best[key].every is every]
        found: dict[UUID, Found] = {}
        for at in range(0, len(of), most):
            for one in _shown({key: best[key].because for key in of[at : at + most]}):
                found.setdefault(one.person.id, one)
            if len(found) >= most:
                break
        if found:
            return list(found.values())
    return []


def _best(said: Typed, by: Actor) -> dict[UUID, _Fitting]:
    """How each record found fits, in that of its names which fits best."""
    best: dict[UUID, _Fitting] = {}
    for person, place, born, given, family, kind in _rows(said, by):
        fit = typing.fit(said, (*words(given), *words(family)), born)
        former = {"former": ", a name used before", "alias": ", another name they use"}.get(kind, "")
        because = f"{fit.because}{former}{', postcode begins the same' if place else ''}"
        one = _Fitting(fit.points + 3 * place - bool(former), because, f"{given} {family}", fit.every)
        if person not in best or one.points > best[person].points:
            best[person] = one
    return best


def _rows(said: Typed, by: Actor) -> list[tuple[Any, ...]]:
    ranges = list(dict.fromkeys(typing.ranges(said)))
    values: dict[str, Any] = {
        "authority": by.authority,
        "first": [first for first, _ in ranges],
        "last": [last for _, last in ranges],
        "place": [first.startswith("c:") for first, _ in ranges],
        "dated": bool(said.day),
        "a_range": A_RANGE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
