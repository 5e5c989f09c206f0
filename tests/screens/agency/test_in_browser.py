"""An agency's pages in a real browser: what it was asked, its answer, what it told us, full, refused and empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from frontdoor.journey.actions.information_requests import request_information
from tests.screens.browsing import NARRATIVE, committed, family, now_world, sign_in, sound

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.harness.browser import BrowserServer
    from tests.world import World

pytestmark = pytest.mark.browser


def test_an_agency_reads_answers_and_reads_again(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    committed(lambda: _asked(world))
    sign_in(page, world, "health_visitor")
    page.goto("/agency/")
    sound(page)
    page.locator("main [data-row] a.fd-do").first.click()
    sound(page)
    page.locator("main button.govuk-button").last.click()
    page.locator(".govuk-error-summary, .fd-refused").first.wait_for()
    sound(page)
    page.get_by_label("Nothing held").check()
    page.locator("[name=use]").first.check()
    page.locator("main button.govuk-button").last.click()
    page.get_by_text("What you answered").wait_for()
    sound(page)
    sign_in(page, world, "police_officer")
    page.goto("/agency/")
    sound(page)
    sign_in(page, world, "probation_officer")
    page.goto("/agency/")
    page.get_by_text("Nothing waits for you").wait_for()
    sound(page)


def _asked(world: World) -> None:
    receipt = family(world)
    with world.acting("hub_manager") as by:
        for journey in receipt.journeys:
            request_information(
                journey=journey, agencies=["health:community"], why=NARRATIVE, by=by, happened_at=world.now,
                recorded_at=world.now,
            )  # fmt: skip
