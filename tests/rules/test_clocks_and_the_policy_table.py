"""Every clock of the policy table kept beside the repository stands in the code with the same duration and flags."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from frontdoor.rules.clocks import ClockRule, Unit, rule_in_force
from frontdoor.rules.partnership import for_authority
from tests.shared_data import shared

pytestmark = pytest.mark.shared

PETERBOROUGH = for_authority("874")
AT = date(2026, 11, 22)

#: How the table writes units, and what they are here. A unit that differs by value is stated by value.
UNITS: dict[str, Unit | dict[str, Unit]] = {
    "clock minutes": Unit.CLOCK_MINUTES,
    "clock minutes (danger now); opening-hours minutes (otherwise)": {
        "danger_now": Unit.CLOCK_MINUTES,
        "otherwise": Unit.OPENING_MINUTES,
    },
    "clock hours (red, amber); opening hours (green); working days (blue)": {
        "red": Unit.CLOCK_HOURS,
        "amber": Unit.CLOCK_HOURS,
        "green": Unit.OPENING_HOURS,
        "blue": Unit.WORKING_DAYS,
    },
    "hours": Unit.CLOCK_HOURS,
    "clock hours": Unit.CLOCK_HOURS,
    "clock hours (aim: same day)": Unit.CLOCK_HOURS,
    "hours_maximum": Unit.CLOCK_HOURS,
    "opening hours, and before closing for red and amber": Unit.OPENING_HOURS,
    "working_day": Unit.WORKING_DAYS,
    "working_days": Unit.WORKING_DAYS,
    "working days": Unit.WORKING_DAYS,
    "working_days (where possible)": Unit.WORKING_DAYS,
    "working days, or the date written in the plan if sooner": Unit.WORKING_DAYS,
    "months": Unit.MONTHS,
    "days": Unit.CALENDAR_DAYS,
    "calendar days": Unit.CALENDAR_DAYS,
    "days (+7 once)": Unit.CALENDAR_DAYS,
    "days (20 if mother not medically fit)": Unit.CALENDAR_DAYS,
    "calendar_days_minimum": Unit.CALENDAR_DAYS,
    "local (date)": Unit.DATE_SET,
    "before child arrives at school next school day": Unit.SCHOOL_DAY,
}

#: The value of the fact for a key of the table.
VALUES = {"danger_now": "yes", "significant_harm_possible": "yes", "otherwise": ""}


def table() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(shared("data/policy/clocks.json").read_text(encoding="utf-8"))["clocks"]
    return found


def allowed(rule: ClockRule, key: str) -> tuple[int, Unit]:
    found = rule.allowance_for({rule.by: VALUES.get(key, key)} if key else {})
    return found.amount, found.unit


def test_every_clock_of_the_table_is_here_with_its_duration_and_unit() -> None:
    rows = table()
    assert len(rows) >= 40
    for row in rows:
        rule = rule_in_force(row["id"], AT, PETERBOROUGH)
        duration = row["duration"] if row["duration"] is not None else row.get("demonstration_duration")
        unit = UNITS[row["unit"] if row["duration"] is not None else row.get("demonstration_unit", row["unit"])]
        by_value = duration if isinstance(duration, dict) else {"": duration}
        for key, amount in by_value.items():
            wanted = unit[key] if isinstance(unit, dict) else unit
            if amount == "same day":
                assert allowed(rule, key) == (0, Unit.CALENDAR_DAYS), row["id"]
            elif amount is None:
                assert allowed(rule, key)[1] is wanted, row["id"]
            else:
                assert allowed(rule, key) == (amount, wanted), (row["id"], key)


def test_kinds_and_flags_are_those_of_the_table() -> None:
    for row in table():
        rule = rule_in_force(row["id"], AT, PETERBOROUGH)
        assert rule.counts_from_first_receipt == row["counts_from_first_receipt"], row["id"]
        assert rule.met_by_machine == row["met_by_machine"], row["id"]
        assert rule.kind == row["kind"], row["id"]
        assert row["pausable"] is False, "nothing here can pause a clock"
        assert rule.evidence == row["evidence"].partition(" ")[0], row["id"]
        expected = {"runs": "runs", "waits": "waits"}.get(row["out_of_hours"], "by value")
        assert rule.out_of_hours == expected, row["id"]


def test_the_exceptions_that_the_table_states_in_words() -> None:
    assert allowed(rule_in_force("rcpc_after_birth", AT, PETERBOROUGH), "no")[0] == 20
    assert rule_in_force("nrm_cg", AT, PETERBOROUGH).limit == "not_before"
    assert rule_in_force("rereferral_window", AT, PETERBOROUGH).limit == "window"
    assert rule_in_force("child_first_seen", AT, PETERBOROUGH).same_as == "initial_sw_visit"
    handover = rule_in_force("handover_accepted", AT, PETERBOROUGH)
    closing = {key: handover.allowance_for({"rating": key}).by_closing for key in ("red", "amber", "green", "blue")}
    assert closing == {"red": True, "amber": True, "green": False, "blue": False}
