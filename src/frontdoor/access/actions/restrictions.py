"""Hiding a person's record from all but named people, and ending that."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.access.models import Account, Restriction
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
def follow_restriction(
    *, person: UUID, by: Actor, happened_at: datetime, recorded_at: datetime, batch: str = ""
) -> Restriction | None:
    """Hide somebody here whom the case system, master of that fact, restricts. None where there is no desk to hold it.

    The restricted-records manager is its custodian; a second one can be named at the desk. It is never lifted so:
    showing somebody again is a person's decision.
    """
    permission.require(by, Permission.LOAD_FEEDS)
    desk = Account.objects.filter(authority=by.authority, role="restricted_manager", is_active=True)
    custodian = desk.order_by("email").first()
    if custodian is None:
        return None
    made = Restriction.new(
        at=recorded_at, authority=by.authority, agency=by.agency, compartment="restricted", person=person,
        custodian_id=custodian.id, kind="restricted", since=happened_at,
    )  # fmt: skip
    fact = PersonRestricted(custodian=str(custodian.id))
    record(fact, about=made, by=by, happened_at=happened_at, recorded_at=recorded_at, batch=batch)
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
