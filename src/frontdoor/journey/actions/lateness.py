"""Saying why something is late: a record of its own, which moves no clock."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions.within import held
from frontdoor.journey.models import Lateness, inside
from frontdoor.journey.narratives import about_child
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.rules.calendar import london_day
from frontdoor.rules.clocks.overlay import find_rule
from frontdoor.rules.events.holding import LatenessExplained
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission

REASONS = {
    "agency_waiting": "An agency had not answered",
    "family_away": "The family could not be reached",
    "no_worker": "Nobody was free",
    "found_late": "It reached us late",
    "safer_to_wait": "It was safer for the child to wait",
    "recorded_late": "It was done in time and written down late",
    "other": "Another reason, in words",
}


class UnableToExplain(Exception):
    """The reason was not understood. The text is a sentence for the person who reads it."""


@transaction.atomic
def explain_lateness(
    *,
    journey: UUID,
    clock: str,
    reason: str,
    because: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Lateness:
    """Say why a clock of this child ran out, or will. It stays late: only the reason is known now."""
    found = held(journey, "explain_lateness", Permission.ADD_INFORMATION, by=by)
    rule = find_rule(clock, london_day(happened_at), for_authority(found.authority))
    if reason not in REASONS or rule is None:
        raise UnableToExplain("Choose what is late, and why.")
    said = Lateness.new(
        at=recorded_at,
        **inside(found),
        clock=clock,
        reason=reason,
        recorded_by=by.account,
        recorded_at=recorded_at,
    )
    about_child(found, question="late_because", text=because, record=said.id, by=by, recorded_at=recorded_at)
    record(
        LatenessExplained(clock=clock, reason=reason), about=said, by=by, happened_at=happened_at,
        recorded_at=recorded_at,
    )  # fmt: skip
    return said
