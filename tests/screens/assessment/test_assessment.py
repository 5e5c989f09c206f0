"""An assessment on its way: begun, looked at, authorised by somebody else, told; the clock met only by the last two."""

from __future__ import annotations

from typing import Any

import pytest

from frontdoor.journey.actions.contacts import Receipt
from frontdoor.journey.models import Assessment
from frontdoor.ledger.models import ClockRun
from frontdoor.rules.concern import ConcernedChild, SubjectKind
from tests.cases import decide
from tests.screens.at_work import AtWork, words
from tests.screens.filled import Filled
from tests.world import World, child


@pytest.fixture
def ana(friday: World) -> Receipt:
    receipt = friday.contact(child(), child(given_name="Ben"))
    for journey in receipt.journeys:
        decide(friday, journey, "assessment")
    return receipt


def do(world: World, receipt: Receipt, act: str, *, who: str = "out_of_hours", status: int = 302, **fields: Any) -> str:
    at, path = AtWork(world, who), f"/assessment/{receipt.reference}/1/{act}/"
    return at.post(path, status=status, **Filled(at.get(path), "").with_(go="do", **fields))


def overview(world: World, receipt: Receipt, who: str = "hub_manager") -> str:
    return words(AtWork(world, who).get(f"/assessment/{receipt.reference}/"))


FOUND = {
    "outcome": "services", "in_need": "yes", "factors": ["16A", "3A"], "because": "Nobody feeds them at weekends",
    "not_seen_because": "Away with an aunt",
}  # fmt: skip


def test_from_beginning_to_told_and_only_then_is_the_clock_met(friday: World, ana: Receipt) -> None:
    do(friday, ana, "start", review_on="2026-12-04")
    friday.later(days=3)
    do(friday, ana, "review", who="hub_manager", found="See the father too")
    friday.later(days=10)
    do(friday, ana, "authorise", who="hub_manager", **FOUND)
    with friday.all_rows():
        run = ClockRun.objects.get(clock="assessment", journey=ana.journeys[0])
        assert run.stopped_at is None
    assert "not yet: the clock goes on" in overview(friday, ana)
    do(friday, ana, "told", who="hub_manager", told="Mother by telephone, school by letter")
    with friday.all_rows():
        assert ClockRun.objects.get(clock="assessment", journey=ana.journeys[0]).stopped_at == friday.now
    text = overview(friday, ana)
    for part in ("See the father too", "Services are provided · the child is in need", "Mother by telephone"):
        assert part in text


def test_each_child_is_assessed_apart(friday: World, ana: Receipt) -> None:
    do(friday, ana, "start", review_on="2026-12-04")
    with friday.all_rows():
        assert [row.journey_id for row in Assessment.objects.all()] == [ana.journeys[0]]
    text = overview(friday, ana)
    assert text.index("Review point 4 Dec 2026") < text.index("Ben Example, 7")
    assert "No assessment has been begun" in text[text.index("Ben Example, 7") :]


def test_nothing_is_chosen_beforehand(friday: World, ana: Receipt) -> None:
    do(friday, ana, "start")
    form = Filled(AtWork(friday, "hub_manager").get(f"/assessment/{ana.reference}/1/authorise/"), "")
    assert form.chosen == []
    assert "18A" not in form.offered["factors"], "no longer collected"
    assert {"18B", "24A", "21"} <= set(form.offered["factors"])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"outcome": ""}, "Choose what the assessment came to."),
        ({"in_need": ""}, "Say whether the child is in need."),
        ({"because": ""}, "Say what the assessment found, and why this follows."),
        ({"factors": []}, 'Choose the factors that were found, or "no factors found".'),
        ({"factors": ["21", "16A"]}, '"No factors found" stands alone'),
        ({"factors": ["99Z"]}, "Factors found: tick only what stands in the list."),
        ({"not_seen_because": ""}, "The child was not seen. Say why."),
    ],
)
def test_an_authorisation_that_lacks_something_says_what(
    friday: World, ana: Receipt, changes: dict[str, Any], said: str
) -> None:
    do(friday, ana, "start")
    page = do(friday, ana, "authorise", who="hub_manager", status=200, **{**FOUND, "because": "Kept words", **changes})
    assert said in words(page)
    if "because" not in changes:
        assert "Kept words" in page
    with friday.all_rows():
        assert Assessment.objects.get().authorised_at is None


def test_what_a_person_may_not_do_is_not_offered(friday: World, ana: Receipt) -> None:
    do(friday, ana, "start")
    page = AtWork(friday, "out_of_hours").get(f"/assessment/{ana.reference}/1/authorise/")
    assert "There is nothing to do here now" in words(page)
    assert "Authorise" not in overview(friday, ana, "out_of_hours")


def test_a_review_point_is_not_put_back(friday: World, ana: Receipt) -> None:
    do(friday, ana, "start", review_on="2026-12-04")
    page = do(friday, ana, "review-point", status=200, review_on="2026-12-18")
    assert "A review point is not put back." in words(page)
    do(friday, ana, "review-point", review_on="2026-12-01")
    page = do(friday, ana, "review-point", status=200, review_on="in a week")
    assert "Review point: give a day" in words(page)


def test_a_place_is_not_assessed(friday: World) -> None:
    receipt = friday.contact(ConcernedChild(kind=SubjectKind.PLACE, label="Central Park"))
    assert "There is no child here to assess" in overview(friday, receipt)


@pytest.mark.parametrize(
    ("who", "status", "because"),
    [
        ("out_of_hours", 200, "assesses"),
        ("hub_manager", 200, "authorises"),
        ("contact_officer", 403, "does neither"),
        ("social_worker", 404, "has nothing to do with this child"),
        ("health_visitor", 403, "an agency"),
        ("neighbour", 404, "another authority"),
    ],
)
def test_who_may_open_it(friday: World, ana: Receipt, who: str, status: int, because: str) -> None:
    for page in ("", "1/start/"):
        AtWork(friday, who).get(f"/assessment/{ana.reference}/{page}", status=status)
