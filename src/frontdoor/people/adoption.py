"""Adoption from care: the former record is sealed to one custodian, and the child begins anew without any link.

Two verbs, and no third that does both: one act, one moment or one transaction would itself be the link. The new
person is opened on another occasion, from what the adoptive family gives, with a new local number (the health service
issues a new NHS number too). Step-parent adoption is none of this: the person stays and gets a name.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.access.models import Account, Restriction
from frontdoor.access.permission import Refused
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people import actions
from frontdoor.people.models import Person
from frontdoor.rules.concern import ConcernedChild
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.people import AdoptedFromCare
from frontdoor.rules.roles import Permission

#: The wall behind which the custodian alone stands.
WALL = "adoption"


class UnableToSeal(Refused):
    """The record cannot be sealed so. The text is a sentence."""


@transaction.atomic
def adopt_from_care(
    *, person: UUID, custodian: UUID, seen: int | None = None, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Restriction:
    """Seal what is known of a child under the birth name. From now on only the custodian sees it or knows of it.

    A contact in the birth name goes to the custodian; nobody else is told more than that the duty manager has it.
    """
    permission.require(by, Permission.RESTRICT)
    found = Person.locked(person, seen=seen)
    if found.kind == "adult":
        raise UnableToSeal("Only a child is adopted from care.")
    named = Account.objects.filter(pk=custodian, authority=by.authority, role="adoption_custodian", is_active=True)
    if not named.exists():
        raise UnableToSeal("Name the custodian who will hold this record.")
    for standing in Restriction.of(authority=by.authority, person=person):
        if standing.lifted_at is None:
            if standing.kind == "adoption":
                return standing
            standing.change(at=recorded_at, lifted_at=happened_at)
    sealed = Restriction.new(
        at=recorded_at,
        authority=by.authority,
        agency=by.agency,
        compartment=WALL,
        person=person,
        custodian_id=custodian,
        kind="adoption",
        since=happened_at,
    )
    record(AdoptedFromCare(), about=sealed, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return sealed


@transaction.atomic
def open_after_adoption(*, child: ConcernedChild, by: Actor, happened_at: datetime, recorded_at: datetime) -> Person:
    """Open the child anew under the adoptive family's name: a new person, a new number, a household of their own.

    It takes nothing from anywhere but `child`, and is like the opening of any other person.
    """
    permission.require(by, Permission.RESTRICT)
    written: list[tuple[LedgerEvent, Recordable]] = []
    household = actions.new_household(authority=by.authority, at=recorded_at)
    person = actions.add_child(
        child=child, household=household.id, by=by, agency=by.agency, at=recorded_at, written=written
    )
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return person
