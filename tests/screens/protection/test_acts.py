"""What is done for one child: the plan, the check, the enquiry, orders, and reconvening, each on a page of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from frontdoor.journey.actions.contacts import Receipt
from frontdoor.journey.actions.strategy_discussions import Discussed, Meeting, record_strategy_discussion
from frontdoor.journey.models import Gap, Order, SafetyPlanLine, Section47Enquiry
from frontdoor.ledger.models import ClockRun
from tests.screens.at_work import AtWork, words
from tests.screens.filled import Filled
from tests.world import World, child


@pytest.fixture
def ana(friday: World) -> Receipt:
    return friday.contact(child())


def discussed(world: World, receipt: Receipt, who: str = "out_of_hours", **facts: Any) -> None:
    with world.acting(who) as actor:
        record_strategy_discussion(
            children=[Discussed(journey=receipt.journeys[0], **{"no_plan_because": "Safe at Rose's", **facts})],
            meeting=Meeting(agencies=("authority",), alone=True),
            by=actor,
            happened_at=world.now,
            recorded_at=world.now,
        )


def do(world: World, receipt: Receipt, act: str, *, who: str = "hub_manager", status: int = 302, **fields: Any) -> str:
    at, path = AtWork(world, who), f"/protection/{receipt.reference}/1/{act}/"
    page = at.get(path)
    reference = page.split('<form method="post" novalidate', 1)
    assert len(reference) == 2, words(page)
    return at.post(path, status=status, **Filled(page, "").with_(go="do", **fields))


def test_a_plan_is_agreed_line_by_line_and_checked(friday: World, ana: Receipt) -> None:
    do(
        friday, ana, "plan", who_1="Aunt Rose", what_1="Ana sleeps there", by_when_1="Tonight",
        if_it_fails_1="Ring Olu", review_on="2026-11-23",
    )  # fmt: skip
    with friday.all_rows():
        line = SafetyPlanLine.objects.get()
        assert (line.who, line.by_when, str(line.review_on)) == ("Aunt Rose", "Tonight", "2026-11-23")
        assert ClockRun.objects.get(clock="safety_plan_review").stopped_at is None
    page = do(friday, ana, "check", status=200)
    assert "Say whether the plan holds." in words(page)
    do(friday, ana, "check", holds="no", found_out="She was at home again")
    with friday.all_rows():
        assert ClockRun.objects.get(clock="safety_plan_review").stopped_at is not None


def test_lines_of_a_plan_are_added_without_a_script(friday: World, ana: Receipt) -> None:
    at, path = AtWork(friday, "hub_manager"), f"/protection/{ana.reference}/1/plan/"
    form = Filled(at.get(path), "")
    assert "who_3" not in form.sent
    again = Filled(at.post(path, status=200, **form.with_(go="more", who_1="Aunt Rose")), "")
    assert ("who_3" in again.sent, again["who_1"], again["lines"]) == (True, "Aunt Rose", "3")
    at.post(path, **again.with_(go="do", who_3="Nan", what_3="Rings at eight"))
    with friday.all_rows():
        assert {line.who for line in SafetyPlanLine.objects.all()} == {"Aunt Rose", "Nan"}


@pytest.mark.parametrize(("who", "confirmed"), [("hub_manager", True), ("contact_officer", False)])
def test_an_enquiry_starts_at_once_and_waits_only_for_its_confirmation(
    friday: World, ana: Receipt, who: str, confirmed: bool
) -> None:
    do(friday, ana, "enquiry", who=who, joint="single", because="Bruise on a baby")
    with friday.all_rows():
        assert (Section47Enquiry.objects.get().confirmed_at is not None) == confirmed
    if not confirmed:
        page = do(friday, ana, "confirm", who="contact_officer", status=200)
        assert "A registered social worker confirms this. The enquiry goes on meanwhile." in words(page)
        do(friday, ana, "confirm", note="Agreed")
    with friday.all_rows():
        assert Section47Enquiry.objects.get().confirmed_at is not None


def test_an_enquiry_counts_from_the_discussion_that_began_it(friday: World, ana: Receipt) -> None:
    discussed(friday, ana)
    held_at = friday.now
    friday.later(hours=20)
    do(friday, ana, "enquiry", joint="joint")
    with friday.all_rows():
        assert Section47Enquiry.objects.get().started_at == held_at


def test_concluding_is_an_ending_and_may_be_refused_with_the_text_kept(friday: World, ana: Receipt) -> None:
    discussed(friday, ana, starts_enquiry="single", no_plan_because="")
    page = do(friday, ana, "conclude", status=200, outcome="conference", because="Not safe at home")
    assert "The strategy discussion has no safety plan yet, nor the reason why none is needed." in words(page)
    assert "Not safe at home" in page
    do(friday, ana, "plan", no_plan_because="She stays in hospital")
    do(friday, ana, "conclude", outcome="conference", because="Not safe at home")
    with friday.all_rows():
        assert Section47Enquiry.objects.get().outcome == "conference"


def test_two_people_at_one_enquiry_the_second_sees_what_changed_and_keeps_the_text(friday: World, ana: Receipt) -> None:
    discussed(friday, ana, who="contact_officer", starts_enquiry="single")
    path = f"/protection/{ana.reference}/1/conclude/"
    second = AtWork(friday, "out_of_hours")
    form = Filled(second.get(path), "")
    friday.later(minutes=5)
    do(friday, ana, "confirm", note="Agreed")
    page = second.post(path, status=409, **form.with_(go="do", outcome="no_further_action", because="My own words"))
    text = words(page)
    assert "Hattie Hub changed this while you were writing" in text
    assert "A registered social worker confirmed the step" in text
    again = Filled(page, "")
    assert again["because"] == "My own words"
    second.post(path, **again.with_(go="do"))


def test_police_protection_runs_seventy_two_hours_and_calls_a_discussion(friday: World, ana: Receipt) -> None:
    do(friday, ana, "police-protection", happened_at="2026-11-20T15:00", circumstances="Found alone in the park")
    with friday.all_rows():
        order = Order.objects.get()
        assert order.ends_at == datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
        assert list(Gap.objects.values_list("gap", flat=True)) == ["officer"]
    text = words(AtWork(friday, "hub_manager").get(f"/protection/{ana.reference}/"))
    assert "Police protection until Mon 23 Nov 15:00" in text
    assert "Strategy discussion called" in text
    do(friday, ana, "police-protection-ended", where_now="With her aunt")
    with friday.all_rows():
        assert Order.objects.get().ended_at == friday.now


def test_an_order_keeps_the_end_that_the_court_wrote(friday: World, ana: Receipt) -> None:
    do(friday, ana, "order", order="epo", ends_at="2026-11-29T12:00", court="Peterborough")
    with friday.all_rows():
        assert Order.objects.get().ends_at == datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
    do(friday, ana, "order-ended", where_now="Home")


def test_an_order_without_a_known_end_says_so(friday: World, ana: Receipt) -> None:
    do(friday, ana, "order", order="epo")
    text = words(AtWork(friday, "hub_manager").get(f"/protection/{ana.reference}/"))
    assert "eight days are counted: the court's end is not known yet" in text
    assert "The end that the court wrote is not known" in text


def test_a_discussion_held_alone_is_reconvened_and_signed_by_somebody_else(friday: World, ana: Receipt) -> None:
    discussed(friday, ana, starts_enquiry="no")
    friday.later(hours=17)
    do(
        friday, ana, "reconvene", agencies=["authority", "police", "health"], countersigns="on",
        what_changed="Police knew him",
    )  # fmt: skip
    with friday.all_rows():
        assert not Gap.objects.filter(filled_at=None).exists()


@pytest.mark.parametrize(
    ("act", "because"),
    [
        ("check", "there is no plan"),
        ("confirm", "there is no enquiry"),
        ("conclude", "there is no enquiry"),
        ("order-ended", "there is no order"),
        ("reconvene", "no discussion was held"),
    ],
)
def test_what_cannot_be_done_now_is_said_and_not_offered(friday: World, ana: Receipt, act: str, because: str) -> None:
    page = AtWork(friday, "hub_manager").get(f"/protection/{ana.reference}/1/{act}/")
    assert "There is nothing to do here now" in words(page), because
    assert f"/1/{act}/" not in AtWork(friday, "hub_manager").get(f"/protection/{ana.reference}/")


@pytest.mark.parametrize("path", ["2/plan/", "1/unheard-of/", "0/plan/"])
def test_no_such_child_or_act_reads_like_what_may_not_be_seen(friday: World, ana: Receipt, path: str) -> None:
    AtWork(friday, "hub_manager").get(f"/protection/{ana.reference}/{path}", status=404)


def test_nothing_happens_in_the_future(friday: World, ana: Receipt) -> None:
    page = do(friday, ana, "enquiry", status=200, happened_at="2026-11-21T10:00")
    assert "This is in the future." in words(page)
