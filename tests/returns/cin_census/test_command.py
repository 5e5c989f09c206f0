"""`frontdoor returns cin validate`: what it prints, what it answers, and that it starts without Django."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.project import command_line
from frontdoor.returns.cin_census import printing
from frontdoor.returns.cin_census.checks import check, rules_of
from tests.returns.cin_census import files
from tests.returns.cin_census.children import authority, child
from tests.returns.cin_census.files import message, written

COLUMNS = ["rule", "type", "child", "table", "field", "row", "value", "message"]


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Two children, of whom the second has no sex and a disability twice."""
    second = files.child("A2").replace("<Sex>F</Sex>", "<Sex>X</Sex>").replace(">HAND<", ">MOB<")
    return written(tmp_path, message(files.child("A1"), second))


def run(*arguments: object) -> int:
    return command_line.main(["returns", "cin", "validate", *(str(one) for one in arguments)])


def test_csv_has_a_line_for_each_flagged_field(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(wrong, "--year", "2024-25", "--format", "csv") == 1
    head, *lines = csv.reader(io.StringIO(capsys.readouterr().out))
    assert head == COLUMNS
    assert [line[:7] for line in lines] == [
        ["4180", "error", "A2", "ChildIdentifiers", "Sex", "1", "X"],
        ["8794", "error", "A2", "Disabilities", "Disability", "8", "MOB"],
        ["8794", "error", "A2", "Disabilities", "Disability", "9", "MOB"],
    ]
    assert lines[0][7].startswith("Sex is missing or is not M, F or U.")


def test_json_says_all_that_is_known(wrong: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(wrong, "--format", "json", "--output", tmp_path / "found.json") == 1
    assert capsys.readouterr().out == ""
    told = json.loads((tmp_path / "found.json").read_text("utf-8"))
    assert (told["year"], told["children"], told["rules"], told["status"]) == ("2025-26", 2, 109, 1)
    assert told["period"] == ["2024-04-01", "2025-03-31"]
    assert [(one["rule"], one["type"], one["fields"], one["children"]) for one in told["summary"]] == [
        ("4180", "error", 1, 1),
        ("8794", "error", 2, 1),
    ]
    assert list(told["issues"][0]) == COLUMNS
    assert told["not_run"] == []


def test_a_person_reads_each_rule_its_places_and_a_summary(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(wrong, "--year", "2024-25") == 1
    shown = capsys.readouterr().out
    assert "rules of 2024-25, year to 2025-03-31: 2 children." in shown
    assert "4180 error: Sex is missing or is not M, F or U. (1 field, 1 child)" in shown
    assert "A2  Disabilities.Disability row 9  MOB" in shown
    assert shown.endswith("109 rules run, 0 not run. Fields flagged: 3 by errors, 0 by queries.\n")


def test_a_long_list_is_cut_for_a_person_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = message(*(files.child(f"A{at}").replace("<Sex>F</Sex>", "") for at in range(12)), files.child("B"))
    assert run(written(tmp_path, many)) == 1
    assert "and 2 more; --format csv lists them all" in capsys.readouterr().out


def test_what_reading_finds_is_none_of_the_departments_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = message(
        files.child("A1")
        .replace("2024-06-03", "3/6/2024")
        .replace("</CINdetails>", "<ReferralNFA>0</ReferralNFA></CINdetails>")
    )
    assert run(written(tmp_path, odd), "--year", "2024-25") == 1
    shown = capsys.readouterr().out
    assert "date error" in shown
    assert "twice error" in shown
    assert "109 rules run, 0 not run." in shown


def test_a_clean_file_is_status_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(written(tmp_path, message(files.child("A1"))), "--year", "2025-26") == 0
    assert "Nothing to put right." in capsys.readouterr().out


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_rule_that_was_not_run_is_status_2_in_every_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    without = message(files.child("A1")).replace("<ReferralNFA>false</ReferralNFA>", "")
    assert run(written(tmp_path, without), "--year", "2024-25", "--format", form) == 2
    out, err = capsys.readouterr()
    assert "has ReferralNFA, without which this rule can find nothing." in out
    assert "rules were not run: 4000, " in err
    if form == "csv":
        unrun = [line for line in csv.DictReader(io.StringIO(out)) if line["type"] == "not run"]
        assert "8831" in {line["rule"] for line in unrun}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["census.xml", "--year", "2026-27"], "The rules of 2026-27 are not in this release"),
        (["census.xml", "--year", "twenty"], "is no census year"),
        (["census.xml", "--year", ""], "is no census year"),
        (["broken.xml"], "breaks off"),
        (["none.xml"], "cannot be opened"),
        (["census.xml", "--output", "no/such/folder/f.csv"], "cannot be written"),
        (["census.xml", "--output", "./census.xml"], "is the census itself"),
    ],
)
def test_what_cannot_be_done_is_status_2_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, message(files.child("A1")))
    (tmp_path / "broken.xml").write_text(message(files.child("A1"))[:-100], encoding="utf-8")
    assert run(*arguments) == 2
    assert says in capsys.readouterr().err
    assert (tmp_path / "census.xml").read_text("utf-8") == message(files.child("A1")), "the census is left as it is"


def test_it_loads_neither_django_nor_a_database(wrong: Path) -> None:
    asked = [sys.executable, "-X", "importtime", "-m", "frontdoor", "returns", "cin", "validate", str(wrong)]
    shown = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert shown.returncode == 1, shown.stderr[-500:]
    assert "4180 error" in shown.stdout
    assert "frontdoor.returns.cin_census.reader" in shown.stderr
    assert " django" not in shown.stderr
    assert " psycopg" not in shown.stderr


@given(value=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20))
def test_no_value_is_worked_out_by_a_spreadsheet_or_parts_its_line(value: str) -> None:
    rules = [rule for rule in rules_of("2024-25") if rule.code in {"1580", "4180", "8510"}]
    report = check(authority(child(number=value, sex=value)), "2024-25", rules)
    to = io.StringIO(newline="")
    printing.write(report, "csv", to)
    lines = list(csv.DictReader(io.StringIO(to.getvalue(), newline="")))
    assert len(lines) == sum(1 for _ in report.issues())
    for line, issue in zip(lines, report.issues(), strict=True):
        assert list(line) == COLUMNS
        assert line["value"].removeprefix("'") == issue.value.removeprefix("'")
        assert not line["value"].lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        assert not line["child"].lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
