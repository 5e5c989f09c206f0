"""Finding a person: by name or number, nothing of it in an address, nobody from behind a wall."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from frontdoor.access.actions.bars import say_family_known
from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.models import Look
from frontdoor.journey.models import Journey
from frontdoor.rules.concern import GivenAddress
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.browsing import LONG_NAME, committed, now_world, sign_in, sound
from tests.screens.child_lives import long_life, number_of
from tests.world import World, child

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.harness.browser import BrowserServer


@pytest.fixture
def timed(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    keep_time(world, monkeypatch)
    return world


def looked_for(world: World, who: str = "hub_manager", **fields: str) -> str:
    asked = {"given_name": "", "family_name": "", "born": "", "number": "", **fields}
    return AtWork(world, who).post("/find/", status=200, **asked)


def test_a_name_in_any_order_finds_and_links_and_is_logged(timed: World) -> None:
    journey = timed.journey(given_name="Zofia", family_name="Żak", nhs_number="999 000 0018")
    number = number_of(timed, journey)
    for fields in ({"family_name": "Zofia Zak"}, {"given_name": "ZAK"}, {"number": "9990000018"}):
        page = looked_for(timed, **fields)
        assert f'href="/child/{number}/"' in page, fields
        assert "Zofia Żak, 7" in words(page)
    with timed.all_rows():
        assert Look.objects.filter(page="find").count() == 3


def test_a_date_of_birth_puts_those_born_then_first(timed: World) -> None:
    timed.journey(given_name="Eva", family_name="Stone", born=date(2012, 1, 1))
    timed.journey(given_name="Eva", family_name="Stone", born=date(2018, 2, 2))
    text = words(looked_for(timed, family_name="Stone Eva", born="2018-02-02"))
    assert text.index("born the same day") < text.index("born another day")
    assert "2 people may be meant" in text


def test_too_little_is_asked_about_and_nothing_found_says_so(timed: World) -> None:
    at = AtWork(timed, "hub_manager")
    assert "Write at least 3 letters" in at.post("/find/", status=422, given_name="Al")
    assert "Nobody found" in looked_for(timed, family_name="Nowhere")


def test_our_own_number_and_a_reference_go_to_their_pages(timed: World) -> None:
    receipt = timed.contact(child())
    number = number_of(timed, receipt.journeys[0])
    at = AtWork(timed, "hub_manager")
    at.post("/find/", number=f" {number.lower()} ")
    assert at.answer.headers["Location"] == f"/child/{number}/"
    at.post("/find/", number=receipt.reference)
    assert at.answer.headers["Location"] == f"/contact/{receipt.reference}/"
    at.post("/find/", number="FD000000000000001")
    assert at.answer.headers["Location"] == "/child/FD000000000000001/"


def test_whoever_stands_behind_a_wall_is_not_found_and_not_counted(timed: World) -> None:
    journey = timed.journey(given_name="Uma", family_name="Hidden")
    with timed.all_rows():
        person = Journey.found(journey).about
    with timed.acting("hub_manager") as actor:
        say_family_known(people=[person], compartment="open", by=actor, happened_at=timed.now, recorded_at=timed.now)
    assert "Nobody found" in looked_for(timed, family_name="Hidden")
    assert "Nobody found" in looked_for(timed, who="neighbour", family_name="Hidden")
    assert "Uma Hidden" in words(looked_for(timed, who="contact_officer", family_name="Hidden"))


def test_a_social_worker_finds_and_opens_only_their_own(timed: World) -> None:
    timed.journey(given_name="Zed", family_name="Stranger")
    page = looked_for(timed, who="social_worker", family_name="Stranger")
    assert "Not open to you. If you work with this child, ring 01632 960100." in words(page)
    assert "/child/" not in page
    number = number_of(timed, long_life(timed))
    assert f"/child/{number}/" in looked_for(timed, who="social_worker", family_name=LONG_NAME)


def test_agencies_and_figures_find_nobody(timed: World) -> None:
    for who in ("school_lead", "police_officer", "analyst", "board_member", "auditor", "information_governance"):
        AtWork(timed, who).get("/find/", status=403)


def typed(world: World, who: str = "contact_officer", **fields: str) -> str:
    asked = {"given_name": "", "family_name": "", "born": "", "postcode": "", "number": "", **fields}
    return AtWork(world, who).post("/find/rows/", status=200, **asked)


def test_the_list_follows_what_is_typed_and_every_person_on_it_is_a_look(timed: World) -> None:
    home = GivenAddress(lines="12 Larkspur Road", postcode="PE1 1AA")
    timed.journey(given_name="Zofia", family_name="Nowak", address=home)
    timed.journey(given_name="Zoran", family_name="Novak")
    assert "Nobody found" not in typed(timed, family_name="zo"), "too little is neither answer nor error"
    assert "2 people may be meant" in typed(timed, family_name="nowak"), "as it is spelt and as it sounds"
    page = typed(timed, family_name="nowak", postcode="pe1")
    assert "Zofia Nowak" in page
    assert "postcode begins the same" in page
    assert "Larkspur" not in page
    assert "Nobody found" in typed(timed, family_name="Qqqqq")
    with timed.all_rows():
        assert Look.objects.filter(page="find").count() == 2 + 2


def test_the_list_says_the_same_of_a_hidden_child_as_of_nobody(timed: World) -> None:
    journey = timed.journey(given_name="Uma", family_name="Hidden", nhs_number="999 000 0018")
    asked = ({"family_name": "hid"}, {"family_name": "Hiden Uma"}, {"number": "9990000018"}, {"given_name": "Uma"})
    with timed.all_rows():
        person = Journey.found(journey).about
    custodian = timed.account("restricted_manager").id
    with timed.acting("restricted_manager") as actor:
        restrict_person(person=person, custodian=custodian, by=actor, happened_at=timed.now, recorded_at=timed.now)
    assert [typed(timed, **fields) for fields in asked] == [typed(timed, family_name="Nobodyatall")] * len(asked)


@pytest.mark.browser
def test_the_list_follows_the_typing(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    committed(lambda: world.journey(given_name="Zofia", family_name="Wyszyńska"))
    sign_in(page, world, "contact_officer")
    page.goto("/find/")
    page.get_by_label("Surname").press_sequentially("Wyszynsk", delay=20)
    page.get_by_text("Zofia Wyszyńska, 7").wait_for()
    assert page.url.endswith("/find/")
    sound(page)
    page.get_by_label("Surname").fill("Wyszynskx Qqqqqqq")
    page.get_by_text("Nobody found").wait_for()


@pytest.mark.browser
def test_the_page_is_sound_and_no_name_stands_in_its_address(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    for name in ("Ann", "Anna", "Annabel"):
        committed(lambda name=name: world.journey(given_name=name, family_name=LONG_NAME))
    sign_in(page, world, "hub_manager")
    page.goto("/find/")
    sound(page)
    page.get_by_label("Surname").fill("xx")
    page.keyboard.press("Enter")
    page.get_by_text("There is a problem").wait_for()
    sound(page)
    page.get_by_label("Surname").fill(LONG_NAME[:12])
    page.get_by_label("Surname").press("Enter")
    page.get_by_role("link", name=f"Annabel {LONG_NAME}, 7").first.wait_for()
    assert page.url.endswith("/find/")
    sound(page)
    page.get_by_label("Surname").fill("Nobodyatall")
    page.get_by_role("button", name="Find").click()
    page.get_by_text("Nobody found").wait_for()
    sound(page)
    sign_in(page, world, "school_lead")
    page.goto("/find/")
    sound(page)
