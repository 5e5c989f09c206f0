"""The first look: red, amber, green or blue, with reasons; every earlier rating is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey.actions import telling
from frontdoor.journey.models import Contact, Journey
from frontdoor.journey.narratives import about_contact
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.standing import standing_of
from frontdoor.rules import steps
from frontdoor.rules.events.contacts import ContactAcknowledged, ContactRated
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission

RATINGS = ("red", "amber", "green", "blue")


class UnableToRate(Exception):
    """The rating was not understood. The text is a sentence for the person who reads it."""


@transaction.atomic
def rate_contact(
    *,
    contact: UUID,
    rating: str,
    because: str,
    seen: int | None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Contact:
    """Rate a contact, for all children in it; may be done again at any time, and never moves the start of a clock.

    Rating up is never refused to anyone who may see the children. Red after closing is told to the person on call.
    """
    found = Contact.locked(contact, seen=seen)
    journeys = Journey.of(contact_id=contact)
    for journey in journeys:
        permission.require(by, Permission.RATE, about=journey)
        steps.require("rate_contact", journey.facts())
    if rating not in RATINGS:
        raise UnableToRate("Choose red, amber, green or blue.")
    previous = rating_of(journeys)
    found.change(at=recorded_at, looked_at=found.looked_at or happened_at)
    about_contact(found, question="rating_because", text=because, by=by, recorded_at=recorded_at)
    record_each(
        [(ContactRated(rating=rating, previous=previous), journey) for journey in journeys],
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )
    if rating == "red" and previous != "red" and not for_authority(found.authority).hours.is_open(recorded_at):
        telling.page_on_call(journeys, reference=found.reference, reason="red_after_closing", by=by, at=recorded_at)
    return found


def rating_of(journeys: Sequence[Journey]) -> str:
    """The rating that the children of a contact share now; empty while nobody has rated it."""
    standings = [standing_of(journey.id) for journey in journeys]
    return next((standing.rating for standing in standings if standing), "")


@transaction.atomic
def acknowledge_contact(
    *, contact: UUID, means: str, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Contact:
    """Tell the referrer that the concern has been received. Only a registered social worker's stops the clock."""
    found = Contact.locked(contact)
    journeys = Journey.of(contact_id=contact)
    for journey in journeys:
        permission.require(by, Permission.ADD_INFORMATION, about=journey)
    record_each(
        [
            (ContactAcknowledged(by_registered_social_worker=by.registered, means=means), journey)
            for journey in journeys
        ],
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )
    return found
