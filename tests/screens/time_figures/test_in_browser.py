"""The time figures in a real browser: a small city, axe at three widths, full, empty and refused; by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from frontdoor.rules.measures import HAND_OFFS
from frontdoor.simulation.city import make
from tests.screens.browsing import committed, now_world, sign_in, sound

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.harness.browser import BrowserServer

pytestmark = pytest.mark.browser


def test_every_page_of_the_figures_is_sound_full_empty_and_refused(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    for who, authority in (("hub_manager", "874"), ("neighbour", "874")):
        world.account(who, authority)
    sign_in(page, world, "neighbour")
    page.goto("/time-figures/")
    sound(page)
    page.goto("/time-figures/seen/children/")
    sound(page)
    make(authority="874", ends_at=timezone.now(), size=0.02, years=0.4, seed=4)
    sign_in(page, world, "hub_manager")
    page.goto("/time-figures/")
    assert page.locator("tbody").count() == len(HAND_OFFS)
    waiting = page.locator(".tf-waiting").bounding_box()
    bars = page.locator(".tf-bars tbody").first.bounding_box()
    page.set_viewport_size({"width": 1280, "height": 720})
    assert waiting is not None
    assert bars is not None
    assert waiting["y"] + waiting["height"] < bars["y"] < 720, "both stand on the first screen"
    sound(page)
    for path in (
        "/time-figures/?rating=red&known=2099-01-01&weeks=4",
        "/time-figures/decided/",
        "/time-figures/asked/?weeks=52",
        "/time-figures/accepted/children/?which=all",
        "/time-figures/accepted/children/?rating=blue&channel=api",
    ):
        page.goto(path)
        sound(page)
    sign_in(page, world, "social_worker")
    page.goto("/time-figures/")
    sound(page)


def test_a_manager_goes_from_the_page_to_a_child_without_script(
    browser: Browser, browser_server: BrowserServer, at_server: BrowserServer, page: Page
) -> None:
    world = now_world()
    committed(world.contact)
    sign_in(page, world, "hub_manager")
    context = browser.new_context(base_url=browser_server.address, java_script_enabled=False)
    context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    bare = context.new_page()
    bare.goto("/time-figures/")
    bare.get_by_label("Rating").select_option("none")
    bare.get_by_role("button", name="Show").click()
    assert "Only some children. Rating: Not yet rated" in bare.locator("main").inner_text()
    bare.get_by_role("link", name="for a decision").first.click()
    bare.locator("tbody th a").first.click()
    assert "/contact/FD-" in bare.url
    context.close()
