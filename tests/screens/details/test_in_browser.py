"""Details in a real browser: axe at three widths full, empty and refused, and no script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from frontdoor.screens.details.views import ACTS
from tests.screens.browsing import committed, family, now_world, sign_in, sound

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.harness.browser import BrowserServer

pytestmark = pytest.mark.browser


def test_every_page_is_sound_full_empty_and_refused(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: family(world))
    path = f"/details/{receipt.reference}/"
    sign_in(page, world, "hub_manager")
    page.goto(path)
    sound(page)
    for act in ACTS:
        page.goto(f"{path}1/{act}/")
        sound(page)
    page.goto(f"{path}1/name/")
    page.get_by_role("button", name="Keep this name").last.click()
    page.get_by_text("There is a problem").wait_for()
    sound(page)
    sign_in(page, world, "school_lead")
    page.goto(path)
    sound(page)


def test_a_relative_is_added_without_scripts(browser: Browser, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: family(world))
    context = browser.new_context(base_url=at_server.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, world, "contact_officer")
    page.goto(f"/details/{receipt.reference}/1/relative/")
    page.get_by_label("What they are to the child").fill("Grandmother Iwona")
    page.locator("input[name=lives_with][value=no]").check()
    page.get_by_role("button", name="Add them").last.click()
    page.get_by_text("Grandmother Iwona").first.wait_for()
    context.close()
