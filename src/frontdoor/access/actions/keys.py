"""Keys with which an agency's machine comes in: made and ended by whoever answers for accounts, kept only as a hash."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.access.models import ApiKey
from frontdoor.ledger.scope import Actor
from frontdoor.rules.roles import Permission

#: What every key begins with, so that one that leaks is known for what it is.
BEGINS = "frontdoor"
WALL = "governance"


@dataclass(frozen=True)
class MadeKey:
    """A new key as it is shown once, and its row."""

    key: str
    row: ApiKey


def hash_of(key: str) -> str:
    """What is kept of a key. It holds 256 random bits, so that a plain hash cannot be guessed back."""
    return hashlib.sha256(key.encode()).hexdigest()


def authority_of(key: str) -> str:
    """The authority that a key says it is for; nothing for what is no key."""
    parts = key.split("_")
    return parts[1] if len(parts) == 3 and parts[0] == BEGINS and parts[1].isdigit() and len(parts[1]) == 3 else ""


@transaction.atomic
def make_key(
    *,
    agency: str,
    purpose: str,
    expires_at: datetime,
    by: Actor,
    recorded_at: datetime,
    secret: Callable[[], str] = lambda: secrets.token_hex(32),
) -> MadeKey:
    """Make a key of the actor's authority for one agency and one purpose."""
    permission.require(by, Permission.MANAGE_ACCOUNTS)
    key = f"{BEGINS}_{by.authority}_{secret()}"
    row = ApiKey.new(
        at=recorded_at,
        authority=by.authority,
        agency=agency,
        compartment=WALL,
        hash=hash_of(key),
        purpose=purpose,
        made_at=recorded_at,
        expires_at=expires_at,
    )
    return MadeKey(key, row)


@transaction.atomic
def stop_key(*, key: UUID, by: Actor, recorded_at: datetime) -> ApiKey:
    """End a key at once. Ended once: a second time changes nothing."""
    permission.require(by, Permission.MANAGE_ACCOUNTS)
    row = ApiKey.locked(key)
    if row.stopped_at is None:
        row.change(at=recorded_at, stopped_at=recorded_at)
    return row
