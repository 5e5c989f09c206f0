"""What the protection pages read of each child: discussions, the safety plan, enquiries, orders, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from frontdoor.journey.models import (
    Gap,
    Journey,
    Order,
    SafetyPlanLine,
    Section47Enquiry,
    StrategyDiscussion,
)
from frontdoor.journey.queries import rows_by_journey
from frontdoor.journey.record_queries import texts_of
from frontdoor.ledger.models import ClockRun


@dataclass(frozen=True, kw_only=True)
class PlannedLine:
    """One line of a safety plan with its words."""

    row: SafetyPlanLine
    what: str
    if_it_fails: str


@dataclass(frozen=True, kw_only=True)
class Protection:
    """What protects one child, oldest first; `texts` are the words by record and question."""

    discussions: tuple[StrategyDiscussion, ...] = ()
    plan: tuple[PlannedLine, ...] = ()
    enquiries: tuple[Section47Enquiry, ...] = ()
    orders: tuple[Order, ...] = ()
    gaps: tuple[Gap, ...] = ()
    clocks: tuple[ClockRun, ...] = ()
    texts: dict[UUID, dict[str, str]] = field(default_factory=dict)

    @property
    def held(self) -> tuple[StrategyDiscussion, ...]:
        """The discussions that were held."""
        return tuple(row for row in self.discussions if row.held_at is not None)

    @property
    def called(self) -> StrategyDiscussion | None:
        """The discussion that is called and not held yet."""
        return next((row for row in self.discussions if row.held_at is None), None)

    @property
    def to_reconvene(self) -> StrategyDiscussion | None:
        """The last discussion held that was not quorate, or was held by one worker alone."""
        return next((row for row in reversed(self.held) if not row.quorate or row.alone), None)

    @property
    def enquiry(self) -> Section47Enquiry | None:
        """The enquiry that is open."""
        return next((row for row in self.enquiries if row.concluded_at is None), None)

    @property
    def orders_in_force(self) -> tuple[Order, ...]:
        """Orders that nobody has said have ended."""
        return tuple(row for row in self.orders if row.ended_at is None)


def protection_of(journeys: Sequence[Journey]) -> dict[UUID, Protection]:
    """What protects each of these children, by journey: seven statements, whatever their number."""
    ids = [journey.id for journey in journeys]
    discussions = rows_by_journey(StrategyDiscussion, ids, "called_at")
    lines = rows_by_journey(SafetyPlanLine, ids, "agreed_at")
    enquiries = rows_by_journey(Section47Enquiry, ids, "started_at")
    orders = rows_by_journey(Order, ids, "started_at")
    gaps = rows_by_journey(Gap, ids, "noted_at")
    rows = [row for group in (discussions, lines, enquiries, orders) for one in group.values() for row in one]
    texts = texts_of([*(row.id for row in rows), *ids])
    running = ClockRun.objects.filter(journey__in=ids, stopped_at__isnull=True).order_by("due_at")
    clocks: dict[UUID, list[ClockRun]] = {}
    for run in running:
        clocks.setdefault(run.journey, []).append(run)
    return {
        key: Protection(
            discussions=tuple(discussions.get(key, ())),
            plan=tuple(_planned(row, texts) for row in lines.get(key, ()) if row.ended_at is None),
            enquiries=tuple(enquiries.get(key, ())),
            orders=tuple(orders.get(key, ())),
            gaps=tuple(gap for gap in gaps.get(key, ()) if gap.filled_at is None),
            clocks=tuple(clocks.get(key, ())),
            texts=texts,
        )
        for key in ids
    }


def _planned(row: SafetyPlanLine, texts: dict[UUID, dict[str, str]]) -> PlannedLine:
    words = texts.get(row.id, {})
    return PlannedLine(row=row, what=words.get("safety_what", ""), if_it_fails=words.get("safety_if_it_fails", ""))
