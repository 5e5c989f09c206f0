"""A button pressed twice: what a form sends is sent once, and a second later it may be sent again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from tests.harness.browser import BrowserServer

pytestmark = pytest.mark.browser


def test_a_second_press_within_a_second_sends_nothing_twice(page: Page, at_server: BrowserServer) -> None:
    page.goto("/sign-in/")
    sent: list[str] = []

    def kept(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        sent.append(route.request.url)
        route.fulfill(status=204)  # the page stays as it is

    page.route("**/sign-in/**", kept)
    button = page.get_by_role("button", name="Sign in")
    page.evaluate("document.querySelector('main form').noValidate = true")
    button.evaluate("(one) => { one.click(); return new Promise((done) => setTimeout(() => done(one.click()), 300)) }")
    page.wait_for_timeout(1_100)
    assert len(sent) == 1
    button.click()
    page.wait_for_timeout(200)
    assert len(sent) == 2
