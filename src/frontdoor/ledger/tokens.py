"""Tokens: whatever is sent twice makes one thing, and both get the same answer."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db import connection


@dataclass(frozen=True)
class Used:
    """What a token has made: the record and its reference. `before` is true if it had been used already."""

    record: UUID
    reference: str
    before: bool


#: Under `bulk()`: the tokens used in it, by authority and token.
in_memory: ContextVar[dict[tuple[str, str], Used] | None] = ContextVar("frontdoor_tokens", default=None)


def use(token: str, *, authority: str, record: UUID, reference: str) -> Used:
    """Claim a token for a new record. If another transaction is claiming it, wait for it and take its answer."""
    memory = in_memory.get()
    if memory is not None:
        found = memory.get((authority, token))
        if found is not None:
            return Used(found.record, found.reference, before=True)
        memory[(authority, token)] = Used(record, reference, before=False)
        return memory[(authority, token)]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_token (authority, token, record, reference) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (authority, token) DO NOTHING",
            [authority, token, record, reference],
        )
        if cursor.rowcount:
            return Used(record, reference, before=False)
        cursor.execute(
            "SELECT record, reference FROM ledger_token WHERE authority = %s AND token = %s", [authority, token]
        )
        return Used(*cursor.fetchone(), before=True)
