"""Writing: the one way a narrative comes into being."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
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


def write_each(
    answers: Mapping[str, str],
    *,
    walls: Mapping[str, str],
    in_confidence: Collection[str] = (),
    subjects: Sequence[UUID],
    agency: str = "",
    by: Actor,
    recorded_at: datetime,
    **common: Any,
) -> dict[str, Narrative]:
    """Keep the answers to several questions of one record in one statement: by question, without the empty ones.

    `walls` holds the compartment of each question; `common` what `write` also takes and all of them share.
    """
    told = {question: text for question, text in answers.items() if text.strip()}
    shared = {
        "agency": agency or by.agency,
        "subjects": sorted(subjects, key=str),
        "written_by": by.account,
        "recorded_at": recorded_at,
        **common,
    }
    rows = Narrative.new_each(
        [
            {**shared, "question": question, "text": text, "compartment": walls[question],
             "in_confidence": question in in_confidence}
            for question, text in told.items()
        ],
        at=recorded_at,
    )  # fmt: skip
    return dict(zip(told, rows, strict=True))
