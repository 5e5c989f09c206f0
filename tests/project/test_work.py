"""The worker's threads live and end together."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from datetime import datetime
from threading import Event

import pytest


@pytest.fixture
def signals_as_they_were() -> Iterator[None]:
    kept = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)}
    yield
    for one, handler in kept.items():
        signal.signal(one, handler)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("failing", ["sealer", "follower"])
@pytest.mark.usefixtures("signals_as_they_were")
def test_a_thread_that_fails_ends_the_worker_with_status_1(monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    """Whoever started the worker starts it anew; else events would stay unsealed, or children unjudged, in silence."""
    from frontdoor.jobs import follower, sealer
    from frontdoor.project.commands import work

    def fails(stop: Event) -> None:
        raise RuntimeError("a fault of the program")

    def waits(stop: Event) -> None:
        assert stop.wait(30)

    monkeypatch.setattr(sealer, "run", fails if failing == "sealer" else waits)
    monkeypatch.setattr(follower, "run", fails if failing == "follower" else waits)
    assert work._work(()) == 1


@pytest.mark.usefixtures("signals_as_they_were")
def test_a_round_that_fails_ends_the_worker_and_its_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the threads left to run, the process would stay up and seal, and no clock would alert anybody any more."""
    from frontdoor.jobs import follower, sealer
    from frontdoor.jobs.rounds import Round
    from frontdoor.project.commands import work

    ended: list[bool] = []

    def waits(stop: Event) -> None:
        ended.append(stop.wait(5))

    def fails(now: datetime) -> None:
        raise RuntimeError("a fault of the program")

    monkeypatch.setattr(sealer, "run", waits)
    monkeypatch.setattr(follower, "run", waits)
    with pytest.raises(RuntimeError, match="a fault of the program"):
        work._work((Round("fail", 1.0, fails),))
    assert ended == [True, True], "told to stop, not left waiting"
