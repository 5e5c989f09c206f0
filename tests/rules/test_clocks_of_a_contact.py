"""Which clocks ran for a contact: read each row like a case note."""

from __future__ import annotations

from uuid import UUID

import pytest

from frontdoor.rules.clocks import effective, replay
from tests.rules.told import CHILD, CONTACT, JOURNEY, MONDAY, PETERBOROUGH, RECEIVED, Told, happened, notes, told

STORIES: list[tuple[str, list[Told], str, list[str]]] = [
    (
        "an untouched contact is overdue by itself: its clock starts when any channel first had it",
        [RECEIVED],
        "referral_decision",
        [f"{MONDAY} running"],
    ),
    (
        "decided late on the last day is met",
        [RECEIVED, ("outcome_decided", "2026-11-23T23:59:59", {"outcome": "advice"})],
        "referral_decision",
        [f"{MONDAY} met"],
    ),
    (
        "decided after midnight is met late",
        [RECEIVED, ("outcome_decided", "2026-11-24T00:00:00", {"outcome": "advice"})],
        "referral_decision",
        [f"{MONDAY} met late"],
    ),
    (
        "a second report of the same thing never puts the decision back",
        [RECEIVED, ("contact_received", "2026-11-23T10:00", {"source": "6", "danger_now": False})],
        "referral_decision",
        [f"{MONDAY} running"],
    ),
    (
        "a machine's receipt is no acknowledgement",
        [
            RECEIVED,
            ("contact_acknowledged", "2026-11-20T17:32", {"by_machine": True, "by_registered_social_worker": False}),
        ],
        "referral_ack",
        [f"{MONDAY} running"],
    ),
    (
        "nor is that of somebody who is not a registered social worker",
        [
            RECEIVED,
            ("contact_acknowledged", "2026-11-23T09:30", {"by_machine": False, "by_registered_social_worker": False}),
        ],
        "referral_ack",
        [f"{MONDAY} running"],
    ),
    (
        "a registered social worker's is",
        [
            RECEIVED,
            ("contact_acknowledged", "2026-11-23T09:30", {"by_machine": False, "by_registered_social_worker": True}),
        ],
        "referral_ack",
        [f"{MONDAY} met"],
    ),
    (
        "deciding acknowledges nothing: it stays overdue, and closing ends it unmet",
        [
            RECEIVED,
            ("outcome_decided", "2026-11-23T10:00", {"outcome": "assessment"}),
            ("feedback_released", "2026-11-23T11:00", {"to": "agency", "by_registered_social_worker": True}),
            ("journey_closed", "2027-01-11T10:00", {"reason": "work_finished"}),
        ],
        "referral_ack",
        [f"{MONDAY} ended late"],
    ),
    (
        "a registered social worker who tells whoever referred what was decided has acknowledged it",
        [
            RECEIVED,
            ("feedback_released", "2026-11-24T11:00", {"to": "professional", "by_registered_social_worker": True}),
        ],
        "referral_ack",
        [f"{MONDAY} met late"],
    ),
    (
        "told by somebody who is not registered, it is no social worker's acknowledgement",
        [RECEIVED, ("feedback_released", "2026-11-24T11:00", {"to": "professional"})],
        "referral_ack",
        [f"{MONDAY} running"],
    ),
    (
        "whoever cannot be told safely is not acknowledged, and why is written down",
        [RECEIVED, ("feedback_withheld", "2026-11-23T11:00", {"to": "public", "reason": "risk"})],
        "referral_ack",
        [f"{MONDAY} ended"],
    ),
    (
        "nobody can be told who left no name",
        [("contact_received", "2026-11-20T17:31", {"source": "9", "danger_now": False})],
        "referral_ack",
        [],
    ),
    (
        "a changed rating counts from the original start",
        [
            RECEIVED,
            ("contact_rated", "2026-11-20T18:00", {"rating": "green"}),
            ("contact_rated", "2026-11-21T09:00", {"rating": "red"}),
        ],
        "mash_rag",
        ["2026-11-20T21:31 running"],
    ),
    (
        "and a rating lowered again too",
        [
            RECEIVED,
            ("contact_rated", "2026-11-20T18:00", {"rating": "red"}),
            ("contact_rated", "2026-11-20T19:00", {"rating": "amber"}),
        ],
        "mash_rag",
        ["2026-11-21T17:31 running"],
    ),
    (
        "danger declared later does not wait for opening",
        [RECEIVED, ("danger_declared", "2026-11-20T18:00", {})],
        "first_look",
        ["2026-11-20T18:30 running"],
    ),
    (
        "an answer that nothing is held is an answer; each agency has its own clock",
        [
            RECEIVED,
            ("contact_rated", "2026-11-20T17:40", {"rating": "amber"}),
            ("information_requested", "2026-11-20T18:00", {"agency": "police", "rating": "amber", "record": 71}),
            ("information_requested", "2026-11-20T18:00", {"agency": "school", "rating": "amber", "record": 72}),
            ("information_answered", "2026-11-20T18:20", {"agency": "police", "state": "nothing_held", "record": 71}),
        ],
        "agency_return",
        ["2026-11-21T00:00 met", "2026-11-21T00:00 running"],
    ),
    (
        "a request withdrawn after it was due ended late",
        [
            RECEIVED,
            ("information_requested", "2026-11-20T18:00", {"agency": "police", "rating": "red"}),
            ("information_request_withdrawn", "2026-11-20T20:00:01", {"agency": "police"}),
        ],
        "agency_return",
        ["2026-11-20T20:00 ended late"],
    ),
    (
        "a hand-over declined ends, and the child is still the sender's",
        [
            ("contact_rated", "2026-11-20T09:00", {"rating": "red"}),
            ("handed_over", "2026-11-20T15:00", {"to_kind": "team", "record": 81}),
            ("handover_declined", "2026-11-20T16:00", {"to_kind": "team", "record": 81}),
        ],
        "handover_accepted",
        ["2026-11-20T17:00 declined"],
    ),
    (
        "a journey closed ends what ran in it",
        [RECEIVED, ("journey_closed", "2026-11-23T10:00", {"reason": "duplicate"})],
        "referral_decision",
        [f"{MONDAY} ended"],
    ),
    (
        "closing does not hide that it was late",
        [RECEIVED, ("journey_closed", "2026-11-25T10:00", {"reason": "duplicate"})],
        "referral_decision",
        [f"{MONDAY} ended late"],
    ),
    (
        "reopened it goes on from its own start: a clock never pauses",
        [
            RECEIVED,
            ("journey_closed", "2026-11-23T10:00", {"reason": "duplicate"}),
            ("journey_reopened", "2026-12-01T10:00", {"reason": "not the same"}),
            ("outcome_decided", "2026-12-01T11:00", {"outcome": "advice"}),
        ],
        "referral_decision",
        [f"{MONDAY} met late"],
    ),
    (
        "feedback is owed to a school, after closing too",
        [
            RECEIVED,
            ("outcome_decided", "2026-11-23T10:00", {"outcome": "advice"}),
            ("journey_closed", "2026-11-23T10:00", {"reason": "advice given"}),
        ],
        "feedback_professional",
        ["2026-11-24T23:59 running"],
    ),
    (
        "not to a neighbour by this clock",
        [
            ("contact_received", "2026-11-20T17:31", {"source": "1B", "danger_now": False}),
            ("outcome_decided", "2026-11-23T10:00", {"outcome": "advice"}),
        ],
        "feedback_professional",
        [],
    ),
    (
        "new information on an open child: the same day where significant harm is possible",
        [("new_information_received", "2026-11-20T16:00", {"significant_harm_possible": True})],
        "open_child_response",
        ["2026-11-20T23:59 running"],
    ),
    (
        "closing the contact that brought it does not take it from the worker",
        [
            ("new_information_received", "2026-11-20T16:00", {"significant_harm_possible": False}),
            ("journey_closed", "2026-11-20T16:30", {"reason": "passed on"}),
            ("new_information_read", "2026-11-24T10:00", {}),
        ],
        "open_child_response",
        [f"{MONDAY} met late"],
    ),
]


