"""From an account to an actor: what the person is in this transaction."""

from __future__ import annotations

from datetime import datetime

from frontdoor.access.models import Account
from frontdoor.ledger.scope import Actor
from frontdoor.rules.calendar import in_london
from frontdoor.rules.roles import ROLES


def actor_for(account: Account, now: datetime) -> Actor:
    """The actor that an account is at a moment. Bars are looked up when the door enters its scope."""
    role = ROLES[account.role]
    registered = role.may_be_registered and account.registered_on(in_london(now).date())
    return Actor(
        authority=account.authority,
        role=account.role,
        account=account.id,
        name=account.name,
        agency=account.agency,
        teams=tuple(account.teams),
        reads=tuple(account.reads),
        compartments=role.compartments,
        registered=registered,
        registration=account.registration if registered else "",
    )
