"""The published cases of about half of the rules: the same places flagged, no more and no fewer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from frontdoor.returns.cin_census.checks import check, rules_of
from tests.returns.cin_census.tables import Tables
from tests.shared_data import shared, shared_directory

VECTORS = "data/cin/cin_rule_vectors.json"


def cases() -> list[dict[str, Any]]:
    """The cases, or none where the reference data is absent; the test below then says so."""
    directory = shared_directory()
    file = directory / VECTORS if directory else None
    found: list[dict[str, Any]] = json.loads(file.read_text())["cases"] if file and file.exists() else []
    return found


def test_the_cases_are_there() -> None:
    assert len(json.loads(shared(VECTORS).read_text())["cases"]) == 58


def places(case: dict[str, Any]) -> Iterator[tuple[str, str, int | None]]:
    """Table, field and row that the case expects; across the authority only that there is an issue."""
    for issue in case["issues"]:
        if issue["kind"] == "la_level_issues":
            yield "", "", None
        else:
            yield issue["tables_affected"], issue["columns_affected"], int(issue["ROW_ID"])


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['ruleset'][3:]}-{case['rule']}")
def test_a_case_of_a_rule(case: dict[str, Any]) -> None:
    year = case["ruleset"][3:].replace("_", "-")
    (only,) = [rule for rule in rules_of(year) if rule.code == case["rule"]]

    report = check(Tables(case["tables"]).census(), year, rules=(only,))

    found = {("", "", None) if one.row is None else (one.table, one.field, one.row) for one in report.issues()}
    assert found == set(places(case))
    assert only.kind.value == case["rule_type"].lower()
    assert not report.not_run
