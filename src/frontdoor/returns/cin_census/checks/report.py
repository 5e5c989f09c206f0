"""What a check found: every issue with its place, what could not be run and why, and the count by rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from frontdoor.returns.cin_census.census import TABLES, Record, shown
from frontdoor.returns.cin_census.checks.period import Period
from frontdoor.returns.cin_census.checks.rule import Kind, Rule

#: A place as it is found: the child's number, the record and the element. Across the authority there is no record.
Spot = tuple[str, Record | None, str]


class Issue(NamedTuple):
    """One flagged field: the rule, and where it is broken. `row` is None where the whole authority breaks it."""

    rule: str
    kind: Kind
    child: str
    table: str
    field: str
    row: int | None
    value: str
    message: str
    record: Record | None


class NotRun(NamedTuple):
    """A rule that was not judged, and why. It is never counted as passed."""

    rule: str
    why: str


class RuleCount(NamedTuple):
    """How many fields a rule flagged, and of how many children."""

    rule: Rule
    fields: int
    children: int


@dataclass
class Report:
    """The outcome of one check under one year's rules."""

    year: str
    period: Period
    rules: Sequence[Rule]
    children: int = 0
    spots: dict[str, list[Spot]] = field(default_factory=dict)
    not_run: list[NotRun] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def status(self) -> int:
        """0 clean, 1 issues, 2 a rule was not run. What was not run weighs more than what was found."""
        return 2 if self.not_run else 1 if any(self.spots.values()) else 0

    def issues(self) -> Iterator[Issue]:
        """Every flagged field once, by rule and then in document order."""
        for rule in self.rules:
            table_of_all = rule.table
            for child, record, element in self._once(rule):
                if record is None:
                    at = rule.fields[0]
                    yield Issue(rule.code, rule.kind, "", table_of_all, at, None, element, rule.message, None)
                    continue
                value = child if element == "LAchildID" else shown(record, element)
                row = record.row if record.row >= 0 else None
                table = TABLES[type(record)]
                yield Issue(rule.code, rule.kind, child, table, element, row, value, rule.message, record)

    def _once(self, rule: Rule) -> Iterator[Spot]:
        seen: set[tuple[int, str]] = set()
        for spot in self.spots.get(rule.code, ()):
            key = (id(spot[1]), spot[2])
            if key not in seen:
                seen.add(key)
                yield spot

    def summary(self) -> list[RuleCount]:
        """The rules that found something, by number."""
        counts = []
        for rule in self.rules:
            spots = list(self._once(rule))
            if spots:
                counts.append(RuleCount(rule, len(spots), len({spot[0] for spot in spots if spot[1] is not None})))
        return counts
