"""The telephone note in a real browser: axe, drafts within five seconds, who may be meant, no JavaScript."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.screens.browsing import committed, now_world, sign_in, sound
from tests.world import child

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.harness.browser import BrowserServer

pytestmark = pytest.mark.browser


def test_the_note_is_sound_blank_sent_back_taken_and_refused(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    sign_in(page, world, "contact_officer")
    page.goto("/telephone/")
    sound(page)
    page.set_viewport_size({"width": 1280, "height": 720})
    page.get_by_role("button", name="Save the call", exact=True).click()
    page.get_by_role("link", name="Write what the worry is").wait_for()
    sound(page)
    page.get_by_label("What is the worry?").fill("Crying every night")
    page.get_by_role("button", name="Save the call", exact=True).click()
    page.get_by_text("Saved. Read out: FD-").wait_for()
    sound(page)
    page.goto("/telephone/")
    page.get_by_label("Yes: ring 999 with them now").check()
    page.get_by_label("What is the worry?").fill("A hand-shaped bruise, and he is at the door")
    page.get_by_role("button", name="Save the call", exact=True).first.click()
    page.get_by_text("It was passed to the duty manager.").wait_for()
    page.goto(f"/contact/{page.url.split('/')[-2]}/")
    page.get_by_text("This contact was passed to the duty manager").wait_for()
    sound(page)
    sign_in(page, world, "auditor")
    page.goto("/telephone/")
    sound(page)


def test_what_is_typed_is_saved_and_comes_back_after_a_crash(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    sign_in(page, world, "contact_officer")
    page.goto("/telephone/", wait_until="networkidle")
    reference = page.locator(".fd-identity__aside").inner_text()
    page.get_by_label("What is the worry?").fill("Half a sent")
    page.locator("[data-draft-line][data-state=saved]").wait_for(timeout=5_000)
    page.goto("/telephone/")
    page.get_by_role("link", name=f"{reference.removeprefix('Read out: ')}, ").filter(has_text="“Half a sent”").click()
    assert page.get_by_label("What is the worry?").input_value() == "Half a sent"
    assert page.locator(".fd-identity__aside").inner_text() == reference


def test_a_call_goes_on_where_the_next_child_is_written(page: Page, at_server: BrowserServer) -> None:
    sign_in(page, now_world(), "contact_officer")
    page.goto("/telephone/")
    page.get_by_label("What is the worry?").fill("Two of them, alone")
    page.get_by_role("button", name="Another child").click()
    page.wait_for_url("**#child-2")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "child-1-looks"
    assert page.get_by_label("What is the worry?").input_value() == "Two of them, alone"


def test_who_may_be_meant_appears_while_typing(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    earlier = world.now - timedelta(hours=1)
    committed(lambda: world.contact(child(given_name="Zofia", family_name="Browserowa"), received_at=earlier))
    sign_in(page, world, "contact_officer")
    page.goto("/telephone/", wait_until="networkidle")
    page.get_by_label("First name").fill("Zofia")
    page.get_by_label("Surname").fill("Browserowa")
    page.get_by_label("Surname").blur()
    page.get_by_label("Zofia Browserowa, 7 same name").check()
    page.get_by_label("What is the worry?").fill("A bruise")
    sound(page)
    page.get_by_role("button", name="Save the call", exact=True).click()
    page.get_by_role("link", name="Open the record").click()
    page.get_by_role("heading", name="Zofia Browserowa, 7").wait_for()
    assert "None recorded" in page.content()


def test_a_call_is_taken_without_javascript(browser: Browser, at_server: BrowserServer) -> None:
    world = now_world()
    context = browser.new_context(base_url=at_server.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, world, "contact_officer")
    page.goto("/telephone/")
    page.get_by_label("What is the worry?").fill("Crying every night")
    page.get_by_role("button", name="Another child").click()
    page.get_by_role("button", name="Look for possible matches").click()
    assert page.get_by_label("What is the worry?").input_value() == "Crying every night"
    page.get_by_role("button", name="Save the call", exact=True).click()
    page.get_by_text("Saved. Read out: FD-").wait_for()
    context.close()
