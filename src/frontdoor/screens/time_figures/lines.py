"""Figures in words: the lines of "children waiting now", the rows of the bars, and what counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdoor.ledger.scope import Actor
from frontdoor.performance.waits import Asked, Figure
from frontdoor.rules.calendar import london_day
from frontdoor.rules.clocks import find_rule
from frontdoor.rules.measures import HAND_OFFS, RECORDED_LATE, HandOff
from frontdoor.rules.partnership import Partnership
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.charts import along
from frontdoor.screens.look.formatting import date_words, duration
from frontdoor.screens.look.shapes import Fact
from frontdoor.screens.time_figures.asking import Form

_HOUR = timedelta(hours=1)
#: From here on the minutes of working time say nothing more.
_MINUTES_MATTER_FOR = timedelta(hours=10)


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One line of "children waiting now". Addresses are empty for those who see numbers alone."""

    words: str
    number: int
    overdue: str
    oldest: str
    url: str
    overdue_url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One hand-off in hours, or out of hours: figures in words, and where they stand along the bar's scale."""

    hours: str
    in_hours: bool
    number: str
    median: str
    median_working: str
    nine_in_ten: str
    nine_in_ten_working: str
    oldest: str
    still_open: str
    overdue: str
    late: str
    ended: str
    recorded_late: str
    not_known: str
    median_at: float | None = None
    nine_in_ten_at: float | None = None
    oldest_at: float | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One hand-off: its name, its page, what counts, and its two rows."""

    name: str
    url: str
    what_counts: str
    rows: tuple[Row, ...]


def waiting_lines(found: Mapping[tuple[str, bool], Figure], form: Form, *, by: Actor) -> list[WaitingLine]:
    """A line for every hand-off in which somebody can be waiting, in the order of a child's way."""
    opens = by.may(Permission.OPEN_FIGURES)
    lines = []
    for row in HAND_OFFS.values():
        if not row.waiting:
            continue
        both = [found[row.code, in_hours] for in_hours in (True, False)]
        oldest = max((one.oldest_open for one in both if one.oldest_open is not None), default=None)
        page = "figures:children" if opens else "figures:hand_off"
        lines.append(
            WaitingLine(
                words=row.waiting,
                number=sum(one.still_open for one in both),
                overdue=f"{sum(one.overdue for one in both):,}" if row.clock else "",
                oldest="" if oldest is None else length_words(oldest),
                url=form.url(page, row.code),
                overdue_url=form.url(page, row.code, **({"which": "overdue"} if opens else {})),
            )
        )
    return lines


def bars(found: Mapping[tuple[str, bool], Figure], form: Form, *, place: Partnership) -> list[Bar]:
    """A bar for every hand-off."""
    return [
        Bar(row.name, form.url("figures:hand_off", row.code), what_counts(row), rows_of(row, found, form.asked))
        for row in HAND_OFFS.values()
    ]


def rows_of(row: HandOff, found: Mapping[tuple[str, bool], Figure], asked: Asked) -> tuple[Row, ...]:
    """The rows of a hand-off: in hours and out of hours, always apart; or the one that was asked for."""
    return tuple(_row(found[row.code, in_hours], has_clock=bool(row.clock)) for in_hours in parts(asked))


def parts(asked: Asked) -> tuple[bool, ...]:
    """What is shown apart: in hours, out of hours, or what was asked for alone."""
    return {"in": (True,), "out": (False,)}.get(asked.hours, (True, False))


def _row(one: Figure, *, has_clock: bool) -> Row:
    return Row(
        hours="In hours" if one.in_hours else "Out of hours",
        in_hours=one.in_hours,
        number=f"{one.number:,}",
        median=_length(one.median),
        median_working=working_words(one.median_working),
        nine_in_ten=_length(one.nine_in_ten),
        nine_in_ten_working=working_words(one.nine_in_ten_working),
        oldest=_length(one.oldest),
        still_open=f"{one.still_open:,}",
        overdue=f"{one.overdue:,}" if has_clock else "no clock",
        late=f"{one.late:,}" if has_clock else "no clock",
        ended=f"{one.ended:,}",
        recorded_late=f"{one.recorded_late:,}",
        not_known=f"{one.not_known:,}",
        median_at=_at(one.median),
        nine_in_ten_at=_at(one.nine_in_ten),
        oldest_at=_at(one.oldest),
    )


def _length(seconds: float | None) -> str:
    return "" if seconds is None else length_words(seconds)


def length_words(seconds: float) -> str:
    """A length in clock hours: "40 min", "2 d 14 h"."""
    return duration(timedelta(seconds=seconds))


def working_words(seconds: float | None) -> str:
    """A length in working time, never in days, since a working day has no fixed length: "40 min", "26 h"."""
    if seconds is None:
        return ""
    length = timedelta(seconds=seconds)
    if length < _MINUTES_MATTER_FOR:
        return "0 min" if length < timedelta(minutes=1) else duration(length)
    return f"{int(length / _HOUR):,} h"


def _at(seconds: float | None) -> float | None:
    return None if seconds is None else along(timedelta(seconds=seconds))


def what_counts(row: HandOff) -> str:
    """Start, stop and what is left out, in a sentence or two."""
    return " ".join(part for part in (f"From {row.starts}, to {row.stops}.", row.leaves_out) if part)


def facts(row: HandOff, *, place: Partnership, now: datetime) -> list[Fact]:
    """What counts, in full, for the hand-off's own page."""
    rule = find_rule(row.clock, london_day(now), place) if row.clock else None
    overdue = (
        f"by the clock “{rule.name}”: {rule.allowance_words()}. {rule.source}." if rule else "no clock runs on this"
    )
    late = int(RECORDED_LATE / _HOUR)
    return [
        Fact("Starts", f"{row.starts[:1].upper()}{row.starts[1:]}"),
        Fact("Stops", f"{row.stops[:1].upper()}{row.stops[1:]}"),
        *([Fact("Left out", row.leaves_out)] if row.leaves_out else []),
        Fact(
            "Who counts",
            "Children, not contacts: each child (or group, or place) once for each contact about them. Everyone who "
            "was waiting at any time in these weeks: what has ended by how long it took, what is open by its age.",
        ),
        Fact(
            "Hours used",
            "Clock hours, night and day. Beside them working time: only while the front door was open. In hours: the "
            "door was open when the wait began"
            + (
                " (for what came before us, when we first had it)." if row.code in ("knew", "sent", "received") else "."
            ),
        ),
        Fact("Overdue", f"{overdue[:1].upper()}{overdue[1:]}"),
        Fact("Recorded late", f"What ended it was written down more than {late} hours after it happened"),
        Fact("Not known", "A moment was not told, or two contradict each other: counted here and in no length"),
        Fact("Source", row.source, source=f"in force from {date_words(row.in_force_from)}"),
    ]
