"""Whom on call was told of a child and has not answered, and what is drafted and waits for its release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery

from frontdoor.access.sight import visible_to
from frontdoor.journey.models import Contact, Feedback, Journey
from frontdoor.journey.record_queries import in_sight, numbers_of
from frontdoor.journey.work_queries import Work, work_of
from frontdoor.ledger.models import ClockRun
from frontdoor.ledger.scope import Actor
from frontdoor.outbox.models import Message, Page
from frontdoor.rules.on_call import urgency

#: Drafts on one page of the outbox.
ON_A_PAGE = 50
#: So many messages are shown, the newest; the page says so.
MESSAGES_SHOWN = 200
#: So long the page of those on call goes on naming whom somebody has taken: a weekend's duty.
TAKEN_WITHIN = timedelta(days=3)


@dataclass(frozen=True, kw_only=True)
class Unanswered:
    """The last page about one child that nobody has answered, how many were told before, and when the first was."""

    page: Page
    work: Work
    told_before: int
    since: datetime


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A child whom somebody on call has said that they have, and when."""

    work: Work
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Feedback that waits for a person. `due_at` is None where no clock runs."""

    row: Feedback
    work: Work
    number: int
    due_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Drafts:
    """One page of the drafts that wait, and how many wait in all. `page` counts from 0."""

    rows: list[Draft]
    total: int
    page: int

    @property
    def first(self) -> int:
        """Which of all that wait stands first on the page."""
        return self.page * ON_A_PAGE + 1 if self.total else 0

    @property
    def more(self) -> bool:
        """Whether others stand on a page behind this one."""
        return (self.page + 1) * ON_A_PAGE < self.total


def unanswered(by: Actor, *, now: datetime) -> list[Unanswered]:
    """Each child of whom somebody on call was told and whom nobody has taken: danger now, then red, newest first."""
    open_pages = Page.objects.filter(authority=by.authority, acknowledged_at__isnull=True).order_by("-paged_at", "-pk")
    by_journey: dict[UUID, list[Page]] = {}
    for page in open_pages:
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


def taken(by: Actor, *, now: datetime) -> list[Taken]:
    """Each child whom the actor has said within `TAKEN_WITHIN` that they have, the newest first."""
    said = Page.objects.filter(
        authority=by.authority, acknowledged_by=by.account, acknowledged_at__gt=now - TAKEN_WITHIN
    )
    last: dict[UUID, datetime | None] = {}
    for journey, at in said.order_by("-acknowledged_at", "-pk").values_list("journey", "acknowledged_at"):
        if at is not None:
            last.setdefault(journey, at)
    works = _works(list(last), by, now)
    return [Taken(work=works[journey], at=at) for journey, at in last.items() if journey in works and at is not None]


def drafts(by: Actor, *, now: datetime, page: int = 0, newest: bool = False) -> Drafts:
    """What is drafted and neither released nor withheld, a page of it: the soonest due or the newest drafted first.

    Every draft has the same time from when it was drafted, so whatever was drafted first is due first.
    """
    waiting = Feedback.objects.filter(
        authority=by.authority, released_at__isnull=True, withheld_because="", voided_at__isnull=True,
        journey__in=in_sight(by),
    )  # fmt: skip
    total = waiting.count()
    order = ("-drafted_at", "-pk") if newest else ("drafted_at", "pk")
    page = min(page, max(0, total - 1) // ON_A_PAGE)
    rows = list(waiting.order_by(*order)[page * ON_A_PAGE : (page + 1) * ON_A_PAGE])
    works = _works([row.journey_id for row in rows], by, now)
    due = {
        run.record: run.due_at
        for run in ClockRun.objects.filter(
            journey__in=list(works), record__in=[row.id for row in rows], clock="feedback_release",
            stopped_at__isnull=True,
        )
    }  # fmt: skip
    numbers = numbers_of([work.journey for work in works.values()], by=by)
    found = [
        Draft(row=row, work=works[row.journey_id], number=numbers[row.journey_id], due_at=due.get(row.id))
        for row in rows
        if row.journey_id in works
    ]
    return Drafts(rows=found, total=total, page=page)


def messages(by: Actor) -> list[Message]:
    """The newest messages of the authority that the actor may see, `MESSAGES_SHOWN` of them at most.

    One that names a reference is there for whoever may see that contact now. One behind a wall that names none is there
    for those who always stand inside, and not for somebody let in to one person. `told_by` is what whoever told us in
    that contact was: the address of a private person names them.
    """
    seen = Contact.objects.filter(authority=OuterRef("authority"), reference=OuterRef("reference"))
    nameless = Q(reference="", compartment__in=by.role_facts.compartments)
    found = Message.objects.filter(nameless | Exists(seen), authority=by.authority)
    found = found.annotate(told_by=Subquery(seen.values("referrer_kind")[:1]))
    return list(found.order_by("-queued_at", "-pk")[:MESSAGES_SHOWN])


def _works(journeys: Sequence[UUID], by: Actor, now: datetime) -> dict[UUID, Work]:
    seen = visible_to(Journey.objects.filter(authority=by.authority, pk__in=journeys), by)
    return {work.journey.id: work for work in work_of(list(seen.select_related("contact")), now=now)}
