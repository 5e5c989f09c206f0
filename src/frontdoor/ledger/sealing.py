"""The seals: one chain an authority, made by one job, read by whoever wants to know that nothing was altered.

hash = sha256(hash before + sha256(bytes of the event)); the first link starts from the authority's code. `sealed_at`
is the database's clock. A chain extended inside the verb would make every writer wait for the slowest import.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.db import connection, transaction

from frontdoor.ledger import scope

AT_ONCE = 5000

#: The bytes of an event that are sealed: every column, in order, moments in microseconds.
BYTES = """
concat_ws(E'\\x1f', e.id, e.authority, e.act, e.kind, coalesce(e.about::text, '-'), coalesce(e.journey::text, '-'),
    coalesce(e.record::text, '-'), e.record_kind, e.agency, e.compartment, e.marking,
    coalesce(e.by_account::text, '-'), e.by_role, (extract(epoch from e.happened_at) * 1000000)::bigint,
    (extract(epoch from e.recorded_at) * 1000000)::bigint, e.data::text, coalesce(e.voids::text, '-'), e.batch)
"""
STORED = f"convert_to({BYTES}, 'UTF8')"
DIGEST = f"sha256({STORED})"


def seal(authority: str) -> int:
    """Chain what was committed and is not sealed yet, in one transaction; returns how many events were sealed."""
    with transaction.atomic(), scope.system(authority), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('frontdoor seal ' || %s))", [authority])
        cursor.execute(
            f"SELECT e.id, {DIGEST} FROM ledger_unsealed u JOIN ledger_event e ON e.id = u.event "  # noqa: S608
            "WHERE u.authority = %s ORDER BY e.recorded_at, e.id LIMIT %s",
            [authority, AT_ONCE],
        )
        waiting = cursor.fetchall()
        if not waiting:
            return 0
        position, before = _end(cursor, authority)
        positions, hashes = [], []
        for _, digest in waiting:
            position += 1
            before = hashlib.sha256(before + bytes(digest)).digest()
            positions.append(position)
            hashes.append(before)
        events = [event for event, _ in waiting]
        cursor.execute(
            "INSERT INTO ledger_seal (authority, position, event, hash, sealed_at) "
            "SELECT %s, p, e, h, clock_timestamp() FROM unnest(%s::bigint[], %s::uuid[], %s::bytea[]) AS s(p, e, h)",
            [authority, positions, events, hashes],
        )
        cursor.execute("DELETE FROM ledger_unsealed WHERE event = ANY (%s)", [events])
    return len(waiting)


def _end(cursor: object, authority: str) -> tuple[int, bytes]:
    """The last position and hash of the chain; an empty chain starts at nought from the authority's code."""
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT position, hash FROM ledger_seal WHERE authority = %s ORDER BY position DESC LIMIT 1", [authority]
    )
    last = cursor.fetchone()  # type: ignore[attr-defined]
    return (last[0], bytes(last[1])) if last else (0, authority.encode())


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What `verify` found: how many events hold, how many wait for their seal, and the first broken position."""

    authority: str
    sealed: int
    unsealed: int
    broken_at: int | None = None
    because: str = ""

    @property
    def holds(self) -> bool:
        return self.broken_at is None and not self.because


def verify(authority: str) -> Verdict:
    """Read the whole chain of an authority and compare it with the events as they are stored.

    Finds an event altered, deleted, inserted without passing the sealer, moved or resealed; names the first position.
    """
    with transaction.atomic(), scope.system(authority):
        sealed, before = 0, authority.encode()
        for position, kept, stored in _links(authority):
            if position != sealed + 1:
                return _verdict(authority, sealed, sealed + 1, "A seal is missing.")
            if stored is None:
                return _verdict(authority, sealed, position, "The event under this seal is gone.")
            before = hashlib.sha256(before + hashlib.sha256(stored).digest()).digest()
            if before != kept:
                return _verdict(authority, sealed, position, "The event under this seal is not what was sealed.")
            sealed = position
        return _verdict(authority, sealed, None, "")


def _verdict(authority: str, sealed: int, broken_at: int | None, because: str) -> Verdict:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_unsealed WHERE authority = %s", [authority])
        unsealed = cursor.fetchone()[0]
        cursor.execute(
            "SELECT (SELECT count(*) FROM ledger_event WHERE authority = %s) - "
            "(SELECT count(*) FROM ledger_seal WHERE authority = %s)",
            [authority, authority],
        )
        strangers = cursor.fetchone()[0] - unsealed
    if not because and strangers:
        because = f"{strangers} events stand in the ledger that never went to the sealer."
    return Verdict(authority=authority, sealed=sealed, unsealed=unsealed, broken_at=broken_at, because=because)


def _links(authority: str) -> Iterator[tuple[int, bytes, bytes | None]]:
    """Position, hash and bytes of the event as stored, in order; the database reads a piece while another is hashed."""
    connection.ensure_connection()
    with connection.connection.cursor(name="links", binary=True) as cursor, ThreadPoolExecutor(1) as ahead:
        cursor.execute(
            f"SELECT s.position, s.hash, CASE WHEN e.id IS NOT NULL THEN {STORED} END "  # noqa: S608
            "FROM ledger_seal s LEFT JOIN ledger_event e ON e.id = s.event AND e.authority = s.authority "
            "WHERE s.authority = %s ORDER BY s.position",
            [authority],
        )
        following = ahead.submit(cursor.fetchmany, AT_ONCE)
        while piece := following.result():
            following = ahead.submit(cursor.fetchmany, AT_ONCE)
            yield from piece
