"""A control chart in words and points: its scale, its summary, and what its signals say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frontdoor.performance.waits import Asked, Wait
from frontdoor.performance.weeks import Chart, Week, chart
from frontdoor.rules.control_charts import FEWEST, SIGNALS
from frontdoor.screens.look.charts import Point
from frontdoor.screens.look.formatting import MONTHS, counted
from frontdoor.screens.time_figures.lines import length_words

_UNITS = (("days", 86_400.0, 3 * 86_400.0), ("hours", 3_600.0, 2 * 3_600.0), ("minutes", 60.0, 0.0))


@dataclass(frozen=True)
class Drawn:
    """One chart as the page draws it; `points` is empty where nobody began to wait in these weeks."""

    id: str
    title: str
    summary: str
    unit: str
    points: tuple[Point, ...]
    middle: float
    upper: float | None
    lower: float | None
    said: tuple[str, ...]
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One week of the table."""

    week: str
    number: str
    median: str
    nine_in_ten: str
    still_open: str
    standing: str


def drawn(waits: Sequence[Wait], asked: Asked, *, in_hours: bool, name: str) -> Drawn:
    """The chart of the waits that began in hours, or out of hours."""
    found = chart([wait for wait in waits if wait.in_hours is in_hours], asked)
    when = "in hours" if in_hours else "out of hours"
    some = [week for week in found.weeks if week.median is not None]
    unit, seconds = _unit(found)
    within = found.limits
    middle = within.middle if within else _middle(some)
    return Drawn(
        id="in-hours" if in_hours else "out-of-hours",
        title=f"Median by week, begun {when}",
        summary=_summary(found, name, when),
        unit=unit,
        points=tuple(
            Point(_label(week), round((week.median or 0) / seconds, 4), _words(week), bool(week.signals))
            for week in some
        ),
        middle=middle / seconds,
        upper=within.upper / seconds if within else None,
        lower=within.lower / seconds if within and within.lower is not None else None,
        said=tuple(
            f"{_label(week)}: {', '.join(SIGNALS[name] for name in week.signals)}" for week in some if week.signals
        ),
        rows=tuple(_line(week) for week in found.weeks),
    )


def _unit(found: Chart) -> tuple[str, float]:
    """The unit in which the highest point reads best."""
    highest = max((week.median for week in found.weeks if week.median is not None), default=0.0)
    return next((name, seconds) for name, seconds, least in _UNITS if highest >= least)


def _middle(weeks: Sequence[Week]) -> float:
    ordered = sorted(week.median for week in weeks if week.median is not None)
    return ordered[(len(ordered) - 1) // 2] if ordered else 0.0


def _summary(found: Chart, name: str, when: str) -> str:
    settled = sum(week.settled for week in found.weeks)
    if found.limits is None:
        return (
            f"{name}, {when}: weekly medians. {counted(settled, 'settled week')}, "
            f"and limits need {FEWEST}: there are none yet."
        )
    lower = f", the lower {length_words(found.limits.lower)}" if found.limits.lower is not None else ""
    signals = sum(bool(week.signals) for week in found.weeks)
    return (
        f"{name}, {when}: the middle is {length_words(found.limits.middle)}, the upper limit "
        f"{length_words(found.limits.upper)}{lower}. {counted(signals, 'week')} with a signal."
    )


def _label(week: Week) -> str:
    return f"{week.monday.day} {MONTHS[week.monday.month - 1]}"


def _words(week: Week) -> str:
    still = f", {week.still_open} still open" if week.still_open else ""
    unsettled = "" if week.settled else "; not settled yet"
    return f"{length_words(week.median or 0)} ({counted(week.number, 'child', 'children')}{still}){unsettled}"


def _line(week: Week) -> Line:
    if week.median is None:
        return Line(_label(week), "0", "", "", "0", "nobody began to wait")
    standing = ", ".join(SIGNALS[name] for name in week.signals) or ("" if week.settled else "not settled yet")
    return Line(
        _label(week), f"{week.number:,}", length_words(week.median), length_words(week.nine_in_ten or 0),
        f"{week.still_open:,}", standing,
    )  # fmt: skip
