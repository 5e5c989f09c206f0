"""Where ids come from: time-ordered UUIDs (version 7), made by the program, never by the database.

The moment in an id is the moment of recording, passed in; the rest comes from an injected source of bits, so that a
simulated year has the same ids each time it is made from one seed.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from uuid import UUID

_bits: ContextVar[Callable[[int], int]] = ContextVar("frontdoor_bits", default=secrets.randbits)


@contextmanager
def bits_from(source: Callable[[int], int]) -> Iterator[None]:
    """Take the random bits of new ids from `source(number_of_bits)` for the length of the block."""
    token = _bits.set(source)
    try:
        yield
    finally:
        _bits.reset(token)


def new_id(at: datetime) -> UUID:
    """A new id for something recorded `at` (an aware moment)."""
    milliseconds = int(at.timestamp() * 1000)
    bits = _bits.get()(74)
    value = (milliseconds & 0xFFFFFFFFFFFF) << 80 | 0x7 << 76 | (bits >> 62) << 64 | 0b10 << 62 | bits & (1 << 62) - 1
    return UUID(int=value)


def written(keys: Iterable[UUID | None]) -> str:
    """Ids as PostgreSQL reads a list of them. To have each quoted by itself takes three times as long."""
    return "{" + ",".join(key.hex if key else "NULL" for key in keys) + "}"


def recorded_at(key: UUID) -> datetime:
    """When what `new_id` named was recorded, to the millisecond."""
    return datetime.fromtimestamp((key.int >> 80) / 1000, tz=UTC)


def recorded_after(key: UUID, moment: datetime) -> bool:
    """Whether what `new_id` named was recorded after a moment, to the millisecond."""
    return key.int >> 80 > int(moment.timestamp() * 1000)


def derived_id(*parts: object) -> UUID:
    """The id that follows from what the thing is, so that it exists once: a watcher's event, a clock's run."""
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).digest()[:16]
    value = int.from_bytes(digest) & ~(0xF << 76) & ~(0b11 << 62) | 0x8 << 76 | 0b10 << 62
    return UUID(int=value)
