"""A journey, or an offer of one, in the words of a list of work."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from frontdoor.journey.actions.allocation import DECLINED as ALLOCATION_DECLINED
from frontdoor.journey.actions.handovers import DECLINED, OUTSIDE
from frontdoor.journey.caseload_queries import DueVisit
from frontdoor.journey.models import HandOver
from frontdoor.journey.work_queries import News, Offer, Work
from frontdoor.people.models import Context, Person
from frontdoor.rules.calendar import london_day
from frontdoor.rules.partnership import Partnership
from frontdoor.rules.steps import WORDS
from frontdoor.screens.child.family import line_of
from frontdoor.screens.look.formatting import day_and_time, moment_words
from frontdoor.screens.look.naming import child_line, clock_words
from frontdoor.screens.look.shapes import Clock

#: What only a sender says, or the program.
_SENDERS = ("withdrawn", "offered_elsewhere", "allocated_elsewhere")


@dataclass(frozen=True, kw_only=True)
class WorkRow:
    """One child of somebody's work. `url` is the child's page, `record_url` the record of the contact.

    `whose` is who has the child, where the list is of more than one person's work; `give_url` is where a manager gives
    it to somebody.
    """

    line: str
    url: str
    reference: str
    record_url: str
    rating: str
    stage: str
    clock: Clock
    visit: str
    since: str
    whose: str = ""
    give_url: str = ""


@dataclass(frozen=True, kw_only=True)
class OfferRow:
    """One offer: of which child, to whom, from whom, since when, and what must happen until somebody takes it.

    `outside` is true where the name of whoever accepted is written down; `reasons` are those for not taking it.
    """

    work: WorkRow
    kind: str
    id: UUID
    seen: int
    to: str
    sender: str
    offered: str
    plan: str
    because: str
    outside: bool
    escalated: bool
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class NewsRow:
    """Something new about a child, which somebody must read and answer."""

    work: WorkRow
    id: UUID
    seen: int
    came: str
    harm: bool


def work_row(work: Work, *, place: Partnership, now: datetime, gives: bool = False) -> WorkRow:
    """One child of a list of work; where the reader `gives` it to somebody, with the way there."""
    journey, standing = work.journey, work.standing
    person = work.about if isinstance(work.about, Person) else None
    clock = clock_words(
        standing.next_clock if standing else "",
        standing.next_due_at if standing else None,
        now=now,
        overlay=place,
        unborn=person is not None and person.kind == "unborn",
    )
    return WorkRow(
        line=line_words(work, now=now),
        url=reverse("child:page", args=[person.local_number]) if person and person.kind != "adult" else "",
        reference=journey.contact.reference,
        record_url=reverse("hub:record", args=[journey.contact.reference]),
        rating=work.rating,
        stage=WORDS[work.stage],
        clock=clock,
        visit=f"visit planned {day_and_time(work.planned_for, now=now)}" if work.planned_for else "",
        since=f"since {day_and_time(journey.held_since, now=now)}",
        give_url=reverse("social_work:overview", args=[journey.contact.reference]) if gives else "",
    )


def visit_row(due: DueVisit, *, whose: str, place: Partnership, now: datetime) -> WorkRow:
    """One child who is to be visited: the clock shown is the visit's, whatever else is due."""
    person, run = due.work.about, due.run
    unborn = isinstance(person, Person) and person.kind == "unborn"
    clock = clock_words(run.clock, run.due_at, now=now, overlay=place, soon_at=run.soon_at, unborn=unborn)
    return replace(work_row(due.work, place=place, now=now), clock=clock, whose=whose)


def line_words(work: Work, *, now: datetime) -> str:
    """The child or context in one line, with age."""
    if isinstance(work.about, Person):
        return line_of(work.about, on=london_day(now))
    name = work.about.name if isinstance(work.about, Context) else ""
    return child_line(kind=work.journey.kind, on=london_day(now), label=work.journey.label, context_name=name)


def offer_row(offer: Offer, *, place: Partnership, now: datetime) -> OfferRow:
    """One offer in words."""
    row = offer.row
    handed = isinstance(row, HandOver)
    reasons = DECLINED if handed else ALLOCATION_DECLINED
    return OfferRow(
        work=work_row(offer.work, place=place, now=now),
        kind="hand_over" if handed else "allocation",
        id=row.id,
        seen=row.revision,
        to=_to(offer, place),
        sender=offer.by,
        offered=moment_words(row.offered_at, now=now),
        plan=offer.plan,
        because=offer.because,
        outside=isinstance(row, HandOver) and row.to_kind in OUTSIDE,
        escalated=isinstance(row, HandOver) and row.escalated_at is not None,
        reasons=tuple((code, words) for code, words in reasons.items() if code not in _SENDERS),
    )


def _to(offer: Offer, place: Partnership) -> str:
    row = offer.row
    if isinstance(row, HandOver):
        return row.to_words or row.to
    team = place.team_by_code.get(row.team)
    return team.name if team else row.team.replace("_", " ").capitalize()


def news_row(news: News, *, place: Partnership, now: datetime) -> NewsRow:
    """Something new in words; what it says stands on the record."""
    return NewsRow(
        work=work_row(news.work, place=place, now=now),
        id=news.row.id,
        seen=news.row.revision,
        came=moment_words(news.row.received_at, now=now),
        harm=news.row.harm_possible == "yes",
    )
