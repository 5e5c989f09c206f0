"""All or nothing a batch: each is one transaction, so that a load killed anywhere is finished by running it again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar

from django.db import OperationalError, transaction

from frontdoor.ledger import scope
from frontdoor.ledger.scope import Actor

Thing = TypeVar("Thing")
Outcome = TypeVar("Outcome")

#: PostgreSQL's word for two transactions that wait for each other; it ends one of them, which may try again.
_WAITED_FOR_EACH_OTHER = "40P01"
_TRIES = 5


def batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    """The things in lists of `size`."""
    waiting = iter(things)
    while batch := list(islice(waiting, size)):
        yield batch


def in_one_transaction(
    work: Callable[[Actor, datetime], Outcome], *, by: Actor, now: Callable[[], datetime]
) -> Outcome:
    """Do the work in one transaction as the feed. If the database ended it to end a deadlock, it is done again."""
    for left in reversed(range(_TRIES)):
        at = now()
        try:
            with transaction.atomic(), scope.entering(by, at) as acting:
                return work(acting, at)
        except OperationalError as wrong:
            state = getattr(wrong.__cause__, "sqlstate", "")
            if state != _WAITED_FOR_EACH_OTHER or not left:
                raise
    raise AssertionError("A loop that returns or raises has ended.")


def name_of(kind: str, path: Path) -> str:
    """What the import is called in the ledger: its kind and the mark of the file."""
    with path.open("rb") as file:
        return f"{kind} {hashlib.file_digest(file, 'sha256').hexdigest()[:16]}"
