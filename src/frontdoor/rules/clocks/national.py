"""The clocks of national law, statutory guidance and national schemes, as dated rows with their sources.

A row begins on 1 January 2012, the first day of the calendar held here, unless it names a later commencement: the
paragraph cited is that of the latest edition read. Working Together 2026 exists and had not been read when this was
written: to re-date a clock, end its row with `in_force_until` and add the new one below it.

Evidence: V read in the source, S another council's procedure, K to be confirmed before release. This module holds the
child's journey from contact to plan; `other_duties` holds missing children, police, courts, schools, private fostering
and the duties when something has gone wrong.
"""

from __future__ import annotations

from frontdoor.rules.clocks.other_duties import OTHER_DUTIES
from frontdoor.rules.clocks.rule import BEGINS, ClockRule, allowance, on

_CLOSED = on("journey_closed")
_PLAN = ("protection_plan_started", "protection_plan_ended")
_PLAN_ENDS = (on("protection_plan_ended"), _CLOSED)

#: Outcomes after which no assessment follows: a decision changed to one of these ends the assessment's clock.
WITHOUT_ASSESSMENT = (
    "early_help",
    "other_authority",
    "adult_social_care",
    "request_answered",
    "advice",
    "nothing_more",
)

#: Recipients of feedback who are not whoever told us.
NOT_WHO_TOLD_US = ("agency", "family")

