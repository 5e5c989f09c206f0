"""Linking: two reports of one incident stand together, and neither voice is lost."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions.within import children_of
from frontdoor.journey.models import Contact
from frontdoor.journey.narratives import about_contact
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.contacts import ContactLinked, ContactUnlinked
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]


class UnableToLink(Exception):
    """The reports cannot be linked so. The text is a sentence for the person who reads it."""


@transaction.atomic
def link_contact(
    *,
    contact: UUID,
    to: UUID,
    because: str = "",
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Contact:
    """Say that two contacts report one incident. Each keeps its own words, children, clocks and answer to give.

    Whatever was linked to either of them belongs to the same incident now.
    """
    if contact == to:
        raise UnableToLink("This is the same report: choose another one.")
    first, second = (Contact.locked(key) for key in sorted((contact, to), key=str))
    found, other = (first, second) if first.id == contact else (second, first)
    if seen is not None:
        found = Contact.locked(contact, seen=seen)
    written: Written = []
    for one, to_other in ((found, other), (other, found)):
        journeys = children_of(one, "link_contact", Permission.ADD_INFORMATION, by=by)
        written += [(ContactLinked(to=str(to_other.id)), journey) for journey in journeys]
    if found.incident == other.incident:
        raise UnableToLink("These two reports are linked already.")
    for linked in Contact.of(incident=found.incident):
        linked.change(at=recorded_at, incident=other.incident)
    about_contact(found, question="linked_because", text=because, by=by, recorded_at=recorded_at)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return Contact.found(contact)


@transaction.atomic
def unlink_contact(
    *,
    contact: UUID,
    because: str = "",
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Contact:
    """Take one report out of the incident it was linked to. The others stay together."""
    found = Contact.locked(contact, seen=seen)
    journeys = children_of(found, "unlink_contact", Permission.ADD_INFORMATION, by=by)
    others = [one for one in Contact.of(incident=found.incident) if one.id != found.id]
    if not others:
        raise UnableToLink("This report is not linked to another one.")
    if found.incident == found.id:
        # The incident was named after this report: the others go on under the name of the eldest of them.
        for one in others:
            one.change(at=recorded_at, incident=others[0].id)
    else:
        found.change(at=recorded_at, incident=found.id)
    about_contact(found, question="unlinked_because", text=because, by=by, recorded_at=recorded_at)
    written: Written = [(ContactUnlinked(to=str(others[0].id)), journey) for journey in journeys]
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return found
