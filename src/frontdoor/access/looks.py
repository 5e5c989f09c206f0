"""Who looked: every page that shows a child, and every refusal, in a transaction of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from frontdoor.ledger import scope
from frontdoor.ledger.ids import new_id, written
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
    # A page shows many records in one way or two, so the ways are sent once and named by number.
    ways: dict[tuple[str, str, bool], int] = {}
    way_of = [ways.setdefault((look.page, look.purpose, look.refused), len(ways) + 1) for look in seen]
    ids, people, records = (
        written(keys)
        for keys in ([new_id(at) for _ in seen], [look.person for look in seen], [look.record for look in seen])
    )
    with scope.entered_by_statement(by, at) as (entered, settings), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_look (id, authority, account, role, person, record, page, purpose, refused, "  # noqa: S608 - constant
            "agency, compartment, marking, at) "
            "SELECT one.id, %s, %s, %s, one.person, one.record, way.page, way.purpose, way.refused, %s, %s, '', %s "
            f"FROM {entered}, unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::int[]) AS one (id, person, record, way) "
            "JOIN unnest(%s::text[], %s::text[], %s::boolean[]) WITH ORDINALITY "
            "AS way (page, purpose, refused, number) ON way.number = one.way",
            [by.authority, by.account, by.role, by.agency, wall, at, *settings, ids, people, records,
             "{" + ",".join(map(str, way_of)) + "}", *map(list, zip(*ways, strict=True))],
        )  # fmt: skip
