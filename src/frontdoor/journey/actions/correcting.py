"""Correcting: what was recorded wrongly is voided by a further record, never edited; and a void can be voided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey import queries
from frontdoor.journey.actions.within import held
from frontdoor.journey.models import Closure, Decision, Journey, OfJourney, Referral
from frontdoor.journey.narratives import about_child
from frontdoor.ledger.models import Event
from frontdoor.ledger.place import At, Place
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.storage import UnableToFind
from frontdoor.rules.events.holding import EventVoided
from frontdoor.rules.known_facts import PROTECTS
from frontdoor.rules.roles import Permission

REASONS = {
    "typed_wrongly": "It was typed wrongly",
    "wrong_child": "It belongs to another child",
    "wrong_time": "The time was wrong",
    "twice": "It was recorded twice",
    "not_so": "It did not happen",
    "restored": "The correction itself was wrong",
    "other": "Another reason, in words",
}

#: Taking one of these back ends something that protects or counts: a registered social worker does it.
ENDING = frozenset(
    {
        "contact_received", "danger_declared", "outcome_decided", "significant_harm_suspected",
        "strategy_discussion_held", "section47_started", "police_protection_started", "emergency_order_made",
        "assessment_started", "protection_plan_started", "need_plan_started", "referral_made", "paged",
    }
)  # fmt: skip

#: A child who was taken is handed on, not argued back.
_HANDED = frozenset({"handover_accepted", "allocation_accepted"})

#: The events that made their row: when one is voided the row is, too.
_MAKES = frozenset(
    {
        "information_requested", "information_added", "call_logged", "handed_over", "allocated", "outcome_decided",
        "referral_made", "feedback_drafted", "disagreement_raised", "lateness_explained", "visit_recorded",
        "strategy_discussion_held", "section47_started", "police_protection_started", "emergency_order_made",
        "assessment_started", "conference_held", "protection_plan_started", "need_plan_started", "help_started",
        "gap_noted", "journey_closed", "child_missing_reported", "missing_reported", "fact_recorded", "paper_recorded",
        "access_requested", "closing_asked", "nrm_referred", "fgm_discovered",
    }
)  # fmt: skip


#: What an event wrote on a row that another event made: the columns, as the event says them while it counts.
_WRITES: dict[str, Callable[[Event], dict[str, object]]] = {
    "fact_ended": lambda event: {"ended_on": date.fromisoformat(str(event.data["until"]))},
    "access_request_extended": lambda event: {"extended_at": event.happened_at},
    "access_request_answered": lambda event: {"answered_at": event.happened_at, "outcome": event.data["outcome"]},
    "nrm_reasonable_grounds": lambda event: {
        "reasonable_at": event.happened_at,
        "reasonable_positive": event.data["positive"],
    },
    "nrm_conclusive_grounds": lambda event: {
        "conclusive_at": event.happened_at,
        "conclusive_positive": event.data["positive"],
    },
    "fgm_reported": lambda event: {"reported_at": event.happened_at},
}
_NOTHING: dict[str, object] = {
    "ended_on": None, "extended_at": None, "answered_at": None, "outcome": "", "reasonable_at": None,
    "reasonable_positive": None, "conclusive_at": None, "conclusive_positive": None, "reported_at": None,
}  # fmt: skip


class UnableToCorrect(Exception):
    """The record cannot be corrected so. The text is a sentence for the person who reads it."""


@transaction.atomic
def correct_record(
    *,
    event: UUID,
    reason: str,
    because: str = "",
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> UUID:
    """Void one entry of a child's history: it stays to be read, and nothing counts it. Returns the correction's id.

    Voiding a correction restores what it voided. `seen` is the revision of the journey.
    """
    wrong = queries.event_found(event)
    if wrong is None or wrong.journey is None:
        raise UnableToFind
    journey = held(wrong.journey, "correct_record", Permission.CORRECT, by=by, seen=seen)
    if ends(wrong):
        permission.require(by, Permission.CLOSE, about=journey)
    if wrong.kind in _HANDED:
        raise UnableToCorrect("Somebody has taken this child. Hand the child on instead.")
    if reason not in REASONS:
        raise UnableToCorrect("Choose why this is corrected.")
    if is_voided(wrong):
        raise UnableToCorrect("This has been corrected already.")
    target, stands = _end_of_chain(wrong)
    about_child(journey, question="corrected_because", text=because, record=event, by=by, recorded_at=recorded_at)
    made = record(
        EventVoided(reason=reason),
        about=At(place_of(wrong)),
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
        voids=event,
    )
    _carry(journey, target, voided_at=None if stands else recorded_at, at=recorded_at)
    return made


def ends(event: Event) -> bool:
    """Whether taking this back ends something that protects or counts."""
    return event.kind in ENDING or event.data.get("kind_of_fact") in PROTECTS


def _end_of_chain(wrong: Event) -> tuple[Event, bool]:
    """What voiding `wrong` is about in the end, past voids of voids, and whether that counts again afterwards."""
    target, stands = wrong, False
    while target.voids is not None:
        further = queries.event_found(target.voids)
        if further is None:
            raise UnableToFind
        target, stands = further, not stands
    return target, stands


def place_of(event: Event) -> Place:
    """Where an event stands."""
    return Place(
        authority=event.authority,
        about=event.about,
        journey=event.journey,
        record=event.record,
        record_kind=event.record_kind,
        agency=event.agency,
        compartment=event.compartment,
        marking=event.marking,
    )


def is_voided(event: Event) -> bool:
    """Whether a correction that itself counts stands against this event."""
    return any(not is_voided(void) for void in queries.voids_of(event.id))


def _carry(journey: Journey, target: Event, *, voided_at: datetime | None, at: datetime) -> None:
    """Let the rows follow: the row that the event made, and what the journey carries of it."""
    if target.kind in _MAKES and target.record is not None:
        kind = _kind_of_row(target)
        if kind is not None:
            kind.locked(target.record).change(at=at, voided_at=voided_at)
    if target.kind in _WRITES and target.record is not None:
        kind = _kind_of_row(target)
        said = _WRITES[target.kind](target)
        if kind is not None:
            kind.locked(target.record).change(at=at, **(said if voided_at is None else {k: _NOTHING[k] for k in said}))
    if target.kind == "outcome_decided":
        counting = [one for one in Decision.of(journey_id=journey.id) if one.effective_at and one.voided_at is None]
        last = max(counting, key=lambda one: (one.decided_at, str(one.id)), default=None)
        journey.change(
            at=at,
            outcome=last.outcome if last else "",
            also=last.also if last else [],
            decided_at=last.decided_at if last else None,
        )
    if target.kind == "no_further_action_taken" and target.record is not None:
        Referral.locked(target.record).change(at=at, no_further_action=voided_at is None)
    if target.kind == "journey_closed":
        _reclose(journey, at)


def _kind_of_row(event: Event) -> type[OfJourney] | None:
    return next((one for one in OfJourney.__subclasses__() if one._meta.model_name == event.record_kind), None)


def _reclose(journey: Journey, at: datetime) -> None:
    """A referral is closed for as long as a closing counts."""
    counting = [one for one in Closure.of(journey_id=journey.id) if one.voided_at is None and one.reopened_at is None]
    for referral in Referral.of(journey_id=journey.id):
        if not referral.no_further_action:
            referral.change(
                at=at,
                closed_on=counting[-1].closed_on if counting else None,
                closed_because=counting[-1].statutory if counting else "",
            )
