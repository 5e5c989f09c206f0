"""Sending what waits. A message leaves at most twice: the try is committed before the adapter is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.ledger import scope
from frontdoor.ledger.scope import Actor
from frontdoor.outbox.models import Message
from frontdoor.outbox.queries import pages_without_messages, waiting
from frontdoor.rules.calendar import in_london

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


def tell_by_telephone(*, authority: str, channels: Sequence[str], at: datetime) -> int:
    """Leave a text and a call for whoever on call was told of a child, once, while their time to answer runs.

    They add to what the screen says, which is what counts: nobody is told until a person has answered. The caller has
    set the system scope of the authority. Returns for how many.
    """
    found = pages_without_messages(authority, at=at) if channels else []
    for page in found:
        page.change(at=at, messaged_at=at)
    # Brothers and sisters of one contact are one text.
    for page in {(page.reference, page.to_telephone, page.compartment): page for page in found}.values():
        walls = {"authority": authority, "agency": page.agency, "compartment": page.compartment}
        until = f"{in_london(page.answer_due_at):%H:%M}"
        for channel in channels:
            Message.new(
                at=at,
                **walls,
                channel=channel,
                to_address=page.to_telephone,
                subject=f"On call: {page.reference}",
                body=_SAID[channel].format(reference=page.reference, until=until, site="{site}"),
                reference=page.reference,
                queued_at=at,
            )
    return len(found)


#: What stands in a text, and what a voice reads aloud. Neither names anybody nor says what it is about.
_SAID = {
    "text": "Front door: {reference} needs you now. Say that you have it: {site}/on-call/ "
    "Without your answer by {until} the next person is told.",
    "voice": "This is the front door. {reference} needs you now. Open the on call page and say that you have it. "
    "Without your answer by {until} the next person is told.",
}


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
