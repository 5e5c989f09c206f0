"""A visit in a real browser: a telephone's width, axe, hidden in one tap, locked, no scripts, no signal."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from frontdoor.rules.concern import ConcernedChild, SubjectKind
from tests.screens.browsing import NARRATIVE, committed, family, now_world, sign_in, sound
from tests.world import child

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.harness.browser import BrowserServer

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 640}
PASSWORD = "a long demonstration password"


def test_every_page_is_sound_full_empty_and_refused(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: family(world))
    path = f"/visit/{receipt.reference}/"
    sign_in(page, world, "out_of_hours")
    for empty in ("", "plan/", "record/"):
        page.goto(f"{path}{empty}", wait_until="networkidle")
        sound(page)
    page.get_by_role("button", name="Save visit").last.click()
    page.get_by_text("Nothing was written about any child yet.").wait_for()
    sound(page)
    for answer in ("child-1-seen", "child-1-alone", "child-1-bedroom", "child-1-can_stay", "child-2-seen"):
        page.locator(f"input[name={answer}][value=no], input[name={answer}][value=refused]").check()
    page.get_by_label("A family member interpreted").first.check()
    for box in page.locator("textarea:visible").all():
        box.fill(NARRATIVE)
    page.get_by_role("button", name="Show the address of Ava").click()
    page.get_by_text("12 Hidden Row").wait_for()
    sound(page)
    page.get_by_label("Arrived").fill("2099-01-01T10:00")
    page.get_by_role("button", name="Save visit").last.click()
    page.get_by_text("There is a problem").wait_for()
    sound(page)
    page.get_by_label("Arrived").fill("2026-01-01T10:00")
    page.get_by_role("button", name="Save visit").last.click()
    page.wait_for_url("**/1/")
    sound(page)
    page.goto(path)
    sound(page)
    sign_in(page, world, "social_worker")
    page.goto(path)
    sound(page)


def test_the_pages_before_a_birth_are_sound(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    unborn = ConcernedChild(kind=SubjectKind.UNBORN, expected=world.now.date() + timedelta(days=75))
    receipt = committed(lambda: world.contact(unborn))
    path = f"/visit/{receipt.reference}/"
    sign_in(page, world, "out_of_hours")
    page.goto(f"{path}record/", wait_until="networkidle")
    page.locator("input[name=child-1-seen][value=no]").check()
    page.locator("input[name=child-1-can_stay][value=no]").check()
    for box in page.locator("textarea:visible").all():
        box.fill(NARRATIVE)
    sound(page)
    page.get_by_role("button", name="Save visit").last.click()
    page.get_by_text("The mother was not seen.").wait_for()
    sound(page)
    page.goto(path)
    sound(page)


def test_the_first_screen_of_a_telephone_holds_what_matters(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: family(world))
    sign_in(page, world, "out_of_hours")
    page.set_viewport_size(PHONE)
    page.goto(f"/visit/{receipt.reference}/record/", wait_until="networkidle")
    for seen in (
        page.get_by_role("heading", level=1),
        page.get_by_text("Do not ring the house"),
        page.get_by_role("button", name="Show the address of Ava"),
        page.get_by_role("button", name="Hide now"),
    ):
        box = seen.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= PHONE["height"]
    page.mouse.wheel(0, 4000)
    hide = page.get_by_role("button", name="Hide now").bounding_box()
    assert hide is not None
    assert 0 <= hide["y"] <= PHONE["height"] - hide["height"]


def test_hidden_in_one_tap_and_shown_again_with_every_word(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: world.contact(child(given_name="Marit")))
    sign_in(page, world, "out_of_hours")
    page.set_viewport_size(PHONE)
    page.goto(f"/visit/{receipt.reference}/record/", wait_until="networkidle")
    page.get_by_label("How they looked and were").fill("Tired")
    page.get_by_role("button", name="Hide now").click()
    assert page.title() == "Front Door"
    assert not page.get_by_role("heading", name="Marit", exact=True).is_visible()
    page.get_by_role("button", name="Show again").click()
    assert page.get_by_label("How they looked and were").input_value() == "Tired"


def test_locked_after_two_minutes_and_opened_by_the_password_alone(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: world.contact(child(given_name="Marit")))
    sign_in(page, world, "out_of_hours")
    page.clock.install()
    page.goto(f"/visit/{receipt.reference}/record/", wait_until="networkidle")
    page.get_by_label("How they looked and were").fill("Tired")
    page.clock.fast_forward(119_000)
    assert page.get_by_role("heading", name="Marit", exact=True).is_visible()
    page.clock.fast_forward(2_000)
    assert not page.get_by_role("heading", name="Marit", exact=True).is_visible()
    page.get_by_label("Password, to show the page again").fill("wrong")
    page.get_by_role("button", name="Show the page").click()
    page.get_by_text("That did not open it.").wait_for()
    page.get_by_label("Password, to show the page again").fill(PASSWORD)
    page.get_by_role("button", name="Show the page").click()
    page.get_by_role("heading", name="Marit", exact=True).wait_for()
    assert page.get_by_label("How they looked and were").input_value() == "Tired"


def test_without_signal_the_page_keeps_the_text_and_says_so(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: world.contact(child()))
    sign_in(page, world, "out_of_hours")
    page.goto(f"/visit/{receipt.reference}/record/", wait_until="networkidle")
    page.context.set_offline(True)
    page.get_by_label("How they looked and were").fill("Tired")
    page.get_by_role("button", name="Save visit").last.click()
    page.get_by_text("No signal. Your text is kept on this page").wait_for()
    assert page.get_by_label("How they looked and were").input_value() == "Tired"
    page.context.set_offline(False)
    page.locator("[data-draft-line][data-state=saved]").wait_for()
    page.wait_for_timeout(1_100)  # a second press within a second sends nothing twice
    page.get_by_role("button", name="Save visit").last.click()
    page.wait_for_url("**/1/")
    kept = page.evaluate("() => [localStorage.length, sessionStorage.length]")
    assert kept == [0, 0]


def test_without_scripts_the_whole_way(browser: Browser, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: world.contact(child(), child(given_name="Ben")))
    context = browser.new_context(base_url=at_server.address, java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    sign_in(page, world, "out_of_hours")
    page.goto(f"/visit/{receipt.reference}/record/")
    page.locator("input[name=child-1-seen][value=yes]").check()
    page.locator("input[name=child-2-seen][value=no]").check()
    page.locator("[name=child-2-not_seen_because]").fill("At his nan's")
    page.get_by_role("button", name="Save visit").last.click()
    page.get_by_text("Not seen. The clock stays open").first.wait_for()
    page.get_by_label("Add to this visit").first.fill("The fridge was empty")
    page.get_by_role("button", name="Add to this visit").first.click()
    page.get_by_text("The fridge was empty").first.wait_for()
    context.close()


def test_saved_by_keys_alone(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: world.contact(child()))
    sign_in(page, world, "out_of_hours")
    page.goto(f"/visit/{receipt.reference}/record/", wait_until="networkidle")
    page.locator("input[name=child-1-seen]").first.focus()
    page.keyboard.press("Space")
    page.get_by_label("Where", exact=True).focus()
    page.keyboard.type("Kitchen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/1/")
    assert "Kitchen" in page.content()
