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
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.rules.calendar import london_day
from frontdoor.rules.events.access import (
    AccountChanged,
    AccountMade,
    AccountStarted,
    AccountStopped,
    PasswordLinkGiven,
)
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.roles import ROLES, Permission

#: Parts of the program and the public never sign in.
NEVER_PEOPLE = frozenset({"feed", "public", "watcher"})


class UnableToMakeAccount(Refused):
    """The account cannot be made or changed so. The text is a sentence."""


@dataclass(frozen=True, kw_only=True)
class Joiner:
    """Somebody who is to have an account, or whose account is to say something else.

    `approved_by` is who approved that they hold the role; `registration` and `registered_until` are a registered social
    worker's.
    """

    email: str
    name: str
    role: str
    agency: str
    teams: tuple[str, ...] = field(default=())
    telephone: str = ""
    approved_by: str = ""
    registration: str = ""
    registered_until: date | None = None


@transaction.atomic
def make_account(*, joiner: Joiner, by: Actor, recorded_at: datetime) -> Account:
    """Make an account of the actor's authority that has no password yet: the person sets one by a link."""
    permission.require(by, Permission.MANAGE_ACCOUNTS)
    _check(joiner, by)
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
        approved_by=joiner.approved_by,
        registration=joiner.registration,
        registered_until=joiner.registered_until,
        made_on=london_day(recorded_at),
        password=make_password(None),
    )
    account.save(force_insert=True)
    _tell(AccountMade(role=account.role), account, by, recorded_at)
    return account


def _check(joiner: Joiner, by: Actor) -> None:
    if joiner.role not in ROLES or joiner.role in NEVER_PEOPLE:
        raise UnableToMakeAccount("Choose what the person does.")
    if by.account is not None and not joiner.approved_by.strip():
        raise UnableToMakeAccount(f"Say who approved it. It is for {ROLES[joiner.role].approved_by} to do so.")
    if bool(joiner.registration) != (joiner.registered_until is not None):
        raise UnableToMakeAccount("A registration has a number and a last day. Write both, or neither.")


#: What can be changed of an account. The address it signs in with stays: another person is another account.
CHANGEABLE = ("name", "role", "agency", "teams", "telephone", "approved_by", "registration", "registered_until")


@transaction.atomic
def change_account(*, account: UUID, to: Joiner, by: Actor, recorded_at: datetime) -> Account:
    """Let an account say something else: another team or role, a registration that was renewed.

    A registration ends on its last day, and with it what only a registered social worker may do: whoever answers for
    accounts renews it here. Nobody changes their own.
    """
    found = _managed(account, by)
    _check(to, by)
    wanted = {name: list(to.teams) if name == "teams" else getattr(to, name) for name in CHANGEABLE}
    changed = {name: value for name, value in wanted.items() if getattr(found, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(found, name, value)
        found.save(update_fields=list(changed))
        _tell(AccountChanged(details=tuple(sorted(changed)), role=found.role), found, by, recorded_at)
    return found


@transaction.atomic
def give_password_link(*, account: UUID, by: Actor, recorded_at: datetime) -> Account:
    """Note that a link to set a password is handed to somebody. Whoever holds it can sign in as them, so it is kept."""
    found = _managed(account, by)
    if not found.is_active:
        raise UnableToMakeAccount("This account was stopped. Start it first.")
    _tell(PasswordLinkGiven(), found, by, recorded_at)
    return found


def _tell(fact: LedgerEvent, account: Account, by: Actor, at: datetime) -> None:
    record(fact, about=account, by=by, happened_at=at, recorded_at=at)


@transaction.atomic
def stop_account(*, account: UUID, by: Actor, recorded_at: datetime) -> Account:
    """End somebody's access at once: their open sessions end with it."""
    found = _managed(account, by)
    found.is_active = False
    found.save(update_fields=["is_active"])
    _tell(AccountStopped(), found, by, recorded_at)
    return found


@transaction.atomic
def start_account(*, account: UUID, by: Actor, recorded_at: datetime) -> Account:
    """Let somebody in again whose account was stopped or sleeps; 90 days without use begin today."""
    found = _managed(account, by)
    found.is_active, found.asleep, found.last_used_on = True, False, london_day(recorded_at)
    found.save(update_fields=["is_active", "asleep", "last_used_on"])
    _tell(AccountStarted(), found, by, recorded_at)
    return found


def _managed(account: UUID, by: Actor) -> Account:
    permission.require(by, Permission.MANAGE_ACCOUNTS)
    found = Account.objects.select_for_update().filter(pk=account, authority=by.authority).first()
    if found is None:
        raise UnableToMakeAccount("There is no such account in this authority.")
    if found.id == by.account:
        raise UnableToMakeAccount("Somebody else changes your own account.")
    return found
