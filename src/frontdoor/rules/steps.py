"""What may happen when: each verb, the stages in which it may be done, and what is said when it may not.

A journey is one child's (or one context's) way from a concern to its end. Its stage is the furthest open thing in it.
Protective verbs are open in every stage, closed ones too: the step happens and the journey opens again. What can be
refused is ending. The reference page and the diagram are printed from these tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Stage(StrEnum):
    """Where a journey stands. The order is the order of precedence: the first open one names the stage."""

    STRATEGY_DISCUSSION = "strategy_discussion"
    SECTION47 = "section47"
    CONFERENCE = "conference"
    PLAN = "plan"
    ASSESSMENT = "assessment"
    CONTACT = "contact"
    ASSESSED = "assessed"
    PASSED_ON = "passed_on"
    CLOSED = "closed"


WORDS: dict[Stage, str] = {
    Stage.CONTACT: "Waiting for a decision",
    Stage.STRATEGY_DISCUSSION: "Strategy discussion to be held",
    Stage.SECTION47: "Section 47 enquiry under way",
    Stage.CONFERENCE: "Conference to be held",
    Stage.PLAN: "Plan in force",
    Stage.ASSESSMENT: "Assessment open",
    Stage.ASSESSED: "Assessed, not yet planned or closed",
    Stage.PASSED_ON: "Passed on, not yet accepted",
    Stage.CLOSED: "Not open",
}

EVERY = frozenset(Stage)
OPEN = EVERY - {Stage.CLOSED}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One verb: when it may be done, whether it protects, and the sentence that refuses it otherwise.

    `needs` are facts besides the stage: each a name and the value it must have (see `Journey.facts`).
    """

    verb: str
    stages: frozenset[Stage]
    protective: bool = False
    refusal: str = ""
    needs: tuple[tuple[str, str], ...] = ()


def _always(*verbs: str) -> tuple[Step, ...]:
    return tuple(Step(verb=verb, stages=EVERY, protective=True) for verb in verbs)


def _when(refusal: str, stages: Iterable[Stage], *verbs: str, **needs: str) -> tuple[Step, ...]:
    facts = tuple(sorted(needs.items()))
    return tuple(Step(verb=verb, stages=frozenset(stages), refusal=refusal, needs=facts) for verb in verbs)


_STEPS = (
    *_always(
        "rate_contact",
        "declare_danger",
        "add_information",
        "log_call",
        "call_strategy_discussion",
        "record_strategy_discussion",
        "reconvene_strategy_discussion",
        "agree_safety_plan",
        "check_safety_plan",
        "take_safety_step",
        "start_section47",
        "confirm_section47",
        "record_police_protection",
        "record_emergency_order",
        "end_police_protection",
        "end_emergency_order",
        "plan_visit",
        "record_visit",
        "add_to_visit",
        "hand_to_out_of_hours",
        "request_information",
        "record_answer",
        "withdraw_request",
        "remind_agency",
        "link_contact",
        "unlink_contact",
        "acknowledge_contact",
        "explain_lateness",
        "raise_disagreement",
        "resolve_disagreement",
        "escalate_disagreement",
        "correct_record",
        "read_new_information",
        "record_missing",
        "record_return",
        "record_return_interview",
        "refer_to_nrm",
        "record_reasonable_grounds",
        "record_conclusive_grounds",
        "record_fgm",
        "record_fgm_report",
        "record_birth",
        "record_pregnancy_end",
        "record_death",
        "draft_feedback",
        "release_feedback",
        "withhold_feedback",
        "sample_decision",
        "start_help",
        "record_told_outcome",
        "notify_private_fostering",
        "end_private_fostering",
        "notify_transfer_in",
        "record_primary_need",
        "release_letters",
        "fill_gap",
        "record_fact",
        "end_fact",
        "record_paper",
        "record_access_request",
        "prepare_access_answer",
        "extend_access_request",
        "answer_access_request",
    ),
    *_when(
        "This child's contact has been decided already. Add information, or reopen it with a reason.",
        # A protective step may have been taken before anybody decided: the contact still waits for its decision.
        OPEN - {Stage.ASSESSED, Stage.PASSED_ON},
        "decide_outcome",
        undecided="yes",
    ),
    *_when("There is no decision here to sign.", EVERY, "countersign_decision", "confirm_decision", unsigned="yes"),
    *_when(
        "Nothing here has been accepted as work yet. Decide what happens first.", OPEN - {Stage.CONTACT}, "allocate"
    ),
    *_when("Nothing here is waiting to be accepted.", OPEN, "accept_allocation", "decline_allocation"),
    *_when("This journey is closed. Reopen it with a reason, then hand it over.", OPEN, "hand_over"),
    *_when("Nothing here is waiting to be accepted.", OPEN, "accept_hand_over", "decline_hand_over"),
    *_when("There is no section 47 enquiry open for this child.", {Stage.SECTION47}, "conclude_section47"),
    *_when(
        "There is no referral here that waits for its first consideration.",
        {Stage.ASSESSMENT, Stage.STRATEGY_DISCUSSION, Stage.CONFERENCE},
        "take_no_further_action",
    ),
    *_when(
        "There is no referral here to assess. Decide on an assessment first.",
        OPEN - {Stage.CONTACT, Stage.PASSED_ON},
        "start_assessment",
    ),
    *_when(
        "There is no assessment open for this child.",
        {Stage.ASSESSMENT, Stage.SECTION47, Stage.STRATEGY_DISCUSSION, Stage.CONFERENCE, Stage.PLAN},
        "set_review_point",
        "review_assessment",
        "authorise_assessment",
    ),
    *_when("There is no conference to hold for this child.", {Stage.CONFERENCE, Stage.PLAN}, "record_conference"),
    *_when("There is no plan in force for this child.", {Stage.PLAN}, "record_core_group", "end_plan"),
    *_when("There is no assessment or conference from which a plan could start.", OPEN - {Stage.CONTACT}, "start_plan"),
    *_when(
        "It cannot be closed before somebody has decided what happens for this child, and what began has ended: "
        "hold the discussion or conference, conclude the enquiry, end the plan first.",
        {Stage.ASSESSMENT, Stage.ASSESSED, Stage.PASSED_ON},
        "close_journey",
        "ask_to_close",
        "sign_closing",
    ),
    *_when("Nothing here waits for a second signature.", EVERY, "refuse_closing"),
    *_when("This journey is open: there is nothing to reopen.", {Stage.CLOSED}, "reopen_journey"),
    # Not protective: an agency is told for a purpose and on a ground, or not at all. Asking without this stays open.
    *_when("This journey is closed. Reopen it with a reason, then tell whom it concerns.", OPEN, "tell_agency"),
)

