"""The outbox in a real browser: who waits to be told, and the page on which one of them is released."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cases import decide
from tests.screens.browsing import committed, family, now_world, sign_in, sound

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.harness.browser import BrowserServer
    from tests.world import World

pytestmark = pytest.mark.browser


def test_who_waits_to_be_told(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    committed(lambda: _decided(world))
    sign_in(page, world, "hub_manager")
    page.goto("/outbox/?first=newest")
    page.get_by_text("waits to be told").or_(page.get_by_text("wait to be told")).first.wait_for()
    sound(page)
    page.get_by_role("link", name="Read and release").first.click()
    sound(page)


def _decided(world: World) -> None:
    receipt = family(world)
    for journey in receipt.journeys:
        decide(world, journey, "advice")
