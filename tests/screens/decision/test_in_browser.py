"""Deciding in a real browser: axe at three widths, keys alone, no scripts, and two browsers at one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from frontdoor.journey.actions.contacts import Receipt
from frontdoor.journey.models import Decision
from tests.screens.browsing import NARRATIVE, committed, family, now_world, sign_in, sound
from tests.world import World, child

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.harness.browser import BrowserServer

pytestmark = pytest.mark.browser


def test_every_page_is_sound_full_empty_and_refused(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: family(world))
    path = f"/decision/{receipt.reference}/"
    sign_in(page, world, "hub_manager")
    page.goto(f"{path}sign/")
    page.get_by_text("Nothing here waits for a signature").wait_for()
    sound(page)
    page.goto(f"{path}decided/")
    sound(page)
    sign_in(page, world, "contact_officer")
    page.goto(path, wait_until="networkidle")
    sound(page)
    page.locator("#child-1 input[value=advice]").check()
    page.locator("#child-2 input[value=strategy_discussion]").check()
    page.locator("#child-1 input[value=lado]").check()
    for box in page.locator("textarea:visible").all():
        box.fill(NARRATIVE)
    page.get_by_label("Or: nobody, because").fill(NARRATIVE)
    page.get_by_role("button", name="Check before recording").click()
    page.get_by_text("There is a problem").wait_for()
    sound(page)
    page.locator("#child-1 input[name=child-1-safe_tonight]").first.check()
    page.get_by_role("button", name="Check before recording").click()
    page.get_by_role("heading", name="Check before recording").wait_for()
    sound(page)
    page.get_by_role("button", name="Record proposal").click()
    page.get_by_text("Recorded for Ava, Oskar.").wait_for()
    sound(page)
    page.goto(f"{path}decided/")
    sound(page)
    sign_in(page, world, "hub_manager")
    page.goto(f"{path}sign/")
    assert page.get_by_role("button", name="Confirm for").count() == 2
    sound(page)
    sign_in(page, world, "social_worker")
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 403
    sound(page)


def test_a_protective_decision_by_keys_alone(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: world.contact(child()))
    sign_in(page, world, "hub_manager")
    page.goto(f"/decision/{receipt.reference}/", wait_until="networkidle")
    page.locator("#child-1 input[name=child-1-outcome]").first.focus()
    page.keyboard.press("Space")
    page.get_by_label("To whom, and when").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Check before recording").wait_for()
    page.get_by_role("button", name="Record decision").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/decided/")
    assert "Strategy discussion now" in page.content()


def test_what_belongs_to_some_outcomes_only_is_shown_with_them(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: world.contact(child()))
    sign_in(page, world, "hub_manager")
    page.goto(f"/decision/{receipt.reference}/", wait_until="networkidle")
    look_again, agreement = (
        page.get_by_label("What would make us look again?"),
        page.get_by_text("Agreement to a service"),
    )
    assert not look_again.is_visible()
    assert not agreement.is_visible()
    page.get_by_label("Advice and information").check()
    assert look_again.is_visible()
    assert not agreement.is_visible()
    page.get_by_label("Early help", exact=True).last.check()
    assert not look_again.is_visible()
    assert agreement.is_visible()


def test_it_saves_itself_while_somebody_writes(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: world.contact(child()))
    sign_in(page, world, "hub_manager")
    page.goto(f"/decision/{receipt.reference}/", wait_until="networkidle")
    page.get_by_label("What does this mean for this child?").fill("Half a sentence")
    page.locator("[data-draft-line][data-state=saved]").wait_for(timeout=8_000)
    page.goto("/triage/")
    page.goto(f"/decision/{receipt.reference}/")
    assert page.get_by_label("What does this mean for this child?").input_value() == "Half a sentence"


def test_without_scripts_the_whole_way(browser: Browser, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: world.contact(child(), child(given_name="Ben")))
    context = browser.new_context(base_url=at_server.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, world, "hub_manager")
    page.goto(f"/decision/{receipt.reference}/")
    assert page.get_by_label("What would make us look again?").first.is_visible()
    page.locator("[name=child-2-who_does_what]").fill("Nan collects them at three")
    page.get_by_role("button", name="Use what you wrote for Ben").click()
    assert page.locator("[name=child-1-who_does_what]").input_value() == "Nan collects them at three"
    page.locator("input[name=child-1-outcome][value=assessment]").check()
    page.get_by_role("button", name="Check before recording").click()
    page.get_by_role("button", name="Record decision").click()
    assert page.locator("[name=child-2-who_does_what]").input_value() == "Nan collects them at three"
    assert page.get_by_text("Recorded for Ana.").is_visible()
    context.close()


def test_two_browsers_at_once_the_second_sees_what_changed_and_keeps_the_text(
    browser: Browser, page: Page, at_server: BrowserServer
) -> None:
    world = now_world()
    receipt = committed(lambda: world.contact(child(), child(given_name="Ben")))
    path = f"/decision/{receipt.reference}/"
    sign_in(page, world, "out_of_hours")
    page.goto(path, wait_until="networkidle")
    page.locator("[name=child-1-means]").fill("Mine, word for word")
    page.locator("[name=child-2-means]").fill("Ben's too")
    other = browser.new_context(base_url=at_server.address).new_page()
    sign_in(other, world, "hub_manager")
    other.goto(path)
    other.locator("input[name=child-1-outcome][value=strategy_discussion]").check()
    other.get_by_role("button", name="Check before recording").click()
    other.get_by_role("button", name="Record decision").click()
    other.wait_for_url("**/decided/")
    other.context.close()
    page.locator("input[name=child-2-outcome][value=strategy_discussion]").check()
    page.get_by_role("button", name="Check before recording").click()
    panel = page.locator(".fd-conflict")
    panel.wait_for()
    assert "Hattie Hub changed this while you were writing" in panel.inner_text()
    assert "Strategy discussion now: Hattie Hub" in panel.inner_text()
    assert "Mine, word for word" in panel.inner_text()
    assert page.locator("[name=child-2-means]").input_value() == "Ben's too"
    sound(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="Check before recording").click()
    page.get_by_role("button", name="Record decision").click()
    page.wait_for_url("**/decided/")
    assert deciders(world, receipt) == {"Hattie Hub", "Olu Night"}


def deciders(world: World, receipt: Receipt) -> set[str]:
    """Who decided for these children, as stored."""
    with transaction.atomic(), world.all_rows():
        return {row.decided_by_name for key in receipt.journeys for row in Decision.of(journey_id=key)}
