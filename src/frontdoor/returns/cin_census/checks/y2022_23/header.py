"""The rule about the header."""

from datetime import date

from frontdoor.returns.cin_census.census import Header
from frontdoor.returns.cin_census.checks.rule import At, rule


@rule(
    "100",
    Header,
    "ReferenceDate",
    wrong="The reference date is not 31 March of the year in the header.",
    why="Every period in the census is measured back from it.",
    mend="Choose the census year again where the return is made, and make the file anew.",
)
def rule_100(header: Header, at: At) -> bool:
    """31 March of the header's own year; of the year of the rules where the header names none (ADR 0012)."""
    year = (header.Year or "").strip()
    ends = int(year) if year.isascii() and year.isdigit() and 1900 < int(year) < 3000 else at.period.year
    return header.ReferenceDate != date(ends, 3, 31)
