"""Whom a row of an agency's register is about, among everybody of the authority: asked in system scope.

Rows are weighed by the one engine (`rules.registers.linking` asks it); here only the few people are fetched, for all
rows at once, who share a number, or a word of the name and the day of birth, with one of them. Whoever stands
behind a wall is fetched as hidden and never found.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from frontdoor.ledger import scope
from frontdoor.people.models import RegisterEntry
from frontdoor.rules.matching.folding import words
from frontdoor.rules.matching.keys import birth_words
from frontdoor.rules.matching.weights import Frequencies
from frontdoor.rules.registers.linking import Compared, Doubt, Known, doubt, the_one


class Row(Compared, Protocol):
    """A row with the key under which it is told apart and the name as it is compared."""

    key: str

    @property
    def name_key(self) -> str: ...


_CANDIDATES = """
SELECT p.id, p.born_on, p.born_estimated,
    p.compartment <> 'open' OR EXISTS (
        SELECT FROM access_restriction r
        WHERE r.person = p.id AND r.authority = p.authority AND r.lifted_at IS NULL) AS hidden
FROM people_person p WHERE p.authority = %(authority)s AND p.id IN (
    SELECT i.person FROM people_identifier i
    WHERE i.authority = %(authority)s AND i.kind = 'nhs_number' AND i.value = ANY (%(nhs_numbers)s)
        AND i.verified AND i.until IS NULL
    UNION
    SELECT i.person FROM people_identifier i
    WHERE i.authority = %(authority)s AND i.kind = 'upn' AND i.value = ANY (%(upns)s) AND i.until IS NULL
    UNION
    SELECT m.person FROM people_matchkey m WHERE m.authority = %(authority)s AND m.key = ANY (%(keys)s))
"""
_COUNTS = """
SELECT role, word, people FROM people_namecount WHERE authority = %(authority)s AND word = ANY (%(words)s)
"""
_NAMES = "SELECT person, given_name, family_name FROM people_name WHERE person = ANY (%(people)s)"
_NUMBERS = """
SELECT person, kind, value FROM people_identifier
WHERE person = ANY (%(people)s) AND kind IN ('nhs_number', 'upn') AND until IS NULL
    AND (verified OR kind = 'upn')
"""
_HOUSEHOLDS = """
SELECT e.household, t.person, n.key FROM people_registerentry e
JOIN people_relationship t ON t."to" = e.person AND t.until IS NULL
JOIN people_person p ON p.id = t.person AND p.compartment = 'open'
JOIN people_name n ON n.person = t.person
WHERE e.authority = %(authority)s AND e.agency = %(agency)s AND e.register = %(register)s
    AND e.household = ANY (%(households)s) AND e.person_kind = 'child' AND e.ended_on IS NULL
    AND NOT EXISTS (
        SELECT FROM access_restriction r
        WHERE r.person IN (p.id, e.person) AND r.authority = e.authority AND r.lifted_at IS NULL)
"""
# A number, a name or a person added since then: ids are ordered by time, so that only those few are read.
_WAITING = """
SELECT e.id FROM people_identifier i
JOIN people_registerentry e ON e.authority = i.authority AND e.person IS NULL AND e.ended_on IS NULL
    AND (i.kind = 'nhs_number' AND i.verified AND e.nhs_number = i.value AND e.nhs_number <> '')
WHERE i.authority = %(authority)s AND i.id >= %(first)s AND i.until IS NULL
UNION
SELECT e.id FROM people_identifier i
JOIN people_registerentry e ON e.authority = i.authority AND e.person IS NULL AND e.ended_on IS NULL
    AND (i.kind = 'upn' AND e.upn = i.value AND e.upn <> '')
WHERE i.authority = %(authority)s AND i.id >= %(first)s AND i.until IS NULL
UNION
SELECT e.id FROM people_name n JOIN people_person p ON p.id = n.person
JOIN people_registerentry e ON e.authority = n.authority AND e.name_key = n.key AND e.born_on = p.born_on
    AND e.person IS NULL AND e.ended_on IS NULL
WHERE n.authority = %(authority)s AND n.id >= %(first)s
"""
_DOUBTFUL = """
SELECT e.id FROM people_identifier i
JOIN people_registerentry e ON e.authority = i.authority AND e.nhs_number = i.value AND e.nhs_number <> ''
WHERE i.authority = %(authority)s AND i.person = %(person)s AND i.kind = 'nhs_number' AND i.until IS NULL
    AND e.person IS NULL AND e.ended_on IS NULL
UNION
SELECT e.id FROM people_identifier i
JOIN people_registerentry e ON e.authority = i.authority AND e.upn = i.value AND e.upn <> ''
WHERE i.authority = %(authority)s AND i.person = %(person)s AND i.kind = 'upn' AND i.until IS NULL
    AND e.person IS NULL AND e.ended_on IS NULL
