"""A concern arrives. It is taken whatever is missing: no name, no match and no agreement is ever asked for first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey.actions import circumstances, telling
from frontdoor.journey.models import Contact, Journey, Referrer
from frontdoor.journey.narratives import about_contact
from frontdoor.ledger import tokens
from frontdoor.ledger.ids import new_id
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people import actions as people
from frontdoor.people.matching import hidden_match
from frontdoor.people.models import Context, Person
from frontdoor.rules.calendar import in_london
from frontdoor.rules.concern import Answer, Concern, ConcernedChild, ReferrerKind
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.contacts import ContactEntered, ContactPassedToDutyManager, ContactReceived
from frontdoor.rules.reference import reference_for
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What a door may say after taking a concern: the reference, and whether it went to the duty manager.

    `again` is true when the same token had been sent before: nothing new was made.
    """

    contact: UUID
    reference: str
    journeys: tuple[UUID, ...] = ()
    passed_to_duty_manager: bool = False
    again: bool = False


@dataclass(frozen=True)
class _Subject:
    """One child or context of the concern, and the person or context row it became."""

    child: ConcernedChild
    row: Person | Context | None
    id: UUID


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
    reference = reference_for(token, in_london(concern.begun_at or concern.received_at).year)
    used = tokens.use(token, authority=by.authority, record=new_id(recorded_at), reference=reference)
    if used.before:
        return Receipt(contact=used.record, reference=used.reference, again=True)
    written: Written = []
    hidden = [hidden_match(child, authority=by.authority) for child in concern.children]
    compartment = next((found.compartment for found in hidden if found), "open")
    household = people.new_household(authority=by.authority, at=recorded_at) if concern.children else None
    agency = concern.referrer.agency or by.agency
    subjects = _subjects(
        concern,
        known={**(known or {}), **{at: found.person for at, found in enumerate(hidden) if found}},
        household=household.id if household else None,
        by=by,
        agency=agency,
        recorded_at=recorded_at,
        written=written,
    )
    contact = _contact(concern, used, subjects, household and household.id, compartment, token, by, recorded_at)
    _referrer(concern, contact, recorded_at)
    circumstances.add_adults(concern, contact, [one.row for one in subjects], by=by, at=recorded_at, written=written)
    _narratives(concern, contact, by=by, recorded_at=recorded_at)
    journeys = [
        circumstances.begin_journey(one.child, contact, about=one.id, by=by, recorded_at=recorded_at)
        for one in subjects
    ]
    _record(concern, contact, journeys, written, by=by, recorded_at=recorded_at, batch=batch)
    if contact.danger_now:
        telling.page_on_call(journeys, reference=contact.reference, reason="danger_now", by=by, at=recorded_at)
    return Receipt(
        contact=contact.id,
        reference=contact.reference,
        journeys=tuple(journey.id for journey in journeys),
        passed_to_duty_manager=bool(contact.passed_to_duty_manager),
    )


def _subjects(
    concern: Concern,
    *,
    known: Mapping[int, UUID],
    household: UUID | None,
    by: Actor,
    agency: str,
    recorded_at: datetime,
    written: Written,
) -> list[_Subject]:
    """A row for everybody the concern is about; a concern that names nobody is still about somebody."""
    found: list[_Subject] = []
    for at, child in enumerate(concern.children or (ConcernedChild(label="Child not described"),)):
        if at in known:
            found.append(_Subject(child, None, known[at]))
        elif child.kind.is_context:
            context = people.add_context(child=child, by=by, agency=agency, at=recorded_at, written=written)
            found.append(_Subject(child, context, context.id))
        else:
            person = people.add_child(
                child=child, household=household, by=by, agency=agency, at=recorded_at, written=written
            )
            found.append(_Subject(child, person, person.id))
    return found