_JOURNEY: tuple[ClockRule, ...] = (
    ClockRule(
        id="referral_ack",
        name="Acknowledge receipt to the referrer",
        noun="Acknowledgement",
        kind="statutory_guidance",
        evidence="V",
        source="Keeping Children Safe in Education 2025 paragraph 62; Working Together",
        in_force_from=BEGINS,
        allowances=(("", allowance("1 working day")),),
        runs_on="journey",
        # Nobody can be told who left no name (referral source 9).
        starts=(on("contact_received", unless={"source": ("9",)}),),
        stops=(
            on("contact_acknowledged", by_registered_social_worker=True, by_machine=(False, None)),
            on("feedback_released", unless={"to": NOT_WHO_TOLD_US}, by_registered_social_worker=True),
        ),
        # Whoever cannot or must not be reached is not acknowledged: it ends unmet, with that reason.
        ends=(on("feedback_withheld", unless={"to": NOT_WHO_TOLD_US}), _CLOSED),
        counts_from_first_receipt=True,
        note="A machine's receipt does not stop it: a registered social worker's acknowledgement does, and so does the "
        "outcome told to whoever referred. Deciding, or working on, does not: it stays overdue until somebody "
        "acknowledges, says why nobody is told, or closes, which ends it unmet.",
    ),
    ClockRule(
        id="referral_decision",
        name="Decision on next steps and type of response",
        noun="Decision",
        kind="statutory_guidance",
        evidence="V",
        source="Keeping Children Safe in Education 2025 paragraph 62; CIN census guide 2023-24 4.1, 4.9",
        in_force_from=BEGINS,
        allowances=(("", allowance("1 working day")),),
        runs_on="journey",
        starts=(on("contact_received"),),
        stops=(on("outcome_decided"),),
        counts_from_first_receipt=True,
        note="Starts at first receipt by any channel. A rating never changes it: the rating's own clock may fall due "
        "sooner, and the sooner of the two is shown.",
    ),
    ClockRule(
        id="assessment",
        name="Child and family assessment",
        noun="Assessment",
        kind="statutory_guidance",
        evidence="V",
        source="CIN census guide 2023-24 section 4.9, 4.9.3; Working Together",
        in_force_from=BEGINS,
        allowances=(("", allowance("45 working days")),),
        runs_on="journey",
        starts=(on("referral_made", from_date="referral_on"), on("assessment_started")),
        stops=(on("assessment_authorised"), on("assessment_outcome_told")),
        stops_on_all=True,
        ends=(_CLOSED, on("outcome_decided", outcome=WITHOUT_ASSESSMENT)),
        note="From the point of referral, not from the assessment's start; met when it is authorised and family and "
        "agencies are told. K: an assessment begun later, on a child already open, counts from its own start.",
    ),
    ClockRule(
        id="assessment_internal_review",
        name="Internal review point of an assessment",
        noun="Review of the assessment",
        kind="statutory_guidance",
        evidence="V",
        source="CIN census guide 2023-24 4.9.2",
        in_force_from=BEGINS,
        allowances=(("", allowance("date set")),),
        set_by="review_on",
        set_by_wins=True,
        runs_on="journey",
        starts=(on("assessment_review_set"),),
        stops=(on("assessment_reviewed"),),
        ends=(_CLOSED, on("assessment_authorised")),
        note="A date that the worker sets at the outset, not an allowance. Setting it again may bring it forward; "
        "to put it back, the earlier entry is corrected with a reason.",
    ),
    ClockRule(
        id="s47_to_icpc",
        name="Initial child protection conference after a section 47 enquiry",
        noun="Initial conference",
        kind="statutory_guidance",
        evidence="V",
        source="CIN census guide 2023-24 4.12.2; Working Together",
        in_force_from=BEGINS,
        allowances=(("", allowance("15 working days")),),
        runs_on="journey",
        starts=(on("section47_started"),),
        stops=(on("conference_held", meeting="initial"),),
        ends=(_CLOSED, on("section47_concluded", unless={"outcome": ("conference",)})),
        note="From the strategy discussion at which the enquiry was begun: that discussion's moment is the moment of "
        "the start of the enquiry. Ends when the enquiry concludes without a conference.",
    ),
    ClockRule(
        id="transfer_in_cpc",
        name="Transfer-in child protection conference",
        noun="Transfer-in conference",
        kind="statutory_guidance",
        evidence="V",
        source="CIN census guide 2023-24 4.8",
        in_force_from=BEGINS,
        allowances=(("", allowance("15 working days")),),
        runs_on="journey",
        starts=(on("transfer_in_notified"), on("outcome_decided", outcome="transfer_in_conference")),
        stops=(on("conference_held", meeting="transfer_in"),),
    ),
    ClockRule(
        id="core_group_first",
        name="First core group",
        noun="Core group",
        kind="statutory_guidance",
        evidence="S",
        source="Working Together; Liverpool procedures; NYAS",
        in_force_from=BEGINS,
        allowances=(("", allowance("10 working days")),),
        runs_on="journey",
        starts=(on("protection_plan_started"),),
        stops=(on("core_group_held"),),
        ends=_PLAN_ENDS,
        note="A plan begins on the day of its conference (CIN rule 2885), so the plan's start is the conference date; "
        "a conference that makes no plan starts nothing.",
    ),
    ClockRule(
        id="rcpc_first",
        name="First review conference",
        noun="Review conference",
        kind="statutory_guidance",
        evidence="S",
        source="Working Together; North Yorkshire procedures",
        in_force_from=BEGINS,
        allowances=(("", allowance("3 months")),),
        runs_on="journey",
        starts=(on("protection_plan_started"),),
        stops=(on("conference_held", meeting="review"),),
        ends=_PLAN_ENDS,
    ),
    ClockRule(
        id="rcpc_next",
        name="Further review conferences",
        noun="Review conference",
        kind="statutory_guidance",
        evidence="S",
        source="Working Together; North Yorkshire procedures",
        in_force_from=BEGINS,
        allowances=(("", allowance("6 months")),),
        runs_on="journey",
        starts=(on("conference_held", meeting="review"),),
        stops=(on("conference_held", meeting="review"),),
        ends=_PLAN_ENDS,
        during=_PLAN,
    ),
)

NATIONAL: tuple[ClockRule, ...] = (*_JOURNEY, *OTHER_DUTIES)
