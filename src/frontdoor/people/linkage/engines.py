"""The two engines that score pairs: DuckDB on one machine, Spark on many. Both are Splink's; the model is the same.

Tables come from DuckDB, which reads, and go back to it, which writes; Spark passes them through files of Parquet in
the working directory, which its executors must be able to reach.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from frontdoor.people.linkage.asking import ask
from frontdoor.people.linkage.refusals import UnableToLink

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from splink import Linker
    from splink.internals.splink_dataframe import SplinkDataFrame


class Engine(Protocol):
    """What a linkage asks of an engine."""

    def linker(self, tables: list[str], settings: dict[str, Any]) -> Linker:
        """Splink's linker over these tables of DuckDB."""

    def fetch(self, frame: SplinkDataFrame, name: str) -> None:
        """Make a result readable in DuckDB as `name`."""


class DuckEngine:
    """Scores where the registers were read."""

    def __init__(self, con: DuckDBPyConnection) -> None:
        from splink import DuckDBAPI

        self._con = con
        self._api = DuckDBAPI(connection=con)
        self._models = 0

    def linker(self, tables: list[str], settings: dict[str, Any]) -> Linker:
        """Splink's linker over these tables."""
        self._models += 1
        return _linker(self._api, tables, settings, self._models)

    def fetch(self, frame: SplinkDataFrame, name: str) -> None:
        """Nothing is copied: the result is there already."""
        ask(self._con, f"create view {name} as select * from {frame.physical_name}")  # noqa: S608


class SparkEngine:
    """Scores on Spark's executors."""

    def __init__(self, con: DuckDBPyConnection, session: Any, work: Path) -> None:
        from splink.backends.spark import SparkAPI

        self._con, self._session, self._work = con, session, work
        self._api = SparkAPI(spark_session=session, break_lineage_method="parquet")  # type: ignore[no-untyped-call]
        self._models = 0

    def linker(self, tables: list[str], settings: dict[str, Any]) -> Linker:
        """Splink's linker over these tables, passed to Spark as Parquet."""
        for table in tables:
            path = self._work / f"{table}.parquet"
            ask(self._con, f"copy {table} to '{path}' (format parquet)")
            self._session.read.parquet(path.as_uri()).createOrReplaceTempView(table)
        self._models += 1
        return _linker(self._api, tables, settings, self._models)

    def fetch(self, frame: SplinkDataFrame, name: str) -> None:
        """Written by the executors, read by DuckDB."""
        path = self._work / f"{name}.parquet"
        frame.to_parquet(path.as_uri(), overwrite=True)  # type: ignore[no-untyped-call]
        ask(self._con, f"create view {name} as select * from read_parquet('{path}/*.parquet')")  # noqa: S608


def _linker(api: Any, tables: list[str], settings: dict[str, Any], model: int) -> Linker:
    import logging

    from splink import Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    # The display name is the source in Splink's ids: the same in every model, so that clusters have the same names.
    frames = [api.register(table, table_name=f"{table}_{model}", dataset_display_name=table) for table in tables]
    return Linker(frames, settings, log_level=None)


@contextmanager
def spark_session(master: str | None, work: Path) -> Iterator[Any]:
    """A session of Spark, stopped at the end. `master` is Spark's own word for where the executors are."""
    try:
        from pyspark.sql import SparkSession
        from splink.backends.spark import similarity_jar_location
    except ImportError:
        raise UnableToLink('Spark is not installed here. Install it with: pip install "frontdoor[spark]"') from None
    builder = (
        SparkSession.builder.appName("frontdoor people link")
        .config("spark.jars", similarity_jar_location())
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.ansi.enabled", "false")
        .config("spark.local.dir", str(work / "spark"))
        .config("spark.sql.warehouse.dir", str(work / "warehouse"))
    )
    if master:
        builder = builder.master(master)
    session = builder.getOrCreate()
    # What goes wrong reaches Python as an exception; the log tells of generated code too long to compile, which Spark
    # then interprets.
    session.sparkContext.setLogLevel("OFF")
    session.sparkContext.setCheckpointDir((work / "checkpoints").as_uri())
    try:
        yield session
    finally:
        session.stop()
