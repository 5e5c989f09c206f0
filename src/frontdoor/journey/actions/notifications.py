"""A notification of an agency, by file or by machine: once a contact, whatever is sent twice, and more if it says more.

The agency's own number makes the contact; the mark of the content makes each version of it once.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey.actions.contacts import receive_contact
from frontdoor.journey.actions.later_notifications import add_to_contact
from frontdoor.ledger import tokens
from frontdoor.ledger.ids import derived_id, new_id
from frontdoor.ledger.scope import Actor
from frontdoor.rules.notifications import Notification
from frontdoor.rules.roles import Permission


@dataclass(frozen=True, kw_only=True)
class Notified:
    """What became of a notification: the reference, and whether it was "new", said "more", or came "again"."""

    contact: UUID
    reference: str
    came: str


def sent_by(agency: str) -> str:
    """How the tokens of everything begin that an agency sent by its own numbers."""
    return f"sent:{agency}:"


def token_of(agency: str, occurrence: str) -> str:
    """The token of an agency's own number, whatever its spacing and case."""
    same = "".join(occurrence.split()).casefold()
    return f"{sent_by(agency)}{hashlib.sha256(same.encode()).hexdigest()[:40]}"


class UnableToUseKey(Exception):
    """The sender's own key came before with something else. The text is a sentence."""


@transaction.atomic
def receive_notification(
    *, notification: Notification, key: str = "", by: Actor, recorded_at: datetime, batch: str = ""
) -> Notified:
    """Take a notification: a contact the first time, something more if it says something else, nothing the next time.

    The sender reads the same reference each time, and the same words whether or not a child is known or restricted.
    `key` is the sender's own for one sending (Idempotency-Key): with another content it is refused.
    """
    permission.require(by, Permission.REFER)
    token = token_of(by.agency, notification.occurrence)
    version = f"{token}:{notification.content[:40]}"
    if key:
        _once(key, version, by=by)
    said = tokens.use(version, authority=by.authority, record=new_id(recorded_at), reference="")
    receipt = receive_contact(concern=notification.concern, token=token, by=by, recorded_at=recorded_at, batch=batch)
    came = "again" if said.before else "more" if receipt.again else "new"
    if came == "more":
        add_to_contact(
            receipt.contact, notification.concern, version=version, by=by, recorded_at=recorded_at, batch=batch
        )
    return Notified(contact=receipt.contact, reference=receipt.reference, came=came)


def _once(key: str, version: str, *, by: Actor) -> None:
    """Claim the sender's key for this content; whoever sends the same at the same moment waits here for the first."""
    claim = f"key:{by.agency}:{hashlib.sha256(key.encode()).hexdigest()[:40]}"
    content = derived_id("notification", version)
    used = tokens.use(claim, authority=by.authority, record=content, reference="")
    if used.record != content:
        raise UnableToUseKey("This Idempotency-Key came before with another notification. Use a new one for each.")
