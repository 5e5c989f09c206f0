"""The seven comparisons with last year's return that COLLECT makes (CIN census guide 2023-24, 1.10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from frontdoor.returns.cin_census.census import Child
from frontdoor.returns.cin_census.period import Period

_SOURCE = "Children in need census guide 2023 to 2024, 1.10"


@dataclass(frozen=True, kw_only=True)
class Check:
    """One comparison: what is counted, from which change in per cent COLLECT asks, and the note that answers it.

    The note must be given word for word; a person writes it, having looked.
    """

    code: str
    what: str
    asks_from: int
    note: str
    source: str = _SOURCE


def _note(number: int, change: str) -> str:
    return (
        f"The validation YonY {number:02d} has been reviewed and the {change} from the previous return to this "
        "is as expected"
    )


CHECKS: tuple[Check, ...] = (
    Check(code="YonY01", what="Children", asks_from=15, note=_note(1, "decrease in number of child records")),
    Check(code="YonY02", what="Referrals in the year", asks_from=25, note=_note(2, "change in referrals")),
    Check(code="YonY03", what="Assessments completed", asks_from=25, note=_note(3, "change in assessments")),
    Check(
        code="YonY04", what="Section 47 enquiries started", asks_from=25,
        note=_note(4, "change in S47 enquiries"),
    ),
    Check(
        code="YonY05", what="Protection plans open on 31 March", asks_from=25, note=_note(5, "change in CPP"),
    ),
    Check(code="YonY06", what="Protection plans started", asks_from=25, note=_note(6, "change in CPP starting")),
    Check(code="YonY07", what="Protection plans ended", asks_from=25, note=_note(7, "change in CPP ending")),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One comparison as it came out. `change` is in per cent of last year; None where last year there were none."""

    check: Check
    before: int
    now: int

    @property
    def change(self) -> float | None:
        """How much more (or less) than last year, in per cent."""
        return None if self.before == 0 else 100 * (self.now - self.before) / self.before

    @property
    def asks(self) -> bool:
        """Whether COLLECT will ask about it."""
        return self.now > 0 if self.change is None else abs(self.change) >= self.check.asks_from


def figures(children: Iterable[Child], period: Period) -> dict[str, int]:
    """What the seven comparisons count in a return of a year, by their code."""
    counts = dict.fromkeys((check.code for check in CHECKS), 0)
    enquiries = set()
    for child in children:
        counts["YonY01"] += 1
        for episode in child.cin_details:
            counts["YonY02"] += period.holds(episode.CINreferralDate)
            counts["YonY03"] += sum(period.holds(one.AssessmentAuthorisationDate) for one in episode.assessments)
            enquiries |= {
                (child.identifiers.LAchildID, one.S47ActualStartDate)
                for one in episode.section47s
                if period.holds(one.S47ActualStartDate)
            }
            for plan in episode.cp_plans:
                started = plan.CPPstartDate is not None and plan.CPPstartDate <= period.last
                counts["YonY05"] += started and (plan.CPPendDate is None or plan.CPPendDate > period.last)
                counts["YonY06"] += period.holds(plan.CPPstartDate)
                counts["YonY07"] += period.holds(plan.CPPendDate)
    return {**counts, "YonY04": len(enquiries)}


def compare(now: dict[str, int], before: dict[str, int]) -> list[Compared]:
    """This year beside last year."""
    return [Compared(check=check, before=before[check.code], now=now[check.code]) for check in CHECKS]
