"""Our facts of each child beside the case system's open status, as a manager may see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from frontdoor.access.models import Account
from frontdoor.access.sight import visible_to
from frontdoor.journey.models import Journey, OfJourney, Plan, Referral
from frontdoor.ledger.models import Standing
from frontdoor.ledger.scope import Actor
from frontdoor.people.aliases import read_as
from frontdoor.people.models import OpenStatus, Person
from frontdoor.rules.calendar import london_day
from frontdoor.rules.masters import CASE_SYSTEM, sends
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission
from frontdoor.rules.steps import Stage
from frontdoor.rules.two_systems import Difference, Here, There, differences

Row = TypeVar("Row", bound=OfJourney)

#: The facts that both can say and that a page may compare.
COMPARED = ("referral", "plan", "looked_after", "worker", "restriction")


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One child of whom the two differ: the newest journey, what the case system last said, and in what they differ."""

    number: str
    person: UUID
    journey: Journey
    as_at: datetime | None
    differences: tuple[Difference, ...]


@dataclass
class _Child:
    """What is read of one child before it is compared."""

    journeys: list[Journey] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    closed: set[UUID] = field(default_factory=set)


def facts_compared(by: Actor, *, on: date) -> list[str]:
    """The facts of which the case system is master on that day, and so we compare.

    Whether a record is restricted is compared for the desk of restricted records alone.
    """
    known = [fact for fact in COMPARED if fact != "restriction" or by.may(Permission.RESTRICTED_DESK)]
    return [fact for fact in known if sends(CASE_SYSTEM, fact, authority=by.authority, on=on)]


def two_systems(by: Actor, *, now: datetime) -> list[Compared]:
    """Every child whom `by` works with and of whom the two systems differ, the longest unconfirmed first."""
    wanted = {*facts_compared(by, on=london_day(now))}
    shown = read_as(by.authority)
    told = {shown.get(row.person, row.person): row for row in OpenStatus.objects.filter(authority=by.authority)}
    # Nothing to compare with is no difference: the page says that no status was loaded.
    children = _children(by, shown, told) if told and wanted else {}
    people = Person.objects.in_bulk(list(children))
    names = _names(one for child in children.values() for one in child.journeys)
    found = []
    for key, child in children.items():
        status = told.get(key)
        apart = differences(_here(child, names), _there(status))
        kept = tuple(one for one in apart if one.fact in wanted and (status is not None or one.fact == "plan"))
        if kept and key in people:
            found.append(
                Compared(
                    number=people[key].local_number,
                    person=key,
                    journey=child.journeys[-1],
                    as_at=status.as_at if status else None,
                    differences=kept,
                )
            )
    return sorted(found, key=lambda one: (one.as_at is not None, one.as_at or now, str(one.person)))


def _children(by: Actor, shown: Mapping[UUID, UUID], told: Mapping[UUID, OpenStatus]) -> dict[UUID, _Child]:
    """The children of whom the case system has told or who have a plan here, with their rows: four statements."""
    planned = Plan.objects.filter(authority=by.authority, ended_on__isnull=True, voided_at__isnull=True)
    keys = {*told, *(shown.get(one, one) for one in planned.values_list("about", flat=True))}
    ids = [*keys, *(one for one, to in shown.items() if to in keys)]
    seen = visible_to(Journey.objects.filter(authority=by.authority, about__in=ids, kind__in=("child", "unborn")), by)
    children: dict[UUID, _Child] = {}
    of: dict[UUID, _Child] = {}
    for journey in seen.select_related("contact").order_by("held_since", "id"):
        child = children.setdefault(shown.get(journey.about, journey.about), _Child())
        child.journeys.append(journey)
        of[journey.id] = child
    for plan in _rows(Plan, of).order_by("started_on", "id"):
        of[plan.journey_id].plans.append(plan)
    for referral in _rows(Referral, of).filter(no_further_action=False).order_by("referral_on", "id"):
        of[referral.journey_id].referrals.append(referral)
    closed = Standing.objects.filter(authority=by.authority, journey__in=list(of), stage=Stage.CLOSED)
    for key in closed.values_list("journey", flat=True):
        of[key].closed.add(key)
    return children


def _rows(kind: type[Row], of: Mapping[UUID, _Child]) -> QuerySet[Row]:
    found: QuerySet[Row] = kind._default_manager.filter(journey_id__in=list(of), voided_at__isnull=True)
    return found


def _names(journeys: Iterable[Journey]) -> dict[UUID, str]:
    workers = {journey.worker for journey in journeys if journey.worker}
    return dict(Account.objects.filter(id__in=workers).values_list("id", "name"))


def _here(child: _Child, names: Mapping[UUID, str]) -> Here:
    open_now = [journey for journey in child.journeys if journey.id not in child.closed]
    plan = next((one for one in reversed(child.plans) if one.ended_on is None), None)
    referral = next((one for one in reversed(child.referrals) if one.closed_on is None), None)
    holder = next((one for one in reversed(open_now) if one.worker or one.team), None)
    safe = next((one for one in reversed(open_now) if one.outcome == "accommodation" and one.decided_at), None)
    return Here(
        referral_since=referral.referral_on if referral else None,
        referral_closed_on=max((one.closed_on for one in child.referrals if one.closed_on), default=None),
        plan=plan.kind if plan else "",
        plan_category=plan.latest_category if plan and plan.kind == "protection" else "",
        plan_since=plan.started_on if plan else None,
        plan_ended_on=max((one.ended_on for one in child.plans if one.ended_on), default=None),
        safe_place_since=london_day(safe.decided_at) if safe and safe.decided_at else None,
        team=_team(holder) if holder else "",
        worker=names.get(holder.worker, "") if holder and holder.worker else "",
        restricted=any(journey.compartment == "restricted" for journey in child.journeys),
    )


def _team(journey: Journey) -> str:
    known = for_authority(journey.authority).team_by_code.get(journey.team)
    return known.name if known else journey.team.replace("_", " ")


def _there(status: OpenStatus | None) -> There:
    if status is None:
        return There()
    return There(
        open_episode=status.open_episode,
        plan=status.plan,
        plan_category=status.plan_category,
        plan_since=status.plan_since,
        looked_after_by=status.looked_after_by,
        team=status.team,
        worker=status.worker,
        restricted=status.restricted,
    )


def told_last(authority: str) -> datetime | None:
    """When the case system last said anything that was loaded here; None if it never has."""
    newest = OpenStatus.objects.filter(authority=authority).order_by("-as_at").values_list("as_at", flat=True)
    return newest.first()
