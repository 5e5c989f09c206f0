"""What a value means, and what is asked where it cannot mean what it should. Nothing is refused, nothing is lost."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from frontdoor.rules.concern import Channel, SubjectKind
from frontdoor.rules.notifications import Notification, Part, parts_of, read_notification
from tests.feeds.files import ADULT, CHILD, as_object, row

RECEIVED = datetime(2026, 11, 20, 16, 50, tzinfo=UTC)


def read(*rows: dict[str, str]) -> Notification:
    parts = [Part(at, {name: value for name, value in one.items() if value}) for at, one in enumerate(rows, start=2)]
    return read_notification(parts, agency="police", agency_kind="police", channel=Channel.POLICE, received_at=RECEIVED)


def test_an_ordinary_notification_leaves_no_question() -> None:
    found = read(row(CHILD), row(ADULT))
    assert found.asked == ()
    child, adult = found.concern.children[0], found.concern.adults[0]
    assert (child.given_name, child.born, child.own_words) == ("Ana", date(2019, 5, 4), "I hid behind the bed.")
    assert (child.where_now, child.with_whom, child.seen) == ("1 Any Road", "grandmother", "yes")
    assert (adult.role, adult.relationship) == ("suspect", "father")
    assert adult.bail_or_order.startswith("Bail until 4 December")
    assert found.concern.agency_sent_at == datetime(2026, 11, 20, 15, 10, tzinfo=UTC)
    assert (found.concern.referrer.source, found.concern.referrer.agency) == ("6", "police")
    assert found.concern.police is not None
    assert (found.concern.police.dash, found.concern.police.handling_code) == ("high", "P")


# column, as written, what the question says, because
QUESTIONS = [
    ("date_of_birth", "2031-01-01", "lies in the future", "a birth to come is a slip of the pen"),
    ("date_of_birth", "1899-12-31", "lies before 1900", "nobody is that old"),
    ("date_of_birth", "1986-03-02", "makes 40 years", "a child of forty may be the parent"),
    ("date_of_birth", "30/02/2019", "no day that exists", "there is no 30 February"),
    ("date_of_birth", "about nine", "no day that exists", "words in a date's place"),
    ("submitted", "2026-11-31T10:00", "no date and time that exists", "there is no 31 November"),
    ("submitted", "2026-12-24T10:00", "lies in the future", "it has been received already"),
    ("attended", "2026-11-20", "day without a readable time", "a day alone"),
    ("attended", "2026-03-29T01:30", "without a readable time", "the clocks had jumped over it"),
    ("sex", "X", "none of M, F, U", "not a census code"),
    ("seen", "perhaps", "neither yes nor no", "an answer nobody can count"),
    ("person", "juvenile", "taken as a child", "an unknown code must not lose a child"),
    ("worries", "domestic_abuse;gloom", '"gloom"', "one code of two is known"),
    ("nhs_number", "943 476 5910", "check digit", "one digit is wrong"),
    ("given_name", "A" * 500, "A" * 500, "kept whole in the question"),
    ("narrative", "", "narrative is empty", "nobody said what happened"),
    ("police_protection_from", "yes", "72 hours run from 2026-11-20T14:20", "the earliest moment they were there"),
    ("police_protection_from", "2026-12-20T10:00", "72 hours run from 2026-11-20T14:20", "not from a day to come"),
    ("police_protection_from", "1999-12-20T10:00", "72 hours run from 2026-11-20T14:20", "nor from the last century"),
]


@pytest.mark.parametrize(("column", "written", "says", "because"), QUESTIONS)
def test_what_is_asked_about(column: str, written: str, says: str, because: str) -> None:
    found = read(row(CHILD, **{column: written}))
    assert len(found.asked) == 1, because
    assert says in found.asked[0].words, because
    assert found.asked[0].words in found.concern.asked_about
    assert len(found.concern.children) == 1, because


def test_a_date_of_birth_that_cannot_be_is_kept_as_it_was_written() -> None:
    for written in ("1899-12-31", "2031-01-01", "30/02/2019"):
        child = read(row(CHILD, date_of_birth=written)).concern.children[0]
        assert (child.born, child.age_said) == (None, f"(born {written})")
    assert read(row(CHILD, date_of_birth="1986-03-02")).concern.children[0].born == date(1986, 3, 2)


DATES = ["2019-05-04", "04/05/2019", "4.5.2019", "04-05-2019", "2019-05-04T00:00:00"]


@pytest.mark.parametrize("written", DATES)
def test_days_as_people_write_them(written: str) -> None:
    assert read(row(CHILD, date_of_birth=written)).concern.children[0].born == date(2019, 5, 4)


@pytest.mark.parametrize(
    "written", ["2026-11-20T15:10", "20/11/2026 15:10", "2026-11-20 15:10:00", "2026-11-20T16:10+01:00"]
)
def test_moments_as_people_write_them(written: str) -> None:
    assert read(row(CHILD, submitted=written)).concern.agency_sent_at == datetime(2026, 11, 20, 15, 10, tzinfo=UTC)


def test_rows_that_differ_in_what_is_said_once_are_asked_and_no_text_is_lost() -> None:
    found = read(row(CHILD), row(ADULT, grade="1", narrative="A second account."))
    assert [question.line for question in found.asked] == [3]
    assert found.concern.worry.endswith("\n\nA second account.")
    assert found.concern.police is not None
    assert found.concern.police.grade == "2"


def test_unborn_children_and_contexts_are_persons_of_their_own_kind() -> None:
    found = read(row(person="unborn", expected="2027-02-01"), row(person="place", label="Bus station"))
    assert [child.kind for child in found.concern.children] == [SubjectKind.UNBORN, SubjectKind.PLACE]


def test_the_mark_of_the_content_is_the_same_in_any_order_and_shape() -> None:
    forwards, backwards = read(row(CHILD), row(ADULT)), read(row(ADULT), row(CHILD))
    parts, unknown = parts_of(as_object(CHILD, ADULT))
    message = read_notification(parts, agency="police", agency_kind="police", channel=Channel.API, received_at=RECEIVED)
    assert unknown == ()
    assert forwards.content == backwards.content == message.content
    assert read(row(CHILD, grade="3"), row(ADULT)).content != forwards.content


def test_a_formula_and_markup_are_text() -> None:
    for text in ("=1+1", "+441632", "-1", "@SUM(A1)", "\t=1", "\r=1", "<script>alert(1)</script>"):
        assert read(row(CHILD, narrative=text, words=text)).concern.worry == text
        assert read(row(CHILD, words=text)).concern.children[0].own_words == text
