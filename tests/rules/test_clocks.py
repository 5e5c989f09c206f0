"""When each clock falls due, as tables; what a partnership may change, and what it may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from frontdoor.rules.calendar import LONDON, in_london
from frontdoor.rules.clocks import (
    NATIONAL_ONLY,
    ClockRule,
    NoClockInForce,
    Overlay,
    UnableToSetClock,
    UnableToTellDue,
    clocks_in_force,
    due_moment,
    empty_clocks,
    explain,
    read_clocks,
    rule_in_force,
    shown_due,
)
from frontdoor.rules.clocks.local import SHAPES
from frontdoor.rules.clocks.national import NATIONAL
from frontdoor.rules.clocks.order import KIND_ORDER
from frontdoor.rules.clocks.rule import EVIDENCE, allowance
from frontdoor.rules.partnership import for_authority

PETERBOROUGH = for_authority("874")
CAMBRIDGESHIRE = for_authority("873")


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def due(clock: str, start: str, overlay: Overlay = PETERBOROUGH, **facts: str) -> str:
    """The due moment as a London clock shows it."""
    rule = rule_in_force(clock, date.fromisoformat(start[:10]), overlay)
    return in_london(due_moment(rule, london(start), facts, overlay)).replace(tzinfo=None).isoformat()


DUE = [
    # clock, start, facts, due, because
    ("referral_decision", "2026-04-02T16:50", {}, "2026-04-07T23:59:59", "one working day, over Easter"),
    ("referral_decision", "2026-04-03T09:00", {}, "2026-04-07T23:59:59", "received on a bank holiday: day 0"),
    ("referral_decision", "2026-11-20T17:31", {}, "2026-11-23T23:59:59", "Friday after closing: by Monday"),
    ("referral_decision", "2026-11-20T00:05", {}, "2026-11-23T23:59:59", "and from five past midnight too"),
    ("referral_decision", "2026-11-19T09:00", {"rating": "green"}, "2026-11-20T23:59:59", "green does not lengthen it"),
    ("referral_ack", "2026-12-24T18:00", {}, "2026-12-29T23:59:59", "Christmas, a weekend and a substitute day"),
    ("mash_rag", "2026-11-20T16:00", {"rating": "red"}, "2026-11-20T20:00:00", "red runs on after closing"),
    ("mash_rag", "2026-11-20T16:00", {"rating": "amber"}, "2026-11-21T16:00:00", "amber runs through the night"),
    ("mash_rag", "2026-11-20T16:00", {"rating": "green"}, "2026-12-03T16:00:00", "72 opening hours are nine days"),
    ("mash_rag", "2026-11-20T16:00", {"rating": "blue"}, "2026-11-25T23:59:59", "three working days"),
    ("mash_rag", "2026-11-20T16:00", {}, "2026-11-23T23:59:59", "not yet rated: no later than the decision"),
    ("first_look", "2026-11-20T16:50", {"danger_now": "yes"}, "2026-11-20T17:20:00", "danger now does not wait"),
    ("first_look", "2026-11-20T16:50", {"danger_now": "no"}, "2026-11-23T09:50:00", "otherwise the door must be open"),
    ("assessment", "2026-01-02T10:00", {}, "2026-03-06T23:59:59", "45 working days from the referral"),
    ("s47_to_icpc", "2026-03-20T15:00", {}, "2026-04-14T23:59:59", "15 working days, over Easter"),
    ("rcpc_first", "2026-11-30T10:00", {}, "2027-02-28T23:59:59", "three months, to the end of February"),
    ("rcpc_next", "2026-08-31T10:00", {}, "2027-02-28T23:59:59", "six months, to the end of February"),
    ("rhi_offer", "2026-11-20T23:30", {}, "2026-11-23T23:30:00", "72 hours by the clock, over a weekend"),
    ("police_protection", "2026-11-20T02:00", {}, "2026-11-23T02:00:00", "at most 72 hours"),
    ("epo", "2026-11-20T14:00", {"ends_at": "2026-11-26T12:00"}, "2026-11-26T12:00:00", "the end the court wrote"),
    ("epo", "2026-11-20T14:00", {"ends_at": "2026-11-26"}, "2026-11-26T23:59:59", "a date means its last second"),
    ("epo", "2026-11-20T14:00", {}, "2026-11-28T23:59:59", "eight days if the end was not recorded"),
    (
        "assessment_internal_review",
        "2026-11-20T14:00",
        {"review_on": "2026-12-04"},
        "2026-12-04T23:59:59",
        "the date set by the worker",
    ),
    ("encompass", "2026-11-20T23:40", {}, "2026-11-23T08:30:00", "before children arrive on Monday"),
    ("encompass", "2026-11-23T02:10", {}, "2026-11-23T08:30:00", "the same morning, if it was in the night"),
    ("encompass", "2026-12-18T20:00", {}, "2027-01-04T08:30:00", "after the Christmas holidays"),
    ("rcpc_after_birth", "2026-11-20T14:00", {"mother_fit": "no"}, "2026-12-10T23:59:59", "20 days if she is unfit"),
    ("rcpc_after_birth", "2026-11-20T14:00", {}, "2026-11-30T23:59:59", "ten days otherwise"),
    (
        "open_child_response",
        "2026-11-20T14:00",
        {"significant_harm_possible": "yes"},
        "2026-11-20T23:59:59",
        "same day",
    ),
    ("open_child_response", "2026-11-20T14:00", {}, "2026-11-23T23:59:59", "otherwise one working day"),
    ("child_first_seen", "2026-11-20T14:00", {"route": "s47"}, "2026-11-23T23:59:59", "an enquiry: one working day"),
    ("child_first_seen", "2026-11-20T14:00", {"route": "s17"}, "2026-11-27T23:59:59", "an assessment: five"),
    ("handover_accepted", "2026-11-20T15:00", {"rating": "red"}, "2026-11-20T17:00:00", "red: before closing"),
    ("handover_accepted", "2026-11-20T15:00", {"rating": "green"}, "2026-11-23T11:00:00", "green: four opening hours"),
    ("handover_accepted", "2026-11-20T18:00", {"rating": "red"}, "2026-11-23T13:00:00", "after closing: when it opens"),
    (
        "safety_plan_review",
        "2026-11-20T14:00",
        {"review_on": "2026-11-23"},
        "2026-11-23T23:59:59",
        "sooner, as planned",
    ),
    ("safety_plan_review", "2026-11-20T14:00", {"review_on": "2026-12-31"}, "2026-11-27T23:59:59", "never later"),
    ("private_fostering_visit", "2026-12-21T10:00", {}, "2027-01-04T23:59:59", "seven working days over Christmas"),
    ("nrm_cg", "2026-11-20T14:00", {}, "2026-12-20T23:59:59", "not before thirty days"),
]


@pytest.mark.parametrize(("clock", "start", "facts", "expected", "because"), DUE)
def test_when_a_clock_falls_due(clock: str, start: str, facts: dict[str, str], expected: str, because: str) -> None:
    assert due(clock, start, **facts) == expected, because


SUMMER_TIME = [
    # clock, start with offset, due with offset, because
    ("rhi_offer", "2026-03-27T10:00+00:00", "2026-03-30T11:00+01:00", "72 real hours, though the wall clock says 73"),
    ("rhi_offer", "2026-10-23T10:00+01:00", "2026-10-26T09:00+00:00", "72 real hours, though the wall clock says 71"),
    ("mash_rag", "2026-03-28T23:30+00:00", "2026-03-29T04:30+01:00", "four real hours over the jump"),
    ("mash_rag", "2026-10-25T01:30+01:00", "2026-10-25T04:30+00:00", "the hour shown twice is two hours"),
    ("mash_rag", "2026-10-25T01:30+00:00", "2026-10-25T05:30+00:00", "and started in the second of them"),
    ("referral_ack", "2026-03-27T23:30+00:00", "2026-03-30T23:59:59+01:00", "a day clock ends with the London day"),
    ("referral_ack", "2026-07-01T23:30+00:00", "2026-07-03T23:59:59+01:00", "in London it was already the 2nd of July"),
    ("referral_ack", "2026-10-23T23:30+01:00", "2026-10-26T23:59:59+00:00", "and in autumn"),
    ("first_look", "2026-03-27T16:30+00:00", "2026-03-30T09:30+01:00", "opening hours are London's on both sides"),
]


@pytest.mark.parametrize(("clock", "start", "expected", "because"), SUMMER_TIME)
def test_summer_time(clock: str, start: str, expected: str, because: str) -> None:
    moment = datetime.fromisoformat(start)
    rule = rule_in_force(clock, in_london(moment).date(), PETERBOROUGH)
    found = due_moment(rule, moment, {"rating": "red"}, PETERBOROUGH)
    assert found == datetime.fromisoformat(expected), because


def test_a_rating_shortens_the_decision_and_never_lengthens_it() -> None:
    start = "2026-11-19T10:00"
    decision = due("referral_decision", start)
    for rating in ("red", "amber", "green", "blue", ""):
        assert due("referral_decision", start, rating=rating) == decision
    assert min(due("mash_rag", start, rating="red"), decision) == "2026-11-19T14:00:00"
    assert min(due("mash_rag", start, rating="green"), decision) == decision


def test_a_clock_that_needs_a_date_says_so() -> None:
    with pytest.raises(UnableToTellDue, match="state review_on"):
        due("assessment_internal_review", "2026-11-20T14:00")
    with pytest.raises(UnableToTellDue, match="is not a moment"):
        due("epo", "2026-11-20T14:00", ends_at="next week")


def test_the_rule_in_force_on_the_day_of_the_start_is_used() -> None:
    before = rule_in_force("encompass", date(2025, 11, 6), PETERBOROUGH)
    after = rule_in_force("encompass", date(2025, 11, 7), PETERBOROUGH)
    assert "voluntary" in before.source
    assert "s49A" in after.source
    assert due("s47_to_icpc", "2026-03-31T10:00", CAMBRIDGESHIRE) == "2026-04-23T23:59:59"
    assert due("s47_to_icpc", "2026-04-01T10:00", CAMBRIDGESHIRE) == "2026-04-21T23:59:59", "12 since 1 April"


def test_unknown_and_not_yet_commenced_clocks_are_refused_with_a_sentence() -> None:
    with pytest.raises(NoClockInForce, match='no clock called "tea"'):
        rule_in_force("tea", date(2026, 4, 2), PETERBOROUGH)
    with pytest.raises(NoClockInForce, match="begins on Sat 31 Oct 2015"):
        rule_in_force("fgm_report", date(2015, 10, 30), PETERBOROUGH)


def test_no_clock_in_force_is_empty() -> None:
    for partnership in (PETERBOROUGH, CAMBRIDGESHIRE):
        assert empty_clocks(date(2026, 11, 22), partnership) == ()
        for rule in clocks_in_force(date(2026, 11, 22), partnership):
            assert rule.allowances, rule.id
            assert rule.set_by or all(
                found.amount > 0 or found.words() == "the same day" for _, found in rule.allowances
            )
    assert "mash_rag" in empty_clocks(date(2026, 11, 22), NATIONAL_ONLY), "no local value holds everywhere"


def test_every_row_cites_a_source_an_evidence_flag_and_a_date() -> None:
    for partnership in (PETERBOROUGH, CAMBRIDGESHIRE):
        for rows in partnership.by_id.values():
            for row in rows:
                assert len(row.source) > 5, row.id
                assert row.evidence in EVIDENCE, row.id
                assert isinstance(row.in_force_from, date), row.id
                assert row.demonstration or row.kind != "local", f"{row.id} is local and not yet confirmed"


def test_rows_of_one_clock_share_their_starts_and_stops() -> None:
    for rows in CAMBRIDGESHIRE.by_id.values():
        assert len({(row.starts, row.stops, row.ends, row.runs_on) for row in rows}) == 1, rows[0].id


def test_every_kind_that_starts_or_stops_a_clock_has_its_place_in_the_order() -> None:
    named = {
        condition.kind
        for row in (*NATIONAL, *SHAPES)
        for condition in (*row.starts, *row.stops, *row.declines, *row.ends, *row.needs)
    }
    assert named <= set(KIND_ORDER), sorted(named - set(KIND_ORDER))


def test_the_two_partnerships_differ_in_demonstration_values() -> None:
    differing = {
        clock
        for clock in PETERBOROUGH.by_id
        if PETERBOROUGH.by_id[clock][0].allowances != CAMBRIDGESHIRE.by_id[clock][0].allowances
    }
    assert {"mash_rag", "agency_return", "cp_visit", "contact_to_mash", "s47_to_icpc"} <= differing
    for clock in differing:
        assert CAMBRIDGESHIRE.by_id[clock][0].demonstration, clock


def local_row(**changes: object) -> dict[str, object]:
    return {
        "id": "assessment",
        "allowance": "40 working days",
        "in_force_from": date(2026, 1, 1),
        "evidence": "local",
        "source": "a test",
        **changes,
    }


def with_row(**changes: object) -> Overlay:
    """Peterborough with one more row."""
    return replace(PETERBOROUGH, rows=(*PETERBOROUGH.rows, *read_clocks([local_row(**changes)], "Peterborough")))


TIGHTENED = [
    ("assessment", "40 working days", "fewer working days"),
    ("assessment", "45 working days", "as many"),
    ("nrm_cg", "45 calendar days", "a minimum is tightened by waiting longer"),
    ("rhi_offer", "48 clock hours", "fewer hours"),
]


@pytest.mark.parametrize(("clock", "allowed", "because"), TIGHTENED)
def test_a_partnership_may_tighten(clock: str, allowed: str, because: str) -> None:
    overlay = with_row(id=clock, allowance=allowed)
    assert rule_in_force(clock, date(2026, 6, 1), overlay).allowance_words() == allowed, because
    assert rule_in_force(clock, date(2025, 6, 1), overlay).source != "a test", "not before it is in force"


LOOSENED = [
    ("assessment", "46 working days", "one more working day"),
    ("assessment", "60 calendar days", "another unit cannot be compared"),
    ("referral_decision", "2 working days", "the decision"),
    ("police_protection", "73 clock hours", "a statute"),
    ("nrm_cg", "29 calendar days", "a minimum is loosened by waiting less"),
    ("rereferral_window", "6 months", "a statistic is the same everywhere"),
    ("encompass", "2 working days", "the next school day stays"),
    ("assessment_internal_review", "10 working days", "the worker's date stays"),
    ("mash_rag", {"red": "4 clock hours"}, "a value for every other rating is missing"),
]


@pytest.mark.parametrize(("clock", "allowed", "because"), LOOSENED)
def test_a_partnership_may_not_loosen(clock: str, allowed: object, because: str) -> None:
    with pytest.raises(UnableToSetClock) as refused:
        with_row(id=clock, allowance=allowed)
    assert clock in str(refused.value), because
    assert str(refused.value).endswith("."), "a sentence"


def test_loosening_for_one_rating_alone_is_found() -> None:
    allowed = {"red": "1 working day", "green": "2 working days", "otherwise": "1 working day"}
    with pytest.raises(UnableToSetClock, match="allows 1 working day"):
        with_row(id="referral_decision", by="rating", allowance=allowed)


def test_rows_that_overlap_or_leave_a_day_empty_are_refused() -> None:
    with pytest.raises(UnableToSetClock, match="in force at once"):
        with_row(id="cp_visit", allowance="5 working days")
    kept = tuple(row for row in PETERBOROUGH.rows if row.id != "cp_visit")
    with pytest.raises(UnableToSetClock, match="gives no value for the clock cp_visit"):
        replace(PETERBOROUGH, rows=kept)
    ending = read_clocks([local_row(id="cp_visit", in_force_until=date(2026, 6, 30))], "Peterborough")
    with pytest.raises(UnableToSetClock, match="no value after Tue 30 Jun 2026"):
        replace(PETERBOROUGH, rows=(*kept, *ending))
    later = read_clocks([local_row(id="cp_visit", in_force_from=date(2026, 7, 2))], "Peterborough")
    with pytest.raises(UnableToSetClock, match="no value on Wed 1 Jul 2026"):
        replace(PETERBOROUGH, rows=(*kept, *ending, *later))


@pytest.mark.parametrize("missing", ["allowance", "source", "evidence", "in_force_from"])
def test_a_row_without_its_source_or_date_is_refused(missing: str) -> None:
    row = local_row(id="cp_visit")
    del row[missing]
    with pytest.raises(UnableToSetClock, match=missing):
        read_clocks([row], "Peterborough")


def test_a_partnership_may_add_a_clock_of_its_own() -> None:
    overlay = with_row(
        id="visit_written_up",
        name="Visit written up",
        noun="Record of the visit",
        allowance="2 working days",
        runs_on="record",
        starts=[{"on": "visit_recorded", "seen": True}],
        stops=[{"on": "visit_added_to"}],
    )
    rule = rule_in_force("visit_written_up", date(2026, 6, 1), overlay)
    assert [condition.words() for condition in rule.starts] == ["visit recorded (seen yes)"]
    assert due("visit_written_up", "2026-06-01T10:00", overlay) == "2026-06-03T23:59:59"


@pytest.mark.parametrize("text", ["", "4", "4 moons", "0 working days", "-1 clock hours", "four clock hours"])
def test_an_allowance_is_read_exactly(text: str) -> None:
    with pytest.raises(ValueError, match="is no allowance"):
        allowance(text)


def test_explaining_counts_every_day_and_names_the_source() -> None:
    rule = rule_in_force("referral_decision", date(2026, 4, 2), PETERBOROUGH)
    lines = explain(rule, london("2026-04-02T16:50"), {}, PETERBOROUGH)
    assert lines == [
        "Decision on next steps and type of response: 1 working day.",
        "Start: Thu 2 Apr 2026 16:50 (BST).",
        "Thu 2 Apr 2026: day 0, the start.",
        "Fri 3 Apr 2026: not counted, Good Friday.",
        "Sat 4 Apr 2026: not counted, Saturday.",
        "Sun 5 Apr 2026: not counted, Sunday.",
        "Mon 6 Apr 2026: not counted, Easter Monday.",
        "Tue 7 Apr 2026: working day 1.",
        "Due: Tue 7 Apr 2026 23:59:59 (BST).",
        "Shown as: by closing time, 17:00.",
        "Source: Keeping Children Safe in Education 2025 paragraph 62; CIN census guide 2023-24 4.1, 4.9. "
        "Evidence V: read in the source.",
        "In force from Sun 1 Jan 2012, by the day of the start.",
        rule.note,
    ]


def test_explaining_opening_hours_adds_up() -> None:
    rule = rule_in_force("first_look", date(2026, 4, 2), PETERBOROUGH)
    lines = explain(rule, london("2026-04-02T16:50"), {}, PETERBOROUGH)
    assert "Thu 2 Apr 2026: open 16:50 to 17:00, 10 minutes counted." in lines
    assert "Fri 3 Apr 2026: Good Friday, not counted." in lines
    assert "Tue 7 Apr 2026: open 09:00 to 09:50, 50 minutes counted." in lines
    assert "A demonstration value of Peterborough, until the partnership sets its own." in lines


def test_explaining_the_change_of_the_clocks() -> None:
    rule = rule_in_force("rhi_offer", date(2026, 3, 27), PETERBOROUGH)
    lines = explain(rule, london("2026-03-27T10:00"), {}, PETERBOROUGH)
    assert "The clocks go forward in between; real hours are counted." in lines


def test_every_clock_can_be_explained_and_has_words_for_people() -> None:
    facts = {"review_on": "2026-12-04", "rating": "amber"}
    for rule in clocks_in_force(date(2026, 11, 20), PETERBOROUGH):
        lines = explain(rule, london("2026-11-20T14:00"), facts, PETERBOROUGH)
        assert any(rule.source in line for line in lines), rule.id
        assert all(line.strip().endswith((".", ")")) for line in lines), rule.id
        assert rule.noun[0].isupper(), rule.id


def test_a_day_clock_is_shown_by_closing_time_of_its_last_day() -> None:
    def shown(clock: str, start: str) -> str:
        rule: ClockRule = rule_in_force(clock, date.fromisoformat(start[:10]), PETERBOROUGH)
        found = due_moment(rule, london(start), {}, PETERBOROUGH)
        return in_london(shown_due(rule, found, PETERBOROUGH)).replace(tzinfo=None).isoformat()

    assert shown("referral_decision", "2026-11-20T17:31") == "2026-11-23T17:00:00"
    assert shown("school_cp_file", "2026-11-17T10:00") == "2026-11-22T23:59:59", "a Sunday has no closing time"
    assert shown("mash_rag", "2026-11-20T10:00") == "2026-11-23T17:00:00"


def test_hours_that_happen_to_end_on_the_last_second_are_no_day_clock() -> None:
    rule = rule_in_force("mash_rag", date(2026, 11, 20), PETERBOROUGH)
    start = london("2026-11-20T10:00") + timedelta(seconds=59)
    found = due_moment(rule, start, {"rating": "red"}, PETERBOROUGH)
    assert shown_due(rule, found, PETERBOROUGH) == found
