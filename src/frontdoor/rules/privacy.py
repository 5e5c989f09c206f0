"""What each stored field says of whom: for whoever exports, answers a person's request, erases, or reviews a change.

A field that stands here in no class is refused by a test, which prints the line to paste. Fields that every table has
(EVERYWHERE) are named once.
"""

from __future__ import annotations

from collections.abc import Mapping

from frontdoor.rules.journey_privacy import JOURNEY
from frontdoor.rules.privacy_classes import Privacy

__all__ = ["BEHIND_WALLS", "EVERYWHERE", "FIELDS", "Privacy", "classes_of"]


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
        P.STAFF: "last_login email name telephone approved_by registration registered_until last_used_on",
        P.SECRET: "password",
    },
    "access.AccountVersion": {
        P.SYSTEM: "pgh_id pgh_created_at pgh_label",
        P.STAFF: "name registration",
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
        P.WORK: "reference reason rota position paged_at answer_due_at told_next_at messaged_at acknowledged_at",
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
    "people.PersonVersion": {
        P.SYSTEM: "pgh_id pgh_created_at pgh_label",
        P.IDENTITY: "given_name family_name born_on expected_on label name_to_use",
        P.CHILD: "kind born_estimated age_said school household",
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
    "people.IdentifierVersion": {
        P.SYSTEM: "pgh_id pgh_created_at pgh_label",
        P.CHILD: "person unknown_because until",
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
    "people.OpenStatusVersion": {
        P.SYSTEM: "pgh_id pgh_created_at pgh_label",
        P.STAFF: "worker",
        P.CHILD: "person open_episode early_help early_help_since plan plan_since placed_here team",
        P.SENSITIVE: "plan_category looked_after_by looked_after_since",
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
    "returns.Followed": {P.SYSTEM: "position judged_on"},
    "returns.Run": {
        P.WORK: "kind year rules_year on state done position asked_at started_at finished_at children errors queries "
        "not_run refusal",
        P.STAFF: "asked_for_by asked_for_by_name",
        P.CHILD: "page findings file",
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
        P.SENSITIVE: "register",
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
    **JOURNEY,
}

#: Classes of which a table may hold nothing without the walls of row security.
BEHIND_WALLS = frozenset({P.IDENTITY, P.CHILD, P.SENSITIVE, P.CONTACT, P.WORDS})


def classes_of(model: str) -> Mapping[str, Privacy]:
    """The class of every field of a model ("people.Person") that is not the same everywhere."""
    return {name: privacy for privacy, listed in FIELDS.get(model, {}).items() for name in listed.split()}
