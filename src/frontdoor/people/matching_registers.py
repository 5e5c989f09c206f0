"""Whom a row of an agency's register is about, among everybody of the authority: asked in system scope.

Rows are weighed by the one engine (`rules.registers.linking` asks it); here only the few people are fetched, for all
rows at once, who share a number, or a word of the name and the day of birth, with one of them. Whoever stands
behind a wall is fetched as hidden and never found.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from frontdoor.ledger import scope
from frontdoor.people import aliases
from frontdoor.people.identity import Proposal
from frontdoor.people.models import RegisterEntry
from frontdoor.rules.identity import OPEN, Verdict, needs_second
from frontdoor.rules.matching.folding import words
from frontdoor.rules.matching.keys import birth_words
from frontdoor.rules.matching.weights import Frequencies
from frontdoor.rules.registers.asking import Asked, asked_of
from frontdoor.rules.registers.linking import Compared, Doubt, Known, doubt, the_one


class Row(Compared, Protocol):
    """A row with its id, its register, whom a person said that it does not mean, and the name as it is compared."""

    id: UUID
    agency: str
    register: str
    not_people: list[UUID]

    @property
    def name_key(self) -> str: ...


_CANDIDATES = """
SELECT i.person FROM people_identifier i
WHERE i.authority = %(authority)s AND i.kind = 'nhs_number' AND i.value = ANY (%(nhs_numbers)s)
    AND i.verified AND i.until IS NULL
UNION
SELECT i.person FROM people_identifier i
WHERE i.authority = %(authority)s AND i.kind = 'upn' AND i.value = ANY (%(upns)s) AND i.until IS NULL
UNION
SELECT m.person FROM people_matchkey m WHERE m.authority = %(authority)s AND m.key = ANY (%(keys)s)
"""
_PEOPLE = """
SELECT p.id, p.born_on, p.born_estimated, p.compartment <> 'open' OR r.kind IS NOT NULL AS hidden,
    p.compartment = 'adoption' OR coalesce(r.kind, '') = 'adoption' AS sealed
FROM people_person p LEFT JOIN LATERAL (
    SELECT min(one.kind) AS kind FROM access_restriction one
    WHERE one.person = p.id AND one.authority = p.authority AND one.lifted_at IS NULL) r ON true
WHERE p.authority = %(authority)s AND p.id = ANY (%(people)s)
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


@dataclass(frozen=True, kw_only=True)
class Meant:
    """By a row's id whom it is about, with the evidence; and of those about nobody for certain, who is asked about."""

    found: dict[UUID, tuple[UUID, str]]
    asked: dict[UUID, list[Asked]]


def people_of_rows(rows: Sequence[Row], *, authority: str) -> Meant:
    """Whom each row is about, or may be about. Nobody twice: records read as one person are one candidate."""
    near = _near(rows, authority)
    counted = _counted(rows, authority)
    meant = {row.id: the_one(row, people, frequencies=counted) for row in rows if (people := near(row))}
    apart = _said_not(rows, {key: one[0] for key, one in meant.items() if one}, authority)
    found = {key: one for key, one in meant.items() if one is not None and key not in apart}
    open_ = [(row, near(row)) for row in rows if row.id in meant and row.id not in found]
    on_roll = _on_roll({known.person for _, people in open_ for known in people}, authority)
    for row in rows:
        if row.id in found:
            on_roll.setdefault((row.agency, row.register), set()).add(found[row.id][0])
    asked = {
        row.id: asked_of(row, people, on_roll=on_roll.get((row.agency, row.register), ()), frequencies=counted)
        for row, people in open_
    }
    return Meant(found=found, asked={key: people for key, people in asked.items() if people})


def _said_not(rows: Sequence[Row], meant: dict[UUID, UUID], authority: str) -> set[UUID]:
    """Those rows of which a person said that they do not mean whom they seem to mean, whatever that one's id is now."""
    judged = {row.id: row.not_people for row in rows if row.not_people and row.id in meant}
    if not judged:
        return set()
    with scope.system(authority):
        own = aliases.ids_of_each(meant[key] for key in judged)
    return {key for key, not_people in judged.items() if {*own[meant[key]]} & {*not_people}}


