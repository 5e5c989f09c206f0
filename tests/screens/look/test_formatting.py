"""How moments, lengths of time, ages and people are written: tables that a service manager can read."""

from datetime import UTC, date, datetime, timedelta

import pytest

from frontdoor.screens.look import formatting
from frontdoor.screens.look.formatting import PersonWords

NOW = datetime(2026, 11, 20, 20, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("length", "words", "because"),
    [
        (timedelta(0), "under 1 min", "nothing is ever nought minutes old"),
        (timedelta(seconds=59), "under 1 min", "rounded down, but never to nothing"),
        (timedelta(minutes=12, seconds=59), "12 min", "rounded down: never more time than there is"),
        (timedelta(hours=1), "1 h", "no empty second unit"),
        (timedelta(hours=1, minutes=22), "1 h 22 min", "two units"),
        (timedelta(hours=23, minutes=59), "23 h 59 min", "still under a day"),
        (timedelta(days=1), "1 d", "no empty second unit"),
        (timedelta(days=2, hours=14, minutes=59), "2 d 14 h", "minutes no longer matter"),
        (timedelta(days=10, hours=7), "10 d", "hours no longer matter"),
        (timedelta(minutes=-40), "40 min", "a length has no direction"),
    ],
)
def test_lengths_of_time(length: timedelta, words: str, because: str) -> None:
    assert formatting.duration(length) == words, because


@pytest.mark.parametrize(
    ("moment", "words", "because"),
    [
        (
            datetime(2026, 11, 20, 16, 52, tzinfo=UTC),
            "Fri 20 Nov 16:52 (3 h 10 min ago)",
            "the specification's example",
        ),
        (datetime(2026, 11, 20, 20, 14, tzinfo=UTC), "Fri 20 Nov 20:14 (in 12 min)", "moments to come"),
        (datetime(2026, 11, 20, 20, 1, 30, tzinfo=UTC), "Fri 20 Nov 20:01 (just now)", "under a minute"),
        (datetime(2025, 12, 31, 23, 30, tzinfo=UTC), "Wed 31 Dec 2025 23:30 (323 d ago)", "another year is named"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "Thu 2 Jul 00:30 (141 d ago)", "summer time: already the next day"),
    ],
)
def test_moments(moment: datetime, words: str, because: str) -> None:
    assert formatting.moment_words(moment, now=NOW) == words, because


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "01:30 BST"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "01:30 GMT"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=UTC), "02:30"),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "00:59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "02:00"),
    ],
)
def test_the_hour_that_comes_twice_says_which(moment: datetime, words: str) -> None:
    assert formatting.clock_time(moment) == words


@pytest.mark.parametrize(
    ("moment", "words", "because"),
    [
        (datetime(2026, 11, 20, 8, 31, tzinfo=UTC), "08:31 today", "the same day in London"),
        (datetime(2026, 11, 19, 23, 59, tzinfo=UTC), "Thu 23:59", "yesterday by its weekday"),
        (datetime(2026, 11, 14, 2, 14, tzinfo=UTC), "Sat 02:14", "six days ago"),
        (datetime(2026, 11, 13, 2, 14, tzinfo=UTC), "13 Nov 02:14", "a week ago the weekday would say today's"),
        (datetime(2026, 11, 23, 17, 0, tzinfo=UTC), "Mon 17:00", "within six days to come"),
        (datetime(2025, 11, 23, 17, 0, tzinfo=UTC), "23 Nov 2025 17:00", "another year"),
    ],
)
def test_short_moments(moment: datetime, words: str, because: str) -> None:
    assert formatting.short_moment(moment, now=NOW) == words, because


@pytest.mark.parametrize(
    ("due", "stopped", "soon", "name", "words"),
    [
        (None, None, None, "none", "no clock running"),
        (12, None, None, "on_time", "12 min left"),
        (12, None, -5, "due_soon", "due soon, 12 min left"),
        (12, None, 5, "on_time", "12 min left"),
        (0, None, -5, "due_soon", "due soon, under 1 min left"),
        (-40, None, -90, "overdue", "overdue 40 min"),
        (-40, -40, None, "met", "met"),
        (-40, -39, None, "met_late", "met late"),
    ],
)
def test_where_a_clock_stands(due: int | None, stopped: int | None, soon: int | None, name: str, words: str) -> None:
    def moment(minutes: int | None) -> datetime | None:
        return None if minutes is None else NOW + timedelta(minutes=minutes)

    found = formatting.time_state(due_at=moment(due), now=NOW, stopped_at=moment(stopped), soon_from=moment(soon))
    assert (found.name, found.words) == (name, words)


@pytest.mark.parametrize(
    ("born", "on", "words", "because"),
    [
        (date(2019, 11, 20), date(2026, 11, 20), "7", "on the birthday"),
        (date(2019, 11, 21), date(2026, 11, 20), "6", "the day before"),
        (date(2026, 6, 20), date(2026, 11, 20), "5 months", "the specification's example"),
        (date(2024, 11, 21), date(2026, 11, 20), "23 months", "months until two years"),
        (date(2024, 11, 20), date(2026, 11, 20), "2", "years from two"),
        (date(2026, 10, 21), date(2026, 11, 20), "4 weeks", "thirty days are no month yet"),
        (date(2026, 11, 19), date(2026, 11, 20), "1 day", "one of them"),
        (date(2026, 11, 20), date(2026, 11, 20), "0 days", "born today"),
        (date(2020, 2, 29), date(2026, 2, 28), "5", "a leap-day child in another year"),
        (date(2020, 2, 29), date(2026, 3, 1), "6", "a leap-day child in another year"),
        (date(2027, 1, 1), date(2026, 11, 20), "not born yet", "a date that cannot be an age"),
    ],
)
def test_ages(born: date, on: date, words: str, because: str) -> None:
    assert formatting.age(born, on=on) == words, because


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (PersonWords("Ava", "Nowak", born_on=date(2019, 1, 2)), "Ava Nowak, 7"),
        (PersonWords("Ava", born_on=date(2026, 6, 1)), "Ava, 5 months"),
        (PersonWords("Ava", "Nowak", about_age=9), "Ava Nowak, about 9"),
        (PersonWords("Ava", "Nowak"), "Ava Nowak, age not known"),
        (PersonWords(seen_as="girl", about_age=9), "Name not known (girl, about 9)"),
        (PersonWords(), "Name not known (child, age not known)"),
        (PersonWords(unborn=True, due_on=date(2027, 2, 4)), "Unborn, due 4 Feb 2027"),
        (PersonWords(unborn=True, due_on=date(2026, 11, 1)), "Unborn, was due 1 Nov 2026"),
        (PersonWords(unborn=True), "Unborn, due date not known"),
        (PersonWords("Ava", "Nowak", born_on=date(2019, 1, 2), died_on=date(2026, 5, 1)), "Ava Nowak, died 1 May 2026"),
        (PersonWords(context_kind="Place", context_name="Central Park"), "Place: Central Park (no child named)"),
        (PersonWords(context_kind="Peer group"), "Peer group: not named (no child named)"),
    ],
)
def test_people(person: PersonWords, words: str) -> None:
    assert formatting.person_line(person, on=date(2026, 11, 20)) == words


def test_numbers_with_their_nouns() -> None:
    assert formatting.counted(1, "child", "children") == "1 child"
    assert formatting.counted(1204, "child", "children") == "1,204 children"
    assert formatting.counted(0, "contact") == "0 contacts"
