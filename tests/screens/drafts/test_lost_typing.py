"""While somebody writes the browser dies, the network goes, the session ends: at most five seconds of typing are lost.

And the machine's next user, with the same browser and its profile on the disk, reads nothing of it. (Fault F17.)
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from playwright.sync_api import Error as PlaywrightError

from frontdoor.drafts.models import Draft
from frontdoor.journey.actions.contacts import Receipt
from frontdoor.ledger import scope
from tests.harness.browser import CHROMIUM_SWITCHES, BrowserServer, chromium
from tests.screens.browsing import BrowserWorld, committed, now_world, sign_in
from tests.world import child

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

#: Seconds of typing that may be lost, and how fast the words are typed.
MOST_LOST, A_WORD = 5.0, 0.25
MEANS = "What does this mean for this child?"


@pytest.fixture
def world(at_server: BrowserServer) -> BrowserWorld:
    return now_world()


@pytest.fixture
def contact(world: BrowserWorld) -> Receipt:
    found: Receipt = committed(lambda: world.contact(child()))
    return found


def kept(world: BrowserWorld, contact: Receipt) -> str:
    """What the server holds of the hub manager's unfinished decision."""
    with transaction.atomic(), scope.system("874"):
        draft = Draft.objects.filter(record=contact.contact, account=world.account("hub_manager").id).first()
    return " ".join(draft.answers.get("child-1-means", [])) if draft else ""


@contextmanager
def own_browser(browser: Browser, server: BrowserServer, profile: Path) -> Iterator[BrowserContext]:
    """A browser of its own that keeps its profile in a directory, as the one on a shared machine does."""
    context = browser.browser_type.launch_persistent_context(
        profile, executable_path=chromium(), args=list(CHROMIUM_SWITCHES), base_url=server.address, locale="en-GB"
    )
    try:
        yield context
    finally:
        # A browser that was killed has closed itself.
        with suppress(PlaywrightError):
            context.close()


def kill(profile: Path) -> None:
    """Kill -9 every process of the browser with this profile: ours, by its directory."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"--user-data-dir={profile}" in (process / "cmdline").read_text():
                os.kill(int(process.name), signal.SIGKILL)
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue


def type_words(page: Page, first: int, last: int) -> float:
    """Type numbered words at a person's pace; when the last was finished."""
    for number in range(first, last):
        page.keyboard.type(f"word{number:03d} ")
        time.sleep(A_WORD)
    return time.monotonic()


def test_a_browser_that_dies_loses_at_most_five_seconds_and_its_disk_tells_nobody(
    browser: Browser, at_server: BrowserServer, world: BrowserWorld, contact: Receipt, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    with own_browser(browser, at_server, profile) as context:
        page = context.new_page()
        sign_in(page, world, "hub_manager")
        page.goto(f"/decision/{contact.reference}/", wait_until="networkidle")
        page.get_by_label(MEANS).click()
        type_words(page, 0, 40)
        kill(profile)
    words = kept(world, contact).split()
    whole = [word for word in words if len(word) == len("word000")]
    lost = (40 - len(whole)) * A_WORD
    # The last may be half a word: what is typed is kept while it is typed.
    assert " ".join(f"word{number:03d}" for number in range(40)).startswith(" ".join(words))
    assert lost <= MOST_LOST, (lost, words)
    assert words[0] not in everything(profile)
    with own_browser(browser, at_server, profile) as context:
        page = context.new_page()
        page.goto(f"/decision/{contact.reference}/")
        assert page.get_by_label("Password").is_visible()
        sign_in(page, world, "out_of_hours")
        page.goto(f"/decision/{contact.reference}/", wait_until="networkidle")
        assert page.get_by_label(MEANS).input_value() == ""
        sign_in(page, world, "hub_manager")
        page.goto(f"/decision/{contact.reference}/", wait_until="networkidle")
        assert page.get_by_label(MEANS).input_value().split() == words


def everything(profile: Path) -> str:
    """All that the browser left on the disk."""
    return "".join(
        path.read_bytes().decode("latin-1").replace("\0", "") for path in profile.rglob("*") if path.is_file()
    )


def test_without_a_network_the_text_stays_on_the_page_and_is_saved_when_it_is_back(
    page: Page, world: BrowserWorld, contact: Receipt
) -> None:
    sign_in(page, world, "hub_manager")
    page.goto(f"/decision/{contact.reference}/", wait_until="networkidle")
    page.get_by_label(MEANS).click()
    type_words(page, 0, 2)
    page.locator("[data-draft-line][data-state=saved]").first.wait_for()
    page.context.set_offline(True)
    type_words(page, 2, 8)
    page.locator("[data-draft-line][data-state=waiting]").first.wait_for()
    assert "No connection: your text is kept" in page.locator("[data-draft-line]").first.inner_text()
    page.context.set_offline(False)
    page.locator("[data-draft-line][data-state=saved]").first.wait_for(timeout=8_000)
    assert kept(world, contact).split() == [f"word{number:03d}" for number in range(8)]


def test_when_the_session_has_ended_the_text_stays_and_is_saved_after_signing_in_elsewhere(
    page: Page, world: BrowserWorld, contact: Receipt
) -> None:
    sign_in(page, world, "hub_manager")
    page.goto(f"/decision/{contact.reference}/", wait_until="networkidle")
    page.get_by_label(MEANS).click()
    session = next(one["value"] for one in page.context.cookies() if one["name"] == "sessionid")
    Session.objects.get(pk=session).delete()
    type_words(page, 0, 3)
    page.locator("[data-draft-line][data-state=waiting]").first.wait_for()
    assert "You have been signed out" in page.locator("[data-draft-line]").first.inner_text()
    assert kept(world, contact) == ""
    sign_in(page, world, "hub_manager")
    page.locator("[data-draft-line][data-state=saved]").first.wait_for(timeout=20_000)
    assert kept(world, contact).split() == ["word000", "word001", "word002"]
