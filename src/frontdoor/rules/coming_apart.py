"""Whose is what came while two people were read as one: of each kind of thing a person is asked, or a rule says.

Every event of the ledger, every kind of row inside a journey and every column of a person is classed here; a new one
that is not fails a test. Sources: issue of who is who; house section 4.2 (events keep the id they were written with).
"""

from __future__ import annotations

from enum import StrEnum


class Whose(StrEnum):
    """How it is settled whose something is."""

    ASKED = "asked"  # a person says, item by item
    CONTACT = "contact"  # it goes where the contact goes in which it was done
    NUMBER = "number"  # it stays with the number it was written with
    BOTH = "both"  # it holds for both, until a person lifts it
    NOBODY = "nobody"  # it is about no child


#: What the page says of what it does not ask about.
RULES = (
    "What each had before stays with their own number.",
    "A decision and what follows from it (signatures, referral, allocation, hand-over, discussion, enquiry, "
    "assessment, conference, plan, help, closing, what was told) stays with the contact on which it was decided. If it "
    "was made of the wrong child, correct it there and make it for the other.",
    "What was written with a contact that came since goes with that contact.",
    "A restriction, or a bar of a member of staff, that was set since holds for both until somebody lifts it.",
    "Rows of agencies’ registers that were linked since are looked at anew: each is linked to whom it fits, or asked.",
    "What the case system says goes with its number.",
    "What was proposed and judged, who looked, emergency openings and allegations stay with the number they were "
    "written with.",
)

#: The details of a person that are asked about together, and the columns they are kept in.
DETAILS: dict[str, tuple[str, ...]] = {
    "birth": ("kind", "born_on", "born_estimated", "expected_on", "age_said"),
    "death": ("died_on",),
    "description": ("label",),
    "name_to_use": ("name_to_use",),
    "sex": ("sex",),
    "gender": ("gender", "pronouns"),
    "language": ("language", "interpreter"),
    "ethnicity": ("ethnicity",),
    "disabilities": ("disabilities",),
    "school": ("school",),
    "gp": ("gp",),
    "letters": ("letters_stopped",),
    "household": ("household",),
}
#: Columns of a person that are no detail: numbers for life, walls, what matching notes; and the name, which is a fact.
NO_DETAIL = frozenset(
    {
        "id", "authority", "agency", "compartment", "marking", "revision", "local_number", "given_name", "family_name",
        "provisional", "added_at", "matched_at", "match_again_since",
    }
)  # fmt: skip
#: Events inside a journey that tell of a detail: they go where the detail goes.
TELL_OF = {
    "birth": ("child_born", "pregnancy_ended"),
    "death": ("child_died",),
    "letters": ("letters_stopped", "letters_released"),
}

#: Rows inside a journey that tell of a child: whose each is that was made since, a person says. What it is called, and
#: the column that says with whom or from whom.
WORK: dict[str, tuple[str, str]] = {
    "information": ("Information", "given_by"),
    "informationrequest": ("A question to an agency", "to_agency"),
    "call": ("A telephone call", "with_whom"),
    "visit": ("A visit", ""),
    "missingepisode": ("That the child was missing", ""),
    "nationalreferral": ("A referral to the National Referral Mechanism", ""),
    "fgmreport": ("That female genital mutilation was found", ""),
    "order": ("An order or police protection", ""),
    "privatefostering": ("A private fostering arrangement", ""),
    "knownfact": ("A fact on the child’s card", "source"),
    "paper": ("A paper", "supplied_by"),
    "accessrequest": ("A request to see the record", "asked_by_name"),
}
#: Rows inside a journey that steer it: they stay with the contact on which they were decided. A gap in a visit goes
#: where the visit goes.
STEERS = frozenset(
    {
        "decision", "alsooutcome", "referral", "feedback", "disagreement", "lateness", "gap", "handover", "allocation",
        "assessment", "conference", "plan", "help", "closure", "closingrequest", "strategydiscussion",
        "safetyplanline", "section47enquiry",
    }
)  # fmt: skip

_ASKED = """
person_named person_details_changed address_changed relationship_recorded safety_line_set household_changed child_born
pregnancy_ended child_died letters_stopped letters_released information_added new_information_received
new_information_read call_logged information_requested agency_told information_answered information_answered_in_part
information_request_withdrawn information_request_reminded visit_planned visit_recorded visit_added_to
child_missing_reported missing_reported child_returned return_interview_offered return_interview_done
return_interview_declined police_protection_started police_protection_ended emergency_order_made emergency_order_ended
private_fostering_notified private_fostering_ended fact_recorded fact_ended paper_recorded access_requested
access_answer_prepared access_request_extended access_request_answered nrm_referred nrm_reasonable_grounds
nrm_conclusive_grounds fgm_discovered fgm_reported
"""
_CONTACT = """
contact_received contact_entered contact_acknowledged contact_rated contact_linked contact_unlinked
contact_passed_to_duty_manager danger_declared outcome_decided outcome_proposed also_decided countersign_asked
decision_countersigned decision_confirmed referral_made no_further_action_taken primary_need_recorded feedback_drafted
feedback_released feedback_withheld disagreement_raised disagreement_escalated disagreement_resolved decision_sampled
significant_harm_suspected strategy_discussion_held strategy_discussion_reconvened safety_plan_agreed
safety_plan_checked safety_plan_not_needed safety_step_taken section47_started section47_concluded gap_noted gap_filled
paged page_acknowledged serious_incident_known serious_incident_notified rapid_review_submitted
encompass_incident encompass_told assessment_started assessment_review_set assessment_reviewed
assessment_authorised assessment_outcome_told transfer_in_notified conference_held core_group_held
protection_plan_started protection_plan_ended need_plan_started need_plan_ended help_started
school_left school_file_transferred allocated allocation_accepted
allocation_declined handed_over handover_accepted handover_declined handover_escalated journey_closed closing_asked
closing_signed closing_not_signed journey_reopened lateness_explained event_voided clock_due_soon clock_overdue
wall_moved
"""
_NUMBER = """
person_added adopted_from_care status_loaded demographics_asked demographics_answered match_proposed match_judged
person_linked link_confirmed people_merged people_unmerged fact_assigned search_decided register_asked register_linked
register_confirmed register_parted glass_broken glass_reviewed let_in
letting_in_ended allegation_known lado_informed
"""
_BOTH = "person_restricted restriction_lifted family_known bar_lifted"
_NOBODY = """
intake_signed_off register_agreed register_agreement_ended register_loaded account_made account_changed account_stopped
account_started password_link_given
"""

#: Of each event of the ledger, how it is settled whose it is.
EVENTS: dict[str, Whose] = {
    kind: whose
    for whose, kinds in (
        (Whose.ASKED, _ASKED), (Whose.CONTACT, _CONTACT), (Whose.NUMBER, _NUMBER), (Whose.BOTH, _BOTH),
        (Whose.NOBODY, _NOBODY),
    )
    for kind in kinds.split()
}  # fmt: skip