UNION
SELECT e.id FROM people_name n JOIN people_person p ON p.id = n.person
JOIN people_registerentry e ON e.authority = n.authority AND e.name_key = n.key AND e.born_on = p.born_on
WHERE n.authority = %(authority)s AND n.person = %(person)s AND e.person IS NULL AND e.ended_on IS NULL
"""
#: So many doubtful rows are shown of one person.
AT_MOST = 20


def people_of_rows(rows: Sequence[Row], *, authority: str) -> dict[str, tuple[UUID, str]]:
    """Whom each row is about, by the row's key, with the evidence; rows about nobody for certain are left out."""
    near = _near(rows, authority)
    counted = _counted(rows, authority)
    meant = ((row.key, the_one(row, near(row), frequencies=counted)) for row in rows)
    return {key: one for key, one in meant if one is not None}


def _near(rows: Sequence[Row], authority: str) -> Callable[[Row], Collection[Known]]:
    """For each row, the few people who share a number or a date of birth with it."""
    asked: dict[str, Any] = {
        "authority": authority,
        "nhs_numbers": sorted({row.nhs_number for row in rows if row.nhs_number}),
        "upns": sorted({row.upn for row in rows if row.upn}),
        "keys": sorted({key for row in rows if row.born_on for key in birth_words(_words(row), row.born_on)}),
    }
    with scope.system(authority), connection.cursor() as cursor:
        known = _known(cursor, asked)
    by: dict[tuple[str, object], list[Known]] = {}
    for one in known:
        for key in (*(("nhs", number) for number in one.nhs_numbers), *(("upn", number) for number in one.upns)):
            by.setdefault(key, []).append(one)
        by.setdefault(("born", one.born_on), []).append(one)

    def near(row: Row) -> Collection[Known]:
        shared = (("nhs", row.nhs_number), ("upn", row.upn), ("born", row.born_on or ""))
        return {one.person: one for key in shared for one in by.get(key, ())}.values()

    return near


def _words(row: Row) -> tuple[str, ...]:
    return (*words(row.given_name), *words(row.family_name))


def _counted(rows: Sequence[Row], authority: str) -> Frequencies:
    """How common the names of these rows are among the authority's people."""
    said = {word for row in rows for word in _words(row)}
    with scope.system(authority), connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"authority": authority, "words": ["", *said]})
        counts = {(role, word): people for role, word, people in cursor.fetchall()}
    return Frequencies(counts, counts.pop(("", ""), 0), frozenset(said))


def doubtful_rows(person: UUID, *, authority: str) -> list[tuple[RegisterEntry, Doubt]]:
    """Rows about nobody yet that fit this person in part, each with what agrees and what speaks against it.

    The caller has read the person as the reader. Rows that fit somebody else behind a wall are not among them.
    """
    with scope.system(authority):
        with connection.cursor() as cursor:
            cursor.execute(_DOUBTFUL, {"authority": authority, "person": person})
            keys = [row[0] for row in cursor.fetchall()]
        rows = list(RegisterEntry.objects.filter(id__in=keys).order_by("register", "agency", "id")[:AT_MOST])
    near = _near(rows, authority)
    found = []
    for row in rows:
        people = near(row)
        mine = next((one for one in people if one.person == person), None)
        said = doubt(row, mine, others=people) if mine and person not in row.not_people else None
        if said is not None:
            found.append((row, said))
    return found


def _known(cursor: Any, asked: dict[str, Any]) -> list[Known]:
    cursor.execute(_CANDIDATES, asked)
    people = cursor.fetchall()
    held = {"people": [row[0] for row in people]}
    names: dict[UUID, list[tuple[str, str]]] = {}
    numbers: dict[tuple[UUID, str], set[str]] = {}
    cursor.execute(_NAMES, held)
    for person, given, family in cursor.fetchall():
        names.setdefault(person, []).append((given, family))
    cursor.execute(_NUMBERS, held)
    for person, kind, value in cursor.fetchall():
        numbers.setdefault((person, kind), set()).add(value)
    return [
        Known(
            person=person,
            names=tuple(names.get(person, ())),
            born_on=born_on,
            born_estimated=estimated,
            nhs_numbers=frozenset(numbers.get((person, "nhs_number"), ())),
            upns=frozenset(numbers.get((person, "upn"), ())),
            hidden=hidden,
        )
        for person, born_on, estimated, hidden in people
    ]


def adults_of_households(
    households: Iterable[str], *, authority: str, agency: str, register: str
) -> dict[tuple[str, str], set[UUID]]:
    """Who is tied to a child of each household, by household and name; nobody behind a wall, and no child there."""
    asked: dict[str, Any] = {
        "authority": authority, "agency": agency, "register": register, "households": sorted({*households})
    }  # fmt: skip
    found: dict[tuple[str, str], set[UUID]] = {}
    with scope.system(authority), connection.cursor() as cursor:
        cursor.execute(_HOUSEHOLDS, asked)
        for household, person, name in cursor.fetchall():
            found.setdefault((household, name), set()).add(person)
    return found


def entries_waiting_for(*, authority: str, since: datetime) -> list[UUID]:
    """The rows that are about nobody yet and share a number or a name that was added since then."""
    with scope.system(authority), connection.cursor() as cursor:
        cursor.execute(_WAITING, {"authority": authority, "first": _first_id(since)})
        return [row[0] for row in cursor.fetchall()]


def _first_id(since: datetime) -> UUID:
    """The first id that something recorded since then can have."""
    return UUID(int=int(since.timestamp() * 1000) << 80)
