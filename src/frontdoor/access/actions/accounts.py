"""Who may come in: accounts are made, stopped and started by a person who answers for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from frontdoor.access import permission
from frontdoor.access.models import Account
from frontdoor.access.permission import Refused
from frontdoor.ledger.ids import new_id
from frontdoor.ledger.scope import Actor
from frontdoor.rules.calendar import london_day
from frontdoor.rules.roles import ROLES, Permission

#: Parts of the program and the public never sign in.
NEVER_PEOPLE = frozenset({"feed", "public", "watcher"})


class UnableToMakeAccount(Refused):
    """The account cannot be made or changed so. The text is a sentence."""


@dataclass(frozen=True, kw_only=True)
class Joiner:
    """Somebody who is to have an account; `registration` and `registered_until` of a registered social worker."""

    email: str
    name: str
    role: str
    agency: str
    teams: tuple[str, ...] = field(default=())
    telephone: str = ""
    registration: str = ""
    registered_until: date | None = None


@transaction.atomic
def make_account(*, joiner: Joiner, by: Actor, recorded_at: datetime) -> Account:
    """Make an account of the actor's authority that has no password yet: the person sets one by a link."""
    permission.require(by, Permission.MANAGE_ACCOUNTS)
    if joiner.role not in ROLES or joiner.role in NEVER_PEOPLE:
        raise UnableToMakeAccount("Choose what the person does.")
    if Account.objects.filter(email__iexact=joiner.email).exists():
        raise UnableToMakeAccount("This e-mail address has an account already.")
    account = Account(
        id=new_id(recorded_at),
        authority=by.authority,
        email=joiner.email.lower(),
        name=joiner.name,
        role=joiner.role,
        agency=joiner.agency,
        teams=list(joiner.teams),
        telephone=joiner.telephone,
        registration=joiner.registration,
        registered_until=joiner.registered_until,
        made_on=london_day(recorded_at),
        password=make_password(None),
    )
    account.save(force_insert=True)
    return account


@transaction.atomic
def stop_account(*, account: UUID, by: Actor, recorded_at: datetime) -> Account:
    """End somebody's access at once: their open sessions end with it."""
    found = _managed(account, by)
    found.is_active = False
    found.save(update_fields=["is_active"])
    return found


@transaction.atomic
def start_account(*, account: UUID, by: Actor, recorded_at: datetime) -> Account:
    """Let somebody in again whose account was stopped or sleeps; 90 days without use begin today."""
    found = _managed(account, by)
    found.is_active, found.asleep, found.last_used_on = True, False, london_day(recorded_at)
    found.save(update_fields=["is_active", "asleep", "last_used_on"])
    return found


def _managed(account: UUID, by: Actor) -> Account:
    permission.require(by, Permission.MANAGE_ACCOUNTS)
    found = Account.objects.select_for_update().filter(pk=account, authority=by.authority).first()
    if found is None:
        raise UnableToMakeAccount("There is no such account in this authority.")
    if found.id == by.account:
        raise UnableToMakeAccount("Somebody else changes your own account.")
    return found