@pytest.mark.parametrize(("because", "rows", "clock", "expected"), STORIES, ids=[row[0] for row in STORIES])
def test_which_clocks_ran(because: str, rows: list[Told], clock: str, expected: list[str]) -> None:
    assert notes(replay(told(*rows), PETERBOROUGH), clock) == expected, because


def test_a_run_says_what_it_was_counted_by() -> None:
    run = next(run for run in replay(told(RECEIVED), PETERBOROUGH).runs if run.clock == "referral_decision")
    assert (run.subject, run.journey, run.record, run.about) == (JOURNEY, JOURNEY, CONTACT, CHILD)
    assert run.start_event == UUID(int=100)
    assert run.allowance == "1 working day"
    assert "paragraph 62" in run.source
    assert run.rule_from.isoformat() == "2012-01-01"


def test_a_row_shows_the_earliest_clock() -> None:
    replayed = replay(told(RECEIVED, ("contact_rated", "2026-11-20T17:40", {"rating": "red"})), PETERBOROUGH)
    assert replayed.earliest is not None
    assert replayed.earliest.clock == "contact_to_mash"
    assert [run.due_at for run in replayed.running] == sorted(run.due_at for run in replayed.running)


def test_minimums_and_statistics_are_never_among_the_deadlines() -> None:
    events = told(
        ("referral_made", "2026-01-02T10:00", {"referral_on": "2026-01-02"}),
        ("nrm_reasonable_grounds", "2026-11-02T10:00", {"positive": True}),
    )
    replayed = replay(events, PETERBOROUGH)
    assert {run.clock for run in replayed.runs} == {"assessment"}
    assert [run.clock for run in replayed.minimums] == ["nrm_cg"]


