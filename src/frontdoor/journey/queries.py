"""Named reads of the spine that verbs and jobs ask: what is due, who answers for it, what came before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Q

from frontdoor.access.models import Account, Restriction
from frontdoor.journey.models import Contact, Decision, HandOver, Journey, OfJourney, Referral
from frontdoor.ledger.models import ClockRun, Event, Standing
from frontdoor.outbox.models import Page
from frontdoor.people.aliases import all_ids, ids_of, people_as_one, shown_ids
from frontdoor.people.identity import Alias
from frontdoor.people.models import Person, Relationship
from frontdoor.rules.calendar import add_months, london_day
from frontdoor.rules.outcomes import OUTCOMES

#: At most so many clocks are noted in one transaction; the next run takes the rest.
AT_ONCE = 500

_UNNOTED = """
SELECT c.* FROM ledger_clockrun c
WHERE c.authority = %(authority)s AND c.stopped_at IS NULL AND c."limit" = 'by' AND {when} AND NOT EXISTS (
    SELECT FROM ledger_event e WHERE e.journey = c.journey AND e.kind = %(kind)s AND e.data ->> 'run' = c.id::text
        AND (e.data ->> 'due_at')::timestamptz = c.due_at)
ORDER BY c.due_at LIMIT %(many)s
"""


def overdue_unnoted(authority: str, now: datetime) -> list[ClockRun]:
    """The clocks that have run out and of which the ledger does not say so yet, the oldest first."""
    return _unnoted(authority, now, "clock_overdue", "c.due_at < %(now)s")


def soon_unnoted(authority: str, now: datetime) -> list[ClockRun]:
    """The clocks that are about to run out and of which the ledger does not say so yet."""
    return _unnoted(authority, now, "clock_due_soon", "c.due_at >= %(now)s AND c.soon_at <= %(now)s")


def _unnoted(authority: str, now: datetime, kind: str, when: str) -> list[ClockRun]:
    asked = {"authority": authority, "now": now, "kind": kind, "many": AT_ONCE}
    return list(ClockRun.objects.raw(_UNNOTED.format(when=when), asked))


def loaded(events: Iterable[UUID]) -> dict[UUID, datetime]:
    """Those of these events that came with an import or a feed, and when they say that they were recorded."""
    found = Event.objects.filter(pk__in=list(events)).exclude(batch="")
    return dict(found.values_list("pk", "recorded_at"))


def loaded_hand_overs(offers: Iterable[UUID]) -> dict[UUID | None, datetime]:
    """Those of these hand-overs that came with an import, and when it says that they were recorded."""
    found = Event.objects.filter(record__in=list(offers), kind="handed_over").exclude(batch="")
    return dict(found.values_list("record", "recorded_at"))


def pages_unanswered(authority: str, now: datetime) -> list[Page]:
    """The pages that nobody answered in time and after which nobody else was told yet."""
    return list(
        Page.objects.filter(
            authority=authority, acknowledged_at=None, told_next_at=None, answer_due_at__lte=now
        ).order_by("answer_due_at")
    )


def written_by_others(journeys: Sequence[UUID], *, besides: UUID | None) -> dict[UUID, int]:
    """How many events people other than `besides` have written in each of these journeys, as far as one may see.

    Events are never taken away, so a different number says that something came. What the watcher notes of a clock
    tells nobody anything new of the child, and is left out.
    """
    found = Event.objects.filter(journey__in=list(journeys)).exclude(by_role="watcher")
    if besides is not None:
        found = found.exclude(by_account=besides)
    counted = found.values("journey").annotate(written=Count("id")).values_list("journey", "written")
    return {journey: written for journey, written in counted if journey is not None}


def handovers_waiting(authority: str) -> list[HandOver]:
    """The hand-overs of the day that nobody has accepted or declined, and that no closing time has found yet."""
    return list(
        HandOver.objects.filter(
            authority=authority, accepted_at=None, declined_at=None, escalated_at=None, voided_at=None
        )
        .exclude(to_kind="out_of_hours")
        .order_by("offered_at")
    )


def wall_of(journey: Journey) -> str:
    """The wall that a child's record stands behind now: "restricted", "adoption", another of its own, or "open".

    A record is hidden by the restriction of anybody whom its contact is about, whatever wall its own rows were written
    behind: a message about it to anybody else would say that it is there.
    """
    if journey.compartment != "open":
        return journey.compartment
    about = {journey.about, *(one for row in Contact.of(id=journey.contact_id) for one in row.subjects)}
    linked = {alias.to for one in about for alias in Alias.of(person=one) if alias.until is None}
    kinds = {
        row.kind
        for one in all_ids([*about, *linked])
        for row in Restriction.of(authority=journey.authority, person=one)
        if row.lifted_at is None
    }
    return next((wall for wall in ("adoption", "restricted") if wall in kinds), "open")


def desk_of(authority: str, wall: str) -> list[Account]:
    """Who answers for what stands behind a wall: the custodian of what adoption sealed, else the restricted desk."""
    role = "adoption_custodian" if wall == "adoption" else "restricted_manager"
    return list(Account.objects.filter(authority=authority, is_active=True, role=role).order_by("email"))


def managers_of(journey: Journey) -> list[Account]:
    """Who answers for a child: the managers of the team, or of the front door; of a hidden child only the desk."""
    wall = wall_of(journey)
    if wall != "open":
        return desk_of(journey.authority, wall)
    active = Account.objects.filter(authority=journey.authority, is_active=True).order_by("email")
    of_team = list(active.filter(role="team_manager", teams__contains=[journey.team])) if journey.team else []
    return of_team or list(active.filter(role="hub_manager"))


def event_found(event: UUID) -> Event | None:
    """One event of the ledger, if the actor may see it."""
    return Event.objects.filter(pk=event).first()


def event_of(record: UUID, kind: str) -> Event | None:
    """The last event of a kind that a record wrote, if the actor may see it."""
    return Event.objects.filter(record=record, kind=kind).order_by("-recorded_at", "-id").first()


def events_of_row(record: UUID, *, journey: UUID) -> list[Event]:
    """The events that stand with one row inside a journey, in order of recording, as far as the actor may see them."""
    return list(Event.objects.filter(record=record, journey=journey).order_by("recorded_at", "id"))


def events_told(journey: UUID, kinds: Sequence[str], *, after: datetime) -> list[Event]:
    """The events of these kinds in a journey that were recorded after a moment, in order."""
    found = Event.objects.filter(journey=journey, kind__in=list(kinds), recorded_at__gt=after)
    return list(found.order_by("recorded_at", "id"))


def voids_of(event: UUID) -> list[Event]:
    """The corrections of one event, in order of recording."""
    return list(Event.objects.filter(voids=event).order_by("recorded_at", "id"))


def open_work(people: Sequence[UUID]) -> list[Standing]:
    """The journeys of these people that are open, the newest contact first, as far as the actor may see them."""
    return list(
        Standing.objects.filter(about__in=all_ids(people))
        .exclude(stage="closed")
        .order_by("-first_received_at", "journey")
    )


@dataclass(frozen=True, kw_only=True)
class Before:
    """One earlier contact of a child or of a brother or sister: what was worried about, and what was decided."""

    contact: Contact
    journey: Journey
    own: bool
    decision: Decision | None


def brothers_and_sisters(child: UUID) -> set[UUID]:
    """Children of the same household, or with a parent in common as far as relationships say."""
    own = ids_of(child)
    shown = people_as_one([child]).get(child)
    found: set[UUID] = set()
    if shown is not None and shown.household:
        in_house = Person.objects.filter(household=shown.household).exclude(kind="adult")
        found |= set(in_house.values_list("id", flat=True))
    adults = Relationship.objects.filter(to__in=own, until=None).values_list("person", flat=True)
    every = all_ids(adults)
    found |= set(Relationship.objects.filter(person__in=every, until=None).values_list("to", flat=True))
    return {*shown_ids(found - {*own}).values()} - {*own}


def before_now(child: UUID, *, besides: UUID | None = None) -> list[Before]:
    """Every earlier contact and decision for a child, brothers and sisters, the newest first."""
    own = {*ids_of(child)}
    family = all_ids([child, *brothers_and_sisters(child)])
    journeys = Journey.objects.filter(about__in=family).exclude(contact=besides).select_related("contact")
    decisions = {
        one.journey_id: one
        for one in Decision.objects.filter(journey__in=journeys, voided_at=None).order_by("decided_at")
    }
    return [
        Before(contact=one.contact, journey=one, own=one.about in own, decision=decisions.get(one.id))
        for one in journeys.order_by("-contact__received_at", "id")
    ]


@dataclass(frozen=True, kw_only=True)
class Repeats:
    """How often a child was worried about lately, brothers and sisters not counted."""

    contacts_in_90_days: int
    closed_of_these: int
    closed_in_12_months: int
    referrals_in_12_months: int


def repeats(child: UUID, now: datetime) -> Repeats:
    """Contacts in the 90 days before `now`, and closings and referrals in the 12 months, by when they were received.

    A re-referral counts from referral to referral, not from closing (domain trap 10).
    """
    ends = [code for code, outcome in OUTCOMES.items() if outcome.ends]
    own = ids_of(child)
    lately = Journey.objects.filter(
        about__in=own, contact__received_at__gt=now - timedelta(days=90), contact__received_at__lte=now
    )
    year_ago = add_months(london_day(now), -12)
    closed = Q(outcome__in=ends) | Q(closure__closed_at__isnull=False, closure__reopened_at=None)
    return Repeats(
        contacts_in_90_days=lately.count(),
        closed_of_these=lately.filter(closed).distinct().count(),
        closed_in_12_months=Journey.objects.filter(closed, about__in=own, decided_at__gte=now - timedelta(days=365))
        .distinct()
        .count(),
        referrals_in_12_months=Referral.objects.filter(
            about__in=own, referral_on__gte=year_ago, referral_on__lte=london_day(now), voided_at=None
        ).count(),
    )


Row = TypeVar("Row", bound=OfJourney)


def rows_by_journey(kind: type[Row], journeys: Sequence[UUID], order: str) -> dict[UUID, list[Row]]:
    """The rows of one kind that nobody has voided, by journey, in this order."""
    found: dict[UUID, list[Row]] = {}
    for row in kind._default_manager.filter(journey_id__in=journeys, voided_at__isnull=True).order_by(order, "pk"):
        found.setdefault(row.journey_id, []).append(row)
    return found
