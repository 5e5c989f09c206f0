"""Whom on call was told of a child and has not answered, and what is drafted and waits for its release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frontdoor.access.sight import visible_to
from frontdoor.journey.models import Feedback, Journey
from frontdoor.journey.record_queries import numbers_of
from frontdoor.journey.work_queries import AT_MOST, Work, work_of
from frontdoor.ledger.models import ClockRun
from frontdoor.ledger.scope import Actor
from frontdoor.outbox.models import Message, Page
from frontdoor.rules.on_call import urgency


@dataclass(frozen=True, kw_only=True)
class Unanswered:
    """The last page about one child that nobody has answered, how many were told before, and when the first was."""

    page: Page
    work: Work
    told_before: int
    since: datetime


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Feedback that waits for a person. `due_at` is None where no clock runs."""

    row: Feedback
    work: Work
    number: int
    due_at: datetime | None


def unanswered(by: Actor, *, now: datetime) -> list[Unanswered]:
    """Each child of whom somebody on call was told and whom nobody has taken: danger now, then red, newest first."""
    open_pages = Page.objects.filter(authority=by.authority, acknowledged_at__isnull=True).order_by("-paged_at", "-pk")
    by_journey: dict[UUID, list[Page]] = {}
    for page in open_pages[: AT_MOST * 5]:
        by_journey.setdefault(page.journey, []).append(page)
    works = _works(list(by_journey), by, now)
    found = [
        Unanswered(page=pages[0], work=works[journey], told_before=len(pages) - 1, since=pages[-1].paged_at)
        for journey, pages in by_journey.items()
        if journey in works
    ]
    return sorted(found, key=lambda one: _urgency(one.work))


def _urgency(work: Work) -> int:
    return urgency(danger_now=work.standing is not None and work.standing.danger_now, rating=work.rating)


def drafts(by: Actor, *, now: datetime) -> list[Draft]:
    """What is drafted and neither released nor withheld, the soonest due first."""
    waiting = Feedback.objects.filter(
        authority=by.authority, released_at__isnull=True, withheld_because="", voided_at__isnull=True
    )
    rows = list(waiting.order_by("drafted_at", "pk")[: AT_MOST * 2])
    works = _works([row.journey_id for row in rows], by, now)
    due = {
        run.record: run.due_at
        for run in ClockRun.objects.filter(
            record__in=[row.id for row in rows], clock="feedback_release", stopped_at__isnull=True
        )
    }
    numbers = numbers_of([work.journey for work in works.values()], by=by)
    found = [
        Draft(row=row, work=works[row.journey_id], number=numbers[row.journey_id], due_at=due.get(row.id))
        for row in rows
        if row.journey_id in works
    ]
    return sorted(found, key=lambda one: (one.due_at is None, one.due_at or one.row.drafted_at))


def messages(by: Actor) -> list[Message]:
    """The messages of the authority that the actor may see, the newest first."""
    return list(Message.objects.filter(authority=by.authority).order_by("-queued_at", "-pk")[:AT_MOST])


def _works(journeys: Sequence[UUID], by: Actor, now: datetime) -> dict[UUID, Work]:
    seen = visible_to(Journey.objects.filter(authority=by.authority, pk__in=journeys), by)
    return {work.journey.id: work for work in work_of(list(seen.select_related("contact")), now=now)}