def _on_roll(people: Collection[UUID], authority: str) -> dict[tuple[str, str], set[UUID]]:
    """By register which of these people a row of it, that has not ended, means already."""
    found: dict[tuple[str, str], set[UUID]] = {}
    if people:
        with scope.system(authority):
            shown = {one: person for person, every in aliases.ids_of_each(people).items() for one in every}
            rows = RegisterEntry.objects.filter(authority=authority, person__in=list(shown), ended_on__isnull=True)
            for row in rows:
                if row.person is not None:
                    found.setdefault((row.agency, row.register), set()).add(shown[row.person])
    return found


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


def doubtful_rows(person: UUID, *, authority: str) -> list[tuple[RegisterEntry, Doubt, tuple[str, ...]]]:
    """Rows about nobody yet that fit this person in part, or of which the desk is asked whether they mean this person;
    each with what agrees, what speaks against it, and what asks for a second person.

    The caller has read the person as the reader. Rows that fit somebody else behind a wall are not among them.
    """
    with scope.system(authority):
        with connection.cursor() as cursor:
            cursor.execute(_DOUBTFUL, {"authority": authority, "person": person})
            keys = [row[0] for row in cursor.fetchall()]
        own = aliases.ids_of(person)
        asked = _asked_at_desk(own, authority)
        rows = RegisterEntry.objects.filter(id__in=[*keys, *asked], person__isnull=True, ended_on__isnull=True)
        entries = list(rows.order_by("register", "agency", "id")[:AT_MOST])
    near = _near(entries, authority)
    found = []
    for entry in entries:
        people = near(entry)
        mine = next((one for one in people if one.person == own[0]), None)
        said = doubt(entry, mine, others=people) if mine and not {*own} & {*entry.not_people} else None
        question = asked.get(entry.id)
        if said or question:
            care = tuple(question.flags) if question and needs_second(Verdict.SAME, question.flags) else ()
            doubt_ = said or (_doubt_of(question) if question else Doubt(agrees=(), against=()))
            found.append((entry, doubt_, care))
    return found


def _asked_at_desk(own: Collection[UUID], authority: str) -> dict[UUID, Proposal]:
    """By its id each row of which the desk in the open is asked whether it means this person."""
    found = Proposal.objects.filter(authority=authority, to__in=own, state__in=OPEN, compartment="open")
    return {row.person: row for row in found.exclude(register="")}


def _doubt_of(question: Proposal) -> Doubt:
    """The evidence that stands at the desk, as the child's page says it."""
    return Doubt(
        agrees=tuple(str(rung["words"]) for rung in question.evidence if float(rung["weight"]) > 0),
        against=tuple(str(rung["words"]) for rung in question.evidence if float(rung["weight"]) < 0),
    )


def _known(cursor: Any, asked: dict[str, Any]) -> list[Known]:
    """The candidates, each under the id they are shown under, with what all records of them say."""
    cursor.execute(_CANDIDATES, asked)
    ids = aliases.ids_of_each(row[0] for row in cursor.fetchall())
    shown = {one: every[0] for every in ids.values() for one in every}
    held = {"people": list(shown), "authority": asked["authority"]}
    names: dict[UUID, list[tuple[str, str]]] = {}
    numbers: dict[tuple[UUID, str], set[str]] = {}
    cursor.execute(_NAMES, held)
    for person, given, family in cursor.fetchall():
        names.setdefault(shown[person], []).append((given, family))
    cursor.execute(_NUMBERS, held)
    for person, kind, value in cursor.fetchall():
        numbers.setdefault((shown[person], kind), set()).add(value)
    cursor.execute(_PEOPLE, held)
    rows: dict[UUID, list[tuple[Any, ...]]] = {}
    for row in sorted(cursor.fetchall(), key=lambda row: (row[0] != shown[row[0]], row[0])):
        rows.setdefault(shown[row[0]], []).append(row)
    return [
        Known(
            person=person,
            names=tuple(dict.fromkeys(names.get(person, ()))),
            born_on=next((row[1] for row in every if row[1]), None),
            born_estimated=next((row[2] for row in every if row[1]), False),
            nhs_numbers=frozenset(numbers.get((person, "nhs_number"), ())),
            upns=frozenset(numbers.get((person, "upn"), ())),
            hidden=any(row[3] for row in every),
            sealed=any(row[4] for row in every),
        )
        for person, every in rows.items()
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
