"""Someone is calling: asked first, told no more than may be told, logged in two lines; the referrer nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from frontdoor.access.models import Look
from frontdoor.documents.models import Narrative
from frontdoor.journey.actions.calls import log_call
from frontdoor.journey.models import Call, Journey
from frontdoor.rules.concern import Answer, ConcernedAdult, Referrer, ReferrerKind
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.browsing import committed, now_world, sign_in, sound
from tests.screens.child_lives import do, long_life, number_of
from tests.screens.filled import Filled
from tests.world import World, child

if TYPE_CHECKING:
    from uuid import UUID

    from playwright.sync_api import Browser, Page

    from tests.harness.browser import BrowserServer

ADULTS = (
    ConcernedAdult(
        given_name="Mo", relationship="mother", parental_responsibility=Answer.YES, telephone="01632 960333"
    ),
    ConcernedAdult(given_name="Ray", relationship="mother's partner", may_be_a_risk=True),
)


@pytest.fixture
def timed(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    keep_time(world, monkeypatch)
    return world


def rung_about(world: World) -> tuple[UUID, str]:
    journey = world.contact(
        child(given_name="Ada", school="Larkfield Primary School", own_words="He shouts", words_in_confidence=True),
        adults=ADULTS,
        safety_lines=("Mother: text only, after 10:00",),
        family_may_know=Answer.NO,
        referrer=Referrer(
            kind=ReferrerKind.RELATIVE, source="1A", name="Granny Smith", telephone="01632 960888",
            safe_contact="Only on Sundays",
        ),
    ).journeys[0]  # fmt: skip
    return journey, f"/calls/{number_of(world, journey)}/"


def test_each_who_may_ring_with_what_they_may_and_must_not_be_told(timed: World) -> None:
    _, path = rung_about(timed)
    page = AtWork(timed, "contact_officer").get(path)
    text = words(page)
    for part in (
        "Who are you, and what are you to the child?",
        "Date of birth 4 May 2019",
        "Larkfield Primary School",
        "Last visit none recorded",
        "Ada Example, 7 the child May be told Who their worker is",
        "Mo mother May be told Who the worker is",
        "Anything of how we came to ask, until the worker has spoken to them",
        "What the child said: it was said in confidence",
        "Ray mother's partner; may be a risk May be told That you will take a message",
        "Whether the child is known to us, and where the child is now",
        "An agency that works with the child",
        "Anybody else, or you are not sure May be told Thanks, and how to call again",
    ):
        assert part in text, part
    assert "Mother: text only, after 10:00" in page


def test_the_referrer_never_stands_there(timed: World) -> None:
    journey, path = rung_about(timed)
    do(
        timed, "contact_officer", log_call, journey=journey, direction="in", with_kind="referrer",
        with_whom="Granny Smith", words="She rang again about Sunday", told="Thanked her",
    )  # fmt: skip
    do(
        timed, "contact_officer", log_call, journey=journey, direction="out", with_kind="family", with_whom="mother",
        words="She was at work", told="Somebody will come on Monday",
    )  # fmt: skip
    page = AtWork(timed, "hub_manager").get(path)
    for hidden in ("Granny", "Smith", "960888", "Sundays", "about Sunday", "Thanked her", "Whoever told us"):
        assert hidden not in words(page), hidden
    assert "The family: mother Somebody will come on Monday They said: She was at work" in words(page)


def test_a_number_shows_for_a_purpose_and_is_logged(timed: World) -> None:
    _, path = rung_about(timed)
    at = AtWork(timed, "contact_officer")
    page = at.get(path)
    assert "960333" not in page
    number = page.split('name="whose" value="')[1].split('"')[0]
    assert "Say for what you need the number" in words(at.post(path, status=422, whose=number))
    assert "01632 960333 shown to you now" in words(at.post(path, status=200, whose=number, purpose="call"))
    at.post(path, status=404, whose="FD000000000000000", purpose="call")
    with timed.all_rows():
        assert Look.objects.get(page="calling_telephone").purpose == "call"
        assert Look.objects.filter(page="calling").count() >= 6


def test_a_call_is_logged_in_two_lines_and_once(timed: World) -> None:
    journey, path = rung_about(timed)
    at = AtWork(timed, "contact_officer")
    form = Filled(at.get(path), path)
    assert form.chosen == []
    blank = {name: values for name, values in form.sent.items() if name not in ("whose", "purpose")}
    wrong = at.post(path, status=422, **{**blank, "words": "Typed already"})
    assert "Say with whom the call was." in words(wrong)
    assert "Typed already" in wrong
    call = {**blank, "with_kind": "family", "with_whom": "mother", "direction": "in", "words": "Asks who comes",
            "told": "Monday, with Sol"}  # fmt: skip
    at.post(path, **call)
    at.post(path, **call)
    assert "Call logged." in words(at.get(at.answer.headers["Location"]))
    with timed.all_rows():
        kept = Call.objects.get(journey=journey)
        said = dict(Narrative.objects.filter(record=kept.id).values_list("question", "text"))
    assert (kept.with_kind, kept.direction, kept.with_whom) == ("family", "in", "mother")
    assert said == {"call": "Asks who comes", "told_in_call": "Monday, with Sol"}
    at.post(path, status=422, **{**call, "with_kind": "referrer"})


def test_whoever_may_not_see_the_child_reads_what_others_read_of_nobody(timed: World) -> None:
    _, path = rung_about(timed)
    for who in ("neighbour", "social_worker"):
        AtWork(timed, who).get(path, status=404)
    for who in ("school_lead", "auditor", "analyst"):
        AtWork(timed, who).get(path, status=403)


def test_the_family_that_must_not_know_is_told_nothing(timed: World) -> None:
    journey, path = rung_about(timed)
    with timed.all_rows():
        Journey.objects.get(pk=journey).change(at=timed.now, quiet=True)
    text = words(AtWork(timed, "contact_officer").get(path))
    assert "That we are asking, or that the child is known: the family must not know" in text


@pytest.mark.browser
def test_the_page_is_sound_and_walked_by_keys(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    number = committed(lambda: number_of(world, long_life(world)))
    sign_in(page, world, "social_worker")
    page.goto(f"/child/{number}/")
    page.get_by_role("link", name="Someone is calling").click()
    page.get_by_role("heading", name="Someone is calling").wait_for()
    sound(page)
    page.get_by_role("button", name="Log the call").click()
    page.get_by_text("There is a problem").wait_for()
    sound(page)
    page.get_by_label("The family").check()
    page.get_by_label("They rang us").check()
    page.get_by_label("What they said").fill("Who is coming? " * 30)
    page.get_by_role("button", name="Log the call").press("Enter")
    page.get_by_text("Call logged.").wait_for()
    sound(page)
    sign_in(page, world, "analyst")
    page.goto(f"/calls/{number}/")
    sound(page)


@pytest.mark.browser
def test_a_call_is_logged_without_a_script(browser: Browser, at_server: BrowserServer) -> None:
    world = now_world()
    number = committed(lambda: number_of(world, world.journey(given_name="Plain")))
    context = browser.new_context(base_url=at_server.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, world, "contact_officer")
    page.goto(f"/calls/{number}/")
    page.get_by_label("The child", exact=True).check()
    page.get_by_label("We rang, nobody answered").check()
    page.get_by_role("button", name="Log the call").click()
    page.get_by_text("Call logged.").wait_for()
    context.close()
