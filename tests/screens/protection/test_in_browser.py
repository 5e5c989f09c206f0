"""Protection and assessment in a real browser: axe at three widths, no scripts, keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from frontdoor.screens.assessment.acts import ACTS as ASSESSING
from frontdoor.screens.protection.acts import ACTS as PROTECTING
from tests.cases import decide
from tests.screens.browsing import NARRATIVE, committed, family, now_world, sign_in, sound
from tests.world import child

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.harness.browser import BrowserServer

pytestmark = pytest.mark.browser


def test_every_page_of_protection_is_sound_full_empty_and_refused(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: family(world))
    path = f"/protection/{receipt.reference}/"
    sign_in(page, world, "contact_officer")
    for empty in ("", "call/", "discussion/"):
        page.goto(f"{path}{empty}", wait_until="networkidle")
        sound(page)
    page.get_by_role("button", name="Record the discussion").last.click()
    page.get_by_text("Say which children were discussed.").first.wait_for()
    sound(page)
    page.get_by_label("Oskar").first.check()
    page.get_by_label("I held it alone").check()
    page.locator("input[name=child-2-starts_enquiry][value=single]").check()
    page.locator("[name=child-2-who_1]").fill("Aunt Rose")
    for box in page.locator("textarea").all():
        box.fill(NARRATIVE)
    page.get_by_role("button", name="Record the discussion").last.click()
    page.get_by_role("heading", name="Protection:").wait_for()
    sound(page)
    for act in PROTECTING:
        page.goto(f"{path}2/{act}/")
        sound(page)
    sign_in(page, world, "social_worker")
    page.goto(path)
    sound(page)


def test_every_page_of_assessment_is_sound_full_empty_and_refused(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: family(world))
    path = f"/assessment/{receipt.reference}/"
    sign_in(page, world, "hub_manager")
    page.goto(path)
    sound(page)
    committed(lambda: decide(world, receipt.journeys[0], "assessment"))
    sign_in(page, world, "out_of_hours")
    page.goto(f"{path}1/start/")
    page.get_by_role("button", name="Begin the assessment").last.click()
    page.get_by_role("heading", name="Assessments:").wait_for()
    sound(page)
    sign_in(page, world, "hub_manager")
    for act in ASSESSING:
        page.goto(f"{path}1/{act}/")
        sound(page)
    page.goto(f"{path}1/authorise/")
    page.get_by_role("button", name="Authorise").last.click()
    page.get_by_text("There is a problem").wait_for()
    sound(page)
    sign_in(page, world, "contact_officer")
    page.goto(path)
    sound(page)


def test_a_night_without_scripts(browser: Browser, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: world.contact(child()))
    context = browser.new_context(base_url=at_server.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, world, "out_of_hours")
    page.goto(f"/protection/{receipt.reference}/discussion/")
    page.get_by_label("Ana").first.check()
    page.get_by_label("I held it alone").check()
    page.locator("input[name=child-1-starts_enquiry][value=single]").check()
    page.get_by_role("button", name="Add a line").click()
    page.locator("[name=child-1-who_3]").fill("Aunt Rose")
    page.get_by_role("button", name="Record the discussion").last.click()
    text = page.content()
    for part in ("Aunt Rose", "Somebody else countersigns", "is to be reconvened", "Section 47 enquiry, started"):
        assert part in text
    context.close()


def test_a_discussion_is_called_by_keys_alone(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: world.contact(child()))
    sign_in(page, world, "contact_officer")
    page.goto(f"/protection/{receipt.reference}/call/", wait_until="networkidle")
    page.get_by_label("Ana").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Call it now").focus()
    page.keyboard.press("Enter")
    page.get_by_text("not held yet").wait_for()
