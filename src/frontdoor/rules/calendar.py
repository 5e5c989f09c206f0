"""Days and hours in England: working days, opening hours, months, and moments as people write them.

A working day is Monday to Friday and no bank holiday in England and Wales; a council's own closure days are working
days nationally. Day 0 is the day something starts, whether or not it is a working day. A day ends at 23:59:59 in
London. Moments handed out are in UTC, so that adding and comparing them is right across the change of the clocks;
`in_london` shows them as people read them. Nothing here reads the time.

Source of the holidays: data/bank_holidays_england.toml (gov.uk/bank-holidays). Outside the years held there counting
is refused with a sentence: a guess would be silently wrong.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
END_OF_DAY = time(23, 59, 59)
SATURDAY = 5


class UnableToCountDays(ValueError):
    """Counting would leave the days that are known. The text is a sentence for the person who reads it."""


class UnableToReadMoment(ValueError):
    """What was written is no moment in London. The text is a sentence for the person who reads it."""


@dataclass(frozen=True)
class KnownDays:
    """The bank holidays by day, the span for which they are known, and every working day of it in order."""

    first: date
    last: date
    source: str
    holidays: Mapping[date, str]
    projected_from: date
    working: tuple[int, ...] = field(repr=False)  # ordinals, ascending


@lru_cache(maxsize=1)
def known_days() -> KnownDays:
    """Read the dated bank holidays, once."""
    text = files("frontdoor.rules").joinpath("data", "bank_holidays_england.toml").read_text(encoding="utf-8")
    stored = tomllib.loads(text)
    first, last = stored["first_day"], stored["last_day"]
    holidays = {row["on"]: row["name"] for year in stored["year"] for row in year["days"]}
    closed = {day.toordinal() for day in holidays}
    every = range(first.toordinal(), last.toordinal() + 1)
    # Ordinal 1 was a Monday, so (ordinal - 1) % 7 is the weekday.
    working = tuple(day for day in every if (day - 1) % 7 < SATURDAY and day not in closed)
    projected = min(date(year["year"], 1, 1) for year in stored["year"] if year["status"] == "projected")
    return KnownDays(first, last, stored["source"], holidays, projected, working)


def day_words(day: date, *, year: bool = True) -> str:
    """A day as people read it: "Fri 3 Apr 2026"."""
    return f"{day:%a} {day.day} {day:%b}" + (f" {day.year}" if year else "")


def _known(day: date) -> date:
    known = known_days()
    if known.first <= day <= known.last:
        return day
    raise UnableToCountDays(
        f"Bank holidays in England are known here from {day_words(known.first)} to {day_words(known.last)}, "
        f"so working days cannot be counted at {day_words(day)}."
    )


def not_working_because(day: date) -> str:
    """Why `day` is no working day: "Saturday", "Good Friday"; empty if it is one. Refuses unknown years."""
    holiday = known_days().holidays.get(_known(day))
    if holiday is not None:
        return holiday
    return f"{day:%A}" if day.weekday() >= SATURDAY else ""


def is_working_day(day: date) -> bool:
    """Monday to Friday and no bank holiday in England. Refuses unknown years."""
    return not not_working_because(day)


@lru_cache(maxsize=32768)
def add_working_days(day: date, n: int) -> date:
    """The `n`th working day after `day`, which is day 0 itself; `n` is 0 or more. Refuses unknown years."""
    if n < 0:
        raise UnableToCountDays("Working days are counted forwards: the number must be 0 or more.")
    if n == 0:
        return _known(day)
    working = known_days().working
    at = bisect_right(working, _known(day).toordinal()) + n - 1
    if at >= len(working):
        _known(known_days().last + timedelta(days=1))
    return date.fromordinal(working[at])


def working_days_between(start: date, end: date) -> int:
    """How many working days follow `start` (day 0) up to and including `end`. Refuses an end before the start."""
    if end < start:
        raise UnableToCountDays(f"{day_words(end)} is before {day_words(start)}.")
    working = known_days().working
    return bisect_right(working, _known(end).toordinal()) - bisect_right(working, _known(start).toordinal())


def add_months(day: date, n: int) -> date:
    """The same day `n` calendar months later; where that month is shorter, its last day (31 Aug + 6 = 28 Feb)."""
    months = day.year * 12 + day.month - 1 + n
    year, month = divmod(months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


def in_london(moment: datetime) -> datetime:
    """The same moment on a London clock. Refuses a moment without a time zone."""
    if moment.tzinfo is None:
        raise UnableToReadMoment("A moment needs a time zone: which clock showed it is not said.")
    return moment.astimezone(LONDON)


@lru_cache(maxsize=8192)
def london_day(moment: datetime) -> date:
    """The date in London at `moment`."""
    return in_london(moment).date()


def london_moment(day: date, at: time) -> datetime:
    """`at` o'clock on `day` in London, in UTC: the earlier of two when the clock shows it twice."""
    return datetime.combine(day, at, LONDON).astimezone(UTC)


