"""Two people on one record: what others recorded while somebody wrote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from frontdoor.journey.record_queries import happened_since
from frontdoor.ledger.scope import Actor
from frontdoor.screens.look.formatting import day_and_time
from frontdoor.screens.look.shapes import Change, Conflict


def changed_since(journeys: Sequence[UUID], *, since: datetime, by: Actor, now: datetime) -> Conflict:
    """What others recorded in these journeys since a page was opened, for whoever was writing on it."""
    found = happened_since(journeys, since=since, not_by=by.account)
    return Conflict(
        by=found[-1][2] if found else "Somebody else",
        moment=day_and_time(found[-1][0].recorded_at if found else now, now=now),
        changes=tuple(
            Change(sentence, "not yet", f"{who}, {day_and_time(event.recorded_at, now=now)}")
            for event, sentence, who in found
        ),
    )
