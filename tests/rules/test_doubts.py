"""Which days are asked about, in a table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from frontdoor.rules.doubts import Doubt, about_adults_birth, about_birth, about_coming, about_expected, about_past

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("asks", "day", "says", "because"),
    [
        (about_birth, "2026-11-20", "", "born today"),
        (about_birth, "2026-11-21", "not come yet", "nobody was born tomorrow"),
        (about_birth, "1899-12-31", "before 1900", "the year was mistyped"),
        (about_birth, "1986-05-04", "makes 40 years", "a child of 40 is asked about"),
        (about_birth, "2000-11-20", "makes 26 years", "past any help for a care leaver"),
        (about_birth, "2000-11-21", "", "25 until tomorrow"),
        (about_adults_birth, "1986-05-04", "", "an adult may be 40"),
        (about_adults_birth, "2027-01-01", "not come yet", "nor was an adult"),
        (about_expected, "2027-09-21", "", "ten months ahead"),
        (about_expected, "2027-09-22", "more than ten months", "no pregnancy is that long"),
        (about_expected, "2026-01-18", "long past", "it was born, or lost"),
        (about_expected, "2026-11-01", "", "late births happen"),
        (about_past, "2026-11-20", "", "since today"),
        (about_past, "2026-11-21", "not come yet", "it is said to have begun"),
        (about_past, "1066-01-01", "before 1900", "a slip"),
        (about_coming, "2026-11-20", "", "this afternoon"),
        (about_coming, "2026-11-19", "past", "nothing is planned for yesterday"),
    ],
)
def test_what_is_asked(asks: Callable[[date, date], Doubt | None], day: str, says: str, because: str) -> None:
    said = asks(date.fromisoformat(day), TODAY)
    assert (said is not None and says in said.sentence) if says else said is None, because


def test_only_a_birth_that_cannot_be_is_never_taken_as_it_stands() -> None:
    assert [about_birth(day, TODAY) for day in (date(2027, 1, 1), date(1899, 1, 1), date(1986, 1, 1))] == [
        Doubt("This day has not come yet.", cannot_be=True),
        Doubt("This is before 1900.", cannot_be=True),
        Doubt("This makes 40 years: is it a child?"),
    ]
