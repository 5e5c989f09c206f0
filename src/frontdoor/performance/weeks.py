"""One hand-off week by week, for its control chart: the median of the waits that began in each week.

Open waits count at their age. A week's median is settled once no open wait in it is shorter than the median: whatever
happens to them, it cannot move any more. Only settled weeks make limits and signals, so that the newest weeks never
look better than they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from frontdoor.performance.waits import Asked, Wait
from frontdoor.rules.calendar import london_day
from frontdoor.rules.control_charts import Limits, limits, signals


@dataclass(frozen=True, slots=True)
class Week:
    """The waits that began in the week from `monday` on; lengths in seconds, None in a week without any."""

    monday: date
    number: int
    median: float | None
    nine_in_ten: float | None
    still_open: int
    settled: bool
    signals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """The weeks of a period with limits, if there are enough settled ones."""

    weeks: tuple[Week, ...]
    limits: Limits | None


def chart(waits: Sequence[Wait], asked: Asked) -> Chart:
    """The weeks of the period in order, the present one last."""
    first = london_day(asked.since)
    by_week: dict[date, list[Wait]] = {first + timedelta(weeks=number): [] for number in range(asked.weeks + 1)}
    for wait in waits:
        if wait.length is not None and wait.began is not None:
            day = london_day(wait.began)
            of_week = by_week.get(day - timedelta(days=day.weekday()))
            if of_week is not None:
                of_week.append(wait)
    weeks = [_week(monday, found) for monday, found in by_week.items()]
    settled = [week.median for week in weeks if week.settled and week.median is not None]
    within = limits(settled)
    if within is None:
        return Chart(tuple(weeks), None)
    said = iter(signals(settled, within))
    return Chart(tuple(_with(week, next(said)) if week.settled else week for week in weeks), within)


def _week(monday: date, waits: Sequence[Wait]) -> Week:
    lengths = sorted(wait.length for wait in waits if wait.length is not None)
    still_open = [wait.length for wait in waits if wait.how == "open" and wait.length is not None]
    if not lengths:
        return Week(monday, 0, None, None, 0, settled=False)
    median = within_share(lengths, 50)
    settled = all(length >= median for length in still_open)
    return Week(monday, len(lengths), median, within_share(lengths, 90), len(still_open), settled)


def within_share(ordered: Sequence[float], hundredths: int) -> float:
    """The smallest length within which this share of the waits lies."""
    return ordered[-(-len(ordered) * hundredths // 100) - 1]


def _with(week: Week, names: tuple[str, ...]) -> Week:
    return Week(week.monday, week.number, week.median, week.nine_in_ten, week.still_open, week.settled, names)
