"""What a concern becomes: people, one contact, the one who told us, and their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frontdoor.journey.models import Contact, PassedOn, Referrer
from frontdoor.journey.narratives import about_contact
from frontdoor.ledger import tokens
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.scope import Actor
from frontdoor.people import actions as people
from frontdoor.people import merging
from frontdoor.people.actions import Walls
from frontdoor.people.matching import hidden_match
from frontdoor.rules.concern import Answer, Concern, ConcernedChild, ReferrerKind
from frontdoor.rules.duty_manager import REASON, TYPED, leaves_its_typist, needs_manager
from frontdoor.rules.events.base import LedgerEvent

Written = list[tuple[LedgerEvent, Recordable]]

#: Letters in the longest code of an agency: as many as every row keeps of the agency behind whose wall it stands.
_LONGEST_CODE = 60


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One child or context of the concern, the person or context it is, and whether it was known before."""

    child: ConcernedChild
    id: UUID
    known: bool

    @property
    def is_person(self) -> bool:
        return not self.child.kind.is_context


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """Everybody a concern is about, their household, and the walls that all of it stands behind."""

    subjects: tuple[Subject, ...]
    household: UUID | None
    walls: Walls

    @property
    def hidden(self) -> bool:
        return self.walls.compartment != "open"


def take_in(
    concern: Concern, *, known: Mapping[int, UUID], by: Actor, recorded_at: datetime, written: Written
) -> Arrival:
    """A row for everybody the concern is about; a concern that names nobody is still about somebody.

    Where one child seems to be a person behind a wall, everyone who comes with them stands behind it too: an open
    brother's address would tell what the wall keeps.
    """
    children = concern.children or (ConcernedChild(label="Child not described"),)
    hidden = {at: found for at, child in enumerate(children) if (found := hidden_match(child, authority=by.authority))}
    wall = next((found.compartment for found in hidden.values()), "open")
    agency = told_by(concern, by) or ("" if by.role == "public" else by.agency)
    walls = Walls(by.authority, agency, wall)
    chosen = {at: key for at, key in known.items() if at not in hidden and merging.may_be_chosen(key, by=by)}
    here = {**known, **{at: found.person for at, found in hidden.items()}}
    household = people.household_of(key for at, key in here.items() if at not in hidden)
    if household is None and any(not child.kind.is_context for child in children):
        household = people.new_household(authority=by.authority, at=recorded_at, compartment=wall).id
    subjects = []
    for at, child in enumerate(children):
        if at in here and at not in chosen:
            people.add_to_known(child=child, person=here[at], walls=walls, at=recorded_at)
        key = here[at] if at in here and at not in chosen else None
        key = key or _made(child, household, walls, by=by, at=recorded_at, written=written)
        if at in chosen:
            merging.choose_known(key, chosen[at], by=by, at=recorded_at, written=written)
        subjects.append(Subject(child=child, id=key, known=at in here))
    return Arrival(subjects=tuple(subjects), household=household, walls=walls)


def told_by(concern: Concern, by: Actor) -> str:
    """The agency whose telling this is, if it can be known.

    What an agency is called on a form that anybody can fill opens nothing to that agency; nor does a name that is
    longer than any code.
    """
    said = concern.referrer.agency
    return said if by.role != "public" and len(said) <= _LONGEST_CODE else ""


def _made(
    child: ConcernedChild, household: UUID | None, walls: Walls, *, by: Actor, at: datetime, written: Written
) -> UUID:
    if child.kind.is_context:
        return people.add_context(
            child=child, by=by, agency=walls.agency, at=at, written=written, compartment=walls.compartment
        ).id
    return people.add_child(
        child=child, household=household, by=by, agency=walls.agency, at=at, written=written,
        compartment=walls.compartment,
    ).id  # fmt: skip


