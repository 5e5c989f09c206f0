"""How an unborn child becomes a child, and how a twin becomes a person beside them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from frontdoor.journey.models import Contact, Journey
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.scope import Actor
from frontdoor.people import actions as people
from frontdoor.people.aliases import rows_of
from frontdoor.people.matching import keep_keys
from frontdoor.people.models import Person, Relationship, SafetyLine
from frontdoor.rules.concern import ConcernedChild, SubjectKind
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.contacts import ContactReceived

Written = list[tuple[LedgerEvent, Recordable]]


class Born(Protocol):
    """What is known of a newborn child."""

    @property
    def given_name(self) -> str: ...

    @property
    def family_name(self) -> str: ...

    @property
    def sex(self) -> str: ...

    @property
    def nhs_number(self) -> str: ...


def become_child(journey: Journey, born: Born, day: date, *, by: Actor, at: datetime) -> None:
    """The unborn child becomes a child under the same id and local number; the expected date is kept inside."""
    journey.change(at=at, kind=SubjectKind.CHILD)
    for found in Person.of(id=journey.about):
        person = Person.locked(found.id)
        person.change(
            at=at,
            kind="child",
            born_on=person.born_on or day,
            given_name=born.given_name or person.given_name,
            family_name=born.family_name or person.family_name,
            sex=born.sex if born.sex != "U" else person.sex,
            ethnicity="" if person.ethnicity == "NOBT" else person.ethnicity,
        )
        people.add_name(
            person=person, given_name=born.given_name, family_name=born.family_name, kind="legal", at=at, since=day
        )
        if born.nhs_number:
            people.add_identifier(person=person, kind="nhs_number", value=born.nhs_number, at=at)
        keep_keys([person.id], authority=person.authority, at=at)
        people.match_again(person, at=at)


def another(journey: Journey, born: Born, day: date, *, by: Actor, at: datetime, written: Written) -> Journey:
    """A twin: a person of their own with the same household and the same people around, and a journey of their own."""
    first = next(iter(Person.of(id=journey.about)), None)
    contact = Contact.found(journey.contact_id)
    child = ConcernedChild(
        given_name=born.given_name,
        family_name=born.family_name,
        born=day,
        sex=born.sex,
        nhs_number=born.nhs_number,
        label="" if born.given_name else "twin",
    )
    person = people.add_child(
        child=child,
        household=first.household if first else contact.household,
        by=by,
        agency=journey.agency,
        at=at,
        written=written,
    )
    _same_people_around(journey, person, at=at)
    own = _journey_beside(journey, person, at=at)
    contact_row = Contact.locked(contact.id)
    contact_row.change(at=at, subjects=[*contact_row.subjects, person.id])
    received = ContactReceived(
        channel=contact.channel,
        source=contact.source,
        danger_now=contact.danger_now,
        worries=tuple(contact.worries),
    )
    written.append((received, own))
    return own


def _journey_beside(journey: Journey, person: Person, *, at: datetime) -> Journey:
    """A journey from the same contact, held by the same people and as quiet as the first."""
    return Journey.new(
        at=at,
        authority=journey.authority,
        agency=journey.agency,
        compartment=journey.compartment,
        contact_id=journey.contact_id,
        about=person.id,
        kind=SubjectKind.CHILD,
        label=person.label,
        team=journey.team,
        worker=journey.worker,
        held_since=at,
        agencies=journey.agencies,
        quiet=journey.quiet,
        seen_by=journey.seen_by,
        seen_by_teams=journey.seen_by_teams,
    )


def also_waiting(journey: Journey, *, at: datetime) -> list[Journey]:
    """The other journeys of this child that still await the birth, from now on of a born child."""
    waiting = [
        Journey.locked(other.id)
        for other in rows_of(Journey, "about", journey.about)
        if other.id != journey.id and other.before_birth
    ]
    for other in waiting:
        other.change(at=at, kind=SubjectKind.CHILD)
    return waiting


def _same_people_around(journey: Journey, person: Person, *, at: datetime) -> None:
    """What the adults are to the first, they are to the second; what keeps the first safe keeps the second too."""
    for line in rows_of(SafetyLine, "person", journey.about):
        if line.until is None:
            people.set_safety_line(person=person, words=line.words, at=at)
    for tie in rows_of(Relationship, "to", journey.about):
        Relationship.new(
            at=at,
            authority=tie.authority,
            agency=tie.agency,
            compartment=tie.compartment,
            person=tie.person,
            to=person.id,
            relationship=tie.relationship,
            parental_responsibility=tie.parental_responsibility,
            may_be_a_risk=tie.may_be_a_risk,
            source=tie.source,
        )


def others_born(journey: Journey) -> list[Journey]:
    """The journeys of children born together with this one: of the same contact, of one household, born that day."""
    first = next(iter(Person.of(id=journey.about)), None)
    if first is None:
        return []
    found = []
    for other in Journey.of(contact_id=journey.contact_id):
        twin = next(iter(Person.of(id=other.about)), None)
        if other.id != journey.id and twin is not None and twin.born_on == first.born_on:
            found.append(other)
    return found
