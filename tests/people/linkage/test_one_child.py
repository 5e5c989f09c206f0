"""Linking in bulk by the ladders of the one-child path gives every pair the very weight that path gives it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from frontdoor.people.linkage.mapping import read_map
from frontdoor.people.linkage.one_child import PARTS
from frontdoor.people.linkage.weights import read_weights
from frontdoor.rules.matching.described import Arriving, described
from frontdoor.rules.matching.evidence import score
from frontdoor.rules.matching.weights import weights_on
from tests.people.linkage.conftest import Place
from tests.people.linkage.registers import rows, twice, write

TRAINING = Path(__file__).parents[3] / "bench" / "matching" / "one_child.toml"
RULES = Path(__file__).parents[3] / "src" / "frontdoor" / "rules" / "data" / "matching_weights.toml"
MAP = """
record_id = "id"
[columns]
given = { from = "forename", kind = "as_written" }
family = { from = "surname", kind = "as_written" }
born = { from = "dob", kind = "date" }
postcode = { from = "postcode", kind = "as_written" }
all = { from = "everyone", kind = "as_written" }
[one_child]
given_name = "given"
family_name = "family"
born = "born"
postcode = "postcode"
[blocking]
passes = [["all"]]
[training]
certain = [["given", "family", "born"]]
passes = [["given", "family"], ["born"]]
[thresholds]
prior = 0.001
propose = 1e-12
"""
ROWS = (
    ("01", "Zofia", "Nowak", "2015-03-04", "PE1 1AB"),
    ("02", "Zosia", "Nowak-Mały", "2015-04-03", "PE1 1AD"),
    ("03", "NOWAK", "zofia", "2015-03-04", ""),
    ("04", "Robert", "O'Brien", "2012-07-11", "CB4 2ZZ"),
    ("05", "Bob", "Obrien", "2012-07-17", "CB4 2ZY"),
    ("06", "Mohammed Ali", "Khan", "2010-01-01", "PE7 8XY"),
    ("07", "Muhammad", "Khan", "2010-06-05", "PE7 8XY"),
    ("08", "Łukasz", "Wójcik", "2012-07-01", "PE2 2CD"),
    ("09", "Lukas", "Wojcicka", "2013-07-01", "PE2 9CD"),
    ("10", "", "Nowak", "", "PE1 1AB"),
    ("11", "Z", "Nowaq", "2015-03-05", "PE11AB"),
    ("12", "Анна", "Ковальская", "2016-02-29", "somewhere"),
    ("13", "Anna", "Kowalska", "2016-02-28", "PE3 6AA"),
)


def with_everyone(given: Iterable[Sequence[str]]) -> str:
    """The rows with a column in which they all agree, so that one pass compares all pairs."""
    return rows(given).replace("\r\n", ",x\r\n").replace("postcode,x", "postcode,everyone")


def arriving(row: tuple[str, ...]) -> Arriving:
    _, given, family, born, postcode = row
    return Arriving(
        given_name=given,
        family_name=family,
        born=date.fromisoformat(born) if born else None,
        postcode=postcode,
    )


def test_both_paths_give_one_pair_the_same_weight(place: Place) -> None:
    (place.path / "map.toml").write_text(MAP, "utf-8")
    write(place.path / "register.csv", with_everyone(ROWS))
    assert place.link("register.csv", more=("--weights", str(RULES), "--pairs", "pairs.csv")) == 0
    told = {(row["record_id_1"], row["record_id_2"]): row for row in place.table("pairs.csv")}
    seen = set()
    for one, other in combinations(ROWS, 2):
        evidence = score(described(arriving(one)), described(arriving(other)))
        row = told[one[0], other[0]]
        for ladder in ("given_name", "family_name", "order", "birth", "postcode"):
            assert row[ladder] == (evidence.rung(ladder) or "absent"), (one, other, ladder)
            seen.add((ladder, row[ladder]))
        weighed = float(row["weight"]) - float(row["prior_weight"])
        assert weighed == pytest.approx(evidence.weight, abs=0.001), (one, other)
    assert len(told) == len(ROWS) * (len(ROWS) - 1) / 2
    assert len(seen) > 20, "the rows stand on many different rungs"


def test_bulk_learns_the_weights_of_the_one_child_path_s_rungs(place: Place) -> None:
    (place.path / "map.toml").write_text(MAP.replace('[["all"]]', '[["family"], ["born"]]'), "utf-8")
    write(
        place.path / "register.csv", rows(twice()).replace("\r\n", ",x\r\n").replace("postcode,x", "postcode,everyone")
    )
    assert place.link("register.csv", more=("--weights-out", "learnt.toml")) == 0
    learnt = read_weights(place.path / "learnt.toml", read_map(place.path / "map.toml"))
    assert set(learnt.comparisons) == {"given_name", "family_name", "order", "birth", "postcode"}
    for ladder, learnt_rungs in learnt.comparisons.items():
        known = [rung for comparison, rung in weights_on().rungs if comparison == ladder]
        assert [one.rung for one in learnt_rungs] == known, "the very rungs of rules/data/matching_weights.toml"
    assert learnt.comparisons["given_name"][0].weight > 2
    assert learnt.comparisons["birth"][0].weight > 4
    assert learnt.comparisons["postcode"][-1].weight < 0


def test_what_was_not_learnt_says_that_it_is_set() -> None:
    """The one-child path's own file is what bulk linkage learns; ladders that no register's row reads are set."""
    written = tomllib.loads(RULES.read_text("utf-8"))["weight"]
    learnable = {ladder for ladders in PARTS.values() for ladder in ladders}
    for row in written:
        if row["comparison"] not in learnable:
            assert row["source"].startswith("Set"), row["comparison"]
        elif any("set" not in rung for rung in row["rungs"]):
            assert row["source"].startswith("Learnt by bench/matching/training.py"), row["comparison"]
    learnt = [
        rung for row in written if row["source"][0] == "L" for rung in row["rungs"] if "m" not in rung.get("set", "")
    ]
    assert len(learnt) > 15
    mapping = read_map(TRAINING)
    assert read_weights(RULES, mapping).comparisons.keys() == {one.of for one in mapping.comparisons}
