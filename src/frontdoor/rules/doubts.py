"""Days that may be written wrongly: what is unlikely is asked about once, and taken as it stands if sent again.

A mistyped year makes a child of forty or a birth next year. What cannot be (a birth to come, or before 1900) is asked
about until it is changed or left empty: no form needs a date, so that nothing is held up by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

#: Nobody who is alive was born before; a birth entered there is a slip of the pen.
FIRST_BIRTHS = date(1900, 1, 1)

#: Help may go on after the eighteenth birthday (a care leaver's until 25), hardly later.
OLDEST_CHILD = 25

#: A pregnancy lasts some 280 days; ten months ahead is not known yet.
LONGEST_WAIT_FOR_A_BIRTH = timedelta(days=305)


@dataclass(frozen=True)
class Doubt:
    """What is asked of a day. `cannot_be` ones are never taken as they stand."""

    sentence: str
    cannot_be: bool = False


def age_on(born: date, on: date) -> int:
    """Whole years since birth; somebody born on 29 February has a birthday on 1 March in other years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def about_birth(born: date, on: date, *, adult: bool = False) -> Doubt | None:
    """What is asked of a date of birth; nothing where it is likely."""
    if born > on:
        return Doubt("This day has not come yet.", cannot_be=True)
    if born < FIRST_BIRTHS:
        return Doubt("This is before 1900.", cannot_be=True)
    if not adult and age_on(born, on) > OLDEST_CHILD:
        return Doubt(f"This makes {age_on(born, on)} years: is it a child?")
    return None


def about_adults_birth(born: date, on: date) -> Doubt | None:
    """What is asked of the date of birth of somebody of any age."""
    return about_birth(born, on, adult=True)


def about_expected(expected: date, on: date) -> Doubt | None:
    """What is asked of the day on which a birth is expected."""
    if expected < on - LONGEST_WAIT_FOR_A_BIRTH:
        return Doubt("This day is long past: was the child born?")
    return Doubt("This is more than ten months away.") if expected > on + LONGEST_WAIT_FOR_A_BIRTH else None


def about_past(day: date, on: date) -> Doubt | None:
    """What is asked of a day on which something was, or began."""
    if day > on:
        return Doubt("This day has not come yet.")
    return Doubt("This is before 1900.") if day < FIRST_BIRTHS else None


def about_coming(day: date, on: date) -> Doubt | None:
    """What is asked of a day for which something is planned."""
    return Doubt("This day is past.") if day < on else None
