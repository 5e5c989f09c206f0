"""Reads registers into DuckDB, whole or not at all, and makes their columns comparable.

DuckDB reads for every engine: a stream of rows, whatever the size of the file. So one and the same table is scored on
one machine or on many.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from frontdoor.people.linkage import one_child
from frontdoor.people.linkage.asking import ask
from frontdoor.people.linkage.kinds import KINDS
from frontdoor.people.linkage.mapping import Column, Map, sides
from frontdoor.people.linkage.refusals import UnableToReadRegister
from frontdoor.people.linkage.rungs import RUNGS
from frontdoor.rules import names

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: A row longer than this is no row: an unclosed quote has swallowed the rest of the file.
LONGEST_ROW = 1_000_000
_REASONS = {
    "TOO MANY COLUMNS": "has more values than the header names",
    "MISSING COLUMNS": "has fewer values than the header names",
    "INVALID ENCODING": "is not UTF-8",
    "UNQUOTED VALUE": "has a quote that is not closed",
    "LINE SIZE OVER MAXIMUM": f"is longer than {LONGEST_ROW:,} bytes",
}


def read_registers(con: DuckDBPyConnection, paths: Sequence[Path], mapping: Map) -> list[str]:
    """Read the files and return the names of their tables, each with a row number `n` and its `record_id`."""
    for number, path in enumerate(paths, 1):
        _read(con, path, mapping, number)
    _refuse_repeated_ids(con, paths)
    tables = []
    before = 0
    for number, _ in enumerate(paths, 1):
        tables.append(_comparable(con, mapping, number, before))
        before += _count(con, f"people_{number}")
    return tables


def _count(con: DuckDBPyConnection, table: str) -> int:
    return int(ask(con, f"select count(*) from {table}")[0][0])  # noqa: S608 - our own names


def _header(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            # This line alone: whatever stands below it is DuckDB's to judge, which can say on which line it is.
            header = next(csv.reader([file.readline(LONGEST_ROW).decode("utf-8-sig")]), [])
    except FileNotFoundError:
        raise UnableToReadRegister(f"There is no file {path}.") from None
    except (OSError, csv.Error) as wrong:
        raise UnableToReadRegister(f"{path} cannot be read: {wrong}.") from wrong
    except UnicodeDecodeError:
        raise UnableToReadRegister(f"{path} is not UTF-8. Save it as UTF-8 and link it again.") from None
    header = [name.strip() for name in header]
    if not any(header):
        raise UnableToReadRegister(f"{path} is empty: its first line must name the columns.")
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise UnableToReadRegister(f'{path} has two columns "{twice[0]}".')
    return header


def _read(con: DuckDBPyConnection, path: Path, mapping: Map, number: int) -> None:
    header = _header(path)
    wanted = [mapping.record_id, *(column.source for column in mapping.columns)]
    missing = [name for name in dict.fromkeys(wanted) if name not in header]
    if missing:
        has = ", ".join(f'"{name}"' for name in header)
        lacks = ", ".join(f'"{name}"' for name in missing)
        raise UnableToReadRegister(f"{path} has no column {lacks}. It has {has}.")
    values = ["c" + str(place) for place, _ in enumerate(header)]
    taken = [f"nullif(trim({values[header.index(mapping.record_id)]}), '') as record_id"]
    taken += [f"nullif(trim({values[header.index(one.source)]}), '') as {one.name}" for one in mapping.columns]
    columns = ", ".join(f"'{value}': 'varchar'" for value in values)
    ask(
        con,
        f"create table raw_{number} as select {', '.join(taken)} from read_csv(?, auto_detect=false, header=true,"  # noqa: S608
        f" delim=',', quote='\"', escape='\"', columns={{{columns}}}, strict_mode=true, store_rejects=true,"
        f" max_line_size={LONGEST_ROW}, rejects_limit=1000)",
        str(path),
    )
    _refuse_bad_rows(con, path)
    if not _count(con, f"raw_{number}"):
        raise UnableToReadRegister(f"{path} has a header and no rows.")
    nameless = ask(con, f"select count(*) from raw_{number} where record_id is null")[0][0]  # noqa: S608
    if nameless:
        raise UnableToReadRegister(f'{path} has {nameless} rows without a "{mapping.record_id}".')


def _refuse_bad_rows(con: DuckDBPyConnection, path: Path) -> None:
    found = ask(con, "select line, min(error_type) from reject_errors group by line order by line")
    if found:
        bad, more = found[0], len(found) - 1
        others = f" So {'is' if more == 1 else 'are'} {more:,} other row{'' if more == 1 else 's'}." if more else ""
        reason = _REASONS.get(bad[1], f"cannot be read ({str(bad[1]).lower()})")
        raise UnableToReadRegister(f"{path}: line {bad[0]} {reason}.{others} Nothing was linked.")


def _refuse_repeated_ids(con: DuckDBPyConnection, paths: Sequence[Path]) -> None:
    union = " union all ".join(f"select record_id, {number} f from raw_{number}" for number, _ in enumerate(paths, 1))  # noqa: S608
    found = ask(
        con,
        f"select record_id, count(*), count(distinct f) from ({union}) group by 1 having count(*) > 1"  # noqa: S608
        " order by 1 limit 1",
    )
    twice = found[0] if found else ()
    if twice and twice[2] > 1:
        raise UnableToReadRegister(
            f'The id "{twice[0]}" stands in both files. Clusters are told by id: put a prefix before the ids of one.'
        )
    if twice:
        raise UnableToReadRegister(f'The id "{twice[0]}" stands on {twice[1]} rows. Each row needs an id of its own.')


def _comparable(con: DuckDBPyConnection, mapping: Map, number: int, before: int) -> str:
    table = f"people_{number}"
    for column in mapping.columns:
        if column.kind == "name":
            _clean_names(con, f"raw_{number}", column)
    clean = ", ".join(f"{_clean(column)} as {column.name}" for column in mapping.columns)
    joins = "".join(
        f" left join clean_{one.name} on raw.{one.name} = clean_{one.name}.written"
        for one in mapping.columns
        if one.kind == "name"
    )
    parts = [
        f"{KINDS[mapping.column(name).kind].parts[part].replace('{c}', name)} as {name}_{part}"
        for name, part in parts_needed(mapping)
    ]
    if mapping.one_child:
        parts.append(f"{one_child.described_sql(mapping.one_child)} as {one_child.DESCRIBED}")
    ask(
        con,
        f"create table {table} as select {', '.join(['*', *parts])} from"  # noqa: S608
        f" (select {before} + row_number() over () as n, raw.record_id, {clean} from raw_{number} raw{joins})",
    )
    ask(con, f"drop table raw_{number}")
    return table


def _clean(column: Column) -> str:
    if column.kind == "name":
        return f"clean_{column.name}.clean"
    form = column.form.replace("'", "''")
    return KINDS[column.kind].clean.replace("{v}", f"raw.{column.name}").replace("{form}", form)


def _clean_names(con: DuckDBPyConnection, table: str, column: Column) -> None:
    """Clean each name once, however many bear it, by the rule that the rest of the program uses."""
    import pyarrow

    found = ask(con, f"select distinct {column.name} from {table} where {column.name} is not null")  # noqa: S608
    written = [row[0] for row in found]
    clean = [" ".join(names.words(name)) or None for name in written]
    arrow = pyarrow.table({"written": pyarrow.array(written, "string"), "clean": pyarrow.array(clean, "string")})
    con.register("cleaned_names", arrow)
    ask(con, f"create or replace table clean_{column.name} as select * from cleaned_names")  # noqa: S608
    con.unregister("cleaned_names")


def parts_needed(mapping: Map) -> list[tuple[str, str]]:
    """The parts of columns that passes and rungs read, each once."""
    needed = {tuple(key.split(".")) for key in mapping.blocking_keys() if "." in key}
    needed |= {(one.of, part) for one in mapping.comparisons if not one.ladder for rung in one.rungs
               for part in RUNGS[rung].parts}  # fmt: skip
    return sorted((name, part) for name, part in needed)


def key_column(key: str) -> tuple[str, str]:
    """The left and the right column that a key makes equal."""
    left, right = (sides(key) * 2)[:2]
    return left.replace(".", "_"), right.replace(".", "_")
