"""Requests for access in a real browser: axe at three widths, empty, and full with long names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from frontdoor.journey.actions.access_requests import record_access_request
from tests.screens.browsing import LONG_NAME, committed, family, now_world, sign_in, sound
from tests.stories.walking import do

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.harness.browser import BrowserServer

pytestmark = pytest.mark.browser
PATH = "/access-desk/requests/"


def test_the_list_is_sound_empty_and_full(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    committed(lambda: world.account("adoption_custodian"))
    sign_in(page, world, "adoption_custodian")
    page.goto(PATH, wait_until="networkidle")
    sound(page)
    receipt = committed(lambda: family(world))
    for journey in receipt.journeys[:2]:
        given = {"asked_by_kind": "representative", "asked_by_name": LONG_NAME, "child_asked": "not_able"}
        committed(
            lambda journey=journey, given=given: do(
                world, "contact_officer", record_access_request, journey=journey, **given
            )
        )
    page.goto(PATH, wait_until="networkidle")
    page.get_by_text(receipt.reference).first.wait_for()
    sound(page)
    sign_in(page, world, "information_governance")
    page.goto(PATH, wait_until="networkidle")
    page.get_by_text(receipt.reference).first.wait_for()
    sound(page)
    page.get_by_role("link", name=receipt.reference).first.click()
    page.get_by_role("button", name="It was answered").click()
    page.get_by_text("There is a problem").wait_for()
    sound(page)
    page.get_by_label("Everything was given").check()
    page.get_by_role("button", name="It was answered").click()
    page.get_by_text("Answered in the last three months").wait_for()