def _contact(
    concern: Concern,
    used: tokens.Used,
    subjects: Sequence[_Subject],
    household: UUID | None,
    compartment: str,
    token: str,
    by: Actor,
    recorded_at: datetime,
) -> Contact:
    police = concern.police
    hidden = compartment != "open"
    return Contact.new(
        at=recorded_at,
        id=used.record,
        authority=by.authority,
        agency=concern.referrer.agency or by.agency,
        compartment=compartment,
        reference=used.reference,
        token=token,
        channel=concern.channel,
        source=concern.referrer.source,
        received_at=concern.received_at,
        incident_at=concern.incident_at,
        aware_at=concern.agency_aware_at,
        sent_at=concern.agency_sent_at,
        entered_at=recorded_at,
        danger_now=concern.danger_now == Answer.YES,
        worries=list(concern.worries),
        subjects=[one.id for one in subjects],
        household=household,
        others_not_named=bool(concern.others_in_household),
        incident=used.record,
        received_by=by.account,
        referrer_kind=concern.referrer.kind,
        referrer_agency=concern.referrer.agency,
        family_may_know=concern.family_may_know,
        occurrence=police.occurrence if police else "",
        attended_at=police.attended_at if police else None,
        police_grade=police.grade if police else "",
        dash=police.dash if police else "",
        handling_code=police.handling_code if police else "",
        encompass_sent=police.encompass_sent if police else Answer.NOT_ASKED,
        passed_to_duty_manager="needs_manager" if hidden or _knows(subjects, by) else "",
    )


def _knows(subjects: Sequence[_Subject], by: Actor) -> bool:
    """Somebody took a concern about a family they may not see: it too goes to the duty manager."""
    return any(one.id in by.bars for one in subjects)


#: Referrers who are not professionals stand behind a wall of their own: only the decision team may open the name.
_PRIVATE = frozenset({ReferrerKind.PUBLIC, ReferrerKind.RELATIVE, ReferrerKind.CHILD, ReferrerKind.ANONYMOUS})


def _referrer(concern: Concern, contact: Contact, recorded_at: datetime) -> Referrer:
    told_by = concern.referrer
    wall = contact.compartment if contact.compartment != "open" else "referrer"
    return Referrer.new(
        at=recorded_at,
        authority=contact.authority,
        agency=contact.agency,
        compartment=wall if told_by.kind in _PRIVATE else contact.compartment,
        contact_id=contact.id,
        kind=told_by.kind,
        name=told_by.name,
        job=told_by.job,
        organisation=told_by.agency,
        telephone=told_by.telephone,
        email=told_by.email,
        safe_contact=told_by.safe_contact,
        may_name=told_by.may_name,
        subjects=contact.subjects,
    )


def _narratives(concern: Concern, contact: Contact, *, by: Actor, recorded_at: datetime) -> None:
    texts = {
        "worry": concern.worry,
        "saw": concern.saw,
        "was_told": concern.was_told,
        "thinks": concern.thinks,
        "others_in_household": concern.others_in_household,
        "incident_said": concern.incident_said,
        "family_said": concern.family_said,
        "family_why_not": concern.family_why_not,
    }
    for question, text in texts.items():
        about_contact(contact, question=question, text=text, by=by, recorded_at=recorded_at)
    if concern.police and concern.police.do_not_disclose:
        about_contact(
            contact,
            question="do_not_disclose",
            text=concern.police.do_not_disclose,
            by=by,
            recorded_at=recorded_at,
            compartment="hub" if contact.compartment == "open" else contact.compartment,
        )


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
    record_each([*written, *received], by=by, happened_at=concern.received_at, recorded_at=recorded_at, batch=batch)
    entered: Written = [(ContactEntered(), journey) for journey in journeys]
    if contact.passed_to_duty_manager:
        entered += [(ContactPassedToDutyManager(reason="needs_manager"), journey) for journey in journeys]
    record_each(entered, by=by, happened_at=recorded_at, recorded_at=recorded_at, batch=batch)
