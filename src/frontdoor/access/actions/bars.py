"""Who may never see somebody: a relative, or a worker who knows the family. Nobody is blamed for saying so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.access.models import Account, Bar
from frontdoor.access.permission import Refused
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.rules.events.access import BarLifted, FamilyKnown
from frontdoor.rules.roles import Permission


class UnableToBar(Refused):
    """The bar cannot be set or lifted so. The text is a sentence."""


@transaction.atomic
def say_family_known(
    *, people: Sequence[UUID], compartment: str, by: Actor, happened_at: datetime, recorded_at: datetime
) -> list[Bar]:
    """Bar the actor from these people from now on, because they know them. Never refused; saying it twice bars once."""
    if by.account is None:
        raise UnableToBar("Only a person can know a family.")
    standing = {bar.person for bar in Bar.of(account_id=by.account) if bar.lifted_at is None}
    made = [
        _bar(person, by.account, "knows", compartment, by, recorded_at)
        for person in dict.fromkeys(people)
        if person not in standing
    ]
    if made:
        record_each([(FamilyKnown(), bar) for bar in made], by=by, happened_at=happened_at, recorded_at=recorded_at)
    return made


@transaction.atomic
def bar_relative(
    *, account: UUID, person: UUID, compartment: str, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Bar:
    """Bar a member of staff from a relative's record, as their manager or information governance knows of it."""
    permission.require(by, Permission.REVIEW_GLASS)
    found = Account.objects.filter(pk=account, authority=by.authority).first()
    if found is None:
        raise UnableToBar("There is no such account in this authority.")
    bar = _bar(person, account, "relative", compartment, by, recorded_at)
    record(FamilyKnown(), about=bar, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return bar


@transaction.atomic
def lift_bar(*, bar: UUID, seen: int | None, by: Actor, happened_at: datetime, recorded_at: datetime) -> Bar:
    """End a bar that was set in error. Nobody lifts their own."""
    permission.require(by, Permission.REVIEW_GLASS)
    found = Bar.locked(bar, seen=seen)
    if found.account_id == by.account:
        raise UnableToBar("Somebody else lifts a bar that stands against you.")
    found.change(at=recorded_at, lifted_at=happened_at)
    record(BarLifted(), about=found, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return found


def _bar(person: UUID, account: UUID, because: str, compartment: str, by: Actor, at: datetime) -> Bar:
    return Bar.new(
        at=at,
        authority=by.authority,
        agency=by.agency,
        compartment=compartment,
        account_id=account,
        person=person,
        because=because,
        since=at,
    )
