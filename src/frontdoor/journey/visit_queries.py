"""What the visit pages read: visits planned and done for the children of one contact, and what was written on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frontdoor.access.models import Account
from frontdoor.documents.models import Narrative
from frontdoor.journey.models import Journey, Visit


@dataclass(frozen=True, kw_only=True)
class OutingMade:
    """The visits made to several children at one time. `number` names it in addresses: the first recorded is 1."""

    number: int
    visits: tuple[Visit, ...]

    @property
    def first(self) -> Visit:
        """Why, when and by whom: the same for all its children."""
        return self.visits[0]


def planned_visits(journeys: Sequence[Journey]) -> list[Visit]:
    """Visits that were planned for these children and not made yet, the soonest first."""
    return list(
        Visit.objects.filter(
            journey__in=list(journeys), recorded_at__isnull=True, planned_for__isnull=False, voided_at__isnull=True
        ).order_by("planned_for", "pk")
    )


def outings_made(journeys: Sequence[Journey]) -> list[OutingMade]:
    """Visits recorded for these children, those made together in one, oldest record first."""
    made = Visit.objects.filter(journey__in=list(journeys), recorded_at__isnull=False, voided_at__isnull=True)
    by_outing: dict[UUID, list[Visit]] = {}
    for visit in made.order_by("recorded_at", "pk"):
        by_outing.setdefault(visit.outing, []).append(visit)
    return [OutingMade(number=number, visits=tuple(group)) for number, group in enumerate(by_outing.values(), start=1)]


@dataclass(frozen=True, kw_only=True)
class Written:
    """One answer in words, or one thing added later."""

    question: str
    text: str
    recorded_at: datetime
    by: str
    in_confidence: bool


def words_of(visits: Iterable[Visit]) -> dict[UUID, list[Written]]:
    """What was written on each visit, in the order of writing; additions stand last."""
    ids = [visit.id for visit in visits]
    found = list(Narrative.objects.filter(record__in=ids).order_by("recorded_at", "pk"))
    writers = {text.written_by for text in found if text.written_by}
    names = dict(Account.objects.filter(pk__in=writers).values_list("pk", "name"))
    by_visit: dict[UUID, list[Written]] = {}
    for text in found:
        by_visit.setdefault(text.record, []).append(
            Written(
                question=text.question,
                text=text.text,
                recorded_at=text.recorded_at,
                by=names.get(text.written_by, "somebody else") if text.written_by else "the program",
                in_confidence=text.in_confidence,
            )
        )
    return by_visit
