"""What the city's case system says of children who have a plan: mostly what we say, of some something else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from frontdoor.access.models import Account
from frontdoor.journey.models import Journey, Plan, Referral
from frontdoor.ledger import scope
from frontdoor.ledger.scope import Actor
from frontdoor.people.models import Person
from frontdoor.people.status import load_status
from frontdoor.rules.calendar import london_day
from frontdoor.rules.open_status import CaseStatus
from frontdoor.rules.partnership import for_authority
from frontdoor.simulation.year_end import year_end

#: Of plans begun since the last census one in so many differs, each in another way than the one before.
APART = 15


@transaction.atomic
def make_case_system(*, authority: str, now: datetime) -> int:
    """Load a status for each child with a plan in force; returns how many."""
    with scope.acting(Actor(authority=authority, role="hub_manager", name="City"), now):
        statuses = _statuses(authority, now)
    feed = Actor(authority=authority, role="feed", name="File", agency="case_system")
    # What had begun by the last census was made to agree before it was sent.
    settled = year_end(london_day(now) - timedelta(days=365))
    recent = [one for one in statuses if one.plan_since is not None and one.plan_since > settled]
    told = {id(one): _apart(one, number) for number, one in enumerate(recent[::APART])}
    with scope.acting(feed, now):
        for status in statuses:
            load_status(status=told.get(id(status), status), by=feed, recorded_at=now)
    return len(statuses)


def _statuses(authority: str, now: datetime) -> list[CaseStatus]:
    """What we hold of each, as the case system would say it an hour ago."""
    plans = list(Plan.objects.filter(authority=authority, ended_on__isnull=True).order_by("started_on", "id"))
    people = Person.objects.in_bulk([plan.about for plan in plans])
    journeys = Journey.objects.in_bulk([plan.journey_id for plan in plans])
    names = dict(Account.objects.filter(authority=authority).values_list("id", "name"))
    teams = for_authority(authority).team_by_code
    still = Referral.objects.filter(authority=authority, closed_on__isnull=True, no_further_action=False)
    open_now: set[UUID] = set(still.values_list("about", flat=True))
    return [
        CaseStatus(
            source_number=people[plan.about].local_number,
            as_at=now - timedelta(hours=1),
            open_episode=plan.about in open_now,
            plan=plan.kind,
            plan_category=plan.latest_category,
            plan_since=plan.started_on,
            team=teams[journey.team].name if journey.team in teams else "",
            worker=names.get(journey.worker, "") if journey.worker else "",
        )
        for plan in plans
        if plan.about in people and (journey := journeys.get(plan.journey_id)) is not None
    ]


def _apart(status: CaseStatus, number: int) -> CaseStatus:
    """The plan was not typed there; it began on another day there; another worker has the child; the episode closed."""
    since = status.plan_since - timedelta(days=3) if status.plan_since else None
    ways = (
        replace(status, plan="", plan_category="", plan_since=None),
        replace(status, plan_since=since),
        replace(status, worker="Agency Worker"),
        replace(status, open_episode=False),
    )
    return ways[number % len(ways)]
