"""Writes the answers: complete files put in place at the very end, in an order that never changes."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from frontdoor.people.linkage.asking import ask
from frontdoor.people.linkage.mapping import Comparison, Map
from frontdoor.people.linkage.refusals import UnableToLink
from frontdoor.people.linkage.rungs import ABSENT
from frontdoor.people.linkage.weights import Weights

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Outputs:
    """Files written beside their place and moved into it together: a run that is killed leaves the old ones as were."""

    def __init__(self) -> None:
        self._parts: list[tuple[Path, Path]] = []

    def __enter__(self) -> Outputs:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for part, _ in self._parts:
            part.unlink(missing_ok=True)

    def file(self, place: Path) -> Path:
        """Where to write what shall stand at `place`."""
        if not place.parent.is_dir():
            raise UnableToLink(f"There is no directory {place.parent} to write {place.name} in.")
        part = place.with_name(f".{place.name}.{os.getpid()}.part")
        part.touch(mode=0o600)
        self._parts.append((part, place))
        return part

    def keep(self) -> None:
        """All of them are complete: put them in place."""
        for part, _ in self._parts:
            with part.open("rb") as file:
                os.fsync(file.fileno())
        for part, place in self._parts:
            part.replace(place)


def cluster_table(con: DuckDBPyConnection, path: Path) -> tuple[int, int]:
    """Write `record_id,cluster_id`: a cluster is called after the least id in it. Return its rows and clusters."""
    ask(
        con,
        "create table named as select record_id, min(record_id) over (partition by cluster_id) as cluster_id"
        " from clustered",
    )
    ask(con, f"copy (from named order by cluster_id, record_id) to '{_quoted(path)}' (header, delimiter ',')")
    rows, people = ask(con, "select count(*), count(distinct cluster_id) from named")[0]
    return int(rows), int(people)


def linked_sql(mapping: Map) -> str:
    """When a scored pair is linked, as SQL: likely enough, and nothing differs that keeps people apart."""
    return " and ".join([f"match_probability >= {mapping.link}", *(f"gamma_{of} <> 0" for of in mapping.apart)])


def pair_table(con: DuckDBPyConnection, tables: list[str], mapping: Map, weights: Weights, path: Path | None) -> int:
    """Write each pair with its weight, rung by rung, if asked; return how many were linked."""
    if path:
        ids = " union all ".join(f"select n, record_id from {table}" for table in tables)  # noqa: S608
        rungs = ", ".join(_rung(one) for one in mapping.comparisons)
        ask(
            con,
            f"copy (select least(a.record_id, b.record_id) as record_id_1, greatest(a.record_id, b.record_id) as"  # noqa: S608
            f" record_id_2, round(match_weight, 4) as weight, round(match_probability, 6) as chance,"
            f" case when {linked_sql(mapping)} then 'yes' else 'no' end as linked,"
            f" {weights.prior_weight:.4f} as prior_weight, {rungs}"
            f" from scored join ({ids}) a on a.n = n_l join ({ids}) b on b.n = n_r"
            f" order by weight desc, 1, 2) to '{_quoted(path)}' (header, delimiter ',')",
        )
    return int(ask(con, f"select count(*) from scored where {linked_sql(mapping)}")[0][0])  # noqa: S608


def _rung(one: Comparison) -> str:
    of, rungs = one.of, one.rungs
    # Splink numbers rungs from 0, the last, upwards; -1 is absent.
    names = {-1: ABSENT, 0: one.last, **{len(rungs) - place: rung for place, rung in enumerate(rungs)}}
    cases = " ".join(f"when {number} then '{name}'" for number, name in names.items())
    weight = f"mw_{of}" + (f" + coalesce(mw_tf_adj_{of}, 0)" if one.frequency else "")
    return f"case gamma_{of} {cases} end as {of}, round({weight}, 4) as {of}_weight"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
