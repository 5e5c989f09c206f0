"""What the API reads: an agency's own receipts, and the answers that a person released to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from frontdoor.documents.models import Narrative
from frontdoor.journey.actions.notifications import sent_by
from frontdoor.journey.models import Contact, Feedback
from frontdoor.ledger.models import Token
from frontdoor.ledger.scope import Actor

BY_TELEPHONE = "There is an answer for you. Ring us: it cannot be sent this way."


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One released answer: about which child of the notification, when it was told, and the words."""

    child: int
    person: UUID
    told_at: datetime
    text: str


@dataclass(frozen=True, kw_only=True)
class Sent:
    """One notification of the agency. `answers` are empty too where the contact stands behind a wall."""

    contact: UUID
    reference: str
    received_at: datetime
    answers: tuple[Answer, ...]


def made_at(key: UUID) -> datetime:
    """The moment in a time-ordered id, to the millisecond."""
    return datetime.fromtimestamp((key.int >> 80) / 1000, UTC)


def sent(reference: str, *, by: Actor) -> Sent | None:
    """What the agency sent under this reference; None for what others sent and for what does not exist alike."""
    token = Token.objects.filter(authority=by.authority, reference=reference).first() if reference else None
    if token is None or not token.token.startswith(sent_by(by.agency)):
        return None
    return Sent(
        contact=token.record,
        reference=token.reference,
        received_at=made_at(token.record),
        answers=tuple(_answers(token.record, by)),
    )


def _answers(contact: UUID, by: Actor) -> list[Answer]:
    # By way of the contact: where a wall hides one child of it, nothing of it is said, of the others neither.
    journeys = [one for found in Contact.of(id=contact) for one in found.journeys.order_by("id")]
    places = {journey.id: (number, journey.about) for number, journey in enumerate(journeys, start=1)}
    released = Feedback.objects.filter(
        journey__in=places, to_kind="professional", to_name=by.agency, released_at__isnull=False, voided_at=None
    ).order_by("released_at", "id")
    found = []
    for one in released:
        words = Narrative.objects.filter(record=one.id, question="feedback").order_by("-recorded_at", "-id").first()
        number, person = places[one.journey_id]
        text = words.text if words else BY_TELEPHONE
        found.append(Answer(child=number, person=person, told_at=one.released_at or made_at(one.id), text=text))
    return found
