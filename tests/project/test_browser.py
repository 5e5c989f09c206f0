"""The browser's ground: the program is served to Chromium, and axe finds what is wrong."""

from typing import TYPE_CHECKING

import pytest

from tests.harness.browser import axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SOUND = "<!doctype html><html lang='en'><title>Sound</title><main><h1>A heading</h1></main></html>"


def test_the_program_answers_a_browser(page: "Page") -> None:
    answer = page.goto("/")
    assert answer is not None
    assert answer.status < 500


def test_axe_finds_a_fault_and_passes_a_sound_page(page: "Page") -> None:
    page.set_content(SOUND)
    assert axe(page) == []
    page.set_content(SOUND.replace("<h1>", "<img src='data:,'><h1>"))
    assert [fault.partition(":")[0] for fault in axe(page)] == ["image-alt"]