def keep_contact(
    concern: Concern, arrival: Arrival, *, used: tokens.Used, token: str, by: Actor, recorded_at: datetime
) -> Contact:
    """The contact's own row."""
    police = concern.police
    passed = arrival.hidden or needs_manager(concern) or any(one.id in by.bars for one in arrival.subjects)
    return Contact.new(
        at=recorded_at,
        id=used.record,
        **arrival.walls.columns(),
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
        subjects=[one.id for one in arrival.subjects],
        household=arrival.household,
        others_not_named=bool(concern.others_in_household),
        incident=used.record,
        received_by=by.account,
        referrer_kind=concern.referrer.kind,
        referrer_agency=concern.referrer.agency,
        family_told=concern.family_told,
        family_may_know=concern.family_may_know,
        agreement=concern.agreement,
        occurrence=police.occurrence if police else "",
        attended_at=police.attended_at if police else None,
        police_grade=police.grade if police else "",
        dash=police.dash if police else "",
        handling_code=police.handling_code if police else "",
        encompass_sent=police.encompass_sent if police else Answer.NOT_ASKED,
        passed_to_duty_manager=REASON if passed else "",
    )


def keep_passed_on(contact: Contact, *, by: Actor, recorded_at: datetime) -> None:
    """What stays with whoever typed a contact that went to the duty manager: that they sent it, and no more.

    Somebody chosen after a search is seen as before; what this contact brought of them is not.
    """
    if not contact.passed_to_duty_manager or by.account is None or contact.channel not in TYPED:
        return
    PassedOn.new(
        at=recorded_at,
        authority=contact.authority,
        account=by.account,
        reference=contact.reference,
        sent_at=recorded_at,
        people=list(contact.subjects) if leaves_its_typist(by.role_facts) else [],
    )


#: Referrers who are not professionals stand behind a wall of their own: only the decision team may open the name.
PRIVATE = frozenset({ReferrerKind.PUBLIC, ReferrerKind.RELATIVE, ReferrerKind.CHILD, ReferrerKind.ANONYMOUS})


def keep_referrer(concern: Concern, contact: Contact, *, recorded_at: datetime) -> Referrer:
    """Who told us; a referrer from the public stands behind the referrers' wall."""
    told_by = concern.referrer
    wall = contact.compartment if contact.compartment != "open" else "referrer"
    return Referrer.new(
        at=recorded_at,
        authority=contact.authority,
        agency=contact.agency,
        compartment=wall if told_by.kind in PRIVATE else contact.compartment,
        contact_id=contact.id,
        kind=told_by.kind,
        name=told_by.name,
        job=told_by.job,
        organisation=told_by.agency,
        telephone=told_by.telephone,
        email=told_by.email,
        safe_contact=told_by.safe_contact,
        reply_by=told_by.reply_by,
        may_name=told_by.may_name,
        subjects=contact.subjects,
    )


def keep_words(concern: Concern, contact: Contact, *, by: Actor, recorded_at: datetime) -> None:
    """What was written, each answer under its question. What the police say not to disclose stands in the hub."""
    police = concern.police
    texts = {
        "worry": concern.worry,
        "saw": concern.saw,
        "was_told": concern.was_told,
        "thinks": concern.thinks,
        "others_in_household": concern.others_in_household,
        "incident_said": concern.incident_said,
        "family_said": concern.family_said,
        "family_why_not": concern.family_why_not,
        "agreement_by": concern.agreement_by,
        "basis_said": concern.basis,
        "police_officer": police.officer if police else "",
        "asked_about": concern.asked_about,
    }
    for question, text in texts.items():
        about_contact(contact, question=question, text=text, by=by, recorded_at=recorded_at)
    bound: Sequence[str] = [adult.bail_or_order for adult in concern.adults if adult.bail_or_order]
    hub = "hub" if contact.compartment == "open" else contact.compartment
    kept_back = {"bail_or_order": "\n".join(bound), "do_not_disclose": police.do_not_disclose if police else ""}
    for question, text in kept_back.items():
        about_contact(contact, question=question, text=text, by=by, recorded_at=recorded_at, compartment=hub)
