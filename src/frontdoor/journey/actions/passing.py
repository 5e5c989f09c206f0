"""Decisions that ask somebody else to take the child. Until a named person accepts, the child stays with the sender."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from frontdoor.journey.actions import circumstances, gaps, handovers
from frontdoor.journey.models import Contact, Decision, Information, Journey, inside
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.standing import standing_of
from frontdoor.rules.concern import Answer
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.contacts import NewInformationReceived
from frontdoor.rules.outcomes import OUTCOMES

Written = list[tuple[LedgerEvent, Recordable]]

#: Services that need no further address: the hand-over names the service, and the acceptance the person.
_SERVICES = frozenset({"early_help", "adult_social_care"})


class UnableToPassOn(Exception):
    """Nobody was named who could take the child. The text is a sentence for the person who reads it."""


def pass_on(
    decision: Decision,
    journey: Journey,
    contact: Contact,
    *,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
    written: Written,
) -> None:
    """Offer the child to whoever the outcome names; `written` takes the events. A team may be chosen later."""
    kind = OUTCOMES[decision.outcome].accepted_by
    to, account = decision.pass_to, decision.pass_to_account
    if kind == "worker":
        _to_worker(decision, journey, contact, by=by, happened_at=happened_at, recorded_at=recorded_at, written=written)
    if kind == "other_authority":
        to = to or journey.lives_in
        if not to:
            raise UnableToPassOn("Say which authority is asked to take this child.")
    if not kind or kind == "worker" or (kind == "team" and not to):
        return
    handovers.offer(
        journey,
        to_kind=kind,
        to="" if kind in _SERVICES and not decision.pass_to else to,
        to_account=account,
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
        written=written,
    )


def _to_worker(
    decision: Decision,
    journey: Journey,
    contact: Contact,
    *,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
    written: Written,
) -> None:
    """New information goes to the worker who has the child, with a clock of its own from first receipt.

    It is never a new referral (CIN guide 4.1). Where no worker is known, that is a gap with its own clock.
    """
    holds = circumstances.open_work(journey.about, compartment=journey.compartment, besides=journey.id)
    worker = decision.pass_to_account or (holds.worker if holds else None)
    journey.change(at=recorded_at, joins=holds.id if holds else None)
    waiting = [news for news in Information.of(journey_id=journey.id) if news.waits and news.voided_at is None]
    for news in waiting:
        news.change(at=recorded_at, for_worker=worker, for_team=holds.team if holds else news.for_team)
    if not waiting:
        _tell(journey, contact, holds, worker, by=by, recorded_at=recorded_at)
    if worker is None:
        gaps.note(journey, "worker", step=decision.id, by=by, at=recorded_at, written=written)
        return
    handovers.offer(
        journey,
        to_kind="worker",
        to_account=worker,
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
        written=written,
    )


def _tell(
    journey: Journey, contact: Contact, holds: Journey | None, worker: UUID | None, *, by: Actor, recorded_at: datetime
) -> None:
    """Start the worker's clock, where the arrival did not know that the child was open."""
    harm = _harm_possible(journey, contact)
    news = Information.new(
        at=recorded_at,
        **inside(
            journey,
            received_at=contact.received_at,
            added_by=by.account,
            by_agency=contact.referrer_agency,
            harm_possible=Answer.YES if harm else Answer.NO,
            for_worker=worker,
            for_team=holds.team if holds else "",
            waits=True,
        ),
    )
    record(
        NewInformationReceived(open_journey=holds.id if holds else None, significant_harm_possible=harm),
        about=news,
        by=by,
        happened_at=contact.received_at,
        recorded_at=recorded_at,
    )


def _harm_possible(journey: Journey, contact: Contact) -> bool:
    standing = standing_of(journey.id)
    return contact.danger_now or (standing is not None and (standing.danger_now or standing.rating == "red"))
