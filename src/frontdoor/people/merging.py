"""Making one person of two records and confirming it: dated aliases, and nothing moved. `parting` takes them apart."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.models import Restriction
from frontdoor.documents import actions as documents
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people import aliases
from frontdoor.people.facts import facts_of
from frontdoor.people.identity import Alias, Joining
from frontdoor.people.models import Person
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.people import LinkConfirmed, PeopleMerged, PersonLinked
from frontdoor.rules.identity import refusal_to_join
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]


class UnableToJoin(Exception):
    """The two cannot be joined or taken apart so. The text is a sentence for the person who reads it."""


@transaction.atomic
def merge_people(
    *, keep: UUID, join: UUID, because: str, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Joining:
    """Read two people as one from now on. Both numbers stay, and whatever either had is on one timeline.

    The one with the wider walls gets the stricter: where one of them is restricted, both are.
    """
    permission.require(by, Permission.MATCH)
    to, person = both(keep, join)
    if not because.strip():
        raise UnableToJoin("Say why these are one person.")
    made = _join(person, to, how="judged", by=by, at=recorded_at)
    _named(person, to, at=recorded_at)
    documents.write(
        text=because, question="joined_because", record=made.id, subjects=[made.person, made.to],
        authority=made.authority, compartment=made.compartment, by=by, recorded_at=recorded_at,
    )  # fmt: skip
    _stricter(person, to, by=by, happened_at=happened_at, recorded_at=recorded_at)
    record_each(
        [(PeopleMerged(joining=str(made.id), how="judged", kept=kept), made.place_of(kept)) for kept in (True, False)],
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )
    return made


def may_be_chosen(known: UUID, *, by: Actor) -> bool:
    """Whether somebody chosen after a search can be joined with who arrives: seen, of this authority, not sealed."""
    found = next(iter(Person.of(id=aliases.shown_id(known))), None)
    return found is not None and found.authority == by.authority and not facts_of(found).sealed


def choose_known(person: UUID, known: UUID, *, by: Actor, at: datetime, written: Written) -> Joining:
    """Whoever typed a contact chose, after a search, whom it is about: the new id is read as theirs at once."""
    arrived = Person.found(person)
    made = _join(arrived, Person.found(aliases.shown_id(known)), how="chosen", by=by, at=at)
    arrived.change(at=at, provisional=False)
    written.append((linked(made), made.place_of(False)))
    return made


def link_person(person: Person, to: Person, *, by: Actor, at: datetime) -> Joining:
    """The program links two records; nobody reads them as one until a person confirms it."""
    return _join(person, to, how="linked", by=by, at=at)


def linked(made: Joining) -> LedgerEvent:
    """The event of a link or a choice, for the act that made it."""
    if made.how == "linked":
        return PersonLinked(joining=str(made.id))
    return PeopleMerged(joining=str(made.id), how=made.how, kept=False)


@transaction.atomic
def confirm_link(
    *, joining: UUID, seen: int | None = None, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Joining:
    """Say that a link of the program is right. From now on both records are read as one."""
    permission.require(by, Permission.MATCH)
    found = Joining.locked(joining, seen=seen)
    if found.undone_at is not None or found.confirmed_at is not None:
        raise UnableToJoin("Somebody confirmed this link or took it apart already.")
    standing = [one for one in Alias.of(person=found.person) if one.until is None and one.joining == found.id]
    if not standing:
        raise UnableToJoin("Somebody said since that this is another person. Look again.")
    _named(*both(found.to, found.person), at=recorded_at)
    held, moved = aliases.ids_of(found.to), aliases.ids_of(found.person)
    found.change(at=recorded_at, confirmed_at=happened_at, confirmed_by=by.account, held=list(held), moved=list(moved))
    read_as(moved, held[0], found, at=recorded_at)
    record_each(
        [(LinkConfirmed(joining=str(found.id)), found.place_of(kept)) for kept in (True, False)],
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )
    return found


def both(keep: UUID, join: UUID) -> tuple[Person, Person]:
    """The two as they are shown, held in order; somebody may have joined one of them a moment ago."""
    shown = aliases.shown_ids([keep, join])
    rows = {one: Person.locked(one) for one in sorted({*shown.values()}, key=str)}
    if aliases.shown_ids([keep, join]) != shown:
        raise UnableToJoin("Somebody joined one of these while you were looking. Look again, then say.")
    return rows[shown[keep]], rows[shown[join]]


def _join(person: Person, to: Person, *, how: str, by: Actor, at: datetime) -> Joining:
    if refusal := refusal_to_join(facts_of(person), facts_of(to)):
        raise UnableToJoin(refusal)
    held, moved = aliases.ids_of(to.id), aliases.ids_of(person.id)
    confirmed = how != "linked"
    made = Joining.new(
        at=at,
        authority=to.authority,
        agency=by.agency,
        compartment=_wall(person, to),
        person=person.id,
        to=to.id,
        how=how,
        held=list(held),
        moved=list(moved),
        joined_at=at,
        joined_by=by.account,
        confirmed_at=at if confirmed else None,
        confirmed_by=by.account if confirmed else None,
    )
    if confirmed:
        links = links_to(moved)
        read_as(moved, to.id, made, at=at)
        follow(links, at=at)
    else:
        _alias(person.id, to.id, made, at=at, confirmed=False)
    return made


def read_as(people: Iterable[UUID], shown: UUID, joining: Joining, *, at: datetime) -> None:
    """Let these ids be read as `shown` from now on; what stands already is left as it is."""
    for person in people:
        standing = [one for one in Alias.of(person=person) if one.until is None]
        if any(one.to == shown and one.confirmed for one in standing):
            continue
        end(standing, at=at)
        if person != shown:
            _alias(person, shown, joining, at=at)


def end(standing: Iterable[Alias], *, at: datetime) -> None:
    """End these aliases, those that have ended left as they are."""
    for one in standing:
        if one.until is None:
            one.change(at=at, until=at)


def links_to(people: Iterable[UUID]) -> list[Alias]:
    """Links that nobody confirmed yet and that lead to one of these."""
    return [one for person in people for one in Alias.of(to=person) if one.until is None and not one.confirmed]


def follow(links: Iterable[Alias], *, at: datetime) -> None:
    """A link that nobody confirmed goes on leading to whoever its person is shown as now."""
    for one in links:
        shown = aliases.shown_id(Joining.found(one.joining).to)
        if one.to != shown and one.until is None:
            one.change(at=at, to=shown)


def _alias(person: UUID, to: UUID, joining: Joining, *, at: datetime, confirmed: bool = True) -> None:
    Alias.new(
        at=at,
        authority=joining.authority,
        agency=joining.agency,
        compartment=joining.compartment,
        person=person,
        to=to,
        joining=joining.id,
        confirmed=confirmed,
        since=at,
    )


def _named(*people: Person, at: datetime) -> None:
    """A person said who these are."""
    for one in people:
        if one.provisional:
            one.change(at=at, provisional=False)


def _wall(person: Person, to: Person) -> str:
    return next((one.compartment for one in (person, to) if one.compartment != "open"), "open")


def _stricter(person: Person, to: Person, *, by: Actor, happened_at: datetime, recorded_at: datetime) -> None:
    """Where one row stands behind the restricted wall and no restriction follows the aliases, one is made."""
    walled = {one.compartment for one in (person, to)}
    if walled == {"open"} or len(walled) == 1:
        return
    every = aliases.ids_of(to.id)
    if any(row.lifted_at is None for one in every for row in Restriction.of(authority=to.authority, person=one)):
        return
    if by.account is None:
        raise UnableToJoin("A named person joins what stands behind a wall.")
    restrict_person(person=to.id, custodian=by.account, by=by, happened_at=happened_at, recorded_at=recorded_at)
