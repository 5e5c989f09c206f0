"""People as a concern brings them: each becomes a row at once, provisional, behind the walls of the contact.

What a person says about somebody already here is added beside what is known; nothing is overwritten by an arrival.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from frontdoor.ledger.ids import derived_id, new_id
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.scope import Actor
from frontdoor.people.matching import keep_keys
from frontdoor.people.models import Address, Context, Household, Identifier, Name, Person, Relationship, SafetyLine
from frontdoor.people.models import Telephone as TelephoneNumber
from frontdoor.rules import identifiers, names
from frontdoor.rules.concern import ConcernedAdult, ConcernedChild, GivenAddress
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.people import PersonAdded

Written = list[tuple[LedgerEvent, Recordable]]


@dataclass(frozen=True)
class Walls:
    """Behind which walls a row about somebody stands."""

    authority: str
    agency: str
    compartment: str

    def columns(self) -> dict[str, str]:
        """The columns of a row."""
        return {"authority": self.authority, "agency": self.agency, "compartment": self.compartment}


def local_number(person: UUID) -> str:
    """The number a person keeps for life in every return: letters and digits, at most 20 (CIN rule 1570).

    It follows from the id, so that nothing has to be asked for it. With fifteen digits the chance that two of a million
    people share one is one in two thousand; with twelve it would be two in five, and the second could not be added.
    """
    return "FD" + str(derived_id("local number", person).int % 10**15).zfill(15)


def new_household(*, authority: str, at: datetime, compartment: str = "open") -> Household:
    """A household that nothing is known of yet."""
    return Household.new(at=at, authority=authority, compartment=compartment, made_at=at)


def household_of(people: Iterable[UUID]) -> UUID | None:
    """The household of the first of these people who is known to have one, as far as the actor may see."""
    return next((one.household for key in people for one in Person.of(id=key) if one.household), None)


#: What a person's row keeps under the very name that the concern gives it.
_AS_SAID = (
    "label", "given_name", "family_name", "age_said", "sex", "language", "interpreter", "school", "gp",
)  # fmt: skip


def add_child(
    *,
    child: ConcernedChild,
    household: UUID | None,
    by: Actor,
    agency: str,
    at: datetime,
    written: Written,
    compartment: str = "open",
) -> Person:
    """Make a provisional person of a child somebody worries about; `written` takes the event for the caller's act."""
    key, unborn = new_id(at), child.kind == "unborn"
    walls = {"authority": by.authority, "agency": agency, "compartment": compartment}
    said = {name: getattr(child, name) for name in _AS_SAID}
    person = Person.new(
        at=at,
        id=key,
        **walls,
        **said,
        kind="unborn" if unborn else "child",
        local_number=local_number(key),
        born_on=child.born,
        expected_on=child.expected,
        ethnicity="NOBT" if unborn else child.ethnicity,
        disabilities=list(child.disabilities),
        household=household,
        added_at=at,
    )
    add_name(person=person, given_name=child.given_name, family_name=child.family_name, kind="legal", at=at)
    for kind, value in _numbers(child):
        add_identifier(person=person, kind=kind, value=value, at=at)
    add_address(person=person, address=child.address, telephone=child.telephone, at=at)
    keep_keys([key], authority=by.authority, at=at, new=True)
    written.append((PersonAdded(kind_of_person=person.kind, named=bool(child.given_name or child.family_name)), person))
    return person


def _numbers(child: ConcernedChild) -> list[tuple[str, str]]:
    return [(kind, value) for kind, value in (("nhs_number", child.nhs_number), ("upn", child.upn)) if value]


def add_to_known(*, child: ConcernedChild, person: UUID, walls: Walls, at: datetime) -> None:
    """Keep what a concern says of somebody already here, beside what is known, as far as it is new.

    For a person whom the actor may not see nothing can be compared: the address and telephone given are kept as given.
    """
    known = next(iter(Person.of(id=person)), None)
    if known is not None:
        if names.key(child.given_name, child.family_name) not in {"", *(one.key for one in Name.of(person=person))}:
            add_name(person=known, given_name=child.given_name, family_name=child.family_name, kind="alias", at=at)
        held = {(one.kind, one.value) for one in Identifier.of(person=person)}
        for kind, value in _numbers(child):
            if (kind, _bare(value)) not in held:
                add_identifier(person=known, kind=kind, value=value, at=at)
    _keep_address(person, walls, child.address, at)
    _keep_telephone(person, walls, child.telephone, at)
    keep_keys([person], authority=walls.authority, at=at)


