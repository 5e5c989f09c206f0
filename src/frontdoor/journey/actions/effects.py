"""What follows from a decision once it counts: the referral, the called discussion, what is set beside it."""

from __future__ import annotations

from datetime import datetime

from frontdoor.journey.actions import allegations, closing, feedback, fgm, national_referrals, passing, referrals
from frontdoor.journey.actions.quiet import keep_quiet
from frontdoor.journey.models import (
    AlsoOutcome,
    Contact,
    Decision,
    Journey,
    PrivateFostering,
    StrategyDiscussion,
    inside,
)
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.scope import Actor
from frontdoor.rules.concern import SubjectKind
from frontdoor.rules.decision import ChildPart
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.decisions import AlsoDecided, OutcomeDecided
from frontdoor.rules.outcomes import ALSO, OUTCOMES, Also

Written = list[tuple[LedgerEvent, Recordable]]


def take_effect(
    decision: Decision,
    journey: Journey,
    contact: Contact,
    *,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
    written: Written,
) -> None:
    """Let a decision count: the journey carries it, and what it brings with it is made. Events go to `written`."""
    outcome = OUTCOMES[decision.outcome]
    discussions = [row for row in StrategyDiscussion.of(journey_id=journey.id) if _counts(row, journey)]
    held = bool(discussions) and all(one.held_at is not None for one in discussions)
    journey.change(at=recorded_at, outcome=outcome.code, also=decision.also, decided_at=happened_at)
    written.append((_decided(decision, held=held), decision))
    if outcome.referral and not SubjectKind(journey.kind).is_context:
        referrals.refer(decision, journey, contact, at=recorded_at, written=written)
    if outcome.code == "strategy_discussion" and not discussions:
        StrategyDiscussion.new(
            at=recorded_at, **inside(journey, act=decision.act, called_at=happened_at, called_by=decision.decided_by)
        )
    if outcome.code == "private_fostering":
        PrivateFostering.new(at=recorded_at, **inside(journey, known_at=happened_at))
    passing.pass_on(
        decision, journey, contact, by=by, happened_at=happened_at, recorded_at=recorded_at, written=written
    )
    feedback.draft_all(journey, contact, by=by, happened_at=happened_at, recorded_at=recorded_at, written=written)
    if outcome.ends:
        written += closing.end_again(journey, by=by, happened_at=happened_at, recorded_at=recorded_at)


def _decided(decision: Decision, *, held: bool) -> OutcomeDecided:
    return OutcomeDecided(
        outcome=decision.outcome,
        also=tuple(decision.also),
        level_asked=decision.level_asked,
        level_decided=decision.level_decided,
        by_registered_social_worker=decision.confirmed_by is not None,
        in_backlog=decision.in_backlog,
        unanswered=decision.unanswered,
        closes=OUTCOMES[decision.outcome].ends,
        held_already=decision.outcome == "strategy_discussion" and held,
    )


def _counts(row: StrategyDiscussion, journey: Journey) -> bool:
    """Whether a discussion belongs to what is decided now: one from before the journey was reopened does not."""
    return row.voided_at is None and (journey.reopened_at is None or row.called_at >= journey.reopened_at)


def set_also(
    part: ChildPart,
    decision: Decision,
    journey: Journey,
    *,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
    written: Written,
) -> None:
    """Set what stands beside the outcome, at once, even where the outcome itself waits for a signature."""
    for code in part.also:
        also = ALSO[code]
        row = AlsoOutcome.new(
            at=recorded_at,
            **{
                **inside(journey, decision=decision.id, also=code, set_at=happened_at, set_by=by.account),
                "fgm_found": part.fgm_found if code == "honour_based" else "",
                "compartment": _wall(also, journey),
            },
        )
        written.append((AlsoDecided(also=code), row))
    if any(ALSO[code].quiet for code in part.also):
        keep_quiet(journey, at=recorded_at, written=written)
    if "exploitation" in part.also:
        national_referrals.ask_for_referral(journey, step=decision.id, by=by, at=recorded_at, written=written)
    if "honour_based" in part.also and part.fgm_found == "yes":
        fgm.open_report(journey, by=by, happened_at=happened_at, at=recorded_at, written=written)
    if "lado" in part.also:
        allegations.open_allegation(
            journey, said=part.allegation, by=by, happened_at=happened_at, recorded_at=recorded_at, written=written
        )


def _wall(also: Also, journey: Journey) -> str:
    """The wall of its own, unless the child's whole record stands behind a stronger one."""
    keeps_own = also.compartment == allegations.WALL or journey.compartment == "open"
    return also.compartment if keeps_own else journey.compartment
