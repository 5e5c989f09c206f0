"""Rows of agencies' registers as the clerk's desk reads them: each beside whoever it may mean, like somebody arriving.

A row becomes a person who is never saved: what the agency says of who they are, and whom it says they live with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frontdoor.ledger.scope import Actor
from frontdoor.people.identity import Proposal
from frontdoor.people.models import Identifier, Person, RegisterEntry
from frontdoor.people.who_knows import household_of_row, rows_asked_about


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a register that may mean somebody here. `person` says who it is about, as the agency has it."""

    entry: RegisterEntry
    person: Person


def rows_of(proposals: Iterable[Proposal], *, by: Actor, at: datetime) -> dict[UUID, Row]:
    """By its id each row about which one of these proposals asks and that the reader may be asked about."""
    entries = rows_asked_about([one.person for one in proposals if one.register], by=by, at=at)
    return {key: Row(entry=entry, person=_person(entry)) for key, entry in entries.items()}


def numbers_of(entry: RegisterEntry) -> tuple[Identifier, ...]:
    """The numbers that the agency sent; those whose check fails are never kept."""
    held = {"nhs_number": entry.nhs_number, "upn": entry.upn}
    return tuple(
        Identifier(person=entry.id, kind=kind, value=value, verified=True) for kind, value in held.items() if value
    )


def family_of(entry: RegisterEntry, *, by: Actor, at: datetime) -> tuple[tuple[str, Person], ...]:
    """Whom the register names in the same household, and what they are there."""
    others = household_of_row(entry, by=by, at=at)
    return tuple((other.relationship or "the same household there", _person(other)) for other in others)


def _person(entry: RegisterEntry) -> Person:
    at_school = entry.register == "school_roll"
    return Person(
        id=entry.id,
        authority=entry.authority,
        kind=entry.person_kind,
        given_name=entry.given_name,
        family_name=entry.family_name,
        born_on=entry.born_on,
        school=entry.held_at if at_school else "",
        gp=entry.held_at if entry.register == "general_practice" else "",
    )
