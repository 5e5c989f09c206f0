"""The child's page in a real browser: axe at three widths, what stands on the first screen, keys, no JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.screens.browsing import committed, now_world, sign_in, sound
from tests.screens.child_lives import long_life, number_of
from tests.world import child

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.harness.browser import BrowserServer

pytestmark = pytest.mark.browser

FIRST_SIX = (".fd-safety", "h1", "#holds", ".fdc__statuses", "#next", "#words")


def test_the_page_is_sound_full_empty_and_refused(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    full = committed(lambda: number_of(world, long_life(world)))
    empty = committed(lambda: number_of(world, world.journey(given_name="New")))
    sign_in(page, world, "social_worker")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"/child/{full}/")
    for part in FIRST_SIX:
        box = page.locator(part).first.bounding_box()
        assert box is not None, part
        assert box["y"] + box["height"] <= 720, (part, box)
    sound(page)
    page.get_by_role("link", name="Draw it").click()
    page.get_by_role("img").wait_for()
    sound(page)
    page.get_by_role("link", name="Everything about this child").click()
    page.get_by_role("button", name="Show the address").click()
    page.get_by_text("Say for what you need it").wait_for()
    sound(page)
    page.goto(f"/child/{full}/")
    page.get_by_label("What do you need the address for?").select_option("visit")
    page.get_by_role("button", name="Show the address").click()
    page.get_by_text("12 Hidden Row, Fenmarsh").wait_for()
    sound(page)
    page.goto(f"/child/{empty}/")
    assert page.title().startswith("There is no")
    sound(page)
    sign_in(page, world, "hub_manager")
    page.goto(f"/child/{empty}/")
    sound(page)


def test_the_page_is_walked_by_keys(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    number = committed(lambda: number_of(world, long_life(world)))
    sign_in(page, world, "social_worker")
    page.goto(f"/child/{number}/")
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        said = page.evaluate("document.activeElement.name || document.activeElement.innerText")
        reached.append(" ".join(str(said).split()))
    for wanted in ("purpose", "Show the address", "Neglect", "Draw it"):
        assert wanted in reached, (wanted, reached)
    assert reached.index("Show the address") < reached.index("Neglect")


def test_an_address_is_shown_and_the_history_filtered_without_a_script(
    browser: Browser, at_server: BrowserServer
) -> None:
    world = now_world()
    number = committed(lambda: number_of(world, long_life(world)))
    context = browser.new_context(base_url=at_server.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, world, "social_worker")
    page.goto(f"/child/{number}/")
    page.get_by_label("What do you need the address for?").select_option("visit")
    page.get_by_role("button", name="Show the address").click()
    page.get_by_text("12 Hidden Row, Fenmarsh").wait_for()
    page.goto(f"/child/{number}/")
    page.get_by_role("list", name="By source").get_by_role("link", name="Police").click()
    page.wait_for_url("**source=Police**")
    assert "A concern: Domestic abuse" in page.locator("#happened").inner_text()
    context.close()


def test_a_long_name_is_never_cut(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    name = "Adebayo-Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Papadopoulos"
    journey = committed(lambda: world.contact(child(given_name=name, family_name=name)).journeys[0])
    number = committed(lambda: number_of(world, journey))
    sign_in(page, world, "hub_manager")
    page.goto(f"/child/{number}/")
    sound(page)
