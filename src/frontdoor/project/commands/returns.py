"""`frontdoor returns`: statutory returns, checked and made. Checking a file needs no database and no Django."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frontdoor.project.commands import returns_exports

HELP = "Check and make statutory returns."

_EXAMPLES = """\
examples:
  frontdoor returns cin validate census.xml
  frontdoor returns cin validate census.xml --year 2023-24 --format csv --output issues.csv
  frontdoor returns cin export --authority 874 --year 2025-26 --output census.xml
  frontdoor returns annex-a export --authority 874 --on 2026-11-02 --output annex-a.xlsx
  frontdoor returns dfe-daily preview --authority 874

Exit status of validate, 0: clean; 1: errors or queries; 2: a rule was not run, or the file could not be read.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """A return, and what to do with it."""
    parser.epilog = _EXAMPLES
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    nouns = parser.add_subparsers(dest="noun", metavar="RETURN", title="returns", required=True)
    cin = nouns.add_parser("cin", help="the children in need census")
    verbs = cin.add_subparsers(dest="verb", metavar="VERB", title="verbs", required=True)
    validate = verbs.add_parser("validate", help="judge a census file, anybody's, by the rules of a year")
    validate.add_argument("file", type=Path, metavar="FILE")
    validate.add_argument("--year", metavar="YEAR", help="whose rules, as 2024-25 (default: the newest held)")
    validate.add_argument("--format", choices=("table", "json", "csv"), default="table", help="(default table)")
    validate.add_argument("--output", type=Path, metavar="F", help="write there and not to the screen")
    validate.set_defaults(doing=_validate)
    returns_exports.add_cin_export(verbs)
    returns_exports.add_annex_a(nouns)
    returns_exports.add_dfe_daily(nouns)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked for."""
    status: int = arguments.doing(arguments)
    return status


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """A census holds none, and looking for them in a million records costs a tenth of the whole run."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _validate(arguments: argparse.Namespace) -> int:
    from frontdoor.returns.cin_census.checks.years import NEWEST, NotInThisRelease
    from frontdoor.returns.cin_census.printing import write
    from frontdoor.returns.cin_census.validation import validate

    year = NEWEST if arguments.year is None else arguments.year
    try:
        if _same(arguments.output, arguments.file):
            return _refused(f"{arguments.output} is the census itself, which would be lost. Name another file.")
        with _no_search_for_cycles():
            report = validate(arguments.file, year)
            if arguments.output is None:
                write(report, arguments.format, sys.stdout)
            else:
                with arguments.output.open("w", encoding="utf-8", newline="") as to:
                    write(report, arguments.format, to)
    except NotInThisRelease as unable:
        return _refused(str(unable))
    except OSError as wrong:
        if isinstance(wrong, BrokenPipeError):
            raise
        return _refused(f"{arguments.output or 'the output'} cannot be written: {wrong.strerror or wrong}.")
    if report.unreadable:
        return _refused(report.unreadable)
    if report.not_run:
        codes = ", ".join(one.rule for one in report.not_run)
        print(f"frontdoor: {len(report.not_run)} rules were not run: {codes}", file=sys.stderr)
    return report.status


def _same(output: Path | None, file: Path) -> bool:
    """Whether what is to be written would take the place of what is to be read."""
    return output is not None and output.exists() and file.exists() and output.samefile(file)


def _refused(sentence: str) -> int:
    """2, not the 1 of other refusals: 1 is a file that was read and has matters in it."""
    print(f"frontdoor: {sentence}", file=sys.stderr)
    return 2
