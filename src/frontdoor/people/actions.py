"""Verbs about who somebody is."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from frontdoor.ledger.ids import derived_id, new_id
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.scope import Actor
from frontdoor.people.models import Address, Context, Household, Identifier, Name, Person, Relationship, SafetyLine
from frontdoor.people.models import Telephone as TelephoneNumber
from frontdoor.rules import identifiers, names
from frontdoor.rules.concern import ConcernedAdult, ConcernedChild, GivenAddress
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.people import PersonAdded

Written = list[tuple[LedgerEvent, Recordable]]


def local_number(person: UUID) -> str:
    """The number a person keeps for life in every return: letters and digits, at most 20 (CIN rule 1570)."""
    return "FD" + str(derived_id("local number", person).int % 10**12).zfill(12)


def new_household(*, authority: str, at: datetime) -> Household:
    """A household that nothing is known of yet."""
    return Household.new(at=at, authority=authority, made_at=at)


def add_child(
    *, child: ConcernedChild, household: UUID | None, by: Actor, agency: str, at: datetime, written: Written
) -> Person:
    """Make a provisional person of a child somebody worries about; `written` takes the event for the caller's act."""
    key = new_id(at)
    person = Person.new(
        at=at,
        id=key,
        authority=by.authority,
        agency=agency,
        kind="unborn" if child.kind == "unborn" else "child",
        local_number=local_number(key),
        label=child.label,
        given_name=child.given_name,
        family_name=child.family_name,
        born_on=child.born,
        expected_on=child.expected,
        age_said=child.age_said,
        sex=child.sex,
        language=child.language,
        interpreter=child.interpreter,
        ethnicity="NOBT" if child.kind == "unborn" else child.ethnicity,
        disabilities=list(child.disabilities),
        school=child.school,
        gp=child.gp,
        household=household,
        added_at=at,
    )
    _add_names_and_numbers(person, child, at)
    _add_address(person, child.address, child.telephone, at)
    written.append((PersonAdded(kind_of_person=person.kind, named=bool(child.given_name or child.family_name)), person))
    return person


def _add_names_and_numbers(person: Person, child: ConcernedChild, at: datetime) -> None:
    add_name(person=person, given_name=child.given_name, family_name=child.family_name, kind="legal", at=at)
    if child.nhs_number:
        add_identifier(person=person, kind="nhs_number", value=child.nhs_number, at=at)
    if child.upn:
        add_identifier(person=person, kind="upn", value=child.upn, at=at)


def add_adult(
    *, adult: ConcernedAdult, household: UUID | None, by: Actor, agency: str, at: datetime, written: Written
) -> Person:
    """Make a provisional person of an adult named with a concern."""
    key = new_id(at)
    person = Person.new(
        at=at,
        id=key,
        authority=by.authority,
        agency=agency,
        kind="adult",
        local_number=local_number(key),
        label=adult.label or adult.role,
        given_name=adult.given_name,
        family_name=adult.family_name,
        born_on=adult.born,
        sex=adult.sex,
        household=household,
        added_at=at,
    )
    add_name(person=person, given_name=adult.given_name, family_name=adult.family_name, kind="legal", at=at)
    _add_address(person, adult.address, adult.telephone, at)
    written.append((PersonAdded(kind_of_person="adult", named=bool(adult.given_name or adult.family_name)), person))
    return person


def add_name(
    *, person: Person, given_name: str, family_name: str, kind: str, at: datetime, since: date | None = None
) -> Name | None:
    """Keep a name of a person; none is kept of nothing."""
    key = names.key(given_name, family_name)
    if not key:
        return None
    return Name.new(
        at=at,
        authority=person.authority,
        agency=person.agency,
        compartment=person.compartment,
        person=person.id,
        kind=kind,
        given_name=given_name,
        family_name=family_name,
        key=key,
        since=since,
    )


def add_identifier(*, person: Person, kind: str, value: str, at: datetime) -> Identifier:
    """Keep a number as it was given; `verified` says whether its check digit holds."""
    checks = {"nhs_number": identifiers.nhs_number_holds, "upn": identifiers.upn_holds}
    return Identifier.new(
        at=at,
        authority=person.authority,
        agency=person.agency,
        compartment=person.compartment,
        person=person.id,
        kind=kind,
        value=value.replace(" ", "").upper(),
        verified=bool(checks[kind](value)) if kind in checks else False,
    )


def _add_address(person: Person, address: GivenAddress, telephone: str, at: datetime) -> None:
    walls = {"authority": person.authority, "agency": person.agency, "compartment": person.compartment}
    if address.lines or address.postcode:
        Address.new(
            at=at,
            **walls,
            person=person.id,
            lines=address.lines,
            postcode=address.postcode.replace(" ", "").upper(),
            confidential=bool(address.keep_from),
            keep_from=address.keep_from,
        )
    if telephone:
        TelephoneNumber.new(at=at, **walls, person=person.id, number=telephone)


def add_context(*, child: ConcernedChild, by: Actor, agency: str, at: datetime, written: Written) -> Context:
    """Make a context of a place, group or online space that somebody worries about."""
    context = Context.new(
        at=at,
        authority=by.authority,
        agency=agency,
        kind=child.kind,
        name=child.label or child.given_name,
        where=child.address.lines,
        added_at=at,
    )
    written.append((PersonAdded(kind_of_person=child.kind, named=bool(child.label)), context))
    return context


def relate(*, person: Person, to: Person, adult: ConcernedAdult, at: datetime) -> Relationship:
    """Keep what an adult is to a child, as the source gave it."""
    return Relationship.new(
        at=at,
        authority=person.authority,
        agency=person.agency,
        compartment=to.compartment,
        person=person.id,
        to=to.id,
        relationship=adult.relationship or adult.role,
        parental_responsibility=adult.parental_responsibility,
        may_be_a_risk=adult.may_be_a_risk,
        source=person.agency,
    )


def set_safety_line(*, person: Person, words: str, at: datetime) -> SafetyLine:
    """Put a line on a person's safety band."""
    return SafetyLine.new(
        at=at,
        authority=person.authority,
        agency=person.agency,
        compartment=person.compartment,
        person=person.id,
        words=words,
        since=at,
    )
