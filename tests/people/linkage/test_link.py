"""Linking a register from the command line: what is found, and that a second run says exactly the same."""

from __future__ import annotations

import pytest

from tests.people.linkage.conftest import GIVEN, Place
from tests.people.linkage.registers import rows, write

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


def test_rows_of_one_child_are_found_and_a_twin_is_left_apart(place: Place) -> None:
    write(place.path / "register.csv", rows(ROWS))
    assert place.link("register.csv") == 0
    assert place.clusters() == {
        **dict.fromkeys("abcd", "a"), "e": "e", "f": "f", **dict.fromkeys("gh", "g"), "i": "i",
    }  # fmt: skip


def test_pairs_say_each_rung_and_their_weights_add_up(place: Place) -> None:
    write(place.path / "register.csv", rows(ROWS))
    assert place.link("register.csv", more=(*GIVEN, "--pairs", "pairs.csv")) == 0
    pairs = {(row["record_id_1"], row["record_id_2"]): row for row in place.table("pairs.csv")}
    assert pairs["a", "b"]["born"] == "day_month"
    assert pairs["a", "c"]["family_name"] == "one_letter"
    assert (pairs["a", "c"]["postcode"], float(pairs["a", "c"]["postcode_weight"])) == ("absent", 0)
    assert (pairs["a", "d"]["given_name"], pairs["a", "d"]["family_name"]) == ("swapped", "swapped")
    assert (pairs["a", "e"]["given_name"], pairs["a", "e"]["linked"]) == ("different", "no")
    assert float(pairs["a", "e"]["weight"]) > 6, "by its weight alone the twin would be linked"
    for row in pairs.values():
        parts = [float(value) for name, value in row.items() if name.endswith("_weight")]
        assert float(row["weight"]) == pytest.approx(sum(parts), abs=0.001)


def test_two_files_are_linked_across_and_never_within(place: Place) -> None:
    write(place.path / "first.csv", rows(ROWS[:2]))
    write(place.path / "second.csv", rows((("z", "Zofia", "Nowak", "2015-03-04", "PE1 1AB", ""), ROWS[4])))
    assert place.link("first.csv", "second.csv", more=(*GIVEN, "--pairs", "pairs.csv")) == 0
    assert place.clusters() == {"a": "a", "b": "a", "z": "a", "e": "e"}
    told = {(row["record_id_1"], row["record_id_2"]): row["linked"] for row in place.table("pairs.csv")}
    assert told == {("a", "z"): "yes", ("b", "z"): "yes", ("a", "e"): "no", ("b", "e"): "no"}


def test_the_order_of_rows_changes_nothing(place: Place) -> None:
    asked = (*GIVEN, "--pairs", "pairs.csv")
    write(place.path / "register.csv", rows(ROWS))
    assert place.link("register.csv", more=asked) == 0
    first = [(place.path / name).read_bytes() for name in ("clusters.csv", "pairs.csv")]
    write(place.path / "register.csv", rows(ROWS[::-1]))
    assert place.link("register.csv", more=asked) == 0
    assert [(place.path / name).read_bytes() for name in ("clusters.csv", "pairs.csv")] == first
