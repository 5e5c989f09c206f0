"""The one door for writing history.

`record` takes the locks of all children concerned, in order, writes the events, and rebuilds the clocks and the
standing of what the act touched: five statements, whatever the number of children. A verb takes its row locks before
its first record. An act about several children writes one event for each, sharing an `act`: use `record_each`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from frontdoor.ledger import projection, scope
from frontdoor.ledger.ids import new_id
from frontdoor.ledger.models import Event
from frontdoor.ledger.place import Place, Recordable
from frontdoor.ledger.projection import EVENT_COLUMNS
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.storage import store
from frontdoor.rules.events.base import LedgerEvent


def record(
    what: LedgerEvent,
    *,
    about: Recordable,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
    voids: UUID | None = None,
    batch: str = "",
) -> UUID:
    """Write one event; returns its id."""
    return record_each(
        [(what, about)], by=by, happened_at=happened_at, recorded_at=recorded_at, voids=voids, batch=batch
    )[0]


def record_each(
    what: Sequence[tuple[LedgerEvent, Recordable]],
    *,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
    voids: UUID | None = None,
    batch: str = "",
    derived: UUID | None = None,
) -> list[UUID]:
    """Write the events of one act; returns their ids in order.

    `derived` is the id of a single event that must exist once (the watcher's). Moments must be aware. `batch` names
    the import or feed that brings it; while a history is loaded, that import.
    """
    if happened_at.tzinfo is None or recorded_at.tzinfo is None:
        raise ValueError("A moment in the ledger is aware of its offset.")
    act = new_id(recorded_at)
    batch = batch or scope.import_now()
    events = [
        _event(fact, about.place(), act, by, happened_at, recorded_at, voids, batch, derived) for fact, about in what
    ]
    keeper = store()
    if hasattr(keeper, "take"):
        keeper.take(events)
        return [event.id for event in events]
    journeys = sorted({event.journey for event in events if event.journey}, key=str)
    with connection.cursor() as cursor:
        projection.hold(cursor, {event.about or event.journey for event in events}, events[0].authority)
        insert(cursor, events)
        projection.rebuild(cursor, journeys)
        projection.leave(cursor)
    return [event.id for event in events]


def _event(
    fact: LedgerEvent,
    place: Place,
    act: UUID,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
    voids: UUID | None,
    batch: str,
    derived: UUID | None,
) -> Event:
    return Event(
        id=derived or new_id(recorded_at),
        authority=place.authority,
        act=act,
        kind=fact.kind(),
        about=place.about,
        journey=place.journey,
        record=place.record,
        record_kind=place.record_kind,
        agency=place.agency,
        compartment=place.compartment,
        marking=place.marking,
        by_account=by.account,
        by_role=by.role,
        happened_at=happened_at,
        recorded_at=recorded_at,
        data=fact.data(),
        voids=voids,
        batch=batch,
    )


def values(event: Event) -> list[Any]:
    """The event's columns in order, as they are sent to the database."""
    return [json.dumps(event.data) if name == "data" else getattr(event, name) for name in EVENT_COLUMNS]


def insert(cursor: Any, events: Iterable[Event]) -> None:
    """Insert events in one statement. A watcher's event that stands already is left as it is."""
    rows = [values(event) for event in events]
    one = "(" + ",".join(["%s"] * len(EVENT_COLUMNS)) + ")"
    cursor.execute(
        f"INSERT INTO ledger_event ({', '.join(EVENT_COLUMNS)}) VALUES {', '.join([one] * len(rows))} "  # noqa: S608 - constant
        "ON CONFLICT (id) DO NOTHING",
        [value for row in rows for value in row],
    )
