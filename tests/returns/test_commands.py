"""`frontdoor returns cin export`, `annex-a export` and `dfe-daily` as a person runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from frontdoor.simulation.city import make
from tests.harness.databases import OwnDatabase
from tests.harness.environment import ROOT

ENDS = datetime(2026, 6, 20, 16, 50, tzinfo=UTC)


def asked(own: OwnDatabase, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "frontdoor", "returns", *words]
    return subprocess.run(command, env=own.environment, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_each_return_is_made_and_says_what_it_made(own_database: OwnDatabase, tmp_path: Path) -> None:
    make(authority="874", ends_at=ENDS, years=0.6, size=0.01, seed=3)
    census, lists, calls = (tmp_path / name for name in ("census.xml", "annex-a.xlsx", "calls.json"))
    made = asked(own_database, "cin", "export", "--authority", "874", "--year", "2025-26", "--output", str(census))
    assert made.returncode == 0, made.stderr
    assert "Children in need census 2025-26, 874: reconciliation" in made.stdout
    page = census.with_name("census.xml.reconciliation.txt").read_text("utf-8")
    assert page in made.stdout
    assert census.read_bytes().startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<Message>')
    listed = asked(
        own_database, "annex-a", "export", "--authority", "874", "--on", "2026-06-10", "--output", str(lists)
    )
    assert listed.returncode == 0, listed.stderr
    assert listed.stdout.count("rows") == 11
    assert lists.read_bytes()[:2] == b"PK"
    seen = asked(own_database, "dfe-daily", "preview", "--authority", "874", "--output", str(calls))
    assert seen.returncode == 0, seen.stderr
    [sent] = json.loads(calls.read_text("utf-8"))
    for file in tmp_path.iterdir():
        assert file.stat().st_mode & 0o077 == 0, f"{file.name} names children"
    assert f"{len(sent)} children in 1 calls" in seen.stdout
    for words, to, expected in (
        (("annex-a", "export", "--on", "2026-06-10", "--output"), lists, {"written", "bytes", "position", "lists"}),
        (("dfe-daily", "preview", "--output"), calls, {"children", "calls", "new", "changed", "purged", "written"}),
    ):
        data = json.loads(asked(own_database, *words, str(to), "--authority", "874", "--format", "json").stdout)
        assert {*data} == expected
        assert data["written"] == str(to)
    ahead = asked(own_database, "cin", "export", "--authority", "874", "--year", "2027-28", "--output", str(census))
    assert (ahead.returncode, ahead.stdout) == (1, "")
    assert "The census year 2027-28 has not begun at this position of the ledger." in ahead.stderr
    off = asked(own_database, "dfe-daily", "send", "--authority", "874")
    assert (off.returncode, off.stdout) == (1, "")
    assert "The daily feed is off" in off.stderr


REFUSALS = [
    (("cin", "export", "--authority", "999", "--year", "2025-26", "--output", "x"), "No partnership with"),
    (("cin", "export", "--authority", "874", "--year", "2025", "--output", "x"), '"2025" is no census year'),
    (("annex-a", "export", "--authority", "874", "--on", "2026-06-10", "--output", "x"), "Nothing is recorded for 874"),
    (("annex-a", "export", "--authority", "874", "--on", "2826-06-10", "--output", "x"), "not after today"),
    (("annex-a", "export", "--authority", "874", "--on", "0001-01-01", "--output", "x"), "Give a day on which"),
]


@pytest.mark.parametrize(("words", "sentence"), REFUSALS, ids=[sentence for _, sentence in REFUSALS])
def test_refusals_are_one_sentence(own_database: OwnDatabase, words: tuple[str, ...], sentence: str) -> None:
    refused = asked(own_database, *words)
    assert refused.returncode == 1
    assert sentence in refused.stderr
