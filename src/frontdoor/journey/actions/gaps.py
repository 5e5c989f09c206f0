"""What was missing when a child was protected: named at once, clocked, and put right later. It never stops the step."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey.models import Gap, Journey, inside
from frontdoor.journey.narratives import about_child
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.rules import steps
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.protection import GapFilled, GapNoted
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]

#: Gaps that are somebody's signature: nobody signs for what they did themselves.
SIGNATURES = frozenset({"countersign", "confirm_decision", "confirm_discussion", "confirm_section47"})


class UnableToFill(Exception):
    """The gap cannot be filled so. The text is a sentence for the person who reads it."""


def note(journey: Journey, gap: str, *, step: UUID | None, by: Actor, at: datetime, written: Written) -> Gap:
    """Name what is missing; `written` takes the event for the caller's act.

    A gap of the same name that is still open on the journey stands for both: it already runs, and from earlier.
    """
    for earlier in Gap.of(journey_id=journey.id):
        if earlier.gap == gap and earlier.filled_at is None:
            return earlier
    row = Gap.new(at=at, **inside(journey, gap=gap, noted_at=at, noted_by=by.account, step=step))
    written.append((GapNoted(gap=gap), row))
    return row


def put_right(journey: Journey, gap: str, *, by: Actor, at: datetime, recorded_at: datetime, written: Written) -> None:
    """Fill the open gaps of this name on a journey, as part of the verb that puts them right."""
    for row in Gap.of(journey_id=journey.id):
        if row.gap == gap and row.filled_at is None:
            row.change(at=recorded_at, filled_at=at, filled_by=by.account)
            written.append((GapFilled(gap=gap), row))


@transaction.atomic
def fill_gap(*, gap: UUID, how: str, seen: int | None, by: Actor, happened_at: datetime, recorded_at: datetime) -> Gap:
    """Say that something missing was put right, and how. Done once; a second time changes nothing."""
    row = Gap.locked(gap, seen=seen)
    journey = Journey.found(row.journey_id)
    permission.require(by, Permission.PROTECT, about=journey)
    steps.require("fill_gap", journey.facts())
    if row.filled_at is not None:
        return row
    if row.gap in SIGNATURES and not (by.registered and by.account != row.noted_by):
        raise UnableToFill("This waits for the signature of a registered social worker who did not do it themselves.")
    row.change(at=recorded_at, filled_at=happened_at, filled_by=by.account)
    about_child(journey, question="gap_filled", text=how, record=row.id, by=by, recorded_at=recorded_at)
    record_each([(GapFilled(gap=row.gap), row)], by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row
