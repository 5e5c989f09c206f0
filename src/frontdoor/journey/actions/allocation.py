"""Allocating: work is given to a team or a worker, and is theirs when they accept it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey.actions.within import WITHDRAWN, claim, held, let_in, may_take_back, shut_out
from frontdoor.journey.models import Allocation, Journey, inside
from frontdoor.journey.narratives import about_child
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.rules import steps
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.holding import Allocated, AllocationAccepted, AllocationDeclined
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]

DECLINED = {
    "wrong_team": "It belongs to another team",
    "knows_family": "The worker knows this family",
    "no_room": "Nobody here can take it now",
    "not_trained": "It needs other skills",
    "other": "Another reason",
    WITHDRAWN: "The sender took it back",
    "allocated_elsewhere": "It was allocated to somebody else instead",
}


class UnableToAllocate(Exception):
    """The work cannot be given or taken so. The text is a sentence for the person who reads it."""


@transaction.atomic
def allocate(
    *,
    journey: UUID,
    team: str,
    worker: UUID | None = None,
    because: str = "",
    token: str = "",
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Allocation:
    """Give a child's work to a team, or to one of its workers. The former holder keeps it until it is accepted."""
    found = held(journey, "allocate", Permission.ALLOCATE, by=by, seen=seen)
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return Allocation.found(used.record)
    if not team:
        raise UnableToAllocate("Choose the team that should work with this child.")
    written: Written = []
    for earlier in waiting(found):
        _end(earlier, found, reason="allocated_elsewhere", by=by, at=recorded_at)
        written.append((AllocationDeclined(team=earlier.team, reason="allocated_elsewhere"), earlier))
    given = offer_work(
        found, team=team, worker=worker, key=used.record, by=by, happened_at=happened_at, recorded_at=recorded_at,
        written=written,
    )  # fmt: skip
    about_child(found, question="allocated_because", text=because, record=given.id, by=by, recorded_at=recorded_at)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return given


def offer_work(
    journey: Journey,
    *,
    team: str,
    worker: UUID | None = None,
    key: UUID | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
    written: Written,
) -> Allocation:
    """Give the work for a verb that allocates as a part of what it does; `written` takes the event."""
    opened = let_in(journey, account=worker, team=team, at=recorded_at)
    given = Allocation.new(
        at=recorded_at,
        id=key,
        **inside(journey),
        team=team,
        worker=worker,
        offered_at=happened_at,
        offered_by=by.account,
        let_in=opened,
    )
    written.append((Allocated(team=team, worker=worker), given))
    return given


def waiting(journey: Journey) -> list[Allocation]:
    """The allocations that nobody has accepted or declined."""
    return [
        found
        for found in Allocation.of(journey_id=journey.id)
        if found.accepted_at is None and found.declined_at is None and found.voided_at is None
    ]


def _end(given: Allocation, journey: Journey, *, reason: str, by: Actor, at: datetime) -> None:
    given.change(at=at, declined_at=at, declined_by=by.account, declined_because=reason)
    if given.let_in:
        shut_out(journey, account=given.worker, team=given.team, at=at)


def _waiting_one(allocation: UUID, verb: str, *, by: Actor, seen: int | None) -> tuple[Journey, Allocation]:
    journey = Journey.locked(Allocation.found(allocation).journey_id)
    given = Allocation.locked(allocation, seen=seen)
    permission.require(by, Permission.SEE_CHILD, about=journey)
    steps.require(verb, journey.facts())
    if given.accepted_at is not None or given.declined_at is not None:
        raise UnableToAllocate("Somebody has answered this allocation already.")
    return journey, given


def _refuse_stranger(given: Allocation, by: Actor) -> None:
    named = given.worker is not None and given.worker == by.account
    for_team = given.team in by.teams and (given.worker is None or by.may(Permission.ALLOCATE))
    if not named and not for_team:
        raise UnableToAllocate("The worker or the team to whom this child was allocated answers for it.")


@transaction.atomic
def accept_allocation(
    *, allocation: UUID, seen: int | None = None, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Allocation:
    """Take the work: the child is now with this team, and with the worker if one was named."""
    journey, given = _waiting_one(allocation, "accept_allocation", by=by, seen=seen)
    _refuse_stranger(given, by)
    given.change(at=recorded_at, accepted_at=happened_at, accepted_by=by.account)
    kept = journey.worker if journey.team == given.team else None
    journey.change(at=recorded_at, team=given.team, worker=given.worker or kept, held_since=happened_at)
    record(
        AllocationAccepted(team=given.team, worker=given.worker),
        about=given,
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )
    return given


@transaction.atomic
def decline_allocation(
    *,
    allocation: UUID,
    reason: str,
    because: str = "",
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Allocation:
    """Say that the work is not taken; or, as the sender, take the offer back. It stays with whoever held it."""
    journey, given = _waiting_one(allocation, "decline_allocation", by=by, seen=seen)
    if reason not in DECLINED:
        raise UnableToAllocate("Choose why this child is not taken.")
    if reason != WITHDRAWN:
        _refuse_stranger(given, by)
    elif not may_take_back(given.offered_by, by):
        raise UnableToAllocate("Whoever offered this child, or a manager, takes it back.")
    _end(given, journey, reason=reason, by=by, at=recorded_at)
    about_child(journey, question="declined_because", text=because, record=given.id, by=by, recorded_at=recorded_at)
    record(
        AllocationDeclined(team=given.team, reason=reason),
        about=given,
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )
    return given
