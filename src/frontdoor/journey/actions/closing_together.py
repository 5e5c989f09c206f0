"""Closing together: one registered person asks, another reads the child's record and signs, each in their own session.

Above the local number of closings a day, and for a child whom nobody could name, nobody closes alone. Who asked stands
as whoever closed, who signed as the second signature; the ledger holds what each of them did.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions.closing import (
    UnableToClose,
    check_ending,
    check_words,
    end,
    refuse_if_written,
    refused_alone,
)
from frontdoor.journey.actions.within import held
from frontdoor.journey.models import ClosingRequest, Closure, inside
from frontdoor.journey.narratives import about_child
from frontdoor.ledger.ids import new_id
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.rules.events.holding import ClosingAsked, ClosingNotSigned, ClosingSigned
from frontdoor.rules.roles import Permission


class UnableToSign(Exception):
    """The closing cannot be signed so. The text is a sentence for the person who reads it."""


@transaction.atomic
def ask_to_close(
    *,
    journey: UUID,
    reason: str,
    because: str,
    statutory: str = "",
    in_bulk: bool = False,
    seen: int | None,
    read: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> ClosingRequest:
    """Ask a second registered person to sign the end of one child's journey. It stays open until somebody does.

    `read` as for closing alone: who asks has read what they ask about.
    """
    found = held(journey, "ask_to_close", Permission.CLOSE, by=by, seen=seen)
    refuse_if_written(found, read, by=by)
    check_words(reason, because)
    check_ending(found, statutory, at=happened_at, recorded_at=recorded_at)
    if not refused_alone(found, by=by, at=recorded_at):
        raise UnableToClose("You can close this child yourself: nobody else need sign.")
    if any(one.settled_at is None and one.voided_at is None for one in ClosingRequest.of(journey_id=journey)):
        raise UnableToClose("A second signature has been asked for already.")
    ending: dict[str, Any] = {"reason": reason, "statutory": statutory, "in_bulk": in_bulk}
    row = ClosingRequest.new(
        at=recorded_at,
        **inside(found, **ending, asked_at=happened_at),
        requested_by=by.account,
        closure=new_id(recorded_at),
    )
    about_child(found, question="closed_because", text=because, record=row.closure, by=by, recorded_at=recorded_at)
    record(ClosingAsked(reason=reason), about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


@transaction.atomic
def sign_closing(
    *,
    request: UUID,
    seen: int | None,
    read: int | None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Closure:
    """Sign what a colleague asked to close: it ends now. Whatever forbids closing today forbids it again.

    `read` is how much others had written of the child when it was shown. Whatever came since (a rating, a concern, a
    step), typed late or not, makes the signer look again: ChangedSinceShown.
    """
    asked = ClosingRequest.found(request)
    journey = held(asked.journey_id, "sign_closing", Permission.CLOSE, by=by)
    refuse_if_written(journey, read, by=by)
    row = _open(request, seen)
    if row.requested_by == by.account:
        raise UnableToSign("The second signature is somebody else's.")
    ending: dict[str, Any] = {"reason": row.reason, "statutory": row.statutory, "in_bulk": row.in_bulk}
    check_ending(journey, row.statutory, at=happened_at, recorded_at=recorded_at)
    row.change(at=recorded_at, settled_at=happened_at, settled_by=by.account, signed=True)
    closure, written = end(
        journey,
        row.closure,
        ending,
        closed_by=row.requested_by,
        second=by.account,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )
    record_each([(ClosingSigned(), row), *written], by=by, happened_at=happened_at, recorded_at=recorded_at)
    return closure


@transaction.atomic
def refuse_closing(
    *, request: UUID, because: str, seen: int | None, by: Actor, happened_at: datetime, recorded_at: datetime
) -> ClosingRequest:
    """Do not sign, and say why: the child stays open. Whoever asked may take the question back in the same way."""
    asked = ClosingRequest.found(request)
    journey = held(asked.journey_id, "refuse_closing", Permission.CLOSE, by=by)
    row = _open(request, seen)
    if not because.strip():
        raise UnableToSign("Write why this child stays open.")
    row.change(at=recorded_at, settled_at=happened_at, settled_by=by.account, signed=False)
    about_child(journey, question="closing_refused", text=because, record=row.id, by=by, recorded_at=recorded_at)
    record(ClosingNotSigned(), about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


def _open(request: UUID, seen: int | None) -> ClosingRequest:
    row = ClosingRequest.locked(request, seen=seen)
    if row.settled_at is not None or row.voided_at is not None:
        raise UnableToSign("Somebody has signed this, or said why not, already.")
    return row
