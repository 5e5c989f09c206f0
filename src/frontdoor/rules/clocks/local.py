"""The clocks that no statute counts: what starts and stops them. How long they allow is each partnership's to say.

A shape has no allowance and is never in force by itself: partnerships/<name>/clocks.toml gives the value, its source
and the day from which it holds. A partnership that leaves one out is told so when its files are read, because a
clock without a value would stay green for ever.
"""

from __future__ import annotations

from typing import Any

from frontdoor.rules.clocks.rule import BEGINS, ClockRule, On, on

_CLOSED = on("journey_closed")
_PLAN = ("protection_plan_started", "protection_plan_ended")
_NEED_PLAN = ("need_plan_started", "need_plan_ended")

#: A visit for one of these purposes is no visit under a plan, whoever made it.
OTHER_PURPOSES = ("private_fostering", "return_interview", "core_group")

#: Census referral sources that are members of the public or unknown: nobody professional waits for an answer.
PUBLIC_SOURCES = ("1A", "1B", "1C", "1D", "9", "10")

_GAPS_WITH_OWN_CLOCK = ("quorum", "countersign")

#: What makes a first visit due, and how soon.
_FIRST_VISIT = (
    on("outcome_decided", outcome="assessment", says={"route": "s17"}),
    on("outcome_decided", outcome="accommodation", says={"route": "s20"}),
    on("section47_started", says={"route": "s47"}),
)

_HELP_FOLLOWS = ("early_help", "assessment", "accommodation", "strategy_discussion")


def _shape(clock_id: str, name: str, noun: str, **wiring: Any) -> ClockRule:
    return ClockRule(
        id=clock_id,
        name=name,
        noun=noun,
        kind="local",
        evidence="local",
        source="",
        in_force_from=BEGINS,
        allowances=(),
        **{"runs_on": "journey", **wiring},
    )


def _visit(purpose_not: tuple[str, ...] = OTHER_PURPOSES) -> On:
    return on("visit_recorded", unless={"purpose": purpose_not}, seen=True)


def _visit_before_birth(purpose_not: tuple[str, ...] = OTHER_PURPOSES) -> On:
    """Before the birth nobody can see the child: what counts is that the mother was seen."""
    return on("visit_recorded", unless={"purpose": purpose_not}, mother_seen=True)


