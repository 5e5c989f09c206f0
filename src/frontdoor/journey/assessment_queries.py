"""What the assessment pages read: the assessments of the children of one contact, and their clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from frontdoor.journey.models import Assessment, Journey, Visit
from frontdoor.journey.record_queries import texts_of
from frontdoor.ledger.models import ClockRun
from frontdoor.people.aliases import ids_of_each


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """The assessments of one child, oldest first; whether the child was seen on any visit, or before the birth the
    mother; the running clocks.
    """

    rows: tuple[Assessment, ...]
    texts: dict[UUID, dict[str, str]]
    seen: bool
    mother_seen: bool
    clocks: tuple[ClockRun, ...]

    @property
    def open(self) -> Assessment | None:
        """The one that is begun and not authorised."""
        return next((row for row in self.rows if row.authorised_at is None), None)

    @property
    def to_tell(self) -> Assessment | None:
        """The last one that is authorised and not told."""
        return next((row for row in reversed(self.rows) if row.authorised_at and not row.told_at), None)


#: The clocks that stand on an assessment.
CLOCKS = ("assessment", "assessment_internal_review")


def assessments_of(journeys: Sequence[Journey]) -> dict[UUID, Assessed]:
    """The assessments of these children, by journey."""
    ids = [journey.id for journey in journeys]
    rows = list(Assessment.objects.filter(journey__in=ids, voided_at__isnull=True).order_by("started_at", "pk"))
    texts = texts_of(row.id for row in rows)
    runs = list(ClockRun.objects.filter(journey__in=ids, stopped_at__isnull=True).order_by("due_at"))
    about = {journey.about for journey in journeys}
    own = ids_of_each(about)
    every = {one for of in own.values() for one in of}
    visits = Visit.objects.filter(about__in=every, voided_at__isnull=True)
    seen = set(visits.filter(seen=True).values_list("about", flat=True))
    mothers = set(visits.filter(mother_seen=True).values_list("about", flat=True))
    return {
        journey.id: Assessed(
            rows=tuple(row for row in rows if row.journey_id == journey.id),
            texts=texts,
            seen=bool(seen & {*own[journey.about]}),
            mother_seen=bool(mothers & {*own[journey.about]}),
            clocks=tuple(run for run in runs if run.journey == journey.id),
        )
        for journey in journeys
    }
