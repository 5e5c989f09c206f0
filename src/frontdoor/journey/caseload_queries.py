"""Who carries which children, and whose visit is late or near and planned by nobody: what a manager looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from frontdoor.journey.models import Journey
from frontdoor.journey.record_queries import in_sight
from frontdoor.journey.work_queries import Work, work_of
from frontdoor.ledger.models import ClockRun, Standing
from frontdoor.ledger.scope import Actor
from frontdoor.rules.clocks import late
from frontdoor.rules.steps import Stage
from frontdoor.rules.visits import VISIT_CLOCKS

#: So many late visits stand on the page; it says how many more are late.
LATE_SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class Load:
    """What one person carries, or, without a worker, what a team has that carries nobody's name yet.

    `red` counts danger now too; `visits_late` and `overdue` count children, not clocks.
    """

    team: str
    worker: UUID | None
    children: int
    red: int
    visits_late: int
    overdue: int


@dataclass(frozen=True, kw_only=True)
class DueVisit:
    """A child whom somebody is to see: the clock that is nearest, or longest over."""

    work: Work
    run: ClockRun


@dataclass(frozen=True, kw_only=True)
class Visits:
    """Visits that are late, and those due soon that nobody has planned; the soonest due first.

    At most `LATE_SHOWN` late ones are here, the longest late first; `late_in_all` counts every one.
    """

    late: Sequence[DueVisit]
    late_in_all: int
    not_planned: Sequence[DueVisit]


def _held(by: Actor) -> QuerySet[Journey]:
    """Open journeys that a worker or a team has: those of the actor's teams, or of the authority where none is named.

    As far as the actor may see the children.
    """
    held = in_sight(by).filter(~Q(team="") | Q(worker__isnull=False))
    if by.teams:
        held = held.filter(team__in=by.teams)
    closed = Standing.objects.filter(authority=by.authority, stage=Stage.CLOSED)
    return held.exclude(id__in=closed.values("journey"))


def loads(by: Actor, *, now: datetime) -> list[Load]:
    """What each worker carries, and what each team has under nobody's name."""
    rows = list(_held(by).values_list("id", "team", "worker"))
    ids = [journey for journey, _, _ in rows]
    standings = {row.journey: row for row in Standing.objects.filter(authority=by.authority, journey__in=ids)}
    visits = {run.journey for run in _visits(by, ids) if late(now, run.due_at)}
    found: dict[tuple[str, UUID | None], list[UUID]] = {}
    for journey, team, worker in rows:
        found.setdefault((team, worker), []).append(journey)
    return [
        Load(
            team=team,
            worker=worker,
            children=len(held),
            red=sum(_red(standings.get(one)) for one in held),
            visits_late=sum(one in visits for one in held),
            overdue=sum(_overdue(standings.get(one), now) for one in held),
        )
        for (team, worker), held in found.items()
    ]


def _red(standing: Standing | None) -> bool:
    return standing is not None and (standing.danger_now or standing.rating == "red")


def _overdue(standing: Standing | None, now: datetime) -> bool:
    return standing is not None and standing.next_due_at is not None and late(now, standing.next_due_at)


def _visits(by: Actor, journeys: Sequence[UUID]) -> list[ClockRun]:
    """The visits that these journeys wait for, the soonest due first."""
    running = ClockRun.objects.filter(authority=by.authority, journey__in=journeys, clock__in=VISIT_CLOCKS, limit="by")
    return list(running.filter(stopped_at__isnull=True).order_by("due_at", "clock"))


def carried(by: Actor, *, worker: UUID | None, team: str, now: datetime) -> list[Work]:
    """The children of one line of the loads, the soonest due first."""
    held = _held(by).filter(worker=worker, team=team).select_related("contact").order_by("held_since", "id")
    return work_of(list(held), now=now)


def due_visits(by: Actor, *, now: datetime) -> Visits:
    """The visits that are late, and those within their last stretch that nobody has planned."""
    held = _held(by)
    soonest: dict[UUID, ClockRun] = {}
    for run in _visits(by, list(held.values_list("id", flat=True))):
        soonest.setdefault(run.journey, run)
    over = [run for run in soonest.values() if late(now, run.due_at)]
    near = [run for run in soonest.values() if run.soon_at <= now and not late(now, run.due_at)]
    wanted = [run.journey for run in (*over[:LATE_SHOWN], *near)]
    works = {
        work.journey.id: work for work in work_of(list(held.filter(id__in=wanted).select_related("contact")), now=now)
    }
    return Visits(
        late=[DueVisit(work=works[run.journey], run=run) for run in over if run.journey in works],
        late_in_all=len(over),
        not_planned=[
            DueVisit(work=works[run.journey], run=run)
            for run in near
            if run.journey in works and works[run.journey].planned_for is None
        ],
    )
