"""One linkage from files to files: read, learn or take weights, score, cluster, write."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from frontdoor.people.linkage import one_child
from frontdoor.people.linkage.asking import ask
from frontdoor.people.linkage.engines import DuckEngine, Engine, SparkEngine, spark_session
from frontdoor.people.linkage.mapping import Map
from frontdoor.people.linkage.model import blocking_rules, settings
from frontdoor.people.linkage.reading import read_registers
from frontdoor.people.linkage.refusals import UnableToLink
from frontdoor.people.linkage.training import train
from frontdoor.people.linkage.weights import Weights, read_weights
from frontdoor.people.linkage.writing import Outputs, cluster_table, linked_sql, pair_table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True)
class Job:
    """What is asked: one file (find its duplicates) or two (link them), and where the answers go."""

    inputs: tuple[Path, ...]
    mapping: Map
    clusters: Path
    pairs: Path | None = None
    weights: Path | None = None
    weights_out: Path | None = None
    since: date = date.min
    backend: str = "duckdb"
    spark_master: str | None = None
    work: Path | None = None
    memory: str = "3GB"


@dataclass(frozen=True)
class Report:
    """What came out: rows read, pairs compared and kept, people found."""

    rows: int
    linked: int
    people: int


def link(job: Job, tell: Callable[[str], None]) -> Report:
    """Do it. The outputs appear whole, or not at all."""
    try:
        import duckdb
        import splink  # noqa: F401
    except ImportError:
        raise UnableToLink(
            "Linking needs Splink and DuckDB, which a server does without. Install them with: "
            'pip install "frontdoor[linkage]"'
        ) from None
    with _work(job.work) as work, ExitStack() as stack:
        con = stack.enter_context(duckdb.connect(str(work / "linkage.duckdb")))
        ask(con, "set enable_progress_bar=false")
        ask(con, f"set memory_limit='{job.memory}'")
        ask(con, f"set temp_directory='{work / 'spill'}'")
        outputs = stack.enter_context(Outputs())
        tell("reading")
        tables = read_registers(con, job.inputs, job.mapping)
        if job.mapping.one_child:
            tell("standing pairs on the one-child path's rungs")
            passes = job.mapping.passes if job.weights else (*job.mapping.passes, *job.mapping.training)
            across = len(tables) == 2 and not job.mapping.duplicates_within
            rules = [rule for one in passes for rule in blocking_rules(one)]
            one_child.keep_rungs(con, tables, rules, across=across)
        engine: Engine = DuckEngine(con)
        if job.weights:
            weights = read_weights(job.weights, job.mapping)
        else:
            tell("learning weights")
            weights = train(engine, con, tables, job.mapping)
        if job.backend == "spark":
            engine = SparkEngine(con, stack.enter_context(spark_session(job.spark_master, work)), work)
        tell("comparing")
        _score(engine, tables, job, weights)
        tell("writing")
        report = _write(con, outputs, tables, job, weights)
        outputs.keep()
    return report


@contextmanager
def _work(beside: Path | None) -> Iterator[Path]:
    # What is read is personal data: a directory that only this account can open, gone at the end.
    work = Path(tempfile.mkdtemp(prefix="frontdoor-link-", dir=beside))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _score(engine: Engine, tables: list[str], job: Job, weights: Weights) -> None:
    mapping = job.mapping
    evidence = job.pairs is not None or bool(mapping.apart)
    asked = settings(mapping, files=len(tables), weights=weights, evidence=evidence)
    linker = engine.linker(tables, asked)
    pairs = linker.inference.predict(threshold_match_probability=mapping.propose if job.pairs else mapping.link)
    linked = pairs.query_sql(f"select * from {{this}} where {linked_sql(mapping)}")  # noqa: S608 - the map's own names
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        linked, threshold_match_probability=mapping.link
    )
    engine.fetch(pairs, "scored")
    engine.fetch(clusters, "clustered")


def _write(con: DuckDBPyConnection, outputs: Outputs, tables: list[str], job: Job, weights: Weights) -> Report:
    rows, people = cluster_table(con, outputs.file(job.clusters))
    linked = pair_table(con, tables, job.mapping, weights, outputs.file(job.pairs) if job.pairs else None)
    if job.weights_out:
        come = "Taken from " + job.weights.name if job.weights else "Learnt without labels"
        source = f"{come} by `frontdoor people link` on {', '.join(path.name for path in job.inputs)}"
        outputs.file(job.weights_out).write_text(weights.toml(source=source, since=job.since), encoding="utf-8")
    return Report(rows=rows, linked=linked, people=people)
