"""A page on paper: what is folded stands open, and nothing that can only be pressed is there. By style, no script."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.screens.browsing import SHOTS, busy_morning, committed, family, now_world, sign_in
from tests.screens.child_lives import long_life, number_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.harness.browser import BrowserServer
    from tests.screens.browsing import BrowserWorld

pytestmark = pytest.mark.browser

#: What stands in a fold of the page itself: how many parts, and how many of them can be read.
_FOLDED = """() => {
    const parts = [...document.querySelectorAll('main details:not([open])')].filter(one => !one.closest('nav'))
        .flatMap(one => [...one.children].filter(part => part.tagName !== 'SUMMARY'));
    const read = parts.filter(part => part.checkVisibility() && part.getBoundingClientRect().height > 5);
    return [parts.length, read.length];
}"""
_TO_PRESS = """() => [...document.querySelectorAll('button, nav, header, .govuk-button, .govuk-skip-link')]
    .filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 120))"""


def _child(world: BrowserWorld) -> str:
    return f"/child/{committed(lambda: number_of(world, long_life(world)))}/"


def _record(world: BrowserWorld) -> str:
    return f"/contact/{committed(lambda: family(world)).reference}/"


def _decision(world: BrowserWorld) -> str:
    return f"/decision/{committed(lambda: family(world)).reference}/"


def _queue(world: BrowserWorld) -> str:
    busy_morning(world)
    return "/triage/"


@pytest.fixture
def paper(browser: Browser, at_server: BrowserServer) -> Page:
    context = browser.new_context(base_url=at_server.address, java_script_enabled=False)
    page = context.new_page()
    page.set_viewport_size({"width": 794, "height": 1123})
    return page


@pytest.mark.parametrize(
    ("address", "who", "folds"),
    [
        (_child, "social_worker", 0),
        (_record, "hub_manager", 0),
        (_decision, "hub_manager", 1),
        (_queue, "hub_manager", 5),
    ],
)
def test_what_is_folded_is_printed_and_what_is_pressed_is_not(
    paper: Page, address: Callable[[BrowserWorld], str], who: str, folds: int
) -> None:
    world = now_world()
    path = address(world)
    sign_in(paper, world, who)
    paper.goto(path)
    on_screen = paper.evaluate(_FOLDED)
    assert on_screen[0] >= folds
    assert on_screen[1] == 0, "on the screen it is folded"
    assert paper.evaluate(_TO_PRESS)
    paper.emulate_media(media="print")
    parts, read = paper.evaluate(_FOLDED)
    assert read == parts == on_screen[0]
    assert paper.evaluate(_TO_PRESS) == []
    assert paper.locator("h1").first.is_visible()
    assert paper.evaluate("document.documentElement.scrollWidth") <= 794
    if SHOTS:
        paper.screenshot(path=f"{SHOTS}/{path.strip('/').replace('/', '-')}-paper.png", full_page=True)
    paper.context.close()
