"""Children in a few words, and rows of tables that say what breaks a rule and what keeps it.

`child()` by itself breaks no rule of 2024-25: born in 2015, one referral in May 2024, open, nothing else. Dates are
written as in a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from frontdoor.returns.cin_census.census import (
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
    Review,
    Section47,
    number_rows,
)
from frontdoor.returns.cin_census.checks import check, rules_of

UPN = "Q874200125001"


def day(text: str | None) -> date | None:
    """A date of a file, or none."""
    return date.fromisoformat(text) if text else None


def assessed(start: str | None, end: str | None = None, *factors: str) -> Assessment:
    """An assessment with the factors it found."""
    return Assessment(day(start), None, day(end), list(factors))


def planned(start: str | None, end: str | None = None) -> CINPlan:
    """A child in need plan."""
    return CINPlan(day(start), day(end))


def enquiry(
    start: str | None, conference: str | None = None, *, none_needed: str | None = "false", target: str | None = None
) -> Section47:
    """A section 47 enquiry, with its conference or without."""
    return Section47(day(start), day(target), day(conference), none_needed)


def protected(
    start: str | None,
    end: str | None = None,
    *reviews: str,
    first: str | None = "NEG",
    latest: str | None = "NEG",
    earlier: str | None = "0",
) -> ChildProtectionPlan:
    """A child protection plan with its reviews; "" is a review without a date."""
    return ChildProtectionPlan(day(start), day(end), first, latest, earlier, [Review(day(held)) for held in reviews])


def episode(
    referred: str | None = "2024-05-01",
    *modules: Assessment | CINPlan | Section47 | ChildProtectionPlan,
    nfa: str | None = "false",
    source: str | None = "6",
    need: str | None = "N1",
    closed: str | None = None,
    why: str | None = None,
    conference: str | None = None,
) -> CINdetails:
    """A referral and what followed."""
    made = CINdetails(day(referred), source, need, day(closed), why, day(conference), ReferralNFA=nfa)
    made.assessments = [one for one in modules if isinstance(one, Assessment)]
    made.cin_plans = [one for one in modules if isinstance(one, CINPlan)]
    made.section47s = [one for one in modules if isinstance(one, Section47)]
    made.cp_plans = [one for one in modules if isinstance(one, ChildProtectionPlan)]
    return made


def child(
    *episodes: CINdetails,
    number: str | None = "A1",
    upn: str | None = UPN,
    former: str | None = None,
    no_upn: str | None = None,
    born: str | None = "2015-06-01",
    due: str | None = None,
    sex: str | None = "F",
    gender: str | None = None,
    died: str | None = None,
    ethnicity: str | None = "WBRI",
    disabled: Sequence[str | None] = ("NONE",),
) -> Child:
    """A child with these episodes, or with one open referral."""
    return Child(
        ChildIdentifiers(number, upn, former, no_upn, day(born), day(due), gender, sex, day(died)),
        ChildCharacteristics(ethnicity, [DisabilityRow(one) for one in disabled]),
        list(episodes) if episodes else [episode()],
    )


def unreferred() -> Child:
    """A child of whom no referral is returned."""
    made = child()
    made.cin_details.clear()
    return made


def authority(*children: Child, reference: str | None = "2025-03-31", year: str = "2025") -> Census:
    """A return of these children, their rows numbered."""
    number_rows(children)
    return Census(Header("CIN", year, day(reference), "L", "874"), children)


@dataclass(frozen=True)
class Row:
    """One row of a rule's table: the children who break it and where, those who keep it, and why that is the line."""

    rule: str
    fails: Census
    flags: frozenset[str]
    passes: Census
    because: str
    year: str

    def flagged(self, census: Census) -> set[str]:
        """Where this rule alone is broken: Table.Element, with @row where that is not the first."""
        (only,) = [rule for rule in rules_of(self.year) if rule.code == self.rule]
        report = check(census, self.year, rules=(only,))
        assert report.not_run == []
        return {f"{one.table}.{one.field}" + (f"@{one.row}" if one.row else "") for one in report.issues()}


def row(
    rule: str,
    fails: Child | Census | Sequence[Child],
    flags: str,
    passes: Child | Census | Sequence[Child],
    because: str,
    *,
    year: str = "2024-25",
) -> Row:
    """A row; `flags` are the places parted by spaces."""
    return Row(rule, _census(fails), frozenset(flags.split()), _census(passes), because, year)


def _census(given: Child | Census | Sequence[Child]) -> Census:
    if isinstance(given, Census):
        return given
    return authority(given) if isinstance(given, Child) else authority(*given)
