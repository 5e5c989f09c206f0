"""Pulling a decision into an audit sample."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey.models import Decision, Journey
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.rules import steps
from frontdoor.rules.events.decisions import DecisionSampled
from frontdoor.rules.roles import Permission

REASONS = {
    "random": "Drawn at random",
    "theme": "For a theme",
    "backlog": "Decided in a backlog",
    "third_closing": "Closed for the third time in a year",
    "asked": "Somebody asked for it",
}


class UnableToSample(Exception):
    """The decision cannot be sampled so. The text is a sentence for the person who reads it."""


@transaction.atomic
def sample_decision(
    *,
    decision: UUID,
    reason: str,
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Decision:
    """Mark a decision for audit. Whether it was made in a backlog stands on the decision itself."""
    found = Decision.locked(decision, seen=seen)
    journey = Journey.found(found.journey_id)
    permission.require(by, Permission.SAMPLE, about=journey)
    steps.require("sample_decision", journey.facts())
    if reason not in REASONS:
        raise UnableToSample("Choose why this decision is looked at.")
    if found.sampled_because:
        return found
    found.change(at=recorded_at, sampled_because=reason)
    record(DecisionSampled(reason=reason), about=found, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return found
