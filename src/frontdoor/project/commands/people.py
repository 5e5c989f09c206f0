"""`frontdoor people`: which rows of one or two registers are the same person. Needs no database and no Django."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from frontdoor.rules.calendar import london_day

HELP = "Find the rows of registers that are the same person."
_EXAMPLES = """\
examples:
  frontdoor people link register.csv --map map.toml --output clusters.csv --pairs pairs.csv
  frontdoor people link case_system.csv school_roll.csv --map map.toml --output clusters.csv
  frontdoor people link register.csv --map map.toml --output clusters.csv --weights-out weights.toml
  frontdoor people link big.csv --map map.toml --backend spark --spark spark://host:7077 --work /shared --output c.csv

One file: its duplicates. Two files: the people who stand in both. The map says what the columns are, how they are
compared and which pairs are compared at all. Nobody is merged by this: it writes files for a person to read.

Exit status 0: written; 2: nothing was written, and the sentence says why.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """`link` is the one verb."""
    parser.epilog = _EXAMPLES
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", title="verbs", required=True)
    link = verbs.add_parser(
        "link", help="link one or two files of people", epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    link.add_argument("inputs", nargs="+", type=Path, metavar="INPUT.csv", help="one file, or two")
    link.add_argument("--map", required=True, type=Path, metavar="MAP", help="columns, comparisons and passes, as TOML")
    link.add_argument("--output", required=True, type=Path, metavar="FILE", help="where record_id,cluster_id goes")
    link.add_argument("--pairs", type=Path, metavar="FILE", help="where each pair goes, with its weight rung by rung")
    link.add_argument("--weights", type=Path, metavar="FILE", help="use these weights instead of learning them")
    link.add_argument("--weights-out", type=Path, metavar="FILE", help="where the weights used go, as TOML")
    link.add_argument("--backend", choices=("duckdb", "spark"), default="duckdb", help="where pairs are scored")
    link.add_argument("--spark", metavar="MASTER", help="Spark's master, as spark://host:7077 (default: Spark's own)")
    link.add_argument("--work", type=Path, metavar="DIR", help="where files lie meanwhile; executors must reach it")
    link.add_argument("--memory", default="3GB", metavar="SIZE", help="what DuckDB may hold before it spills to disk")
    link.add_argument("--quiet", action="store_true", help="say nothing but refusals")


def run(arguments: argparse.Namespace) -> int:
    """Link, or say in a sentence why not."""
    from frontdoor.people.linkage.linking import Job, link
    from frontdoor.people.linkage.mapping import read_map
    from frontdoor.people.linkage.refusals import UnableToLink

    began = time.monotonic()

    def tell(step: str) -> None:
        if not arguments.quiet:
            print(f"{time.monotonic() - began:7.1f} s  {step}", file=sys.stderr, flush=True)

    try:
        if len(arguments.inputs) > 2:
            raise UnableToLink("One or two files can be linked at a time.")
        job = Job(
            inputs=tuple(arguments.inputs),
            mapping=read_map(arguments.map),
            clusters=arguments.output,
            pairs=arguments.pairs,
            weights=arguments.weights,
            weights_out=arguments.weights_out,
            since=london_day(datetime.now(UTC)),
            backend=arguments.backend,
            spark_master=arguments.spark,
            work=arguments.work,
            memory=arguments.memory,
        )
        report = link(job, tell)
    except UnableToLink as unable:
        print(f"frontdoor: {unable}", file=sys.stderr)
        return 2
    tell(f"done: {report.rows:,} rows are {report.people:,} people; {report.linked:,} pairs linked")
    return 0
