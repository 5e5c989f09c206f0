"""The fault drills in their short form: what was acknowledged is stored, once and whole, whatever was killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.harness.environment import ROOT


@pytest.fixture(scope="module")
def told() -> dict[str, dict[str, Any]]:
    """All drills in one process of their own, on servers of their own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FRONTDOOR_")}
    # Not the session's: the drill names its own directory, and settings that this process has read are not its own.
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    command = [sys.executable, "-m", "drills", "--short", "--format", "json"]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900)
    assert ended.stdout, ended.stderr
    print(ended.stdout)
    figures: dict[str, dict[str, Any]] = json.loads(ended.stdout)
    return figures


@pytest.mark.parametrize(("drill", "kills"), [("F1", 20), ("F2", 3)])
def test_nothing_acknowledged_is_lost_doubled_or_half_written(
    told: dict[str, dict[str, Any]], drill: str, kills: int
) -> None:
    found = told[drill]
    assert found["kills"] == kills
    assert found["acknowledged"] > kills
    assert found["sendings_without_answer"] > 0, "a drill in which nobody noticed the kills has shown nothing"
    for fault in ("lost", "doubled", "half_written", "other_reference", "clocks_differing"):
        assert found[fault] == 0, found
    assert found["passed"], found


def test_no_web_worker_needs_a_restart_after_the_database_died(told: dict[str, dict[str, Any]]) -> None:
    assert told["F2"]["workers_replaced"] == 0


def test_a_thousand_races_of_two_who_decide(told: dict[str, dict[str, Any]]) -> None:
    found = told["F8"]
    assert found["races"] == found["decided"] == found["shown_what_changed"] == 1000
    assert found["silently_overwritten"] == found["undecided"] == 0
    assert found["other_faults"] == []


def test_time_does_not_tell_whether_somebody_is_known(told: dict[str, dict[str, Any]]) -> None:
    found = told["S5"]
    assert found["pairs"] == 60
    assert found["sign_in_median_ms"] > 5, "a sign-in that hashes nothing has shown nothing"
    assert found["passed"], found
