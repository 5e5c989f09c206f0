"""Which clocks ran after the decision: enquiries, assessments, visits, plans. Each row reads like a case note."""

from __future__ import annotations

import pytest

from frontdoor.rules.clocks import replay
from tests.rules.told import MONDAY, PETERBOROUGH, Told, notes, told

UNBORN = {"channel": "web", "source": "2A", "danger_now": False, "subject": "unborn"}

STORIES: list[tuple[str, list[Told], str, list[str]]] = [
    (
        "the assessment counts from the referral's date, and is met when family and agencies were told",
        [
            ("referral_made", "2026-01-05T10:00", {"referral_on": "2026-01-02"}),
            ("assessment_started", "2026-01-07T10:00", {}),
            ("assessment_authorised", "2026-03-05T10:00", {}),
            ("assessment_outcome_told", "2026-03-07T10:00", {}),
        ],
        "assessment",
        ["2026-03-06T23:59 met late"],
    ),
    (
        "authorised alone is not met",
        [
            ("referral_made", "2026-01-05T10:00", {"referral_on": "2026-01-02"}),
            ("assessment_authorised", "2026-03-05T10:00", {}),
        ],
        "assessment",
        ["2026-03-06T23:59 running"],
    ),
    (
        "a decision changed to early help ends the assessment's clock",
        [
            ("referral_made", "2026-01-05T10:00", {"referral_on": "2026-01-05"}),
            ("outcome_decided", "2026-01-05T10:00", {"outcome": "assessment"}),
            ("outcome_decided", "2026-01-06T10:00", {"outcome": "early_help"}),
        ],
        "assessment",
        ["2026-03-09T23:59 ended"],
    ),
    (
        "a review date is brought forward by setting it again, not put back",
        [
            ("assessment_review_set", "2026-01-05T10:00", {"review_on": "2026-01-20"}),
            ("assessment_review_set", "2026-01-06T10:00", {"review_on": "2026-02-20"}),
            ("assessment_review_set", "2026-01-07T10:00", {"review_on": "2026-01-16"}),
        ],
        "assessment_internal_review",
        ["2026-01-16T23:59 running"],
    ),
    (
        "before the birth nobody waits for the child to be seen: the mother is visited",
        [
            ("contact_received", "2026-11-20T09:00", UNBORN),
            ("section47_started", "2026-11-20T10:00", {}),
            ("visit_recorded", "2026-11-20T12:00", {"purpose": "section47", "seen": False, "mother_seen": True}),
        ],
        "initial_sw_visit",
        [],
    ),
    (
        "the visit to the mother is due when the child's would be, and is met when she is seen",
        [
            ("contact_received", "2026-11-20T09:00", UNBORN),
            ("section47_started", "2026-11-20T10:00", {}),
            ("visit_recorded", "2026-11-20T12:00", {"purpose": "section47", "seen": False, "mother_seen": False}),
            ("visit_recorded", "2026-11-24T12:00", {"purpose": "section47", "seen": False, "mother_seen": True}),
        ],
        "mother_visit",
        ["2026-11-23T23:59 met late"],
    ),
    (
        "the child of an assessment begun before the birth is to be seen from the birth on",
        [
            ("contact_received", "2026-11-02T09:00", UNBORN),
            ("outcome_decided", "2026-11-02T10:00", {"outcome": "assessment"}),
            ("visit_recorded", "2026-11-04T12:00", {"purpose": "assessment", "seen": False, "mother_seen": True}),
            ("child_born", "2026-11-20T03:00", {}),
            ("visit_recorded", "2026-11-23T12:00", {"purpose": "assessment", "seen": True}),
        ],
        "initial_sw_visit",
        ["2026-11-27T23:59 met"],
    ),
    (
        "a birth ends the wait for the mother: nobody can visit her before it any more",
        [
            ("contact_received", "2026-11-20T09:00", UNBORN),
            ("section47_started", "2026-11-20T10:00", {}),
            ("child_born", "2026-11-24T03:00", {}),
        ],
        "mother_visit",
        ["2026-11-23T23:59 ended late"],
    ),
    (
        "a pregnancy that ended leaves nobody to visit before a birth",
        [
            ("contact_received", "2026-11-20T09:00", UNBORN),
            ("section47_started", "2026-11-20T10:00", {}),
            ("pregnancy_ended", "2026-11-21T03:00", {"ended": "miscarriage"}),
        ],
        "mother_visit",
        ["2026-11-23T23:59 ended"],
    ),
    (
        "a journey that closed before the birth asks for no visit after it, until it is reopened",
        [
            ("contact_received", "2026-11-02T09:00", UNBORN),
            ("outcome_decided", "2026-11-02T10:00", {"outcome": "assessment"}),
            ("journey_closed", "2026-11-10T10:00", {}),
            ("child_born", "2026-11-20T03:00", {}),
        ],
        "initial_sw_visit",
        [],
    ),
    (
        "reopened after the birth, the child is to be seen from then on",
        [
            ("contact_received", "2026-11-02T09:00", UNBORN),
            ("outcome_decided", "2026-11-02T10:00", {"outcome": "assessment"}),
            ("journey_closed", "2026-11-10T10:00", {}),
            ("child_born", "2026-11-20T03:00", {}),
            ("journey_reopened", "2026-11-23T10:00", {}),
        ],
        "initial_sw_visit",
        ["2026-11-30T23:59 running"],
    ),
    (
        "a plan before the birth is visited through the mother, after it only by seeing the child",
        [
            ("contact_received", "2026-10-01T09:00", UNBORN),
            ("protection_plan_started", "2026-11-02T10:00", {}),
            ("visit_recorded", "2026-11-10T12:00", {"purpose": "plan", "seen": False, "mother_seen": True}),
            ("child_born", "2026-11-12T03:00", {}),
            ("visit_recorded", "2026-11-13T12:00", {"purpose": "plan", "seen": False}),
        ],
        "cp_visit",
        ["2026-11-16T23:59 met", "2026-11-24T23:59 running"],
    ),
    (
        "a discussion at night without health stands, and must be reconvened",
        [
            ("significant_harm_suspected", "2026-11-20T22:00", {}),
            ("strategy_discussion_held", "2026-11-20T23:00", {"quorate": False}),
        ],
        "strategy_discussion",
        ["2026-11-21T22:00 met"],
    ),
    (
        "it is reconvened only when those who were missing were there",
        [
            ("strategy_discussion_held", "2026-11-20T23:00", {"quorate": False}),
            ("strategy_discussion_reconvened", "2026-11-23T09:00", {"quorate": False}),
            ("strategy_discussion_reconvened", "2026-11-23T15:00", {"quorate": True}),
        ],
        "reconvene_quorum",
        [f"{MONDAY} met"],
    ),
    (
        "fifteen working days from the discussion that began the enquiry, whatever was held after it",
        [
            ("strategy_discussion_held", "2026-11-20T10:00", {"quorate": True}),
            ("section47_started", "2026-11-20T10:00", {}),
            ("strategy_discussion_held", "2026-11-30T10:00", {"quorate": True}),
            ("conference_held", "2026-12-11T10:00", {"meeting": "initial", "pre_birth": False}),
        ],
        "s47_to_icpc",
        ["2026-12-11T23:59 met"],
    ),
    (
        "an enquiry concluded without a conference ends it",
        [
            ("section47_started", "2026-11-20T10:00", {}),
            ("section47_concluded", "2026-11-30T10:00", {"outcome": "need_plan"}),
        ],
        "s47_to_icpc",
        ["2026-12-11T23:59 ended"],
    ),
    (
        "concluded with a conference to come does not",
        [
            ("section47_started", "2026-11-20T10:00", {}),
            ("section47_concluded", "2026-11-30T10:00", {"outcome": "conference"}),
        ],
        "s47_to_icpc",
        ["2026-12-11T23:59 running"],
    ),
    (
        "an enquiry begun after the decision brings the first visit forward",
        [
            ("outcome_decided", "2026-11-20T10:00", {"outcome": "assessment"}),
            ("section47_started", "2026-11-23T10:00", {}),
        ],
        "initial_sw_visit",
        ["2026-11-24T23:59 running"],
    ),
    (
        "a visit at which the child was not seen stops nothing",
        [
            ("outcome_decided", "2026-11-20T10:00", {"outcome": "assessment"}),
            ("visit_recorded", "2026-11-21T10:00", {"purpose": "assessment", "seen": False}),
        ],
        "initial_sw_visit",
        ["2026-11-27T23:59 running"],
    ),
    (
        "each visit at which the child was seen starts the next while the plan is in force",
        [
            ("protection_plan_started", "2026-11-02T10:00", {}),
            ("visit_recorded", "2026-11-05T10:00", {"purpose": "child_protection", "seen": True}),
            ("visit_recorded", "2026-11-12T10:00", {"purpose": "child_protection", "seen": False}),
            ("visit_recorded", "2026-11-20T10:00", {"purpose": "child_protection", "seen": True}),
            ("protection_plan_ended", "2026-11-25T10:00", {}),
            ("visit_recorded", "2026-11-26T10:00", {"purpose": "child_protection", "seen": True}),
        ],
        "cp_visit",
        ["2026-11-16T23:59 met", "2026-11-19T23:59 met late", "2026-12-04T23:59 ended"],
    ),
    (
        "a core group is no visit",
        [
            ("protection_plan_started", "2026-11-02T10:00", {}),
            ("core_group_held", "2026-11-05T10:00", {}),
            ("visit_recorded", "2026-11-05T10:00", {"purpose": "core_group", "seen": True}),
        ],
        "cp_visit",
        ["2026-11-16T23:59 running"],
    ),
    (
        "core groups follow one another until the plan ends",
        [
            ("protection_plan_started", "2026-11-02T10:00", {}),
            ("core_group_held", "2026-11-10T10:00", {}),
            ("core_group_held", "2026-12-15T10:00", {}),
        ],
        "core_group_next",
        ["2026-12-10T23:59 met late", "2027-01-14T23:59 running"],
    ),
    (
        "review conferences: three months, then six",
        [
            ("protection_plan_started", "2026-01-31T10:00", {}),
            ("conference_held", "2026-04-28T10:00", {"meeting": "review"}),
        ],
        "rcpc_next",
        ["2026-10-28T23:59 running"],
    ),
    (
        "a visit under a child in need plan does not go on once the child is protected",
        [
            ("need_plan_started", "2026-11-02T10:00", {}),
            ("protection_plan_started", "2026-11-10T10:00", {}),
            ("visit_recorded", "2026-11-11T10:00", {"purpose": "child_protection", "seen": True}),
        ],
        "cin_visit",
        ["2026-11-30T23:59 ended"],
    ),
    (
        "birth counts only after a conference before birth",
        [("child_born", "2026-11-20T03:00", {})],
        "rcpc_after_birth",
        [],
    ),
    (
        "after one it does",
        [
            ("conference_held", "2026-10-20T10:00", {"meeting": "initial", "pre_birth": True}),
            ("child_born", "2026-11-20T03:00", {}),
        ],
        "rcpc_after_birth",
        ["2026-11-30T23:59 running"],
    ),
    (
        "a return interview refused is declined, never met",
        [
            ("child_returned", "2026-11-20T03:00", {}),
            ("return_interview_offered", "2026-11-20T12:00", {}),
            ("return_interview_declined", "2026-11-21T12:00", {}),
        ],
        "rhi_offer",
        ["2026-11-23T03:00 declined"],
    ),
    (
        "an offered one is still owed",
        [("child_returned", "2026-11-20T03:00", {}), ("return_interview_offered", "2026-11-20T12:00", {})],
        "rhi_offer",
        ["2026-11-23T03:00 running"],
    ),
    (
        "an order extended by the court ends when the court last wrote",
        [
            ("emergency_order_made", "2026-11-20T10:00", {"ends_at": "2026-11-28T12:00:00+00:00"}),
            ("emergency_order_made", "2026-11-27T10:00", {"ends_at": "2026-12-05T12:00:00+00:00"}),
        ],
        "epo",
        ["2026-12-05T12:00 running"],
    ),
    (
        "a conclusive decision too early for the minimum is named so",
        [
            ("nrm_reasonable_grounds", "2026-11-02T10:00", {"positive": True}),
            ("nrm_conclusive_grounds", "2026-11-20T10:00", {"positive": True}),
        ],
        "nrm_cg",
        ["2026-12-02T23:59 too early"],
    ),
    (
        "a negative decision starts no minimum",
        [("nrm_reasonable_grounds", "2026-11-02T10:00", {"positive": False})],
        "nrm_cg",
        [],
    ),
    (
        "each gap has its own clock",
        [
            ("gap_noted", "2026-11-20T22:00", {"gap": "agreement"}),
            ("gap_noted", "2026-11-20T22:00", {"gap": "name"}),
            ("gap_filled", "2026-11-21T10:00", {"gap": "name"}),
        ],
        "gap_to_fill",
        [f"{MONDAY} running", f"{MONDAY} met"],
    ),
    (
        "a request for access is answered within a calendar month of the day it was made",
        [("access_requested", "2026-01-30T15:00", {"asked_by": "parent"})],
        "access_request",
        ["2026-02-28T23:59 running"],
    ),
    (
        "a complex one within three months of the day it was made, not of the day it was extended",
        [
            ("access_requested", "2026-01-30T15:00", {"asked_by": "parent"}),
            ("access_request_extended", "2026-02-20T09:00", {"asked_on": "2026-01-30"}),
            ("access_request_answered", "2026-05-01T09:00", {"outcome": "part"}),
        ],
        "access_request",
        ["2026-04-30T23:59 met late"],
    ),
    (
        "closing the journey does not end anybody's right to an answer",
        [
            ("access_requested", "2026-01-30T15:00", {"asked_by": "child"}),
            ("journey_closed", "2026-02-02T09:00", {}),
        ],
        "access_request",
        ["2026-02-28T23:59 running"],
    ),
    (
        "private fostering: seven working days, then every six weeks",
        [
            ("private_fostering_notified", "2026-11-02T10:00", {}),
            ("visit_recorded", "2026-11-05T10:00", {"purpose": "private_fostering", "seen": True}),
        ],
        "private_fostering_next",
        ["2026-12-17T23:59 running"],
    ),
]


@pytest.mark.parametrize(("because", "rows", "clock", "expected"), STORIES, ids=[row[0] for row in STORIES])
def test_which_clocks_ran(because: str, rows: list[Told], clock: str, expected: list[str]) -> None:
    assert notes(replay(told(*rows), PETERBOROUGH), clock) == expected, because
