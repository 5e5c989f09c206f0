"""Decisions that ask somebody else to take the child. Until a named person accepts, the child stays with the sender."""

from __future__ import annotations

from datetime import datetime

from frontdoor.journey.models import Contact, Decision, HandOver, Journey, inside
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.rules.events.holding import HandedOver
from frontdoor.rules.outcomes import OUTCOMES


def pass_on(
    decision: Decision, journey: Journey, contact: Contact, *, by: Actor, happened_at: datetime, recorded_at: datetime
) -> None:
    """Offer the child to whoever the outcome names."""
    outcome = OUTCOMES[decision.outcome]
    to = decision.pass_to or {"early_help": "early_help"}.get(outcome.accepted_by, journey.lives_in)
    if not outcome.accepted_by or not to:
        return
    row = HandOver.new(
        at=recorded_at,
        **inside(
            journey,
            to_kind=outcome.accepted_by,
            to=to,
            to_account=decision.pass_to_account,
            from_team=journey.team,
            from_worker=journey.worker,
            offered_at=happened_at,
            offered_by=by.account,
        ),
    )
    record(
        HandedOver(to_kind=outcome.accepted_by, to=to, from_team=journey.team),
        about=row,
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )
