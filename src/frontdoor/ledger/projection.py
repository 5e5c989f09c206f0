"""The statements that hold the children of an act and rebuild the projections of its journeys."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from frontdoor.ledger.models import ClockRun, Event, Standing
from frontdoor.ledger.replay import projections
from frontdoor.ledger.scope import system_now

#: The columns of the two projections with the types in which they are sent.
CLOCK_COLUMNS = {
    "id": "uuid",
    "authority": "varchar",
    "clock": "varchar",
    "about": "uuid",
    "journey": "uuid",
    "record": "uuid",
    "compartment": "varchar",
    "start_event": "uuid",
    "started_at": "timestamptz",
    "soon_at": "timestamptz",
    "due_at": "timestamptz",
    "limit": "varchar",
    "stop_event": "uuid",
    "stopped_at": "timestamptz",
    "ended_as": "varchar",
    "rule_from": "date",
}
STANDING_COLUMNS = {
    "journey": "uuid",
    "authority": "varchar",
    "about": "uuid",
    "compartment": "varchar",
    "stage": "varchar",
    "rating": "varchar",
    "danger_now": "boolean",
    "first_received_at": "timestamptz",
    "next_clock": "varchar",
    "next_due_at": "timestamptz",
    "last_event_at": "timestamptz",
}
EVENT_COLUMNS = (
    "id", "authority", "act", "kind", "about", "journey", "record", "record_kind", "agency", "compartment", "marking",
    "by_account", "by_role", "happened_at", "recorded_at", "data", "voids", "batch",
)  # fmt: skip

_HOLD = """
SELECT set_config('frontdoor.system', %s, true),
       (SELECT count(pg_advisory_xact_lock(key)) FROM (SELECT unnest(%s::bigint[]) AS key ORDER BY 1) AS keys)
"""
_LEAVE = "SELECT set_config('frontdoor.system', %s, true)"


def _key(child: UUID) -> int:
    """The lock of one child: 63 bits of a hash, since time-ordered ids share their beginnings."""
    return int.from_bytes(hashlib.blake2b(child.bytes, digest_size=8).digest()) >> 1


def hold(cursor: Any, children: Iterable[UUID | None], authority: str) -> None:
    """Take the locks of these children in order, and see all their events until `leave`."""
    keys = sorted({_key(child) for child in children if child})
    cursor.execute(_HOLD, [authority, keys])


def leave(cursor: Any) -> None:
    """Go back to the sight there was before: the actor's, or the system's."""
    cursor.execute(_LEAVE, [system_now()])


def rebuild(cursor: Any, journeys: Sequence[UUID]) -> None:
    """Replay these journeys and store what follows: one read, one write."""
    if not journeys:
        return
    runs: list[ClockRun] = []
    standings: list[Standing] = []
    for of_journey in read(cursor, journeys):
        its_runs, standing = projections(of_journey)
        runs += its_runs
        standings.append(standing)
    cursor.execute(
        _WRITE,
        [
            list(journeys),
            *_columns(runs, CLOCK_COLUMNS),
            [run.id for run in runs],
            *_columns(standings, STANDING_COLUMNS),
        ],
    )


def read(cursor: Any, journeys: Sequence[UUID]) -> list[list[Event]]:
    """All events of these journeys, a list for each journey."""
    names = ", ".join("data::text" if name == "data" else name for name in EVENT_COLUMNS)
    cursor.execute(
        f"SELECT {names} FROM ledger_event WHERE journey = ANY (%s) ORDER BY journey",  # noqa: S608 - constant names
        [list(journeys)],
    )
    events = [Event(**dict(zip(EVENT_COLUMNS, row, strict=True))) for row in cursor.fetchall()]
    for event in events:
        event.data = json.loads(event.data)
    return [list(of_journey) for _, of_journey in groupby(events, key=lambda event: event.journey)]


def _columns(rows: Sequence[Any], names: Iterable[str]) -> list[list[Any]]:
    return [[getattr(row, name) for row in rows] for name in names]


def _quoted(name: str) -> str:
    """A column's name that SQL would read as a word of its own stands in quotes."""
    return f'"{name}"'


def _upsert(table: str, key: str, columns: dict[str, str]) -> str:
    """Insert rows given as arrays; alter those that stand and differ."""
    names = ", ".join(_quoted(name) for name in columns)
    arrays = ", ".join(f"%s::{kind}[]" for kind in columns.values())
    others = [name for name in columns if name != key]
    changed = ", ".join(f"{_quoted(name)} = excluded.{_quoted(name)}" for name in others)
    old = ", ".join(f"{table}.{_quoted(name)}" for name in others)
    new = ", ".join(f"excluded.{_quoted(name)}" for name in others)
    return (
        f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays}) "  # noqa: S608 - constant names
        f"ON CONFLICT ({key}) DO UPDATE SET {changed} WHERE ({old}) IS DISTINCT FROM ({new})"
    )


#: Arrays: the journeys, then the clock runs by column, then the standings by column. One statement: the runs that no
#: longer follow go, the others are inserted or altered.
_WRITE = (
    "WITH wanted AS (SELECT %s::uuid[] AS journeys), runs AS ("  # noqa: S608 - constant names
    + _upsert("ledger_clockrun", "id", CLOCK_COLUMNS)
    + " RETURNING id), gone AS (DELETE FROM ledger_clockrun USING wanted WHERE journey = ANY (journeys) "
    "AND NOT EXISTS (SELECT FROM unnest(%s::uuid[]) AS kept WHERE kept = ledger_clockrun.id)) "
    + _upsert("ledger_standing", "journey", STANDING_COLUMNS)
)
