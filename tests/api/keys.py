"""Keys for tests, made by the real verb."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from frontdoor.access.actions.keys import make_key
from frontdoor.ledger import scope
from frontdoor.ledger.scope import Actor
from frontdoor.rules.roles import ROLES


def governance(authority: str = "874") -> Actor:
    """Whoever answers for accounts."""
    role = "information_governance"
    return Actor(authority=authority, role=role, compartments=ROLES[role].compartments)


def key_for(
    agency: str = "police", *, at: datetime, purpose: str = "notifications", authority: str = "874", days: int = 30
) -> str:
    """A key as its agency has it."""
    by = governance(authority)
    with transaction.atomic(), scope.acting(by, at):
        made = make_key(agency=agency, purpose=purpose, expires_at=at + timedelta(days=days), by=by, recorded_at=at)
    return made.key
