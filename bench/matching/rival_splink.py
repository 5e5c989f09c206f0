"""What matching is compared with: Splink, asked about one arriving child after another as its documentation shows.

Its comparisons and blocking rules are those of its own examples; its weights are trained unsupervised, on messy
descriptions of other children. Splink 5 answers new records with `predict_between`, which took the place of
`find_matches_to_new_records`.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

import duckdb
import pyarrow as pa
import splink.comparison_library as compare
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from bench.matching.people import Child
from frontdoor.rules.matching.described import Arriving

#: The probability at and above which Splink is taken to link without asking.
LINKED = 0.99
_COLUMNS = ("unique_id", "given_name", "surname", "born", "sex", "postcode", "nhs_number")
_PASSES = [
    block_on("nhs_number"),
    block_on("given_name", "born"),
    block_on("surname", "born"),
    block_on("given_name", "surname"),
    block_on("postcode", "born"),
]


class Splink:
    """A linker over the known children, its weights trained on messy descriptions of some of them."""

    def __init__(self, population: Sequence[Child], trained_on: Iterable[Arriving]) -> None:
        began = time.perf_counter()
        self.con = duckdb.connect()
        self.con.execute("set enable_progress_bar=false; set memory_limit='2GB'; set threads=2").fetchall()
        self.api = DuckDBAPI(connection=self.con)
        self.asked = 0
        self.known = self._table("known", (_of_child(child) for child in population))
        training = self._table("arrived", (_of(str(number), one) for number, one in enumerate(trained_on)))
        settings = SettingsCreator(
            link_type="link_only",
            comparisons=[
                compare.NameComparison("given_name").configure(term_frequency_adjustments=True),
                compare.NameComparison("surname").configure(term_frequency_adjustments=True),
                compare.DateOfBirthComparison("born", input_is_string=True),
                compare.ExactMatch("sex"),
                compare.PostcodeComparison("postcode"),
                compare.DamerauLevenshteinAtThresholds("nhs_number", [1, 2]),
            ],
            blocking_rules_to_generate_predictions=_PASSES,
        )
        logging.getLogger("splink").setLevel(logging.ERROR)
        self.linker = Linker([self.known, training], settings, log_level=None)
        self._train()
        self.took = time.perf_counter() - began

    def _train(self) -> None:
        train = self.linker.training
        train.estimate_probability_two_random_records_match(
            [block_on("nhs_number"), block_on("given_name", "surname", "born")], recall=0.8
        )
        train.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
        for one in (block_on("born"), block_on("given_name", "surname"), block_on("postcode")):
            train.estimate_parameters_using_expectation_maximisation(one)
        for column in ("given_name", "surname"):
            self.linker.table_management.compute_tf_table(column)

    def _table(self, name: str, rows: Iterable[tuple[str | None, ...]]) -> Any:
        """Rows as a table of DuckDB, so many at a time: a million of them at once take a gigabyte more."""
        columns = ", ".join(f"{column} varchar" for column in _COLUMNS)
        self.con.execute(f"create table {name} ({columns})").fetchall()
        waiting = iter(rows)
        while some := list(islice(waiting, 50_000)):
            arrays = [pa.array(values, pa.string()) for values in zip(*some, strict=True)]
            self.con.register("some_rows", pa.table(arrays, names=list(_COLUMNS)))
            self.con.execute(f"insert into {name} from some_rows").fetchall()
            self.con.unregister("some_rows")
        return self.api.register(name)

    def answers(self, arriving: Sequence[Arriving]) -> list[list[tuple[UUID, float]]]:
        """For each of these the known children it may be, the most probable first, with the probability."""
        self.asked += 1
        name = f"asked_{self.asked}"
        frame = self._table(name, (_of(str(number), one) for number, one in enumerate(arriving)))
        pairs = self.linker.inference.predict_between(self.known, frame, warning_mode="never")
        rows = pairs.as_duckdbpyrelation().select("unique_id_l, unique_id_r, match_probability").fetchall()
        found: list[list[tuple[UUID, float]]] = [[] for _ in arriving]
        for known, asked, probability in rows:
            found[int(asked)].append((UUID(known), probability))
        for one in found:
            one.sort(key=lambda answer: -answer[1])
        return found


def _of_child(child: Child) -> tuple[str | None, ...]:
    return (
        str(child.id), _folded(child.given), _folded(child.family), child.born.isoformat(), child.sex,
        child.postcode or None, child.nhs or None,
    )  # fmt: skip


def _of(key: str, one: Arriving) -> tuple[str | None, ...]:
    born = one.born.isoformat() if one.born else None
    sex = one.sex if one.sex != "U" else None
    postcode = one.postcode.replace(" ", "").upper() or None
    return key, _folded(one.given_name), _folded(one.family_name), born, sex, postcode, one.nhs_number or None


def _folded(name: str) -> str | None:
    return name.strip().lower() or None
