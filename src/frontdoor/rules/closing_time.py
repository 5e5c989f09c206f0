"""When the day hands over to the night: from an hour before the door closes until it opens again."""

from __future__ import annotations

from datetime import datetime, timedelta

from frontdoor.rules.calendar import OpeningHours, london_day

#: From then on the closing hand-over is made (screens' specification, 8).
BEFORE_CLOSING = timedelta(hours=1)
#: The door opens again within these days, however long the holiday.
_DAYS_AHEAD = 14


def handing_over(now: datetime, hours: OpeningHours) -> bool:
    """Whether it is the last hour before closing, or the door is shut."""
    closes = closes_at(now, hours)
    return closes is None or now >= closes - BEFORE_CLOSING


def closes_at(now: datetime, hours: OpeningHours) -> datetime | None:
    """When the door closes today; None while it is shut."""
    span = hours.span(london_day(now))
    return span[1] if span is not None and span[0] <= now < span[1] else None


def opens_at(now: datetime, hours: OpeningHours) -> datetime | None:
    """When the door opens next; None if no hours are kept for the days ahead."""
    day = london_day(now)
    for _ in range(_DAYS_AHEAD):
        span = hours.span(day)
        if span is not None and span[0] > now:
            return span[0]
        day += timedelta(days=1)
    return None


def opened_at(now: datetime, hours: OpeningHours) -> datetime:
    """When the door last opened, at or before `now`; a fortnight ago where no hours are kept."""
    day = london_day(now)
    for _ in range(_DAYS_AHEAD):
        span = hours.span(day)
        if span is not None and span[0] <= now:
            return span[0]
        day -= timedelta(days=1)
    return now - timedelta(days=_DAYS_AHEAD)
