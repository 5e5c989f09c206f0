"""What a start shows of itself where nobody looks through a terminal: a log, a container, a build."""

import io
import time

import pytest

from frontdoor.project import steps_shown
from frontdoor.project.steps_shown import Steps


def test_a_long_step_says_now_and_then_that_it_is_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps_shown, "SECONDS_BETWEEN_LINES", 0.02)
    log = io.StringIO()
    with Steps(1, out=log).step("fictional city"):
        time.sleep(0.3)
    first, *between, last = log.getvalue().splitlines()
    assert first == "  1/1  fictional city ............"
    assert len(between) >= 2
    assert all(line.startswith("       still at work: ") for line in between)
    assert last.startswith(first), "the step's name stands beside its seconds again"


def test_a_short_step_is_one_line() -> None:
    log = io.StringIO()
    with Steps(1, out=log).step("tables"):
        pass
    assert log.getvalue() == "  1/1  tables ....................    0.0 s\n"


def test_lines_come_at_least_every_fifteen_seconds() -> None:
    assert steps_shown.SECONDS_BETWEEN_LINES <= 15
