"""What a later notification under the same number adds: words, further children and adults, police protection, danger.

It is added behind whatever wall the contact stands by now. Whoever sent it never learns that there is a wall.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from frontdoor.journey.actions import circumstances, information, telling
from frontdoor.journey.actions.arriving import Arrival, Subject
from frontdoor.journey.actions.contacts import receive_contact
from frontdoor.journey.models import Contact, Journey, Order
from frontdoor.journey.narratives import about_contact, each_about_child
from frontdoor.ledger import scope
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people import actions as people
from frontdoor.people.actions import Walls
from frontdoor.people.aliases import rows_of
from frontdoor.people.matching import hidden_match
from frontdoor.people.models import Identifier, Person, Relationship
from frontdoor.rules import names
from frontdoor.rules.concern import Answer, Concern, ConcernedAdult, ConcernedChild
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.contacts import ContactEntered, ContactReceived, DangerDeclared

Written = list[tuple[LedgerEvent, Recordable]]

#: Walls that a notification reaches through, to be kept behind them.
BEHIND = frozenset({"open", "hub", "restricted", "adoption"})


def add_to_contact(
    contact: UUID, concern: Concern, *, version: str, by: Actor, recorded_at: datetime, batch: str
) -> None:
    """Add to the contact that the first notification made; part of the verb that takes a notification."""
    through = replace(by, compartments=BEHIND, bars=frozenset())
    with scope.acting(through, recorded_at):
        found = Contact.locked(contact)
        begun = Journey.of(contact_id=contact)
        places = _places(concern, begun)
        new = [at for at in range(len(concern.children)) if at not in places]
        apart = [at for at in new if _stands_apart(concern.children[at], found)]
        written: Written = []
        added = {
            at: _begin(concern, at, found, by=through, recorded_at=recorded_at, written=written)
            for at in new
            if at not in apart
        }
        _add_adults(concern, found, [*begun, *added.values()], by=through, at=recorded_at, written=written)
        _add_words(concern, found, begun, places, by=through, recorded_at=recorded_at, written=written)
        danger = concern.danger_now == Answer.YES and not found.danger_now
        if danger:
            found.change(at=recorded_at, danger_now=True)
            written += [(DangerDeclared(), journey) for journey in begun]
        record_each(written, by=through, happened_at=concern.received_at, recorded_at=recorded_at, batch=batch)
        if added:
            entered: Written = [(ContactEntered(), journey) for journey in added.values()]
            record_each(entered, by=through, happened_at=recorded_at, recorded_at=recorded_at, batch=batch)
        _protect(concern, {**places, **added}, by=through, recorded_at=recorded_at, batch=batch)
        if danger:
            everybody = [*begun, *added.values()]
            telling.page_on_call(everybody, reference=found.reference, reason="danger_now", by=through, at=recorded_at)
    for at in apart:
        alone = replace(concern, children=(concern.children[at],))
        receive_contact(concern=alone, token=f"{version}:{at}", by=by, recorded_at=recorded_at, batch=batch)


def _stands_apart(child: ConcernedChild, contact: Contact) -> bool:
    """A child behind a wall never joins a contact in the open: the family would tell what the wall keeps."""
    hidden = hidden_match(child, authority=contact.authority)
    return hidden is not None and hidden.compartment != contact.compartment


def _places(concern: Concern, journeys: Sequence[Journey]) -> dict[int, Journey]:
    """Which of the concern's children each has a journey in this contact already."""
    free = list(journeys)
    found: dict[int, Journey] = {}
    for at, child in enumerate(concern.children):
        same = next((journey for journey in free if _same(child, journey)), None)
        if same is None and len(concern.children) == len(journeys) == 1 and not _named(child):
            same = journeys[0]
        if same is not None:
            free.remove(same)
            found[at] = same
    return found


def _named(child: ConcernedChild) -> bool:
    return bool(child.given_name or child.family_name or child.nhs_number or child.label)


def _same(child: ConcernedChild, journey: Journey) -> bool:
    """Whether the child is the one of this journey: the same NHS number, or name with no other birth, or label."""
    if journey.kind != child.kind:
        return False
    numbers = {held.value for held in rows_of(Identifier, "person", journey.about) if held.kind == "nhs_number"}
    if child.nhs_number and child.nhs_number.replace(" ", "") in numbers:
        return True
    key = names.key(child.given_name, child.family_name)
    for person in Person.of(id=journey.about):
        if key:
            other_birth = child.born and person.born_on and child.born != person.born_on
            return key == names.key(person.given_name, person.family_name) and not other_birth
    return bool(child.label) and child.label == journey.label


