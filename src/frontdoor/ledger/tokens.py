"""Tokens: whatever is sent twice makes one thing, and both get the same answer."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db import connection


@dataclass(frozen=True)
class Used:
    """What a token has made: the record and its reference. `before` is true if it had been used already.

    `agency` is whose telling it was, so that an agency finds all its own receipts, whatever became of each.
    """

    record: UUID
    reference: str
    before: bool
    agency: str = ""


class Claims:
    """The tokens and references used under `bulk()`, by authority."""

    def __init__(self) -> None:
        self.by_token: dict[tuple[str, str], Used] = {}
        self.references: set[tuple[str, str]] = set()


in_memory: ContextVar[Claims | None] = ContextVar("frontdoor_tokens", default=None)


#: Added to a reference that another token of the authority has already (see ADR 5).
LETTERS = ("", "B", "C", "D", "E", "F")


class UnableToRefer(Exception):
    """Every variant of the reference is taken; only broken randomness makes this happen."""


def use(token: str, *, authority: str, record: UUID, reference: str, agency: str = "") -> Used:
    """Claim a token for a new record. If another transaction is claiming it, wait for it and take its answer."""
    claim = _claim_in_memory if in_memory.get() is not None else _claim
    for letter in LETTERS:
        used = claim(token, authority, record, reference + letter, agency)
        if used is not None:
            return used
    raise UnableToRefer(f"The reference {reference} and its variants are all taken.")


def _claim(token: str, authority: str, record: UUID, reference: str, agency: str) -> Used | None:
    """The claim, an earlier claim of the same token, or None where another token has the reference."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_token (authority, token, record, reference, agency) VALUES (%s, %s, %s, %s, %s) "
            "ON CONFLICT DO NOTHING",
            [authority, token, record, reference, agency],
        )
        if cursor.rowcount:
            return Used(record, reference, before=False)
        cursor.execute(
            "SELECT record, reference FROM ledger_token WHERE authority = %s AND token = %s", [authority, token]
        )
        found = cursor.fetchone()
    return None if found is None else Used(found[0], found[1], before=True)


def _claim_in_memory(token: str, authority: str, record: UUID, reference: str, agency: str) -> Used | None:
    claims = in_memory.get() or Claims()
    found = claims.by_token.get((authority, token))
    if found is not None:
        return Used(found.record, found.reference, before=True)
    if reference and (authority, reference) in claims.references:
        return None
    claims.references.add((authority, reference))
    claims.by_token[authority, token] = Used(record, reference, before=False, agency=agency)
    return claims.by_token[authority, token]
