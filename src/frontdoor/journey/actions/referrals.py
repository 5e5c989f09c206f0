"""Referrals: a contact that became a request for services for one child, on the day any channel first had it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey.models import (
    Assessment,
    Conference,
    Contact,
    Decision,
    Journey,
    Plan,
    Referral,
    Section47Enquiry,
    inside,
)
from frontdoor.journey.narratives import about_child
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.people.aliases import rows_of
from frontdoor.rules import steps
from frontdoor.rules.calendar import london_day
from frontdoor.rules.codesets import PRIMARY_NEED, census_year
from frontdoor.rules.decision import is_rereferral
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.decisions import NoFurtherActionTaken, PrimaryNeedRecorded, ReferralMade
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]


class UnableToEndReferral(Exception):
    """The referral cannot end so. The text is a sentence for the person who reads it."""


class UnableToRefer(Exception):
    """The referral cannot stand so. The text is a sentence for the person who reads it."""


def open_referral(child: UUID) -> Referral | None:
    """The child's referral that has not been closed; the oldest, if history brought in several."""
    for row in rows_of(Referral, "about", child):
        if row.closed_on is None and not row.no_further_action and row.voided_at is None:
            return row
    return None


def refer(decision: Decision, journey: Journey, contact: Contact, *, at: datetime, written: Written) -> Referral | None:
    """Make the referral that a decision brings; `written` takes the event (CIN guide 4.1, 4.2).

    A child who has an open referral gets no second one: what comes in belongs to the open episode. Whether it is a
    re-referral is counted from referral date to referral date, those with no further action included.
    """
    if open_referral(journey.about) is not None:
        return None
    referral_on = london_day(contact.received_at)
    earlier = [row.referral_on for row in rows_of(Referral, "about", journey.about) if row.voided_at is None]
    again = is_rereferral(referral_on, earlier)
    row = Referral.new(
        at=at,
        **inside(
            journey,
            referral_on=referral_on,
            source=contact.source,
            primary_need=decision.primary_need,
            rereferral=again,
            transfer_in=decision.outcome == "transfer_in_conference",
        ),
    )
    written.append((ReferralMade(referral_on=referral_on, source=contact.source, rereferral=again), row))
    return row


@transaction.atomic
def take_no_further_action(
    *, referral: UUID, because: str, seen: int | None, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Referral:
    """After first consideration, within a working day, nothing further is done (CIN guide 4.3).

    An ending, so it can be refused: to anyone not registered, without a reason, and once anything was begun. A case
    closed after an assessment is something else, with a reason for closing of its own (4.1). The journey is closed
    next; a referral with no further action has no statutory reason.
    """
    journey = Journey.locked(Referral.found(referral).journey_id)
    row = Referral.locked(referral, seen=seen)
    permission.require(by, Permission.CLOSE, about=journey)
    steps.require("take_no_further_action", journey.facts())
    refusals = (
        (not by.registered, "A registered social worker decides that nothing further is done. Write what you propose."),
        (not because.strip(), "Say why nothing further is done for this child."),
        (row.closed_on is not None or row.voided_at is not None, "This referral has closed already."),
        (row.no_further_action, "This is recorded already: close the journey next."),
        (_begun(journey), "Work with this child has begun. Close it with the reason for that instead."),
    )
    for refuses, sentence in refusals:
        if refuses:
            raise UnableToEndReferral(sentence)
    row.change(at=recorded_at, no_further_action=True, primary_need="")
    about_child(journey, question="no_further_action", text=because, record=row.id, by=by, recorded_at=recorded_at)
    record(NoFurtherActionTaken(), about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


def _begun(journey: Journey) -> bool:
    """Whether an assessment, an enquiry, a conference or a plan began on the journey."""
    kinds = (Assessment, Section47Enquiry, Conference, Plan)
    return any(row.voided_at is None for kind in kinds for row in kind.of(journey_id=journey.id))


@transaction.atomic
def record_primary_need(
    *, referral: UUID, need: str, seen: int | None, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Referral:
    """Say the child's primary need for the census (N1 to N0). It has no meaning for what help a child gets."""
    journey = Journey.locked(Referral.found(referral).journey_id)
    row = Referral.locked(referral, seen=seen)
    permission.require(by, Permission.ADD_INFORMATION, about=journey)
    steps.require("record_primary_need", journey.facts())
    if not PRIMARY_NEED.holds(need, census_year(row.referral_on)):
        raise UnableToRefer("Choose one of the needs of the census.")
    row.change(at=recorded_at, primary_need=need)
    record(PrimaryNeedRecorded(need=need), about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row
