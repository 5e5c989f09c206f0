"""The check by keyboard finds what it is for: on a page with planted faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.screens.keyboard import faults_by_keyboard

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.harness.browser import BrowserServer

pytestmark = pytest.mark.browser

FAULTY = """
<a href="/a">Reached</a>
<fieldset><label><input type="radio" name="one">Yes</label><label><input type="radio" name="one">No</label></fieldset>
<input type="date"><details><summary>More</summary><a href="/folded">Folded</a></details>
<div inert><a href="/lost">Lost</a></div>
<button id="blind">Blind</button>
<a href="/last">Last</a>
"""


def test_it_tells_what_no_tab_reaches_and_what_shows_no_focus(page: Page, at_server: BrowserServer) -> None:
    page.goto("/refer/")
    page.evaluate("html => { document.body.innerHTML = html; }", FAULTY)
    page.evaluate("document.getElementById('blind').style.outline = 'none'")
    lost, blind = faults_by_keyboard(page)
    assert lost.startswith('no Tab reaches <a href="/lost"')
    assert blind.startswith("nothing shows that the focus is at <button")
