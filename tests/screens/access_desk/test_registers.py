"""Registers: information governance records agreements and ends them; nothing is chosen beforehand, nobody else may."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from frontdoor.people.models import RegisterAgreement
from tests.feeds.registers import agree
from tests.screens.at_work import AtWork, words
from tests.screens.browsing import committed, now_world, sign_in, sound
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.harness.browser import BrowserServer

PAGE = "/access-desk/registers/"
SAID = {
    "agency": "school_larkfield", "register": "school_roll", "purpose": "To know whom to ask", "basis": "public_task",
    "agreement": "ISA-12", "assessment": "DPIA-7", "starts_on": "1/9/2026", "ends_on": "31/8/2027",
}  # fmt: skip


def test_an_agreement_is_recorded_shown_and_ended(friday: World) -> None:
    at = AtWork(friday, "information_governance")
    page = at.get(PAGE)
    assert "No agreement has been recorded" in words(page)
    assert "checked" not in page
    assert "Probation" not in page
    at.post(PAGE, **SAID)
    assert "Larkfield Primary School School roll To know whom to ask agreement ISA-12, assessment DPIA-7 in force " in (
        words(at.get(PAGE))
    )
    with friday.all_rows():
        kept = RegisterAgreement.objects.get()
        assert kept.recorded_by == friday.account("information_governance").id
    for _ in range(2):
        at.post(f"{PAGE}{kept.id}/end/")
    assert "ended 19 Nov 2026" in words(at.get(PAGE))
    with friday.all_rows():
        assert RegisterAgreement.objects.get().ends_on == date(2026, 11, 19)


MISSING = [
    ({"assessment": ""}, "Enter the reference of the data protection impact assessment", "no assessment, no register"),
    ({"basis": ""}, "Choose the ground", "a ground is chosen by a person"),
    ({"basis": "duty_to_share"}, "Choose one of these grounds", "a duty not in force is not offered"),
    ({"agency": "probation"}, "Choose one of these agencies", "a sensitive service is not offered"),
    ({"register": "police"}, "does not send the register police", "a school has no such register"),
    ({"ends_on": "1/1/2020"}, "ends before it starts", "days the wrong way round"),
    ({"starts_on": "soon"}, "First day: enter day, month and year", "no day"),
]


@pytest.mark.parametrize(("said", "sentence", "because"), MISSING)
def test_what_is_missing_is_said_and_nothing_is_kept(
    friday: World, said: dict[str, str], sentence: str, because: str
) -> None:
    page = AtWork(friday, "information_governance").post(PAGE, status=422, **{**SAID, **said})
    assert sentence in words(page), because
    with friday.all_rows():
        assert not RegisterAgreement.objects.exists(), because


def test_nobody_else_records_an_agreement(friday: World) -> None:
    for who in ("hub_manager", "contact_officer", "auditor", "analyst", "school_lead"):
        AtWork(friday, who).get(PAGE, status=403)


@pytest.mark.browser
def test_the_page_is_sound_full_and_sent_back(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    committed(lambda: agree(world, starts_on=world.now.date(), ends_on=world.now.date()))
    sign_in(page, world, "information_governance")
    page.goto(PAGE)
    page.get_by_text("in force until").first.wait_for()
    page.get_by_role("button", name="Record the agreement").click()
    page.get_by_text("Choose the agency").first.wait_for()
    sound(page)
