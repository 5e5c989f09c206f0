"""`frontdoor feeds` as a person runs it: what it prints, how it ends, and that the documented example loads."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.feeds.files import CHILD, as_csv, row, written
from tests.harness.databases import OwnDatabase
from tests.harness.environment import ROOT


def asked(own: OwnDatabase, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "frontdoor", "feeds", *words]
    return subprocess.run(command, env=own.environment, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_a_file_with_a_fault_ends_with_1_and_again_changes_nothing(own_database: OwnDatabase, tmp_path: Path) -> None:
    file = written(tmp_path, as_csv([row(CHILD)]) + "torn,row\n")
    first = asked(own_database, "police", str(file))
    assert first.returncode == 1, first.stderr
    assert "1 new contacts" in first.stdout
    assert "line 3: it has 2 cells" in first.stdout
    again = json.loads(asked(own_database, "police", str(file), "--format", "json").stdout)
    assert again["counts"] == {"rows read": 2, "known already": 1}
    assert [one["line"] for one in again["refused"]] == [3]


REFUSALS = [
    (("police", "nowhere.csv"), "There is no file nowhere.csv."),
    (("police", "README.md", "--agency", "nobody"), 'There is no agency "nobody" in 874'),
    (("police", "README.md", "--authority", "999"), 'No partnership with the authority code "999"'),
    (("police", "README.md", "--received", "soon"), '"soon" is not a moment'),
    (("police", "README.md", "--received", "2099-01-01T10:00"), "cannot have been received in the future"),
    (("police", "LICENSE"), "lacks the columns"),
    (("key", "police", "--days", "0"), "at least one day"),
    (("stop-key", "x"), 'There is no key "x"'),
]


@pytest.mark.parametrize(("words", "sentence"), REFUSALS, ids=[sentence for _, sentence in REFUSALS])
def test_refusals_are_one_sentence(own_database: OwnDatabase, words: tuple[str, ...], sentence: str) -> None:
    refused = asked(own_database, *words)
    assert refused.returncode == 1
    assert sentence in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_key_is_made_listed_and_ended(own_database: OwnDatabase) -> None:
    made = json.loads(asked(own_database, "key", "police", "--format", "json").stdout)
    assert re.fullmatch(r"frontdoor_874_[0-9a-f]{64}", made["key"])
    listed = asked(own_database, "keys").stdout
    assert made["id"] in listed
    assert made["key"] not in listed
    assert asked(own_database, "stop-key", made["id"]).returncode == 0
    assert "stopped" in asked(own_database, "keys").stdout


def test_the_examples_of_the_page_load_without_a_question(own_database: OwnDatabase, tmp_path: Path) -> None:
    page = (ROOT / "docs/reference/police-notifications.md").read_text(encoding="utf-8")
    for kind, agency in (("csv", "police"), ("json", "housing")):
        example = re.search(rf"```{kind}\n(.*?)```", page, re.DOTALL)
        assert example is not None
        file = written(tmp_path, example[1], f"example.{kind}")
        loaded = asked(own_database, "police", str(file), "--agency", agency, "--format", "json")
        told = json.loads(loaded.stdout)
        assert told["counts"]["new contacts"] == 1
        assert told["refused"] == told["asked"] == []


AGREE = (
    "agree", "--kind", "school_roll", "--agency", "school_larkfield", "--purpose", "To know whom to ask",
    "--basis", "public_task", "--agreement", "ISA-12", "--assessment", "DPIA-7", "--from", "2020-01-01",
    "--until", "2099-12-31",
)  # fmt: skip
REGISTER = ("--kind", "school_roll", "--agency", "school_larkfield")


def test_a_register_is_agreed_loaded_and_ended_and_the_example_of_the_page_loads(
    own_database: OwnDatabase, tmp_path: Path
) -> None:
    page = (ROOT / "docs/reference/registers.md").read_text(encoding="utf-8")
    example = re.search(r"```csv\n(.*?)```", page, re.DOTALL)
    assert example is not None
    file = str(written(tmp_path, example[1], "example.csv"))
    refused = asked(own_database, "register", file, *REGISTER, "--full")
    assert refused.returncode == 1
    assert "no agreement with an impact assessment in force" in refused.stderr
    assert "Traceback" not in refused.stderr
    agreed = json.loads(asked(own_database, *AGREE, "--format", "json").stdout)
    told = json.loads(asked(own_database, "register", file, *REGISTER, "--full", "--format", "json").stdout)
    assert told["counts"] == {"rows read": 2, "new": 2}
    assert told["refused"] == told["asked"] == []
    ended = asked(own_database, "end-agreement", agreed["id"], "--on", "2020-12-31")
    assert ended.returncode == 0, ended.stderr
    listed = asked(own_database, "agreements").stdout
    assert "2020-01-01 to 2020-12-31, ended  ISA-12  DPIA-7" in listed


UNFIT = [
    (("register", "README.md", "--kind", "police", "--agency", "probation", "--full"), "never kept as a register"),
    (("register", "README.md", "--kind", "police", "--agency", "housing", "--full"), "does not send the register"),
    ((*AGREE[:-1], "2019-12-31"), "ends before it starts"),
    (("end-agreement", "x", "--on", "2026-01-01"), 'There is no agreement "x"'),
]


@pytest.mark.parametrize(("words", "sentence"), UNFIT, ids=[sentence for _, sentence in UNFIT])
def test_a_register_that_cannot_be_is_refused_in_a_sentence(
    own_database: OwnDatabase, words: tuple[str, ...], sentence: str
) -> None:
    test_refusals_are_one_sentence(own_database, words, sentence)
