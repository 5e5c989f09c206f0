"""Which rules hold in which census: those of 2022-23, and what each later year changed or added.

A year is one file or folder beside this one. 2025-26 changed nothing. 2026-27, with its block on pre-proceedings and
family group decision making, is not in this release: its rules were not published when this was written.
"""

from __future__ import annotations

import re
from functools import lru_cache

from frontdoor.returns.cin_census.checks import y2022_23, y2023_24, y2024_25
from frontdoor.returns.cin_census.checks.rule import Rule

#: Census year as people write it, and the year in which it ends.
YEARS: dict[str, int] = {"2022-23": 2023, "2023-24": 2024, "2024-25": 2025, "2025-26": 2026}
NEWEST = "2025-26"

#: What each census changed or added, oldest first.
_CHANGES: dict[int, tuple[Rule, ...]] = {2023: y2022_23.RULES, 2024: y2023_24.RULES, 2025: y2024_25.RULES}


class NotInThisRelease(LookupError):
    """A census year whose rules are not held. The text is a sentence."""


@lru_cache
def rules_of(year: str) -> tuple[Rule, ...]:
    """The rules of a census year like "2024-25", by number. Refuses a year that is not in this release."""
    if year not in YEARS:
        written = re.fullmatch(r"20\d\d-\d\d", year) is not None
        raise NotInThisRelease(
            f"The rules of {year} are not in this release; it has {', '.join(YEARS)}."
            if written
            else f'"{year[:20]}" is no census year. Write it like {NEWEST}.'
        )
    held: dict[str, Rule] = {}
    for since, rules in _CHANGES.items():
        if since <= YEARS[year]:
            held.update((rule.code, rule) for rule in rules)
    return tuple(sorted(held.values(), key=by_number))


def by_number(rule: Rule) -> tuple[int, str]:
    """Where a rule stands in a list: 100 before 1103, 8825Q after 8820."""
    return int(rule.code.rstrip("Q")), rule.code


def year_named(ends: int) -> str:
    """The census that ends in a year, as people write it: 2025 is "2024-25"."""
    return f"{ends - 1}-{ends % 100:02d}"
