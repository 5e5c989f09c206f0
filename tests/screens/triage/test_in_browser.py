"""Triage in a real browser: axe at three widths, eight rows on a screen, keys, no JavaScript, nothing that moves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from frontdoor.rules.concern import Channel
from tests.screens.browsing import busy_morning, committed, now_world, rate, sign_in, sound, turn_to
from tests.world import child

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.harness.browser import BrowserServer

pytestmark = pytest.mark.browser


def test_every_page_of_triage_is_sound_full_empty_and_refused(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    receipts = busy_morning(world)
    sign_in(page, world, "hub_manager")
    page.goto("/triage/")
    sound(page)
    for path in (f"/triage/rate/{receipts[2].reference}/", f"/triage/rate/{receipts[0].reference}/"):
        page.goto(path)
        sound(page)
    page.goto("/triage/?channel=api")
    sound(page)
    page.goto("/triage/wall/")
    sound(page)
    sign_in(page, world, "hub_manager", "873")
    for path in ("/triage/", "/triage/rate/"):
        page.goto(path)
        assert page.locator(".fd-empty").is_visible()
        sound(page)
    sign_in(page, world, "social_worker")
    for path in ("/triage/", f"/triage/rate/{receipts[0].reference}/"):
        page.goto(path)
        assert "This is not something a social worker does here." in page.content() or "nothing here" in page.content()
        sound(page)


def test_eight_contacts_stand_on_the_first_screen(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    for number in range(10):
        told = {"channel": Channel.EMAIL, "received_at": world.now - timedelta(minutes=40 * number)}
        named = child(given_name="Wilhelmina", family_name="Featherstonehaugh")
        receipt = committed(
            lambda told=told, named=named: world.contact(
                named, child(given_name="Bo"), worries=("domestic_abuse", "neglect"), **told
            )
        )
        if number % 3:
            committed(lambda receipt=receipt, rating=("", "amber", "green")[number % 3]: rate(world, receipt, rating))
    sign_in(page, world, "hub_manager")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto("/triage/?channel=email")
    ends = page.locator("[data-row]").evaluate_all("rows => rows.map(row => row.getBoundingClientRect().bottom)")
    assert sum(end <= 720 for end in ends) >= 8, ends


def test_the_queue_is_walked_and_rated_by_keys(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    first = committed(lambda: world.contact(child(given_name="Keya")))
    committed(lambda: world.contact(child(given_name="Keyb")))
    sign_in(page, world, "contact_officer")
    page.goto(f"/triage/rate/{first.reference}/", wait_until="networkidle")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.innerText") == "Leave it and look at the next"
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/triage/rate/FD-" in url and first.reference not in url)
    page.goto(f"/triage/rate/{first.reference}/")
    page.get_by_label("Amber").check()
    page.get_by_label("Because").fill("Third time this week")
    page.get_by_role("button", name="Save, then the next").click()
    page.get_by_text(f"Rating saved for {first.reference}.").wait_for()


def test_new_contacts_are_said_and_move_nothing(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    committed(lambda: world.contact(child(given_name="Before")))
    sign_in(page, world, "hub_manager")
    page.clock.install()
    page.goto("/triage/", wait_until="networkidle")
    before = page.locator("[data-row]").evaluate_all("rows => rows.map(row => row.id)")
    later = now_world()
    after = committed(lambda: later.contact(child(given_name="After")))
    page.clock.fast_forward("00:31")
    page.get_by_role("link", name="1 new: show").wait_for()
    assert page.locator("[data-row]").evaluate_all("rows => rows.map(row => row.id)") == before
    with page.expect_navigation():
        page.get_by_role("link", name="1 new: show").click()
    turn_to(page, after.reference)
    page.locator(f"#{after.reference}").get_by_role("link", name="After Example, 7").wait_for()


def test_rating_needs_no_javascript(browser: Browser, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: world.contact(child(given_name="Plain")))
    context = browser.new_context(base_url=at_server.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, world, "hub_manager")
    page.goto("/triage/")
    turn_to(page, receipt.reference)
    page.get_by_role("link", name=f"Look and rate {receipt.reference}").click()
    page.get_by_label("Red").check()
    page.get_by_role("button", name="Save, then open it").click()
    page.wait_for_url(f"**/contact/{receipt.reference}/")
    context.close()
