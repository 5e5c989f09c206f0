"""Who looked: every page that shows a child, and every refusal, in a transaction of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from frontdoor.ledger import scope
from frontdoor.ledger.ids import new_id
from frontdoor.ledger.scope import Actor

#: Looks by these roles are themselves secret: only information governance sees that they happened.
SECRET_ROLES = frozenset({"restricted_manager", "adoption_custodian", "exploitation_lead"})


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One thing that was shown, or refused: a person or a record, on a page, for a purpose."""

    page: str
    person: UUID | None = None
    record: UUID | None = None
    purpose: str = ""
    refused: bool = False


def write(seen: Sequence[Seen], *, by: Actor, at: datetime) -> None:
    """Write these looks in one statement of their own transaction. If it fails nothing may be shown."""
    if not seen:
        return
    wall = "governance" if by.role in SECRET_ROLES else "open"
    rows = [
        (new_id(at), by.authority, by.account, by.role, look.person, look.record, look.page, look.purpose,
         look.refused, by.agency, wall, "", at)
        for look in seen
    ]  # fmt: skip
    one = "(" + ",".join(["%s"] * 13) + ")"
    with transaction.atomic(), scope.acting(by, at), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_look (id, authority, account, role, person, record, page, purpose, refused, "  # noqa: S608 - constant
            f"agency, compartment, marking, at) VALUES {', '.join([one] * len(rows))}",
            [value for row in rows for value in row],
        )
