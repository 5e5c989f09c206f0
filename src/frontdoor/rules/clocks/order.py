"""In which order events count, however they were typed.

Events are ordered by when they happened; at one and the same moment by kind, in the order in which the work goes
(a start before what can stop it), and then by content. When something was typed never matters, nor in what order it
was handed in. Of events alike in everything the id only decides which of them is cited.

A voided event does not count. A void is itself an event and can be voided, which restores what it voided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import lt
from typing import Any
from uuid import UUID

#: At equal moments: what begins something stands before what answers it, and closing comes last.
KIND_ORDER = (
    "person_added",
    "encompass_incident",
    "police_protection_started",
    "emergency_order_made",
    "missing_reported",
    "child_missing_reported",
    "child_returned",
    "serious_incident_known",
    "allegation_known",
    "fgm_discovered",
    "school_left",
    "journey_reopened",
    "contact_received",
    "private_fostering_notified",
    "transfer_in_notified",
    "new_information_received",
    "child_born",
    "pregnancy_ended",
    "danger_declared",
    "contact_entered",
    "contact_rated",
    "paged",
    "page_acknowledged",
    "contact_acknowledged",
    "contact_linked",
    "contact_unlinked",
    "information_requested",
    "information_request_reminded",
    "information_answered",
    "information_request_withdrawn",
    "information_added",
    "new_information_read",
    "referral_made",
    "outcome_decided",
    "also_decided",
    "significant_harm_suspected",
    "strategy_discussion_held",
    "strategy_discussion_reconvened",
    "section47_started",
    "gap_noted",
    "gap_filled",
    "countersign_asked",
    "decision_countersigned",
    "decision_confirmed",
    "feedback_drafted",
    "feedback_released",
    "feedback_withheld",
    "handed_over",
    "handover_accepted",
    "handover_declined",
    "assessment_started",
    "assessment_review_set",
    "safety_plan_agreed",
    "safety_plan_checked",
    "protection_plan_started",
    "need_plan_started",
    "visit_recorded",
    "return_interview_offered",
    "return_interview_done",
    "return_interview_declined",
    "nrm_referred",
    "nrm_reasonable_grounds",
    "nrm_conclusive_grounds",
    "encompass_told",
    "lado_informed",
    "fgm_reported",
    "serious_incident_notified",
    "rapid_review_submitted",
    "school_file_transferred",
    "assessment_reviewed",
    "assessment_authorised",
    "assessment_outcome_told",
    "section47_concluded",
    "conference_held",
    "core_group_held",
    "help_started",
    "private_fostering_ended",
    "need_plan_ended",
    "protection_plan_ended",
    "police_protection_ended",
    "emergency_order_ended",
    "access_requested",
    "access_request_extended",
    "access_request_answered",
    "journey_closed",
)

_RANK = {kind: rank for rank, kind in enumerate(KIND_ORDER)}
#: A kind without a rank stands after all others that do not close: it starts and stops nothing.
_UNRANKED = _RANK["journey_closed"] - 0.5


@dataclass(frozen=True)
class Happening:
    """What clocks need of an event in the ledger. `about` is the child; `record` the row it is written on."""

    id: UUID
    kind: str
    record: UUID | None
    journey: UUID | None
    about: UUID | None
    happened_at: datetime
    recorded_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    voids: UUID | None = None


def rank(kind: str) -> float:
    """Where a kind stands among events of one and the same moment."""
    return _RANK.get(kind, _UNRANKED)


def _moment_and_rank(event: Happening) -> tuple[datetime, float]:
    return event.happened_at, _RANK.get(event.kind, _UNRANKED)


def _content(event: Happening) -> tuple[str, ...]:
    data = event.data
    said = "\x1f".join(f"{key}={data[key]!r}" for key in sorted(data))
    return event.kind, str(event.journey), str(event.record), str(event.about), said, str(event.id)


def in_order(events: Iterable[Happening]) -> list[Happening]:
    """The events in the order in which they count."""
    told = list(events)
    keys = [_moment_and_rank(event) for event in told]
    # Most come in order. Content is compared only where moment and kind are equal: it costs more than all else.
    if all(map(lt, keys, keys[1:])):
        return told
    ordered = sorted(told, key=_moment_and_rank)
    if len(set(keys)) == len(keys):
        return ordered
    settled: list[Happening] = []
    for _, alike in groupby(ordered, key=_moment_and_rank):
        group = list(alike)
        settled.extend(group if len(group) == 1 else sorted(group, key=_content))
    return settled


def effective(events: Sequence[Happening]) -> list[Happening]:
    """The events that count: neither voided by a void that counts, nor voids themselves.

    A void names one event, so the voids of an event, their voids and so on are a tree: no ring can reach an event.
    """
    voids = {event.id: event.voids for event in events if event.voids is not None}
    if not voids:
        return [event for event in events if event.kind != "event_voided"]
    by_target: dict[UUID, list[UUID]] = {}
    for void, target in voids.items():
        by_target.setdefault(target, []).append(void)
    known: dict[UUID, bool] = {}

    def counts(event_id: UUID) -> bool:
        """Decide without recursion: a long chain of corrections is no reason to fail."""
        waiting = [event_id]
        while waiting:
            current = waiting[-1]
            open_voids = [void for void in by_target.get(current, ()) if void not in known]
            if not open_voids:
                known[current] = not any(known[void] for void in by_target.get(current, ()))
                waiting.pop()
            else:
                waiting.extend(open_voids)
        return known[event_id]

    return [
        event
        for event in events
        if event.voids is None and event.kind != "event_voided" and (event.id not in by_target or counts(event.id))
    ]
