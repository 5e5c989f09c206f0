"""A concern arrives. It is taken whatever is missing: no name, no match and no agreement is ever asked for first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey.actions import arriving, circumstances, telling
from frontdoor.journey.models import Contact, Journey
from frontdoor.ledger import tokens
from frontdoor.ledger.ids import new_id
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.rules.calendar import in_london
from frontdoor.rules.concern import Concern
from frontdoor.rules.duty_manager import REASON
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.contacts import ContactEntered, ContactPassedToDutyManager, ContactReceived
from frontdoor.rules.reference import reference_for
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What a door may say after taking a concern: the reference, and whether it went to the duty manager.

    `again` is true when the same token had been sent before: nothing new was made. `journeys` are for the program;
    who may not see them is told nothing by them.
    """

    contact: UUID
    reference: str
    journeys: tuple[UUID, ...] = ()
    passed_to_duty_manager: bool = False
    again: bool = False


@transaction.atomic
def receive_contact(
    *,
    concern: Concern,
    token: str,
    by: Actor,
    recorded_at: datetime,
    known: Mapping[int, UUID] | None = None,
    batch: str = "",
) -> Receipt:
    """Take a concern: one contact, one journey for each child or context, one person row for each who is new.

    `known` says, by place in `concern.children`, which person already here the typist chose after a search. A token
    sent before gives the same receipt. A child who seems to be a restricted person makes no second person: the
    contact goes behind that person's wall, and the receipt says what it says for other reasons too.
    """
    permission.require(by, Permission.REFER)
    used = _claimed(token, concern, by=by, at=recorded_at)
    if used.before:
        return _again(used)
    written: Written = []
    arrival = arriving.take_in(concern, known=known or {}, by=by, recorded_at=recorded_at, written=written)
    contact = arriving.keep_contact(concern, arrival, used=used, token=token, by=by, recorded_at=recorded_at)
    arriving.keep_passed_on(contact, by=by, recorded_at=recorded_at)
    arriving.keep_referrer(concern, contact, recorded_at=recorded_at)
    arriving.keep_words(concern, contact, by=by, recorded_at=recorded_at)
    circumstances.add_adults(concern, arrival, by=by, at=recorded_at, written=written)
    journeys = [
        circumstances.begin_journey(one, contact, by=by, recorded_at=recorded_at, written=written)
        for one in arrival.subjects
    ]
    _record(concern, contact, journeys, written, by=by, recorded_at=recorded_at, batch=batch)
    circumstances.begin_protection(concern, journeys, by=by, recorded_at=recorded_at, batch=batch)
    if contact.danger_now:
        telling.page_on_call(journeys, reference=contact.reference, reason="danger_now", by=by, at=recorded_at)
    return Receipt(
        contact=contact.id,
        reference=contact.reference,
        journeys=tuple(journey.id for journey in journeys),
        passed_to_duty_manager=bool(contact.passed_to_duty_manager),
    )


def _claimed(token: str, concern: Concern, *, by: Actor, at: datetime) -> tokens.Used:
    """The form's one contact, and the reference that says its year; a receipt of the agency that tells us."""
    reference = reference_for(token, in_london(concern.begun_at or concern.received_at).year)
    agency = arriving.told_by(concern, by)
    return tokens.use(token, authority=by.authority, record=new_id(at), reference=reference, agency=agency)


def _again(used: tokens.Used) -> Receipt:
    """The first receipt once more. A contact the sender may not see went to the duty manager, as they were told."""
    seen = Contact.of(id=used.record)
    passed = bool(seen[0].passed_to_duty_manager) if seen else True
    return Receipt(contact=used.record, reference=used.reference, passed_to_duty_manager=passed, again=True)


def _record(
    concern: Concern,
    contact: Contact,
    journeys: Sequence[Journey],
    written: Written,
    *,
    by: Actor,
    recorded_at: datetime,
    batch: str,
) -> None:
    received: Written = [
        (
            ContactReceived(
                channel=concern.channel,
                source=concern.referrer.source,
                danger_now=contact.danger_now,
                subject=journey.kind,
                worries=tuple(concern.worries),
                incident_at=concern.incident_at,
                aware_at=concern.agency_aware_at,
                sent_at=concern.agency_sent_at,
            ),
            journey,
        )
        for journey in journeys
    ]
    record_each([*received, *written], by=by, happened_at=concern.received_at, recorded_at=recorded_at, batch=batch)
    entered: Written = [(ContactEntered(), journey) for journey in journeys]
    if contact.passed_to_duty_manager:
        entered += [(ContactPassedToDutyManager(reason=REASON), journey) for journey in journeys]
    record_each(entered, by=by, happened_at=recorded_at, recorded_at=recorded_at, batch=batch)
