"""Asking the database without making anybody wait for one that is away: in a thread, for three seconds at most.

A server that is stopped answers nothing at all, so no time limit of its own can be relied upon.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from threading import BoundedSemaphore
from typing import TypeVar

from django.db import DatabaseError, InterfaceError, connection

PATIENCE_SECONDS = 3.0

#: How many askings may hang at once. With all of them hanging, nobody else waits at all.
AT_ONCE = 8

_threads = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="refer")
_free = BoundedSemaphore(AT_ONCE)

Found = TypeVar("Found")


class AllHanging(RuntimeError):
    """Every thread that may ask the database waits for it already."""


#: What says that the database is away, too slow, or refuses what it was given.
AWAY = (DatabaseError, InterfaceError, TookTooLong, AllHanging)


def within_patience(work: Callable[[], Found]) -> Found:
    """Do the work and give what it gives. Raises one of `AWAY`; work that took too long may still end by itself.

    Inside a caller's transaction it is done at once, as a part of that.
    """
    if connection.in_atomic_block:
        return work()
    if not _free.acquire(blocking=False):
        raise AllHanging
    return _threads.submit(_in_own_connection, work).result(timeout=PATIENCE_SECONDS)


def _in_own_connection(work: Callable[[], Found]) -> Found:
    try:
        return work()
    finally:
        try:
            connection.close()
        finally:
            _free.release()
