"""Facts recorded while two people were read as one: whose each is, a person says when the two are taken apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frontdoor.ledger.ids import recorded_after
from frontdoor.people import aliases
from frontdoor.people.identity import Joining
from frontdoor.people.matching import keep_keys
from frontdoor.people.models import Address, Identifier, Name, OpenStatus, Person, Relationship, SafetyLine, Telephone
from frontdoor.rules.calendar import london_day

Row = Name | Identifier | Address | Telephone | Relationship | SafetyLine
#: Each kind of fact, the column that says of whom it is, and what it is called.
KINDS: tuple[tuple[type[Row], str, str], ...] = (
    (Name, "person", "name"),
    (Identifier, "person", "number"),
    (Address, "person", "address"),
    (Telephone, "person", "telephone"),
    (SafetyLine, "person", "safety_line"),
    (Relationship, "to", "tie"),
    (Relationship, "person", "tie"),
)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One fact, the column that says of whom it is, and under which id it was typed."""

    row: Row
    column: str
    what: str

    @property
    def person(self) -> UUID:
        """Under which id it stands."""
        found: UUID = getattr(self.row, self.column)
        return found


def facts_since(joining: Joining, together: Collection[UUID]) -> list[Fact]:
    """What was recorded of these ids since they were read as one through this joining, the oldest first.

    What an id brought with it goes where the id goes.
    """
    if joining.confirmed_at is None:
        return []
    found = [
        Fact(row=row, column=column, what=what)
        for one in together
        for since in [read_as_one_since(joining, one)]
        for kind, column, what in KINDS
        for row in kind.of(**{column: one})
        if recorded_after(row.id, since)
    ]
    return sorted(found, key=lambda fact: fact.row.id)


def read_as_one_since(joining: Joining, one: UUID) -> datetime:
    """Since when this id was read as one with both sides of the joining."""
    own = {joining.person, joining.to}
    first = joining.confirmed_at or joining.joined_at
    if one in {*joining.held, *joining.moved}:
        return first
    came = [
        row.confirmed_at
        for key in (one, *own)
        for row in (*Joining.of(person=key), *Joining.of(to=key))
        if row.confirmed_at is not None
        and row.confirmed_at >= first
        and row.undone_at is None
        and _meets(row, one, own)
    ]
    return min(came, default=first)


def _meets(row: Joining, one: UUID, own: set[UUID]) -> bool:
    sides = ({*row.held}, {*row.moved})
    return any(one in side and own & other for side, other in (sides, sides[::-1]))


def give_each(
    facts: Iterable[tuple[Fact, UUID]], sides: Sequence[Collection[UUID]], *, joining: Joining, at: datetime
) -> None:
    """Put each fact under the id it was said to be of, then see that each side has the name and address it had."""
    ended: set[UUID] = set()
    touched: set[UUID] = set()
    for fact, person in facts:
        ended.add(fact.row.id)
        if fact.person != person:
            touched |= {fact.person, person}
            former, wall = fact.person, Person.found(person).compartment
            fact.row.change(at=at, **{fact.column: person}, compartment=wall)
            if isinstance(fact.row, Identifier) and fact.row.kind == "case_system":
                _status_follows(fact.row, former, at=at)
    if not ended:
        return
    since = joining.confirmed_at or joining.joined_at
    for side in sides:
        for one in side:
            _set_names(one, at=at)
        touched |= _live_again(side, since=since, at=at)
    keep_keys(sorted(touched), authority=joining.authority, at=at)


def _status_follows(number: Identifier, former: UUID, *, at: datetime) -> None:
    """What the case system says goes with its number; whoever has a status already keeps theirs."""
    for status in OpenStatus.of(person=former):
        said = status.source_number.replace(" ", "").upper()
        if said == number.value.replace(" ", "").upper() and not OpenStatus.of(person=number.person):
            status.change(at=at, person=number.person, compartment=number.compartment)


def _set_names(person: UUID, *, at: datetime) -> None:
    """One legal name, the newest; where it went to the other side, the one before it counts again."""
    names = sorted(Name.of(person=person), key=lambda one: one.id)
    legal = [one for one in names if one.kind == "legal"]
    if not legal:
        legal = [one for one in names if one.kind == "former"][-1:]
        for one in legal:
            one.change(at=at, kind="legal", until=None)
    for one in legal[:-1]:
        one.change(at=at, kind="former")
    row = Person.found(person)
    for one in legal[-1:]:
        if (row.given_name, row.family_name) != (one.given_name, one.family_name):
            row.change(at=at, given_name=one.given_name, family_name=one.family_name)


def _live_again(side: Collection[UUID], *, since: datetime, at: datetime) -> set[UUID]:
    """An address that ended since, because of one that was the other's, is where they live again."""
    rows = [row for one in side for row in Address.of(person=one)]
    again: dict[str, Address] = {}
    for row in sorted(rows, key=lambda one: one.id):
        lived_on = row.until is None or any(other.kind == row.kind and other.until is None for other in rows)
        if not lived_on and row.until is not None and row.until >= london_day(since):
            again[row.kind] = row
    for row in again.values():
        row.change(at=at, until=None)
    return {row.person for row in again.values()}


def words_of(fact: Fact) -> str:
    """What a fact says, for whoever says whose it is; where somebody lives and their number are not said here."""
    row = fact.row
    if isinstance(row, Name):
        return f"the name {row.given_name} {row.family_name}".strip()
    if isinstance(row, Identifier):
        return f"the number {row.value}" if row.value else "why a number is not known"
    if isinstance(row, SafetyLine):
        return f"“{row.words}”"
    if isinstance(row, Relationship):
        other = aliases.shown_id(row.person if fact.column == "to" else row.to)
        person = next(iter(Person.of(id=other)), None)
        name = f"{person.given_name} {person.family_name}".strip() if person else ""
        tie = row.relationship or "tie"
        return f"{name or 'somebody'} as {tie}" if fact.column == "to" else f"being {tie} of {name or 'somebody'}"
    return "an address" if isinstance(row, Address) else "a telephone number"
