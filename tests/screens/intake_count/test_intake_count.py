"""Intake count: arrived, entered, unexplained, signed off each day by name; no child anywhere."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from frontdoor.access.models import Account, Restriction
from frontdoor.journey.models import IntakeCount, IntakeSignOff
from frontdoor.ledger.models import Event
from frontdoor.rules.concern import Channel
from frontdoor.rules.intake import CHANNELS
from tests.screens.at_work import AtWork, words
from tests.screens.browsing import now_world, sign_in, sound
from tests.world import World, child

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.harness.browser import BrowserServer

NOUGHT = {f"{row.code}_arrived": "0" for row in CHANNELS}


def test_arrived_less_entered_less_explained_is_unexplained(friday: World) -> None:
    friday.contact(child(given_name="Ana"), child(given_name="Ben"), channel=Channel.TELEPHONE)
    friday.contact(channel=Channel.EMAIL)
    friday.contact(channel=Channel.EMAIL, received_at=datetime(2026, 11, 19, 23, 59, tzinfo=UTC))
    at = AtWork(friday, "contact_officer")
    assert "8 channels not counted yet" in words(at.get("/intake-count/"))
    at.post(
        "/intake-count/", on="2026-11-20", telephone_arrived="4", telephone_explained="2",
        telephone_because="Asked for the library", mailbox_arrived="3",
    )  # fmt: skip
    text = words(at.get("/intake-count/", on="2026-11-20"))
    assert "3 unexplained" in text
    assert "6 channels not counted yet" in text
    assert "Ana" not in text
    with friday.all_rows():
        kept = {row.channel: (row.arrived, row.explained) for row in IntakeCount.objects.all()}
    assert kept == {"telephone": (4, 2), "mailbox": (3, 0)}
    assert "1 more entered than arrived" in words(at.get("/intake-count/")) or "mailbox" in kept


def test_the_manager_signs_off_by_name_when_all_is_counted(friday: World) -> None:
    manager = AtWork(friday, "hub_manager")
    refused = words(manager.post("/intake-count/sign-off/", status=409, on="2026-11-20", because=""))
    assert "Count telephone, calls abandoned" in refused
    manager.post("/intake-count/", on="2026-11-20", **{**NOUGHT, "mailbox_arrived": "2", "abandoned_arrived": "3"})
    refused = words(manager.post("/intake-count/sign-off/", status=409, on="2026-11-20", because=""))
    assert "Something is unexplained" in refused
    manager.post("/intake-count/sign-off/", on="2026-11-20", because="Con rings the three back tonight")
    page = words(manager.get("/intake-count/", on="2026-11-20"))
    assert "Signed off by Hattie Hub, Fri 20 Nov 16:50. Con rings the three back tonight" in page
    assert "5 unexplained" in page
    assert "not signed off" in page, "the days before"
    assert "Keep this count" not in page
    manager.post("/intake-count/", status=409, on="2026-11-20", **NOUGHT)
    manager.post("/intake-count/sign-off/", status=409, on="2026-11-20", because="again")
    with friday.all_rows():
        assert IntakeSignOff.objects.get().unexplained == 5
        event = Event.objects.get(kind="intake_signed_off")
        assert (event.about, event.journey, event.data["unexplained"]) == (None, None, 5)


def test_what_is_typed_wrong_is_said_beside_it(friday: World) -> None:
    at = AtWork(friday, "contact_officer")
    page = at.post("/intake-count/", status=422, on="2026-11-20", telephone_arrived="many", police_explained="2")
    assert "Telephone, arrived: write a number." in words(page)
    assert "Police: say how many arrived." in words(page)
    assert "Police: say why these were no concern." in words(page)
    at.post("/intake-count/", status=409, on="2026-11-21", telephone_arrived="1")
    at.get("/intake-count/", on="never")
    at.post("/intake-count/sign-off/", status=403, on="2026-11-20")


def test_a_restricted_child_is_counted_and_hinted_at_nowhere(friday: World) -> None:
    receipt = friday.contact(child(given_name="Uma"), channel=Channel.EMAIL)
    with friday.all_rows():
        from frontdoor.journey.models import Contact, Journey

        person = Journey.found(receipt.journeys[0]).about
        custodian: Account = friday.account("restricted_manager")
        Contact.objects.filter(id=receipt.contact).update(compartment="restricted")
        Restriction.objects.create(
            id=person, authority="874", agency="council", compartment="restricted", person=person,
            custodian=custodian, kind="restricted", since=friday.now,
        )  # fmt: skip
    at = AtWork(friday, "contact_officer")
    at.post("/intake-count/", on="2026-11-20", mailbox_arrived="1")
    assert "0 unexplained" in words(at.get("/intake-count/"))


def test_only_the_front_door_counts(friday: World) -> None:
    for who in ("social_worker", "school_lead", "analyst", "auditor", "board_member"):
        AtWork(friday, who).get("/intake-count/", status=403)
    AtWork(friday, "hub_manager").post("/intake-count/", on="2026-11-20", **NOUGHT)
    assert "8 channels not counted yet" in words(AtWork(friday, "neighbour").get("/intake-count/"))


@pytest.mark.browser
def test_the_page_is_sound_empty_full_wrong_and_signed(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    sign_in(page, world, "hub_manager")
    page.goto("/intake-count/?on=2026-11-02")
    sound(page)
    page.get_by_label("Telephone, arrived").fill("some")
    page.get_by_role("button", name="Keep this count").click()
    page.get_by_text("There is a problem").wait_for()
    sound(page)
    for row in CHANNELS:
        page.get_by_label(f"{row.words}, arrived").fill("3")
    page.get_by_label("Mailbox, no concern").fill("2")
    page.get_by_label("Mailbox, why").fill("Newsletters, and one meant for the library service " * 3)
    page.get_by_role("button", name="Keep this count").press("Enter")
    page.get_by_text("Kept.").wait_for()
    sound(page)
    page.get_by_label("What is unexplained, and who looks for it").fill("Con looks for them")
    page.get_by_role("button", name="Sign off").click()
    page.get_by_text("Signed off, in your name.").wait_for()
    sound(page)
    sign_in(page, world, "social_worker")
    page.goto("/intake-count/")
    sound(page)


@pytest.mark.browser
def test_counting_needs_no_script(browser: Browser, at_server: BrowserServer) -> None:
    world = now_world()
    context = browser.new_context(base_url=at_server.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, world, "contact_officer")
    page.goto("/intake-count/?on=2026-11-03")
    page.get_by_label("Police, arrived").fill("7")
    page.get_by_role("button", name="Keep this count").click()
    page.get_by_text("Kept.").wait_for()
    context.close()
