"""Whom an arriving person may be: candidates by narrow keys in one statement, scored and explained in this process.

Runs in system scope: a person behind a wall is found too, and whoever asks takes care that the typist sees nothing of
it (`Scored.walled`). Nothing here is written.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from frontdoor.access.models import Restriction
from frontdoor.ledger.storage import in_memory
from frontdoor.people.aliases import walled_with
from frontdoor.people.matching.keeping import wide_sight
from frontdoor.people.models import MatchForm, MatchKey, Person
from frontdoor.rules.matching.described import Arriving, Described, described, unpacked
from frontdoor.rules.matching.evidence import Evidence, Settled, Zone, explained, settled, steps, total, zone
from frontdoor.rules.matching.keys import asked_keys
from frontdoor.rules.matching.weights import Frequencies

#: People read under one key, and people compared: who shares most keys is compared first.
A_KEY = 40
COMPARED = 32

_CANDIDATES = (
    "SELECT person, form, role, word, number FROM frontdoor_candidates("
    "%(authority)s, %(keys)s::text[], %(points)s::int[], %(words)s::text[], %(a_key)s, %(compared)s)"
)


@dataclass(frozen=True, slots=True)
class Scored:
    """One person who may be meant: the weight of the evidence, the evidence rung by rung, and its zone.

    `walled` people stand behind a restriction: nothing of them may be shown to the typist. `sealed` ones are the
    former records of adopted children, and are given to nobody but who asks for them by name (`hidden_match`).
    """

    person: UUID
    weight: float
    evidence: Evidence
    zone: Zone
    walled: bool = False
    sealed: bool = False


def candidates(
    arriving: Arriving,
    *,
    authority: str,
    most: int = 8,
    judged_apart: Collection[UUID] = (),
    leaving_out: Collection[UUID] = (),
    with_sealed: bool = False,
) -> list[Scored]:
    """Whom `arriving` may be, the strongest evidence first; at most `most`, and nobody of `leaving_out`.

    `judged_apart` are people of whom somebody decided that they are not the same: never linked, never proposed again.
    Sealed records of adopted children are left out: they are never suggested, whatever agrees.
    """
    asked = described(arriving)
    wanted = asked_keys(asked)
    if not wanted:
        return []
    with wide_sight(authority):
        found, frequencies = _in_memory(wanted) if in_memory() else _read(asked, wanted, authority)
    weighed = []
    for person, known, wall in found:
        if person not in leaving_out and (with_sealed or wall != _SEALED):
            rungs = steps(asked, known, frequencies=frequencies)
            weighed.append((-total(rungs), person, known, rungs, wall == _SEALED))
    weighed.sort(key=lambda one: one[:2])
    scored = []
    for weight, person, known, rungs, sealed in weighed[:most]:
        evidence = explained(asked, known, rungs, frequencies=frequencies, judged_apart=person in judged_apart)
        scored.append(Scored(person, -weight, evidence, zone(evidence), known.walled, sealed))
    return scored


def settle(found: Sequence[Scored]) -> Settled[UUID]:
    """Whom an arriving person is linked to without asking, if anybody, and about whom a person is asked."""
    return settled([(one.person, one.evidence) for one in found])


#: How the database says behind which wall somebody stands.
_OPEN, _WALLED, _SEALED = 0, 1, 2
Found = list[tuple[UUID, Described, int]]


def _read(asked: Described, wanted: dict[str, int], authority: str) -> tuple[Found, Frequencies]:
    said = {word for name in asked.names for word in (*name.given, *name.family)}
    values: dict[str, Any] = {
        "authority": authority,
        "keys": list(wanted),
        "points": list(wanted.values()),
        "words": ["", *said],
        "a_key": A_KEY,
        "compared": COMPARED,
    }
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, values)
        rows = cursor.fetchall()
    counts = {(role, word): number for person, _, role, word, number in rows if person is None}
    people = counts.pop(("", ""), 0)
    found = [(person, unpacked(_loaded(form), walled=bool(wall)), wall) for person, form, _, _, wall in rows if person]
    return found, Frequencies(counts, people, frozenset(said))


def _loaded(form: Any) -> dict[str, Any]:
    """A stored form; Django has PostgreSQL's JSON given as text."""
    loaded: dict[str, Any] = json.loads(form)
    return loaded


def _in_memory(wanted: dict[str, int]) -> tuple[Found, Frequencies]:
    """The same under `bulk()`, where the rows are not in the database yet."""
    points: dict[UUID, int] = defaultdict(int)
    for key, worth in wanted.items():
        for row in MatchKey.of(key=key)[:A_KEY]:
            points[row.person] += worth
    chosen = sorted(points, key=lambda person: (-points[person], person))[:COMPARED]
    found = []
    for person in chosen:
        wall = _wall_in_memory(person)
        found += [(person, unpacked(row.form, walled=bool(wall)), wall) for row in MatchForm.of(person=person)]
    return found, Frequencies()


def walls_round(person: UUID, authority: str) -> set[str]:
    """The kinds of restriction in force on any record that is read as this person. Needs the wider sight."""
    rows = (row for one in walled_with(person) for row in Restriction.of(person=one, authority=authority))
    return {row.kind for row in rows if row.lifted_at is None}


def _wall_in_memory(person: UUID) -> int:
    found = Person.found(person)
    kinds = walls_round(person, found.authority)
    if "adoption" in kinds:
        return _SEALED
    return _WALLED if kinds or found.compartment != "open" else _OPEN