def _begin(
    concern: Concern, at: int, contact: Contact, *, by: Actor, recorded_at: datetime, written: Written
) -> Journey:
    """A further child of the contact, from the moment at which this notification named it."""
    child = concern.children[at]
    agency, wall = contact.agency, contact.compartment
    if child.kind.is_context:
        key = people.add_context(
            child=child, by=by, agency=agency, at=recorded_at, written=written, compartment=wall
        ).id
    else:
        key = people.add_child(
            child=child, household=contact.household, by=by, agency=agency, at=recorded_at, written=written,
            compartment=wall,
        ).id  # fmt: skip
    contact.change(at=recorded_at, subjects=[*contact.subjects, key])
    subject = Subject(child=child, id=key, known=False)
    journey = circumstances.begin_journey(subject, contact, by=by, recorded_at=recorded_at, written=written)
    received = ContactReceived(
        channel=concern.channel, source=contact.source, danger_now=concern.danger_now == Answer.YES,
        subject=child.kind, worries=concern.worries, incident_at=concern.incident_at,
        aware_at=concern.agency_aware_at, sent_at=concern.agency_sent_at,
    )  # fmt: skip
    written.append((received, journey))
    return journey


def _add_adults(
    concern: Concern, contact: Contact, journeys: Sequence[Journey], *, by: Actor, at: datetime, written: Written
) -> None:
    """Adults whom no notification named before, and safety lines, for every child of the contact."""
    children = [journey for journey in journeys if journey.kind in ("child", "unborn")]
    known = {
        names.key(person.given_name, person.family_name) or person.label
        for journey in children
        for tie in rows_of(Relationship, "to", journey.about)
        for person in Person.of(id=tie.person)
    }
    new = tuple(adult for adult in concern.adults if _called(adult) not in known)
    subjects = tuple(Subject(child=ConcernedChild(), id=journey.about, known=True) for journey in children)
    walls = Walls(contact.authority, contact.agency, contact.compartment)
    arrival = Arrival(subjects=subjects, household=contact.household, walls=walls)
    circumstances.add_adults(replace(concern, adults=new), arrival, by=by, at=at, written=written)


def _called(adult: ConcernedAdult) -> str:
    return names.key(adult.given_name, adult.family_name) or adult.label or adult.role


def _add_words(
    concern: Concern,
    contact: Contact,
    begun: Sequence[Journey],
    places: Mapping[int, Journey],
    *,
    by: Actor,
    recorded_at: datetime,
    written: Written,
) -> None:
    """The account as it reads now, for every child who was there before; each child's own facts beside it."""
    harm = Answer.YES if concern.danger_now == Answer.YES or _protected(concern) else Answer.NOT_ASKED
    for journey in begun:
        information.note(
            journey, text=concern.worry, given_by=concern.referrer.name, harm_possible=harm, open_journey=journey,
            by=by, received_at=concern.received_at, recorded_at=recorded_at, written=written,
        )  # fmt: skip
    walls = Walls(contact.authority, contact.agency, contact.compartment)
    for at, journey in places.items():
        child = concern.children[at]
        if not child.kind.is_context:
            people.add_to_known(child=child, person=journey.about, walls=walls, at=recorded_at)
        texts = {"own_words": child.own_words, "information": _circumstances(child)}
        each_about_child(journey, texts, record=journey.id, by=by, recorded_at=recorded_at)
    police = concern.police
    hub = "hub" if contact.compartment == "open" else contact.compartment
    kept_back = {
        "bail_or_order": "\n".join(adult.bail_or_order for adult in concern.adults if adult.bail_or_order),
        "do_not_disclose": police.do_not_disclose if police else "",
    }
    for question, text in kept_back.items():
        about_contact(contact, question=question, text=text, by=by, recorded_at=recorded_at, compartment=hub)
    asked = concern.asked_about
    about_contact(contact, question="asked_about", text=asked, by=by, recorded_at=recorded_at)


def _protected(concern: Concern) -> bool:
    return any(child.police_protection_from for child in concern.children)


def _circumstances(child: ConcernedChild) -> str:
    """Where the child was left and with whom, and whether seen and spoken to, as this notification says it."""
    said = {
        "Where left": child.where_now,
        "With whom": child.with_whom,
        "Seen": child.seen.value.replace("_", " ") if child.seen != Answer.NOT_ASKED else "",
        "Spoken to": child.spoken_to.value.replace("_", " ") if child.spoken_to != Answer.NOT_ASKED else "",
    }
    return "\n".join(f"{name}: {value}" for name, value in said.items() if value)


def _protect(
    concern: Concern, journeys: Mapping[int, Journey], *, by: Actor, recorded_at: datetime, batch: str
) -> None:
    """Police protection that no earlier notification spoke of begins for this child."""
    for at, journey in journeys.items():
        child = concern.children[at]
        known = any(order.kind == "police_protection" for order in Order.of(journey_id=journey.id))
        if child.police_protection_from is not None and not known:
            alone = replace(concern, children=(child,))
            circumstances.begin_protection(alone, [journey], by=by, recorded_at=recorded_at, batch=batch)
