"""Verbs about what is known of somebody: names, dates, addresses, numbers, relationships, the safety band.

A person is reached through a record one may see: `through` is the journey of the child, or of a child they are
related to or live with. Nothing is overwritten that is dated: the old row ends and a new one begins.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.access.permission import RefusedSight
from frontdoor.access.sight import Sighted
from frontdoor.ledger import tokens
from frontdoor.ledger.ids import new_id
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people import actions, aliases
from frontdoor.people.actions import Walls
from frontdoor.people.matching import keep_keys
from frontdoor.people.models import Address, Household, Identifier, Name, Person, Relationship, SafetyLine, Telephone
from frontdoor.rules.calendar import london_day
from frontdoor.rules.concern import ConcernedAdult
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.people import (
    AddressChanged,
    PersonDetailsChanged,
    PersonNamed,
    RelationshipRecorded,
    SafetyLineSet,
)
from frontdoor.rules.roles import Permission

#: What may be said of a person without a history of its own.
DETAILS = frozenset(
    {
        "label", "name_to_use", "born_on", "born_estimated", "expected_on", "age_said", "sex", "gender", "pronouns",
        "language", "interpreter", "ethnicity", "disabilities", "school", "gp", "provisional",
    }
)  # fmt: skip

#: Those by which somebody is matched.
_MATCHED = frozenset({"born_on", "born_estimated", "expected_on", "age_said", "sex", "school"})

#: Lines of the safety band as the ledger says them; the words stand on the band alone.
LINES = {
    "do_not_ring": "Do not ring the house",
    "text_only": "Text only",
    "address_hidden": "Somebody must not learn the address",
    "quiet": "Family must not know we are asking",
    "two_workers": "Two workers",
    "interpreter": "Interpreter",
    "other": "Something else",
}


class UnableToChange(Exception):
    """The detail cannot be kept so. The text is a sentence for the person who reads it."""


def held(person: UUID, through: Sighted, by: Actor, seen: int | None = None) -> Person:
    """The person, held, if `by` works with a record through which they may be reached."""
    permission.require(by, Permission.ADD_INFORMATION, about=through)
    found = Person.locked(person, seen=seen)
    if found.id not in aliases.ids_of(through.about) and not near(found, through.about):
        raise RefusedSight
    return found


def near(person: Person, child: UUID) -> bool:
    """Whether somebody is related to the child or lives with them, as far as is known."""
    own = {*aliases.ids_of(person.id)}
    if any(tie.person in own for tie in aliases.rows_of(Relationship, "to", child)):
        return True
    homes = {one.household for one in aliases.rows_of(Person, "id", child) if one.household is not None}
    return person.household in homes


@transaction.atomic
def name_person(
    *,
    person: UUID,
    through: Sighted,
    given_name: str,
    family_name: str,
    kind: str = "legal",
    since: date | None = None,
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Name:
    """Give a person a name. A new legal name makes the old one a former name; an alias stands beside it."""
    found = held(person, through, by, seen)
    if kind not in {"legal", "used", "former", "alias"}:
        raise UnableToChange("Say whether it is the legal name, one they use, a former one or an alias.")
    if kind == "legal":
        for old in Name.of(person=person):
            if old.kind == "legal":
                old.change(at=recorded_at, kind="former", until=since)
        found.change(at=recorded_at, given_name=given_name, family_name=family_name)
    named = actions.add_name(
        person=found, given_name=given_name, family_name=family_name, kind=kind, at=recorded_at, since=since
    )
    if named is None:
        raise UnableToChange("Write the name.")
    keep_keys([person], authority=found.authority, at=recorded_at)
    actions.match_again(found, at=recorded_at)
    record(PersonNamed(), about=found, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return named


@transaction.atomic
def change_details(
    *,
    person: UUID,
    through: Sighted,
    details: Mapping[str, Any],
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Person:
    """Change what has no history of its own. The ledger says which details changed, never to what."""
    found = held(person, through, by, seen)
    changed = {name: value for name, value in sorted(details.items()) if getattr(found, name, None) != value}
    if not set(details) <= DETAILS:
        raise UnableToChange("One of these details is not kept in this way.")
    if changed:
        found.change(at=recorded_at, **changed)
        keep_keys([person], authority=found.authority, at=recorded_at)
        if _MATCHED & {*changed}:
            actions.match_again(found, at=recorded_at)
        fact = PersonDetailsChanged(details=tuple(changed))
        record(fact, about=found, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return found


@transaction.atomic
def record_address(
    *,
    person: UUID,
    through: Sighted,
    lines: str,
    postcode: str = "",
    kind: str = "home",
    keep_from: str = "",
    since: date | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Address:
    """Say where somebody lives now. The former address of this kind ends; `keep_from` names who must not learn it."""
    found = held(person, through, by)
    if not lines.strip() and not postcode.strip():
        raise UnableToChange("Write the address, or as much of it as is known.")
    for old in aliases.rows_of(Address, "person", person):
        if old.kind == kind and old.until is None:
            old.change(at=recorded_at, until=since or london_day(happened_at))
    walls = Walls(found.authority, by.agency, found.compartment)
    kept = Address.new(
        at=recorded_at,
        **walls.columns(),
        person=person,
        lines=lines,
        postcode=postcode.replace(" ", "").upper(),
        kind=kind,
        confidential=bool(keep_from),
        keep_from=keep_from,
        since=since,
    )
    keep_keys([person], authority=found.authority, at=recorded_at)
    fact = AddressChanged(confidential=kept.confidential)
    record(fact, about=found, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return kept


@transaction.atomic
def record_telephone(
    *,
    person: UUID,
    through: Sighted,
    number: str,
    safe: str = "",
    confidential: bool = False,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Telephone:
    """Keep a number and how it is safe to use it ("text only, after 10:00")."""
    found = held(person, through, by)
    walls = Walls(found.authority, by.agency, found.compartment)
    kept = Telephone.new(
        at=recorded_at, **walls.columns(), person=person, number=number, safe=safe, confidential=confidential
    )
    keep_keys([person], authority=found.authority, at=recorded_at)
    fact = PersonDetailsChanged(details=("telephone",))
    record(fact, about=found, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return kept


@transaction.atomic
def record_identifier(
    *,
    person: UUID,
    through: Sighted,
    kind: str,
    value: str = "",
    unknown_because: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Identifier:
    """Keep a number somebody else gave (NHS number, UPN, a former system's), or the code why it is not known."""
    found = held(person, through, by)
    if not value.strip() and not unknown_because:
        raise UnableToChange("Write the number, or say why it is not known.")
    kept = actions.add_identifier(person=found, kind=kind, value=value, at=recorded_at)
    if unknown_because:
        kept.change(at=recorded_at, unknown_because=unknown_because)
    keep_keys([person], authority=found.authority, at=recorded_at)
    actions.match_again(found, at=recorded_at)
    record(PersonDetailsChanged(details=(kind,)), about=found, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return kept


@transaction.atomic
def record_relationship(
    *,
    person: UUID,
    to: UUID,
    through: Sighted,
    relationship: str,
    parental_responsibility: str = "not_asked",
    lives_with: str = "not_known",
    may_be_a_risk: bool = False,
    source: str = "",
    since: date | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Relationship:
    """Say what one person is to another; parental responsibility is a fact of its own. An earlier saying of it ends."""
    other = held(to, through, by)
    found = Person.locked(person)
    own = aliases.ids_of(person)
    for old in aliases.rows_of(Relationship, "to", to):
        if old.person in own and old.until is None:
            old.change(at=recorded_at, until=since or london_day(happened_at))
    walls = Walls(other.authority, by.agency, found.compartment)
    kept = Relationship.new(
        at=recorded_at,
        **walls.columns(),
        person=person,
        to=to,
        relationship=relationship,
        parental_responsibility=parental_responsibility,
        lives_with=lives_with,
        may_be_a_risk=may_be_a_risk,
        source=source or by.agency,
        since=since,
    )
    fact = RelationshipRecorded(relationship=_code(relationship))
    record(fact, about=other, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return kept


def _code(relationship: str) -> str:
    """The kind of tie is a word of the source's own: the ledger keeps a code of it."""
    return relationship.casefold().replace(" ", "_") if relationship.replace(" ", "").isalpha() else "other"


@transaction.atomic
def add_relative(
    *,
    to: UUID,
    through: Sighted,
    adult: ConcernedAdult,
    lives_with: bool,
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Person:
    """Make a provisional person of an adult who is something to a child and was not named when the concern came.

    Nothing of them is needed: "father not named" is a person too. `lives_with` puts them into the child's household.
    """
    child = held(to, through, by)
    key = new_id(recorded_at)
    if token:
        used = tokens.use(token, authority=by.authority, record=key, reference="")
        if used.before:
            return Person.found(used.record)
    written: list[tuple[LedgerEvent, Recordable]] = []
    person = actions.add_adult(
        adult=adult,
        household=child.household if lives_with else None,
        by=by,
        agency=by.agency,
        at=recorded_at,
        written=written,
        compartment=child.compartment,
        key=key,
    )
    actions.relate(person=person, to=to, adult=adult, at=recorded_at)
    written.append((RelationshipRecorded(relationship=_code(adult.relationship)), child))
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return person


@transaction.atomic
def set_household(
    *,
    person: UUID,
    through: Sighted,
    household: UUID | None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Person:
    """Say with whom somebody lives: an existing household, or (with None) one of their own."""
    found = held(person, through, by)
    key = (
        household or actions.new_household(authority=found.authority, at=recorded_at, compartment=found.compartment).id
    )
    if household is not None:
        Household.found(household)
    found.change(at=recorded_at, household=key)
    keep_keys([person], authority=found.authority, at=recorded_at)
    fact = PersonDetailsChanged(details=("household",))
    record(fact, about=found, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return found


@transaction.atomic
def set_safety_line(
    *,
    person: UUID,
    through: Sighted,
    line: str,
    words: str,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> SafetyLine:
    """Put a line on somebody's safety band; `line` is its code in `LINES`, `words` what the band says."""
    found = held(person, through, by)
    if line not in LINES or not words.strip():
        raise UnableToChange("Write the line as it should stand on the safety band.")
    kept = actions.set_safety_line(person=found, words=words, at=recorded_at)
    record(SafetyLineSet(line=line), about=found, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return kept


@transaction.atomic
def end_safety_line(
    *,
    safety_line: UUID,
    through: Sighted,
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> SafetyLine:
    """Take a line off the safety band. It ends something that protects: a registered social worker does it."""
    kept = SafetyLine.locked(safety_line, seen=seen)
    found = held(kept.person, through, by)
    permission.require(by, Permission.CLOSE, about=through)
    kept.change(at=recorded_at, until=happened_at)
    record(SafetyLineSet(line="ended"), about=found, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return kept
