"""The first look: red, amber, green or blue, with reasons; every earlier rating is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions import telling
from frontdoor.journey.actions.within import adding, children_of
from frontdoor.journey.models import Contact, Journey
from frontdoor.journey.narratives import about_contact
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.standing import standing_of
from frontdoor.rules.events.contacts import ContactAcknowledged, ContactRated, DangerDeclared
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission

#: The most urgent first.
RATINGS = ("red", "amber", "green", "blue")


class UnableToRate(Exception):
    """The contact cannot be rated so. The text is a sentence for the person who reads it."""


@transaction.atomic
def rate_contact(
    *,
    contact: UUID,
    rating: str,
    because: str,
    reasons: Sequence[str] = (),
    seen: int | None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Contact:
    """Rate a contact, for all children in it; may be done again at any time, and never moves the start of a clock.

    Rating up is never refused to anyone who may see the children; rating down needs a reason. `reasons` are codes of
    worries. Red after closing is told to the person on call.
    """
    found = Contact.locked(contact, seen=seen)
    journeys = children_of(found, "rate_contact", Permission.RATE, by=by)
    if rating not in RATINGS:
        raise UnableToRate("Choose red, amber, green or blue.")
    previous = rating_of(journeys)
    if previous in RATINGS and RATINGS.index(rating) > RATINGS.index(previous) and not because.strip():
        raise UnableToRate(f"Write why this is less urgent than {previous}, which somebody chose before you.")
    found.change(at=recorded_at, looked_at=found.looked_at or happened_at)
    about_contact(found, question="rating_because", text=because, by=by, recorded_at=recorded_at)
    record_each(
        [(ContactRated(rating=rating, previous=previous, reasons=tuple(reasons)), journey) for journey in journeys],
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
    journeys = children_of(found, "acknowledge_contact", Permission.ADD_INFORMATION, by=by)
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


@transaction.atomic
def declare_danger(*, contact: UUID, because: str, by: Actor, happened_at: datetime, recorded_at: datetime) -> Contact:
    """Say that a child of this contact is in danger now. The person on call is told at once, open door or shut.

    Anybody who may see the children may say so, the agency that told us too. Said twice, somebody is told twice.
    """
    found = Contact.locked(contact)
    journeys = children_of(found, "declare_danger", adding(by), by=by)
    if not found.danger_now:
        found.change(at=recorded_at, danger_now=True)
    about_contact(found, question="danger_because", text=because, by=by, recorded_at=recorded_at)
    record_each(
        [(DangerDeclared(), journey) for journey in journeys], by=by, happened_at=happened_at, recorded_at=recorded_at
    )
    telling.page_on_call(journeys, reference=found.reference, reason="danger_now", by=by, at=recorded_at)
    return found
