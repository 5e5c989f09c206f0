"""What goes into our census and what does not, told as short stories of single children."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from frontdoor.journey.actions.assessments import start_assessment
from frontdoor.journey.actions.closing import UnableToClose, close_journey
from frontdoor.journey.actions.correcting import correct_record
from frontdoor.journey.actions.referrals import UnableToEndReferral, take_no_further_action
from frontdoor.journey.models import Journey, Referral
from frontdoor.ledger.models import Event
from frontdoor.ledger.scope import Actor
from frontdoor.people.models import Person
from frontdoor.people.status import load_status
from frontdoor.returns.cin_census.checks import check
from frontdoor.returns.cin_census.export import Export, export
from frontdoor.returns.cin_census.gathering import UnableToGather
from frontdoor.returns.cin_census.period import Period, UnableToReadYear, period_named
from frontdoor.returns.position import UnableToFreeze, freeze
from frontdoor.rules.concern import Referrer, ReferrerKind
from frontdoor.rules.open_status import CaseStatus
from tests.returns.masters import mastered_by
from tests.returns.ten_children import Walker
from tests.stories.walking import decided, do
from tests.world import World, child

YEAR = Period(2026)
FEED = Actor(authority="874", role="feed", name="File", agency="case_system")
NHS = "999 000 0018"


@pytest.fixture
def her(world: World) -> Walker:
    """A child told of in June 2025."""
    walker = Walker(world).on(2025, 6, 2)
    walker.told_of("Ana", born=date(2016, 2, 3), nhs_number=NHS)
    return walker


def made(number: int | None = None) -> Export:
    return export(freeze("874", number), YEAR)


def left(found: Export) -> list[tuple[str, str]]:
    return [(one.what, one.because) for one in found.gathered.left_out]


def told_by_case_system(world: World, **facts: Any) -> None:
    status = CaseStatus(source_number="LL1", as_at=world.now, nhs_number=NHS, **facts)
    with world.acting("hub_manager"):
        load_status(status=status, by=FEED, recorded_at=world.now)


def test_a_contact_is_no_referral(her: Walker) -> None:
    her.decide("advice")
    assert made().gathered.children == []


def test_what_was_recorded_later_is_in_no_return_of_an_earlier_position(her: Walker) -> None:
    her.decide("assessment")
    earlier = made()
    her.on(2025, 6, 4).assess()
    [child_then], [child_now] = made(earlier.gathered.position.number).gathered.children, made().gathered.children
    assert child_then.cin_details[0].assessments == []
    assert len(child_now.cin_details[0].assessments) == 1
    assert made(earlier.gathered.position.number).file == earlier.file


def test_what_was_voided_is_not_returned(her: Walker) -> None:
    her.decide("assessment")
    her.on(2025, 6, 4).assess()
    with her.world.all_rows():
        event = Event.objects.get(kind="assessment_started").id
    her.do(correct_record, event=event, reason="wrong_child", because="It was her brother's.")
    [one] = made().gathered.children
    assert one.cin_details[0].assessments == []
    assert made().accounted


def test_plans_come_from_the_case_system_where_it_is_their_master(her: Walker) -> None:
    her.decide("assessment")
    her.on(2025, 9, 1)
    told_by_case_system(
        her.world, open_episode=True, plan="protection", plan_category="NEG", plan_since=date(2025, 8, 4)
    )
    found = made()
    [plan] = found.gathered.children[0].cin_details[0].cp_plans
    assert (plan.CPPstartDate, plan.InitialCategoryOfAbuse, plan.LatestCategoryOfAbuse) == (
        date(2025, 8, 4), "NEG", "NEG",
    )  # fmt: skip
    assert found.accounted
    assert "the case system's open status, which is their master" in found.page
    assert [one.because for one in found.gathered.compared] == [
        "The case system tells of a child protection plan, and none is held here"
    ]


def test_reviews_of_a_plan_that_the_case_system_told_of_come_from_conferences_held_here(her: Walker) -> None:
    her.decide("strategy_discussion")
    her.on(2025, 6, 3).discuss()
    her.on(2025, 6, 10).conclude("conference")
    her.on(2025, 6, 16).confer("initial", "NEG", "EMO")
    her.on(2025, 9, 8).confer("review", "NEG")
    told_by_case_system(
        her.world, open_episode=True, plan="protection", plan_category="PHY", plan_since=date(2025, 6, 16)
    )
    found = made()
    [plan] = found.gathered.children[0].cin_details[0].cp_plans
    assert (plan.InitialCategoryOfAbuse, plan.LatestCategoryOfAbuse) == ("MUL", "PHY"), (
        "its master's word is the latest"
    )
    assert [one.CPPreviewDate for one in plan.reviews] == [date(2025, 9, 8)]
    assert found.accounted


def test_plans_conferences_and_reviews_are_our_own_where_we_are_their_master(her: Walker, tmp_path: Path) -> None:
    her.decide("strategy_discussion")
    her.on(2025, 6, 3).discuss()
    her.on(2025, 6, 10).conclude("conference")
    her.on(2025, 6, 16).confer("initial", "NEG")
    her.on(2025, 9, 8).confer("review", "EMO")
    her.on(2026, 2, 23).confer("review")
    told_by_case_system(
        her.world, open_episode=True, plan="protection", plan_category="PHY", plan_since=date(2025, 7, 1)
    )
    with mastered_by(tmp_path, plan="front_door"):
        found = made()
    [plan] = found.gathered.children[0].cin_details[0].cp_plans
    assert (plan.CPPstartDate, plan.CPPendDate) == (date(2025, 6, 16), date(2026, 2, 23))
    assert (plan.InitialCategoryOfAbuse, plan.LatestCategoryOfAbuse) == ("NEG", "EMO")
    assert [one.CPPreviewDate for one in plan.reviews] == [date(2025, 9, 8), date(2026, 2, 23)]
    assert found.accounted
    assert "come from the front door's own records, which are their master" in found.page
    assert [one.because for one in found.gathered.compared] == [
        "The case system tells of a child protection plan, and none is held here"
    ]


def test_what_the_case_system_said_is_as_at_the_last_day_of_the_year(her: Walker) -> None:
    her.decide("assessment")
    facts = {"open_episode": True, "plan": "protection", "plan_since": date(2025, 8, 4)}
    told_by_case_system(her.on(2025, 9, 1).world, **facts, plan_category="NEG")
    told_by_case_system(her.on(2026, 4, 20).world, **facts, plan_category="PHY")
    told_by_case_system(her.on(2026, 5, 20).world)
    found = made()
    [plan] = found.gathered.children[0].cin_details[0].cp_plans
    assert plan.LatestCategoryOfAbuse == "NEG", "open on 31 March, whatever was told in spring"
    assert found.accounted, found.page


def test_a_plan_of_the_year_that_was_told_late_is_in(her: Walker) -> None:
    her.decide("assessment")
    told_by_case_system(her.on(2025, 9, 1).world)
    told_by_case_system(her.on(2026, 4, 20).world, plan="protection", plan_category="EMO", plan_since=date(2026, 3, 20))
    found = made()
    assert [one.CPPstartDate for one in found.gathered.children[0].cin_details[0].cp_plans] == [date(2026, 3, 20)]
    assert found.accounted, found.page


def test_a_plan_that_the_case_system_should_have_sent_is_named(her: Walker) -> None:
    her.decide("strategy_discussion")
    her.on(2025, 6, 3).discuss()
    her.on(2025, 6, 10).conclude("conference")
    her.on(2025, 6, 16).confer("initial", "NEG")
    found = made()
    assert found.gathered.children[0].cin_details[0].cp_plans == []
    assert [one.because for one in found.gathered.compared] == [
        "A child protection plan is held here, and the case system, which sends it, has told nothing of the child"
    ]
    assert found.accounted


def test_a_child_of_whom_the_case_system_alone_tells_is_accounted_for(world: World) -> None:
    world.now = datetime(2025, 9, 1, 10, tzinfo=UTC)
    told_by_case_system(world, plan="need", plan_since=date(2025, 8, 4))
    found = made()
    assert (found.gathered.children, left(found)) == ([], [("plan", "The child has no referral here")])
    assert found.accounted


def test_a_child_whom_another_authority_assessed_is_theirs_to_report(her: Walker) -> None:
    her.decide("strategy_discussion")
    her.on(2025, 6, 3).discuss()
    told_by_case_system(her.world, looked_after_by="Luton", placed_here=True)
    found = made()
    assert found.gathered.children == []
    because = "Another authority assessed the child, and reports them"
    assert left(found) == [("child", because), ("referral", because), ("section 47 enquiry", because)]
    assert found.accounted
    assessment = her.on(2025, 6, 5).assess()
    her.on(2025, 7, 1).authorise(assessment, in_need=True, factors=["16A"])
    assert len(made().gathered.children) == 1, "We assessed the child ourselves, and found need."


def test_an_enquiry_begun_turns_rc8_into_rc7_whatever_was_said_at_closing(her: Walker) -> None:
    her.decide("assessment")
    assessment = her.on(2025, 6, 4).assess()
    her.on(2025, 6, 20).authorise(assessment, in_need=False, factors=["21"])
    her.close("RC8", reason="not_in_need")
    assert made().gathered.children[0].cin_details[0].ReasonForClosure == "RC8"
    with her.world.all_rows():
        referral = Referral.objects.get()
    reopened = Walker(her.world, her.journey)
    _typed_late(reopened, date(2025, 6, 5))
    found = made()
    assert found.gathered.children[0].cin_details[0].ReasonForClosure == "RC7"
    assert [one.because for one in found.gathered.notes] == [
        "Closed as RC8, returned as RC7: an enquiry or a plan began"
    ]
    assert referral.closed_because == "RC8"


def _typed_late(walker: Walker, day: date) -> None:
    """An enquiry of June that somebody types in July, when the case has closed: it is brought in by an import."""
    from frontdoor.ledger.place import At
    from frontdoor.ledger.record import record
    from frontdoor.rules.events.protection import Section47Started

    world = walker.on(2025, 7, 1).world
    happened = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    with world.acting("hub_manager") as actor:
        place = Journey.found(walker.journey).place(record=UUID(int=5), record_kind="section47enquiry")
        record(Section47Started(joint="single"), about=At(place), by=actor, happened_at=happened, recorded_at=world.now)


ANONYMOUS = [
    (ReferrerKind.ANONYMOUS, "", "9", "nobody knows who it was"),
    (ReferrerKind.PUBLIC, "Nora Neighbour", "1D", "we know who it was, whatever was ticked"),
    (ReferrerKind.RELATIVE, "Rose", "1A", "a relative of whom we keep the name"),
    (ReferrerKind.CHILD, "Ana", "1C", "the child"),
]


@pytest.mark.parametrize(("kind", "name", "code", "because"), ANONYMOUS)
def test_anonymous_is_whom_we_do_not_know(world: World, kind: ReferrerKind, name: str, code: str, because: str) -> None:
    world.now = datetime(2025, 6, 2, 10, tzinfo=UTC)
    told = world.contact(child(), referrer=Referrer(kind=kind, source="9", name=name))
    decided(world, told.journeys[0], "assessment", primary_need="N1")
    found = made()
    assert found.gathered.children[0].cin_details[0].ReferralSource == code, because
    assert bool(found.gathered.notes) == bool(name), because


def test_a_restricted_child_is_returned_like_any_other(her: Walker) -> None:
    her.decide("assessment")
    with her.world.all_rows():
        Person.objects.update(compartment="restricted")
    assert len(made().gathered.children) == 1


def test_no_further_action_carries_nothing_else(her: Walker) -> None:
    her.decide("assessment")
    her.do(take_no_further_action, referral=her.referral(), because="The wrong flat.", seen=None)
    her.close("")
    [episode] = made().gathered.children[0].cin_details
    assert (episode.ReferralNFA, episode.PrimaryNeedCode, episode.CINclosureDate) == ("1", None, None)
    assert made().accounted
    assert not [one for one in check(made().gathered.census, "2025-26").issues() if one.kind == "error"]


REFUSED = [
    ("social_worker", "The wrong flat.", False, "Refused", "it ends something: a manager's"),
    ("hub_manager", " ", False, "Say why", "without a reason nothing ends"),
    ("hub_manager", "The wrong flat.", True, "has begun", "an assessment has begun"),
]


@pytest.mark.parametrize(("who", "because", "begun", "said", "why"), REFUSED)
def test_no_further_action_may_be_refused(
    her: Walker, who: str, because: str, begun: bool, said: str, why: str
) -> None:
    her.decide("assessment")
    if begun:
        her.do(start_assessment, "out_of_hours", journey=her.journey)
    refusal = Exception if said == "Refused" else UnableToEndReferral
    with pytest.raises(refusal) as refused:
        do(her.world, who, take_no_further_action, referral=her.referral(), because=because, seen=None)
    assert said in f"{type(refused.value).__name__} {refused.value}", why


def test_a_case_stays_open_while_somebody_works_with_the_child(her: Walker) -> None:
    her.decide("assessment")
    assessment = her.on(2025, 6, 4).assess()
    her.on(2025, 6, 20).authorise(assessment, in_need=True, factors=["16A"])
    first = her.journey
    with her.world.all_rows():
        person = Journey.found(first).about
    her.on(2025, 6, 23)
    with her.world.acting("contact_officer") as actor:
        from frontdoor.journey.actions.contacts import receive_contact
        from tests.world import concern

        again = receive_contact(
            concern=concern(child(given_name="Ana", nhs_number=NHS), received_at=her.world.now),
            token=her.world.token(), by=actor, recorded_at=her.world.now, known={0: person},
        )  # fmt: skip
    second = Walker(her.world, again.journeys[0])
    second.decide("strategy_discussion")
    second.on(2025, 6, 24).discuss()
    with pytest.raises(UnableToClose, match="the child stays open while somebody works with them"):
        her.do(close_journey, journey=first, reason="work_finished", because="Done.", statutory="RC7", seen=None)
    [episode] = made().gathered.children[0].cin_details
    assert [one.S47ActualStartDate for one in episode.section47s] == [date(2025, 6, 24)], (
        "It belongs to the open episode."
    )


def test_what_cannot_be_made_is_refused_with_a_sentence(world: World, tmp_path: Path) -> None:
    with pytest.raises(UnableToFreeze, match="Nothing is recorded"):
        freeze("874")
    world.journey()
    with pytest.raises(UnableToFreeze, match="no position 999999"):
        freeze("874", 999999)
    with mastered_by(tmp_path, referral="case_system"), pytest.raises(UnableToGather, match="master of referrals"):
        made()
    for written in ("2025", "2025-27", "2099-2100", "1925-26"):
        with pytest.raises(UnableToReadYear, match="no census year"):
            period_named(written)
    assert period_named("2025-26") == YEAR
