"""Days, hours and moments in England, as tables that a service manager can read."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from frontdoor.rules.calendar import (
    LONDON,
    OFFICE_HOURS,
    HoursRow,
    OpeningHours,
    SchoolTerms,
    Term,
    UnableToCountDays,
    UnableToReadMoment,
    add_months,
    add_opening_minutes,
    add_working_days,
    end_of_day,
    first_of_last_working_days,
    in_london,
    is_working_day,
    known_days,
    not_working_because,
    parse_moment,
    working_days_between,
)


def london(text: str) -> datetime:
    """What a London clock shows, the earlier of two."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


NOT_WORKING = [
    # day, what the calendar says, because
    ("2026-04-02", "", "an ordinary Thursday"),
    ("2026-04-03", "Good Friday", "a bank holiday"),
    ("2026-04-04", "Saturday", "weekends are no working days"),
    ("2026-04-06", "Easter Monday", "a bank holiday in England, though not in Scotland"),
    ("2026-08-03", "", "the summer holiday of Scotland is no holiday here"),
    ("2026-08-31", "Summer bank holiday", "the last Monday of August"),
    ("2026-12-28", "Boxing Day (substitute day)", "Boxing Day falls on a Saturday"),
    ("2026-12-29", "", "council closure days after Christmas are working days nationally"),
    ("2021-12-27", "Christmas Day (substitute day)", "Christmas Day fell on a Saturday"),
    ("2021-12-28", "Boxing Day (substitute day)", "and Boxing Day on a Sunday"),
    ("2022-06-03", "Platinum Jubilee bank holiday", "a single extra day"),
    ("2022-05-30", "", "in that year the spring holiday moved to June"),
    ("2022-09-19", "State Funeral of Queen Elizabeth II", "a single extra day, proclaimed nine days before"),
    ("2023-05-08", "Coronation of King Charles III", "a single extra day"),
    ("2020-05-04", "", "in that year the early May holiday moved to the Friday"),
    ("2020-05-08", "Early May bank holiday", "the 75th anniversary of the end of the war in Europe"),
]


@pytest.mark.parametrize(("day", "says", "because"), NOT_WORKING, ids=[row[0] for row in NOT_WORKING])
def test_which_days_are_working_days(day: str, says: str, because: str) -> None:
    assert not_working_because(date.fromisoformat(day)) == says, because
    assert is_working_day(date.fromisoformat(day)) is (says == ""), because


COUNTED = [
    # start, working days, last day, because
    ("2026-04-02", 0, "2026-04-02", "day 0 is the start day"),
    ("2026-04-02", 1, "2026-04-07", "Easter lies between Thursday and Tuesday"),
    ("2026-04-04", 1, "2026-04-07", "a start on Saturday waits for the first working day after it"),
    ("2026-04-05", 0, "2026-04-05", "day 0 may be a Sunday"),
    ("2026-12-24", 3, "2026-12-31", "Christmas, the weekend and the substitute day are not counted"),
    ("2026-12-31", 1, "2027-01-04", "New Year and a weekend"),
    ("2022-06-01", 1, "2022-06-06", "two bank holidays in one week"),
    ("2026-01-02", 45, "2026-03-06", "nine weeks without a holiday"),
]


@pytest.mark.parametrize(("start", "n", "last", "because"), COUNTED)
def test_counting_working_days(start: str, n: int, last: str, because: str) -> None:
    first, then = date.fromisoformat(start), date.fromisoformat(last)
    assert add_working_days(first, n) == then, because
    assert working_days_between(first, then) == n, because


@pytest.mark.parametrize("day", [date(2011, 12, 31), date(2036, 1, 1)])
def test_unknown_years_are_refused_with_a_sentence(day: date) -> None:
    for count in (is_working_day, lambda day: add_working_days(day, 1), lambda day: working_days_between(day, day)):
        with pytest.raises(UnableToCountDays, match="from Sun 1 Jan 2012 to Mon 31 Dec 2035"):
            count(day)


def test_counting_past_the_last_known_day_is_refused_not_guessed() -> None:
    assert add_working_days(date(2035, 12, 27), 2) == date(2035, 12, 31)
    with pytest.raises(UnableToCountDays, match="cannot be counted at Tue 1 Jan 2036"):
        add_working_days(date(2035, 12, 27), 3)


