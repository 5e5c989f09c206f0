"""The header on a narrow screen: two lines, every place behind one word, by keyboard and without script."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.screens.browsing import SHOTS, now_world, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.harness.browser import BrowserServer

pytestmark = pytest.mark.browser


def test_on_a_narrow_screen_every_place_is_behind_one_word(page: Page, at_server: BrowserServer) -> None:
    from tests.harness.browser import axe

    world = now_world()
    sign_in(page, world, "hub_manager")
    page.goto("/triage/")
    page.set_viewport_size({"width": 1280, "height": 720})
    wide = page.locator(".fd-header nav a:visible").all_inner_texts()
    page.locator(".fd-header summary").click()
    wide = [*wide, *page.locator(".fd-header details a:visible").all_inner_texts()]
    page.locator(".fd-header summary").click()
    page.set_viewport_size({"width": 320, "height": 720})
    assert page.locator(".fd-header").bounding_box()["height"] <= 2 * 36
    assert page.locator(".fd-header nav a:visible").all_inner_texts() == ["Triage"]
    assert page.get_by_role("link", name="I know this family").is_visible()
    page.locator(".fd-header summary").focus()
    page.keyboard.press("Enter")
    assert sorted(page.locator(".fd-header nav a:visible").all_inner_texts()) == sorted(wide)
    assert "Hattie Hub, hub manager" in page.locator(".fd-header details").inner_text()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"header-{len(os.listdir(SHOTS)):03}-320.png")


def test_the_menu_needs_no_script(browser: Browser, at_server: BrowserServer) -> None:
    world = now_world()
    context = browser.new_context(base_url=at_server.address, java_script_enabled=False)
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 720})
    sign_in(page, world, "hub_manager")
    page.goto("/triage/")
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("link", name="Hand-overs").click()
    assert page.url.endswith("/handovers/")
    context.close()
