"""Compares rows as one arriving child is compared: by the ladders of `rules.matching`.

So weights learnt in bulk are weights of the very rungs that the one-child path stands on, and both give one pair the
same weight. How common a name is does not count here. The rungs of every pair that a pass lets through are worked out
by the rule itself and kept with the row, by the number of the other row; Splink's engines then only look them up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from frontdoor.people.linkage.asking import ask
from frontdoor.people.linkage.rungs import ABSENT
from frontdoor.rules.matching.described import Arriving, Described, described
from frontdoor.rules.matching.evidence import score
from frontdoor.rules.matching.weights import weights_on

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: The parts of a row that the ladders read, and the ladders that each makes possible.
PARTS: Mapping[str, tuple[str, ...]] = {
    "given_name": ("given_name",),
    "family_name": ("family_name", "order"),
    "born": ("birth",),
    "postcode": ("postcode",),
    "sex": ("sex",),
    "nhs_number": ("nhs_number",),
}
#: The columns that hold all parts of a row, with a sign between that no register has, and its rungs with other rows.
DESCRIBED, RUNGS_WITH, BETWEEN = "described", "rungs_with", "\x1f"
#: A fifth of a million pairs: the ladders are worked out in the program, at some 20,000 pairs a second.
ROWS_FOR_U = 600
_ORDER = tuple(ladder for ladders in PARTS.values() for ladder in ladders)


def ladders(parts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The ladders that these parts make possible, each with its rungs from the top, as the newest weights name them."""
    rungs: dict[str, list[str]] = {}
    for comparison, rung in weights_on().rungs:
        rungs.setdefault(comparison, []).append(rung)
    return {ladder: tuple(rungs[ladder]) for part, found in PARTS.items() if part in parts for ladder in found}


def read_by(parts: Mapping[str, str], keys: Iterable[str]) -> set[str]:
    """The ladders that read a column of these keys. The order of names is read from both of them."""
    columns = {side.strip().partition(".")[0] for key in keys for side in key.split("=")}
    found = {ladder for part, column in parts.items() if column in columns for ladder in PARTS[part]}
    return found | {"order"} if "given_name" in found else found


def described_sql(parts: Mapping[str, str]) -> str:
    """All parts of a row in one text, in DuckDB's SQL."""
    columns = [f"coalesce({parts[part]}, '')" if part in parts else "''" for part in PARTS]
    return f" || chr({ord(BETWEEN)}) || ".join(columns)


def condition(ladder: str, rung: str) -> str:
    """That two rows stand on this rung of the ladder, in SQL that every engine reads."""
    return f"split_part({RUNGS_WITH}_l[n_r], '|', {_ORDER.index(ladder) + 1}) = '{rung}'"


def keep_rungs(con: DuckDBPyConnection, tables: list[str], rules: Iterable[str], *, across: bool) -> None:
    """Give each row the rungs on which it stands with every other row that one of these passes pairs it with.

    `across` says that only rows of different files are compared.
    """
    everyone = " union all by name ".join(f"from {table}" for table in tables)
    left, right = (f"(from {tables[0]})", f"(from {tables[-1]})") if across else (f"({everyone})", f"({everyone})")
    pairs = " union ".join(
        f"select l.n as a, r.n as b, l.{DESCRIBED} as one, r.{DESCRIBED} as other"  # noqa: S608 - our own names
        f" from {left} l join {right} r on {rule} where l.n < r.n"
        for rule in rules
    )
    known = [(a, b, rungs(one, other)) for a, b, one, other in ask(con, pairs)]
    con.register("found_rungs", _arrow(known))
    both = "select a as n, b as m, rungs from found_rungs union all select b, a, rungs from found_rungs"
    ask(
        con,
        f"create table kept_rungs as select n, map(list(m), list(rungs)) as {RUNGS_WITH} from ({both}) group by n",  # noqa: S608
    )
    con.unregister("found_rungs")
    for table in tables:
        ask(con, f"create or replace table {table} as from {table} left join kept_rungs using (n)")


def _arrow(known: list[tuple[int, int, str]]) -> Any:
    """Pairs and their rungs as DuckDB reads them fastest."""
    import pyarrow

    columns = list(zip(*known, strict=True)) or [(), (), ()]
    kinds = (pyarrow.int64(), pyarrow.int64(), pyarrow.string())
    arrays = [pyarrow.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
    return pyarrow.table(arrays, names=["a", "b", "rungs"])


def strangers(con: DuckDBPyConnection, tables: list[str]) -> dict[str, dict[str, float]]:
    """The share of strangers on each rung of each ladder (u), from 600 rows of each file, drawn by a hash."""
    drawn = [
        ask(con, f"select n, {DESCRIBED} from {table} order by hash(n), n limit {ROWS_FOR_U}")  # noqa: S608
        for table in (tables[0], tables[-1])
    ]
    counts: dict[str, Counter[str]] = {ladder: Counter() for ladder in _ORDER}
    for n, one in drawn[0]:
        for m, other in drawn[1]:
            if n < m:
                for ladder, rung in zip(_ORDER, rungs(one, other).split("|"), strict=True):
                    counts[ladder][rung] += 1
    shares = {}
    for ladder, found in counts.items():
        said = max(1, found.total() - found[ABSENT])
        shares[ladder] = {rung: count / said for rung, count in found.items()}
    return shares


@lru_cache(maxsize=100_000)
def rungs(one: str, other: str) -> str:
    """The rungs of two rows, in a fixed order with "|" between them."""
    evidence = score(_row(one), _row(other))
    return "|".join(evidence.rung(ladder) or ABSENT for ladder in _ORDER)


@lru_cache(maxsize=100_000)
def _row(text: str) -> Described:
    given, family, born, postcode, sex, nhs_number = text.split(BETWEEN)
    return described(
        Arriving(
            given_name=given,
            family_name=family,
            born=date.fromisoformat(born) if born else None,
            postcode=postcode,
            sex=sex or "U",
            nhs_number=nhs_number,
        )
    )
