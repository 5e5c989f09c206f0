"""What was asked of agencies and what is said back, from the page of what is under way."""

from __future__ import annotations

import html
import re
from typing import Any
from uuid import UUID

import pytest

from frontdoor.journey.actions.contacts import Receipt
from frontdoor.journey.actions.information_requests import request_information
from frontdoor.journey.models import Feedback, InformationRequest, Referral
from frontdoor.ledger.models import ClockRun
from frontdoor.rules.concern import ConcernedChild, SubjectKind
from tests.cases import decide
from tests.screens.at_work import AtWork, words
from tests.screens.filled import Filled
from tests.world import World, child


@pytest.fixture
def ana(friday: World) -> Receipt:
    return friday.contact(child(), child(given_name="Ben"))


def link(page: str, label: str, number: int = 1) -> str:
    """The address of the act's link in the child's part of the overview."""
    found = [one for one in _links(page) if one[1].startswith(label) and f"/{number}/" in one[0]]
    assert found, (label, _links(page))
    return found[0][0]


def _links(page: str) -> list[tuple[str, str]]:
    links = re.findall(r'<a class="fd-do" href="([^"]+)">(.*?)</a>', page, re.S)
    return [(html.unescape(url), words(label)) for url, label in links]


def do(
    world: World, receipt: Receipt, label: str, *, who: str = "hub_manager", status: int = 302, **fields: Any
) -> str:
    """Open the overview, follow the act's link, fill its form and send it."""
    at = AtWork(world, who)
    path = link(at.get(f"/social-work/{receipt.reference}/"), label)
    page = at.get(path)
    return at.post(path, status=status, **Filled(page, "").with_(go="do", **fields))


def overview(world: World, receipt: Receipt, who: str = "hub_manager") -> str:
    return words(AtWork(world, who).get(f"/social-work/{receipt.reference}/"))


def ask(world: World, journey: UUID, *agencies: str) -> None:
    with world.acting("hub_manager") as by:
        request_information(
            journey=journey, agencies=agencies, why="Who sees the children?", what="Last seen", by=by,
            happened_at=world.now, recorded_at=world.now,
        )  # fmt: skip


def test_an_answer_that_came_by_telephone_is_typed_for_the_agency(friday: World, ana: Receipt) -> None:
    ask(friday, ana.journeys[0], "health:community", "police:force")
    friday.later(hours=1)
    do(
        friday, ana, "Record an answer from health:community", answer="found", use="ask_first",
        words="Weighed on Tuesday, bruise on the left arm.", answered_by_name="Hal Health, health visitor",
    )  # fmt: skip
    with friday.all_rows():
        rows = {one.to_agency: one for one in InformationRequest.objects.all()}
        assert rows["health:community"].state == "found"
        assert rows["health:community"].marking == "ask_first"
        assert rows["health:community"].answered_by_name == "Hal Health, health visitor"
        assert rows["police:force"].state == "waiting"
        run = ClockRun.objects.get(record=rows["health:community"].id, clock="agency_return")
        assert run.stopped_at == friday.now
    record = words(AtWork(friday, "hub_manager").get(f"/contact/{ana.reference}/"))
    assert "bruise on the left arm" in record


def test_nothing_is_chosen_beforehand_on_an_answer(friday: World, ana: Receipt) -> None:
    ask(friday, ana.journeys[0], "health:community")
    at = AtWork(friday, "hub_manager")
    page = at.get(link(at.get(f"/social-work/{ana.reference}/"), "Record an answer from"))
    assert Filled(page, "").chosen == []
    assert "Who sees the children?" in words(page)
    said = do(friday, ana, "Record an answer from", status=200, words="Kept")
    assert "Choose what the answer is." in words(said)
    assert "Kept" in said


def test_a_refusal_without_a_reason_is_no_answer(friday: World, ana: Receipt) -> None:
    ask(friday, ana.journeys[0], "health:community")
    page = do(friday, ana, "Record an answer from", status=200, answer="refused", use="hub_only")
    assert "Write why the agency refused" in words(page)


