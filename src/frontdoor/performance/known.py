"""What was known at a moment: which events counted then, and the clocks of journeys that have gone on since.

Figures of today read the clocks as they are stored. Figures as known on an earlier day leave out what was recorded
after it, voids too, and replay the clocks of every journey that has been written to since from what was known then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from frontdoor.ledger import projection
from frontdoor.ledger.models import ClockRun, Standing
from frontdoor.ledger.replay import projections

#: Journeys read and replayed at once.
_AT_ONCE = 400


@dataclass(frozen=True, kw_only=True)
class Known:
    """`voided` are the events that do not count; `since_changed` the journeys that have gone on since.

    `runs` and `standings` are theirs as they were, replayed.
    """

    voided: list[UUID] = field(default_factory=list)
    since_changed: list[UUID] = field(default_factory=list)
    runs: list[ClockRun] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)


def known_at(at: datetime, *, authority: str, earlier: bool) -> Known:
    """What was known at `at`, in system scope; `earlier` says that it is not the present moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, voids FROM ledger_event WHERE authority = %s AND voids IS NOT NULL AND recorded_at <= %s",
            [authority, at],
        )
        voided = not_counting(dict(cursor.fetchall()))
        if not earlier:
            return Known(voided=voided)
        cursor.execute(
            "SELECT DISTINCT journey FROM ledger_event "
            "WHERE authority = %s AND recorded_at > %s AND journey IS NOT NULL",
            [authority, at],
        )
        changed = sorted((journey for (journey,) in cursor.fetchall()), key=str)
        runs, standings = _replayed(cursor, changed, at)
    return Known(voided=voided, since_changed=changed, runs=runs, standings=standings)


def not_counting(voids: Mapping[UUID, UUID]) -> list[UUID]:
    """The events that a void which itself counts takes away, from what each void names. A voided void restores."""
    against: dict[UUID, list[UUID]] = {}
    for void, target in voids.items():
        against.setdefault(target, []).append(void)
    stands: dict[UUID, bool] = {}
    for void in voids:
        waiting = [void]
        while waiting:
            further = [one for one in against.get(waiting[-1], ()) if one not in stands]
            if further:
                waiting.extend(further)
            else:
                one = waiting.pop()
                stands[one] = not any(stands[other] for other in against.get(one, ()))
    return sorted({target for void, target in voids.items() if stands[void]}, key=str)


def _replayed(cursor: Any, journeys: list[UUID], at: datetime) -> tuple[list[ClockRun], list[Standing]]:
    """Clocks and standing of these journeys from the events recorded by `at`."""
    runs: list[ClockRun] = []
    standings: list[Standing] = []
    cursor.execute(
        "SELECT DISTINCT journey FROM ledger_event WHERE journey = ANY (%s) AND recorded_at <= %s", [journeys, at]
    )
    begun = sorted((journey for (journey,) in cursor.fetchall()), key=str)
    for start in range(0, len(begun), _AT_ONCE):
        for events in projection.read(cursor, begun[start : start + _AT_ONCE]):
            its_runs, standing = projections([event for event in events if event.recorded_at <= at])
            runs += its_runs
            standings.append(standing)
    return runs, standings
