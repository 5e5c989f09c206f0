"""Words that many rules share: yes and no, days compared, spans, and the elements that every record must have.

A date that is missing breaks no comparison: rules about its absence say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from frontdoor.returns.cin_census.census import (
    NO,
    YES,
    Assessment,
    ChildCharacteristics,
    ChildIdentifiers,
    ChildProtectionPlan,
    CINdetails,
    CINPlan,
    Record,
    Review,
    Section47,
)
from frontdoor.returns.cin_census.checks.rule import Place

# Whole tables, as elements without a name.
IDENTIFIERS = (ChildIdentifiers, "")
CHARACTERISTICS = (ChildCharacteristics, "")
# Elements that each record of their table must have.
NUMBER = (ChildIdentifiers, "LAchildID")
REFERRED = (CINdetails, "CINreferralDate")
WHETHER_NFA = (CINdetails, "ReferralNFA")
ASSESSED = (Assessment, "AssessmentActualStartDate")
PLANNED = (CINPlan, "CINPlanStartDate")
ENQUIRED = (Section47, "S47ActualStartDate")
WHETHER_CONFERENCE = (Section47, "ICPCnotRequired")
PROTECTED = (ChildProtectionPlan, "CPPstartDate")
REVIEWED = (Review, "CPPreviewDate")

#: Closed after assessment: no further action, or referred to early help.
CLOSED_AFTER_ASSESSMENT = frozenset({"RC8", "RC9"})


def before(day: date | None, other: date | None) -> bool:
    """Whether both are known and the first is the earlier."""
    return day is not None and other is not None and day < other


def weekend(day: date | None) -> bool:
    """Whether the day is known and is a Saturday or Sunday."""
    return day is not None and day.weekday() > 4


def overlapping(
    spans: Iterable[tuple[Record, date | None, date | None]],
    names: tuple[str, str],
    *,
    touching: bool = True,
) -> Iterator[Place]:
    """Where one record starts while another runs: its start, and the other's start and end.

    Each span is a record with its first and last day, where a record that runs on has the reference date as its last;
    without a last day it spans nothing, but its start may fall into another. `touching` says whether starting on the
    day on which another ends is to overlap it.
    """
    known = tuple(spans)
    start, end = names
    for record, began, _ in known:
        if began is None:
            continue
        for other, first, last in known:
            if other is record or first is None or last is None or began < first:
                continue
            if began < last or (touching and began == last):
                yield record, start
                yield other, start
                yield other, end


__all__ = [
    "ASSESSED",
    "CHARACTERISTICS",
    "CLOSED_AFTER_ASSESSMENT",
    "ENQUIRED",
    "IDENTIFIERS",
    "NO",
    "NUMBER",
    "PLANNED",
    "PROTECTED",
    "REFERRED",
    "REVIEWED",
    "WHETHER_CONFERENCE",
    "WHETHER_NFA",
    "YES",
    "before",
    "overlapping",
    "weekend",
]
