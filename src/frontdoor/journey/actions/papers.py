"""Papers that belong to a child: that they exist, who supplied them, in confidence or not, and where they are held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions.within import claim, held
from frontdoor.journey.models import Paper, inside
from frontdoor.journey.narratives import about_child, in_the_open
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.rules.events.known_facts import PaperRecorded
from frontdoor.rules.known_facts import EXEMPTIONS, PAPERS
from frontdoor.rules.roles import Permission


class UnableToEnterPaper(Exception):
    """The paper cannot be entered so. The text is a sentence for the person who reads it."""


@transaction.atomic
def record_paper(
    *,
    journey: UUID,
    kind: str,
    title: str,
    supplied_by: str,
    held_where: str,
    in_confidence: bool,
    dated: date | None = None,
    exemptions: Sequence[str] = (),
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Paper:
    """Enter a paper that came at `happened_at`. The paper itself stays where it is held; nothing is copied here."""
    found = held(journey, "record_paper", Permission.ADD_INFORMATION, by=by)
    _check(kind, title, supplied_by, held_where, exemptions)
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return Paper.found(used.record)
    said: dict[str, object] = {
        "kind": kind,
        "dated": dated,
        "supplied_by": in_the_open(
            found, supplied_by, question="paper_supplied_by", record=used.record, by=by, recorded_at=recorded_at
        ),
        "in_confidence": in_confidence,
        "exemptions": ",".join(exemptions),
        "received_at": happened_at,
    }
    row = Paper.new(at=recorded_at, id=used.record, **inside(found, **said, recorded_by=by.account))
    write = partial(about_child, found, record=row.id, by=by, recorded_at=recorded_at, in_confidence=in_confidence)
    write(question="paper_title", text=title)
    write(question="paper_held", text=held_where)
    record(PaperRecorded(kind_of_paper=kind), about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


def _check(kind: str, title: str, supplied_by: str, held_where: str, exemptions: Sequence[str]) -> None:
    if kind not in PAPERS:
        raise UnableToEnterPaper("Say what kind of paper it is.")
    if not title.strip():
        raise UnableToEnterPaper("Say what the paper is.")
    if not supplied_by.strip():
        raise UnableToEnterPaper("Say who supplied it.")
    if not held_where.strip():
        raise UnableToEnterPaper("Say where the paper is held.")
    if not {*exemptions} <= {*EXEMPTIONS}:
        raise UnableToEnterPaper("Choose the reasons to withhold it from the list.")
