"""Whom a row of an agency's register is about, among everybody of the authority: asked in system scope.

Rows are compared by `rules.registers.linking`; here only the few people are fetched who share a number, or a name and
a date of birth, with one of the rows. Whoever stands behind a wall is fetched as hidden and never found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from frontdoor.ledger import scope
from frontdoor.rules.registers.linking import Compared, Known, the_one


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
    SELECT n.person FROM people_name n JOIN people_person b ON b.id = n.person
    WHERE n.authority = %(authority)s AND n.key = ANY (%(names)s) AND b.born_on = ANY (%(births)s::date[]))
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
_WAITING = """
SELECT e.id FROM people_registerentry e
WHERE e.authority = %(authority)s AND e.person IS NULL AND e.ended_on IS NULL AND (
    e.nhs_number <> '' AND e.nhs_number IN (
        SELECT i.value FROM people_identifier i JOIN people_person p ON p.id = i.person
        WHERE i.authority = %(authority)s AND i.kind = 'nhs_number' AND i.verified AND p.added_at >= %(since)s)
    OR e.upn <> '' AND e.upn IN (
        SELECT i.value FROM people_identifier i JOIN people_person p ON p.id = i.person
        WHERE i.authority = %(authority)s AND i.kind = 'upn' AND p.added_at >= %(since)s)
    OR (e.name_key, e.born_on) IN (
        SELECT n.key, p.born_on FROM people_name n JOIN people_person p ON p.id = n.person
        WHERE n.authority = %(authority)s AND p.added_at >= %(since)s))
"""


def people_of_rows(rows: Sequence[Row], *, authority: str) -> dict[str, tuple[UUID, str]]:
    """Whom each row is about, by the row's key, with the evidence; rows about nobody for certain are left out."""
    asked = {
        "authority": authority,
        "nhs_numbers": sorted({row.nhs_number for row in rows if row.nhs_number}),
        "upns": sorted({row.upn for row in rows if row.upn}),
        "names": sorted({row.name_key for row in rows if row.born_on}),
        "births": sorted({row.born_on for row in rows if row.born_on}),
    }
    with scope.system(authority), connection.cursor() as cursor:
        known = _known(cursor, asked)
    by_number: dict[tuple[str, str], list[Known]] = {}
    by_birth: dict[object, list[Known]] = {}
    for one in known:
        for number in one.nhs_numbers:
            by_number.setdefault(("nhs", number), []).append(one)
        for number in one.upns:
            by_number.setdefault(("upn", number), []).append(one)
        by_birth.setdefault(one.born_on, []).append(one)
    found = {}
    for row in rows:
        near = [*by_number.get(("nhs", row.nhs_number), []), *by_number.get(("upn", row.upn), [])]
        near += by_birth.get(row.born_on, []) if row.born_on else []
        meant = the_one(row, {candidate.person: candidate for candidate in near}.values())
        if meant is not None:
            found[row.key] = meant
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
    """The rows that are about nobody yet and may mean somebody who was added since then."""
    with scope.system(authority), connection.cursor() as cursor:
        cursor.execute(_WAITING, {"authority": authority, "since": since})
        return [row[0] for row in cursor.fetchall()]
