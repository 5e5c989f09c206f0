"""Visits: planned, and recorded for each child separately. One at which the child was not seen stops no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions import gaps
from frontdoor.journey.actions.visit_texts import ChildWords, keep_texts
from frontdoor.journey.actions.within import claim, held
from frontdoor.journey.models import Journey, Visit, inside
from frontdoor.journey.narratives import about_child, in_the_open
from frontdoor.ledger.ids import new_id
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.social_work import VisitAddedTo, VisitPlanned, VisitRecorded
from frontdoor.rules.roles import Permission
from frontdoor.rules.visits import ALONE, BEDROOM, CAN_STAY, PURPOSES

Written = list[tuple[LedgerEvent, Recordable]]


@dataclass(frozen=True, kw_only=True)
class Outing:
    """What is the same for all children visited: why, when, and whether the parents knew. Empty is not answered."""

    purpose: str = ""
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    who_came: str = ""
    parents_knew: str = ""
    parents_knew_because: str = ""


@dataclass(frozen=True, kw_only=True)
class ChildVisited:
    """What was seen and heard of one child; never filled from another. `planned` is the visit that was planned.

    `seen` is yes, no or not answered; of an unborn child `mother_seen` is answered instead. What was said and seen in
    words is `words`.
    """

    journey: UUID
    planned: UUID | None = None
    seen: bool | None = None
    mother_seen: bool | None = None
    alone: str = ""
    where: str = ""
    bedroom: str = ""
    interpreter: str = ""
    interpreter_is_family: bool = False
    can_stay: str = ""
    next_try_at: datetime | None = None
    next_visit_at: datetime | None = None
    agreed_with_family: str = ""
    words: ChildWords = ChildWords()


@transaction.atomic
def plan_visit(
    *,
    journeys: Sequence[UUID],
    purpose: str = "",
    planned_for: datetime,
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> list[Visit]:
    """Plan one visit to these children. A plan stops no clock."""
    children = [held(key, "plan_visit", Permission.PROTECT, by=by) for key in sorted(journeys, key=str)]
    used = claim(token, journey=children[0], at=recorded_at)
    if used.before:
        return _of_outing(children, used.record)
    why = purpose if purpose in PURPOSES else "other"
    rows = [
        Visit.new(
            at=recorded_at,
            **inside(child, outing=used.record, purpose=why, planned_for=planned_for, visited_by=by.account),
        )
        for child in children
    ]
    record_each(
        [(VisitPlanned(for_moment=planned_for, purpose=why), row) for row in rows],
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )
    return rows


@transaction.atomic
def record_visit(
    *,
    outing: Outing,
    children: Sequence[ChildVisited],
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> list[Visit]:
    """Record a visit for each child. Never refused: what nobody answered is a gap with a clock.

    The visit happened when somebody arrived, or at `happened_at` where nobody says when that was.
    """
    ordered = sorted(children, key=lambda one: str(one.journey))
    found = [held(one.journey, "record_visit", Permission.PROTECT, by=by) for one in ordered]
    used = claim(token, journey=found[0], at=recorded_at)
    if used.before:
        return _of_outing(found, used.record)
    at = outing.arrived_at or happened_at
    written: Written = []
    rows = []
    for journey, one in zip(found, ordered, strict=True):
        row = _visit(journey, outing, one, key=used.record, by=by, at=at, recorded_at=recorded_at)
        keep_texts(
            row, journey, one.words, because=outing.parents_knew_because, came=outing.who_came, by=by, at=recorded_at
        )
        written.append((_recorded(row), row))
        _note_gaps(journey, one, row, by=by, at=recorded_at, written=written)
        rows.append(row)
    record_each(written, by=by, happened_at=at, recorded_at=recorded_at)
    return rows


def _recorded(row: Visit) -> VisitRecorded:
    return VisitRecorded(
        purpose=row.purpose,
        seen=row.seen is True,
        alone=row.alone,
        bedroom=row.bedroom,
        mother_seen=row.mother_seen is True,
    )


def _of_outing(journeys: Sequence[Journey], outing: UUID) -> list[Visit]:
    """The visits that an earlier sending of the same form made."""
    return [row for one in journeys for row in Visit.of(journey_id=one.id) if row.outing == outing]


def _visit(
    journey: Journey,
    outing: Outing,
    one: ChildVisited,
    *,
    key: UUID,
    by: Actor,
    at: datetime,
    recorded_at: datetime,
) -> Visit:
    """The row of one child: the visit that was planned for this child, or a new one."""
    planned = [row for row in Visit.of(journey_id=journey.id) if row.id == one.planned and row.recorded_at is None]
    row = planned[0].id if planned else new_id(recorded_at)
    short = partial(in_the_open, journey, record=row, by=by, recorded_at=recorded_at)
    facts: dict[str, object] = {
        "outing": key,
        "arrived_at": at,
        "left_at": outing.left_at,
        "visited_by": by.account,
        "parents_knew": outing.parents_knew if outing.parents_knew in {"yes", "no"} else "",
        "seen": one.seen,
        "mother_seen": one.mother_seen,
        "alone": one.alone if one.alone in ALONE else "",
        "where": short(one.where, question="visit_where", longest=60),
        "bedroom": one.bedroom if one.bedroom in BEDROOM else "",
        "interpreter": short(one.interpreter, question="visit_interpreter"),
        "interpreter_is_family": one.interpreter_is_family,
        "can_stay": one.can_stay if one.can_stay in CAN_STAY else "",
        "next_try_at": one.next_try_at,
        "next_visit_at": one.next_visit_at,
        "agreed_with_family": one.agreed_with_family if one.agreed_with_family in {"yes", "no"} else "",
        "recorded_at": recorded_at,
    }
    purpose = outing.purpose if outing.purpose in PURPOSES else planned[0].purpose if planned else "other"
    if planned:
        planned[0].change(at=recorded_at, purpose=purpose, **facts)
        return planned[0]
    return Visit.new(at=recorded_at, id=row, **inside(journey, purpose=purpose, **facts))


def _note_gaps(journey: Journey, one: ChildVisited, row: Visit, *, by: Actor, at: datetime, written: Written) -> None:
    unborn = journey.before_birth and one.seen is None
    seen = row.mother_seen if unborn else row.seen
    missing = {
        "mother_seen_not_answered" if unborn else "seen_not_answered": seen is None,
        "mother_next_try_not_said" if unborn else "next_try_not_said": seen is False and one.next_try_at is None,
        "interpreter_is_family": one.interpreter_is_family,
    }
    for gap, is_missing in missing.items():
        if is_missing:
            gaps.note(journey, gap, step=row.id, by=by, at=at, written=written)


@transaction.atomic
def add_to_visit(
    *, visit: UUID, text: str, token: str = "", by: Actor, happened_at: datetime, recorded_at: datetime
) -> Visit:
    """Add to what was written about a visit. What stands there is never changed."""
    row = Visit.found(visit)
    journey = held(row.journey_id, "add_to_visit", Permission.PROTECT, by=by)
    if claim(token, journey=journey, at=recorded_at).before:
        return row
    about_child(journey, question="visit_addition", text=text, record=row.id, by=by, recorded_at=recorded_at)
    record(VisitAddedTo(), about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row
