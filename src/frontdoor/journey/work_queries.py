"""What a person has to do: children they hold, what was offered to them, news to read, and what goes to the night.

Each list is whole: what stands beyond the end of a list is a child whom nobody sees.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from frontdoor.access.sight import visible_to
from frontdoor.journey.contact_queries import names_of
from frontdoor.journey.models import Allocation, HandOver, Information, Journey, Visit
from frontdoor.journey.record_queries import in_sight, people_of, texts_of
from frontdoor.ledger.models import Event, Standing
from frontdoor.ledger.scope import Actor
from frontdoor.people.models import Context, Person
from frontdoor.rules.roles import Permission
from frontdoor.rules.steps import Stage

#: In these stages nobody has taken the child into work yet, or the discussion that decides is still to be held.
_AT_THE_DOOR = (Stage.CONTACT.value, Stage.STRATEGY_DISCUSSION.value)


@dataclass(frozen=True, kw_only=True)
class Work:
    """One child's journey as a list of work shows it. `planned_for` is the next visit that somebody planned."""

    journey: Journey
    about: Person | Context | None
    standing: Standing | None
    planned_for: datetime | None = None

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        return Stage(self.standing.stage) if self.standing else Stage.CONTACT

    @property
    def rating(self) -> str:
        """Its rating; empty while nobody has rated it."""
        return self.standing.rating if self.standing else ""

    @property
    def urgent(self) -> bool:
        """Danger now, or red."""
        return self.standing is not None and (self.standing.danger_now or self.standing.rating == "red")


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A hand-over or an allocation that nobody has answered: of which child, by whom, and what to do until then."""

    row: HandOver | Allocation
    work: Work
    by: str
    plan: str
    because: str


def held_by(by: Actor, *, now: datetime) -> list[Work]:
    """The open journeys that carry the actor's own name, the soonest due first."""
    if by.account is None:
        return []
    own = Journey.objects.filter(authority=by.authority, worker=by.account)
    return work_of(_open(visible_to(own, by), by), now=now)


def held_by_team(by: Actor, *, now: datetime) -> list[Work]:
    """The open journeys of the actor's teams that carry no worker's name yet."""
    if not by.teams:
        return []
    own = Journey.objects.filter(authority=by.authority, team__in=by.teams, worker__isnull=True)
    return work_of(_open(visible_to(own, by), by), now=now)


def carries_my_name(by: Actor, *, offer: UUID) -> bool:
    """Whether the child of this hand-over or allocation is held by the actor in person."""
    of_it = [found.objects.filter(pk=offer).values("journey_id") for found in (HandOver, Allocation)]
    held = Journey.objects.filter(authority=by.authority, worker=by.account)
    return held.filter(Q(pk__in=of_it[0]) | Q(pk__in=of_it[1])).exists()


def _open(journeys: QuerySet[Journey], by: Actor) -> list[Journey]:
    closed = Standing.objects.filter(authority=by.authority, stage=Stage.CLOSED)
    found = journeys.exclude(id__in=closed.values("journey")).select_related("contact")
    return list(found)


def work_of(journeys: Sequence[Journey], *, now: datetime) -> list[Work]:
    """These journeys with whom they are about, how they stand and the next visit: three statements."""
    keys = [journey.id for journey in journeys]
    about = people_of(journeys)
    standings = {row.journey: row for row in Standing.objects.filter(journey__in=keys)}
    planned: dict[UUID, datetime] = {}
    ahead = Visit.objects.filter(
        journey_id__in=keys, recorded_at__isnull=True, planned_for__gt=now, voided_at__isnull=True
    )
    for journey, at in ahead.order_by("-planned_for").values_list("journey_id", "planned_for"):
        if at is not None:
            planned[journey] = at
    found = [
        Work(
            journey=journey,
            about=about.get(journey.about),
            standing=standings.get(journey.id),
            planned_for=planned.get(journey.id),
        )
        for journey in journeys
    ]
    return sorted(found, key=_soonest)


def _soonest(work: Work) -> tuple[bool, datetime]:
    due = work.standing.next_due_at if work.standing else None
    return due is None, due or work.journey.held_since


def offers_to(by: Actor, *, now: datetime) -> list[Offer]:
    """What was offered to the actor or their teams and nobody has answered, the oldest first."""
    if by.account is None:
        return []
    mine = Q(to_kind="worker", to_account=by.account) | Q(to_kind="team", to__in=by.teams)
    if by.may(Permission.ON_CALL):
        mine |= Q(to_kind="out_of_hours")
    allocated = Q(worker=by.account)
    if by.may(Permission.ALLOCATE):
        allocated |= Q(team__in=by.teams)
    else:
        allocated |= Q(team__in=by.teams, worker__isnull=True)
    return _offers(_unanswered(HandOver, by).filter(mine), _unanswered(Allocation, by).filter(allocated), by, now)


def every_offer(by: Actor, *, now: datetime) -> list[Offer]:
    """Every offer of the authority that nobody has answered, as far as the actor sees the children."""
    return _offers(_unanswered(HandOver, by), _unanswered(Allocation, by), by, now)


def _unanswered(rows: type[HandOver] | type[Allocation], by: Actor) -> QuerySet[HandOver] | QuerySet[Allocation]:
    waiting = {"accepted_at__isnull": True, "declined_at__isnull": True, "voided_at__isnull": True}
    found: QuerySet[HandOver] | QuerySet[Allocation] = rows._default_manager.filter(authority=by.authority, **waiting)
    return found


