"""Dates, times, postcodes and numbers as people type them: read, asked about once, never stumbled over."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.screens.refer.dates import read_date, read_moment, read_time, typed_date
from frontdoor.screens.refer.doubts import doubts, signature
from frontdoor.screens.refer.pages import PAGES
from frontdoor.screens.refer.postcodes import ELSEWHERE, UNKNOWN, boundaries, looks_like_a_postcode
from frontdoor.screens.refer.questions import Field

LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 11, 20)
FIELDS: dict[str, Field] = {field.name: field for page in PAGES for field in page.fields}


def said(name: str, day: str, month: str, year: str, at: str = "") -> dict[str, str]:
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year, f"{name}_time": at}


DATES = [
    # day, month, year, read as, because
    ("20", "11", "2026", date(2026, 11, 20), "as asked for"),
    ("1", "nov", "2026", date(2026, 11, 1), "people write months as words"),
    ("1", "November", "2026", date(2026, 11, 1), "and in full"),
    (" 1 ", "11", "2026", date(2026, 11, 1), "blanks are nothing"),
    ("29", "2", "2024", date(2024, 2, 29), "a leap day is a day"),
    ("29", "2", "2023", None, "and no day in other years"),
    ("31", "4", "2026", None, "April has thirty days"),
    ("0", "1", "2026", None, "no day is the noughth"),
    ("1", "13", "2026", None, "there are twelve months"),
    ("1", "1", "26", None, "26 may be a hundred years ago"),
    ("", "1", "2026", None, "a day is missing"),
    ("1", "", "", None, "nearly everything is missing"),
    ("one", "1", "2026", None, "days are figures"),
    ("²", "1", "2026", None, "a small two is no figure of a date"),
    ("١", "1", "2026", None, "figures of other writings are asked about, not guessed"),
    ("-1", "1", "2026", None, "no day is before the first"),
    ("1", "1", "0000", None, "there is no year nought"),
    ("1" * 10, "1", "2026", None, "a very long number is no day"),
]


@pytest.mark.parametrize(("day", "month", "year", "read", "because"), DATES)
def test_dates(day: str, month: str, year: str, read: date | None, because: str) -> None:
    assert read_date("born", said("born", day, month, year)) == read, because


TIMES = [
    ("22:30", time(22, 30)),
    ("10.30pm", time(22, 30)),
    ("10:30 PM", time(22, 30)),
    ("10pm", time(22)),
    ("12am", time(0)),
    ("12pm", time(12)),
    ("noon", time(12)),
    ("midnight", time(0)),
    ("9.15 a.m.", time(9, 15)),
    ("0900", time(9)),
    ("24:00", None),
    ("13pm", None),
    ("0am", None),
    ("10:60", None),
    ("10", None),
    ("after tea", None),
    ("", None),
]


@pytest.mark.parametrize(("typed", "read"), TIMES)
def test_times(typed: str, read: time | None) -> None:
    assert read_time(typed) == read


def test_a_moment_is_london_s() -> None:
    assert read_moment("incident", said("incident", "1", "7", "2026", "22:30")) == datetime(
        2026, 7, 1, 22, 30, tzinfo=LONDON
    )
    assert read_moment("incident", said("incident", "1", "7", "2026")) == datetime(2026, 7, 1, tzinfo=LONDON)
    assert read_moment("incident", said("incident", "31", "6", "2026", "22:30")) is None


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12), st.text(max_size=20))
def test_nothing_typed_as_a_date_is_stumbled_over(day: str, month: str, year: str, at: str) -> None:
    typed = said("born", day, month, year, at)
    found = doubts((FIELDS["born"], FIELDS["incident_time"]), {**typed, "incident_time": at}, adult=False, today=TODAY)
    read_moment("born", typed)
    if typed_date("born", typed) and read_date("born", typed) is None:
        assert [doubt.name for doubt in found if doubt.name == "born"], "what cannot be read is asked about"


ASKED_ABOUT = [
    # field, what is typed, the sentence, because
    ("born", said("born", "31", "2", "2020"), "date_impossible", "there is no 31 February"),
    ("born", said("born", "", "2", "2020"), "date_unfinished", "a part is missing"),
    (
        "born",
        said("born", "27", "3", "19"),
        "date_short_year",
        "2019 or 1919: we do not guess",
    ),
    ("born", said("born", "21", "11", "2026"), "date_future", "tomorrow"),
    ("born", said("born", "20", "11", "2026"), "", "born today"),
    ("born", said("born", "1", "1", "1899"), "date_before_1900", "nobody is so old"),
    ("born", said("born", "1", "1", "1986"), "date_not_a_child", "a child of 40"),
    ("born", said("born", "21", "11", "2000"), "", "25 years old, still in the system as a care leaver"),
    ("born", said("born", "20", "11", "2000"), "date_not_a_child", "26 today"),
    ("expected", said("expected", "4", "2", "2027"), "", "a due date to come"),
    ("expected", said("expected", "19", "11", "2026"), "date_past", "the baby may be born"),
    ("expected", said("expected", "30", "9", "2027"), "date_too_far", "longer than any pregnancy"),
    ("incident", said("incident", "21", "11", "2026"), "date_future", "it has not happened yet"),
    ("incident_time", said("incident", "1", "11", "2026", "tea time"), "time_unclear", "kept as words, if meant"),
    ("incident_time", said("incident", "", "", "", "22:30"), "time_without_day", "on which day?"),
    ("postcode", {"postcode": "PE1"}, "postcode_unclear", "half a postcode"),
    ("postcode", {"postcode": "pe1 1xb"}, "", "small letters are letters"),
    ("email", {"email": "nobody"}, "email_unclear", "no @"),
    ("telephone", {"telephone": "12"}, "telephone_unclear", "too short to ring"),
    ("telephone", {"telephone": "+44 (0)1632 960 001"}, "", "as people write them"),
    ("nhs_number", {"nhs_number": "943 476 5918"}, "nhs_number_unclear", "its last digit does not fit"),
    ("nhs_number", {"nhs_number": "943 476 5919"}, "", "a known example"),
    ("disabilities", {"disabilities": ("NONE", "LD")}, "none_with_others", "no disability and one"),
    ("worry", {"worry": "=1+1"}, "", "text is never asked about"),
]


@pytest.mark.parametrize(("name", "typed", "sentence", "because"), ASKED_ABOUT)
def test_what_is_asked_about(name: str, typed: dict, sentence: str, because: str) -> None:
    found = doubts((FIELDS[name],), typed, adult=False, today=TODAY)
    assert [doubt.sentence for doubt in found] == ([sentence] if sentence else []), because


def test_an_adult_may_be_of_any_age() -> None:
    typed = said("born", "1", "1", "1950")
    assert not doubts((FIELDS["born"],), typed, adult=True, today=TODAY)


def test_the_same_doubt_about_another_answer_is_asked_anew() -> None:
    first = said("born", "31", "2", "2020")
    second = said("born", "30", "2", "2020")
    marks = {signature(doubts((FIELDS["born"],), one, adult=False, today=TODAY), one) for one in (first, second)}
    assert len(marks) == 2
    assert signature((), first) == ""


BOUNDARY = [
    ("PE1 1XB", "peterborough", "the middle of the city"),
    ("pe11xb", "peterborough", "as people type it"),
    ("CB2 1TN", "cambridgeshire", "Cambridge"),
    ("PE29 3TN", "cambridgeshire", "Huntingdon: a PE postcode outside Peterborough"),
    ("PE9 3AA", None, "PE9 lies on both sides of the boundary and in Lincolnshire"),
    ("M1 1AE", ELSEWHERE, "Manchester"),
    ("ZZ1 1ZZ", UNKNOWN, "of the right shape, but nowhere"),
    ("Q1 1AA", UNKNOWN, "no postcode begins so"),
    ("hello", UNKNOWN, "no postcode at all"),
    ("", UNKNOWN, "nothing typed"),
]


@pytest.mark.parametrize(("typed", "slug", "because"), BOUNDARY)
def test_whose_a_postcode_is(typed: str, slug: str | None, because: str) -> None:
    found = boundaries().authority_at(typed)
    assert found == slug if slug is not None else found in ("peterborough", "cambridgeshire", ELSEWHERE, UNKNOWN), (
        because
    )


@given(st.text(max_size=15))
def test_no_text_is_stumbled_over_as_a_postcode(text: str) -> None:
    if not looks_like_a_postcode(text):
        assert boundaries().authority_at(text) == UNKNOWN
