"""The page of those on call in a real browser: who waits, and what one has taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from frontdoor.rules.concern import Answer
from tests.screens.browsing import committed, family, now_world, sign_in, sound

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.harness.browser import BrowserServer

pytestmark = pytest.mark.browser


def test_who_waits_and_what_one_has_taken(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    committed(lambda: family(world, danger_now=Answer.YES))
    sign_in(page, world, "out_of_hours")
    page.goto("/on-call/")
    sound(page)
    page.get_by_role("button", name="I have this child").first.click()
    page.get_by_text("You have said you have").wait_for()
    sound(page)
