"""Child in need plans and child protection plans: one or the other, never both at one time (CIN guide 4.10, 4.13)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions.within import claim, held
from frontdoor.journey.models import Journey, Plan, inside
from frontdoor.journey.narratives import about_child
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people.aliases import rows_of
from frontdoor.rules.calendar import london_day
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.social_work import (
    NeedPlanEnded,
    NeedPlanStarted,
    ProtectionPlanEnded,
    ProtectionPlanStarted,
)
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]

NEED = "need"
PROTECTION = "protection"


class UnableToPlan(Exception):
    """The plan cannot begin or end so. The text is a sentence for the person who reads it."""


def open_plan(child: UUID) -> Plan | None:
    """The plan in force for a child, of either kind."""
    for row in rows_of(Plan, "about", child):
        if row.ended_on is None and row.voided_at is None:
            return row
    return None


@transaction.atomic
def start_plan(
    *,
    journey: UUID,
    what: str,
    token: str = "",
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Plan:
    """Begin a child in need plan. A protection plan begins at a conference alone; while one runs there is no other."""
    found = held(journey, "start_plan", Permission.ASSESS, by=by, seen=seen)
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return Plan.found(used.record)
    running = open_plan(found.about)
    if running is not None:
        kind = "protection plan" if running.kind == PROTECTION else "child in need plan"
        raise UnableToPlan(f"A {kind} is in force for this child. End it first: two never run at one time.")
    row = Plan.new(at=recorded_at, id=used.record, **inside(found, kind=NEED, started_on=london_day(happened_at)))
    about_child(found, question="plan", text=what, record=row.id, by=by, recorded_at=recorded_at)
    record_each([(NeedPlanStarted(), row)], by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


def begin_protection(
    journey: Journey, categories: tuple[str, ...], *, on: date, at: datetime, written: Written
) -> Plan:
    """A conference makes a protection plan; a child in need plan ends on the same day."""
    running = open_plan(journey.about)
    if running is not None and running.kind == PROTECTION:
        raise UnableToPlan("A protection plan is in force for this child already.")
    if running is not None:
        running.change(at=at, ended_on=on, ended_because="protection_plan")
        written.append((NeedPlanEnded(), running))
    earlier = [row for row in rows_of(Plan, "about", journey.about) if row.kind == PROTECTION and row.voided_at is None]
    row = Plan.new(
        at=at,
        **inside(
            journey,
            kind=PROTECTION,
            started_on=on,
            first_category=categories[0],
            latest_category=categories[0],
            previous_plans=len(earlier),
        ),
    )
    written.append((ProtectionPlanStarted(category=categories[0], on=on), row))
    return row


def review_protection(
    journey: Journey,
    categories: tuple[str, ...],
    *,
    goes_on: bool,
    at: datetime,
    recorded_at: datetime,
    written: Written,
) -> None:
    """A review keeps the plan, perhaps under another category, or ends it."""
    running = open_plan(journey.about)
    if running is None or running.kind != PROTECTION:
        raise UnableToPlan("There is no protection plan in force to review.")
    if goes_on:
        running.change(at=recorded_at, latest_category=categories[0])
        return
    _end(running, "review_conference", at=at, recorded_at=recorded_at, written=written)


def _end(row: Plan, because: str, *, at: datetime, recorded_at: datetime, written: Written) -> None:
    on = london_day(at)
    if row.kind == PROTECTION and on <= row.started_on:
        raise UnableToPlan("A protection plan never begins and ends on one day. Correct the entry instead.")
    row.change(at=recorded_at, ended_on=on, ended_because=because)
    written.append((ProtectionPlanEnded(on=on) if row.kind == PROTECTION else NeedPlanEnded(), row))


@transaction.atomic
def end_plan(
    *, plan: UUID, reason: str, because: str, seen: int | None, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Plan:
    """End a plan, with the reason. An ending: refused without words, and to anyone not registered."""
    found = held(Plan.found(plan).journey_id, "end_plan", Permission.ASSESS, by=by)
    row = Plan.locked(plan, seen=seen)
    if not by.registered:
        raise UnableToPlan("A registered social worker ends a plan. Write what you propose.")
    if row.ended_on is not None:
        raise UnableToPlan("This plan has ended already.")
    if not because.strip():
        raise UnableToPlan("Say why the plan ends.")
    written: Written = []
    _end(row, reason, at=happened_at, recorded_at=recorded_at, written=written)
    about_child(found, question="plan_ended_because", text=because, record=row.id, by=by, recorded_at=recorded_at)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row
