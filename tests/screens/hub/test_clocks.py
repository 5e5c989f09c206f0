"""Every clock of a record: when it began and by what, when it was due, how it ended, and by which rule."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from frontdoor.access.models import Look
from frontdoor.journey.actions.lateness import explain_lateness
from frontdoor.journey.actions.rating import rate_contact
from frontdoor.journey.models import Journey
from frontdoor.ledger.models import ClockRun
from frontdoor.rules.clocks import due_moment, explain_run, find_rule
from frontdoor.rules.partnership import for_authority
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.browsing import committed, family, now_world, sign_in, sound
from tests.screens.child_lives import do, long_life
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.harness.browser import BrowserServer

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def monday(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    world.now = MONDAY
    keep_time(world, monkeypatch)
    return world


def page_of(world: World, reference: str, who: str = "hub_manager") -> str:
    return AtWork(world, who).get(f"/contact/{reference}/clocks/")


def test_a_clock_says_what_began_it_when_it_was_due_and_whose_rule_counts(monday: World) -> None:
    receipt = monday.contact()
    text = words(page_of(monday, receipt.reference))
    rule = find_rule("referral_decision", MONDAY.date(), for_authority("874"))
    assert rule is not None
    assert "Ana Example, 7" in text
    assert f"{rule.name} How it was counted" in text
    assert "Tue 24 Nov 2026: working day 1." in text
    assert f"{rule.source}, in force from" in text
    assert "a concern was received" in text


def test_what_ended_late_says_so_and_why(monday: World) -> None:
    receipt = monday.contact()
    monday.later(days=3)
    with monday.acting("hub_manager") as by:
        rate_contact(
            contact=receipt.contact, rating="amber", because="Seen too late", seen=None, by=by,
            happened_at=monday.now, recorded_at=monday.now,
        )  # fmt: skip
    do(
        monday, "hub_manager", explain_lateness, journey=receipt.journeys[0], clock="first_look", reason="no_worker",
        because="Two were ill",
    )  # fmt: skip
    text = words(page_of(monday, receipt.reference))
    ended = text.partition("Ended")[2]
    assert "First look and rating" in ended
    assert "met late Thu 26 Nov 09:00: the concern was rated" in ended
    assert "Nobody was free: Two were ill" in ended
    assert "Nobody was free" not in text.partition("Ended")[0]


def test_every_stored_run_stands_there_once(monday: World) -> None:
    ava = long_life(monday)
    with monday.all_rows():
        contact = Journey.objects.select_related("contact").get(pk=ava).contact
        stored = ClockRun.objects.filter(journey__in=Journey.objects.filter(contact=contact).values("id")).count()
    assert page_of(monday, contact.reference).count("How it was counted") == stored > 15


def test_a_run_is_worked_out_from_its_start_and_its_due_moment() -> None:
    place = for_authority("874")
    rule = find_rule("initial_sw_visit", MONDAY.date(), place)
    assert rule is not None
    for route, said in (("s47", "route: s47"), ("s17", "route: s17"), ("somewhere", "route: ")):
        due = due_moment(rule, MONDAY, {"route": route}, place)
        assert said in explain_run(rule, MONDAY, due, place)[0]
    brought_forward = explain_run(rule, MONDAY, MONDAY + timedelta(minutes=7), place)
    assert "a later fact brought it forward" in brought_forward[0]
    assert any(line.startswith("Source: ") for line in brought_forward)


def test_who_may_not_see_the_child_sees_no_clock(monday: World) -> None:
    receipt = monday.contact()
    for who in ("social_worker", "neighbour"):
        AtWork(monday, who).get(f"/contact/{receipt.reference}/clocks/", status=404)
    AtWork(monday, "board_member").get(f"/contact/{receipt.reference}/clocks/", status=403)
    page_of(monday, receipt.reference)
    with monday.all_rows():
        assert Look.objects.filter(page="hub_clocks", refused=False).count() == 1


@pytest.mark.browser
def test_the_page_is_sound_and_led_to(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: family(world))
    sign_in(page, world, "hub_manager")
    page.goto(f"/contact/{receipt.reference}/")
    page.get_by_text("More", exact=True).last.click()
    page.get_by_role("link", name="Every clock, and how it was counted").click()
    page.get_by_role("heading", name="Every clock of this record").wait_for()
    sound(page)
    page.get_by_text("How it was counted").first.click()
    sound(page)
