"""Opening hours as the database counts with them: for each day when the door opened and closed, and hours before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from frontdoor.rules.calendar import OpeningHours, known_days, london_moment
from frontdoor.rules.clocks.overlay import Overlay

#: Nothing before this day counts as working time: the calendar held here begins then.
FIRST_DAY = date(2012, 1, 1)


@dataclass(frozen=True)
class Opening:
    """By day from `FIRST_DAY`: opening and closing (seconds since 1970), and seconds open on all days before.

    Each is a PostgreSQL array as text. A day on which the door is shut opens and closes at its midnight.
    """

    opens: str
    closes: str
    before: str


def opening(overlay: Overlay, until: datetime) -> Opening:
    """The opening hours of a partnership, up to some days after `until`."""
    return _opening(overlay, min(until.date().replace(day=28) + timedelta(days=35), known_days().last))


@lru_cache(maxsize=8)
def _opening(overlay: Overlay, last: date) -> Opening:
    opens, closes, before, so_far = [], [], [], 0.0
    for number in range((last - FIRST_DAY).days + 1):
        opened, closed = _span(overlay.hours, FIRST_DAY + timedelta(days=number))
        opens.append(opened)
        closes.append(closed)
        before.append(so_far)
        so_far += closed - opened
    return Opening(*("{" + ",".join(f"{value:.0f}" for value in values) + "}" for values in (opens, closes, before)))


def _span(hours: OpeningHours, day: date) -> tuple[float, float]:
    span = hours.span(day)
    if span is None:
        midnight = london_moment(day, time.min).timestamp()
        return midnight, midnight
    return span[0].timestamp(), span[1].timestamp()
