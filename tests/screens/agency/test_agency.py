"""An agency at its own page: it answers what it was asked, and sees nothing of what others said."""

from __future__ import annotations

import re

import pytest

from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.journey.actions.contacts import Receipt
from frontdoor.journey.actions.information_requests import request_information
from frontdoor.journey.models import Disagreement, InformationRequest, Journey
from tests.cases import decide
from tests.screens.at_work import AtWork, words
from tests.screens.filled import Filled
from tests.world import World, child


@pytest.fixture
def asked(friday: World) -> Receipt:
    receipt = friday.contact(child(), child(given_name="Ben"))
    with friday.acting("hub_manager") as by:
        for journey in receipt.journeys:
            request_information(
                journey=journey, agencies=["health:community", "police:force"], why="Who sees her?", by=by,
                happened_at=friday.now, recorded_at=friday.now,
            )  # fmt: skip
    return receipt


def answer_url(page: str, number: int) -> str:
    return next(one for one in re.findall(r'href="(/agency/[^"]+)"', page) if f"/{number}/" in one)


def test_an_agency_answers_for_each_child(friday: World, asked: Receipt) -> None:
    at = AtWork(friday, "health_visitor")
    page = at.get("/agency/")
    assert "2 requests wait for your answer" in words(page)
    assert "Who sees her?" in words(page)
    path = answer_url(page, 2)
    form = Filled(at.get(path), "")
    assert form.chosen == []
    more = words(at.post(path, status=200, **form.with_(go="do", answer="nothing_held", words="She moved in 2019.")))
    assert "Say whether it may be passed on." in more
    assert "Say whether it may be passed on." in words(at.post(path, status=200, **form.with_(go="do", answer="found")))
    at.post(path, **form.with_(go="do", answer="nothing_held"))
    with friday.all_rows():
        rows = InformationRequest.objects.filter(to_agency="health:community", state="nothing_held")
        assert [row.journey_id for row in rows] == [asked.journeys[1]]
        assert rows[0].answered_by_name == "Hal Health"
    page = words(at.get("/agency/"))
    assert "1 request waits for your answer" in page
    assert "What you answered, the newest 50 Nothing held Ben" in page


def test_an_agency_cannot_answer_for_another(friday: World, asked: Receipt) -> None:
    path = answer_url(AtWork(friday, "health_visitor").get("/agency/"), 1)
    AtWork(friday, "police_officer").get(path, status=404)
    AtWork(friday, "probation_officer").get(path, status=404)
    page = words(AtWork(friday, "probation_officer").get("/agency/"))
    assert "Nothing waits for you" in page
    assert "Example" not in page


def test_who_told_us_reads_what_was_released_and_may_disagree(friday: World) -> None:
    receipt = friday.contact(child())
    at = AtWork(friday, "school_lead")
    assert "Nothing has been said back yet" in words(at.get("/agency/"))
    decide(friday, receipt.journeys[0], "advice")
    manager = AtWork(friday, "hub_manager")
    page = manager.get(f"/social-work/{receipt.reference}/")
    path = re.search(rf'href="(/social-work/{receipt.reference}/1/release/[^"]+)"', page)
    assert path is not None
    assert "Nothing has been said back yet" in words(at.get("/agency/")), "a draft is on hold"
    manager.post(path.group(1), **Filled(manager.get(path.group(1)), "").with_(go="do", means="screen"))
    told = words(at.get("/agency/"))
    assert "advice and information" in told
    where = f"/contact/{receipt.reference}/disagree/"
    at.post(where, **Filled(at.get(where), "").with_(because="She is hungry every day"))
    assert at.answer.headers["Location"].startswith("/agency/")
    assert "Your disagreement was raised" in words(at.get(at.answer.headers["Location"]))
    with friday.all_rows():
        assert Disagreement.objects.get().raised_by_agency == "school:example-primary"


def test_a_child_behind_a_wall_leaves_a_receipt_like_any_other(friday: World) -> None:
    """What an agency told us stands on its page by reference until somebody released an answer: of every child."""
    first = friday.contact(child(nhs_number="9990000018"), who="school_lead")
    with friday.all_rows():
        about = Journey.objects.get(pk=first.journeys[0]).about
    with friday.acting("restricted_manager") as by:
        restrict_person(person=about, custodian=by.account, by=by, happened_at=friday.now, recorded_at=friday.now)
    friday.later(minutes=1)
    hidden = friday.contact(child(nhs_number="9990000018"), who="school_lead")
    friday.later(minutes=1)
    ordinary = friday.contact(child(given_name="Ben", family_name="Other"), who="school_lead")
    at = AtWork(friday, "school_lead")
    rows = re.findall(r'<li class="fdw__row">(.*?)</li>', at.get("/agency/"), re.S)
    shown = [
        words(row).replace(one.reference, "REF").replace(f"16:{50 + minute}", "TIME")
        for row, one, minute in zip(rows, (ordinary, hidden, first), (2, 1, 0), strict=True)
    ]
    assert shown == [shown[0]] * 3, "nobody can tell which of them was passed behind a wall"
    assert "Nothing has been said back yet" in shown[0]
    assert "Ben" not in shown[0], "or a name that is missing would tell it"


def test_a_contact_that_a_wall_hides_is_a_receipt_and_no_more(friday: World) -> None:
    """To show the brother alone where both stood would say of the sister that there is a wall."""
    receipt = friday.contact(child(), child(given_name="Ben"))
    for journey in receipt.journeys:
        decide(friday, journey, "advice")
    manager = AtWork(friday, "hub_manager")
    page = manager.get(f"/social-work/{receipt.reference}/")
    for path in re.findall(rf'href="(/social-work/{receipt.reference}/[0-9]/release/[^"]+)"', page):
        manager.post(path, **Filled(manager.get(path), "").with_(go="do", means="screen"))
    at = AtWork(friday, "school_lead")
    assert "Ana Example, 7 · Ben Example, 7" in words(at.get("/agency/"))
    with friday.all_rows():
        ana = Journey.found(receipt.journeys[0]).about
    with friday.acting("restricted_manager") as by:
        restrict_person(person=ana, custodian=by.account, by=by, happened_at=friday.now, recorded_at=friday.now)
    told = words(at.get("/agency/"))
    assert receipt.reference in told
    assert "Ben" not in told
    assert "Ana" not in told
