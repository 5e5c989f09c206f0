"""What is wrong with a register is said in a sentence, with exit status 2, and nothing is written."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from tests.people.linkage.conftest import GIVEN, Place
from tests.people.linkage.registers import HEADER, MAP, WEIGHTS, rows, write

GOOD = ("a", "Zofia", "Nowak", "2015-03-04", "PE1 1AB")
TEXT = ",".join(HEADER) + "\n" + ",".join(GOOD) + "\n"

BAD_FILES = [
    (b"", "is empty: its first line must name the columns", "an empty file"),
    (TEXT.splitlines()[0].encode(), "has a header and no rows", "a header alone"),
    (TEXT.replace("dob", "birth").encode(), 'has no column "dob". It has "id"', "a column is missing"),
    (TEXT.replace("postcode", "dob").encode(), 'has two columns "dob"', "a column stands twice"),
    (TEXT.encode() + "b,Łukasz,Wójcik,2012-07-01,\n".encode("cp1250"), "line 3 is not UTF-8", "another encoding"),
    ((TEXT + "a,Jan,Wilk,2011-01-02,\n").encode(), 'The id "a" stands on 2 rows', "an id twice"),
    ((TEXT + ",Jan,Wilk,2011-01-02,\n").encode(), 'has 1 rows without a "id"', "a row without an id"),
    (
        (TEXT + "b,Jan,Wilk,2011-01-02,PE1 1AB,more\n").encode(),
        "line 3 has more values than the header",
        "a row too long",
    ),
    ((TEXT + "b,Jan\n").encode(), "line 3 has fewer values than the header names", "a row cut off"),
    ((TEXT + 'b,"Jan,Wilk,2011-01-02,\n').encode(), "line 3 has a quote that is not closed", "an open quote"),
    (
        (TEXT + "b," + "x" * 1_100_000 + ",,,\n").encode(),
        "line 3 is longer than 1,000,000 bytes",
        "a row of a megabyte",
    ),
]


@pytest.mark.parametrize(("content", "says", "because"), BAD_FILES, ids=[row[2] for row in BAD_FILES])
def test_a_bad_file_is_named(
    place: Place, capsys: pytest.CaptureFixture[str], content: bytes, says: str, because: str
) -> None:
    (place.path / "clusters.csv").write_text("the answer of last week", "utf-8")
    (place.path / "register.csv").write_bytes(content)
    assert place.link("register.csv", more=(*GIVEN, "--pairs", "pairs.csv", "--quiet")) == 2, because
    said = capsys.readouterr().err
    assert says in said
    assert said.startswith("frontdoor: ")
    assert said.count("\n") == 1
    assert (place.path / "clusters.csv").read_text("utf-8") == "the answer of last week"
    assert sorted(path.name for path in place.path.iterdir()) == [
        "clusters.csv", "map.toml", "register.csv", "weights.toml",
    ]  # fmt: skip


def test_a_file_as_it_really_arrives_is_read(place: Place) -> None:
    """A byte order mark, Windows line ends, an empty line, quotes and commas in a name, a wildcard."""
    body = '\ufeffid,forename,surname,dob,postcode\r\na,"O\'Brien, ""Bob""",%_*,2015-03-04,\r\n\r\nb,Zoë,Ng,,\r\n'
    (place.path / "register.csv").write_bytes(body.encode("utf-8"))
    assert place.link("register.csv") == 0
    assert place.clusters() == {"a": "a", "b": "b"}


