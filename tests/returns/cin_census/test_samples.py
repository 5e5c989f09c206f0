"""The five sample files: the two whose issues are published, place by place, and the others as they should come out."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from frontdoor.returns.cin_census.checks import Report
from frontdoor.returns.cin_census.validation import validate
from tests.shared_data import shared

#: Rule, table, field, row, value.
Line = tuple[str, str, str, int | None, str]

#: What we report beyond the published issues, and why it is right.
BEYOND = {
    "CIN2rows": {
        # The published run says nothing across the authority.
        ("2886Q", "ChildIdentifiers", "Sex", None, "1 of 1"),
        ("2887Q", "Disabilities", "Disability", None, "2 kinds"),
        # Prose and cases of 8565 name the end of a child protection plan: 14 March is after the closure of 27 February.
        ("8565", "CINdetails", "CINclosureDate", 0, "2023-02-27"),
        ("8565", "CINdetails", "DateOfInitialCPC", 0, "2022-12-06"),
        ("8565", "ChildProtectionPlans", "CPPendDate", 0, "2023-03-14"),
        ("8565", "ChildProtectionPlans", "CPPendDate", 1, "2023-03-14"),
    },
    "CIN_Census_2021": {
        ("2887Q", "Disabilities", "Disability", None, "2 kinds"),
        ("8565", "ChildProtectionPlans", "CPPendDate", 0, "1971-03-14"),
        # The published run took 1066 for no date; it is one, beside a date of birth and far from the census.
        ("8525Q", "ChildIdentifiers", "PersonBirthDate", 0, "1965-03-27"),
        ("8525Q", "ChildIdentifiers", "ExpectedPersonBirthDate", 0, "1066-04-13"),
        ("8530Q", "ChildIdentifiers", "ExpectedPersonBirthDate", 0, "1066-04-13"),
    },
}


def sample(name: str) -> Path:
    return shared(f"data/cin/samples/{name}.xml")


def found(report: Report) -> set[Line]:
    return {(one.rule, one.table, one.field, one.row, one.value) for one in report.issues()}


def published(name: str) -> set[Line]:
    text = shared(f"data/cin/expected_{name}_cin2024_25.csv").read_text("utf-8")
    return {
        (
            row["rule_code"],
            row["tables_affected"],
            row["columns_affected"],
            int(row["ROW_ID"]),
            "" if row["value_flagged"] == "nan" else row["value_flagged"],
        )
        for row in csv.DictReader(text.splitlines())
    }


@pytest.mark.parametrize("name", sorted(BEYOND))
def test_a_sample_whose_issues_are_published(name: str) -> None:
    report = validate(sample(name), "2024-25")
    assert found(report) == published(name) | BEYOND[name]
    assert not published(name) & BEYOND[name]
    assert (report.status, report.not_run, report.children) == (1, [], 1)


@pytest.mark.parametrize(("name", "children"), [("CIN_Census_2024", 2), ("CIN_Census_2026", 2), ("fake_CIN_data", 332)])
def test_a_sample_without_published_issues(name: str, children: int) -> None:
    report = validate(sample(name), "2024-25")
    assert (report.status, report.not_run, report.children) == (1, [], children)


def test_an_assessment_of_the_future_and_a_factor_that_is_none() -> None:
    report = validate(sample("CIN_Census_2024"), "2024-25")
    of_assessments = {(one.rule, one.field, one.row) for one in report.issues() if one.table == "Assessments"}
    assert ("8608", "AssessmentActualStartDate", 0) in of_assessments, "starts in 2028, ends in 2020"
    assert ("8897Q", "AssessmentFactors", 1) in of_assessments, "finished in the year, with an empty list of factors"
    assert ("8897Q", "AssessmentFactors", 0) not in of_assessments, "finished before the year"


def test_the_block_on_pre_proceedings_is_read_kept_and_named() -> None:
    report = validate(sample("CIN_Census_2026"), "2024-25")
    assert report.notes[1:] == ["PreProceedingsandFGDM blocks read and kept: 1. Their rules are not in this release."]
    same = validate(sample("CIN_Census_2024"), "2024-25")
    assert found(report) == found(same), "the two files differ in the block alone"


def test_the_large_sample_by_rule() -> None:
    """Counted over in the text of the file, not by the rules' own code."""
    report = validate(sample("fake_CIN_data"), "2024-25")
    text = sample("fake_CIN_data").read_text("utf-8")
    children, episodes = text.split("<Child>")[1:], text.split("<CINdetails>")[1:]
    of_rule = {count.rule.code: count.children for count in report.summary()}

    assert of_rule["4180"] == len(children), "the file gives gender, which is not sex"
    assert "8590" not in of_rule
    assert all("<CINdetails>" in one for one in children)
    assert of_rule["8790"] == sum(">NONE<" in one and one.count("<Disability>") > 1 for one in children)
    assert of_rule["8585Q"] == sum("RC2" in one and "PersonDeathDate" not in one for one in children)
    met = sum("<ReferralNFA>true" in one and "<DateOfInitialCPC>" in one for one in episodes)
    assert sum(one.rule == "8831" for one in report.issues()) == met
