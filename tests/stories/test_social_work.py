"""Visits, an assessment, a conference and a plan: what is seen stops clocks, what is not seen stops none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from frontdoor.access.permission import Refused
from frontdoor.documents.models import Narrative
from frontdoor.journey.actions.assessments import (
    UnableToAssess,
    authorise_assessment,
    record_told_outcome,
    review_assessment,
    set_review_point,
    start_assessment,
)
from frontdoor.journey.actions.conferences import UnableToRecordConference, record_conference, record_core_group
from frontdoor.journey.actions.orders import end_police_protection, record_emergency_order, record_police_protection
from frontdoor.journey.actions.plans import UnableToPlan, end_plan, start_plan
from frontdoor.journey.actions.safety_plans import agree_safety_plan
from frontdoor.journey.actions.section47 import UnableToConclude, conclude_section47, start_section47
from frontdoor.journey.actions.strategy_discussions import Discussed, Meeting, record_strategy_discussion
from frontdoor.journey.actions.visit_texts import ChildWords
from frontdoor.journey.actions.visits import ChildVisited, Outing, add_to_visit, plan_visit, record_visit
from frontdoor.journey.models import Assessment, Gap, Journey, Plan, Section47Enquiry, Visit
from frontdoor.ledger.models import ClockRun, Event
from tests.cases import LINE
from tests.world import World, child


def _do(world: World, verb: Any, who: str = "out_of_hours", **given: Any) -> Any:
    with world.acting(who) as actor:
        return verb(**given, by=actor, happened_at=world.now, recorded_at=world.now)


def _running(clock: str, journey: UUID) -> bool:
    return ClockRun.objects.filter(clock=clock, journey=journey, stopped_at=None).exists()


def _stage(world: World, journey: UUID) -> str:
    with world.acting("hub_manager"):
        return Journey.found(journey).facts()["stage"]


def _visit(world: World, *children: ChildVisited, purpose: str = "assessment", **more: Any) -> list[Visit]:
    found: list[Visit] = _do(
        world, record_visit, outing=Outing(purpose=purpose, arrived_at=world.now), children=children, **more
    )
    return found


def test_each_child_is_visited_separately_and_not_seen_stops_nothing(world: World) -> None:
    ana = world.case_at("assessment")
    ben = world.case_at("assessment", given_name="Ben")
    planned = _do(world, plan_visit, journeys=[ana, ben], purpose="assessment", planned_for=world.now)
    world.later(hours=2)
    _visit(
        world,
        ChildVisited(journey=ana, planned=_of(planned, ana), seen=True, words=ChildWords(own_words="I like my aunt.")),
        ChildVisited(
            journey=ben, planned=_of(planned, ben), seen=False, words=ChildWords(not_seen_because="At football.")
        ),
    )
    with world.all_rows():
        assert Visit.objects.count() == 2
        assert Visit.objects.values("outing").distinct().count() == 1
        assert not _running("initial_sw_visit", ana)
        assert _running("initial_sw_visit", ben)
        assert Gap.objects.get(journey=ben).gap == "next_try_not_said"
        assert Narrative.objects.get(question="own_words").journey == ana


def _of(rows: list[Visit], journey: UUID) -> UUID:
    return next(row.id for row in rows if row.journey_id == journey)


def test_a_visit_is_added_to_and_never_edited(world: World) -> None:
    journey = world.case_at("assessment")
    (visit,) = _visit(world, ChildVisited(journey=journey, seen=True, words=ChildWords(home="Warm, food in.")))
    _do(world, add_to_visit, visit=visit.id, text="Forgot: the back door does not lock.")
    with world.all_rows():
        texts = dict(Narrative.objects.filter(record=visit.id).values_list("question", "text"))
        assert texts["home"] == "Warm, food in."
        assert texts["visit_addition"] == "Forgot: the back door does not lock."
        assert Visit.objects.get().revision == 1


def test_a_visit_sent_twice_is_one(world: World) -> None:
    journey, token = world.case_at("assessment"), world.token()
    first = _visit(world, ChildVisited(journey=journey, seen=True), token=token)
    again = _visit(world, ChildVisited(journey=journey, seen=True), token=token)
    assert [row.id for row in again] == [row.id for row in first]


def test_an_assessment_is_met_when_it_is_authorised_and_told(world: World) -> None:
    journey = world.case_at("assessment")
    world.later(days=3)
    begun: Assessment = _do(world, start_assessment, journey=journey, review_on=date(2026, 12, 7))
    with world.all_rows():
        assert _running("assessment_internal_review", journey)
    with pytest.raises(UnableToAssess, match="not put back"):
        _do(world, set_review_point, assessment=begun.id, review_on=date(2026, 12, 20), seen=None)
    _do(world, review_assessment, "hub_manager", assessment=begun.id, found="See father.", seen=None)
    given: dict[str, Any] = {
        "assessment": begun.id,
        "outcome": "services",
        "in_need": True,
        "factors": ["16A"],
        "because": "Food.",
        "seen": None,
    }
    with pytest.raises(UnableToAssess, match="was not seen"):
        _do(world, authorise_assessment, "hub_manager", **given)
    with pytest.raises(Refused):
        _do(world, authorise_assessment, "out_of_hours", **given)
    _visit(world, ChildVisited(journey=journey, seen=True))
    with pytest.raises(UnableToAssess, match="stands alone"):
        _do(world, authorise_assessment, "hub_manager", **{**given, "factors": ["21", "16A"]})
    world.later(days=20)
    _do(world, authorise_assessment, "hub_manager", **given)
    assert _stage(world, journey) == "assessed"
    with world.all_rows():
        assert _running("assessment", journey), "authorised, and nobody told yet"
        assert Assessment.objects.get().child_seen
    world.later(days=1)
    _do(world, record_told_outcome, assessment=begun.id, told="Mother, school, GP.")
    with world.all_rows():
        assert ClockRun.objects.get(clock="assessment", journey=journey).ended_as == "met"


def test_an_enquiry_starts_at_its_discussion_and_needs_a_safety_plan_to_end(world: World) -> None:
    journey = world.case_at("strategy_discussion")
    held_at = world.later(hours=1)
    world.later(hours=5)
    with world.acting("out_of_hours") as olu:
        (held,) = record_strategy_discussion(
            children=[Discussed(journey=journey)],
            meeting=Meeting(agencies=("authority", "police", "health")),
            by=olu,
            happened_at=held_at,
            recorded_at=world.now,
        )
    enquiry: Section47Enquiry = _do(world, start_section47, journey=journey, discussion=held.id, joint="single")
    assert enquiry.started_at == held_at
    again: Section47Enquiry = _do(world, start_section47, journey=journey, joint="joint")
    assert again.id == enquiry.id
    with world.all_rows():
        assert Event.objects.get(kind="section47_started").happened_at == held_at
        assert Gap.objects.filter(gap="safety_plan", filled_at=None).exists()
    world.later(days=8)
    ending: dict[str, Any] = {
        "enquiry": enquiry.id,
        "outcome": "continue_single",
        "because": "Not founded.",
        "seen": None,
    }
    with pytest.raises(UnableToConclude, match="no safety plan"):
        _do(world, conclude_section47, **ending)
    _do(world, agree_safety_plan, journey=journey, lines=[LINE])
    with pytest.raises(UnableToConclude, match="registered social worker"):
        _do(world, conclude_section47, "contact_officer", **ending)
    _do(world, conclude_section47, **ending)
    assert _stage(world, journey) == "assessment"
    with world.all_rows():
        assert not _running("s47_to_icpc", journey)
        assert not Gap.objects.filter(gap="safety_plan", filled_at=None).exists()


def test_police_protection_calls_a_discussion_and_runs_72_hours(world: World) -> None:
    journey = world.case_at("closed")
    order = _do(world, record_police_protection, "contact_officer", journey=journey, officer="PC 4711")
    assert order.ends_at == world.now + timedelta(hours=72)
    assert _stage(world, journey) == "strategy_discussion"
    with world.all_rows():
        assert ClockRun.objects.get(clock="police_protection").due_at == order.ends_at
        assert _running("strategy_discussion", journey)
    world.later(hours=20)
    _do(world, end_police_protection, order=order.id, where_now="With her grandmother.")
    with world.all_rows():
        assert ClockRun.objects.get(clock="police_protection").ended_as == "met"


def test_the_end_that_the_court_wrote_is_kept(world: World) -> None:
    journey = world.journey()
    noon_monday = world.now + timedelta(days=9, hours=3)
    order = _do(world, record_emergency_order, journey=journey, order="epo", ends_at=noon_monday)
    with world.all_rows():
        assert order.end_as_written
        assert ClockRun.objects.get(clock="epo").due_at == noon_monday
        assert not Gap.objects.filter(gap="order_end").exists()


def test_a_child_in_need_plan_and_a_protection_plan_never_run_together(world: World) -> None:
    journey = world.case_at("assessed")
    need: Plan = _do(world, start_plan, journey=journey, what="Weekly food, a visit a fortnight.")
    with pytest.raises(UnableToPlan, match="two never run at one time"):
        _do(world, start_plan, journey=journey, what="Another.")
    world.now = world.now.replace(day=17)  # a Thursday in December
    conference: dict[str, Any] = {"journey": journey, "meeting": "initial", "plan": True}
    with pytest.raises(UnableToRecordConference, match="which category"):
        _do(world, record_conference, **conference)
    _do(world, record_conference, **conference, categories=["NEG"])
    with world.all_rows():
        assert Plan.objects.get(pk=need.id).ended_on == date(2026, 12, 17)
        protection = Plan.objects.get(kind="protection")
        assert (protection.started_on, protection.first_category) == (date(2026, 12, 17), "NEG")
        assert _running("cp_visit", journey)
        assert not _running("cin_visit", journey)
    world.later(days=6)
    _do(world, record_core_group, journey=journey, came_to="Breakfast club begins.")
    with world.all_rows():
        assert not _running("core_group_first", journey)
        assert _running("cp_visit", journey), "a core group is no visit"
    with pytest.raises(UnableToPlan, match="Say why"):
        _do(world, end_plan, plan=protection.id, reason="other", because="", seen=None)


def test_an_initial_conference_is_not_held_at_a_weekend(world: World) -> None:
    journey = world.case_at("conference")
    while world.now.weekday() != 5:
        world.later(days=1)
    with pytest.raises(UnableToRecordConference, match="working day"):
        _do(world, record_conference, journey=journey, meeting="initial", plan=False)


def test_a_child_nobody_has_named_is_visited_all_the_same(world: World) -> None:
    receipt = world.contact(child(given_name="", family_name="", born=None, label="girl about 9, red coat"))
    (visit,) = _visit(world, ChildVisited(journey=receipt.journeys[0]), purpose="")
    assert visit.purpose == "other"
    assert visit.seen is None