def test_ids_that_stand_in_both_files_are_refused(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one.csv", "two.csv"):
        write(place.path / name, rows([GOOD]))
    assert place.link("one.csv", "two.csv") == 2
    assert 'The id "a" stands in both files' in capsys.readouterr().err


BAD_MAPS = [
    ('record_id = "id"', 'record_id = ""', 'does not say "record_id"'),
    ('kind = "date"', 'kind = "day"', 'the column "born" is of no known kind'),
    ('"day_month"', '"sounds_alike"', 'has no rung "sounds_alike"'),
    ('"born.year"', '"born.century"', "the parts of a date are: year"),
    ('other = "family_name"', "", 'the rung "swapped" of "given_name" needs other'),
    ('[["family_name", "born.year"]', '["family_name"', '"passes" must be a list of lists of keys'),
    ("recall = 0.6", "recall = 60", '"recall" must be a chance'),
    ("[training]", "[trainning]", 'nothing here is called "trainning"'),
    ('apart_if_different = ["given_name"]', 'apart_if_different = ["town"]', "must be a list of columns"),
    ("[columns]", "[columns", "cannot be read"),
]


@pytest.mark.parametrize(("old", "new", "says"), BAD_MAPS, ids=[row[2] for row in BAD_MAPS])
def test_a_bad_map_is_named(place: Place, capsys: pytest.CaptureFixture[str], old: str, new: str, says: str) -> None:
    assert old in MAP
    (place.path / "map.toml").write_text(MAP.replace(old, new, 1), "utf-8")
    write(place.path / "register.csv", rows([GOOD]))
    assert place.link("register.csv") == 2
    assert says in capsys.readouterr().err


BAD_WEIGHTS = [
    ("prior = 0.001", "prior = 1.5", '"prior" must be a chance'),
    ('rung = "same_sector"', 'rung = "same_town"', '"postcode" must have the rungs same, same_sector, different'),
    ("m = 0.6, u = 0.001", "m = 0.6, u = 0.0", "m and u of postcode.same must be chances above 0"),
]


@pytest.mark.parametrize(("old", "new", "says"), BAD_WEIGHTS, ids=[row[2] for row in BAD_WEIGHTS])
def test_weights_that_do_not_fit_are_named(
    place: Place, capsys: pytest.CaptureFixture[str], old: str, new: str, says: str
) -> None:
    assert old in WEIGHTS
    (place.path / "weights.toml").write_text(WEIGHTS.replace(old, new, 1), "utf-8")
    write(place.path / "register.csv", rows([GOOD]))
    assert place.link("register.csv") == 2
    assert says in capsys.readouterr().err


def test_a_register_from_which_nothing_can_be_learnt_is_named(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    write(place.path / "register.csv", rows([GOOD, ("b", "Jan", "Wilk", "2011-01-02", "")]))
    assert place.link("register.csv", more=("--quiet",)) == 2
    assert "nothing can be learnt" in capsys.readouterr().err
    assert not (place.path / "clusters.csv").exists()


def test_where_splink_is_not_installed_the_command_says_how_to_get_it(
    place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "splink", None)
    write(place.path / "register.csv", rows([GOOD]))
    assert place.link("register.csv") == 2
    assert 'pip install "frontdoor[linkage]"' in capsys.readouterr().err


def test_the_command_starts_without_django() -> None:
    asked = "import sys, frontdoor.people.linkage.linking; print('django' in sys.modules, 'duckdb' in sys.modules)"
    said = subprocess.check_output([sys.executable, "-c", asked], text=True)
    assert said.split() == ["False", "False"]


def test_a_link_killed_while_writing_leaves_the_old_answer_whole(place: Place) -> None:
    (place.path / "clusters.csv").write_text("the answer of last week", "utf-8")
    write(place.path / "register.csv", rows([GOOD]))
    # It stops itself where everything is written beside its place and nothing is in it yet.
    asked = (
        "import os, signal, sys\n"
        "from frontdoor.people.linkage import writing\n"
        "writing.Outputs.keep = lambda self: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from frontdoor.project.command_line import main\n"
        "main(sys.argv[1:])\n"
    )
    options = ["--map", "map.toml", "--weights", "weights.toml", "--output", "clusters.csv", "--work", "."]
    ended = subprocess.run([sys.executable, "-c", asked, "people", "link", "register.csv", *options], cwd=place.path)
    assert ended.returncode == -signal.SIGKILL
    assert (place.path / "clusters.csv").read_text("utf-8") == "the answer of last week"
    assert place.link("register.csv") == 0
    assert place.clusters() == {"a": "a"}
