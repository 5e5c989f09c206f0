"""How a clock stands, in the words that people read."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from frontdoor.rules.clocks import TimeState, due_moment, late, rule_in_force, span_words, time_state
from tests.rules.told import PETERBOROUGH, london

RED = ("mash_rag", "2026-11-20T10:00")  # four hours by the clock: due at 14:00
DECISION = ("referral_decision", "2026-11-20T17:31")  # Friday after closing: due at the end of Monday
ASSESSMENT = ("assessment", "2026-01-02T10:00")  # 45 working days: due on 6 March
MINIMUM = ("nrm_cg", "2026-11-20T10:00")  # not before thirty days

STANDS = [
    # clock and start, now, state, label, because
    (RED, "2026-11-20T11:00", "on time", "Decision by 14:00 today", "more than an hour is left"),
    (RED, "2026-11-20T13:05", "due soon", "55 min left", "a quarter of the time is left"),
    (RED, "2026-11-20T13:48", "due soon", "12 min left", "minutes"),
    (RED, "2026-11-20T14:00", "due soon", "1 min left", "due is not yet over"),
    (RED, "2026-11-20T14:40", "overdue", "overdue 40 min", "minutes over"),
    (RED, "2026-11-20T17:10", "overdue", "overdue 3 h 10 min", "hours over"),
    (RED, "2026-11-22T15:00", "overdue", "overdue 2 days", "days over"),
    (DECISION, "2026-11-21T10:00", "on time", "Decision by Mon 17:00", "a day clock is shown by closing time"),
    (DECISION, "2026-11-23T10:00", "due soon", "Decision by 17:00 today", "the last day"),
    (DECISION, "2026-11-23T16:48", "due soon", "12 min left", "until closing"),
    (DECISION, "2026-11-23T18:00", "due soon", "Decision by the end of today", "closed, but the day is not over"),
    (DECISION, "2026-11-24T00:30", "overdue", "overdue 30 min", "now the day is over"),
    (ASSESSMENT, "2026-01-20T10:00", "on time", "Assessment by Fri 6 Mar 17:00", "weeks ahead it says the date"),
    (ASSESSMENT, "2026-02-23T10:00", "due soon", "Assessment by Fri 6 Mar 17:00", "a quarter of the weeks is left"),
    (
        ("school_cp_file", "2026-11-17T10:00"),
        "2026-11-18T10:00",
        "on time",
        "Child protection file by the end of Sun",
        "no door closes on a Sunday",
    ),
    (MINIMUM, "2026-11-21T10:00", "on time", "Conclusive grounds decision not before Sun 20 Dec", "a minimum"),
    (
        MINIMUM,
        "2027-01-21T10:00",
        "on time",
        "Conclusive grounds decision may be made now",
        "a minimum is never overdue",
    ),
]

ENDED = [
    (RED, "2026-11-20T13:59", "met", "within four hours"),
    (RED, "2026-11-20T14:00", "met", "on the minute"),
    (RED, "2026-11-20T14:01", "met late", "a minute over"),
    (DECISION, "2026-11-23T23:59:59", "met", "on the last day, after closing"),
    (MINIMUM, "2026-12-01T10:00", "too early", "before the minimum"),
    (MINIMUM, "2026-12-21T10:00", "met", "after it"),
]


def stands(clock: tuple[str, str], now: str, stopped: str = "") -> TimeState:
    rule = rule_in_force(clock[0], date.fromisoformat(clock[1][:10]), PETERBOROUGH)
    start = london(clock[1])
    due = due_moment(rule, start, {"rating": "red"}, PETERBOROUGH)
    ended = london(stopped) if stopped else None
    return time_state(due, london(now), ended, rule=rule, start=start, overlay=PETERBOROUGH)


@pytest.mark.parametrize(("clock", "now", "state", "label", "because"), STANDS)
def test_how_a_running_clock_stands(clock: tuple[str, str], now: str, state: str, label: str, because: str) -> None:
    found = stands(clock, now)
    assert (found.state, found.label) == (state, label), because


@pytest.mark.parametrize(("clock", "stopped", "state", "because"), ENDED)
def test_how_a_stopped_clock_ended(clock: tuple[str, str], stopped: str, state: str, because: str) -> None:
    found = stands(clock, "2027-06-01T10:00", stopped)
    assert (found.state, found.label) == (state, state), because


def test_without_its_rule_a_clock_is_due_soon_in_its_last_hour() -> None:
    due = london("2026-11-20T14:00")
    assert time_state(due, london("2026-11-20T12:59")).state == "on time"
    assert time_state(due, london("2026-11-20T13:00")).state == "due soon"
    assert time_state(due, london("2026-11-20T12:00")).label == "Due by 14:00 today"


def test_lateness_is_judged_to_the_second() -> None:
    due: datetime = london("2026-11-20T23:59:59")
    assert not late(due + timedelta(milliseconds=999), due)
    assert late(due + timedelta(seconds=1), due)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(5, "1 min"), (3599, "59 min"), (3600, "1 h"), (11400, "3 h 10 min"), (86400, "1 day"), (200000, "2 days")],
)
def test_a_length_of_time_in_words(seconds: int, words: str) -> None:
    assert span_words(timedelta(seconds=seconds)) == words
