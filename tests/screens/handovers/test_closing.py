"""Closing time: open red and amber goes to the night by name; nobody leaves with red on their name unsaid."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from frontdoor.journey.actions.rating import rate_contact
from frontdoor.journey.models import HandOver, Journey
from frontdoor.ledger.models import Standing
from frontdoor.outbox.models import Message
from frontdoor.outbox.models import Page as OnCallPage
from frontdoor.rules.closing_time import closes_at, handing_over, opened_at, opens_at
from frontdoor.rules.concern import Answer
from frontdoor.rules.partnership import for_authority
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.browsing import LONG_NAME, committed, now_world, sign_in, sound
from tests.screens.child_lives import long_life
from tests.screens.filled import Filled
from tests.world import World, child

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.harness.browser import BrowserServer

HOURS = for_authority("874").hours
CLOSING = datetime(2026, 11, 20, 16, 5, tzinfo=UTC)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026; the 20th is a Friday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "hands_over", "closes", "opens", "opened", "because"),
    [
        (at(20, 10), False, at(20, 17), at(23, 9), at(20, 9), "a Friday morning"),
        (at(20, 15, 59), False, at(20, 17), at(23, 9), at(20, 9), "a minute before the last hour"),
        (at(20, 16), True, at(20, 17), at(23, 9), at(20, 9), "an hour before closing"),
        (at(20, 17), True, None, at(23, 9), at(20, 9), "the door is shut"),
        (at(21, 12), True, None, at(23, 9), at(20, 9), "Saturday"),
        (at(23, 8, 59), True, None, at(23, 9), at(20, 9), "Monday, before opening"),
        (at(23, 9), False, at(23, 17), at(24, 9), at(23, 9), "Monday, open"),
    ],
)
def test_when_the_day_hands_over(
    now: datetime, hands_over: bool, closes: datetime | None, opens: datetime, opened: datetime, because: str
) -> None:
    assert handing_over(now, HOURS) is hands_over, because
    assert closes_at(now, HOURS) == closes, because
    assert opens_at(now, HOURS) == opens, because
    assert opened_at(now, HOURS) == opened, because


@pytest.fixture
def friday(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    world.now = CLOSING
    keep_time(world, monkeypatch)
    return world


def rated(world: World, rating: str, *names: str, who: str = "hub_manager") -> tuple[str, tuple[UUID, ...]]:
    receipt = world.contact(*(child(given_name=name) for name in names))
    with world.acting(who) as actor:
        rate_contact(
            contact=receipt.contact, rating=rating, because="As read", seen=None, by=actor, happened_at=world.now,
            recorded_at=world.now,
        )  # fmt: skip
    return receipt.reference, receipt.journeys


def test_each_open_red_and_amber_stands_there_red_first(friday: World) -> None:
    rated(friday, "amber", "Amir")
    rated(friday, "red", "Rosa", "Rita")
    rated(friday, "green", "Gwen")
    friday.contact(child(given_name="Una"))
    text = words(AtWork(friday, "contact_officer").get("/handovers/closing/"))
    assert "0 of 2 accepted by the night" in text
    assert "1 not yet rated" in text
    assert text.index("Rosa") < text.index("Amir")
    assert "Rita" in text
    assert "Gwen" not in text
    assert "The door closes Fri 20 Nov 17:00. Plans hold until Mon 23 Nov 09:00" in text
    assert text.count("Nobody takes this child yet") == 2
    assert "With: nobody by name; rated by Hattie Hub" in text


def test_who_stands_there_for_danger_and_not_for_the_rating_says_so(friday: World) -> None:
    friday.contact(child(given_name="Dora"), danger_now=Answer.YES)
    rated(friday, "amber", "Ana")
    page = words(AtWork(friday, "hub_manager").get("/handovers/closing/"))
    assert page.count("In danger now") == 1
    assert page.index("In danger now") < page.index("Dora") < page.index("Ana")


def test_the_night_accepts_by_name_and_time(friday: World) -> None:
    reference, journeys = rated(friday, "red", "Rosa", "Rita")
    day = AtWork(friday, "hub_manager")
    form = Filled(day.get("/handovers/closing/"), "/handovers/closing/").sent
    day.post("/handovers/closing/", **{**form, "plan": "Aunt Rose until Monday; ring at eight"})
    day.post("/handovers/closing/", **{**form, "plan": "Sent twice"})
    with friday.all_rows():
        assert HandOver.objects.filter(journey__in=journeys).count() == 2
    page = words(day.get("/handovers/closing/"))
    assert "Until the door opens: Aunt Rose until Monday; ring at eight" in page
    assert "Offered by Hattie Hub, Fri 20 Nov 16:05; nobody has accepted" in page
    assert "Accept for the night" not in page, "nobody accepts what they offered themselves"
    refused = day.post("/handovers/closing/accept/", status=409, reference=reference)
    assert "somebody of the night accepts it" in words(refused)
    friday.later(minutes=12)
    night = AtWork(friday, "out_of_hours")
    assert "Accept for the night" in night.get("/handovers/closing/")
    night.post("/handovers/closing/accept/", reference=reference)
    assert "1 of 1 accepted by the night" in words(night.get("/handovers/closing/"))
    assert "Accepted by Olu Night, Fri 20 Nov 16:17" in words(day.get("/handovers/closing/"))
    with friday.all_rows():
        held = {row.worker for row in Journey.objects.filter(id__in=journeys)}
    assert held == {friday.account("out_of_hours").id}
    day.post("/handovers/closing/", status=404, reference="FD-26-000", token="x", plan="")
    AtWork(friday, "contact_officer").post("/handovers/closing/accept/", status=403, reference=reference)


def test_nobody_signs_out_with_unaccepted_red_on_their_name_unsaid(friday: World) -> None:
    reference, _ = rated(friday, "red", "Rosa")
    friday.account("team_manager")
    with friday.all_rows():
        told_before = OnCallPage.objects.count()
    day = AtWork(friday, "hub_manager")
    day.post("/sign-in/out/")
    assert day.answer.headers["Location"] == "/handovers/leaving/"
    page = words(day.get("/handovers/leaving/"))
    assert "1 red contact is on your name, and nobody of the night has accepted it." in page
    assert "Not offered to anybody" in page
    with friday.all_rows():
        assert Message.objects.count() == 0
    other = friday._account("second@874", "hub_manager", "874", {"name": "Mo Manager", "agency": "council"})
    day.post("/sign-in/out/", status=200, told="yes")
    with friday.all_rows():
        mail = Message.objects.get()
        assert mail.to_account == other.id
        assert reference in mail.subject
        assert "Hattie" not in mail.subject + mail.body
        assert "Rosa" not in mail.subject + mail.body
        assert OnCallPage.objects.count() == told_before + 1
    day.get("/handovers/leaving/", status=302)


def test_whoever_has_no_red_or_had_it_accepted_signs_out_at_once(friday: World) -> None:
    reference, _ = rated(friday, "red", "Rosa")
    rated(friday, "amber", "Amir", who="contact_officer")
    AtWork(friday, "contact_officer").post("/sign-in/out/", status=200)
    day = AtWork(friday, "hub_manager")
    day.post("/handovers/closing/", reference=reference, token=friday.token(), plan="Ring at eight")
    day.post("/sign-in/out/")
    assert "Offered by Hattie Hub, Fri 20 Nov 16:05" in words(day.get("/handovers/leaving/"))
    AtWork(friday, "out_of_hours").post("/handovers/closing/accept/", reference=reference)
    assert "Nothing red stands on your name alone" in day.get("/handovers/leaving/")
    day.post("/sign-in/out/", status=200)
    night = AtWork(friday, "out_of_hours")
    night.post("/sign-in/out/", status=200)
    with friday.all_rows():
        assert Message.objects.count() == 0


def test_in_the_middle_of_the_day_one_signs_out_as_ever(friday: World) -> None:
    friday.now = at(20, 11)
    rated(friday, "red", "Rosa")
    AtWork(friday, "hub_manager").post("/sign-in/out/", status=200)
    with friday.all_rows():
        assert Message.objects.count() == 0


@pytest.mark.browser
def test_the_pages_are_sound_full_and_empty(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    committed(lambda: rated(world, "red", "Rosa-Maria-Evangelina", LONG_NAME))
    committed(lambda: rated(world, "amber", "Amir"))
    sign_in(page, world, "contact_officer")
    page.goto("/handovers/closing/")
    sound(page)
    page.get_by_label("Plan until the door opens").first.fill("Aunt Rose has both boys until Monday. " * 8)
    page.get_by_role("button", name="Offer to out-of-hours").first.click()
    page.get_by_text("Offered to the night.").wait_for()
    sound(page)
    sign_in(page, world, "out_of_hours")
    page.goto("/handovers/closing/")
    page.get_by_role("button", name="Accept for the night").first.press("Enter")
    page.get_by_text("Accepted, in your name.").wait_for()
    sound(page)
    sign_in(page, world, "hub_manager")
    page.goto("/handovers/leaving/")
    sound(page)
    sign_in(page, world, "contact_officer", "873")
    for path in ("/handovers/closing/", "/handovers/leaving/"):
        page.goto(path)
        sound(page)


@pytest.mark.browser
def test_closing_needs_no_script(browser: Browser, at_server: BrowserServer) -> None:
    world = now_world()
    reference, _ = committed(lambda: rated(world, "red", "Noscript"))
    context = browser.new_context(base_url=at_server.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, world, "contact_officer")
    page.goto("/handovers/closing/")
    row = page.locator(f"[id='{reference}']")
    row.get_by_label("Plan until the door opens").fill("Ring at eight")
    row.get_by_role("button", name="Offer to out-of-hours").click()
    page.get_by_text("Offered to the night.").wait_for()
    context.close()


def test_a_child_in_work_is_not_in_the_nights_list(friday: World) -> None:
    ava = long_life(friday)
    page = words(AtWork(friday, "hub_manager").get("/handovers/closing/"))
    with friday.all_rows():
        assert Standing.objects.get(journey=ava).rating == "red"
    assert "Ava" not in page
