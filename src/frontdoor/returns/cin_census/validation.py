"""Judge a census file: read it, run the rules of a year over it, and say what else was noticed.

A file that cannot be read to its end has no rule run: what was found before the break would look like the whole.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from frontdoor.returns.cin_census.census import TABLES, Census, Child, PreProceedings
from frontdoor.returns.cin_census.checks import NotRun, Report, check, rules_of
from frontdoor.returns.cin_census.checks.period import Period
from frontdoor.returns.cin_census.checks.report import Spot
from frontdoor.returns.cin_census.checks.rule import Kind, Rule
from frontdoor.returns.cin_census.checks.years import YEARS, year_named
from frontdoor.returns.cin_census.reader import Reading, UnableToRead, read
from frontdoor.rules.codesets import census_year

#: What stands where a date should and is none: no rule of the department's, but its collection refuses the file.
NOT_A_DATE = Rule(
    code="date",
    kind=Kind.ERROR,
    of=Child,
    fields=(),
    wrong="What stands here is not a date written as CCYY-MM-DD, and was taken as missing.",
    why="The department's collection refuses the whole file for it.",
    mend="Correct the date where it was recorded, or mend the program that made the file.",
    needs=frozenset(),
)
#: The same of what a record has twice: the department's collection would not choose between the two.
TWICE = Rule(
    code="twice",
    kind=Kind.ERROR,
    of=Child,
    fields=(),
    wrong="This stands twice in a record that may have it once; the last was judged.",
    why="The department's collection refuses the whole file for it, and nobody can tell which of the two is right.",
    mend="Mend the program that made the file.",
    needs=frozenset(),
)


def validate(file: Path, year: str) -> Report:
    """Judge a file by the rules of a census year like "2024-25". Raises `NotInThisRelease` for a year not held."""
    rules = rules_of(year)
    try:
        reading = read(file)
        report = check(Census(reading.header, reading.children), year)
    except UnableToRead as unable:
        period = Period(date(YEARS[year], 3, 31), YEARS[year])
        not_run = [NotRun(rule.code, str(unable)) for rule in rules]
        return Report(year, period, rules, not_run=not_run, unreadable=str(unable))
    _add_unread(report, reading)
    report.notes += _noticed(report, reading)
    return report


def _add_unread(report: Report, reading: Reading) -> None:
    for rule, places in ((NOT_A_DATE, reading.unread), (TWICE, reading.twice)):
        spots: list[Spot] = [(one.child.LAchildID or "", one.record, one.element) for one in places]
        if spots:
            report.rules = (*report.rules, rule)
            report.spots[rule.code] = spots
    report.texts = {(id(one.record), one.element): one.text for one in reading.unread}


def _noticed(report: Report, reading: Reading) -> list[str]:
    notes = []
    given = reading.header.ReferenceDate
    if given is not None and year_named(census_year(given)) != report.year:
        notes.append(
            f"The file is of the census year {year_named(census_year(given))}, by its reference date {given}; it was "
            f"judged by the rules of {report.year}, over the year that ends on its own date."
        )
    blocks = reading.rows[PreProceedings]
    if blocks:
        notes.append(f"{TABLES[PreProceedings]} blocks read and kept: {blocks}. Their rules are not in this release.")
    if reading.unknown:
        told = ", ".join(f"{name} ({times})" for name, times in reading.unknown.most_common(10))
        notes.append(f"Passed over, because no census has them: {told}.")
    return notes
