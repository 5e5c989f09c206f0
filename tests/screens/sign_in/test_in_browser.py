"""Coming in with a real browser: axe at three widths, a password, an app with codes, time running out."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.screens.browsing import now_world, sign_in, sound
from tests.world import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.harness.browser import BrowserServer

pytestmark = pytest.mark.browser


def test_the_pages_without_an_account_are_sound(page: Page, at_server: BrowserServer) -> None:
    for address in ("/", "/sign-in/", "/sign-in/out/", "/sign-in/stopped/", "/sign-in/asleep/"):
        page.goto(address)
        sound(page)
    page.goto("/sign-in/")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Enter your password").wait_for()
    sound(page)


def test_a_person_signs_in_sets_up_codes_and_uses_them(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    account = world.account("exploitation_lead")
    page.goto("/access-desk/emergency/")
    _password(page, account.email)
    page.get_by_role("heading", name="Open a record in an emergency").wait_for()
    page.goto("/sign-in/account/second-factor/")
    sound(page)
    secret = page.locator(".fd-key").inner_text().replace(" ", "")
    page.get_by_label("Code").fill(_code(secret))
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Your spare codes").wait_for()
    sound(page)
    spare = page.locator("li code").first.inner_text()
    page.goto("/sign-in/account/")
    sound(page)
    page.goto("/sign-in/account/password/")
    sound(page)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in again").click()
    _password(page, account.email)
    page.get_by_role("heading", name="Enter your code").wait_for()
    sound(page)
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="The code is not right").wait_for()
    sound(page)
    page.get_by_label("Code").fill(spare)
    page.get_by_role("button", name="Continue").click()
    page.get_by_text("Signed in as").first.wait_for(state="attached")


def test_the_access_desk_is_sound_for_those_who_work_there(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    for who, addresses in (
        ("information_governance", ("who-looked/", "accounts/", "accounts/new/", "openings/")),
        ("restricted_manager", ("restricted/", "emergency/")),
        ("school_lead", ("openings/",)),
    ):
        sign_in(page, world, who)
        for address in addresses:
            page.goto(f"/access-desk/{address}")
            sound(page)
    sign_in(page, world, "contact_officer")
    page.goto("/access-desk/emergency/")
    page.get_by_role("button", name="Open the record").click()
    page.get_by_role("link", name="Say in a sentence").wait_for()
    sound(page)


def _password(page: Page, email: str) -> None:
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