def add_adult(
    *,
    adult: ConcernedAdult,
    household: UUID | None,
    by: Actor,
    agency: str,
    at: datetime,
    written: Written,
    compartment: str = "open",
    key: UUID | None = None,
) -> Person:
    """Make a provisional person of an adult named with a concern; `key` is the id that a form has claimed for them."""
    key = key or new_id(at)
    person = Person.new(
        at=at,
        id=key,
        authority=by.authority,
        agency=agency,
        compartment=compartment,
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
    add_address(person=person, address=adult.address, telephone=adult.telephone, at=at)
    keep_keys([key], authority=by.authority, at=at, new=True)
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
        family_key=names.family_key(family_name),
        since=since,
    )


def match_again(person: Person, *, at: datetime) -> None:
    """Have looked again for whom a child may be of whom more became known. Whoever was said to be somebody stays so."""
    if person.provisional and person.kind in {"child", "unborn"}:
        person.change(at=at, match_again_since=at)


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
        value=_bare(value),
        verified=bool(checks[kind](value)) if kind in checks else False,
    )


def _bare(value: str) -> str:
    return value.replace(" ", "").upper()


def add_address(*, person: Person, address: GivenAddress, telephone: str, at: datetime) -> None:
    """Keep where somebody lives and their number, as given."""
    walls = Walls(person.authority, person.agency, person.compartment)
    _keep_address(person.id, walls, address, at)
    _keep_telephone(person.id, walls, telephone, at)


def _keep_address(person: UUID, walls: Walls, address: GivenAddress, at: datetime) -> None:
    if not address.lines and not address.postcode:
        return
    postcode = _bare(address.postcode)
    for held in Address.of(person=person):
        same = names.key(held.lines) == names.key(address.lines) and held.postcode == postcode and held.until is None
        if same and held.keep_from == address.keep_from:
            return
    Address.new(
        at=at,
        **walls.columns(),
        person=person,
        lines=address.lines,
        postcode=postcode,
        confidential=bool(address.keep_from),
        keep_from=address.keep_from,
    )


def _keep_telephone(person: UUID, walls: Walls, number: str, at: datetime) -> None:
    if number and _bare(number) not in {_bare(held.number) for held in TelephoneNumber.of(person=person)}:
        TelephoneNumber.new(at=at, **walls.columns(), person=person, number=number)


def add_context(
    *, child: ConcernedChild, by: Actor, agency: str, at: datetime, written: Written, compartment: str = "open"
) -> Context:
    """Make a context of a place, group or online space that somebody worries about."""
    context = Context.new(
        at=at,
        authority=by.authority,
        agency=agency,
        compartment=compartment,
        kind=child.kind,
        name=child.label or child.given_name,
        where=child.address.lines,
        added_at=at,
    )
    written.append((PersonAdded(kind_of_person=child.kind, named=bool(child.label)), context))
    return context


def relate(*, person: Person, to: UUID, adult: ConcernedAdult, at: datetime) -> Relationship:
    """Keep what an adult is to a child, as the source gave it; it stands behind the adult's wall."""
    return Relationship.new(
        at=at,
        authority=person.authority,
        agency=person.agency,
        compartment=person.compartment,
        person=person.id,
        to=to,
        relationship=adult.relationship or adult.role,
        parental_responsibility=adult.parental_responsibility,
        may_be_a_risk=adult.may_be_a_risk,
        source=person.agency,
    )


def set_safety_line(*, person: Person, words: str, at: datetime) -> SafetyLine:
    """Put a line on a person's safety band."""
    walls = Walls(person.authority, person.agency, person.compartment)
    return add_safety_line(person=person.id, walls=walls, words=words, at=at)


def add_safety_line(*, person: UUID, walls: Walls, words: str, at: datetime) -> SafetyLine:
    """Put a line on the safety band of somebody whose row need not be seen. A line that stands is not put twice."""
    for line in SafetyLine.of(person=person):
        if line.words == words and line.until is None:
            return line
    return SafetyLine.new(at=at, **walls.columns(), person=person, words=words, since=at)