def test_a_voided_event_never_was_and_a_voided_void_restores_it() -> None:
    received, decided = told(RECEIVED, ("outcome_decided", "2026-11-23T10:00", {"outcome": "advice"}))
    void = happened("event_voided", "2026-11-24T09:00", 200, {"reason": "wrong child"}, voids=decided.id)
    unvoid = happened("event_voided", "2026-11-24T10:00", 201, {"reason": "right after all"}, voids=void.id)
    assert notes(replay([received, decided, void], PETERBOROUGH), "referral_decision") == [f"{MONDAY} running"]
    assert notes(replay([received, decided, void, unvoid], PETERBOROUGH), "referral_decision") == [f"{MONDAY} met"]


def test_a_long_chain_of_corrections_is_read_to_its_end() -> None:
    [received] = told(RECEIVED)
    chain = [received]
    for number in range(3000):
        chain.append(happened("event_voided", "2026-11-24T09:00", 1000 + number, voids=chain[-1].id))
    assert effective(chain) == [received], "three thousand corrections: an even number restores"
    assert effective(chain[:-1]) == []


def test_voids_that_name_each_other_touch_nothing_else() -> None:
    [received] = told(RECEIVED)
    one = happened("event_voided", "2026-11-24T09:00", 2, voids=UUID(int=3))
    two = happened("event_voided", "2026-11-24T09:00", 3, voids=UUID(int=2))
    assert effective([received, one, two]) == [received]


def test_at_one_moment_a_start_stands_before_its_stop() -> None:
    events = told(
        ("outcome_decided", "2026-11-20T17:31", {"outcome": "advice"}),
        RECEIVED,
        ("journey_closed", "2026-11-20T17:31", {"reason": "advice given"}),
    )
    assert notes(replay(events, PETERBOROUGH), "referral_decision") == [f"{MONDAY} met"]
