"""Look and rate: what a first look shows, how a rating is saved, and two people at one contact."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from frontdoor.access.models import Look
from frontdoor.documents.models import Narrative
from frontdoor.journey.models import Contact
from frontdoor.ledger.models import Standing
from frontdoor.rules.concern import Answer, ConcernedChild
from tests.screens.at_work import AtWork, keep_time, words
from tests.world import World, child

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def monday(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    world.now = MONDAY
    keep_time(world, monkeypatch)
    return world


def revision(world: World, contact: object) -> int:
    with world.all_rows():
        return int(Contact.found(contact).revision)


def rating(world: World, journey: object) -> str:
    with world.all_rows():
        return str(Standing.objects.get(journey=journey).rating)


def test_a_first_look_shows_the_words_and_chooses_nothing(monday: World) -> None:
    receipt = monday.contact(
        child(
            given_name="Ava", own_words="I do the little ones' tea", words_told_to="the school nurse",
            words_in_confidence=True, safe_tonight=Answer.NO, safe_tonight_because="nobody is in until ten",
            where_now="at school", with_whom="Mrs Ade",
        ),
        ConcernedChild(label="a baby, not named"),
        worry="Left alone three nights", saw="No coat", was_told="By her brother", thinks="Mother works nights",
        others_in_household="An adult called Uncle", safety_lines=("Do not ring the house",),
    )  # fmt: skip
    page = AtWork(monday, "contact_officer").get(f"/triage/rate/{receipt.reference}/")
    text = words(page)
    for part in (
        "Left alone three nights",
        "Saw: No coat",
        "Was told: By her brother",
        "Thinks: Mother works nights",
        "Ava Example, 7",
        "Name not known (a baby, not named)",
        "I do the little ones' tea to the school nurse · said in confidence: not to be repeated at home",
        "no, because nobody is in until ten",
        "at school, Mrs Ade",
        "An adult called Uncle",
        "Not yet rated",
    ):
        assert part in text
    assert "Do not ring the house" in page
    assert " checked" not in page
    assert "<title>Look and rate FD-26-" in page


def test_a_rating_is_saved_with_its_reason_and_the_next_one_comes(monday: World) -> None:
    first = monday.contact(child(given_name="Ava"), received_at=MONDAY - timedelta(hours=2))
    second = monday.contact(child(given_name="Ben"))
    at = AtWork(monday, "contact_officer")
    at.get("/triage/rate/", status=302)
    assert at.answer["Location"] == f"/triage/rate/{first.reference}/"
    at.post(f"/triage/rate/{first.reference}/", rating="amber", because="Third time this week", seen=1)
    assert rating(monday, first.journeys[0]) == "amber"
    with monday.all_rows():
        assert Narrative.objects.get(question="rating_because").text == "Third time this week"
    at.get(at.answer["Location"], status=302)
    page = at.get(at.answer["Location"])
    assert f"Look and rate {second.reference}" in words(page)
    assert f"Rating saved for {first.reference}." in words(page)
    at.post(f"/triage/rate/{second.reference}/", rating="red", because="", seen=1, then="record")
    assert at.answer["Location"] == f"/contact/{second.reference}/"
    assert rating(monday, second.journeys[0]) == "red"
    assert "Everything has been looked at and rated" in at.get("/triage/rate/")


def test_one_can_be_left_for_later(monday: World) -> None:
    first = monday.contact(child(given_name="Ava"), received_at=MONDAY - timedelta(hours=2))
    second = monday.contact(child(given_name="Ben"))
    at = AtWork(monday, "hub_manager")
    at.get("/triage/rate/", status=302, after=first.reference)
    assert at.answer["Location"] == f"/triage/rate/{second.reference}/"
    at.get("/triage/rate/", status=302, after=second.reference)
    assert at.answer["Location"] == f"/triage/rate/{first.reference}/"


def test_waiting_longer_needs_a_reason_and_red_never_does(monday: World) -> None:
    receipt = monday.contact(child())
    at = AtWork(monday, "hub_manager")
    text = words(at.post(f"/triage/rate/{receipt.reference}/", status=422, rating="blue", because="", seen=1))
    assert "Say why it can wait that long, in a few words." in text
    text = words(at.post(f"/triage/rate/{receipt.reference}/", status=422, rating="", because="Kept words", seen=1))
    assert "Choose red, amber, green or blue." in text
    assert "Kept words" in text
    assert rating(monday, receipt.journeys[0]) == ""


def test_the_second_of_two_sees_what_changed_and_keeps_their_text(monday: World) -> None:
    receipt = monday.contact(child())
    address = f"/triage/rate/{receipt.reference}/"
    AtWork(monday, "hub_manager").post(address, rating="red", because="Burn on the hand", seen=1)
    second = AtWork(monday, "contact_officer")
    page = second.post(address, status=409, rating="green", because="Spoke to the school", seen=1)
    text = words(page)
    assert "Hattie Hub changed this while you were writing" in text
    assert "Rating as you saw it Red" in text
    assert "Burn on the hand" in text
    assert text.count("Spoke to the school") == 2
    assert rating(monday, receipt.journeys[0]) == "red"
    second.post(address, rating="green", because="Spoke to the school", seen=revision(monday, receipt.contact))
    assert rating(monday, receipt.journeys[0]) == "green"


def test_html_in_a_worry_arrives_as_text(monday: World) -> None:
    receipt = monday.contact(child(given_name="<b>Ava</b>"), worry="<script>alert(1)</script> =1+1")
    page = AtWork(monday, "hub_manager").get(f"/triage/rate/{receipt.reference}/")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; =1+1" in page
    assert "<b>Ava" not in page


def test_who_may_not_and_what_does_not_exist_read_the_same(monday: World) -> None:
    receipt = monday.contact(child())
    monday.account("neighbour")
    there = AtWork(monday, "neighbour").get(f"/triage/rate/{receipt.reference}/", status=404)
    nowhere = AtWork(monday, "hub_manager").get("/triage/rate/FD-26-000-000-000/", status=404)
    assert words(there) == words(nowhere)
    AtWork(monday, "social_worker").get(f"/triage/rate/{receipt.reference}/", status=403)
    with monday.all_rows():
        assert Look.objects.filter(refused=True, page="rate").count() == 2
