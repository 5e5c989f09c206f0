"""The specimen pages in a real browser: axe, three widths, keys, drafts, and no request to anywhere else."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.harness.browser import axe
from tests.screens.look import specimen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

WIDTHS = (320, 768, 1280)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the specimen pages are served."""
    with specimen.served(tmp_path_factory.mktemp("govuk")) as served:
        yield served


@pytest.fixture
def page(browser: "Browser", address: str) -> Iterator["Page"]:
    """A page that fails its test on a refused script or style, a fault, a missing file, or a request elsewhere."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 720})
    faults: list[str] = []
    context.on("weberror", lambda fault: faults.append(f"script: {fault.error}"))
    context.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    context.on("response", lambda got: faults.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    context.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith(address) else None)
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()
    assert not faults, faults


@pytest.mark.parametrize("name", [*specimen.NAMES, "404", "503"])
def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(page: "Page", name: str) -> None:
    page.goto(f"/{name}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 720})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert axe(page) == [], width


def test_eight_contacts_stand_on_the_first_screen(page: "Page") -> None:
    page.goto("/triage")
    ends = page.locator("[data-row]").evaluate_all("rows => rows.map(row => row.getBoundingClientRect().bottom)")
    assert sum(end <= 720 for end in ends) >= 8, ends


def test_no_font_is_fetched(page: "Page") -> None:
    kinds: list[str] = []
    page.on("request", lambda asked: kinds.append(asked.resource_type))
    page.goto("/public_form", wait_until="networkidle")
    assert "stylesheet" in kinds
    assert "font" not in kinds


def test_keys_walk_the_queue_but_never_while_writing(page: "Page") -> None:
    page.goto("/triage", wait_until="networkidle")
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.closest('[data-row]').id") == "FD-26-01201"
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.closest('[data-row]').id") == "FD-26-01198"


def test_a_draft_is_saved_within_five_seconds_and_says_when(page: "Page") -> None:
    sent: list[str] = []

    def answer(route: "Route") -> None:
        sent.append(route.request.post_data or "")
        route.fulfill(json={"saved_at": "09:00", "revision": "2"})

    page.route("**/draft", answer)
    page.goto("/forms", wait_until="networkidle")
    page.fill("#blank_worry", "No coat again")
    page.locator("[data-draft-line][data-state=saved]").wait_for(timeout=5_000)
    assert page.locator("[data-draft-line]").first.inner_text() == "Draft saved 09:00"
    assert "No coat again" in sent[0]


def test_a_draft_that_cannot_be_saved_says_so_keeps_the_text_and_tries_again(browser: "Browser", address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    answers = iter([500, 200])

    def answer(route: "Route") -> None:
        status = next(answers)
        if status == 500:
            route.abort("internetdisconnected")
        else:
            route.fulfill(json={"saved_at": "09:01"})

    page.route("**/draft", answer)
    page.goto("/forms", wait_until="networkidle")
    page.fill("#blank_worry", "No coat again")
    page.locator("[data-draft-line][data-state=waiting]").wait_for()
    assert "No connection" in page.locator("[data-draft-line]").first.inner_text()
    page.locator("[data-draft-line][data-state=saved]").wait_for()
    assert page.input_value("#blank_worry") == "No coat again"
    context.close()


def test_nothing_stays_on_the_device(page: "Page") -> None:
    page.route("**/draft", lambda route: route.fulfill(json={}))
    page.goto("/forms", wait_until="networkidle")
    page.fill("#blank_worry", "No coat again")
    page.locator("[data-draft-line][data-state=saved]").wait_for()
    kept = page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"
    )
    assert kept == [0, 0, 0]


def test_hide_now_covers_the_page_and_two_minutes_lock_it(page: "Page") -> None:
    page.clock.install()
    page.goto("/pieces", wait_until="networkidle")
    page.click("[data-hide-now]")
    assert not page.locator("#FD-26-01187, h1").first.is_visible()
    assert page.title() == "Front Door"
    page.click("[data-show-again]")
    assert page.locator("h1").is_visible()
    page.clock.fast_forward("02:05")
    assert not page.locator("h1").is_visible()
    assert page.locator("#unlock-password").is_visible()
    assert not page.locator("[data-show-again]").is_visible()


def test_every_page_reads_without_scripts(browser: "Browser", address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    for name in specimen.NAMES:
        page.goto(f"/{name}")
        assert page.locator("main").is_visible()
    page.goto("/forms")
    assert page.get_by_label("Reference").first.is_visible()
    context.close()


def test_the_safety_band_is_printed(page: "Page", tmp_path: Path) -> None:
    page.goto("/child")
    page.emulate_media(media="print")
    assert page.locator(".fd-safety").is_visible()
    assert not page.locator(".fd-header").is_visible()
    assert not page.locator(".fd-actions").is_visible()
