"""Hiding a person's record from all but named people, and ending that."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.access.models import Restriction
from frontdoor.access.permission import Refused
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.rules.events.people import PersonRestricted, RestrictionLifted
from frontdoor.rules.roles import Permission


class UnableToRestrict(Refused):
    """The restriction cannot be set or lifted so. The text is a sentence."""


@transaction.atomic
def restrict_person(
    *, person: UUID, custodian: UUID, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Restriction:
    """Hide a person from everybody but the restricted desk, the custodian and those let in; again changes nothing."""
    permission.require(by, Permission.RESTRICT)
    for standing in Restriction.of(authority=by.authority, person=person):
        if standing.lifted_at is None:
            return standing
    made = Restriction.new(
        at=recorded_at,
        authority=by.authority,
        agency=by.agency,
        compartment="restricted",
        person=person,
        custodian_id=custodian,
        kind="restricted",
        since=happened_at,
    )
    fact = PersonRestricted(custodian=str(custodian))
    record(fact, about=made, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return made


@transaction.atomic
def lift_restriction(
    *, restriction: UUID, seen: int | None, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Restriction:
    """Show a person again to whoever works with them. What adoption sealed is never shown again."""
    permission.require(by, Permission.RESTRICT)
    found = Restriction.locked(restriction, seen=seen)
    if found.kind != "restricted":
        raise UnableToRestrict("A record that was sealed by adoption stays with its custodian.")
    found.change(at=recorded_at, lifted_at=happened_at)
    record(RestrictionLifted(), about=found, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return found
