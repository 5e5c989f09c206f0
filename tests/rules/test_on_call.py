"""For whom somebody is woken, case by case, and who stands first on the page of those on call."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from frontdoor.rules.clocks.local import SHAPES
from frontdoor.rules.clocks.national import NATIONAL
from frontdoor.rules.on_call import OF_THE_NIGHT, mails, urgency, wakes

NOW = datetime(2026, 3, 7, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("danger_now", "rating", "ran_out", "woken", "because"),
    [
        (True, "", timedelta(minutes=1), True, "danger now, and the time has just run out"),
        (True, "green", timedelta(hours=20), True, "danger now outweighs the rating"),
        (False, "red", timedelta(minutes=20), True, "a red child's time ran out tonight"),
        (False, "red", timedelta(hours=24), True, "a watcher that was down for a day still tells"),
        (False, "red", timedelta(hours=24, seconds=1), False, "older than a day: the manager's to see by day"),
        (True, "red", timedelta(days=300), False, "a history that was loaded wakes nobody"),
        (False, "amber", timedelta(minutes=1), False, "amber waits for the morning"),
        (False, "green", timedelta(minutes=1), False, "green waits for the morning"),
        (False, "", timedelta(minutes=1), False, "not rated and not in danger: the queue is read in the morning"),
    ],
)
def test_who_is_woken(*, danger_now: bool, rating: str, ran_out: timedelta, woken: bool, because: str) -> None:
    assert wakes(clock="first_look", danger_now=danger_now, rating=rating, due_at=NOW - ran_out, now=NOW) is woken, (
        because
    )


@pytest.mark.parametrize(
    ("clock", "woken", "because"),
    [
        ("first_look", True, "nobody has looked yet"),
        ("strategy_discussion", True, "it can be held at night"),
        ("initial_sw_visit", True, "the child can be seen at night"),
        ("core_group_first", False, "a meeting is held by day"),
        ("rcpc_next", False, "so is a review conference"),
        ("assessment", False, "45 working days do not end at night"),
        ("feedback_professional", False, "whoever told us is asleep"),
        ("on_call_acknowledge", False, "then the next person of the rota is told, by that clock itself"),
    ],
)
def test_what_is_of_the_night(clock: str, woken: bool, because: str) -> None:
    assert wakes(clock=clock, danger_now=False, rating="red", due_at=NOW, now=NOW) is woken, because


def test_every_clock_of_the_night_is_a_clock() -> None:
    assert {rule.id for rule in (*NATIONAL, *SHAPES)} >= OF_THE_NIGHT


def test_danger_stands_above_red_and_red_above_the_rest() -> None:
    shown = [(True, "green"), (True, "red"), (False, "red"), (False, "amber"), (False, "")]
    assert [urgency(danger_now=danger, rating=rating) for danger, rating in shown] == [0, 0, 1, 2, 2]


@pytest.mark.parametrize(
    ("loaded", "ran_out", "told", "because"),
    [
        (None, timedelta(days=300), True, "typed here, however late: somebody must hear of it"),
        (timedelta(days=301), timedelta(days=300), False, "last year's history stands on the lists"),
        (timedelta(days=9), timedelta(hours=23), True, "of a loaded history, what ran out since yesterday"),
        (timedelta(minutes=1), timedelta(days=5), True, "the police file was held up: it came just now"),
    ],
)
def test_whom_a_mail_is_sent_about(loaded: timedelta | None, ran_out: timedelta, told: bool, because: str) -> None:
    loaded_at = NOW - loaded if loaded is not None else None
    assert mails(loaded_at=loaded_at, due_at=NOW - ran_out, now=NOW) == told, because
