"""Whether the program is at work: a round leaves a sign only when it came through, and silence is answered by 503."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, OperationalError
from django.test import Client

from frontdoor.access import doors
from frontdoor.outbox import signs
from frontdoor.outbox.signs import SILENT_AFTER, WATCHED, came_through, silent

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_yet(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    cache.clear()
    monkeypatch.setattr(signs, "_written", {})
    monkeypatch.setattr(doors, "now", lambda: NOW)
    yield
    cache.clear()


def asked() -> tuple[int, dict[str, Any]]:
    answer = Client().get("/health/")
    assert answer["Cache-Control"] == "no-store"
    return answer.status_code, answer.json()


def test_every_round_that_comes_each_minute_is_watched() -> None:
    """A round of another name would be silent for ever, or never be missed."""
    from frontdoor.jobs.rounds import ROUNDS

    each_minute = {one.name for one in ROUNDS if one.every <= 60}
    assert each_minute == {*WATCHED} - {"seal", "follow", "empty the spool"}


def test_at_work_it_is_sound_and_before_the_first_sign_it_is_not() -> None:
    status, told = asked()
    assert status == 503
    assert not told["sound"]
    assert told["silent"]["watch the clocks"] == {"since": None, "then": WATCHED["watch the clocks"]}
    for name in WATCHED:
        came_through(name, NOW - SILENT_AFTER)
    assert asked() == (200, {"sound": True, "database": "answers", "silent": {}})


def test_what_is_silent_for_five_minutes_is_named_with_what_stands_still() -> None:
    for name in WATCHED:
        came_through(name, NOW)
    came_through("seal", NOW - SILENT_AFTER - timedelta(seconds=1))
    status, told = asked()
    assert status == 503
    assert told["silent"] == {"seal": {"since": "2026-11-20T02:54:59+00:00", "then": "what is recorded is not sealed"}}


def test_a_round_that_fails_each_time_leaves_no_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is logged and tried again, so the process looks well: only its silence tells."""
    from frontdoor.jobs import rounds

    stop, went = Event(), list[str]()

    def fails(now: datetime) -> None:
        went.append("fails")
        raise DatabaseError("a column that is not there")

    def works(now: datetime) -> None:
        went.append("works")
        stop.set()

    monkeypatch.setattr(rounds, "clock", lambda: NOW)
    monkeypatch.setattr(rounds.connection, "close", lambda: None)
    monkeypatch.setattr(stop, "wait", lambda seconds: True)
    rounds.run(stop, (rounds.Round("watch the clocks", 30.0, fails), rounds.Round("send messages", 5.0, works)))
    assert went == ["fails", "works"]
    quiet = silent(NOW)
    assert "watch the clocks" in quiet
    assert "send messages" not in quiet


def test_the_sealer_and_the_follower_leave_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    from frontdoor.jobs import follower, sealer

    stop = Event()

    def once() -> int:
        stop.set()
        return 0

    monkeypatch.setattr(sealer, "clock", lambda: NOW)
    monkeypatch.setattr(sealer, "seal_all", once)
    monkeypatch.setattr(sealer.connection, "close", lambda: None)
    sealer.run(stop)
    monkeypatch.setattr(follower, "clock", lambda: NOW)
    assert follower._step([])
    assert {"seal", "follow"} & {*silent(NOW)} == set()


def test_a_sign_is_written_at_most_every_quarter_of_a_minute(django_assert_num_queries: Any) -> None:
    came_through("seal", NOW)
    with django_assert_num_queries(0):
        came_through("seal", NOW + timedelta(seconds=14))
        came_through("count names", NOW)
    came_through("seal", NOW + timedelta(seconds=15))
    assert "seal" not in silent(NOW + timedelta(seconds=15) + SILENT_AFTER)


def test_without_a_database_it_answers_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(keys: object) -> None:
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(cache, "get_many", away)
    assert asked() == (503, {"sound": False, "database": "away", "silent": {}})


def test_it_is_asked_and_never_told() -> None:
    assert Client().post("/health/").status_code == 405
