"""A child goes missing and comes back. Offered, declined and done are three facts of a return interview."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions import gaps
from frontdoor.journey.actions.within import claim, held
from frontdoor.journey.models import Journey, MissingEpisode, inside
from frontdoor.journey.narratives import about_child, each_about_child
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.social_work import (
    ChildReturned,
    MissingReported,
    ReturnInterviewDeclined,
    ReturnInterviewDone,
    ReturnInterviewOffered,
)
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]

#: What can be said of a return interview. A refusal is never "met".
INTERVIEW = {"offered": "Offered", "declined": "Declined", "done": "Done"}

_EVENTS: dict[str, type[LedgerEvent]] = {
    "offered": ReturnInterviewOffered,
    "declined": ReturnInterviewDeclined,
    "done": ReturnInterviewDone,
}


def open_episode(journey: Journey) -> MissingEpisode | None:
    """The episode from which the child has not come back."""
    for row in reversed(MissingEpisode.of(journey_id=journey.id)):
        if row.returned_at is None and row.voided_at is None:
            return row
    return None


@transaction.atomic
def record_missing(
    *,
    journey: UUID,
    circumstances: str = "",
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> MissingEpisode:
    """A child was reported missing at `happened_at`. One who is missing already stays so: one episode."""
    found = held(journey, "record_missing", Permission.PROTECT, by=by)
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return MissingEpisode.found(used.record)
    standing = open_episode(found)
    row = standing or MissingEpisode.new(at=recorded_at, id=used.record, **inside(found, reported_at=happened_at))
    if standing is None:
        found.change(at=recorded_at, missing_since=happened_at)
    about_child(found, question="missing", text=circumstances, record=row.id, by=by, recorded_at=recorded_at)
    written: Written = [(MissingReported(), row)]
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


@transaction.atomic
def record_return(
    *,
    journey: UUID,
    where_found: str = "",
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> MissingEpisode:
    """The child was found or came back: 72 hours, night and day, to the return interview (DfE guidance 2014).

    A return that nobody had reported as missing makes its own episode, with a gap: since when is not known.
    """
    found = held(journey, "record_return", Permission.PROTECT, by=by)
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return _latest(found) or MissingEpisode.found(used.record)
    written: Written = []
    row = open_episode(found)
    if row is None:
        row = MissingEpisode.new(at=recorded_at, id=used.record, **inside(found, reported_at=happened_at))
        gaps.note(found, "missing_since", step=row.id, by=by, at=recorded_at, written=written)
    row.change(at=recorded_at, returned_at=happened_at)
    found.change(at=recorded_at, missing_since=None)
    about_child(found, question="where_found", text=where_found, record=row.id, by=by, recorded_at=recorded_at)
    written.append((ChildReturned(), row))
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


def _latest(journey: Journey) -> MissingEpisode | None:
    rows = [row for row in MissingEpisode.of(journey_id=journey.id) if row.voided_at is None]
    return rows[-1] if rows else None


@transaction.atomic
def record_return_interview(
    *,
    journey: UUID,
    fact: str = "",
    by_whom: str = "",
    words: str = "",
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> MissingEpisode:
    """A return interview was offered, declined or done, by somebody independent; `fact` unsaid means offered.

    Declined ends the clock as declined and done as met. Without an episode one is made, with a gap.
    """
    found = held(journey, "record_return_interview", Permission.PROTECT, by=by)
    used = claim(token, journey=found, at=recorded_at)
    row = _latest(found)
    if used.before and row is not None:
        return row
    written: Written = []
    if row is None:
        row = MissingEpisode.new(at=recorded_at, id=used.record, **inside(found, reported_at=happened_at))
        gaps.note(found, "missing_since", step=row.id, by=by, at=recorded_at, written=written)
    said = fact if fact in INTERVIEW else "offered"
    row.change(at=recorded_at, **{f"{said}_at": happened_at})
    texts = {"interview_by": by_whom, "interview": words}
    each_about_child(found, texts, record=row.id, by=by, recorded_at=recorded_at)
    written.append((_EVENTS[said](), row))
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row
