"""What an agency sees of its own work with the front door: what it was asked, what it told us, what it was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frontdoor.access.sight import visible_to
from frontdoor.journey.models import Contact, Feedback, InformationRequest, Journey
from frontdoor.journey.models.decisions import WAITED_FOR
from frontdoor.journey.record_queries import numbers_of, people_of, texts_of
from frontdoor.ledger.ids import recorded_at
from frontdoor.ledger.models import ClockRun, Token
from frontdoor.ledger.scope import Actor
from frontdoor.people.models import Context, Person

#: So many of what is done are shown, the newest; the page says so. What waits is shown whole.
AT_MOST = 50


@dataclass(frozen=True, kw_only=True)
class AskedOfUs:
    """One request to the agency: about whom, why, and by when it is due. `due_at` is None where no clock runs."""

    request: InformationRequest
    journey: Journey
    about: Person | Context | None
    number: int
    why: str
    due_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ToldByUs:
    """One contact that the agency brought: its receipt, and what it was told once a person had released it.

    Until then it is a receipt and no more: a contact behind a wall that the agency must not notice is one too.
    """

    contact: UUID
    reference: str
    received_at: datetime
    journeys: tuple[Journey, ...]
    about: dict[UUID, Person | Context]
    told: tuple[str, ...]


def asked_of(by: Actor) -> tuple[list[AskedOfUs], list[AskedOfUs]]:
    """The requests to the actor's agency that wait, the soonest due first, and those it answered last."""
    own = InformationRequest.objects.filter(authority=by.authority, to_agency=by.agency, voided_at__isnull=True)
    waiting = list(own.filter(state__in=WAITED_FOR).order_by("asked_at", "pk"))
    done = list(own.exclude(state__in=(*WAITED_FOR, "withdrawn")).order_by("-answered_at", "pk")[:AT_MOST])
    found = _asked(waiting, by)
    return sorted(found, key=lambda one: (one.due_at is None, one.due_at or one.request.asked_at)), _asked(done, by)


def _asked(requests: Sequence[InformationRequest], by: Actor) -> list[AskedOfUs]:
    seen = visible_to(Journey.objects.filter(pk__in=[one.journey_id for one in requests]), by)
    journeys = {one.id: one for one in seen.select_related("contact")}
    about, numbers = people_of(list(journeys.values())), numbers_of(list(journeys.values()), by=by)
    texts = texts_of(one.id for one in requests)
    runs = ClockRun.objects.filter(record__in=[one.id for one in requests], clock="agency_return")
    due = {run.record: run.due_at for run in runs if run.stopped_at is None}
    return [
        AskedOfUs(
            request=one,
            journey=journeys[one.journey_id],
            about=about.get(journeys[one.journey_id].about),
            number=numbers[one.journey_id],
            why=texts.get(one.id, {}).get("asked_why", ""),
            due_at=due.get(one.id),
        )
        for one in requests
        if one.journey_id in journeys
    ]


def asked_about(journey: Journey, by: Actor) -> list[InformationRequest]:
    """What the actor's agency was asked about one child, oldest first."""
    own = InformationRequest.objects.filter(journey=journey, to_agency=by.agency, voided_at__isnull=True)
    return list(own.order_by("asked_at", "pk"))


def told_by(by: Actor) -> list[ToldByUs]:
    """The contacts that the actor's agency brought, the newest first, with what was released to it."""
    if not by.agency:
        return []
    own = Token.objects.filter(authority=by.authority, agency=by.agency)
    receipts = list(own.order_by("-record")[:AT_MOST])
    # By way of the contact, which a wall hides whole from who may not see one child of it.
    seen = Contact.objects.filter(pk__in=[one.record for one in receipts])
    journeys = list(visible_to(Journey.objects.filter(contact__in=seen), by))
    released = Feedback.objects.filter(
        journey__in=[one.id for one in journeys],
        to_kind="professional",
        released_at__isnull=False,
        voided_at__isnull=True,
    ).order_by("released_at")
    texts = texts_of(one.id for one in released)
    told: dict[UUID, dict[str, None]] = {one.id: {} for one in journeys}
    for one in released:
        if "feedback" in texts.get(one.id, {}):
            told[one.journey_id][texts[one.id]["feedback"]] = None
    answered = [one for one in journeys if told[one.id]]
    about = people_of(answered)
    return [
        ToldByUs(
            contact=receipt.record,
            reference=receipt.reference,
            received_at=recorded_at(receipt.record),
            journeys=(mine := tuple(one for one in answered if one.contact_id == receipt.record)),
            about=about,
            told=tuple(dict.fromkeys(words for one in mine for words in told[one.id])),
        )
        for receipt in receipts
    ]
