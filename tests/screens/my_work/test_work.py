"""My work: what I hold, what is offered to me, what is new; and hand-overs, accepted by name or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from frontdoor.access.models import Look
from frontdoor.journey.actions.allocation import allocate
from frontdoor.journey.actions.handovers import hand_over
from frontdoor.journey.actions.information import add_information
from frontdoor.journey.models import Allocation, HandOver, Information, Journey
from frontdoor.rules.concern import Answer
from tests.cases import decide
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.browsing import committed, now_world, sign_in, sound
from tests.screens.child_lives import TEAM, do, long_life, number_of
from tests.screens.filled import Filled
from tests.world import World

if TYPE_CHECKING:
    from uuid import UUID

    from playwright.sync_api import Browser, Page

    from tests.harness.browser import BrowserServer


@pytest.fixture
def timed(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    keep_time(world, monkeypatch)
    return world


def allocated(world: World, name: str = "Zed") -> UUID:
    journey = world.journey(given_name=name)
    decide(world, journey, "assessment")
    do(world, "hub_manager", allocate, journey=journey, team=TEAM, worker=world.account("social_worker").id,
       because="Lives in your area")  # fmt: skip
    return journey


def first_form(page: str) -> Filled:
    return Filled(page.split('<details class="fdw__decline"')[0], "/handovers/answer/")


def test_an_empty_desk_says_so(timed: World) -> None:
    text = words(AtWork(timed, "social_worker").get("/my-work/"))
    assert "0 children carry your name" in text
    assert "No child carries your name now" in text


def test_what_is_held_stands_with_its_next_clock_and_visit(timed: World) -> None:
    ava = long_life(timed)
    page = AtWork(timed, "social_worker").get("/my-work/")
    text = words(page)
    assert "1 child carries your name" in text
    assert "Section 47 enquiry under way" in text
    assert "visit planned Sat 21 Nov 16:50" in text
    assert "overdue" in text
    assert f"/child/{number_of(timed, ava)}/" in page
    with timed.all_rows():
        assert Look.objects.filter(page="work", person=Journey.found(ava).about).count() == 1
    assert "1 child carries" not in words(AtWork(timed, "hub_manager").get("/my-work/"))


def test_an_allocation_is_accepted_by_whoever_it_names(timed: World) -> None:
    journey = allocated(timed)
    at = AtWork(timed, "social_worker")
    page = at.get("/my-work/")
    assert "1 child is offered to you Not yet rated Zed Example, 7" in words(page)
    assert "offered by Hattie Hub" in words(page)
    assert "Lives in your area" in page
    at.post("/handovers/answer/", **{**first_form(page).sent, "answer": "accept"})
    assert "Accepted. The child, the clock and the name are yours now." in words(at.get(at.answer.headers["Location"]))
    with timed.all_rows():
        assert Journey.objects.get(pk=journey).worker == timed.account("social_worker").id
    assert "1 child carries your name" in words(at.get("/my-work/"))


def test_a_manager_who_accepts_for_the_team_is_told_that_no_name_is_on_the_child_yet(timed: World) -> None:
    journey = timed.journey(given_name="Ola")
    decide(timed, journey, "assessment")
    do(timed, "hub_manager", hand_over, journey=journey, to_kind="team", to=TEAM, because="Their area")
    at = AtWork(timed, "team_manager")
    at.post("/handovers/answer/", **{**first_form(at.get("/my-work/")).sent, "answer": "accept"})
    page = at.get(at.answer.headers["Location"])
    assert "No worker’s name is on the child yet." in words(page)
    assert "are yours now" not in words(page)
    assert "Give to a worker : Ola Example, 7" in words(page)
    with timed.all_rows():
        reference = Journey.found(journey).contact.reference
    assert "Allocate" in words(at.get(f"/social-work/{reference}/"))


def test_an_offer_is_not_taken_with_a_reason_and_stays_with_the_sender(timed: World) -> None:
    journey = allocated(timed)
    at = AtWork(timed, "social_worker")
    form = {**first_form(at.get("/my-work/")).sent, "answer": "decline", "reason": "", "because": ""}
    assert "Choose why this child is not taken." in words(at.post("/handovers/answer/", status=409, **form))
    at.post("/handovers/answer/", **{**form, "reason": "no_room", "because": "Twenty already"})
    with timed.all_rows():
        assert Allocation.objects.get(journey=journey).declined_because == "no_room"
        assert Journey.objects.get(pk=journey).worker is None
    at.get("/my-work/")
    AtWork(timed, "social_worker").get(f"/child/{number_of(timed, journey)}/", status=404)


def test_two_answers_the_second_is_told(timed: World) -> None:
    allocated(timed)
    at = AtWork(timed, "social_worker")
    form = {**first_form(at.get("/my-work/")).sent, "answer": "accept"}
    at.post("/handovers/answer/", **form)
    assert "Not done" in words(at.post("/handovers/answer/", status=409, **form))
    at.post("/handovers/answer/", status=422, kind="nonsense")


def test_an_outside_hand_over_needs_the_name_of_whoever_accepted(timed: World) -> None:
    journey = timed.journey(given_name="Eli")
    decide(timed, journey, "early_help")
    at = AtWork(timed, "hub_manager")
    page = at.get("/handovers/")
    assert "Outside: write down who accepted 1" in words(page)
    form = {**first_form(page).sent, "answer": "accept"}
    assert "Write the name of the person" in words(at.post("/handovers/answer/", status=409, **form))
    at.post("/handovers/answer/", **{**form, "accepted_by_name": "Erin Early, early help"})
    with timed.all_rows():
        assert HandOver.objects.get(journey=journey).accepted_by_name == "Erin Early, early help"
    assert "Nothing waits to be accepted" in at.get("/handovers/")


def test_the_list_says_who_offered_what_to_whom(timed: World) -> None:
    journey = timed.journey(given_name="Ola")
    decide(timed, journey, "assessment")
    do(
        timed, "contact_officer", hand_over, journey=journey, to_kind="team", to=TEAM, plan="Ring the aunt at six",
        because="Their area",
    )  # fmt: skip
    sent = words(AtWork(timed, "contact_officer").get("/handovers/"))
    assert "You offered, nobody has accepted 1" in sent
    assert "Until then: Ring the aunt at six" in sent
    assert "Offered to you 1" in words(AtWork(timed, "social_worker").get("/handovers/"))
    assert "Between others 1" in words(AtWork(timed, "hub_manager").get("/handovers/"))
    assert "Nothing waits" in words(AtWork(timed, "neighbour").get("/handovers/"))
    for who in ("school_lead", "analyst", "board_member"):
        AtWork(timed, who).get("/handovers/", status=403)
        AtWork(timed, who).get("/my-work/", status=403)


@pytest.mark.parametrize("kind", ["hand_over", "allocation"])
def test_whoever_offered_a_child_takes_the_offer_back_until_it_is_accepted(timed: World, kind: str) -> None:
    journey = timed.journey(given_name="Ola")
    decide(timed, journey, "assessment")
    sender = "contact_officer" if kind == "hand_over" else "hub_manager"
    if kind == "hand_over":
        do(timed, sender, hand_over, journey=journey, to_kind="team", to=TEAM)
    else:
        do(timed, sender, allocate, journey=journey, team=TEAM)
    theirs = AtWork(timed, "social_worker")
    offered = first_form(theirs.get("/my-work/"))
    at = AtWork(timed, sender)
    page = at.get("/handovers/")
    assert "Take it back Ola Example" in words(page)
    form = {
        **Filled(page, "/handovers/answer/").sent,
        "because": "The aunt lives over the boundary",
        "answer": "decline",
    }
    assert form["reason"] == ["withdrawn"]
    page = words(theirs.post("/handovers/answer/", status=409, **form))
    assert "Whoever offered this child, or a manager, takes it back." in page
    at.post("/handovers/answer/", **form)
    page = words(at.get(at.answer.headers["Location"]))
    assert "Taken back. The child stays where it was." in page
    assert "Ola" not in page
    with timed.all_rows():
        rows: type[HandOver] | type[Allocation] = HandOver if kind == "hand_over" else Allocation
        taken_back = rows._default_manager.get(journey=journey)
        assert (taken_back.declined_because, taken_back.accepted_at) == ("withdrawn", None)
        assert Journey.objects.get(pk=journey).team == ""
    theirs.post("/handovers/answer/", status=409, **{**offered.sent, "answer": "accept"})


def test_news_is_read_and_says_what_happens_now(timed: World) -> None:
    ava = long_life(timed)
    with timed.all_rows():
        contact = Journey.found(ava).contact_id
    do(
        timed, "contact_officer", add_information, contact=contact, children=[ava], text="Seen with a bruise",
        harm_possible=Answer.YES,
    )  # fmt: skip
    at = AtWork(timed, "social_worker")
    page = at.get("/my-work/")
    assert "New, to read Harm possible Ava" in words(page)
    assert "bruise" not in page
    at.post("/my-work/read/", **{**Filled(page, "/my-work/read/").sent, "what_now": "Visit tonight"})
    with timed.all_rows():
        assert Information.objects.get(waits=False, harm_possible="yes").read_by == timed.account("social_worker").id
    assert "New, to read" not in at.get("/my-work/")
    at.post("/my-work/read/", status=422, information="x")


@pytest.mark.browser
def test_both_pages_are_sound_full_empty_and_refused(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    committed(lambda: long_life(world))
    committed(lambda: allocated(world, "Zebedee-Bartholomew-Maximilian"))
    sign_in(page, world, "social_worker")
    for path in ("/my-work/", "/handovers/"):
        page.goto(path)
        page.get_by_text("Do not take").first.click()
        sound(page)
    sign_in(page, world, "out_of_hours", "873")
    for path in ("/my-work/", "/handovers/"):
        page.goto(path)
        sound(page)
    sign_in(page, world, "analyst")
    page.goto("/my-work/")
    sound(page)


@pytest.mark.browser
def test_an_offer_is_accepted_without_a_script(browser: Browser, at_server: BrowserServer) -> None:
    world = now_world()
    committed(lambda: allocated(world, "Plain"))
    context = browser.new_context(base_url=at_server.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, world, "social_worker")
    page.goto("/my-work/")
    page.get_by_role("button", name="Accept Plain Example, 7").last.click()
    page.get_by_text("Accepted. The child, the clock and the name are yours now.").wait_for()
    context.close()
