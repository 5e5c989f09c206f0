"""What is not run is said, never passed over: a rule that fails, an element or a table that a file has not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frontdoor.returns.cin_census.checks import Report, check, check_child, rules_of
from frontdoor.returns.cin_census.checks.rule import At, Found
from frontdoor.returns.cin_census.validation import validate
from tests.returns.cin_census import files
from tests.returns.cin_census.children import assessed, authority, child, day, enquiry, episode, protected
from tests.returns.cin_census.files import message, written

YEAR = "2024-25"


def unrun(report: Report) -> dict[str, str]:
    return dict(report.not_run)


def test_a_clean_file(tmp_path: Path) -> None:
    report = validate(written(tmp_path, message(files.child("A1"), files.child("A2"))), YEAR)
    assert (report.status, list(report.issues()), report.not_run, report.notes) == (0, [], [], [])
    assert (report.children, len(report.rules)) == (2, 109)


def test_a_rule_that_fails_is_not_run_and_the_others_are() -> None:
    def fails_at_the_second(record: Any, at: At) -> Found:
        if at.child.identifiers.LAchildID == "A2":
            raise ZeroDivisionError("division by zero")
        return True

    rules = [replace(rule, check=fails_at_the_second) if rule.code == "4180" else rule for rule in rules_of(YEAR)]
    report = check(authority(child(number="A1"), child(number="A2", ethnicity=None)), YEAR, rules)

    assert list(unrun(report)) == ["4180"]
    assert "ZeroDivisionError: division by zero" in unrun(report)["4180"]
    codes = {issue.rule for issue in report.issues()}
    assert "4180" not in codes, "half a rule is none: what it found before is dropped"
    assert "4220" in codes
    assert report.status == 2


@pytest.mark.parametrize(
    "crash",
    [
        ZeroDivisionError(),
        KeyError("x"),
        TypeError("x"),
        AttributeError("x"),
        RecursionError(),
        NameError("x"),
        StopIteration(),
    ],
    ids=repr,
)
def test_however_a_rule_fails_it_is_not_run(crash: Exception) -> None:
    def fails(record: Any, at: At) -> Found:
        raise crash

    rules = [replace(rule, check=fails) for rule in rules_of(YEAR) if rule.code == "4180"]
    assert type(crash).__name__ in unrun(check(authority(child()), YEAR, rules))["4180"]


def test_a_rule_across_the_authority_that_fails_is_not_run() -> None:
    class Fails:
        def see(self, child: Any, at: At) -> None:
            raise KeyError("UPN")

        def found(self, at: At) -> str:
            raise AssertionError("asked although it had failed")

    rules = [replace(rule, across=Fails) if rule.code == "1520" else rule for rule in rules_of(YEAR)]
    report = check(authority(child(number="A1"), child(number="A2")), YEAR, rules)
    assert "KeyError: 'UPN'" in unrun(report)["1520"]


def test_a_year_whose_bank_holidays_are_not_known_is_said() -> None:
    early = child(episode("2001-01-02", assessed("2001-01-03")))
    report = check(authority(early, reference="2001-03-31", year="2001"), YEAR)
    assert list(unrun(report)) == ["8670Q"]
    assert "Bank holidays in England are known here from" in unrun(report)["8670Q"]


def removed(text: str, element: str) -> str:
    """The file without an element, wherever it stood."""
    while f"<{element}>" in text:
        before, _, rest = text.partition(f"<{element}>")
        text = before + rest.partition(f"</{element}>")[2]
    return text


@pytest.mark.parametrize(
    ("element", "not_run", "still_found"),
    [
        ("ReferralNFA", {"8569Q", "8610", "8831", "8832", "4000", "8540", "8770Q", "8815", "8816"}, {"8568"}),
        ("CINreferralDate", {"1103", "1104", "1105", "2889", "4015", "8630", "8816", "8820", "8866"}, {"8600"}),
        ("LAchildID", {"1570", "1580", "8510"}, {"8500"}),
        ("CPPstartDate", {"2883", "2885", "8840", "8841", "8915", "8925", "8940"}, {"8720"}),
        ("AssessmentActualStartDate", {"1103", "8608", "8670Q", "8736", "8863Q"}, set()),
        ("S47ActualStartDate", {"2889", "8675Q", "8890"}, {"8615"}),
        ("ICPCnotRequired", {"8675Q", "8740"}, set()),
        ("CPPreviewDate", set(), set()),
        ("Sex", set(), {"4180", "2886Q"}),
        ("ChildCharacteristics", {"4220", "8540", "8790", "8794"}, set()),
        ("ChildIdentifiers", {"1510", "4180", "8500", "8525Q", "8770Q"}, set()),
        ("CINdetails", {"8568", "8600", "8610", "8831"}, {"8590"}),
    ],
)
def test_an_element_that_no_record_has(tmp_path: Path, element: str, not_run: set[str], still_found: set[str]) -> None:
    """Rules that would fall silent are not run; a rule about the absence itself is, and finds it."""
    text = removed(message(files.child("A1"), files.child("A2")), element)
    report = validate(written(tmp_path, text), YEAR)
    assert not_run <= set(unrun(report))
    assert all(element in why for why in unrun(report).values())
    assert still_found <= {issue.rule for issue in report.issues()}
    assert not still_found & set(unrun(report))
    assert report.status == (2 if not_run else 1 if still_found else report.status)


def test_an_element_that_one_record_has_is_enough(tmp_path: Path) -> None:
    text = message(removed(files.child("A1"), "ReferralNFA"), files.child("A2"))
    report = validate(written(tmp_path, text), YEAR)
    assert report.not_run == []
    assert [(one.rule, one.child, one.row) for one in report.issues()] == [("8568", "A1", 0)]


def test_a_file_that_breaks_off_has_no_rule_run(tmp_path: Path) -> None:
    text = message(removed(files.child("A1"), "Sex"), files.child("A2"))
    report = validate(written(tmp_path, text[:-300]), YEAR)
    assert len(report.not_run) == 109
    assert all("breaks off" in why for why in unrun(report).values())
    assert list(report.issues()) == [], "what was found before the break would look like the whole"
    assert report.status == 2


def test_a_census_without_children_has_no_rule_run(tmp_path: Path) -> None:
    report = validate(written(tmp_path, message()), YEAR)
    assert {"8500", "8600", "2887Q"} <= set(unrun(report))
    assert "100" not in unrun(report)


def test_what_is_no_date_is_an_issue_with_its_text(tmp_path: Path) -> None:
    text = message(files.child("A1"), files.child("A2").replace("2024-06-03", "03/06/2024"))
    report = validate(written(tmp_path, text), YEAR)
    (wrong,) = [issue for issue in report.issues() if issue.rule == "date"]
    assert (wrong.child, wrong.table, wrong.field, wrong.row) == ("A2", "Assessments", "AssessmentAuthorisationDate", 1)
    assert wrong.value == "03/06/2024"
    assert report.status == 1


def test_a_file_of_another_year_is_judged_over_its_own_period_and_says_so(tmp_path: Path) -> None:
    text = message(files.child("A1")).replace("2025-03-31", "2024-03-31").replace("<Year>2025", "<Year>2024")
    report = validate(written(tmp_path, text), YEAR)
    assert report.period.end == date(2024, 3, 31)
    assert "of the census year 2023-24" in report.notes[0]
    assert {"8600", "8715", "8720"} <= {issue.rule for issue in report.issues()}


def test_without_a_reference_date_the_year_of_the_rules_is_the_period(tmp_path: Path) -> None:
    report = validate(written(tmp_path, message(files.child("A1"), header="")), YEAR)
    assert report.period.end == date(2025, 3, 31)
    assert [issue.rule for issue in report.issues()] == ["100"]


def test_one_child_is_judged_by_the_same_rules_as_a_file() -> None:
    """Built from anywhere, with the rules that need no other child; a blank is a matter, not a rule unrun."""
    unfinished = child(
        episode("2024-05-01", assessed("2024-05-02"), nfa=None, closed="2024-09-01", why="RC7"), sex=None
    )
    alone, filed = check_child(unfinished, YEAR), check(authority(unfinished, child(number="A2")), YEAR)
    across = {rule.code for rule in rules_of(YEAR) if rule.across is not None}
    expected = {issue[:7] for issue in filed.issues() if issue.rule not in across}
    assert {issue[:7] for issue in alone.issues()} == {one for one in expected if one[2] == "A1"}
    assert {"4180", "8568", "8867"} <= {issue.rule for issue in alone.issues()}
    assert alone.not_run == []


@pytest.mark.parametrize(
    ("today", "late"),
    [("2024-07-05", False), ("2024-07-06", True), ("2025-06-01", True), (None, True)],
)
def test_while_the_year_runs_open_work_is_late_when_its_days_are_over(today: str | None, late: bool) -> None:
    """The 45th working day after 1 May 2024 is 5 July, and that day may still be used."""
    one = child(episode("2024-05-01", assessed("2024-05-01")))
    found = {issue.rule for issue in check_child(one, YEAR, as_at=day(today)).issues()}
    assert ("8670Q" in found) is late


def test_one_place_is_shown_once() -> None:
    """Two plans that break a rule at the same referral name it once."""
    both = child(episode("2024-05-02", protected("2024-05-01", "2024-06-01"), protected("2024-05-01", "2024-06-01")))
    report = check(authority(both), YEAR, [rule for rule in rules_of(YEAR) if rule.code == "1105"])
    places = [(issue.table, issue.field, issue.row) for issue in report.issues()]
    assert len(places) == len(set(places)) == 3
    (count,) = report.summary()
    assert (count.fields, count.children) == (3, 1)


def test_a_child_without_a_number_is_shown_by_rows() -> None:
    report = check(authority(child(), child(number=None, ethnicity="XX")), YEAR)
    (issue,) = [issue for issue in report.issues() if issue.rule == "4220"]
    assert (issue.child, issue.table, issue.row, issue.value) == ("", "ChildCharacteristics", 1, "XX")


def test_an_enquiry_that_is_still_within_its_days_is_not_asked_about() -> None:
    one = child(episode("2024-05-01", enquiry("2024-05-02")))
    assert "8675Q" not in {issue.rule for issue in check_child(one, YEAR, as_at=date(2024, 5, 10)).issues()}