@lru_cache(maxsize=8192)
def end_of_day(day: date) -> datetime:
    """23:59:59 in London on `day`, in UTC."""
    return london_moment(day, END_OF_DAY)


def parse_moment(text: str) -> datetime:
    """Read "2026-04-02T16:50" or the same with an offset, in UTC.

    Without an offset it is London time, the earlier of two when the clocks go back; a time that the clocks jumped
    over never existed and is refused. A date alone is refused: a clock that counts hours cannot start from it.
    """
    wanted = 'Write a date and a time like "2026-04-02T16:50".'
    try:
        written = datetime.fromisoformat(text.strip())
    except ValueError:
        raise UnableToReadMoment(f'"{text}" is not a moment. {wanted}') from None
    if not any(mark in text.strip() for mark in "T "):
        raise UnableToReadMoment(f'"{text}" is a date without a time. {wanted}')
    try:
        if written.tzinfo is not None:
            moment = written.astimezone(UTC)
            moment.astimezone(LONDON)
            return moment
        moment = written.replace(tzinfo=LONDON).astimezone(UTC)
        shown = moment.astimezone(LONDON).replace(tzinfo=None)
    except OverflowError:
        raise UnableToReadMoment(f'"{text}" lies outside the years that can be counted. {wanted}') from None
    if shown != written:
        raise UnableToReadMoment(
            f"{written:%H:%M} on {day_words(written.date())} never existed in London: the clocks went forward."
        )
    return moment