def test_a_reminder_and_a_request_taken_back(friday: World, ana: Receipt) -> None:
    ask(friday, ana.journeys[0], "health:community")
    do(friday, ana, "Remind health:community", who="contact_officer")
    assert "reminded 1 time" in overview(friday, ana)
    do(friday, ana, "Take back what was asked of", who="contact_officer", because="The school told us")
    with friday.all_rows():
        assert InformationRequest.objects.get().state == "withdrawn"


def test_two_people_answer_at_once_and_the_second_keeps_their_text(friday: World, ana: Receipt) -> None:
    ask(friday, ana.journeys[0], "health:community")
    first, second = AtWork(friday, "hub_manager"), AtWork(friday, "contact_officer")
    path = link(first.get(f"/social-work/{ana.reference}/"), "Record an answer from")
    typed = [Filled(one.get(path), "") for one in (first, second)]
    friday.later(minutes=2)
    first.post(path, **typed[0].with_(go="do", answer="nothing_held", use="passed_on"))
    page = second.post(
        path, status=409, **typed[1].with_(go="do", answer="found", use="passed_on", words="Seen Monday")
    )
    assert "Seen Monday" in page
    assert "Hattie Hub" in words(page)


def test_a_loss_stops_every_letter_until_a_person_releases_them(friday: World) -> None:
    receipt = friday.contact(ConcernedChild(kind=SubjectKind.UNBORN, label="unborn"))
    do(friday, receipt, "The pregnancy ended", who="contact_officer", words="At 20 weeks")
    decide(friday, receipt.journeys[0], "advice")
    page = do(friday, receipt, "Release to", status=200, means="telephone")
    assert "Letters, notices and feedback are stopped" in words(page)
    do(friday, receipt, "Let letters go out again", because="Asked her midwife")
    do(friday, receipt, "Release to", means="telephone")
    with friday.all_rows():
        assert Feedback.objects.get().means == "telephone"


def test_feedback_is_released_recipient_by_recipient(friday: World, ana: Receipt) -> None:
    decide(friday, ana.journeys[0], "advice")
    at = AtWork(friday, "hub_manager")
    page = at.get(link(at.get(f"/social-work/{ana.reference}/"), "Release to the professional"))
    assert "advice and information" in words(page)
    do(friday, ana, "Release to the professional", means="screen")
    do(friday, ana, "Draft for somebody else", who="contact_officer", to_kind="family")
    do(friday, ana, "Tell nothing to the family", reason="risk", because="He would find out")
    with friday.all_rows():
        told = {one.to_kind: one for one in Feedback.objects.all()}
        assert told["professional"].released_at == friday.now
        assert told["family"].withheld_because == "risk"


def test_a_row_of_another_child_is_not_found(friday: World, ana: Receipt) -> None:
    ask(friday, ana.journeys[0], "health:community")
    at = AtWork(friday, "hub_manager")
    path = link(at.get(f"/social-work/{ana.reference}/"), "Record an answer from")
    at.get(path.replace("/1/", "/2/"), status=404)
    at.get(f"/social-work/{ana.reference}/1/close-everything/", status=404)


def test_nothing_further_on_a_referral_before_any_work_has_begun(friday: World, ana: Receipt) -> None:
    decide(friday, ana.journeys[0], "assessment")
    said = do(friday, ana, "Nothing further on the referral", status=200, because=" ")
    assert "Write why nothing further is done" in words(said)
    do(friday, ana, "Nothing further on the referral", because="Rang about the wrong flat")
    with friday.all_rows():
        assert Referral.objects.get().no_further_action
    page = AtWork(friday, "hub_manager").get(f"/social-work/{ana.reference}/")
    assert not [label for _, label in _links(page) if label.startswith("Nothing further on the referral , Ana")]
