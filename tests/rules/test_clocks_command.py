"""`frontdoor clocks` as somebody types it: no database, no Django, one sentence when it cannot answer."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from frontdoor.project.command_line import main

ANSWERS = [
    ("due referral_decision --start 2026-04-02T16:50", "2026-04-07T23:59:59+01:00", "over Easter, in summer time"),
    ("due mash_rag --start 2026-04-02T16:50 --rating red", "2026-04-02T20:50:00+01:00", "four hours by the clock"),
    ("due mash_rag --start 2026-04-02T16:50 --rating red --authority 873", "2026-04-02T18:50:00+01:00", "two there"),
    ("due rhi_offer --start 2026-03-28T23:30+00:00", "2026-04-01T00:30:00+01:00", "72 real hours"),
    ("due first_look --start 2026-11-20T17:31 --danger-now", "2026-11-20T18:01:00+00:00", "danger does not wait"),
    ("due child_first_seen --start 2026-11-20T12:00 --route s17", "2026-11-27T23:59:59+00:00", "five working days"),
    ("due epo --start 2026-11-20T12:00 --fact ends_at=2026-11-25T16:00", "2026-11-25T16:00:00+00:00", "the court's"),
]


@pytest.mark.parametrize(("typed", "answer", "because"), ANSWERS)
def test_it_prints_the_due_moment(typed: str, answer: str, because: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clocks", *typed.split()]) == 0
    assert capsys.readouterr().out == f"{answer}\n", because


REFUSALS = [
    ("due tea --start 2026-04-02T16:50", 'no clock called "tea"'),
    ("due referral_decision --start 2026-03-29T01:30", "never existed in London"),
    ("due referral_decision --start 2026-04-02", "a date without a time"),
    ("due referral_decision --start 2035-12-31T10:00", "from Sun 1 Jan 2012 to Mon 31 Dec 2035"),
    ("due referral_decision --start 2011-01-01T10:00", "No rule of referral_decision is in force on Sat 1 Jan 2011"),
    ("due referral_decision --start 2026-04-02T16:50 --authority 999", 'authority code "999"'),
    ("due assessment_internal_review --start 2026-04-02T16:50", "state review_on"),
    ("due epo --start 2026-04-02T16:50 --fact ends_at", "is no fact"),
    ("list --at soon", "is not a date"),
]


@pytest.mark.parametrize(("typed", "says"), REFUSALS)
def test_it_refuses_with_one_sentence(typed: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clocks", *typed.split()]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert says in printed.err
    assert printed.err.count("\n") == 1


def test_it_explains_on_demand(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clocks", "due", "referral_decision", "--start", "2026-04-02T16:50", "--explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2026-04-07T23:59:59+01:00"
    assert "Fri 3 Apr 2026: not counted, Good Friday." in lines
    assert any(line.startswith("Source: Keeping Children Safe in Education") for line in lines)


def test_it_prints_data_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    typed = "due mash_rag --start 2026-04-02T16:50 --rating green --explain --format json"
    assert main(["clocks", *typed.split()]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["clock"], told["authority"], told["due"]) == ("mash_rag", "874", "2026-04-17T16:50:00+01:00")
    assert told["rule"]["demonstration"] is True
    assert len(told["explained"]) > 10


def test_it_lists_every_clock_with_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clocks", "list"]) == 0
    text = capsys.readouterr().out
    assert "referral_decision" in text
    assert "England, evidence V: Keeping Children Safe in Education" in text
    assert main(["clocks", "list", "--at", "2015-10-30", "--format", "json"]) == 0
    then = {row["id"] for row in json.loads(capsys.readouterr().out)}
    assert "assessment" in then
    assert "fgm_report" not in then, "commenced on the day after"


def test_it_starts_without_django() -> None:
    program = (
        "import sys\n"
        "from frontdoor.project.command_line import main\n"
        "main(['clocks', 'due', 'referral_ack', '--start', '2026-04-02T16:50'])\n"
        "sys.exit('django' in sys.modules or 'psycopg' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    assert done.stdout == "2026-04-07T23:59:59+01:00\n"
