"""Linking a register from the command line: what is found, and that a second run says exactly the same."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from frontdoor.project.command_line import main
from tests.people.linkage.registers import MAP, WEIGHTS, rows, write


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "map.toml").write_text(MAP, "utf-8")
    (tmp_path / "weights.toml").write_text(WEIGHTS, "utf-8")
    return tmp_path


def link(place: Path, *inputs: str, more: tuple[str, ...] = ("--weights", "weights.toml")) -> int:
    given = [str(place / one) if one.endswith((".toml", ".csv")) else one for one in more]
    files = [str(place / one) for one in inputs]
    return main(
        ["people", "link", *files, "--map", str(place / "map.toml"), "--output", str(place / "clusters.csv"), *given]
    )


def clusters(place: Path) -> dict[str, str]:
    with (place / "clusters.csv").open(encoding="utf-8", newline="") as file:
        return {row["record_id"]: row["cluster_id"] for row in csv.DictReader(file)}


ROWS = (
    ("a", "Zofia", "Nowak", "2015-03-04", "PE1 1AB", "a child"),
    ("b", "Zofia", "Nowak", "2015-04-03", "PE1 1AB", "the same: day and month swapped"),
    ("c", "Zofia", "Nowakk", "2015-03-04", "", "the same: a letter doubled, no postcode"),
    ("d", "Nowak", "Zofia", "2015-03-04", "PE1 1AB", "the same: names in each other's place"),
    ("e", "Hanna", "Nowak", "2015-03-04", "PE1 1AB", "not the same: a twin"),
    ("f", "Zofia", "Nowak", "2009-11-20", "PE7 8XY", "not the same: of the same name"),
    ("g", "Łukasz", "Wójcik", "2012-07-01", "PE2 2CD", "another child"),
    ("h", "Lukasz", "Wojcik", "2012-07-01", "pe22cd", "the same: without the marks"),
    ("i", "", "", "", "", "nothing is known, so nothing is linked"),
)


def test_rows_of_one_child_are_found_and_a_twin_is_left_apart(place: Path) -> None:
    write(place / "register.csv", rows(ROWS))
    assert link(place, "register.csv") == 0
    assert clusters(place) == {
        **dict.fromkeys("abcd", "a"), "e": "e", "f": "f", **dict.fromkeys("gh", "g"), "i": "i",
    }  # fmt: skip


def test_pairs_say_each_rung_and_their_weights_add_up(place: Path) -> None:
    write(place / "register.csv", rows(ROWS))
    assert link(place, "register.csv", more=("--weights", "weights.toml", "--pairs", "pairs.csv")) == 0
    with (place / "pairs.csv").open(encoding="utf-8", newline="") as file:
        pairs = {(row["record_id_1"], row["record_id_2"]): row for row in csv.DictReader(file)}
    assert pairs["a", "b"]["born"] == "day_month"
    assert pairs["a", "c"]["family_name"] == "one_letter"
    assert (pairs["a", "c"]["postcode"], float(pairs["a", "c"]["postcode_weight"])) == ("absent", 0)
    assert (pairs["a", "d"]["given_name"], pairs["a", "d"]["family_name"]) == ("swapped", "swapped")
    assert (pairs["a", "e"]["given_name"], pairs["a", "e"]["linked"]) == ("different", "no")
    assert float(pairs["a", "e"]["weight"]) > 6, "by its weight alone the twin would be linked"
    for row in pairs.values():
        parts = [float(value) for name, value in row.items() if name.endswith("_weight")]
        assert float(row["weight"]) == pytest.approx(sum(parts), abs=0.001)


def test_two_files_are_linked_across_and_never_within(place: Path) -> None:
    write(place / "first.csv", rows(ROWS[:2]))
    write(place / "second.csv", rows((("z", "Zofia", "Nowak", "2015-03-04", "PE1 1AB", ""), ROWS[4])))
    assert link(place, "first.csv", "second.csv", more=("--weights", "weights.toml", "--pairs", "pairs.csv")) == 0
    assert clusters(place) == {"a": "a", "b": "a", "z": "a", "e": "e"}
    with (place / "pairs.csv").open(encoding="utf-8", newline="") as file:
        told = {(row["record_id_1"], row["record_id_2"]): row["linked"] for row in csv.DictReader(file)}
    assert told == {("a", "z"): "yes", ("b", "z"): "yes", ("a", "e"): "no", ("b", "e"): "no"}


def test_the_order_of_rows_changes_nothing(place: Path) -> None:
    asked = ("--weights", "weights.toml", "--pairs", "pairs.csv")
    write(place / "register.csv", rows(ROWS))
    assert link(place, "register.csv", more=asked) == 0
    first = [(place / name).read_bytes() for name in ("clusters.csv", "pairs.csv")]
    write(place / "register.csv", rows(ROWS[::-1]))
    assert link(place, "register.csv", more=asked) == 0
    assert [(place / name).read_bytes() for name in ("clusters.csv", "pairs.csv")] == first
