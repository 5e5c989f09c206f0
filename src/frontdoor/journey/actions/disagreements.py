"""Disagreeing: an agency or a worker who thinks a decision wrong is heard, step by step, on a clock."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey.actions.within import claim, held
from frontdoor.journey.models import Disagreement, Journey, inside
from frontdoor.journey.narratives import about_child
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.rules import steps
from frontdoor.rules.events.decisions import DisagreementEscalated, DisagreementRaised, DisagreementResolved
from frontdoor.rules.roles import Permission

STEPS = {
    1: "Between the people concerned",
    2: "Between their managers",
    3: "Between heads of service and designated leads",
    4: "With the partnership's chair",
}
OUTCOMES = {
    "changed": "The decision was changed",
    "stands": "The decision stands, with the reasons heard",
    "other_way": "Another way was agreed",
    "withdrawn": "Whoever raised it took it back",
}


class UnableToDisagree(Exception):
    """The disagreement cannot be taken on so. The text is a sentence for the person who reads it."""


@transaction.atomic
def raise_disagreement(
    *, journey: UUID, because: str, token: str = "", by: Actor, happened_at: datetime, recorded_at: datetime
) -> Disagreement:
    """Say that a decision is wrong. Anybody who contributed or works with the child may, and it never stops a step."""
    found = held(journey, "raise_disagreement", Permission.REFER, by=by)
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return Disagreement.found(used.record)
    raised = Disagreement.new(
        at=recorded_at,
        id=used.record,
        **{**inside(found), "agency": by.agency},
        raised_by=by.account,
        raised_by_agency=by.agency,
        raised_at=happened_at,
    )
    about_child(found, question="disagrees_because", text=because, record=raised.id, by=by, recorded_at=recorded_at)
    record(
        DisagreementRaised(agency=by.agency, step=1), about=raised, by=by, happened_at=happened_at,
        recorded_at=recorded_at,
    )  # fmt: skip
    return raised


def _open(disagreement: UUID, verb: str, *, by: Actor, seen: int | None) -> tuple[Journey, Disagreement]:
    raised = Disagreement.locked(disagreement, seen=seen)
    journey = Journey.found(raised.journey_id)
    permission.require(by, Permission.REFER, about=journey)
    steps.require(verb, journey.facts())
    if raised.resolved_at is not None:
        raise UnableToDisagree("This disagreement was resolved already. Raise a new one, with what is new.")
    return journey, raised


@transaction.atomic
def escalate_disagreement(
    *,
    disagreement: UUID,
    because: str = "",
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Disagreement:
    """Take it one step up. Its clock runs on from where it was raised."""
    journey, raised = _open(disagreement, "escalate_disagreement", by=by, seen=seen)
    if raised.step + 1 not in STEPS:
        raise UnableToDisagree("It stands with the partnership's chair already: there is no further step.")
    raised.change(at=recorded_at, step=raised.step + 1)
    about_child(journey, question="escalated_because", text=because, record=raised.id, by=by, recorded_at=recorded_at)
    fact = DisagreementEscalated(step=raised.step)
    record(fact, about=raised, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return raised


@transaction.atomic
def resolve_disagreement(
    *,
    disagreement: UUID,
    outcome: str,
    because: str,
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Disagreement:
    """Say how it ended. A manager does; whoever raised it may take it back, and does not decide it."""
    journey, raised = _open(disagreement, "resolve_disagreement", by=by, seen=seen)
    own = raised.raised_by is not None and raised.raised_by == by.account
    if outcome not in OUTCOMES or (outcome != "withdrawn" and not because.strip()):
        raise UnableToDisagree("Choose how it ended, and write why.")
    if own and outcome != "withdrawn":
        raise UnableToDisagree("You raised this: somebody else says how it ends, or you take it back.")
    if not own:
        permission.require(by, Permission.COUNTERSIGN, about=journey)
    raised.change(at=recorded_at, resolved_at=happened_at, outcome=outcome)
    about_child(journey, question="resolved_because", text=because, record=raised.id, by=by, recorded_at=recorded_at)
    record(
        DisagreementResolved(outcome=outcome, step=raised.step), about=raised, by=by, happened_at=happened_at,
        recorded_at=recorded_at,
    )  # fmt: skip
    return raised
