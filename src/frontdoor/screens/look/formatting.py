"""How moments, lengths of time, dates, ages and people are written on every page, letter and list.

Everything here is a pure function of what it is given: `now` is the moment at which the door read the clock. Moments
are aware and are written as a clock on a wall in England shows them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")

DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# From here on the hours say nothing more: "12 d" reads better than "12 d 7 h".
_HOURS_MATTER_FOR: Final = timedelta(days=10)
_MONTHS_UNTIL_YEARS: Final = 24
_DAYS_UNTIL_WEEKS: Final = 14
_A_MINUTE: Final = timedelta(minutes=1)

TimeStateName = Literal["none", "on_time", "due_soon", "overdue", "met", "met_late"]


@dataclass(frozen=True, slots=True)
class TimeState:
    """Where a clock stands: a name that chooses the look, words that say it without any look, and how long is left."""

    name: TimeStateName
    words: str
    length: str = ""


@dataclass(frozen=True, slots=True)
class PersonWords:
    """What may be said of a person in a line. Empty text and None mean "not known"; a place has no person in it."""

    name_to_use: str = ""
    surname: str = ""
    born_on: date | None = None
    about_age: int | None = None
    unborn: bool = False
    due_on: date | None = None
    died_on: date | None = None
    seen_as: str = "child"
    context_kind: str = ""
    context_name: str = ""


def clock_time(moment: datetime) -> str:
    """Return "16:52"; in the hour that comes twice in October it says which: "01:30 BST", "01:30 GMT"."""
    return _clock_time(moment.astimezone(LONDON))


def _clock_time(local: datetime) -> str:
    # Written out: strftime takes ten times as long, and a list has hundreds of moments.
    words = f"{local.hour:02}:{local.minute:02}"
    # An hour comes twice at night alone, so by day nobody need ask whether this one does.
    if local.hour > 3 or local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():
        return words
    return f"{words} {local.tzname()}"


def date_words(day: date) -> str:
    """Return "4 Feb 2027"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: date, *, now: datetime) -> str:
    """Return "Fri 20 Nov", with the year where it is not the year of `now`."""
    year = "" if day.year == now.astimezone(LONDON).year else f" {day.year}"
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"


def duration(length: timedelta) -> str:
    """Return a length of time in its two largest units, rounded down: "12 min", "1 h 22 min", "2 d 14 h"."""
    length = abs(length)
    if length < _A_MINUTE:
        return "under 1 min"
    minutes = int(length / _A_MINUTE)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if length >= _HOURS_MATTER_FOR:
        return f"{days} d"
    if days:
        return f"{days} d {hours} h" if hours else f"{days} d"
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{minutes} min"


def since(moment: datetime, *, now: datetime) -> str:
    """Return how far a moment is from now: "3 h 10 min ago", "in 12 min", "just now"."""
    away = now - moment
    if abs(away) < _A_MINUTE:
        return "just now"
    return f"in {duration(away)}" if away < timedelta(0) else f"{duration(away)} ago"


def moment_words(moment: datetime, *, now: datetime) -> str:
    """Return "Fri 20 Nov 16:52 (3 h 10 min ago)"."""
    return f"{day_and_time(moment, now=now)} ({since(moment, now=now)})"


def day_and_time(moment: datetime, *, now: datetime) -> str:
    """Return "Fri 20 Nov 16:52"."""
    return f"{weekday_date(moment.astimezone(LONDON).date(), now=now)} {clock_time(moment)}"


def short_moment(moment: datetime, *, now: datetime) -> str:
    """Return the least that names a moment in a dense row: "08:31 today", "Sat 02:14", "9 Nov 14:00".

    A weekday alone stands for the six days before and after today, so that it never means two days.
    """
    local, today = moment.astimezone(LONDON), now.astimezone(LONDON).date()
    day, at = local.date(), _clock_time(local)
    if day == today:
        return f"{at} today"
    if abs((day - today).days) < 7 and (day < today) == (moment < now):
        return f"{DAYS[day.weekday()]} {at}"
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]}{year} {at}"


def time_state(
    *, due_at: datetime | None, now: datetime, stopped_at: datetime | None = None, soon_from: datetime | None = None
) -> TimeState:
    """Say where a clock stands, in words: "12 min left", "due soon, 12 min left", "overdue 40 min", "met late".

    `soon_from` is the moment from which the clock's own rule calls it due soon. Stopping at the due moment is in time.
    """
    if due_at is None:
        return TimeState("none", "no clock running")
    if stopped_at is not None:
        return TimeState("met", "met") if stopped_at <= due_at else TimeState("met_late", "met late")
    if now > due_at:
        return TimeState("overdue", f"overdue {duration(now - due_at)}", duration(now - due_at))
    left = duration(due_at - now)
    if soon_from is not None and now >= soon_from:
        return TimeState("due_soon", f"due soon, {left} left", left)
    return TimeState("on_time", f"{left} left", left)


def time_words(state: TimeState, what: str = "") -> str:
    """Say where a clock stands and what it is a clock to: "12 min to first look", "overdue 40 min: decision"."""
    if not what:
        return state.words
    if state.name == "due_soon":
        return f"due soon: {state.length} to {what}"
    return f"{state.length} to {what}" if state.name == "on_time" else f"{state.words}: {what}"


def age(born_on: date, *, on: date) -> str:
    """Return an age in the unit that tells most: "9 days", "3 weeks", "5 months", "7"; years from two years on.

    Years turn on the birthday; a child born on 29 February is a year older on 1 March in other years.
    """
    if born_on > on:
        return "not born yet"
    months = (on.year - born_on.year) * 12 + on.month - born_on.month - (on.day < born_on.day)
    if months >= _MONTHS_UNTIL_YEARS:
        return str(on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day)))
    if months:
        return counted(months, "month")
    days = (on - born_on).days
    return counted(days, "day") if days < _DAYS_UNTIL_WEEKS else counted(days // 7, "week")


def person_line(person: PersonWords, *, on: date) -> str:
    """Return one person in one line, as everywhere on the screens.

    "Ava Nowak, 7" · "Ava Nowak, 5 months" · "Unborn, due 4 Feb 2027" · "Name not known (girl, about 9)" ·
    "Place: Central Park (no child named)".
    """
    if person.context_kind:
        return f"{person.context_kind}: {person.context_name or 'not named'} (no child named)"
    if person.unborn:
        return _unborn(person, on=on)
    years = _age_words(person, on=on)
    name = " ".join(part for part in (person.name_to_use, person.surname) if part)
    return f"{name}, {years}" if name else f"Name not known ({person.seen_as}, {years})"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return "1 child", "3 children", "0 overdue": a number with its noun, as people say it."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def _unborn(person: PersonWords, *, on: date) -> str:
    if person.due_on is None:
        return "Unborn, due date not known"
    return f"Unborn, {'was due' if person.due_on < on else 'due'} {date_words(person.due_on)}"


def _age_words(person: PersonWords, *, on: date) -> str:
    if person.died_on is not None:
        return f"died {date_words(person.died_on)}"
    if person.born_on is not None:
        return age(person.born_on, on=on)
    return "age not known" if person.about_age is None else f"about {person.about_age}"


# What the page templates may call, by the name they call it. `now` and `on` are always handed in.
FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "age": age,
    "clock_time": clock_time,
    "date_words": date_words,
    "day_and_time": day_and_time,
    "moment_words": moment_words,
    "short_moment": short_moment,
    "since": since,
}
GLOBALS: Final[Mapping[str, Any]] = {"counted": counted, "time_state": time_state, "time_words": time_words}
