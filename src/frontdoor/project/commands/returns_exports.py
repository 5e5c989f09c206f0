"""`frontdoor returns`: the returns that we make ourselves. Registered by `returns.py`, which starts without Django."""

from __future__ import annotations

import argparse
from pathlib import Path

from frontdoor.project.at_hand import django_at_hand
from frontdoor.project.refusal import Refusal
from frontdoor.rules.partnership import UnableToReadPartnership, for_authority


def add_cin_export(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`returns cin export`."""
    export = verbs.add_parser("export", help="make our own census of a year, with its reconciliation page")
    _authority(export)
    export.add_argument("--year", required=True, metavar="YEAR", help="the census year, such as 2025-26")
    export.add_argument("--serial", type=int, default=1, help="which submission of the year this is (default 1)")
    _output(export, "the XML file to write; the page stands beside it")
    _position(export)
    export.set_defaults(doing=_cin_export)


def run(arguments: argparse.Namespace) -> int:
    """Do what the sub-command asks, with the database at hand."""
    try:
        for_authority(arguments.authority)
    except UnableToReadPartnership as wrong:
        raise Refusal(str(wrong)) from wrong
    with django_at_hand():
        done: int = arguments.doing(arguments)
        return done


def _authority(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--authority", required=True, metavar="CODE", help="such as 874")


def _output(parser: argparse.ArgumentParser, words: str) -> None:
    parser.add_argument("--output", required=True, type=Path, metavar="F", help=words)


def _position(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--position", type=int, metavar="N", help="an earlier position of the ledger (default: now)")


def _cin_export(arguments: argparse.Namespace) -> int:
    from frontdoor.returns.cin_census.export import export
    from frontdoor.returns.cin_census.gathering import UnableToGather
    from frontdoor.returns.cin_census.period import UnableToReadYear, period_named
    from frontdoor.returns.position import UnableToFreeze, freeze

    try:
        period = period_named(arguments.year)
        made = export(freeze(arguments.authority, arguments.position), period, serial=arguments.serial)
    except (UnableToReadYear, UnableToFreeze, UnableToGather) as wrong:
        raise Refusal(str(wrong)) from wrong
    arguments.output.write_bytes(made.file)
    beside = arguments.output.with_name(arguments.output.name + ".reconciliation.txt")
    beside.write_text(made.page, encoding="utf-8")
    print(made.page, end="")
    print(f"\nWritten: {arguments.output} ({len(made.file):,} bytes) and {beside}")
    return 0 if made.accounted else 1
