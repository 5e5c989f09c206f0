"""Danger now: somebody on call is told, says that they have the child, and the screen says whom to ring meanwhile."""

from __future__ import annotations

from frontdoor.access.models import Look
from frontdoor.journey.actions import watching
from frontdoor.journey.actions.rating import rate_contact
from frontdoor.ledger import scope
from frontdoor.ledger.models import ClockRun
from frontdoor.outbox.models import Page
from frontdoor.rules.concern import Answer
from frontdoor.rules.partnership import for_authority
from tests.screens.at_work import AtWork, words
from tests.screens.filled import Filled
from tests.stories.walking import do
from tests.world import World, child


def test_whoever_is_on_call_says_that_they_have_the_child(friday: World) -> None:
    receipt = friday.contact(child(), danger_now=Answer.YES)
    rota = for_authority("874").on_call
    at = AtWork(friday, "out_of_hours")
    page = at.get("/on-call/")
    for part in ("1 child waits", "In danger now", "Ana Example", rota[0].who, rota[1].telephone):
        assert part in words(page), part
    friday.later(minutes=4)
    at.post("/on-call/answer/", **Filled(page, "/on-call/answer/").sent)
    with friday.all_rows():
        assert Page.objects.get().acknowledged_at == friday.now
        run = ClockRun.objects.get(clock="on_call_acknowledge", journey=receipt.journeys[0])
        assert run.stopped_at == friday.now
        assert Look.objects.filter(page="on_call").exists()
    page = at.get("/on-call/", done="answered")
    assert "Nobody waits for you" in words(page)
    assert "Open the record of Ana Example, 7" in words(page)
    mine = page[page.index("You have said you have") :]
    assert f'href="/contact/{receipt.reference}/"' in mine
    assert "Ana Example, 7" in words(f"<main>{mine}</main>")
    assert "You have said you have" not in words(AtWork(friday, "hub_manager").get("/on-call/")), "only one's own"
    friday.later(days=4)
    assert "You have said you have" not in words(AtWork(friday, "out_of_hours").get("/on-call/"))


def test_the_next_one_is_told_and_the_page_says_whom_to_ring_after(friday: World) -> None:
    friday.contact(child(), danger_now=Answer.YES)
    shown = AtWork(friday, "out_of_hours").get("/on-call/")
    friday.later(minutes=16)
    with scope.system("874"):
        watching.tell_due(authority="874", now=friday.now)
    rota = for_authority("874").on_call
    at = AtWork(friday, "hub_manager")
    page = words(at.get("/on-call/"))
    assert f"{rota[1].who}, {rota[1].telephone}, told" in page
    assert "1 told before, no answer" in page
    said = at.post("/on-call/answer/", status=409, **Filled(shown, "/on-call/answer/").sent)
    assert "the next person was told, while you read" in words(said)


def test_danger_stands_first_then_red_and_what_is_old_below(friday: World) -> None:
    friday.contact(child(given_name="Olda"), danger_now=Answer.YES)
    friday.later(days=2)
    for given_name, danger in (("Dana", Answer.YES), ("Reda", Answer.NO), ("Dora", Answer.YES)):
        receipt = friday.contact(child(given_name=given_name), danger_now=danger)
        if danger is Answer.NO:
            do(friday, "out_of_hours", rate_contact, contact=receipt.contact, rating="red", because="x", seen=None)
        friday.later(minutes=2)
    page = words(AtWork(friday, "out_of_hours").get("/on-call/"))
    assert "3 children wait" in page
    shown = [page.index(part) for part in ("Dora", "Dana", "Reda", "First told more than a day ago (1)", "Olda")]
    assert shown == sorted(shown)


def test_what_ran_out_is_named(friday: World) -> None:
    receipt = friday.contact(child())
    do(friday, "hub_manager", rate_contact, contact=receipt.contact, rating="red", because="x", seen=None)
    friday.later(hours=6)
    with scope.system("874"):
        watching.note_due(authority="874", now=friday.now)
    page = words(AtWork(friday, "out_of_hours").get("/on-call/"))
    assert "Overdue overdue 2 h: decision" in page


def test_nothing_is_answered_by_what_is_no_page(friday: World) -> None:
    AtWork(friday, "hub_manager").post("/on-call/answer/", status=422, page="x")
