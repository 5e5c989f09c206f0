"""Who lives with whom: people move, a household splits, two become one. Nobody is made one person by it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.documents import actions as documents
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people import actions, aliases
from frontdoor.people.models import Person
from frontdoor.rules.events.people import HouseholdChanged
from frontdoor.rules.roles import Permission


class UnableToMove(Exception):
    """The household cannot change so. The text is a sentence for the person who reads it."""


@transaction.atomic
def move_people(
    *, people: Sequence[UUID], to: UUID, because: str, by: Actor, happened_at: datetime, recorded_at: datetime
) -> UUID:
    """These people live with `to` from now on; whoever they leave stays together. Returns the household."""
    permission.require(by, Permission.MATCH)
    target = Person.found(aliases.shown_id(to))
    moving = _held(people)
    if target.id in {one.id for one in moving}:
        raise UnableToMove("Nobody moves in with themselves: choose somebody else of the other household.")
    if any(one.authority != target.authority for one in moving):
        raise UnableToMove("People of two authorities share no household here.")
    home = target.household
    if home is None:
        home = actions.new_household(authority=target.authority, at=recorded_at, compartment=target.compartment).id
        target.change(at=recorded_at, household=home)
    return _settle(moving, home, "move", because, by=by, happened_at=happened_at, recorded_at=recorded_at)


@transaction.atomic
def split_household(
    *, people: Sequence[UUID], because: str, by: Actor, happened_at: datetime, recorded_at: datetime
) -> UUID:
    """These people live in a household of their own from now on. Returns it."""
    permission.require(by, Permission.MATCH)
    moving = _held(people)
    if not moving:
        raise UnableToMove("Say who lives apart now.")
    walls = {one.compartment for one in moving} - {"open"}
    home = actions.new_household(
        authority=moving[0].authority, at=recorded_at, compartment=next(iter(sorted(walls)), "open")
    )
    return _settle(moving, home.id, "split", because, by=by, happened_at=happened_at, recorded_at=recorded_at)


@transaction.atomic
def join_households(
    *, leaving: UUID, to: UUID, because: str, by: Actor, happened_at: datetime, recorded_at: datetime
) -> UUID:
    """Everybody of one household lives in another from now on. Returns it."""
    permission.require(by, Permission.MATCH)
    if leaving == to:
        raise UnableToMove("This is one household already.")
    moving = _held(sorted((one.id for one in Person.of(household=leaving)), key=str))
    return _settle(moving, to, "join", because, by=by, happened_at=happened_at, recorded_at=recorded_at)


def _held(people: Sequence[UUID]) -> list[Person]:
    """Every record of these people, held in order: whoever moves, moves under all their ids."""
    return [Person.locked(one) for one in sorted(aliases.all_ids(people), key=str)]


def _settle(
    moving: Sequence[Person],
    home: UUID,
    change: str,
    because: str,
    *,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> UUID:
    for one in moving:
        if one.household != home:
            one.change(at=recorded_at, household=home)
            documents.write(
                text=because, question="household_because", record=one.id, person=one.id, subjects=[one.id],
                authority=one.authority, compartment=one.compartment, by=by, recorded_at=recorded_at,
            )  # fmt: skip
    record_each(
        [(HouseholdChanged(change=change), one) for one in moving],
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )
    return home
