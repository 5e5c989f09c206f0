"""What is under way for each child, in a real browser: axe at three widths full, empty and refused, and no script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from frontdoor.rules.steps import Stage
from frontdoor.screens.social_work.views import ACTS
from tests.cases import walk_to
from tests.screens.browsing import NARRATIVE, committed, family, now_world, sign_in, sound

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.harness.browser import BrowserServer

pytestmark = pytest.mark.browser


def test_every_page_is_sound_full_empty_and_refused(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: family(world))
    path = f"/social-work/{receipt.reference}/"
    sign_in(page, world, "hub_manager")
    page.goto(path)
    sound(page)
    committed(lambda: walk_to(world, receipt.journeys[0], Stage.ASSESSED))
    page.goto(path)
    sound(page)
    for act in ACTS:
        page.goto(f"{path}1/{act}/")
        sound(page)
    page.goto(f"{path}1/close/")
    page.get_by_role("button", name="Close for this child").last.click()
    page.get_by_text("There is a problem").wait_for()
    sound(page)
    page.get_by_label("Why, for this child").fill(NARRATIVE)
    page.get_by_label("The work that was planned is finished").check()
    page.get_by_role("button", name="Close for this child").last.click()
    page.get_by_text("Choose the statutory reason").first.wait_for()
    sound(page)
    sign_in(page, world, "school_lead")
    page.goto(path)
    sound(page)


def test_a_return_is_recorded_without_scripts(browser: Browser, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: family(world))
    context = browser.new_context(base_url=at_server.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, world, "contact_officer")
    page.goto(f"/social-work/{receipt.reference}/1/missing/")
    page.get_by_role("button", name="Record that the child is missing").last.click()
    page.get_by_text("Missing since").or_(page.get_by_text("Missing", exact=True)).first.wait_for()
    page.goto(f"/social-work/{receipt.reference}/1/returned/")
    page.get_by_label("Where the child was").fill("At an uncle's flat")
    page.get_by_role("button", name="Record the return").last.click()
    page.get_by_role("heading", name="What is under way").wait_for()
    context.close()
