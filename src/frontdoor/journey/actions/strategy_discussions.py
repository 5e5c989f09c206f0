"""Strategy discussions: called on reasonable cause to suspect significant harm, held, and ended with a safety plan.

A discussion stands as it was held: without health or police, or by one worker alone at night. What was missing is
named and clocked (Working Together: the authority, the police and health, and others who know the child).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions import gaps, safety_plans, section47
from frontdoor.journey.actions.within import claim, held
from frontdoor.journey.models import Journey, StrategyDiscussion, inside
from frontdoor.journey.narratives import about_child, each_about_child
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.rules.discussion import ENQUIRIES, absent_core, is_quorate
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.protection import (
    SignificantHarmSuspected,
    StrategyDiscussionHeld,
    StrategyDiscussionReconvened,
)
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]


@dataclass(frozen=True, kw_only=True)
class Discussed:
    """What a discussion came to for one child. `starts_enquiry`: "single", "joint" or "no"; empty is not said.

    `safety_plan` are the lines agreed, or `no_plan_because` says why none is needed; neither is a gap with a clock.
    """

    journey: UUID
    known: str = ""
    decided: str = ""
    starts_enquiry: str = ""
    safety_plan: tuple[safety_plans.PlanLine, ...] = ()
    no_plan_because: str = ""


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """Who took part and who was missing, as kinds of agency ("police", "health"); their names and the reason in words.

    `alone` says that one worker held it because nobody could be reached.
    """

    agencies: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    names: str = ""
    absent_because: str = ""
    alone: bool = False


@transaction.atomic
def call_strategy_discussion(
    *,
    journeys: Sequence[UUID],
    because: str = "",
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> list[StrategyDiscussion]:
    """Say that there is reasonable cause to suspect significant harm to these children: the discussion is called.

    Open to anyone who may see the child, in every stage, closed ones too. Its clock starts now.
    """
    children = [held(key, "call_strategy_discussion", Permission.PROTECT, by=by) for key in sorted(journeys, key=str)]
    used = claim(token, journey=children[0], at=recorded_at)
    if used.before:
        return _of_act(children, used.record)
    written: Written = []
    called = [
        call(child, act=used.record, by=by, happened_at=happened_at, at=recorded_at, written=written)
        for child in children
    ]
    for child, row in zip(children, called, strict=True):
        about_child(child, question="harm_suspected", text=because, record=row.id, by=by, recorded_at=recorded_at)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return called


def _of_act(journeys: Sequence[Journey], act: UUID) -> list[StrategyDiscussion]:
    """The discussions that an earlier sending of the same form made."""
    return [row for one in journeys for row in StrategyDiscussion.of(journey_id=one.id) if row.act == act]


def call(
    journey: Journey, *, act: UUID, by: Actor, happened_at: datetime, at: datetime, written: Written
) -> StrategyDiscussion:
    """Call a discussion as part of another verb; one that is called already and not yet held stands for both."""
    written.append((SignificantHarmSuspected(), journey))
    for earlier in StrategyDiscussion.of(journey_id=journey.id):
        if earlier.held_at is None and earlier.voided_at is None:
            return earlier
    return StrategyDiscussion.new(at=at, **inside(journey, act=act, called_at=happened_at, called_by=by.account))


@transaction.atomic
def record_strategy_discussion(
    *,
    children: Sequence[Discussed],
    meeting: Meeting,
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> list[StrategyDiscussion]:
    """Record a discussion as it was held, for each child; an enquiry it begins starts at the discussion's moment.

    Never refused. Without the authority, the police or health it gets a clock to reconvene; held by one worker alone,
    one to countersign; without a safety plan or the reason why none is needed, one for that.
    """
    ordered = sorted(children, key=lambda one: str(one.journey))
    found = [held(one.journey, "record_strategy_discussion", Permission.PROTECT, by=by) for one in ordered]
    used = claim(token, journey=found[0], at=recorded_at)
    if used.before:
        return _of_act(found, used.record)
    written: Written = []
    rows = []
    for child, one in zip(found, ordered, strict=True):
        row = _held(child, one, meeting, act=used.record, by=by, at=happened_at, recorded_at=recorded_at)
        _follow(child, one, meeting, row, by=by, at=happened_at, recorded_at=recorded_at, written=written)
        rows.append(row)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return rows


def _held(
    journey: Journey, one: Discussed, meeting: Meeting, *, act: UUID, by: Actor, at: datetime, recorded_at: datetime
) -> StrategyDiscussion:
    """The row of this child's discussion: the one that was called, or a new one."""
    called = [row for row in StrategyDiscussion.of(journey_id=journey.id) if row.held_at is None]
    row = next(iter(called), None) or StrategyDiscussion.new(
        at=recorded_at, **inside(journey, act=act, called_at=at, called_by=by.account)
    )
    row.change(
        at=recorded_at,
        act=act,
        held_at=at,
        agencies=list(meeting.agencies),
        absent=list(absent_core(meeting.agencies, meeting.absent)),
        quorate=is_quorate(meeting.agencies),
        alone=meeting.alone,
        starts_enquiry=one.starts_enquiry if one.starts_enquiry in ENQUIRIES else "",
        chaired_by=by.account,
    )
    texts = {
        "discussion_known": one.known,
        "discussion_decided": one.decided,
        "discussion_present": meeting.names,
        "discussion_absent_because": meeting.absent_because,
    }
    each_about_child(journey, texts, record=row.id, by=by, recorded_at=recorded_at)
    return row


