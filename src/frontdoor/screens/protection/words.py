"""Discussions, enquiries, orders and what was missing, in the words of the page."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from frontdoor.journey.actions.orders import EMERGENCY_ORDERS, POLICE
from frontdoor.journey.models import Order, Section47Enquiry, StrategyDiscussion
from frontdoor.journey.protection_queries import Protection
from frontdoor.rules.discussion import ENQUIRIES, KINDS
from frontdoor.rules.outcomes import ENQUIRY_OUTCOMES
from frontdoor.screens.look.formatting import day_and_time
from frontdoor.screens.look.shapes import Fact

#: A heading with its lines.
Lines = tuple[str, tuple[Fact, ...]]

#: What was missing when a step was taken, by the code under which it is noted.
GAPS: Final = {
    "quorum": "The discussion is to be reconvened with those who were missing",
    "countersign": "Somebody else countersigns what one worker decided alone",
    "enquiry_not_decided": "Whether a section 47 enquiry starts has not been said",
    "confirm_discussion": "A registered social worker confirms the discussion",
    "safety_plan": "No safety plan yet, and no reason why none is needed",
    "safety_plan_unfinished": "A line of the safety plan lacks who, what, by when, or what if it fails",
    "no_discussion": "The enquiry began without a strategy discussion",
    "confirm_section47": "A registered social worker confirms the section 47 enquiry",
    "joint_not_said": "Whether the police take part in the enquiry has not been said",
    "officer": "The officer who took the child into police protection is not named",
    "order_end": "The end that the court wrote is not known",
    "confirm_decision": "A registered social worker confirms the decision",
    "finish_decision": "The decision form is to be finished",
    "worker": "No worker is known to whom the information goes",
    "seen_not_answered": "Nobody said whether the child was seen",
    "next_try_not_said": "The child was not seen, and the next try is not said",
    "mother_seen_not_answered": "Nobody said whether the mother was seen",
    "mother_next_try_not_said": "The mother was not seen, and the next try is not said",
    "interpreter_is_family": "A family member interpreted: a visit with an interpreter follows",
    "told_whom": "Who was told of the assessment is not said",
    "day_of_birth": "The day of birth is not known",
    "missing_since": "Since when the child is missing is not known",
    "help_not_named": "Which help, and who gives it, is not said",
    "national_referral": "A referral to the National Referral Mechanism, or why none is made",
    "carer_not_named": "With whom the child lives is not said",
}


def discussion_lines(row: StrategyDiscussion, state: Protection, now: datetime) -> Lines:
    """A discussion: who was there, who was not, what it came to."""
    if row.held_at is None:
        return f"Strategy discussion called {day_and_time(row.called_at, now=now)}, not held yet", ()
    words = state.texts.get(row.id, {})
    facts = [
        Fact("Who was there", _agencies(row.agencies) or "nobody named", words.get("discussion_present", "")),
        Fact("Missing", _agencies(row.absent) or "nobody", words.get("discussion_absent_because", "")),
        Fact("Quorum", _quorum(row)),
        Fact("Known", words.get("discussion_known", "")),
        Fact("Decided", words.get("discussion_decided", "")),
        Fact("Section 47 enquiry", ENQUIRIES.get(row.starts_enquiry, "not said")),
    ]
    if row.reconvened_at:
        facts.append(Fact("Reconvened", day_and_time(row.reconvened_at, now=now)))
    if reason := words.get("no_plan_because", ""):
        facts.append(Fact("No safety plan, because", reason))
    return f"Strategy discussion held {day_and_time(row.held_at, now=now)}", tuple(facts)


def _agencies(kinds: list[str]) -> str:
    return ", ".join(KINDS.get(kind, kind) for kind in kinds)


def _quorum(row: StrategyDiscussion) -> str:
    whole = "social care, the police and health were there"
    return (whole if row.quorate else "not whole: it stands") + (", held by one worker alone" if row.alone else "")


def enquiry_lines(row: Section47Enquiry, now: datetime) -> Lines:
    """An enquiry: by whom, whether confirmed, what it found."""
    made_by = ENQUIRIES.get(row.joint, "").removeprefix("Yes, ")
    confirmed = day_and_time(row.confirmed_at, now=now) if row.confirmed_at else "not yet: it goes on"
    found = ENQUIRY_OUTCOMES[row.outcome].words if row.outcome else "under way"
    facts = (Fact("Made", made_by), Fact("Confirmed", confirmed), Fact("Found", found))
    return f"Section 47 enquiry, started {day_and_time(row.started_at, now=now)}", facts


def order_line(row: Order, now: datetime) -> str:
    """An order: which, until when, whose end that is, and whether it has ended."""
    which = "Police protection" if row.kind == POLICE else EMERGENCY_ORDERS.get(row.kind, "Order")
    whose = "" if row.end_as_written else " (eight days are counted: the court's end is not known yet)"
    ended = f", ended {day_and_time(row.ended_at, now=now)}" if row.ended_at else ""
    return f"{which} until {day_and_time(row.ends_at, now=now)}{whose}{ended}"
