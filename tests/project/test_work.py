"""The worker's threads live and end together."""

from __future__ import annotations

import signal
from collections.abc import Iterator
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
