"""Closings that wait for a second signature, as a person who may sign them sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frontdoor.access.sight import visible_to
from frontdoor.documents.models import Narrative
from frontdoor.journey.contact_queries import names_of
from frontdoor.journey.models import ClosingRequest, Journey
from frontdoor.journey.queries import written_by_others
from frontdoor.journey.work_queries import Work, work_of
from frontdoor.ledger.scope import Actor


@dataclass(frozen=True, kw_only=True)
class ToSign:
    """One closing: of which child, asked for by whom, and why in their words; how much others have written so far."""

    row: ClosingRequest
    work: Work
    by: str
    because: str
    written: int


def closings_to_sign(by: Actor, *, now: datetime) -> list[ToSign]:
    """Closings that wait and whose child `by` may see, the oldest first; of others none takes a place in the list."""
    journeys = visible_to(Journey.objects.filter(authority=by.authority), by)
    waiting = ClosingRequest.objects.filter(
        authority=by.authority, settled_at__isnull=True, voided_at__isnull=True, journey__in=journeys.values("id")
    ).order_by("asked_at", "id")
    rows = list(waiting)
    own = Journey.objects.filter(id__in=[row.journey_id for row in rows]).select_related("contact")
    works = {work.journey.id: work for work in work_of(list(own), now=now)}
    texts, names = _texts(rows), names_of(row.requested_by for row in rows)
    written = written_by_others([row.journey_id for row in rows], besides=by.account)
    return [
        ToSign(
            row=row,
            work=works[row.journey_id],
            by=names.get(row.requested_by, "somebody") if row.requested_by else "somebody",
            because=texts.get(row.closure, ""),
            written=written.get(row.journey_id, 0),
        )
        for row in rows
        if row.journey_id in works
    ]


def _texts(rows: Sequence[ClosingRequest]) -> dict[UUID, str]:
    said = Narrative.objects.filter(record__in=[row.closure for row in rows], question="closed_because")
    return dict(said.order_by("recorded_at", "id").values_list("record", "text"))
