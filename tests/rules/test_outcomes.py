"""The outcomes as a service manager reads them, and the small rules of deciding."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from frontdoor.rules.assessment import wrong_with
from frontdoor.rules.decision import (
    MISSING,
    ChildPart,
    FamilyPart,
    Known,
    in_backlog,
    is_rereferral,
    missing,
    second_signature,
)
from frontdoor.rules.discussion import absent_core, is_quorate
from frontdoor.rules.outcomes import ALSO, ASSESSMENT_OUTCOMES, ENQUIRY_OUTCOMES, GROUPS, OUTCOMES

# code, group, starts at once, referral, who accepts, SSD flag of the contact, because
TABLE = [
    ("strategy_discussion", "Protect", True, True, "", "CP_ENQUIRY_FLAG", "significant harm: s47"),
    ("accommodation", "Protect", True, True, "", "NEW_REFERRAL_FLAG", "s20: somewhere safe today"),
    ("transfer_in_conference", "Protect", True, True, "team", "OLA_CP_FLAG", "CIN guide 4.8: referral on notice"),
    ("assessment", "Assess", True, True, "team", "NEW_REFERRAL_FLAG", "s17"),
    ("private_fostering", "Assess", True, False, "team", "PRIVATE_FOSTERING_FLAG", "a referral only if also in need"),
    ("early_help", "Help", False, False, "early_help", "OTHER_OUTCOMES_EXIST_FLAG", "agreed and accepted"),
    ("allocated_worker", "Pass to", True, False, "worker", "EXISTING_REFERRAL_FLAG", "CIN guide 4.1: no new referral"),
    ("other_authority", "Pass to", False, False, "other_authority", "OTHER_OUTCOMES_EXIST_FLAG", "s47(1): where found"),
    ("adult_social_care", "Pass to", False, False, "adult_social_care", "OTHER_OUTCOMES_EXIST_FLAG", "Care Act s58"),
    ("request_answered", "Nothing more", False, False, "", "OTHER_OUTCOMES_EXIST_FLAG", "somebody asked, we answered"),
    ("advice", "Nothing more", False, False, "", "ADVICE_FLAG", "advice is no further action"),
    ("nothing_more", "Nothing more", False, False, "", "NFA_FLAG", "no action at all"),
]

#: The flags of the Standard Safeguarding Dataset's contact outcome.
CONTACT_FLAGS = {
    "NEW_REFERRAL_FLAG",
    "EXISTING_REFERRAL_FLAG",
    "CP_ENQUIRY_FLAG",
    "NFA_FLAG",
    "NON_AGENCY_ADOPTION_FLAG",
    "PRIVATE_FOSTERING_FLAG",
    "ADVICE_FLAG",
    "MISSING_FLAG",
    "OLA_CP_FLAG",
    "OTHER_OUTCOMES_EXIST_FLAG",
}


@pytest.mark.parametrize(("code", "group", "at_once", "referral", "accepted_by", "ssd", "because"), TABLE)
def test_outcome(
    code: str, group: str, at_once: bool, referral: bool, accepted_by: str, ssd: str, because: str
) -> None:
    row = OUTCOMES[code]
    assert (row.group, row.protects, row.referral, row.accepted_by, row.ssd) == (
        group, at_once, referral, accepted_by, ssd,
    ), because  # fmt: skip
    assert row.ends is (group == "Nothing more"), because


def test_the_table_is_whole() -> None:
    assert {row[0] for row in TABLE} == set(OUTCOMES)
    assert {row.group for row in OUTCOMES.values()} == set(GROUPS)
    rows = [*OUTCOMES.values(), *ALSO.values(), *ENQUIRY_OUTCOMES.values(), *ASSESSMENT_OUTCOMES.values()]
    assert all(row.source and row.words and row.ssd and row.in_force_from for row in rows)
    assert {row.ssd for row in (*OUTCOMES.values(), *ALSO.values())} <= CONTACT_FLAGS


@pytest.mark.parametrize(
    ("code", "quiet", "wall", "because"),
    [
        ("lado", True, "lado", "an allegation is nobody's but the designated officer's"),
        ("prevent", True, "hub", "that it was asked would give it away"),
        ("honour_based", True, "hub", "the family must not know: set at once"),
        ("missing", False, "open", "the family reported it"),
        ("exploitation", False, "open", "everybody round the child must know"),
        ("adoption_enquiry", False, "open", "step-parents ask"),
        ("context", False, "open", "a place is no secret"),
    ],
)
def test_also(code: str, quiet: bool, wall: str, because: str) -> None:
    assert (ALSO[code].quiet, ALSO[code].compartment) == (quiet, wall), because


WHOLE_FAMILY = FamilyPart(worries="Hunger.", history="Twice before.", sources=("school",), why_not_wait="Hungry now.")
WHOLE_CHILD = {"means": "Hungry.", "safe_tonight": "yes", "because": "Seen.", "look_again": "Another day."}


@pytest.mark.parametrize(
    ("family", "child", "known", "questions", "because"),
    [
        (WHOLE_FAMILY, WHOLE_CHILD, Known(earlier_contacts=2, unanswered=1), (), "everything is answered"),
        (FamilyPart(), {}, Known(), ("F1", "F4", "C3", "C4", "C8", "C10"), "no history, nobody asked: F3, F5 not due"),
        (FamilyPart(), {}, Known(earlier_contacts=1, unanswered=1), tuple(MISSING), "history and unanswered requests"),
        (FamilyPart(worries="x", nobody_because="x"), WHOLE_CHILD, Known(), (), '"nobody, because" answers F4'),
        (FamilyPart(worries=" ", sources=("gp",)), WHOLE_CHILD, Known(), ("F1",), "a blank is no answer"),
        (WHOLE_FAMILY, {**WHOLE_CHILD, "safe_tonight": "maybe"}, Known(), ("C4",), "yes, no or not known"),
        (WHOLE_FAMILY, {**WHOLE_CHILD, "safe_tonight": "not_known"}, Known(), (), "not known is an answer"),
    ],
)
def test_missing(
    family: FamilyPart, child: dict[str, Any], known: Known, questions: tuple[str, ...], because: str
) -> None:
    part = ChildPart(journey=UUID(int=1), outcome="nothing_more", **child)
    assert missing(family, part, known) == questions, because


@pytest.mark.parametrize(
    ("outcome", "closings", "asks", "because"),
    [
        ("nothing_more", 1, False, "a second closing is ordinary"),
        ("nothing_more", 2, True, "a third closing in twelve months asks a manager"),
        ("advice", 5, True, "advice closes too"),
        ("assessment", 5, False, "only closings ask"),
    ],
)
def test_second_signature(outcome: str, closings: int, asks: bool, because: str) -> None:
    assert bool(second_signature(OUTCOMES[outcome], Known(closings_in_year=closings))) is asks, because


def test_nobody_closes_a_child_as_not_identified_alone() -> None:
    unknown = Known(not_identified=True)
    assert second_signature(OUTCOMES["nothing_more"], unknown) == "not_identified"
    assert second_signature(OUTCOMES["assessment"], unknown) == "", "what does not end our part asks nobody"


@pytest.mark.parametrize(
    ("oldest", "decided", "backlog", "because"),
    [
        ("2026-11-20T16:50", "2026-11-23T09:00", False, "Friday to Monday is one working day"),
        ("2026-11-20T16:50", "2026-11-25T09:00", False, "three working days"),
        ("2026-11-20T16:50", "2026-11-26T09:00", True, "four working days"),
        ("2026-12-24T16:50", "2026-12-30T09:00", False, "Christmas Day, the substitute Monday and the weekend"),
        ("2026-11-20T16:50", "2026-11-20T16:50", False, "at once"),
    ],
)
def test_in_backlog(oldest: str, decided: str, backlog: bool, because: str) -> None:
    moments = [datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (oldest, decided)]
    assert in_backlog(oldest_received_at=moments[0], decided_at=moments[1]) is backlog, because


@pytest.mark.parametrize(
    ("earlier", "again", "because"),
    [
        ([], False, "the first"),
        ([date(2025, 11, 20)], True, "the anniversary counts"),
        ([date(2025, 11, 19)], False, "a day over twelve months"),
        ([date(2026, 11, 20)], False, "the same day is the same referral"),
        ([date(2019, 1, 1), date(2026, 3, 1)], True, "any of them"),
        ([date(2026, 12, 1)], False, "one typed later does not look back"),
    ],
)
def test_rereferral(earlier: list[date], again: bool, because: str) -> None:
    assert is_rereferral(date(2026, 11, 20), earlier) is again, because


@pytest.mark.parametrize(
    ("present", "quorate", "absent", "because"),
    [
        (("authority", "police", "health"), True, (), "the three"),
        (("authority", "police", "school"), False, ("health",), "a school is not health"),
        (("authority",), False, ("police", "health"), "one worker at night"),
        ((), False, ("authority", "police", "health"), "nobody said who was there"),
    ],
)
def test_quorum(present: tuple[str, ...], quorate: bool, absent: tuple[str, ...], because: str) -> None:
    assert (is_quorate(present), absent_core(present, ())) == (quorate, absent), because


@pytest.mark.parametrize(
    ("factors", "outcome", "stands", "because"),
    [
        (["16A"], "services", True, "neglect"),
        (["21"], "no_further_action", True, "none found, and nothing more happens"),
        (["21"], "services", False, "none found is only for no further action"),
        (["21", "16A"], "no_further_action", False, "21 stands alone"),
        ([], "services", False, "something must be said"),
        (["18A"], "services", False, "18A ended when 18B and 18C began"),
        (["1A", "1B", "24A"], "other", True, "several"),
    ],
)
def test_factors(factors: list[str], outcome: str, stands: bool, because: str) -> None:
    assert (wrong_with(factors, on=date(2026, 11, 20), outcome=outcome) == "") is stands, because
