""" "I know this family": from any page, one press; barred, handed over, the draft kept, and nothing told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from frontdoor.access.models import Bar
from frontdoor.documents.models import Narrative
from frontdoor.drafts.actions import keep
from frontdoor.journey.models import HandOver, Journey
from frontdoor.ledger.models import Event
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.browsing import committed, now_world, sign_in, sound
from tests.screens.child_lives import long_life, number_of
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
    AtWork(timed, "school_lead").get("/know-family/", status=403)


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
