"""Details in a real browser: axe at three widths full, empty and refused, and no script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from frontdoor.journey.models import Journey
from frontdoor.people.models import Person
from frontdoor.screens.details.views import ACTS
from tests.screens.browsing import committed, family, now_world, sign_in, sound

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from frontdoor.journey.actions.contacts import Receipt
    from tests.harness.browser import BrowserServer
    from tests.world import World

pytestmark = pytest.mark.browser


def child_number(world: World, receipt: Receipt) -> str:
    """The number of the first child of a contact."""
    with world.all_rows():
        return Person.objects.get(pk=Journey.objects.get(pk=receipt.journeys[0]).about).local_number


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


def test_the_card_is_sound_when_all_of_it_is_written(page: Page, at_server: BrowserServer) -> None:
    """Facts, an order, a paper and a request for access, written by keyboard where a person might."""
    world = now_world()
    receipt = committed(lambda: family(world))
    path = f"/details/{receipt.reference}/1/"
    sign_in(page, world, "hub_manager")
    for act, chosen, typed, button in (
        ("known", {"kind": "faith"}, {"words": "Catholic, not strict", "source": "The child"}, "Keep this"),
        ("known", {"kind": "immigration"}, {"words": "Leave to remain", "source": "Letter seen"}, "Keep this"),
        ("known", {"kind": "trusted_adult"}, {"words": "Mrs Hill at school", "source": "The child"}, "Keep this"),
        ("arrangement", {"kind": "order"}, {"words": "No contact with father", "source": "Order seen"}, "Keep this"),
        (
            "paper",
            {"kind": "health", "confidence": "yes"},
            {"title": "Speech therapy report", "supplied_by": "Community health", "held_where": "Case system"},
            "Enter this paper",
        ),
        ("access", {"asked_by_kind": "parent"}, {"asked_by_name": "R. Nowak"}, "Keep this request"),
    ):
        page.goto(f"{path}{act}/")
        for name, value in chosen.items():
            page.locator(f"input[name={name}][value={value}]").check()
        for name, value in typed.items():
            page.locator(f"[name={name}]").fill(value)
        page.get_by_role("button", name=button).last.press("Enter")
        page.wait_for_url(f"**/details/{receipt.reference}/")
    for link in ("It no longer holds", "Give it to information governance"):
        act = "known-ended" if "holds" in link else "access-prepared"
        page.goto(f"{path}{act}/")
        page.get_by_role("button", name=link).last.click()
        page.get_by_text("There is a problem").wait_for()
        sound(page)
    page.goto(f"/details/{receipt.reference}/")
    sound(page)
    page.goto(f"/child/{committed(lambda: child_number(world, receipt))}/")
    sound(page)
