"""The child's page: what stands on it, in which order, what must not stand there, and who is refused in which words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdoor.access.actions.bars import bar_relative, say_family_known
from frontdoor.access.models import Look
from frontdoor.journey import child_queries
from frontdoor.journey.actions.calls import log_call
from frontdoor.journey.actions.information_requests import record_answer, request_information
from frontdoor.journey.models import Journey
from frontdoor.people.models import OpenStatus, Person
from frontdoor.rules.concern import (
    Answer,
    ConcernedAdult,
    ConcernedChild,
    GivenAddress,
    Referrer,
    ReferrerKind,
    SubjectKind,
)
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.child_lives import do, long_life, number_of
from tests.world import World, child

HEADINGS = [
    "Who holds this child now",
    "Next",
    "In their own words",
    "Safety plan",
    "Home",
    "Family",
    "What has happened",
    "Visits",
    "Nobody has asked",
    "People who know me",
    "Who knows this child",
    "Health, school and who I am",
    "Documents and sharing",
    "Who looked",
    "What happens next",
]


@pytest.fixture
def lived(world: World, monkeypatch: pytest.MonkeyPatch) -> tuple[World, UUID]:
    keep_time(world, monkeypatch)
    return world, long_life(world)


@pytest.fixture
def timed(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    keep_time(world, monkeypatch)
    return world


def path_of(world: World, journey: UUID) -> str:
    return f"/child/{number_of(world, journey)}/"


def person_of(world: World, journey: UUID) -> UUID:
    with world.all_rows():
        return Journey.found(journey).about


def test_the_parts_stand_in_the_order_of_the_specification(lived: tuple[World, UUID]) -> None:
    world, ava = lived
    page = AtWork(world, "social_worker").get(path_of(world, ava))
    assert re.findall(r"<h2[^>]*>([^<]+)</h2>", page) == HEADINGS
    text = words(page)
    order = ["Ava Wolfe", "Sol Worker", "Child protection plan, neglect", "Check of the safety plan", "Don’t tell dad"]
    assert sorted(order, key=text.index) == order
    assert page.index('class="fd-safety') < page.index("<h1>")


def test_what_is_said_of_the_child(lived: tuple[World, UUID]) -> None:
    world, ava = lived
    text = words(AtWork(world, "social_worker").get(path_of(world, ava)))
    for part in (
        "speaks Polish; interpreter not asked about",
        "Sol Worker Assessment 1",
        "Tonight: Out-of-hours social worker 01632 960101",
        "Child protection plan, neglect, since 11 Nov 2026 · Section 47 enquiry under way",
        "Case system as at Fri 20 Nov 13:50 (3 h ago): over 2 hours old",
        "Don’t tell dad where the bus goes from. to Sol Worker, seen alone, Mon 2 Nov",
        "to the school nurse, Tue 27 Oct · said in confidence: not to be repeated at home",
        "An ordinary day: Gets two brothers up.",
        "Rings the worker if Ava is not in by 09:15",
        "If it fails: Rose rings out-of-hours; nobody goes home alone",
        "agreed Tue 27 Oct · not checked since",
        "kept from the father",
        "Father not named",
        "Oskar",
        "Visit: seen, seen alone, bedroom not seen",
        "Next visit: planned Sat 21 Nov 16:50",
        "Where does Ava sleep? nobody has seen the place",
        "Who is “Uncle”? spoken of, not named",
        "Riverside Surgery 01632 960148",
        "Larkfield Primary School answered: found something",
    ):
        assert part in text, part


def test_what_must_not_stand_there(lived: tuple[World, UUID]) -> None:
    world, ava = lived
    do(
        world, "social_worker", log_call, journey=ava, direction="in", with_kind="referrer", with_whom="PC Plum",
        words="PC Plum rang about the brother",
    )  # fmt: skip
    asked = do(
        world, "hub_manager", request_information, journey=ava, agencies=["probation"], why="Offences", hub_only=True
    )
    do(world, "hub_manager", record_answer, request=asked[0].id, state="found", text="A conviction", marking="hub_only")
    for who in ("social_worker", "hub_manager"):
        page = AtWork(world, who).get(path_of(world, ava), need="neglect") + AtWork(world, who).get(path_of(world, ava))
        text = words(page)
        for hidden in (
            "PC Plum", "Plum", "12 Hidden Row", "PE1 9ZZ", "960333", "960444", "conviction", "Probation", "probation",
            "He does it when the money is gone", "score", "FD-26-01234", "<img",
        ):  # fmt: skip
            assert hidden not in text, (who, hidden)
        assert "<img" not in page
        title = re.search(r"<title>(.*?)</title>", page)
        assert title is not None
        assert title.group(1) == number_of(world, ava)
        assert "Ava" not in title.group(1)


def test_a_private_referrer_leaves_no_trace(timed: World) -> None:
    journey = timed.contact(
        child(given_name="Ida"),
        referrer=Referrer(kind=ReferrerKind.RELATIVE, source="1A", name="Granny Smith", telephone="01632 960888"),
        worry="My grandson told me",
    ).journeys[0]
    text = words(AtWork(timed, "hub_manager").get(path_of(timed, journey)))
    for hidden in ("Granny", "Smith", "relative", "public", "grandson", "960888"):
        assert hidden not in text
    assert "A concern: Neglect" in text


def test_a_brother_is_a_name_an_age_and_a_way_to_his_own_record(timed: World) -> None:
    receipt = timed.contact(
        child(given_name="Ola", own_words="I am fine"),
        child(given_name="Pia", born=date(2015, 1, 1), own_words="I hide under the bed", ordinary_day="She cooks"),
    )
    page = AtWork(timed, "hub_manager").get(path_of(timed, receipt.journeys[0]))
    text = words(page)
    assert "Pia Example, 11 own record" in text
    assert path_of(timed, receipt.journeys[1]) in page
    for hers in ("under the bed", "She cooks"):
        assert hers not in text
    with timed.all_rows():
        seen = list(Look.objects.filter(page="child_of_family").values_list("person", flat=True))
    assert seen == [person_of(timed, receipt.journeys[1])]


@pytest.mark.parametrize(
    ("hours", "words_said", "rings"),
    [
        (1, "Case system as at Fri 20 Nov 15:50 (1 h ago)", False),
        (3, "over 2 hours old", False),
        (30, "1 d 6 h old. Ring Wil Ring, Team north, 01632 960115 before you rely on it.", True),
    ],
)
def test_the_case_systems_word_has_an_age(timed: World, hours: int, words_said: str, rings: bool) -> None:
    journey = timed.journey(given_name="Ben")
    with timed.acting("hub_manager"):
        OpenStatus.new(
            at=timed.now, authority="874", person=person_of(timed, journey), source_number="7", open_episode=True,
            looked_after_by="Lincolnshire", placed_here=True, team="Team north", worker="Wil Ring",
            telephone="01632 960115", as_at=timed.now - timedelta(hours=hours),
        )  # fmt: skip
    text = words(AtWork(timed, "hub_manager").get(path_of(timed, journey)))
    assert words_said in text
    assert ("before you rely on it" in text) is rings
    assert ("over 2 hours old" in text) is (hours == 3)
    assert "Looked after by Lincolnshire, living here" in text
    assert "Wil Ring Team north 01632 960115 from the case system" in text


def test_children_of_every_kind_have_a_page(timed: World) -> None:
    receipt = timed.contact(
        ConcernedChild(label="girl about 9, red coat", sex="F"),
        ConcernedChild(kind=SubjectKind.UNBORN, expected=date(2027, 2, 4)),
        child(given_name="Baby", born=date(2026, 6, 20)),
        ConcernedChild(given_name="Kit", age_said="about 12"),
    )
    at = AtWork(timed, "hub_manager")
    first = [words(at.get(path_of(timed, journey)))[:80] for journey in receipt.journeys]
    assert first[0].startswith("Name not known (girl about 9, red coat) age not known")
    assert first[1].startswith("Unborn due 4 Feb 2027")
    assert first[2].startswith("Baby Example 5 months")
    assert first[3].startswith("Kit about 12")


def test_an_address_shows_on_pressing_show_with_a_purpose_and_is_logged(timed: World) -> None:
    home = GivenAddress(lines="12 Hidden Row\nFenmarsh", postcode="PE1 9ZZ")
    mother = ConcernedAdult(given_name="Mo", relationship="mother", telephone="01632 960333")
    ada = child(given_name="Ada", address=home, nhs_number="999 000 0018")
    journey = timed.contact(ada, adults=(mother,)).journeys[0]
    at, path = AtWork(timed, "hub_manager"), path_of(timed, journey)
    assert "Hidden Row" not in at.get(path)
    refused = at.post(f"{path}show/", what="address", status=422)
    assert "Say for what you need it" in words(refused)
    assert "Hidden Row" not in refused
    shown = at.post(f"{path}show/", what="address", purpose="visit", status=200)
    assert "12 Hidden Row, Fenmarsh, PE19ZZ shown to you now; this look is logged" in words(shown)
    assert "no-store" in at.answer.headers["Cache-Control"]
    whose = re.search(r'name="whose" value="(FD\d+)"', shown)
    assert whose is not None
    rung = at.post(f"{path}show/", what="telephone", whose=whose.group(1), purpose="call", status=200)
    assert "01632 960333 shown to you now" in words(rung)
    at.post(f"{path}show/", what="telephone", whose="FD000000000000000", purpose="call", status=404)
    numbered = at.post(f"{path}show/", what="nhs_number", purpose="check", status=200)
    assert "999 000 0018 shown to you now" in words(numbered)
    assert "Hidden Row" not in at.get(path)
    with timed.all_rows():
        looks = dict(Look.objects.exclude(purpose="").values_list("page", "purpose"))
    assert looks == {"child_address": "visit", "child_telephone": "call", "child_nhs_number": "check"}


def test_every_page_of_a_child_is_a_look_and_shows_who_looked(lived: tuple[World, UUID]) -> None:
    world, ava = lived
    path = path_of(world, ava)
    AtWork(world, "hub_manager").get(path)
    AtWork(world, "exploitation_lead").get(path)
    AtWork(world, "team_manager").get(path)
    world.later(minutes=5)
    own_team = words(AtWork(world, "social_worker").get(path)).split("Who looked")[1]
    assert "Tam Manager, team manager: child Fri 20 Nov 16:50 (5 min ago)" in own_team
    assert "Hattie Hub" not in own_team
    everybody = words(AtWork(world, "team_manager").get(path)).split("Who looked")[1]
    assert "Hattie Hub" in everybody
    assert "Sol Worker" in everybody
    assert "Exa Lead" not in everybody


def test_the_history_is_filtered_by_need_and_source_and_goes_back(lived: tuple[World, UUID]) -> None:
    world, ava = lived
    at, path = AtWork(world, "social_worker"), path_of(world, ava)

    def history(**query: str) -> str:
        return words(at.get(f"{path}?{urlencode(query)}")).split("What has happened")[1].split("Next visit:")[0]

    assert "happened" in history(need="neglect")
    police = history(source="Police")
    assert "A concern: Domestic abuse, child present, neglect and home alone" in history(start="12")
    assert "Visit:" not in police
    assert "Nothing in this part" in history(need="homeless")
    assert history(need="nonsense") == history()
    assert "Older" in history()
    assert "Newer" in history(start="12")
    first = at.get(path, start="12")
    assert "happened 26 Oct" in words(first) or "told 27 Oct" in words(first)


def test_a_history_that_was_not_read_whole_says_where_the_rest_stands(
    lived: tuple[World, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    world, ava = lived
    at, path = AtWork(world, "social_worker"), path_of(world, ava)
    said = "Older entries stand on the records of their own contacts."
    assert said not in words(at.get(path))
    monkeypatch.setattr(child_queries, "EVENTS_AT_MOST", 10)
    assert said in words(at.get(path))


def test_a_social_worker_opens_a_child_only_through_a_journey_of_theirs(lived: tuple[World, UUID]) -> None:
    world, ava = lived
    stranger = world.journey(given_name="Zed")
    at = AtWork(world, "social_worker")
    at.get(path_of(world, stranger), status=404)
    before = world.contact(child(given_name="Cas"))
    for who in ("auditor", "contact_officer", "out_of_hours"):
        AtWork(world, who).get(path_of(world, before.journeys[0]))
    for who in ("school_lead", "health_visitor", "police_officer", "probation_officer", "analyst", "board_member"):
        AtWork(world, who).get(path_of(world, ava), status=403)


def bare(page: str, *numbers: str) -> str:
    """The page without what differs in every answer, and without the number that was asked for."""
    without = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)
    for number in numbers:
        without = without.replace(number, "NUMBER")
    return without


def test_a_refusal_reads_as_for_a_child_who_does_not_exist(timed: World) -> None:
    world = timed
    journey = world.journey(given_name="Ann")
    number, person = number_of(world, journey), person_of(world, journey)
    nobody = "FD000000000000009"
    outsiders = {"neighbour": "another authority", "social_worker": "no tie", "contact_officer": "a relative"}
    with world.acting("hub_manager") as actor:
        bar_relative(
            account=world.account("contact_officer").id, person=person, compartment="open", by=actor,
            happened_at=world.now, recorded_at=world.now,
        )  # fmt: skip
    for who, because in outsiders.items():
        at = AtWork(world, who)
        there, not_there = at.get(f"/child/{number}/", status=404), at.get(f"/child/{nobody}/", status=404)
        assert bare(there, number) == bare(not_there, nobody), because
        shown = at.post(f"/child/{number}/show/", what="address", purpose="visit", status=404)
        assert bare(shown, number) == bare(there, number)
    with world.acting("out_of_hours") as actor:
        say_family_known(people=[person], compartment="open", by=actor, happened_at=world.now, recorded_at=world.now)
    at = AtWork(world, "out_of_hours")
    assert bare(at.get(f"/child/{number}/", status=404), number) == bare(
        at.get(f"/child/{nobody}/", status=404), nobody
    )


def test_an_adult_has_no_page_here(timed: World) -> None:
    journey = timed.contact(
        child(), adults=(ConcernedAdult(given_name="Mo", family_name="Example", relationship="mother"),)
    ).journeys[0]
    with timed.all_rows():
        mother = Person.objects.get(kind="adult").local_number
    AtWork(timed, "hub_manager").get(f"/child/{mother}/", status=404)
    assert "Mo Example" in words(AtWork(timed, "hub_manager").get(path_of(timed, journey)))


def _questions_of(world: World, who: str, path: str) -> list[str]:
    at = AtWork(world, who)
    at.get(path)
    with CaptureQueriesContext(connection) as asked:
        at.get(path)
    around = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    return [query["sql"] for query in asked.captured_queries if not query["sql"].startswith(around)]


def test_the_number_of_questions_does_not_grow_with_the_history(lived: tuple[World, UUID]) -> None:
    world, ava = lived
    short = world.contact(child(given_name="New", safe_tonight=Answer.NO)).journeys[0]
    with_history = _questions_of(world, "hub_manager", path_of(world, ava))
    without = _questions_of(world, "hub_manager", path_of(world, short))
    assert len(with_history) <= len(without) + 1, with_history
    # Three of them are the index of agencies' registers, which stands behind a wall of its own; three say who is who;
    # three are what stands on the card and comes from somebody: facts, papers, requests for access.
    assert len(with_history) <= 43, len(with_history)


def test_no_number_in_the_address_but_our_own(lived: tuple[World, UUID]) -> None:
    world, ava = lived
    page: Any = AtWork(world, "social_worker").get(path_of(world, ava))
    for href in re.findall(r'(?:href|action)="([^"]+)"', page):
        assert "Ava" not in href
        assert "Wolfe" not in href
