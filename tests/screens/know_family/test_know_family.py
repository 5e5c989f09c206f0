""" "I know this family": from any page, one press; barred, handed over, the draft kept, and nothing told."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from frontdoor.access.models import Bar
from frontdoor.documents.models import Narrative
from frontdoor.drafts.actions import keep
from frontdoor.journey.actions.information_requests import request_information
from frontdoor.journey.models import HandOver, InformationRequest, Journey
from frontdoor.ledger.models import Event
from frontdoor.rules.roles import ROLES, Permission
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.browsing import committed, now_world, sign_in, sound
from tests.screens.child_lives import long_life, number_of
from tests.screens.filled import Filled
from tests.stories.walking import do
from tests.world import World, child

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.harness.browser import BrowserServer


@pytest.fixture
def timed(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    keep_time(world, monkeypatch)
    return world


def say(world: World, who: str, about: str) -> AtWork:
    at = AtWork(world, who)
    at.post("/know-family/", about=about)
    assert at.answer.headers["Location"] == "/know-family/done/"
    return at


def test_the_worker_is_barred_the_child_handed_over_and_the_draft_kept(timed: World) -> None:
    ava = long_life(timed)
    path = f"/child/{number_of(timed, ava)}/"
    with timed.acting("social_worker") as actor:
        keep(
            form="visit", record=ava, answers={"home": ["No heating"], "token": ["t-1"], "worries": ["a", "b"]},
            about=Journey.found(ava).about, by=actor, saved_at=timed.now,
        )  # fmt: skip
    AtWork(timed, "social_worker").get(path)
    say(timed, "social_worker", number_of(timed, ava))
    AtWork(timed, "social_worker").get(path, status=404)
    AtWork(timed, "team_manager").get(path)
    with timed.all_rows():
        assert Journey.objects.get(pk=ava).worker is None
        assert HandOver.objects.get(journey=ava).to == "assessment_1"
        kept = Narrative.objects.get(question="kept_draft").text
        assert kept == "home: No heating\nworries: a, b"
        barred = set(Bar.objects.values_list("person", flat=True))
        assert len(barred) >= 5  # the three children, and the two adults
        assert Event.objects.filter(kind="family_known").count() == len(barred)


def test_the_record_comes_from_the_page_that_was_left(timed: World) -> None:
    receipt = timed.contact(child())
    at = AtWork(timed, "contact_officer")
    came_from = f"https://front-door.example.org/contact/{receipt.reference}/?done=yes"
    page = at.client.get("/know-family/", headers={"referer": came_from}).content.decode()
    assert f'name="about" value="{receipt.reference}"' in page
    assert "Nobody asks you why" in words(page)
    assert 'name="about"' in at.get("/know-family/")
    say(timed, "contact_officer", receipt.reference)
    at.get(f"/contact/{receipt.reference}/", status=404)
    assert "Nobody is waiting" in at.get("/triage/")


def test_the_answer_is_the_same_whatever_is_there(timed: World) -> None:
    there = timed.contact(child()).reference
    answers = {
        words(say(timed, "hub_manager", about).get("/know-family/done/"))
        for about in (there, there, "FD-26-000-000-000", "FD000000000000000", "nonsense")
    }
    assert len(answers) == 1
    say(timed, "neighbour", there)
    with timed.all_rows("873"):
        assert Bar.objects.count() == 0
    AtWork(timed, "contact_officer").post("/know-family/", status=422, about="")


def test_it_stands_on_every_page_of_whoever_may_see_children(timed: World) -> None:
    receipt = timed.contact(child())
    number = number_of(timed, receipt.journeys[0])
    for path in ("/triage/", f"/contact/{receipt.reference}/", f"/child/{number}/", "/find/"):
        assert 'href="/know-family/"' in AtWork(timed, "hub_manager").get(path), path
    assert 'href="/know-family/"' in AtWork(timed, "health_visitor").get("/agency/")
    AtWork(timed, "analyst").get("/know-family/", status=403)


def test_whoever_may_be_shown_a_child_can_say_so() -> None:
    shown = {code for code, role in ROLES.items() if role.may & {Permission.SEE_CHILD, Permission.ANSWER_REQUESTS}} - {
        "feed"
    }
    assert {code for code, role in ROLES.items() if Permission.KNOW_FAMILY in role.may} == shown


def test_somebody_of_an_agency_is_barred_and_a_colleague_answers(timed: World) -> None:
    receipt = timed.contact(child())
    do(
        timed, "hub_manager", request_information, journey=receipt.journeys[0], agencies=["health:community"],
    )  # fmt: skip
    at = AtWork(timed, "health_visitor")
    assert receipt.reference in at.get("/agency/")
    path = f"/agency/{receipt.reference}/1/"
    page = at.get(path)
    address = re.findall(r'data-draft-url="([^"]+)"', page)[0]
    at.post(address, status=200, **Filled(page, "").with_(words="She comes to clinic alone"))
    say(timed, "health_visitor", receipt.reference)
    assert receipt.reference not in words(AtWork(timed, "health_visitor").get("/agency/"))
    AtWork(timed, "health_visitor").get(path, status=404)
    with timed.all_rows():
        assert "She comes to clinic alone" in Narrative.objects.get(question="kept_draft").text
        assert InformationRequest.objects.get().state == "waiting", "the agency still answers, by a colleague"


def test_an_allegation_that_was_being_written_stays_behind_its_wall(timed: World) -> None:
    receipt = timed.contact(child())
    with timed.acting("hub_manager") as actor:
        keep(
            form="decision", record=receipt.contact, about=None, by=actor, saved_at=timed.now,
            answers={"child-1-allegation": ["Hit by the coach"], "child-1-means": ["Afraid"], "child-1-seen": ["1"]},
        )  # fmt: skip
    say(timed, "hub_manager", receipt.reference)
    with timed.all_rows():
        kept = dict(Narrative.objects.filter(question="kept_draft").values_list("compartment", "text"))
    assert kept == {"lado": "child-1-allegation: Hit by the coach", "open": "child-1-means: Afraid"}


def _journey(world: World) -> UUID:
    return world.contact(child(given_name="Pat"), received_at=world.now - timedelta(minutes=3)).journeys[0]


@pytest.mark.browser
def test_from_the_childs_page_by_two_presses(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    number = committed(lambda: number_of(world, _journey(world)))
    sign_in(page, world, "exploitation_lead")
    page.goto("/know-family/")
    sound(page)
    page.get_by_role("button", name="I know this family").click()
    page.get_by_text("There is a problem").wait_for()
    sound(page)
    page.goto(f"/child/{number}/")
    page.get_by_role("link", name="I know this family").click()
    page.get_by_text(f"This is about {number}").wait_for()
    sound(page)
    page.get_by_role("button", name="I know this family").press("Enter")
    page.get_by_role("heading", name="Thank you for saying so").wait_for()
    sound(page)
    page.goto(f"/child/{number}/")
    assert page.title().startswith("There is no")


@pytest.mark.browser
def test_it_needs_no_script(browser: Browser, at_server: BrowserServer) -> None:
    world = now_world()
    number = committed(lambda: number_of(world, _journey(world)))
    context = browser.new_context(base_url=at_server.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, world, "auditor")
    page.goto(f"/child/{number}/")
    page.get_by_role("link", name="I know this family").click()
    page.get_by_role("button", name="I know this family").click()
    page.wait_for_url("**/know-family/done/")
    context.close()
