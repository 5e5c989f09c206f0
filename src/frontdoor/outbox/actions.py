"""Sending what waits. A message leaves at most twice: the try is committed before the adapter is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.ledger import scope
from frontdoor.ledger.scope import Actor
from frontdoor.outbox.models import Message
from frontdoor.outbox.queries import waiting

#: Tries of one message; after the last it stays in the outbox, with the reason, for a person to see.
TRIES = 2
AT_ONCE = 100

Send = Callable[[Message], None]


class UnableToSend(Exception):
    """The adapter did not take the message. The text says why."""


def send_waiting(*, by: Actor, at: datetime, send: Send) -> int:
    """Hand the waiting messages of an authority to `send`, oldest first; returns how many were taken."""
    taken = 0
    for key in _keys(by, at):
        message = _begin(key, by, at)
        if message is None:
            continue
        try:
            send(message)
        except UnableToSend as wrong:
            _end(key, by, at, failed_because=str(wrong)[:200])
            continue
        _end(key, by, at, handed_over_at=at, failed_because="")
        taken += 1
    return taken


def _keys(by: Actor, at: datetime) -> list[UUID]:
    with transaction.atomic(), scope.acting(by, at):
        return waiting(by.authority, tries=TRIES, at_once=AT_ONCE)


def _begin(key: UUID, by: Actor, at: datetime) -> Message | None:
    """Count the try before it is made, so that a worker that dies in it cannot send for ever."""
    with transaction.atomic(), scope.acting(by, at):
        message = Message.locked(key)
        if message.handed_over_at is not None or message.tries >= TRIES:
            return None
        message.change(at=at, tries=message.tries + 1)
        return message


def _end(key: UUID, by: Actor, at: datetime, **fields: object) -> None:
    with transaction.atomic(), scope.acting(by, at):
        Message.locked(key).change(at=at, **fields)
