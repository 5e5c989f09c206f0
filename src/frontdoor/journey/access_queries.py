"""Requests for access to what is held about a child, as those who answer for them see them: over a whole authority."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from frontdoor.documents.models import Narrative
from frontdoor.journey.models import AccessRequest, Journey, Paper
from frontdoor.journey.record_queries import people_of
from frontdoor.ledger.models import ClockRun
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.storage import UnableToFind
from frontdoor.people.aliases import ids_of
from frontdoor.people.models import Person
from frontdoor.rules.concern import ReferrerKind

#: What was answered stays on the list for so long.
ANSWERED_STAYS = timedelta(days=92)
#: What is written with a request for access itself, and what stands on a paper's own line, is no item of its own.
OF_THE_REQUEST = frozenset(
    {
        "access_asked_by", "access_wanted", "access_prepared", "access_extended", "access_answered", "paper_title",
        "paper_held", "paper_supplied_by",
    }
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request: about whom, in which journey, and the clock that runs for it; None once it is answered."""

    row: AccessRequest
    person: Person | None
    run: ClockRun | None


def requests_for_access(by: Actor, *, now: datetime) -> list[Asked]:
    """Requests that wait, the soonest due first; then those answered within three months, the newest first.

    Behind the walls of the reader; who works with the child does not matter: whoever answers for access answers for the
    authority. Information governance answers for restricted children too, and so is shown no name.
    """
    rows = list(
        AccessRequest.objects.filter(
            Q(answered_at__isnull=True) | Q(answered_at__gt=now - ANSWERED_STAYS),
            authority=by.authority,
            compartment__in=by.compartments,
            voided_at__isnull=True,
        )
        .exclude(about__in=by.bars)
        .select_related("journey__contact")
        .order_by("answered_at", "asked_at", "id")
    )
    people = people_of([row.journey for row in rows])
    runs = _runs(rows)
    found = [Asked(row=row, person=_person(people.get(row.about)), run=runs.get(row.id)) for row in rows]
    waiting = sorted(
        (one for one in found if one.row.answered_at is None), key=lambda one: (_due(one, now), one.row.id)
    )
    answered = [one for one in found if one.row.answered_at is not None]
    return [*waiting, *reversed(answered)]


def request_for_access(key: UUID, *, by: Actor) -> Asked:
    """One request, behind the walls of the reader; one that is not there and one that may not be seen read the same."""
    row = AccessRequest.objects.filter(
        pk=key, authority=by.authority, compartment__in=by.compartments, voided_at__isnull=True
    )
    found = row.exclude(about__in=by.bars).select_related("journey__contact").first()
    if found is None:
        raise UnableToFind
    people = people_of([found.journey])
    return Asked(row=found, person=_person(people.get(found.about)), run=_runs([found]).get(found.id))


def said_of(request: AccessRequest) -> list[Narrative]:
    """What was written with a request for access, the oldest first; a text behind another wall is not there."""
    return list(Narrative.objects.filter(record=request.id).order_by("recorded_at", "id"))


@dataclass(frozen=True, kw_only=True)
class HeldHere:
    """Something written about the child: what it answers, when, from which agency, and its own facts. Never its words.

    `private` is whether whoever told us in that contact was no professional.
    """

    question: str
    at: datetime
    agency: str
    people: int
    private: bool
    in_confidence: bool
    said: tuple[str, ...]


def held_about(request: AccessRequest, *, by: Actor) -> list[HeldHere]:
    """All that is held about the child of a request, the oldest first, as far as the reader's walls reach."""
    journeys = list(
        Journey.objects.filter(authority=by.authority, about__in=ids_of(request.about)).select_related("contact")
    )
    contacts = {one.contact_id: one.contact for one in journeys}
    written = Narrative.objects.filter(
        Q(journey__in=[one.id for one in journeys]) | Q(record__in=list(contacts)), authority=by.authority
    ).order_by("recorded_at", "id")
    papers = Paper.objects.filter(journey__in=[one.id for one in journeys], voided_at=None)
    found = [
        HeldHere(
            question=row.question,
            at=row.recorded_at,
            agency=row.agency,
            people=len(row.subjects),
            private=row.record in contacts and contacts[row.record].referrer_kind != ReferrerKind.PROFESSIONAL,
            in_confidence=row.in_confidence,
            said=_listed(row.exemptions),
        )
        for row in written
        if row.question not in OF_THE_REQUEST
    ]
    found += [
        HeldHere(
            question="paper", at=row.received_at, agency=row.agency, people=1, private=False,
            in_confidence=row.in_confidence, said=_listed(row.exemptions),
        )
        for row in papers
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.at)


def _listed(codes: str) -> tuple[str, ...]:
    return tuple(code for code in codes.split(",") if code)


def _person(found: object) -> Person | None:
    return found if isinstance(found, Person) else None


def _runs(rows: Sequence[AccessRequest]) -> dict[UUID | None, ClockRun]:
    journeys = {row.journey_id for row in rows}
    running = ClockRun.objects.filter(journey__in=journeys, clock="access_request", stopped_at__isnull=True)
    return {run.record: run for run in running}


def _due(one: Asked, now: datetime) -> datetime:
    return one.run.due_at if one.run else now
