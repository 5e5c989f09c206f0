"""Writing: the one way a narrative comes into being."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from frontdoor.documents.models import Narrative
from frontdoor.ledger.scope import Actor


def write(
    *,
    text: str,
    question: str,
    record: UUID,
    subjects: Sequence[UUID],
    authority: str,
    by: Actor,
    recorded_at: datetime,
    journey: UUID | None = None,
    person: UUID | None = None,
    agency: str = "",
    compartment: str = "open",
    marking: str = "",
    in_confidence: bool = False,
    exemptions: Sequence[str] = (),
) -> Narrative | None:
    """Keep what somebody wrote in answer to `question` of `record`; nothing is kept of an empty answer.

    The caller names the walls: those of the record, or of a confidential address found in the text.
    """
    if not text.strip():
        return None
    return Narrative.new(
        at=recorded_at,
        authority=authority,
        agency=agency or by.agency,
        compartment=compartment,
        marking=marking,
        record=record,
        journey=journey,
        person=person,
        subjects=sorted(subjects, key=str),
        question=question,
        text=text,
        in_confidence=in_confidence,
        exemptions=",".join(exemptions),
        written_by=by.account,
        recorded_at=recorded_at,
    )