def test_a_count_backwards_is_refused() -> None:
    with pytest.raises(UnableToCountDays, match="is before"):
        working_days_between(date(2026, 4, 7), date(2026, 4, 2))
    with pytest.raises(UnableToCountDays, match="forwards"):
        add_working_days(date(2026, 4, 7), -1)


def test_every_projected_year_lies_beyond_the_published_list() -> None:
    assert known_days().projected_from == date(2028, 1, 1)
    assert known_days().source.startswith("gov.uk/bank-holidays")


MONTHS = [
    ("2026-01-31", 1, "2026-02-28", "February is shorter"),
    ("2024-01-31", 1, "2024-02-29", "and longer in a leap year"),
    ("2026-08-31", 6, "2027-02-28", "over the turn of the year"),
    ("2026-11-30", 3, "2027-02-28", "the last day of a shorter month"),
    ("2026-03-15", 3, "2026-06-15", "the same day"),
    ("2024-02-29", 12, "2025-02-28", "a leap day a year later"),
    ("2026-12-31", 12, "2027-12-31", "twelve months are a year"),
]


@pytest.mark.parametrize(("day", "n", "then", "because"), MONTHS)
def test_months_end_with_the_shorter_month(day: str, n: int, then: str, because: str) -> None:
    assert add_months(date.fromisoformat(day), n) == date.fromisoformat(then), because


WRITTEN = [
    ("2026-04-02T16:50", "2026-04-02T15:50+00:00", "without offset it is London time, an hour ahead in summer"),
    ("2026-01-02T16:50", "2026-01-02T16:50+00:00", "and the same as Greenwich in winter"),
    ("2026-04-02T16:50+01:00", "2026-04-02T15:50+00:00", "an offset is taken as written"),
    ("2026-04-02T15:50Z", "2026-04-02T15:50+00:00", "Z is Greenwich"),
    ("2026-10-25T01:30", "2026-10-25T00:30+00:00", "shown twice: the earlier"),
    ("2026-10-25T01:30+00:00", "2026-10-25T01:30+00:00", "the later one can be written with its offset"),
    ("2026-03-29T02:00", "2026-03-29T01:00+00:00", "the first moment after the jump"),
    (" 2026-04-02 16:50:30 ", "2026-04-02T15:50:30+00:00", "a space for the T, and spaces around"),
]


@pytest.mark.parametrize(("text", "moment", "because"), WRITTEN)
def test_reading_a_moment(text: str, moment: str, because: str) -> None:
    assert parse_moment(text) == datetime.fromisoformat(moment), because


REFUSED = [
    ("2026-03-29T01:30", "never existed in London", "the clocks went from 01:00 to 02:00"),
    ("2026-03-29T01:00", "never existed in London", "the first minute jumped over"),
    ("2026-04-02", "a date without a time", "an hour clock cannot start from a date"),
    ("yesterday", "is not a moment", "no date"),
    ("2026-02-30T10:00", "is not a moment", "no such day"),
    ("0001-01-01T00:00+14:00", "outside the years", "before the calendar begins"),
    ("", "is not a moment", "nothing was written"),
]


@pytest.mark.parametrize(("text", "says", "because"), REFUSED)
def test_what_is_no_moment_is_refused_with_a_sentence(text: str, says: str, because: str) -> None:
    with pytest.raises(UnableToReadMoment, match=says):
        parse_moment(text)


def test_a_moment_without_time_zone_has_no_place_in_london() -> None:
    with pytest.raises(UnableToReadMoment, match="needs a time zone"):
        in_london(datetime(2026, 4, 2, 16, 50))  # noqa: DTZ001 - the fault itself


OPENING = [
    # start, minutes, due, because
    ("2026-04-02T16:50", 10, "2026-04-02T17:00", "what runs out at closing is due at closing"),
    ("2026-04-02T16:50", 11, "2026-04-07T09:01", "the eleventh minute is after Easter"),
    ("2026-04-02T17:00", 60, "2026-04-07T10:00", "closed at five: it starts at next opening"),
    ("2026-04-03T12:00", 60, "2026-04-07T10:00", "Good Friday is shut"),
    ("2026-04-07T08:59", 1, "2026-04-07T09:01", "before opening nothing counts"),
    ("2026-03-27T16:00", 120, "2026-03-30T10:00", "the clocks change over the weekend; opening hours do not"),
    ("2026-10-23T16:30", 8 * 60, "2026-10-26T16:30", "and in autumn"),
]