def _follow(
    journey: Journey,
    one: Discussed,
    meeting: Meeting,
    row: StrategyDiscussion,
    *,
    by: Actor,
    at: datetime,
    recorded_at: datetime,
    written: Written,
) -> None:
    """What the discussion brings with it: its event, the gaps, the safety plan, the enquiry."""
    written.append(
        (
            StrategyDiscussionHeld(
                quorate=bool(row.quorate),
                agencies=tuple(row.agencies),
                absent=tuple(row.absent),
                starts_enquiry=row.starts_enquiry or "no",
                alone=meeting.alone,
            ),
            row,
        )
    )
    missing = {
        "quorum": not row.quorate,
        "countersign": meeting.alone,
        "enquiry_not_decided": not row.starts_enquiry,
        "confirm_discussion": not by.registered,
    }
    for gap, is_missing in missing.items():
        if is_missing:
            gaps.note(journey, gap, step=row.id, by=by, at=recorded_at, written=written)
    safety_plans.end_discussion(
        row, journey, one.safety_plan, one.no_plan_because, by=by, at=at, recorded_at=recorded_at, written=written
    )
    if row.starts_enquiry in {"single", "joint"}:
        section47.start(journey, row, joint=row.starts_enquiry, by=by, at=at, recorded_at=recorded_at, written=written)


@transaction.atomic
def reconvene_strategy_discussion(
    *,
    discussion: UUID,
    meeting: Meeting,
    what_changed: str = "",
    countersigns: bool = False,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> StrategyDiscussion:
    """Meet again with those who were missing; with all three core agencies it fills the gap, otherwise it runs on.

    `countersigns` says that whoever records this signs for what one worker decided alone; it must be somebody else.
    """
    row = StrategyDiscussion.found(discussion)
    journey = held(row.journey_id, "reconvene_strategy_discussion", Permission.PROTECT, by=by)
    row = StrategyDiscussion.locked(discussion)
    quorate = is_quorate(tuple({*row.agencies, *meeting.agencies}))
    row.change(
        at=recorded_at,
        reconvened_at=happened_at,
        agencies=sorted({*row.agencies, *meeting.agencies}),
        absent=[kind for kind in row.absent if kind not in meeting.agencies],
    )
    about_child(
        journey, question="discussion_reconvened", text=what_changed, record=row.id, by=by, recorded_at=recorded_at
    )
    written: Written = [(StrategyDiscussionReconvened(quorate=quorate), row)]
    filled = {
        "quorum": quorate,
        "countersign": countersigns and by.registered and by.account != row.chaired_by,
        "confirm_discussion": by.registered,
    }
    for gap, is_filled in filled.items():
        if is_filled:
            gaps.put_right(journey, gap, by=by, at=happened_at, recorded_at=recorded_at, written=written)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row
