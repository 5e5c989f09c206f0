"""The reference page of the census rules: every rule with its sentence, by number, and how earlier years differ."""

from __future__ import annotations

from collections.abc import Iterable

from frontdoor.returns.cin_census.census import TABLES
from frontdoor.returns.cin_census.checks import YEARS, Rule, rules_of
from frontdoor.returns.cin_census.checks.years import NEWEST, year_named

_BEFORE = """# Rules of the children in need census

`frontdoor returns cin validate FILE --year 2024-25` judges a file by these. The numbers and what they ask are the
Department for Education's; the sentences are ours. An **error** must be put right, a **query** may stand with a reason.
How a rule is read where its sources differ stands in [decision 12](../adr/0012-census-rules-as-read.md).

A rule is **not run**, and never counted as passed, where it fails, or where no record of a file has what stands in its
last column.
"""


def rules() -> str:
    """The newest rules as a table, then those that stood differently before, then the notes that settle a query."""
    newest = rules_of(NEWEST)
    years = ", ".join(YEARS)
    text = _BEFORE + f"\nYears held: {years}. {NEWEST} is the same set as 2024-25: {len(newest)} rules.\n\n"
    text += f"## {NEWEST}\n\n" + _table(newest)
    text += "\n## Before\n\n"
    for year in list(YEARS)[-3::-1]:
        text += f"{_difference(year)}\n\n"
    earlier = {id(rule): rule for year in YEARS for rule in rules_of(year) if rule not in newest}
    text += _table(sorted(earlier.values(), key=lambda rule: (rule.code, rule.since)))
    text += "\n## Words that settle a query\n\nAdded to the return's notes word for word, once every record was "
    text += "checked, they make the department accept what remains.\n\n"
    return text + "".join(f"- {rule.note}\n" for rule in newest if rule.note)


def _difference(year: str) -> str:
    mine, newest = ({rule.code for rule in rules_of(one)} for one in (year, NEWEST))
    without = ", ".join(sorted(newest - mine))
    return f"**{year}**: {len(mine)} rules, without {without}."


def _table(shown: Iterable[Rule]) -> str:
    head = (
        "Rule",
        "Type",
        "About",
        "Fields",
        "What is wrong",
        "Why it matters",
        "Where to put it right",
        "Since",
        "Needs",
    )
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for rule in shown:
        cells = (
            f"`{rule.code}`",
            rule.kind.value,
            rule.table,
            ", ".join(rule.fields),
            rule.wrong,
            rule.why,
            rule.mend,
            year_named(rule.since),
            _needs(rule),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _needs(rule: Rule) -> str:
    named = (f"{TABLES[kind]}.{element}" if element else TABLES[kind] for kind, element in rule.needs)
    return ", ".join(sorted(named))
