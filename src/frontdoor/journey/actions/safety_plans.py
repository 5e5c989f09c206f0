"""A child's safety plan: who does what by when, and what if it fails. Every discussion ends with one or says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions import gaps
from frontdoor.journey.actions.within import claim, held
from frontdoor.journey.models import Journey, SafetyPlanLine, StrategyDiscussion, inside
from frontdoor.journey.narratives import about_child, each_about_child, in_the_open
from frontdoor.ledger.ids import new_id
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.rules.discussion import SAFETY_STEPS
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.protection import (
    SafetyPlanAgreed,
    SafetyPlanChecked,
    SafetyPlanNotNeeded,
    SafetyStepTaken,
)
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]


@dataclass(frozen=True, kw_only=True)
class PlanLine:
    """One line: who does what by when, and what happens if it fails. Any part may be empty, and is a gap then."""

    who: str = ""
    what: str = ""
    by_when: str = ""
    if_it_fails: str = ""

    @property
    def whole(self) -> bool:
        """Whether all four parts are there."""
        return all(part.strip() for part in (self.who, self.what, self.by_when, self.if_it_fails))


@transaction.atomic
def agree_safety_plan(
    *,
    journey: UUID,
    lines: Sequence[PlanLine] = (),
    no_plan_because: str = "",
    review_on: date | None = None,
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> list[SafetyPlanLine]:
    """Agree what keeps the child safe now, or say why no plan is needed. Ends the discussions that waited for it."""
    found = held(journey, "agree_safety_plan", Permission.PROTECT, by=by)
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return SafetyPlanLine.of(journey_id=journey)
    written: Written = []
    agreed = _agree(
        found, lines, no_plan_because, None, review_on, by=by, at=happened_at, recorded_at=recorded_at, written=written
    )
    for row in StrategyDiscussion.of(journey_id=journey):
        if row.held_at is not None and row.ended_at is None and (agreed or no_plan_because.strip()):
            row.change(at=recorded_at, ended_at=happened_at)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return agreed


def end_discussion(
    row: StrategyDiscussion,
    journey: Journey,
    lines: Sequence[PlanLine],
    no_plan_because: str,
    *,
    by: Actor,
    at: datetime,
    recorded_at: datetime,
    written: Written,
) -> None:
    """End a discussion with its plan or the reason for none. With neither it stays unended, and the gap is clocked."""
    _agree(journey, lines, no_plan_because, row.id, None, by=by, at=at, recorded_at=recorded_at, written=written)
    if lines or no_plan_because.strip():
        row.change(at=recorded_at, ended_at=at)


def _agree(
    journey: Journey,
    lines: Sequence[PlanLine],
    no_plan_because: str,
    discussion: UUID | None,
    review_on: date | None,
    *,
    by: Actor,
    at: datetime,
    recorded_at: datetime,
    written: Written,
) -> list[SafetyPlanLine]:
    agreed = [_line(journey, line, discussion, review_on, by=by, at=at, recorded_at=recorded_at) for line in lines]
    if agreed:
        written.append((SafetyPlanAgreed(lines=len(agreed), review_on=review_on), journey))
    elif no_plan_because.strip():
        about_child(
            journey, question="no_plan_because", text=no_plan_because, record=discussion or journey.id, by=by,
            recorded_at=recorded_at,
        )  # fmt: skip
        written.append((SafetyPlanNotNeeded(reason="said_in_words"), journey))
    else:
        gaps.note(journey, "safety_plan", step=discussion, by=by, at=recorded_at, written=written)
        return []
    gaps.put_right(journey, "safety_plan", by=by, at=at, recorded_at=recorded_at, written=written)
    if not all(line.whole for line in lines):
        gaps.note(journey, "safety_plan_unfinished", step=discussion, by=by, at=recorded_at, written=written)
    return agreed


def _line(
    journey: Journey,
    line: PlanLine,
    discussion: UUID | None,
    review_on: date | None,
    *,
    by: Actor,
    at: datetime,
    recorded_at: datetime,
) -> SafetyPlanLine:
    key = new_id(recorded_at)
    short = {
        column: in_the_open(journey, text, question=f"safety_{column}", record=key, by=by, recorded_at=recorded_at)
        for column, text in (("who", line.who), ("by_when", line.by_when))
    }
    row = SafetyPlanLine.new(
        at=recorded_at, id=key, **inside(journey, discussion=discussion, **short, agreed_at=at, review_on=review_on)
    )
    texts = {"safety_what": line.what, "safety_if_it_fails": line.if_it_fails}
    each_about_child(journey, texts, record=row.id, by=by, recorded_at=recorded_at)
    return row


@transaction.atomic
def check_safety_plan(
    *, journey: UUID, holds: bool, found_out: str = "", by: Actor, happened_at: datetime, recorded_at: datetime
) -> list[SafetyPlanLine]:
    """Say that the plan was checked with the family, and whether it holds. Stops the clock of its review."""
    found = held(journey, "check_safety_plan", Permission.PROTECT, by=by)
    lines = [line for line in SafetyPlanLine.of(journey_id=journey) if line.ended_at is None]
    for line in lines:
        line.change(at=recorded_at, checked_at=happened_at)
    about_child(found, question="safety_checked", text=found_out, record=found.id, by=by, recorded_at=recorded_at)
    record(SafetyPlanChecked(holds=holds), about=found, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return lines


@transaction.atomic
def take_safety_step(
    *, journey: UUID, step: str, words: str = "", token: str = "", by: Actor, happened_at: datetime,
    recorded_at: datetime,
) -> Journey:  # fmt: skip
    """Say that something was done to keep the child safe now: rang 999, family took the child in, door was watched.

    `step` is a code of `rules.discussion.SAFETY_STEPS`; one that is not known there, or none, is "other".
    """
    found = held(journey, "take_safety_step", Permission.PROTECT, by=by)
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return found
    about_child(found, question="safety_step", text=words, record=found.id, by=by, recorded_at=recorded_at)
    record(
        SafetyStepTaken(step=step if step in SAFETY_STEPS else "other"),
        about=found,
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )
    return found
