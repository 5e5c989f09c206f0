"""Two systems in a real browser: axe at three widths empty, full and refused, and without scripts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from frontdoor.journey.actions.allocation import accept_allocation, allocate
from frontdoor.journey.models import Journey
from frontdoor.people.models import OpenStatus
from tests.cases import decide
from tests.screens.browsing import committed, now_world, sign_in, sound
from tests.stories.walking import do
from tests.world import World, child

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.harness.browser import BrowserServer

pytestmark = pytest.mark.browser
PATH = "/returns/compared/"


def differing(world: World) -> None:
    """A child whose worker the case system calls by another name, and said so two days ago."""
    journey = world.contact(child()).journeys[0]
    decide(world, journey, "assessment")
    worker = world.account("social_worker").id
    given = do(world, "hub_manager", allocate, journey=journey, team="assessment_1", worker=worker)
    do(world, "social_worker", accept_allocation, allocation=given.id)
    with world.acting("hub_manager"):
        OpenStatus.new(
            at=world.now, authority="874", person=Journey.found(journey).about, source_number="LL-1",
            worker="Tess Team", team="North", telephone="01632 960001", as_at=world.now - timedelta(hours=50),
        )  # fmt: skip


def test_the_page_is_sound_empty_full_and_refused(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    sign_in(page, world, "hub_manager")
    page.goto(PATH)
    sound(page)
    committed(lambda: differing(world))
    page.goto(PATH)
    page.get_by_text("Tess Team").first.wait_for()
    sound(page)
    sign_in(page, world, "social_worker")
    page.goto(PATH)
    sound(page)


def test_the_way_to_put_it_right_needs_no_scripts(browser: Browser, at_server: BrowserServer) -> None:
    world = now_world()
    committed(lambda: differing(world))
    context = browser.new_context(base_url=at_server.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, world, "hub_manager")
    page.goto(PATH)
    page.get_by_role("link", name="is put right").first.press("Enter")
    page.wait_for_url("**/social-work/*/")
    context.close()