def _offers(
    handed: QuerySet[HandOver] | QuerySet[Allocation],
    allocated: QuerySet[HandOver] | QuerySet[Allocation],
    by: Actor,
    now: datetime,
) -> list[Offer]:
    rows: list[HandOver | Allocation] = sorted([*handed, *allocated], key=lambda row: (row.offered_at, row.id))
    journeys = visible_to(Journey.objects.filter(id__in=[row.journey_id for row in rows]), by)
    works = {work.journey.id: work for work in work_of(list(journeys.select_related("contact")), now=now)}
    names = names_of(row.offered_by for row in rows)
    texts = texts_of(row.id for row in rows)
    return [
        Offer(
            row=row,
            work=works[row.journey_id],
            by=names.get(row.offered_by, "The program") if row.offered_by else "The program",
            plan=said.get("plan_until_taken", ""),
            because=said.get("handed_over_because", "") or said.get("allocated_because", ""),
        )
        for row in rows
        if row.journey_id in works
        for said in [texts.get(row.id, {})]
    ]


@dataclass(frozen=True, kw_only=True)
class News:
    """Something new about an open child that waits to be read."""

    row: Information
    work: Work


def news_for(by: Actor, *, now: datetime) -> list[News]:
    """New information that waits for the actor, or for a team of theirs that has no worker yet; the oldest first."""
    waiting = Information.objects.filter(authority=by.authority, waits=True, read_at__isnull=True)
    mine = Q(for_worker=by.account) | Q(for_worker__isnull=True, for_team__in=by.teams)
    rows = list(waiting.filter(mine, voided_at__isnull=True).order_by("received_at", "id"))
    journeys = visible_to(Journey.objects.filter(id__in=[row.journey_id for row in rows]), by)
    works = {work.journey.id: work for work in work_of(list(journeys.select_related("contact")), now=now)}
    return [News(row=row, work=works[row.journey_id]) for row in rows if row.journey_id in works]


@dataclass(frozen=True, kw_only=True)
class ForTheNight:
    """An open red or amber child at closing time, and the hand-over to the night that was made last, if any.

    `rated_by` is who rated it last: it is theirs while it carries nobody's name.
    """

    work: Work
    offer: HandOver | None
    plan: str
    rated_by: UUID | None

    @property
    def on_the_name_of(self) -> UUID | None:
        """Whose it is: the worker's, else whoever offered it to the night, else whoever rated it."""
        offered_by = self.offer.offered_by if self.offer is not None else None
        return self.work.journey.worker or offered_by or self.rated_by

    @property
    def accepted(self) -> bool:
        """Whether somebody of the night has taken the child."""
        return self.offer is not None and self.offer.accepted_at is not None


def for_the_night(by: Actor, *, since: datetime, now: datetime) -> list[ForTheNight]:
    """Each open red and amber child that nobody has in work, with the night's hand-over made since `since`."""
    urgent = Standing.objects.filter(authority=by.authority).filter(
        Q(rating__in=("red", "amber")) | Q(danger_now=True), ~Q(stage=Stage.CLOSED)
    )
    at_the_door = Q(id__in=urgent.filter(stage__in=_AT_THE_DOOR).values("journey"))
    with_nobody = Q(id__in=urgent.values("journey"), worker__isnull=True, team="")
    found = visible_to(Journey.objects.filter(at_the_door | with_nobody, authority=by.authority), by)
    works = work_of(list(found.select_related("contact")), now=now)
    handed = HandOver.objects.filter(
        journey_id__in=[work.journey.id for work in works],
        to_kind="out_of_hours",
        offered_at__gte=since,
        declined_at__isnull=True,
        voided_at__isnull=True,
    )
    last = {row.journey_id: row for row in handed.order_by("offered_at", "id")}
    texts = texts_of(row.id for row in last.values())
    raters = _raters([work.journey.id for work in works])
    rows = [
        ForTheNight(
            work=work,
            offer=row,
            plan=texts.get(row.id, {}).get("plan_until_taken", "") if row else "",
            rated_by=raters.get(work.journey.id),
        )
        for work in works
        for row in [last.get(work.journey.id)]
    ]
    return sorted(rows, key=lambda one: (not one.work.urgent, one.accepted, _soonest(one.work)))


def _raters(journeys: Collection[UUID]) -> dict[UUID, UUID | None]:
    """Who rated each of these journeys last."""
    rated = Event.objects.filter(journey__in=journeys, kind="contact_rated").order_by("happened_at", "recorded_at")
    return {journey: by for journey, by in rated.values_list("journey", "by_account") if journey is not None}


def red_on_the_name_of(by: Actor, *, since: datetime, now: datetime) -> list[ForTheNight]:
    """Red children that are the actor's to hand over, and that nobody of the night has accepted."""
    return [
        one
        for one in for_the_night(by, since=since, now=now)
        if one.work.urgent and not one.accepted and by.account is not None and one.on_the_name_of == by.account
    ]


def unrated_waiting(by: Actor) -> int:
    """How many children still wait for a first look: none of them is red or amber yet, and any could be."""
    unrated = Standing.objects.filter(authority=by.authority, stage=Stage.CONTACT, rating="", danger_now=False)
    return in_sight(by).filter(outcome="", id__in=unrated.values("journey")).count()
