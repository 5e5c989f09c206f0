"""The hand-offs as rows: each asks, starts, stops, counts and cites; and they stand in the order of a child's way."""

from __future__ import annotations

from datetime import date

import pytest

from frontdoor.rules.clocks import find_rule
from frontdoor.rules.events.registry import KINDS
from frontdoor.rules.measures import HAND_OFFS, Answers, Between, ByClock, HandOff, Moments
from frontdoor.rules.outcomes import OUTCOMES
from frontdoor.rules.partnership import all_partnerships

EVERY = pytest.mark.parametrize("row", HAND_OFFS.values(), ids=list(HAND_OFFS))


@EVERY
def test_every_hand_off_says_what_it_asks_what_counts_and_who_says_so(row: HandOff) -> None:
    assert row.question.endswith("?")
    assert row.starts
    assert row.stops
    assert row.source
    assert row.in_force_from <= date(2026, 1, 1)
    assert " → " in row.name


@EVERY
def test_every_clock_and_event_it_reads_exists(row: HandOff) -> None:
    if row.clock:
        for partnership in all_partnerships().values():
            assert find_rule(row.clock, date(2026, 6, 1), partnership) is not None
    if isinstance(row.how, Between):
        for condition in (*row.how.start, *row.how.stop, *row.how.ends):
            assert condition.kind in KINDS


ORDER = (
    ("knew", "it begins with the incident"),
    ("sent", "the agency keeps it"),
    ("received", "it is on its way"),
    ("first_look", "it lies here"),
    ("rated", "somebody has looked"),
    ("asked", "agencies are needed"),
    ("answered", "agencies keep it"),
    ("concluded", "it is ours again"),
    ("decided", "all of that is one statutory working day"),
    ("told", "whoever told us hears"),
    ("accepted", "somebody has the child"),
    ("seen", "somebody saw the child"),
    ("safety_plan", "the child is kept safe"),
    ("help", "it ends when something changed for the child"),
)


def test_they_stand_in_the_order_of_a_childs_way() -> None:
    assert tuple(HAND_OFFS) == tuple(code for code, _because in ORDER)


WAITING = (
    (Moments, False, "what came before us is over when we have it"),
    (ByClock, True, "a clock runs until somebody acts"),
    (Answers, True, "somebody has still to answer or decide"),
)


@EVERY
def test_a_line_waiting_now_stands_where_somebody_can_wait(row: HandOff) -> None:
    for kind, waits, because in WAITING:
        if isinstance(row.how, kind):
            assert bool(row.waiting) is waits, because
    if isinstance(row.how, Between):
        assert bool(row.waiting) is not row.how.only_if_stopped, "a step that need not come makes nobody wait"


def test_every_outcome_either_needs_somebody_to_take_the_child_or_lets_the_child_go() -> None:
    how = HAND_OFFS["accepted"].how
    assert isinstance(how, Between)
    taken = dict(how.start[0].where)["outcome"]
    let_go = dict(how.ends[1].where)["outcome"]
    assert sorted((*taken, *let_go), key=str) == sorted(OUTCOMES)
    for code, because in (
        ("assessment", "a team must take it"),
        ("strategy_discussion", "after the discussion a team must take the child"),
        ("early_help", "early help must accept"),
        ("allocated_worker", "the worker must accept"),
    ):
        assert code in taken, because
    for code in ("advice", "nothing_more", "request_answered"):
        assert code in let_go, "it ends here"
