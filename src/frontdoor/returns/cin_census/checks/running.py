"""Run the rules: over a whole census as it streams by, or over one child.

A rule that fails is reported as not run, with the reason, and whatever it had found is dropped: half a rule is none.
So is a rule that could find nothing because no record of the file has the element, or the table, that it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from frontdoor.returns.cin_census.census import (
    TABLES,
    Assessment,
    Census,
    Child,
    ChildCharacteristics,
    ChildIdentifiers,
    ChildProtectionPlan,
    CINdetails,
    CINPlan,
    DisabilityRow,
    Header,
    Record,
    Review,
    Section47,
)
from frontdoor.returns.cin_census.checks.period import Period
from frontdoor.returns.cin_census.checks.report import NotRun, Report, Spot
from frontdoor.returns.cin_census.checks.rule import Across, At, Found, Rule
from frontdoor.returns.cin_census.checks.years import YEARS, rules_of

#: The tables that every census has; where a file has no row of one, its rules were not run.
_ALWAYS: tuple[type[Any], ...] = (ChildIdentifiers, ChildCharacteristics, CINdetails)
#: What a rule can do wrong with records in memory. A machine that runs out of memory or disk is no rule's failure.
FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ImportError,
    LookupError,
    NameError,
    RuntimeError,
    StopIteration,
    TypeError,
    ValueError,
)
_CRASHED = "The rule itself failed ({why}). Nothing is known about it; please report this."


def check(census: Census, year: str, rules: Sequence[Rule] | None = None) -> Report:
    """Judge a whole census by the rules of a year, or by some of them.

    The period is the one of the file's reference date; without one, of the year. Children are taken once, in order.
    Raises `NotInThisRelease` for an unknown year, and whatever the reader of the children raises.
    """
    run = _Run(year, rules, census.header.ReferenceDate)
    run.ask(Header, census.header)
    for child in census.children:
        run.child(child)
    run.end_of_authority()
    run.leave_out_unfit()
    return run.report


def check_child(child: Child, year: str, *, end: date | None = None, as_at: date | None = None) -> Report:
    """Judge one child by the rules of a year that need no other child, as they are recorded now.

    `end` is the 31 March of the year that still runs, where the newest rules judge it before its own are published.
    `as_at` is today, while the year still runs: an assessment is late when its 45 working days were over yesterday,
    not when they will be by 31 March.
    """
    run = _Run(year, None, end, as_at)
    run.child(child)
    return run.report


class _Run:
    """One run: the rules by the kind of record they are asked about, what they found, and what was met on the way."""

    def __init__(self, year: str, rules: Sequence[Rule] | None, end: date | None, as_at: date | None = None) -> None:
        chosen = rules_of(year) if rules is None else rules
        period = Period(end or date(YEARS[year], 3, 31), YEARS[year], as_at)
        self.at = At(period)
        self.report = Report(year, period, chosen)
        self.asked: dict[type[Any], list[tuple[Callable[[Any, At], Found], Rule]]] = {
            kind: [] for kind in (Child, *TABLES)
        }
        for rule in chosen:
            if rule.check is not None:
                self.asked[rule.of].append((rule.check, rule))
        self.across: list[tuple[Across, Rule]] = [(rule.across(), rule) for rule in chosen if rule.across is not None]
        self.spots: dict[str, list[Spot]] = self.report.spots
        self.number = ""
        self.met: set[type[Any]] = set()
        self.lacking: dict[type[Any], set[str]] = {kind: set() for kind in TABLES}
        for kind, element in (need for rule in chosen for need in rule.needs):
            if element:
                self.lacking[kind].add(element)

    def child(self, child: Child) -> None:
        """Ask every rule about one child and all their records."""
        at = self.at
        at.child = child
        self.report.children += 1
        self.number = child.identifiers.LAchildID or ""
        self.ask(Child, child)
        self._record(ChildIdentifiers, child.identifiers)
        self._record(ChildCharacteristics, child.characteristics)
        for disability in child.characteristics.disabilities:
            self._record(DisabilityRow, disability)
        for episode in child.cin_details:
            at.episode = episode
            self._record(CINdetails, episode)
            for assessment in episode.assessments:
                self._record(Assessment, assessment)
            for plan in episode.cin_plans:
                self._record(CINPlan, plan)
            for enquiry in episode.section47s:
                self._record(Section47, enquiry)
            for protection in episode.cp_plans:
                at.plan = protection
                self._record(ChildProtectionPlan, protection)
                for review in protection.reviews:
                    self._record(Review, review)
        for judge, rule in self.across:
            try:
                judge.see(child, at)
            except FAILURES as crash:
                self._failed(rule, crash)

    def _record(self, kind: type[Any], record: Record) -> None:
        if record.row >= 0:
            self.met.add(kind)
            lacking = self.lacking[kind]
            if lacking:
                lacking.difference_update([name for name in lacking if getattr(record, name) is not None])
        self.ask(kind, record)

    def ask(self, kind: type[Any], record: Any) -> None:
        """Ask the rules about this kind of record, and keep what they find."""
        at = self.at
        for judge, rule in self.asked[kind]:
            try:
                found = judge(record, at)
            except FAILURES as crash:
                self._failed(rule, crash)
                continue
            if found:
                code, number = rule.code, self.number
                spots = self.spots.get(code)
                if spots is None:
                    spots = self.spots[code] = []
                if found is True:
                    for name in rule.fields:
                        spots.append((number, record, name))
                else:
                    self.report.shared.add(code)
                    for place, name in found:
                        spots.append((number, place, name))

    def end_of_authority(self) -> None:
        """Ask the rules across the authority what they found in all the children."""
        self.number = ""
        for judge, rule in self.across:
            try:
                found = judge.found(self.at)
                spots: list[Spot]
                if isinstance(found, str):
                    spots = [("", None, found)] if found else []
                else:
                    spots = [(place.LAchildID or "", place, name) for place, name in _of_children(found)]
            except FAILURES as crash:
                self._failed(rule, crash)
                continue
            if spots:
                self.spots[rule.code] = spots

    def leave_out_unfit(self) -> None:
        """Report as not run the rules whose elements or tables no record of the file has."""
        for rule in self.report.rules:
            why = self._unfit(rule)
            if why:
                self._not_run(rule, why)

    def _unfit(self, rule: Rule) -> str:
        for kind in (rule.of, *(kind for kind, _ in rule.needs)):
            if kind in _ALWAYS and kind not in self.met:
                return f"No child in the file has {TABLES[kind]}, which this rule reads."
        for kind, element in sorted(rule.needs, key=str):
            if element and kind in self.met and element in self.lacking[kind]:
                return f"No {TABLES[kind]} in the file has {element}, without which this rule can find nothing."
        if rule.of is not Header and not self.report.children:
            return "The file has no children."
        return ""

    def _failed(self, rule: Rule, crash: Exception) -> None:
        said = str(crash) or type(crash).__name__
        self._not_run(rule, _CRASHED.format(why=f"{type(crash).__name__}: {said}"[:200]))

    def _not_run(self, rule: Rule, why: str) -> None:
        self.spots.pop(rule.code, None)
        if all(one.rule != rule.code for one in self.report.not_run):
            self.report.not_run.append(NotRun(rule.code, why))
        for kind, asked in self.asked.items():
            self.asked[kind] = [one for one in asked if one[1] is not rule]
        self.across = [one for one in self.across if one[1] is not rule]


def _of_children(found: Iterable[tuple[Record, str]]) -> Iterable[tuple[ChildIdentifiers, str]]:
    return ((place, name) for place, name in found if isinstance(place, ChildIdentifiers))
