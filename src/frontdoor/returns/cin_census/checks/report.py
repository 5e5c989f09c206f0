"""What a check found: every issue with its place, what could not be run and why, and the count by rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from frontdoor.returns.cin_census.census import TABLES, Header, Record, shown
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
    #: Rules that show places of several records, of which one may come up twice.
    shared: set[str] = field(default_factory=set)
    #: Why the file could not be read, where it could not.
    unreadable: str = ""
    #: Text of the file that stands for no value, by the record's identity and the element.
    texts: dict[tuple[int, str], str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """0 clean, 1 issues, 2 a rule was not run. What was not run weighs more than what was found."""
        return 2 if self.not_run else 1 if any(self.spots.values()) else 0

    @property
    def asked(self) -> int:
        """How many of the department's rules were asked for: what reading the file alone finds is none of them."""
        return sum(rule.check is not None or rule.across is not None for rule in self.rules)

    def issues(self) -> Iterator[Issue]:
        """Every flagged field once, by rule and then in the order in which the file has them."""
        for rule in self.rules:
            yield from self.issues_of(rule)

    def issues_of(self, rule: Rule) -> Iterator[Issue]:
        """What one rule flagged."""
        for (child, table, element, row, value), (_, record, _) in zip(
            self.cells_of(rule), self._once(rule), strict=True
        ):
            yield Issue(rule.code, rule.kind, child, table, element, row, value, rule.message, record)

    def cells_of(self, rule: Rule) -> Iterator[tuple[str, str, str, int | None, str]]:
        """Child, table, element, row and value of each field that one rule flagged."""
        for child, record, element in self._once(rule):
            if record is None:
                # Across the authority: what stands for the element is the figure that breaks the rule.
                yield "", rule.table, rule.fields[0], None, element
            else:
                row = record.row if record.row >= 0 else None
                yield child, TABLES[type(record)], element, row, self._value(child, record, element)

    def _value(self, child: str, record: Record, element: str) -> str:
        if element == "LAchildID":
            return child
        return shown(record, element) or (self.texts.get((id(record), element), "") if self.texts else "")

    def _once(self, rule: Rule) -> list[Spot]:
        """What a rule found, each place once: two records may break it at the same third."""
        spots = self.spots.get(rule.code, [])
        if rule.code not in self.shared:
            return spots
        return list({(id(spot[1]), spot[2]): spot for spot in spots}.values())

    def summary(self) -> list[RuleCount]:
        """The rules that found something, by number."""
        counts = []
        for rule in self.rules:
            spots = self._once(rule)
            if spots:
                children = {spot[0] for spot in spots if spot[1] is not None and rule.of is not Header}
                counts.append(RuleCount(rule, len(spots), len(children)))
        return counts
