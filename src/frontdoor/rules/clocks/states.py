"""How a clock stands at a moment, in words: "12 min left", "Decision by Mon 17:00", "overdue 40 min", "met late".

Time and rating are two things: this says only how a clock stands. A day clock, due at 23:59:59, is shown as by
closing time, and is overdue only when the day is over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from frontdoor.rules.calendar import in_london, london_day
from frontdoor.rules.clocks.due import shown_due, soon_moment
from frontdoor.rules.clocks.overlay import NATIONAL_ONLY, Overlay
from frontdoor.rules.clocks.rule import ClockRule

State = Literal["on time", "due soon", "overdue", "met", "met late", "declined", "ended", "ended late", "too early"]

#: Without its rule a clock is due soon in its last hour.
SOON_WITHOUT_RULE = timedelta(hours=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class TimeState:
    """`state` for colour and order, `label` for the eye; both are always shown together."""

    state: State
    label: str


def late(moment: datetime, due: datetime) -> bool:
    """Whether `moment` is after `due`, judged to the second: what happens at 23:59:59.7 is within the day."""
    return moment > due and moment.replace(microsecond=0) > due


def span_words(span: timedelta) -> str:
    """A length of time as people say it: "40 min", "3 h 10 min", "2 days"."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return f"{max(minutes, 1)} min"
    if span < _DAY:
        return f"{minutes // 60} h" + (f" {minutes % 60} min" if minutes % 60 else "")
    days = span.days
    return f"{days} day" + ("s" if days > 1 else "")


def _when(shown: datetime, due: datetime, now: datetime) -> str:
    """ "17:00 today", "Mon 17:00", "Fri 6 Mar 17:00"; where no door closes that day "the end of Sun"."""
    london, today = in_london(shown), london_day(now)
    days = (london.date() - today).days
    day = "today" if days == 0 else f"{london:%a}" if days < 7 else f"{london:%a} {london.day} {london:%b}"
    if shown == due and london.second:
        return f"the end of {day}"
    return f"{london:%H:%M} today" if days == 0 else f"{day} {london:%H:%M}"


def time_state(
    due: datetime,
    now: datetime,
    stopped: datetime | None = None,
    *,
    rule: ClockRule | None = None,
    start: datetime | None = None,
    overlay: Overlay = NATIONAL_ONLY,
) -> TimeState:
    """How the clock stands at `now`, or how it ended when it stopped at `stopped`.

    With its `rule` and `start` the share of time stated in the row tells when it is due soon, the label names what
    falls due, and a day clock is shown by closing time.
    """
    if rule is not None and rule.limit == "not_before":
        return _minimum(due, now, stopped, rule)
    if stopped is not None:
        return TimeState("met late", "met late") if late(stopped, due) else TimeState("met", "met")
    if late(now, due):
        return TimeState("overdue", f"overdue {span_words(now - due)}")
    shown = due if rule is None else shown_due(rule, due, overlay)
    soon = due - SOON_WITHOUT_RULE
    if rule is not None and start is not None:
        soon = soon_moment(rule, start, due, overlay)
    state: State = "due soon" if now >= soon else "on time"
    return TimeState(state, _left(shown, due, now, rule))


def _left(shown: datetime, due: datetime, now: datetime, rule: ClockRule | None) -> str:
    if now >= shown and shown != due:
        return f"{rule.noun if rule else 'Due'} by the end of today"
    if shown - now < _HOUR:
        return f"{span_words(shown - now)} left"
    return f"{rule.noun if rule else 'Due'} by {_when(shown, due, now)}"


def _minimum(due: datetime, now: datetime, stopped: datetime | None, rule: ClockRule) -> TimeState:
    """A minimum is never overdue: it says from when a thing may be done."""
    if stopped is not None:
        return TimeState("met", "met") if stopped >= due else TimeState("too early", "too early")
    if now > due:
        return TimeState("on time", f"{rule.noun} may be made now")
    london = in_london(due)
    return TimeState("on time", f"{rule.noun} not before {london:%a} {london.day} {london:%b}")
