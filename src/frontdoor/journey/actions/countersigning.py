"""Signatures: a registered social worker confirms what others wrote; a manager signs where a rule asks for two."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey.actions import gaps
from frontdoor.journey.actions.effects import take_effect
from frontdoor.journey.models import Contact, Decision, Journey
from frontdoor.journey.narratives import about_child
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.rules import steps
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.decisions import DecisionConfirmed, DecisionCountersigned
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]


class UnableToSign(Exception):
    """The signature cannot stand. The text is a sentence for the person who reads it."""


@transaction.atomic
def confirm_decision(
    *, decision: UUID, note: str = "", seen: int | None, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Decision:
    """A registered social worker confirms what somebody else wrote: a proposal takes effect now.

    What protected a child has been in effect since it was written; confirming it fills the gap and stops its clock.
    """
    journey, found = _held(decision, seen)
    permission.require(by, Permission.DECIDE, about=journey)
    waits = found.confirmed_by is None and found.voided_at is None
    steps.require("confirm_decision", {**journey.facts(), "unsigned": "yes" if waits else "no"})
    found.change(at=recorded_at, confirmed_by=by.account, confirmed_at=happened_at)
    about_child(journey, question="confirmed", text=note, record=found.id, by=by, recorded_at=recorded_at)
    written: Written = [(DecisionConfirmed(), found)]
    gaps.put_right(journey, "confirm_decision", by=by, at=happened_at, recorded_at=recorded_at, written=written)
    if found.effective_at is None and not found.countersign_because:
        _let_it_count(found, journey, by=by, happened_at=happened_at, recorded_at=recorded_at, written=written)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return found


@transaction.atomic
def countersign_decision(
    *,
    decision: UUID,
    agrees: bool,
    because: str = "",
    seen: int | None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Decision:
    """A manager who did not decide signs, or does not agree: then the child waits for another decision, clocks on."""
    journey, found = _held(decision, seen)
    permission.require(by, Permission.COUNTERSIGN, about=journey)
    waits = bool(found.countersign_because) and found.countersigned_at is None and found.voided_at is None
    steps.require("countersign_decision", {**journey.facts(), "unsigned": "yes" if waits else "no"})
    if by.account in {found.decided_by, found.confirmed_by}:
        raise UnableToSign("The second signature is somebody else's: you decided this yourself.")
    if found.confirmed_by is None:
        raise UnableToSign("A registered social worker confirms this first.")
    if not agrees and not because.strip():
        raise UnableToSign("Say why you do not agree.")
    found.change(at=recorded_at, countersigned_by=by.account, countersigned_at=happened_at, countersigned_agrees=agrees)
    about_child(
        journey, question="countersigned_because", text=because, record=found.id, by=by, recorded_at=recorded_at
    )
    written: Written = [(DecisionCountersigned(agrees=agrees), found)]
    if agrees and found.effective_at is None:
        _let_it_count(found, journey, by=by, happened_at=happened_at, recorded_at=recorded_at, written=written)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return found


def _held(decision: UUID, seen: int | None) -> tuple[Journey, Decision]:
    journey = Journey.locked(Decision.found(decision).journey_id)
    return journey, Decision.locked(decision, seen=seen)


def _let_it_count(
    decision: Decision,
    journey: Journey,
    *,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
    written: Written,
) -> None:
    """A proposal takes effect, unless somebody else's decision for this child came first."""
    steps.require("decide_outcome", journey.facts())
    decision.change(at=recorded_at, effective_at=happened_at)
    take_effect(
        decision,
        journey,
        Contact.found(journey.contact_id),
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
        written=written,
    )