@dataclass(frozen=True)
class HoursRow:
    """Opening and closing by weekday (0 = Monday), in force from one day to another; a local row with its source."""

    in_force_from: date
    in_force_until: date | None
    weekdays: tuple[tuple[int, time, time], ...]
    source: str
    evidence: str = "local"
    open_on_bank_holidays: bool = False

    def covers(self, day: date) -> bool:
        """Whether the row is in force on `day`."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)


@dataclass(frozen=True)
class OpeningHours:
    """The dated opening hours of a front door, and single days on which it is shut although others work."""

    rows: tuple[HoursRow, ...]
    closed_on: Mapping[date, str] = field(default_factory=dict)

    def on(self, day: date) -> tuple[time, time] | None:
        """Opening and closing on `day`, or None when it is shut all day."""
        if day in self.closed_on:
            return None
        for row in self.rows:
            if row.covers(day):
                if not row.open_on_bank_holidays and day in known_days().holidays:
                    return None
                return next((hours[1:] for hours in row.weekdays if hours[0] == day.weekday()), None)
        return None

    def shut_because(self, day: date) -> str:
        """Why the door is shut all day on `day`: a holiday, a closure, a weekday without hours. Empty if it opens."""
        if self.on(day) is not None:
            return ""
        return self.closed_on.get(day) or known_days().holidays.get(day) or f"{day:%A}, closed"

    @cached_property
    def _spans(self) -> dict[date, tuple[datetime, datetime] | None]:
        return {}

    def span(self, day: date) -> tuple[datetime, datetime] | None:
        """The moments of opening and closing on `day` in UTC, or None. Refuses years whose holidays are unknown."""
        if day not in self._spans:
            hours = self.on(_known(day))
            self._spans[day] = hours and (london_moment(day, hours[0]), london_moment(day, hours[1]))
        return self._spans[day]

    def is_open(self, moment: datetime) -> bool:
        """Whether the door is open at `moment`; at the moment of closing it is shut."""
        span = self.span(london_day(moment))
        return span is not None and span[0] <= moment < span[1]


def _weekdays(opens: time, closes: time) -> tuple[tuple[int, time, time], ...]:
    return tuple((weekday, opens, closes) for weekday in range(SATURDAY))


#: Until the partnership confirms its own: 09:00 to 17:00, Monday to Friday.
OFFICE_HOURS = OpeningHours(
    rows=(HoursRow(date(2012, 1, 1), None, _weekdays(time(9), time(17)), "Assumed until the partnership confirms"),)
)


def open_spans(start: datetime, hours: OpeningHours) -> Iterator[tuple[datetime, datetime]]:
    """The spans in which the door is open from `start` on, the first cut to begin no earlier than `start`."""
    day = london_day(start)
    while True:
        span = hours.span(day)
        if span is not None and span[1] > start:
            yield max(span[0], start), span[1]
        day += timedelta(days=1)


def add_opening_minutes(start: datetime, minutes: int, hours: OpeningHours) -> datetime:
    """The moment when the door has been open for `minutes` since `start`; outside hours it starts at next opening.

    What runs out exactly at closing is due at closing. Refuses hours that never open, and years unknown.
    """
    left = timedelta(minutes=minutes)
    for opens, closes in open_spans(start.astimezone(UTC), hours):
        if closes - opens >= left:
            return opens + left
        left -= closes - opens
    raise UnableToCountDays("The door never opens.")  # pragma: no cover - open_spans refuses first


@dataclass(frozen=True)
class Term:
    """A run of school days: first and last day, with the weekdays in between on which schools are shut."""

    name: str
    first: date
    last: date
    shut: frozenset[date] = frozenset()


@dataclass(frozen=True)
class SchoolTerms:
    """The dated terms of an area's schools, and when children arrive. Terms are local data with their source."""

    terms: tuple[Term, ...] = ()
    arrival: time = time(8, 30)
    source: str = ""

    def is_school_day(self, day: date) -> bool:
        """Whether children are in school on `day`.

        Beyond the terms that are known every working day counts as a school day: a notice may then be asked for
        too early, never too late.
        """
        if not is_working_day(day):
            return False
        if not self.knows(day):
            return True
        return any(term.first <= day <= term.last and day not in term.shut for term in self.terms)

    def knows(self, day: date) -> bool:
        """Whether `day` lies between the first and the last day of the terms held."""
        return bool(self.terms) and self.terms[0].first <= day <= self.terms[-1].last

    def next_arrival(self, after: datetime) -> datetime:
        """When children next arrive at school, strictly after `after`, in UTC."""
        day = london_day(after)
        while True:
            if self.is_school_day(day) and (arrives := london_moment(day, self.arrival)) > after:
                return arrives
            day += timedelta(days=1)


def first_of_last_working_days(n: int, until: date) -> date:
    """The first of the `n` working days that end with `until`, which counts if it is one. Refuses unknown years."""
    if n < 1:
        raise UnableToCountDays("At least one working day has to be counted back.")
    working = known_days().working
    at = bisect_right(working, _known(until).toordinal()) - n
    if at < 0:
        _known(known_days().first - timedelta(days=1))
    return date.fromordinal(working[at])
