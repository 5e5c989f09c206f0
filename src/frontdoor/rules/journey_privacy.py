"""What the fields of the spine say of whom, by table and class: a part of `rules.privacy`."""

from __future__ import annotations

from frontdoor.rules.privacy_classes import Privacy

P = Privacy

#: Fields by model and class, in the order of the tables.
JOURNEY: dict[str, dict[Privacy, str]] = {
    "journey.Contact": {
        P.SYSTEM: "token",
        P.STAFF: "received_by",
        P.IDENTITY: "occurrence",
        P.CHILD: (
            "reference channel source received_at incident_at aware_at sent_at entered_at danger_now "
            "subjects household others_not_named incident referrer_kind referrer_agency family_told "
            "family_may_know agreement attended_at encompass_sent looked_at passed_to_duty_manager"
        ),
        P.SENSITIVE: "worries police_grade dash handling_code",
    },
    "journey.PassedOn": {
        P.STAFF: "account",
        P.CHILD: "reference sent_at people",
    },
    "journey.Referrer": {
        P.IDENTITY: "name job organisation",
        P.CHILD: "kind reply_by may_name subjects",
        P.CONTACT: "telephone email",
        P.WORDS: "safe_contact",
    },
    "journey.ContactVersion": {
        P.SYSTEM: "pgh_id pgh_created_at pgh_label",
        P.CHILD: "source subjects",
    },
    "journey.ReferrerVersion": {
        P.SYSTEM: "pgh_id pgh_created_at pgh_label",
        P.IDENTITY: "name",
        P.CHILD: "kind subjects",
        P.CONTACT: "telephone email",
    },
    "journey.Journey": {
        P.STAFF: "worker seen_by",
        P.IDENTITY: "label",
        P.CHILD: (
            "kind team held_since agencies joins lives_in safe_tonight seen spoken_to level_asked "
            "missing_since outcome also decided_at reopened_at quiet seen_by_teams"
        ),
        P.CONTACT: "where_now with_whom until_when",
    },
    "journey.JourneyVersion": {
        P.SYSTEM: "pgh_id pgh_created_at pgh_label",
        P.STAFF: "worker",
        P.CHILD: "team held_since",
    },
    "journey.Information": {
        P.STAFF: "given_by added_by for_worker read_by",
        P.CHILD: "by_agency received_at harm_possible for_team waits read_at",
    },
    "journey.Decision": {
        P.STAFF: "decided_by decided_by_name registration pass_to_account confirmed_by countersigned_by",
        P.CHILD: (
            "outcome also level_asked level_decided decided_at recorded_at effective_at pass_to in_backlog "
            "unanswered sources history_read family_knows family_why_not basis agreement safe_tonight "
            "to_finish confirmed_at countersign_because countersigned_at countersigned_agrees "
            "sampled_because"
        ),
        P.SENSITIVE: "primary_need",
    },
    "journey.AlsoOutcome": {
        P.STAFF: "set_by",
        P.CHILD: "decision also set_at",
        P.SENSITIVE: "fgm_found",
    },
    "journey.Referral": {
        P.CHILD: "referral_on source no_further_action rereferral closed_on closed_because transfer_in",
        P.SENSITIVE: "primary_need",
    },
    "journey.ReferralVersion": {
        P.SYSTEM: "pgh_id pgh_created_at pgh_label",
        P.SENSITIVE: "primary_need",
    },
    "journey.InformationRequest": {
        P.STAFF: "asked_by_account answered_by_name",
        P.CHILD: (
            "to_agency rating basis asked_at state answered_at refused_because reminded_at reminders withdrawn_at"
        ),
    },
    "journey.Feedback": {
        P.STAFF: "released_by",
        P.IDENTITY: "to_name",
        P.CHILD: "to_kind drafted_at released_at means withheld_because",
        P.CONTACT: "to_address",
    },
    "journey.Disagreement": {
        P.STAFF: "raised_by",
        P.CHILD: "raised_by_agency raised_at step resolved_at outcome",
    },
    "journey.Lateness": {
        P.STAFF: "recorded_by",
        P.CHILD: "clock reason recorded_at",
    },
    "journey.Call": {
        P.STAFF: "taken_by",
        P.IDENTITY: "with_whom",
        P.CHILD: "direction with_kind rang_at",
    },
    "journey.Gap": {
        P.STAFF: "noted_by filled_by",
        P.CHILD: "gap step noted_at filled_at",
    },
    "journey.StrategyDiscussion": {
        P.STAFF: "called_by chaired_by",
        P.CHILD: "called_at held_at agencies absent quorate alone starts_enquiry reconvened_at ended_at",
    },
    "journey.SafetyPlanLine": {
        P.IDENTITY: "who",
        P.CHILD: "discussion by_when agreed_at review_on checked_at ended_at",
    },
    "journey.Section47Enquiry": {
        P.STAFF: "decided_by confirmed_by",
        P.CHILD: "discussion started_at joint confirmed_at concluded_at outcome conference_not_needed",
    },
    "journey.Order": {
        P.STAFF: "officer",
        P.CHILD: "kind started_at ends_at end_as_written ended_at",
    },
    "journey.MissingEpisode": {
        P.CHILD: "reported_at returned_at offered_at declined_at done_at",
    },
    "journey.NationalReferral": {
        P.STAFF: "referred_by",
        P.SENSITIVE: "referred_at number reasonable_at reasonable_positive conclusive_at conclusive_positive",
    },
    "journey.FgmReport": {
        P.STAFF: "found_by reported_by",
        P.SENSITIVE: "found_at reported_at police_reference",
    },
    "journey.Allegation": {
        P.STAFF: "known_by informed_by officer",
        P.CHILD: "known_at informed_at",
    },
    "journey.HandOver": {
        P.STAFF: "to_account from_worker offered_by accepted_by accepted_by_name declined_by",
        P.IDENTITY: "to_words",
        P.CHILD: "to_kind to let_in from_team offered_at accepted_at declined_at declined_because escalated_at",
    },
    "journey.Allocation": {
        P.STAFF: "worker offered_by accepted_by declined_by",
        P.CHILD: "team offered_at let_in accepted_at declined_at declined_because",
    },
    "journey.Visit": {
        P.STAFF: "visited_by",
        P.CHILD: (
            "outing purpose planned_for arrived_at left_at parents_knew seen mother_seen alone where bedroom "
            "interpreter_is_family can_stay next_try_at next_visit_at agreed_with_family recorded_at"
        ),
        P.SENSITIVE: "interpreter",
    },
    "journey.Assessment": {
        P.STAFF: "started_by authorised_by",
        P.CHILD: "referral started_at review_on reviewed_at child_seen authorised_at told_at in_need outcome",
        P.SENSITIVE: "factors",
    },
    "journey.Conference": {
        P.CHILD: "meeting held_at pre_birth plan",
        P.SENSITIVE: "categories",
    },
    "journey.Plan": {
        P.CHILD: "kind started_on ended_on previous_plans ended_because",
        P.SENSITIVE: "first_category latest_category",
    },
    "journey.Help": {
        P.IDENTITY: "who",
        P.CHILD: "what agreed_on started_on",
    },
    "journey.PrivateFostering": {
        P.IDENTITY: "with_whom",
        P.CHILD: "known_at began_on ended_at",
    },
    "journey.IntakeCount": {
        P.WORK: "on channel arrived explained counted_at",
        P.STAFF: "counted_by",
    },
    "journey.IntakeSignOff": {
        P.WORK: "on signed_at unexplained",
        P.STAFF: "signed_by signed_by_name",
    },
    "journey.KnownFact": {
        P.STAFF: "recorded_by",
        P.IDENTITY: "source",
        P.CHILD: "since until ended_on told_at",
        P.SENSITIVE: "kind",
    },
    "journey.Paper": {
        P.STAFF: "recorded_by",
        P.IDENTITY: "supplied_by",
        P.CHILD: "kind dated in_confidence exemptions received_at",
    },
    "journey.AccessRequest": {
        P.STAFF: "recorded_by answered_by",
        P.IDENTITY: "asked_by_name",
        P.CHILD: "asked_by_kind asked_at child_asked extended_at answered_at outcome",
    },
    "journey.ClosingRequest": {
        P.STAFF: "requested_by settled_by",
        P.CHILD: "reason statutory in_bulk closure asked_at settled_at signed",
    },
    "journey.Closure": {
        P.STAFF: "closed_by second_signature",
        P.CHILD: "reason statutory closed_at closed_on in_bulk sampled_because reopened_at",
    },
}
