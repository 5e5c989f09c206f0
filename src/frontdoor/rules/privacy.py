"""What each stored field says of whom: for whoever exports, answers a person's request, erases, or reviews a change.

A field that stands here in no class is refused by a test, which prints the line to paste. Fields that every table has
(EVERYWHERE) are named once.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Privacy(StrEnum):
    """What a field says of whom."""

    SYSTEM = "system"  # walls, links and counters of the program
    WORK = "work"  # how the work goes; of no person by itself
    STAFF = "staff"  # who did what: personal data of those who work here
    IDENTITY = "identity"  # who somebody is: names, numbers, dates of birth
    CHILD = "child"  # what happened to a child, in codes and moments
    SENSITIVE = "sensitive"  # health, ethnicity, sex, offences, abuse: UK GDPR articles 9 and 10, DPA 2018 schedule 1
    CONTACT = "contact"  # where somebody is and how they are reached: harm follows if the wrong person learns it
    WORDS = "words"  # what people wrote: anything may stand in it
    SECRET = "secret"  # noqa: S105 - proves who somebody is; never shown, never exported


P = Privacy

#: The same in every table: keys, walls and ties.
EVERYWHERE = frozenset(
    {"id", "authority", "agency", "compartment", "marking", "revision", "journey", "about", "contact", "record", "act"}
    | {"voided_at"}
)

#: Fields by model and class, in the order of the tables.
FIELDS: dict[str, dict[Privacy, str]] = {
    "ledger.Event": {
        P.WORK: "kind record_kind happened_at recorded_at data voids batch",
        P.STAFF: "by_account by_role",
    },
    "ledger.Unsealed": {
        P.WORK: "event",
    },
    "ledger.Seal": {
        P.SYSTEM: "hash",
        P.WORK: "position event sealed_at",
    },
    "ledger.Token": {
        P.SYSTEM: "token",
        P.WORK: "reference",
    },
    "ledger.ClockRun": {
        P.WORK: "clock start_event started_at soon_at due_at limit stop_event stopped_at ended_as rule_from",
    },
    "ledger.Standing": {
        P.WORK: "stage rating danger_now first_received_at next_clock next_due_at last_event_at",
    },
    "access.Account": {
        P.WORK: "role teams reads is_active made_on asleep",
        P.STAFF: "last_login email name telephone registration registered_until last_used_on",
        P.SECRET: "password",
    },
    "access.Bar": {
        P.WORK: "because since lifted_at",
        P.STAFF: "account",
        P.CHILD: "person",
    },
    "access.Restriction": {
        P.WORK: "kind since lifted_at",
        P.STAFF: "custodian",
        P.CHILD: "person",
    },
    "access.Grant": {
        P.WORK: "emergency since until reviewed_at verdict",
        P.STAFF: "account given_by reviewed_by",
        P.CHILD: "person",
        P.WORDS: "reason",
    },
    "access.ApiKey": {
        P.SYSTEM: "hash",
        P.WORK: "purpose made_at expires_at stopped_at",
    },
    "access.Look": {
        P.WORK: "role page purpose refused at",
        P.STAFF: "account",
        P.CHILD: "person",
    },
    "outbox.Message": {
        P.WORK: "channel subject reference queued_at tries handed_over_at failed_because",
        P.STAFF: "to_account",
        P.CONTACT: "to_address",
        P.WORDS: "body",
    },
    "outbox.Page": {
        P.WORK: "reference reason rota position paged_at answer_due_at told_next_at acknowledged_at",
        P.STAFF: "to_name acknowledged_by",
        P.CONTACT: "to_telephone",
    },
    "documents.Narrative": {
        P.WORK: "question in_confidence exemptions recorded_at",
        P.STAFF: "written_by",
        P.CHILD: "person subjects",
        P.WORDS: "text",
    },
    "documents.NarrativeVersion": {
        P.SYSTEM: "pgh_id pgh_created_at pgh_label",
        P.WORK: "question in_confidence exemptions recorded_at",
        P.STAFF: "written_by",
        P.CHILD: "person subjects",
        P.WORDS: "text",
    },
    "drafts.Draft": {
        P.WORK: "form seen saved_at",
        P.STAFF: "account",
        P.WORDS: "answers",
    },
    "drafts.SavedForm": {
        P.WORK: "reference tries saved_at expires_at",
        P.SECRET: "code_hash sealed",
    },
    "people.Person": {
        P.IDENTITY: "local_number label given_name family_name name_to_use born_on expected_on",
        P.CHILD: "kind born_estimated age_said school provisional household added_at matched_at match_again_since",
        P.SENSITIVE: "died_on sex gender pronouns language interpreter ethnicity disabilities gp letters_stopped",
    },
    "people.Name": {
        P.IDENTITY: "given_name family_name key family_key",
        P.CHILD: "person kind since until",
    },
    "people.MatchKey": {
        P.IDENTITY: "key",
        P.CHILD: "person",
    },
    "people.MatchForm": {
        P.IDENTITY: "form",
        P.CHILD: "person",
    },
    "people.NameCount": {
        P.SYSTEM: "role word people",
    },
    "people.Identifier": {
        P.IDENTITY: "value",
        P.CHILD: "person kind verified unknown_because until",
    },
    "people.Address": {
        P.CHILD: "person kind confidential since until",
        P.CONTACT: "lines postcode keep_from",
    },
    "people.Telephone": {
        P.CHILD: "person confidential until",
        P.CONTACT: "number safe",
    },
    "people.SafetyLine": {
        P.CHILD: "person since until",
        P.WORDS: "words",
    },
    "people.Household": {
        P.IDENTITY: "known_as",
        P.CHILD: "made_at",
    },
    "people.Relationship": {
        P.CHILD: "person to relationship parental_responsibility lives_with source since until",
        P.SENSITIVE: "may_be_a_risk",
    },
    "people.Context": {
        P.IDENTITY: "name",
        P.CHILD: "kind added_at",
        P.CONTACT: "where",
    },
    "people.OpenStatus": {
        P.STAFF: "worker",
        P.IDENTITY: "source_number",
        P.CHILD: "person open_episode early_help early_help_since plan plan_since placed_here team as_at",
        P.SENSITIVE: "plan_category looked_after_by looked_after_since restricted",
        P.CONTACT: "telephone",
    },
    "people.RegisterAgreement": {
        P.WORK: "register purpose basis agreement assessment starts_on ends_on recorded_at loaded_at",
        P.STAFF: "recorded_by",
    },
    "people.RegisterEntry": {
        P.STAFF: "named_contact contact_telephone contact_email confirmed_by",
        P.IDENTITY: "key given_name family_name name_key born_on nhs_number upn household",
        P.CHILD: ("person_kind relationship held_at last_seen_on since ended_on person because linked_at not_people"),
        P.SENSITIVE: "register headline",
    },
    "people.Trace": {
        P.WORK: "tries next_try_at",
        P.STAFF: "asked_by_account",
        P.CHILD: "person asked_at outcome answered_at",
    },
    "returns.FeedCall": {
        P.WORK: "called_at position children outcome answered_at answered_with receipt problem",
        P.IDENTITY: "numbers",
    },
    "returns.FeedChild": {
        P.SYSTEM: "content parts call",
        P.IDENTITY: "number",
        P.CHILD: "person accepted_at",
    },
    "returns.Matter": {
        P.CHILD: "person rule is_error table field found_at ended_at",
        P.IDENTITY: "number",
    },
    "returns.Followed": {P.SYSTEM: "position"},
    "returns.Run": {
        P.WORK: "kind year rules_year on state done position asked_at started_at finished_at children errors queries "
        "not_run refusal",
        P.STAFF: "asked_for_by asked_for_by_name",
        P.CHILD: "page file",
    },
    "returns.RunIssue": {
        P.SYSTEM: "run",
        P.CHILD: "person rule is_error table field value",
        P.IDENTITY: "number",
    },
    "people.Joining": {
        P.WORK: "how",
        P.STAFF: "joined_by confirmed_by undone_by",
        P.CHILD: "person to held moved joined_at confirmed_at undone_at",
    },
    "people.Alias": {
        P.CHILD: "person to joining confirmed since until",
    },
    "people.Proposal": {
        P.WORK: "state proposed_at settled_at",
        P.STAFF: "proposed_by",
        P.CHILD: "person to weight evidence flags joining",
    },
    "people.Judgement": {
        P.WORK: "second judged_at",
        P.STAFF: "judged_by judged_by_name",
        P.CHILD: "person to proposal verdict ended_at",
    },
    "people.SearchStep": {
        P.WORK: "step decided_at",
        P.STAFF: "decided_by decided_by_name",
        P.CHILD: "person",
    },
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
    "journey.Referrer": {
        P.IDENTITY: "name job organisation",
        P.CHILD: "kind reply_by may_name subjects",
        P.CONTACT: "telephone email",
        P.WORDS: "safe_contact",
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
    },
    "journey.Referral": {
        P.CHILD: "referral_on source no_further_action rereferral closed_on closed_because transfer_in",
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
            "outing purpose planned_for arrived_at left_at parents_knew seen alone where bedroom "
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
    "journey.Closure": {
        P.STAFF: "closed_by second_signature",
        P.CHILD: "reason statutory closed_at closed_on in_bulk sampled_because reopened_at",
    },
}

#: Classes of which a table may hold nothing without the walls of row security.
BEHIND_WALLS = frozenset({P.IDENTITY, P.CHILD, P.SENSITIVE, P.CONTACT, P.WORDS})


def classes_of(model: str) -> Mapping[str, Privacy]:
    """The class of every field of a model ("people.Person") that is not the same everywhere."""
    return {name: privacy for privacy, listed in FIELDS.get(model, {}).items() for name in listed.split()}