@pytest.mark.parametrize(("start", "minutes", "due", "because"), OPENING)
def test_opening_minutes(start: str, minutes: int, due: str, because: str) -> None:
    assert add_opening_minutes(london(start), minutes, OFFICE_HOURS) == london(due), because


def test_opening_hours_are_dated_and_a_closure_shuts_the_door_alone() -> None:
    weekdays = tuple((day, time(9), time(17)) for day in range(5))
    longer = tuple((day, time(8), time(20)) for day in range(7))
    hours = OpeningHours(
        rows=(
            HoursRow(date(2012, 1, 1), date(2026, 6, 30), weekdays, "first"),
            HoursRow(date(2026, 7, 1), None, longer, "then", open_on_bank_holidays=True),
        ),
        closed_on={date(2026, 5, 5): "Staff training"},
    )
    assert add_opening_minutes(london("2026-05-01T17:00"), 60, hours) == london("2026-05-06T10:00")
    assert hours.shut_because(date(2026, 5, 5)) == "Staff training"
    assert hours.shut_because(date(2026, 5, 4)) == "Early May bank holiday"
    assert is_working_day(date(2026, 5, 5)), "a council's own closure is a working day nationally"
    assert add_opening_minutes(london("2026-08-30T19:30"), 60, hours) == london("2026-08-31T08:30")


def test_the_day_ends_at_one_second_to_midnight_in_london() -> None:
    assert end_of_day(date(2026, 4, 2)) == datetime(2026, 4, 2, 22, 59, 59, tzinfo=UTC)
    assert end_of_day(date(2026, 1, 2)) == datetime(2026, 1, 2, 23, 59, 59, tzinfo=UTC)


TERMS = SchoolTerms(
    terms=(
        Term("Spring", date(2026, 2, 23), date(2026, 3, 27)),
        Term("Summer", date(2026, 4, 13), date(2026, 7, 21), frozenset({date(2026, 4, 13)})),
    ),
    source="for this test",
)

ARRIVALS = [
    ("2026-03-02T23:10", "2026-03-03T08:30", "the next morning"),
    ("2026-03-03T03:00", "2026-03-03T08:30", "before school the same day"),
    ("2026-03-03T08:30", "2026-03-04T08:30", "once they have arrived it is the next day"),
    ("2026-03-27T18:00", "2026-04-14T08:30", "the Easter holidays, and a day of staff training"),
    ("2026-05-03T10:00", "2026-05-05T08:30", "a bank holiday in term"),
    (
        "2026-07-25T10:00",
        "2026-07-27T08:30",
        "beyond the terms known: the next working day, too early rather than late",
    ),
]


@pytest.mark.parametrize(("after", "arrival", "because"), ARRIVALS)
def test_when_children_next_arrive(after: str, arrival: str, because: str) -> None:
    assert TERMS.next_arrival(london(after)) == london(arrival), because


@pytest.mark.parametrize(
    ("n", "until", "first", "because"),
    [
        (1, "2024-03-31", "2024-03-28", "31 March 2024 was Easter Sunday, and the 29th Good Friday"),
        (1, "2025-03-31", "2025-03-31", "a working day counts itself"),
        (15, "2025-03-31", "2025-03-11", "three weeks less a day"),
        (45, "2023-03-31", "2023-01-30", "nine weeks, Monday to Friday"),
        (45, "2024-07-04", "2024-05-01", "two bank holidays in May lie between"),
        (3, "2023-05-09", "2023-05-04", "the bank holiday for the coronation lies between"),
    ],
)
def test_the_first_of_the_last_working_days(n: int, until: str, first: str, because: str) -> None:
    found = first_of_last_working_days(n, date.fromisoformat(until))
    assert found == date.fromisoformat(first), because
    assert working_days_between(found - timedelta(days=1), date.fromisoformat(until)) == n


def test_working_days_are_not_counted_back_beyond_what_is_known() -> None:
    with pytest.raises(UnableToCountDays, match="known here from"):
        first_of_last_working_days(1000, date(2013, 1, 2))
    with pytest.raises(UnableToCountDays, match="At least one"):
        first_of_last_working_days(0, date(2025, 3, 31))
