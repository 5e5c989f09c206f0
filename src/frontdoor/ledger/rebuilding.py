"""Replaying from scratch: do the clocks and stages as stored follow from the events?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from django.forms.models import model_to_dict

from frontdoor.ledger import projection, scope
from frontdoor.ledger.models import ClockRun, Standing
from frontdoor.ledger.replay import projections

AT_ONCE = 500


@dataclass(frozen=True)
class Compared:
    """How many journeys were replayed, and which of them were stored differently."""

    authority: str
    journeys: int
    differing: tuple[UUID, ...]


def compare(authority: str, *, mend: bool = False) -> Compared:
    """Replay every journey of an authority; with `mend`, store what follows where it differs."""
    count, differing = 0, []
    for journeys in _all_journeys(authority):
        with transaction.atomic(), scope.system(authority), connection.cursor() as cursor:
            wrong = [journey for journey in journeys if _differs(cursor, journey)]
            if mend and wrong:
                projection.rebuild(cursor, wrong)
        count += len(journeys)
        differing += wrong
    return Compared(authority, count, tuple(differing))


def _all_journeys(authority: str) -> Iterator[list[UUID]]:
    """The ids of all journeys that have events, some hundreds at a time."""
    last = UUID(int=0)
    while True:
        with transaction.atomic(), scope.system(authority), connection.cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT journey FROM ledger_event WHERE authority = %s AND journey > %s "
                "ORDER BY journey LIMIT %s",
                [authority, last, AT_ONCE],
            )
            found = [journey for (journey,) in cursor.fetchall()]
        if not found:
            return
        last = found[-1]
        yield found


def _differs(cursor: object, journey: UUID) -> bool:
    [events] = projection.read(cursor, [journey])
    runs, standing = projections(events)
    stored_runs = {run.id: model_to_dict(run) for run in ClockRun.objects.filter(journey=journey)}
    stored = Standing.objects.filter(pk=journey).first()
    return (
        stored is None
        or model_to_dict(stored) != model_to_dict(standing)
        or stored_runs != {run.id: model_to_dict(run) for run in runs}
    )
