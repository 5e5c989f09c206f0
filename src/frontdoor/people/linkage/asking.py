"""One statement of SQL, run to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def ask(con: DuckDBPyConnection, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Run one statement to its end: DuckDB refuses another while rows of the last are waiting."""
    rows: list[tuple[Any, ...]] = con.execute(sql, list(values)).fetchall()
    return rows
