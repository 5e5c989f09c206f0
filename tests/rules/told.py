"""Events told as a case note tells them, and clock runs read back as lines."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from frontdoor.rules.calendar import LONDON, in_london
from frontdoor.rules.clocks import Happening, Replayed
from frontdoor.rules.partnership import for_authority

PETERBOROUGH = for_authority("874")
JOURNEY, CHILD, CONTACT = UUID(int=1), UUID(int=2), UUID(int=3)
RECORDED = datetime(2026, 12, 31, tzinfo=UTC)

Told = tuple[str, str, dict[str, Any]]


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def happened(
    kind: str,
    at: str,
    number: int,
    data: dict[str, Any] | None = None,
    record: UUID | None = CONTACT,
    voids: UUID | None = None,
) -> Happening:
    return Happening(UUID(int=number), kind, record, JOURNEY, CHILD, london(at), RECORDED, data or {}, voids)


def told(*rows: Told) -> list[Happening]:
    """Events as a note states them: kind, when, data. A "record" in the data is a record of its own."""
    events = []
    for number, (kind, at, data) in enumerate(rows, start=100):
        own = dict(data)
        record = UUID(int=own.pop("record")) if "record" in own else CONTACT
        events.append(happened(kind, at, number, own, record))
    return events


def notes(replayed: Replayed, clock: str) -> list[str]:
    """Each run of a clock in one line: due, and how it ended."""
    found = []
    for run in (*replayed.runs, *replayed.minimums):
        if run.clock == clock:
            due = in_london(run.due_at).replace(tzinfo=None).isoformat(timespec="minutes")
            found.append(f"{due} {run.ended_as or 'running'}")
    return found


RECEIVED: Told = ("contact_received", "2026-11-20T17:31", {"channel": "web", "source": "2A", "danger_now": False})
MONDAY = "2026-11-23T23:59"