STEPS: dict[str, Step] = {step.verb: step for step in _STEPS}


class UnableToStep(Exception):
    """The verb may not be done in this stage. The text is a sentence for the person who reads it."""


def allows(verb: str, facts: Mapping[str, Any]) -> bool:
    """Whether the stage and the other `facts` allow `verb` now. A verb not in the table is a fault."""
    step = STEPS[verb]
    return Stage(facts["stage"]) in step.stages and all(facts.get(name) == value for name, value in step.needs)


def require(verb: str, facts: Mapping[str, Any]) -> None:
    """Refuse `verb` with a sentence unless the facts allow it."""
    if not allows(verb, facts):
        raise UnableToStep(STEPS[verb].refusal)


#: What each event opens and closes among the threads of a journey; outcomes and meetings are told apart by their data.
_BY_OUTCOME: dict[str, tuple[Stage, ...]] = {
    "strategy_discussion": (Stage.STRATEGY_DISCUSSION, Stage.ASSESSMENT),
    "accommodation": (Stage.ASSESSMENT,),
    "assessment": (Stage.ASSESSMENT,),
    "private_fostering": (Stage.ASSESSMENT,),
    "transfer_in_conference": (Stage.CONFERENCE,),
    "allocated_worker": (Stage.PASSED_ON,),
    "early_help": (Stage.PASSED_ON,),
    "other_authority": (Stage.PASSED_ON,),
    "adult_social_care": (Stage.PASSED_ON,),
}

_OPENS: dict[str, tuple[Stage, ...]] = {
    "contact_received": (Stage.CONTACT,),
    "journey_reopened": (Stage.CONTACT,),
    "significant_harm_suspected": (Stage.STRATEGY_DISCUSSION,),
    "section47_started": (Stage.SECTION47, Stage.ASSESSMENT),
    "assessment_started": (Stage.ASSESSMENT,),
    "assessment_authorised": (Stage.ASSESSED,),
    "allegation_known": (Stage.PASSED_ON,),
    "transfer_in_notified": (Stage.CONFERENCE,),
    # Where no assessment of ours came before (a child who moved in), somebody still says that our part has ended.
    "conference_held": (Stage.ASSESSED,),
    "need_plan_ended": (Stage.ASSESSED,),
    "protection_plan_ended": (Stage.ASSESSED,),
}

_ENDS: dict[str, tuple[Stage, ...]] = {
    "outcome_decided": (Stage.CONTACT,),
    "strategy_discussion_held": (Stage.STRATEGY_DISCUSSION,),
    "section47_concluded": (Stage.SECTION47,),
    "assessment_authorised": (Stage.ASSESSMENT,),
    "conference_held": (Stage.CONFERENCE,),
    "lado_informed": (Stage.PASSED_ON,),
    "journey_closed": tuple(Stage),
}

#: Plans begin and end by kind: a child in need plan that gives way to a protection plan ends on the same day.
_PLANS = {
    "need_plan_started": ("need", True),
    "need_plan_ended": ("need", False),
    "protection_plan_started": ("protection", True),
    "protection_plan_ended": ("protection", False),
}

_ACCEPTED_ENDS = frozenset({"worker", "early_help", "other_authority", "adult_social_care"})


def stage_after(happenings: Iterable[tuple[str, Mapping[str, Any]]]) -> Stage:
    """The stage of a journey after its effective events in order: each a kind and its data. No events: closed."""
    open_threads: set[Stage] = set()
    plans: set[str] = set()
    for kind, data in happenings:
        if kind in _ENDS:
            open_threads.difference_update(_ENDS[kind])
        if kind in _OPENS:
            open_threads.update(_OPENS[kind])
        if kind == "journey_closed":
            plans.clear()
        elif kind in _PLANS:
            plan, begins = _PLANS[kind]
            plans = plans | {plan} if begins else plans - {plan}
        elif kind == "outcome_decided":
            open_threads.update(_BY_OUTCOME.get(str(data.get("outcome", "")), ()))
            if data.get("held_already"):
                open_threads.discard(Stage.STRATEGY_DISCUSSION)
        elif kind == "section47_concluded" and data.get("outcome") == "conference":
            open_threads.add(Stage.CONFERENCE)
        elif kind == "handover_accepted" and data.get("to_kind") in _ACCEPTED_ENDS:
            open_threads.discard(Stage.PASSED_ON)
    open_threads.update({Stage.PLAN} if plans else ())
    return next((stage for stage in Stage if stage in open_threads), Stage.CLOSED)
