"""What each kind of event says on a child's page: a sentence with its codes in words, and what was written beside it.

Only what is about this child and may stand outside the hub is said. What a referrer wrote is not repeated here: it
stands on the record of its contact.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from frontdoor.journey.child_queries import ChildRecord
from frontdoor.journey.models import Journey
from frontdoor.ledger.models import Event
from frontdoor.rules.closing import REASONS
from frontdoor.rules.codesets.assessment import ABUSE
from frontdoor.rules.concern import WORRIES
from frontdoor.rules.discussion import KINDS as DISCUSSED_WITH
from frontdoor.rules.discussion import SAFETY_STEPS
from frontdoor.rules.events.registry import KINDS
from frontdoor.rules.known_facts import FACTS, SAID_OF
from frontdoor.rules.outcomes import ASSESSMENT_OUTCOMES, OUTCOMES
from frontdoor.rules.partnership import Partnership
from frontdoor.rules.visits import PURPOSES
from frontdoor.screens.look.environment import RATINGS
from frontdoor.screens.look.formatting import day_and_time
from frontdoor.screens.protection.words import GAPS

#: What the program did for itself, and what would tell who told us, who is walled off, or that somebody was adopted.
NOT_SHOWN: Final = frozenset(
    {
        "adopted_from_care",
        "also_decided",
        "bar_lifted",
        "clock_due_soon",
        "clock_overdue",
        "contact_acknowledged",
        "contact_entered",
        "contact_linked",
        "contact_passed_to_duty_manager",
        "contact_unlinked",
        "decision_sampled",
        "event_voided",
        "gap_filled",
        "family_known",
        "feedback_drafted",
        "feedback_released",
        "glass_broken",
        "glass_reviewed",
        "let_in",
        "letting_in_ended",
        "page_acknowledged",
        "paged",
        "person_added",
        "person_details_changed",
        "person_named",
        "person_restricted",
        "primary_need_recorded",
        "relationship_recorded",
        "restriction_lifted",
        "wall_moved",
    }
)
#: Kinds beside which the child's own words are shown.
WORDS: Final = frozenset({"visit_recorded", "outcome_decided"})

#: What was written with an event and stands beside it, by kind: the question of the table of narratives.
_WRITTEN: Final = {
    "assessment_authorised": ("because",),
    "assessment_reviewed": ("assessment_review",),
    "conference_held": ("conference_because",),
    "access_answer_prepared": ("access_prepared",),
    "access_request_answered": ("access_answered",),
    "access_request_extended": ("access_extended",),
    "access_requested": ("access_wanted",),
    "fact_ended": ("fact_ended_because",),
    "fact_recorded": ("known_fact",),
    "handed_over": ("handed_over_because", "plan_until_taken"),
    "help_started": ("help",),
    "closing_not_signed": ("closing_refused",),
    "journey_closed": ("closed_because",),
    "no_further_action_taken": ("no_further_action",),
    "journey_reopened": ("reopened_because",),
    "outcome_decided": ("because",),
    "paper_recorded": ("paper_title",),
    "protection_plan_started": ("plan",),
    "safety_plan_checked": ("safety_checked",),
    "safety_step_taken": ("safety_step",),
    "section47_concluded": ("enquiry_found",),
    "significant_harm_suspected": ("harm_suspected",),
    "visit_added_to": ("visit_addition",),
    "visit_recorded": (
        *("how_they_looked", "mother_was", "made_ready", "home", "what_changed", "not_seen_because", "not_seen_did"),
    ),
}

Say = Callable[[Event, ChildRecord, Journey | None, Partnership], str]


def sentence(event: Event, record: ChildRecord, journey: Journey | None, place: Partnership) -> tuple[str, str]:
    """The event as a title and what stands beside it."""
    say = _SAID.get(event.kind)
    title = say(event, record, journey, place) if say else KINDS[event.kind].sentence
    texts = (_written(event, record, question) for question in _WRITTEN.get(event.kind, ()))
    return title, "\n".join(text for text in texts if text)


def _written(event: Event, record: ChildRecord, question: str) -> str:
    """What was written with this event. On the journey itself the moment says which is whose."""
    rows = record.written(question, record=event.record) if event.record else []
    if event.record_kind == "journey":
        rows = [row for row in rows if row.recorded_at == event.recorded_at]
    return rows[-1].text if rows else ""


def _received(event: Event, record: ChildRecord, journey: Journey | None, place: Partnership) -> str:
    worries = [WORRIES[code] for code in event.data.get("worries", ()) if code in WORRIES]
    return f"A concern: {_list(worries)}" if worries else "A concern reached the front door"


def _rated(event: Event, record: ChildRecord, journey: Journey | None, place: Partnership) -> str:
    return f"Rated {RATINGS.get(event.data['rating'], event.data['rating']).lower()}"


def _missing(event: Event, record: ChildRecord, journey: Journey | None, place: Partnership) -> str:
    return f"Still missing: {_lower(GAPS.get(str(event.data['gap']), 'something'))}"


def _planned(event: Event, record: ChildRecord, journey: Journey | None, place: Partnership) -> str:
    wanted = datetime.fromisoformat(str(event.data["for_moment"]))
    return f"A visit was planned for {day_and_time(wanted, now=event.happened_at)}"


def _answered(event: Event, record: ChildRecord, journey: Journey | None, place: Partnership) -> str:
    return "An agency answered our question"


def _decided(event: Event, record: ChildRecord, journey: Journey | None, place: Partnership) -> str:
    outcome = OUTCOMES.get(str(event.data["outcome"]))
    return f"Decided: {outcome.words}" if outcome else KINDS[event.kind].sentence


def _proposed(event: Event, record: ChildRecord, journey: Journey | None, place: Partnership) -> str:
    outcome = OUTCOMES.get(str(event.data["outcome"]))
    return f"Proposed: {outcome.words}" if outcome else KINDS[event.kind].sentence


def _discussed(event: Event, record: ChildRecord, journey: Journey | None, place: Partnership) -> str:
    with_whom = [DISCUSSED_WITH[code].lower() for code in event.data.get("agencies", ()) if code in DISCUSSED_WITH]
    return f"Strategy discussion held, with {_list(with_whom)}" if with_whom else "Strategy discussion held"


def _step(event: Event, record: ChildRecord, journey: Journey | None, place: Partnership) -> str:
    return f"To keep the child safe: {SAFETY_STEPS.get(str(event.data['step']), 'a step was taken')}"


def _plan_agreed(event: Event, record: ChildRecord, journey: Journey | None, place: Partnership) -> str:
    return "A safety plan was agreed"


def _plan_checked(event: Event, record: ChildRecord, journey: Journey | None, place: Partnership) -> str:
    return "The safety plan was checked: it holds" if event.data.get("holds") else "The safety plan does not hold"


def _visited(event: Event, record: ChildRecord, journey: Journey | None, place: Partnership) -> str:
    """ "Visit: seen, seen alone; bedroom seen"; a visit at which the child was not seen says so."""
    if event.data.get("mother_seen"):
        alone = {"yes": ", seen alone", "no": ", not alone"}.get(str(event.data.get("alone")), "")
        return f"Visit to the mother before the birth: seen{alone}"
    if not event.data.get("seen"):
        before_birth = any(visit.id == event.record and visit.mother_seen is False for visit in record.visits)
        whom = "mother" if before_birth else "child"
        return f"Visit ({PURPOSES.get(str(event.data['purpose']), 'other').lower()}): the {whom} was not seen"
    alone = {"yes": "seen alone", "no": "not alone", "baby": "a baby"}.get(str(event.data.get("alone")), "")
    bedroom = {"seen": "bedroom seen", "not_seen": "bedroom not seen", "refused": "bedroom refused"}
    parts = ["seen", alone, bedroom.get(str(event.data.get("bedroom")), "")]
    return "Visit: " + ", ".join(part for part in parts if part)


def _assessed(event: Event, record: ChildRecord, journey: Journey | None, place: Partnership) -> str:
    found = ASSESSMENT_OUTCOMES.get(str(event.data.get("outcome")))
    return f"Assessment authorised: {found.words}" if found else KINDS[event.kind].sentence


def _plan_started(event: Event, record: ChildRecord, journey: Journey | None, place: Partnership) -> str:
    category = next((code.words.lower() for code in ABUSE.codes if code.code == event.data.get("category")), "")
    return f"Child protection plan began{f': {category}' if category else ''}"


def _handed(event: Event, record: ChildRecord, journey: Journey | None, place: Partnership) -> str:
    team = place.team_by_code.get(str(event.data.get("to")))
    whom = team.name if team else str(event.data.get("to_kind", "")).replace("_", " ")
    verbs = {
        "handed_over": f"Offered to {whom}, not yet accepted",
        "handover_accepted": f"Accepted by {whom}",
        "handover_declined": f"Not taken by {whom}",
    }
    return verbs[event.kind]


def _allocated(event: Event, record: ChildRecord, journey: Journey | None, place: Partnership) -> str:
    code = str(event.data.get("team"))
    team = place.team_by_code[code].name if code in place.team_by_code else code.replace("_", " ").capitalize()
    verbs = {
        "allocated": f"Allocated to {team}",
        "allocation_accepted": f"{team} took this child",
        "allocation_declined": f"{team} did not take this child",
    }
    return verbs[event.kind]


def _closed(event: Event, record: ChildRecord, journey: Journey | None, place: Partnership) -> str:
    reason = REASONS.get(str(event.data.get("reason")))
    return f"Closed: {_lower(reason)}" if reason else "Closed"


def _fact(event: Event, record: ChildRecord, journey: Journey | None, place: Partnership) -> str:
    """ "Faith, as it was told to us", "Court order: no longer holds"."""
    what = {**FACTS, **SAID_OF}.get(str(event.data.get("kind_of_fact")), "A fact about the child")
    return f"{what}: no longer holds" if event.kind == "fact_ended" else f"{what}, as it was told to us"


def _called(event: Event, record: ChildRecord, journey: Journey | None, place: Partnership) -> str:
    """A call with whoever told us is a call, and no more."""
    whom = {"family": "with the family", "child": "with the child", "agency": "with an agency"}
    return " ".join(part for part in ("A telephone call", whom.get(str(event.data.get("with_whom")), "")) if part)


def _list(parts: list[str]) -> str:
    """ "a", "a and b", "a, b and c"; every part but the first in lower case."""
    said = [part if at == 0 else _lower(part) for at, part in enumerate(parts)]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


_SAID: Final[dict[str, Say]] = {
    "allocated": _allocated,
    "allocation_accepted": _allocated,
    "allocation_declined": _allocated,
    "assessment_authorised": _assessed,
    "call_logged": _called,
    "contact_rated": _rated,
    "contact_received": _received,
    "fact_ended": _fact,
    "fact_recorded": _fact,
    "gap_noted": _missing,
    "handed_over": _handed,
    "handover_accepted": _handed,
    "handover_declined": _handed,
    "information_answered": _answered,
    "journey_closed": _closed,
    "outcome_decided": _decided,
    "outcome_proposed": _proposed,
    "protection_plan_started": _plan_started,
    "safety_plan_agreed": _plan_agreed,
    "safety_plan_checked": _plan_checked,
    "safety_step_taken": _step,
    "strategy_discussion_held": _discussed,
    "visit_planned": _planned,
    "visit_recorded": _visited,
}
