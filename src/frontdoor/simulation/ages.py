"""How old a child of the city is on a day, so that what is said of them could be true."""

from __future__ import annotations

from datetime import date, datetime

from frontdoor.journey.models import Journey
from frontdoor.people.models import Person
from frontdoor.rules.calendar import london_day

#: Years of a child who is not born yet.
UNBORN = -1


def age_on(born: date | None, on: date) -> int:
    """Full years on a day; `UNBORN` without a date of birth."""
    if born is None or born > on:
        return UNBORN
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def age_of(key: Journey, at: datetime) -> int:
    """The age of the child whom a journey is about."""
    return age_on(Person.found(key.about).born_on, london_day(at))
