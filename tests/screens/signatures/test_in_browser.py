"""Second signatures in a real browser: axe at three widths full, empty and refused, without scripts and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from frontdoor.journey.actions import closing
from frontdoor.journey.actions.closing_together import ask_to_close
from tests.cases import decide
from tests.screens.browsing import committed, now_world, sign_in, sound
from tests.stories.walking import do
from tests.world import World, child

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.harness.browser import BrowserServer

pytestmark = pytest.mark.browser


def asked(world: World, statutory: str = "RC7") -> str:
    """The reference of a closing that waits, asked for by the manager who may close no more today."""
    receipt = world.contact(child(family_name="Wolfeschlegelsteinhausenbergerdorff"))
    journey = receipt.journeys[0]
    decide(world, journey, "assessment")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(closing, "closings_today", lambda by, now: 1000)
        do(
            world, "hub_manager", ask_to_close, journey=journey, reason="work_finished", statutory=statutory,
            because="Her aunt has her, and it holds.\nSeen twice since.", in_bulk=True, seen=None,
        )  # fmt: skip
    return receipt.reference


def test_the_list_is_sound_full_empty_and_refused(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    sign_in(page, world, "out_of_hours")
    page.goto("/signatures/")
    sound(page)
    committed(lambda: asked(world))
    page.goto("/signatures/")
    page.get_by_text("Her aunt has her").first.wait_for()
    sound(page)
    page.get_by_text("Do not sign").first.press("Enter")
    page.get_by_role("button", name="The child stays open").first.press("Enter")
    page.get_by_text("Write why this child stays open.").wait_for()
    sound(page)
    sign_in(page, world, "contact_officer")
    page.goto("/signatures/")
    sound(page)


def test_what_the_census_asks_of_a_closing_is_sound_and_signed_all_the_same(
    page: Page, at_server: BrowserServer
) -> None:
    """Closed as died, and no day of death is recorded."""
    world = now_world()
    reference = committed(lambda: asked(world, "RC2"))
    sign_in(page, world, "out_of_hours")
    page.goto("/signatures/")
    waits = page.get_by_role("listitem").filter(has_text=reference)
    waits.get_by_role("button", name="I have read it: sign").press("Enter")
    page.get_by_text("Nothing is signed yet.").wait_for()
    page.get_by_role("link", name="Query 8585Q").click()
    assert page.evaluate("document.activeElement.innerText").startswith("Sign it as it is")
    sound(page)
    page.get_by_role("button", name="Sign it as it is").press("Enter")
    page.get_by_text("Signed. The child’s journey has ended").wait_for()


def test_it_is_signed_without_scripts(browser: Browser, at_server: BrowserServer) -> None:
    world = now_world()
    committed(lambda: asked(world))
    context = browser.new_context(base_url=at_server.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, world, "out_of_hours")
    page.goto("/signatures/")
    page.get_by_role("button", name="I have read it: sign").first.click()
    page.get_by_text("Signed. The child’s journey has ended").wait_for()
    context.close()
