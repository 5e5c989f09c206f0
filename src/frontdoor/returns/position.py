"""A frozen place in an authority's ledger: a return made at it again is the same return.

What waits for its seal is sealed first, so that everything committed until now is in. Positions only grow; an event
typed later stands at a later position and is in no return made at an earlier one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from frontdoor.ledger import scope
from frontdoor.ledger.sealing import seal
from frontdoor.performance.known import not_counting


class UnableToFreeze(Exception):
    """There is no such position in the ledger. The text is a sentence."""


@dataclass(frozen=True, kw_only=True)
class Position:
    """The last event that counts: its number in the authority's chain, and when it was recorded."""

    authority: str
    number: int
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """One event of the ledger as a return reads it."""

    id: UUID
    kind: str
    about: UUID | None
    journey: UUID | None
    record: UUID | None
    act: UUID
    happened_at: datetime
    recorded_at: datetime
    data: dict[str, Any]


def freeze(authority: str, number: int | None = None) -> Position:
    """The head of the ledger now, or an earlier position. Refuses an empty ledger and a position that is not there."""
    if number is None:
        while seal(authority):
            pass
    with transaction.atomic(), scope.system(authority), connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.position, e.recorded_at FROM ledger_seal s JOIN ledger_event e ON e.id = s.event "
            "WHERE s.authority = %s AND s.position = coalesce(%s, "
            "(SELECT max(position) FROM ledger_seal WHERE authority = %s))",
            [authority, number, authority],
        )
        found = cursor.fetchone()
    if found is None:
        if number is None:
            raise UnableToFreeze(f"Nothing is recorded for {authority} yet, so there is nothing to return.")
        raise UnableToFreeze(f"The ledger of {authority} has no position {number}.")
    return Position(authority=authority, number=found[0], recorded_at=found[1])


@contextmanager
def in_sight(position: Position) -> Iterator[None]:
    """All rows of the authority in one unchanging view of the database, until the block ends.

    Inside another transaction (a test's) the view is that transaction's.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with scope.system(position.authority):
            yield


# An event is about whoever its id was read as at the position.
_EVENTS = """
SELECT e.id, e.kind, coalesce(l."to", e.about), e.journey, e.record, e.act, e.happened_at, e.recorded_at, e.data::text
FROM ledger_event e JOIN ledger_seal s ON s.event = e.id
LEFT JOIN people_alias l ON l.person = e.about AND l.authority = e.authority AND l.confirmed AND l.since <= %(at)s
    AND (l.until IS NULL OR l.until > %(at)s)
WHERE e.authority = %(authority)s AND s.authority = %(authority)s AND s.position <= %(number)s
  AND e.kind = ANY (%(kinds)s) AND NOT (e.id = ANY (%(voided)s))
ORDER BY e.happened_at, e.kind, e.id
"""
_VOIDS = """
SELECT e.id, e.voids FROM ledger_event e JOIN ledger_seal s ON s.event = e.id
WHERE e.authority = %(authority)s AND e.voids IS NOT NULL AND s.position <= %(number)s
"""


def voided(position: Position) -> list[UUID]:
    """The events that a correction known at this position takes away."""
    with connection.cursor() as cursor:
        cursor.execute(_VOIDS, {"authority": position.authority, "number": position.number})
        return not_counting(dict(cursor.fetchall()))


def told(position: Position, kinds: Sequence[str]) -> list[Told]:
    """The events of these kinds that count at the position, in order of happening. In `in_sight` only."""
    asked: dict[str, Any] = {
        "authority": position.authority,
        "number": position.number,
        "at": position.recorded_at,
        "kinds": list(kinds),
        "voided": voided(position),
    }
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS, asked)
        return [_told(row) for row in cursor.fetchall()]


def known_of(position: Position, kind: str, column: str) -> set[UUID]:
    """The journeys, or the records, that events of one kind known at the position are of. In `in_sight` only."""
    named = {"journey": "e.journey", "record": "e.record"}[column]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT {named} FROM ledger_event e JOIN ledger_seal s ON s.event = e.id "  # noqa: S608 - constant
            "WHERE s.authority = %s AND s.position <= %s AND e.kind = %s",
            [position.authority, position.number, kind],
        )
        return {row[0] for row in cursor.fetchall()}


def first_id_after(moment: datetime) -> UUID:
    """Below it are the ids of all that was recorded up to this millisecond (`ledger.ids`)."""
    return UUID(int=(int(moment.timestamp() * 1000) + 1) << 80)


def _told(row: tuple[Any, ...]) -> Told:
    key, kind, about, journey, record, act, happened_at, recorded_at, data = row
    return Told(key, kind, about, journey, record, act, happened_at, recorded_at, json.loads(data))


_EVENTS_NOW = """
SELECT e.id, e.kind, coalesce(l."to", e.about), e.journey, e.record, e.act, e.happened_at, e.recorded_at, e.data::text
FROM ledger_event e
LEFT JOIN people_alias l ON l.person = e.about AND l.authority = e.authority AND l.confirmed AND l.until IS NULL
WHERE e.authority = %(authority)s AND e.about = ANY (%(ids)s) AND e.kind = ANY (%(kinds)s)
  AND NOT (e.id = ANY (%(voided)s))
ORDER BY e.happened_at, e.kind, e.id
"""
_VOIDS_NOW = """
SELECT e.id, e.voids FROM ledger_event e
WHERE e.authority = %(authority)s AND e.about = ANY (%(ids)s) AND e.voids IS NOT NULL
"""


def told_now(authority: str, kinds: Sequence[str], ids: Sequence[UUID]) -> list[Told]:
    """The events under all the ids of some children, as they count now, sealed or not. In system scope only."""
    asked: dict[str, Any] = {"authority": authority, "kinds": list(kinds), "ids": list(ids)}
    with connection.cursor() as cursor:
        cursor.execute(_VOIDS_NOW, asked)
        asked["voided"] = not_counting(dict(cursor.fetchall()))
        cursor.execute(_EVENTS_NOW, asked)
        return [_told(row) for row in cursor.fetchall()]
