"""Where two systems differ about one child, as a table: only what we hold is compared, and silence is no answer."""

from __future__ import annotations

from datetime import date

import pytest

from frontdoor.rules.two_systems import Here, There, differences

MARCH, MAY = date(2026, 3, 3), date(2026, 5, 5)
PLAN = {"plan": "protection", "plan_category": "NEG", "plan_since": MARCH}

ROWS: list[tuple[str, Here, There, list[tuple[str, str, str]]]] = [
    ("neither says anything", Here(), There(), []),
    ("a plan nobody recorded here is silence, not a difference", Here(), There(**PLAN), []),
    ("the same plan", Here(**PLAN), There(**PLAN), []),
    (
        "a plan here that the case system does not know",
        Here(**PLAN),
        There(),
        [("plan", "child protection plan, NEG", "nothing open")],
    ),
    (
        "another category",
        Here(**PLAN),
        There(**{**PLAN, "plan_category": "PHY"}),
        [("plan", "child protection plan, NEG", "child protection plan, PHY")],
    ),
    (
        "another first day",
        Here(**PLAN),
        There(**{**PLAN, "plan_since": MAY}),
        [("plan", "child protection plan, NEG", "child protection plan, NEG")],
    ),
    (
        "another kind of plan",
        Here(**PLAN),
        There(plan="need", plan_since=MARCH),
        [("plan", "child protection plan, NEG", "child in need plan")],
    ),
    (
        "ended here, open there",
        Here(plan_ended_on=MAY),
        There(**PLAN),
        [("plan", "ended", "child protection plan, NEG")],
    ),
    ("ended here, and a new one began there", Here(plan_ended_on=MARCH), There(**{**PLAN, "plan_since": MAY}), []),
    ("a referral open here alone", Here(referral_since=MARCH), There(), [("referral", "open", "nothing open")]),
    ("a referral open in both", Here(referral_since=MARCH), There(open_episode=True), []),
    (
        "closed here, open there",
        Here(referral_closed_on=MAY),
        There(open_episode=True),
        [("referral", "closed", "open")],
    ),
    (
        "an older one closed, a newer open",
        Here(referral_since=MAY, referral_closed_on=MARCH),
        There(open_episode=True),
        [],
    ),
    ("the same worker in another order and case", Here(worker="Sol Worker"), There(worker="WORKER, Sol"), []),
    (
        "another worker",
        Here(worker="Sol Worker", team="North"),
        There(worker="Tess Team", team="North"),
        [("worker", "Sol Worker", "Tess Team")],
    ),
    ("a name on one side only: by team", Here(worker="Sol Worker", team="North"), There(team="north"), []),
    ("nobody holds the child here", Here(), There(worker="Tess Team"), []),
    ("nobody there", Here(team="North"), There(), [("worker", "North", "nobody named")]),
    (
        "a safe place decided here, not looked after there",
        Here(safe_place_since=MAY),
        There(),
        [("looked_after", "somewhere safe to stay was decided, and it is open", "not looked after")],
    ),
    ("a safe place, and looked after", Here(safe_place_since=MAY), There(looked_after_by="Peterborough"), []),
    ("restricted there alone", Here(), There(restricted=True), [("restriction", "not restricted", "restricted")]),
]


@pytest.mark.parametrize(("because", "here", "there", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_what_differs(because: str, here: Here, there: There, expected: list[tuple[str, str, str]]) -> None:
    assert [(one.fact, one.here, one.there) for one in differences(here, there)] == expected, because