SHAPES: tuple[ClockRule, ...] = (
    _shape(
        "contact_to_mash",
        "Contact seen by front-door triage",
        "Hand-off to triage",
        starts=(on("contact_received"),),
        stops=(on("contact_entered"),),
        counts_from_first_receipt=True,
        met_by_machine=True,
    ),
    _shape(
        "first_look",
        "First look and rating",
        "First look",
        by="danger_now",
        starts=(on("contact_received"), on("danger_declared", says={"danger_now": "yes"})),
        # A protective step shows that a person has looked, even if the rating was left for later.
        stops=(
            on("contact_rated"),
            on("outcome_decided"),
            on("significant_harm_suspected"),
            on("strategy_discussion_held"),
            on("section47_started"),
            on("police_protection_started"),
        ),
        counts_from_first_receipt=True,
        out_of_hours="by value",
    ),
    _shape(
        "mash_rag",
        "Enquiries of the hub by rating",
        "Decision",
        by="rating",
        starts=(on("contact_received"),),
        stops=(on("outcome_decided"),),
        counts_from_first_receipt=True,
    ),
    _shape(
        "agency_return",
        "Agency's answer to an information request",
        "Answer from the agency",
        by="rating",
        runs_on="record",
        starts=(on("information_requested"),),
        stops=(on("information_answered"),),
        ends=(on("information_request_withdrawn"), _CLOSED),
        met_by_machine=True,
        note="An answer that nothing is held, and a refusal with a reason, are answers.",
    ),
    _shape(
        "strategy_discussion",
        "Strategy discussion held",
        "Strategy discussion",
        starts=(
            on("significant_harm_suspected"),
            on("outcome_decided", outcome="strategy_discussion", unless={"held_already": (True,)}),
        ),
        stops=(on("strategy_discussion_held"),),
        note="A discussion held without health or police stands; the clock to reconvene then runs.",
    ),
    _shape(
        "reconvene_quorum",
        "Strategy discussion reconvened with those who were missing",
        "Reconvened discussion",
        starts=(on("strategy_discussion_held", quorate=False), on("gap_noted", gap="quorum")),
        stops=(
            on("strategy_discussion_reconvened", unless={"quorate": (False,)}),
            on("strategy_discussion_held", quorate=True),
            on("gap_filled", gap="quorum"),
        ),
        out_of_hours="waits",
    ),
    _shape(
        "countersign",
        "Countersignature of a step taken alone",
        "Countersignature",
        runs_on="record",
        starts=(on("countersign_asked"), on("gap_noted", gap="countersign")),
        stops=(on("decision_countersigned"), on("gap_filled", gap="countersign")),
        # A step taken alone is signed for even when the journey has been closed.
        ends=(),
    ),
    _shape(
        "gap_to_fill",
        "Something that was missing put right",
        "What was missing",
        pair_on=("gap",),
        starts=(on("gap_noted", unless={"gap": _GAPS_WITH_OWN_CLOCK}),),
        stops=(on("gap_filled"),),
        note="A protective step is never refused for what is missing; what was missing gets this clock.",
    ),
    _shape(
        "initial_sw_visit",
        "Child first seen after the decision",
        "Child seen",
        by="route",
        starts=_FIRST_VISIT,
        stops=(_visit(("core_group",)),),
        child="born",
        note="A visit at which the child was not seen stops nothing. An enquiry begun later brings it forward. For an "
        "unborn child it begins with the birth.",
    ),
    _shape(
        "mother_visit",
        "Mother of an unborn child first seen after the decision",
        "Visit to the mother",
        by="route",
        starts=_FIRST_VISIT,
        stops=(_visit_before_birth(("core_group",)),),
        ends=(on("child_born"), on("pregnancy_ended"), _CLOSED),
        child="unborn",
        note="Until the birth only the mother can be seen. It ends with the birth; then the child is to be seen.",
    ),
    _shape(
        "cp_visit",
        "Child protection visit: child seen",
        "Child protection visit",
        starts=(on("protection_plan_started"), _visit(), _visit_before_birth()),
        stops=(_visit(), _visit_before_birth()),
        ends=(on("protection_plan_ended"), _CLOSED),
        during=_PLAN,
        note="Attended and not seen stops nothing; a core group is no visit. Before the birth the mother is seen.",
    ),
    _shape(
        "cin_visit",
        "Child in need visit",
        "Child in need visit",
        starts=(on("need_plan_started"), _visit(), _visit_before_birth()),
        stops=(_visit(), _visit_before_birth()),
        ends=(on("need_plan_ended"), on("protection_plan_started"), _CLOSED),
        during=_NEED_PLAN,
        note="Each visit at which the child is seen starts the next; before the birth, the mother.",
    ),
    _shape(
        "core_group_next",
        "Later core groups",
        "Core group",
        starts=(on("core_group_held"),),
        stops=(on("core_group_held"),),
        ends=(on("protection_plan_ended"), _CLOSED),
        during=_PLAN,
    ),
    _shape(
        "rcpc_after_birth",
        "Review after birth when the conference was before it",
        "Review after birth",
        by="mother_fit",
        starts=(on("child_born"),),
        stops=(on("conference_held", meeting="review"), on("core_group_held")),
        needs=(on("conference_held", pre_birth=True),),
        ends=(on("protection_plan_ended"), _CLOSED),
    ),
    _shape(
        "on_call_acknowledge",
        "Person on call answers",
        "Answer from the person on call",
        starts=(on("paged"),),
        stops=(on("page_acknowledged"),),
        note="Then the next person on the rota; the screen says whom to ring.",
    ),
    _shape(
        "handover_accepted",
        "Hand-over accepted by a named person",
        "Acceptance",
        by="rating",
        runs_on="record",
        starts=(on("handed_over"),),
        stops=(on("handover_accepted"),),
        declines=(on("handover_declined"),),
        note="Until accepted the child, the clock and the name stay with the sender.",
    ),
    _shape(
        "feedback_professional",
        "Outcome told to the professional who referred, and to agencies that answered",
        "Feedback",
        starts=(on("outcome_decided"),),
        stops=(on("feedback_released"),),
        needs=(on("contact_received", unless={"source": PUBLIC_SOURCES}),),
        ends=(on("feedback_withheld"),),
        out_of_hours="waits",
    ),
    _shape(
        "feedback_release",
        "Drafted feedback released, recipient by recipient",
        "Feedback",
        runs_on="record",
        starts=(on("feedback_drafted"),),
        stops=(on("feedback_released"),),
        ends=(on("feedback_withheld"),),
        out_of_hours="waits",
    ),
    _shape(
        "open_child_response",
        "New information on a child who is already open",
        "Response to new information",
        by="significant_harm_possible",
        runs_on="record",
        starts=(on("new_information_received"),),
        stops=(on("new_information_read"),),
        # The contact that brought it may be closed long before the worker has read it.
        ends=(),
        counts_from_first_receipt=True,
    ),
    _shape(
        "safety_plan_review",
        "Interim safety plan checked with the family",
        "Check of the safety plan",
        set_by="review_on",
        starts=(on("safety_plan_agreed"),),
        stops=(on("safety_plan_checked"),),
    ),
    _shape(
        "help_started",
        "Help started after the decision",
        "First help",
        starts=(on("outcome_decided", outcome=_HELP_FOLLOWS),),
        stops=(on("help_started"),),
        # A family that declined, or that was assessed as not in need, waits for no help once that was said.
        ends=(on("outcome_decided", unless={"outcome": _HELP_FOLLOWS}), on("journey_closed")),
        out_of_hours="waits",
    ),
)

#: Other names of a clock: it is counted once, and this name stands on screens and can be asked for.
ALSO_CALLED = {"child_first_seen": "initial_sw_visit"}
