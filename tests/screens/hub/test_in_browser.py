"""The record of a contact in a real browser: axe at three widths, what stands on the first screen, no JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.screens.browsing import committed, family, now_world, sign_in, sound
from tests.screens.hub.test_doing import PAGES
from tests.world import child

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.harness.browser import BrowserServer

pytestmark = pytest.mark.browser


def test_the_record_is_sound_full_empty_and_refused(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    full = committed(lambda: family(world))
    empty = committed(lambda: world.contact(child(given_name="Emp")))
    sign_in(page, world, "hub_manager")
    page.goto(f"/contact/{full.reference}/")
    for part in (page.locator(".fd-safety"), page.locator("#worry"), page.locator("#children-heading")):
        assert part.bounding_box()["y"] < 720
    sound(page)
    page.get_by_label("What you need it for").first.select_option("visit")
    page.get_by_role("button", name="Show", exact=True).first.click()
    page.get_by_text("12 Hidden Row, Fenmarsh").wait_for()
    sound(page)
    page.goto(f"/contact/{empty.reference}/")
    sound(page)
    sign_in(page, world, "hub_manager", "873")
    page.goto(f"/contact/{full.reference}/")
    assert "nothing here" in page.content()
    sound(page)


def test_every_form_of_the_record_is_sound_blank_and_sent_back(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    full = committed(lambda: family(world))
    sign_in(page, world, "hub_manager")
    for name in PAGES:
        page.goto(f"/contact/{full.reference}/{name}/")
        sound(page)
        if name not in ("danger",):
            page.locator("form[data-draft-url] button[type=submit]").click()
            sound(page)


def test_information_is_added_without_javascript(browser: Browser, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: world.contact(child(given_name="Plain")))
    context = browser.new_context(base_url=at_server.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, world, "hub_manager")
    page.goto(f"/contact/{receipt.reference}/")
    page.get_by_role("link", name="Add information").click()
    page.get_by_label("What is new?").fill("Back at school")
    page.get_by_role("button", name="Add it").click()
    page.get_by_text("Information added.").wait_for()
    assert page.get_by_text("Back at school").is_visible()
    context.close()
