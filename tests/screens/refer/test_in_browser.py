"""The form in a real browser: axe on every page, three widths, by keyboard alone, without JavaScript, and printed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from frontdoor.screens.refer import sending
from frontdoor.screens.refer.envelope import Envelope
from tests.harness.browser import axe
from tests.screens.refer import ground, walks

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WIDTHS = (320, 768, 1280)


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch) -> list[Envelope]:
    """What would have been stored; nothing here reaches a database."""
    kept: list[Envelope] = []

    def send(envelope: Envelope) -> sending.Taken:
        kept.append(envelope)
        return sending.Taken(envelope.reference, stored=True)

    monkeypatch.setattr(sending, "send", send)
    return kept


@pytest.fixture
def address() -> Iterator[str]:
    with ground.served() as served:
        yield served


def opened(browser: "Browser", address: str, *, script: bool = True, width: int = 1280) -> "Page":
    context = browser.new_context(
        base_url=address, java_script_enabled=script, viewport={"width": width, "height": 720}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(ground.START)
    return page


def key_of(page: "Page") -> str:
    found = page.locator("input[name=page]")
    return found.get_attribute("value") or "" if found.count() else "sent"


def press(page: "Page", selector: str) -> None:
    """Press a button and wait for the page that follows."""
    with page.expect_navigation():
        page.locator(selector).click()


def enter(page: "Page") -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def go_on(page: "Page", walk: walks.Walk) -> None:
    walks.fill(page, walk.get(key_of(page), {}))
    press(page, "button[value=next]")


SEND = "button[value=send]"


@pytest.mark.parametrize("name", walks.WALKS)
def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(
    name: str, browser: "Browser", address: str, stored: list[Envelope]
) -> None:
    page = opened(browser, address)
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith(address) else None)
    seen = set()
    while True:
        key = key_of(page)
        seen.add(key)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 720})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (key, width)
        page.set_viewport_size({"width": 320, "height": 720})
        assert axe(page) == [], key
        if key == "sent":
            break
        if key == "check":
            press(page, SEND)
        else:
            go_on(page, walks.WALKS[name])
    assert {"start", "worry", "check", "sent"} <= seen
    assert len(stored) == 1
    assert faults == []
    page.context.close()


def test_axe_finds_nothing_on_the_pages_beside_the_way(
    browser: "Browser", address: str, stored: list[Envelope]
) -> None:
    page = opened(browser, address, width=320)
    page.locator("[name=who][value=child]").check()
    press(page, "button[value=next]")
    press(page, "button[value=next]")
    press(page, "button[value=next]")
    assert page.locator(".govuk-error-summary").count() == 1
    assert axe(page) == [], "asked for the worry"
    page.locator("[name=worry]").fill("x")
    press(page, "button[value=save]")
    assert axe(page) == [], "saving"
    press(page, "button[value^=keep]")
    assert page.locator(".govuk-error-summary").count() == 1
    assert axe(page) == [], "saving, without an address"
    page.goto("/refer/peterborough/back/")
    assert axe(page) == [], "coming back"
    page.context.close()


def test_an_impossible_date_leads_to_its_box(browser: "Browser", address: str, stored: list[Envelope]) -> None:
    page = opened(browser, address, width=320)
    while key_of(page) != "child_age":
        go_on(page, {"start": {"who": "child"}, "worry": {"worry": "x"}})
    page.locator("[name=born_day]").fill("31")
    page.locator("[name=born_month]").fill("2")
    page.locator("[name=born_year]").fill("2012")
    press(page, "button[value=next]")
    assert axe(page) == []
    page.locator(".govuk-error-summary a").click()
    assert page.evaluate("document.activeElement.name") == "born_day"
    page.context.close()


@pytest.mark.parametrize("name", ["public", "child"])
def test_the_whole_form_without_javascript(name: str, browser: "Browser", address: str, stored: list[Envelope]) -> None:
    page = opened(browser, address, script=False, width=320)
    while key_of(page) != "check":
        go_on(page, walks.WALKS[name])
    press(page, SEND)
    assert stored[0].reference in page.inner_text("main")
    page.context.close()


def test_by_keyboard_alone(browser: "Browser", address: str, stored: list[Envelope]) -> None:
    page = opened(browser, address)

    def tab_to(selector: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"{selector} cannot be reached with the Tab key")

    tab_to("[name=who]")
    page.keyboard.press("Space")
    enter(page)
    assert key_of(page) == "danger", "Enter goes on, and presses no other button"
    tab_to("button[value=next]")
    with page.expect_navigation():
        page.keyboard.press("Space")
    tab_to("[name=worry]")
    page.keyboard.type("He is out there again")
    tab_to("button[value=check]")
    enter(page)
    assert key_of(page) == "check"
    tab_to("button[value='change:worry:']")
    enter(page)
    tab_to("button[value=next]")
    enter(page)
    tab_to("button[value=send]")
    enter(page)
    page.wait_for_selector("h1:has-text('received')")
    assert stored[0].concern.worry == "He is out there again"
    page.context.close()


def test_enter_in_a_box_goes_on(browser: "Browser", address: str, stored: list[Envelope]) -> None:
    page = opened(browser, address)
    while key_of(page) != "child_name":
        go_on(page, {"start": {"who": "public"}, "worry": {"worry": "x"}})
    page.locator("[name=given_name]").focus()
    enter(page)
    assert key_of(page) == "child_age"
    page.context.close()


PARAGRAPH = "A little lad is out on the stairs in his pyjamas.\n\nThis is the third time this month."


def test_the_browsers_back_button_loses_nothing(browser: "Browser", address: str, stored: list[Envelope]) -> None:
    page = opened(browser, address, width=320)
    while key_of(page) != "kinds":
        go_on(page, {**walks.PUBLIC, "worry": {"worry": PARAGRAPH}})
    page.locator("[value=hunger]").check()
    press(page, "button[value=next]")
    with page.expect_response(lambda answer: answer.request.resource_type == "fetch"):
        page.locator("[name=saw]").fill("Nobody came")
    for key in ("kinds", "worry"):
        page.evaluate("history.back()")
        page.wait_for_selector(f"input[name=page][value={key}]", state="attached")
    assert page.locator("[name=worry]").input_value() == PARAGRAPH
    press(page, "button[value=next]")
    assert page.locator("[value=hunger]").is_checked()
    press(page, "button[value=next]")
    assert page.locator("[name=saw]").input_value() == "Nobody came", "typed, and not yet sent, when Back was pressed"
    page.reload()
    page.wait_for_selector("input[name=page][value=know]", state="attached")
    assert page.locator("[name=saw]").input_value() == "Nobody came", "after a reload as well"
    page.context.close()


def test_nothing_that_can_be_read_stays_in_the_browser(
    browser: "Browser", address: str, stored: list[Envelope]
) -> None:
    page = opened(browser, address)
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))
    while key_of(page) != "kinds":
        go_on(page, {**walks.PUBLIC, "worry": {"worry": PARAGRAPH}})
    kept = page.evaluate("JSON.stringify([history.state, {...sessionStorage}, {...localStorage}])")
    assert "pyjamas" not in kept
    assert '"page":"kinds"' in kept
    page.locator(".govuk-js-exit-this-page-button").click(no_wait_after=True)
    page.wait_for_url("https://www.bbc.co.uk/**")
    page.evaluate("history.back()")
    page.wait_for_selector("input[name=page][value=start]", state="attached")
    assert "pyjamas" not in page.content()
    assert page.evaluate("sessionStorage.length") == 0
    page.context.close()


def test_what_was_sent_is_forgotten_by_the_tab(browser: "Browser", address: str, stored: list[Envelope]) -> None:
    page = opened(browser, address)
    while key_of(page) != "worry":
        go_on(page, walks.PUBLIC)
    page.locator("[name=worry]").fill("x")
    press(page, "button[value=check]")
    press(page, SEND)
    assert page.evaluate("sessionStorage.length") == 0
    page.evaluate("history.back()")
    page.wait_for_selector("input[name=page][value=start]", state="attached")
    page.context.close()


def test_sending_twice_by_going_back_is_one_token(browser: "Browser", address: str, stored: list[Envelope]) -> None:
    page = opened(browser, address)
    while key_of(page) != "worry":
        go_on(page, walks.PUBLIC)
    page.locator("[name=worry]").fill("x")
    press(page, "button[value=check]")
    page.get_by_role("button", name="Send", exact=True).dblclick()
    page.wait_for_selector("h1:has-text('received')")
    assert len({one.token for one in stored}) == 1
    page.context.close()


def test_printed_it_has_the_words_and_no_buttons(browser: "Browser", address: str, stored: list[Envelope]) -> None:
    page = opened(browser, address)
    while key_of(page) != "worry":
        go_on(page, walks.PROFESSIONAL)
    page.locator("[name=worry]").fill("Three mornings without breakfast or coat.")
    press(page, "button[value=check]")
    page.emulate_media(media="print")
    shown = page.inner_text("main")
    assert "Three mornings without breakfast or coat." in shown
    assert "Change" not in shown
    page.context.close()


def test_999_is_one_touch_away_on_every_page(browser: "Browser", address: str, stored: list[Envelope]) -> None:
    page = opened(browser, address, width=320)
    for _ in range(3):
        assert page.get_by_role("link", name="Call 999").get_attribute("href") == "tel:999"
        go_on(page, walks.PUBLIC)
    page.context.close()


def test_exit_this_page_leaves_at_once(browser: "Browser", address: str, stored: list[Envelope]) -> None:
    page = opened(browser, address)
    left: list[str] = []
    page.route("https://www.bbc.co.uk/**", lambda route: (left.append(route.request.url), route.abort()))
    while key_of(page) != "worry":
        go_on(page, walks.PUBLIC)
    page.locator("[name=worry]").fill("x")
    page.locator(".govuk-js-exit-this-page-button").click(no_wait_after=True)
    page.wait_for_timeout(300)
    assert left
    page.context.close()
