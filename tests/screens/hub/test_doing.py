"""The small forms of a record: each does its one thing, keeps what was typed, and refuses with a sentence."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from frontdoor.documents.models import Narrative
from frontdoor.journey.actions.closing import close_journey
from frontdoor.journey.actions.information_requests import record_answer
from frontdoor.journey.actions.rating import rate_contact
from frontdoor.journey.actions.telling import acknowledge_page
from frontdoor.journey.models import (
    Call,
    Contact,
    Disagreement,
    HandOver,
    Information,
    InformationRequest,
    Lateness,
    StrategyDiscussion,
)
from frontdoor.ledger.models import Event, Standing
from frontdoor.outbox.models import Page
from tests.cases import decide
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.decision.test_form import about, again
from tests.screens.filled import Filled
from tests.stories.walking import do
from tests.world import World, child

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PAGES = ("add", "ask", "strategy", "hand-over", "danger", "link", "call", "acknowledge", "late", "disagree", "correct")


@pytest.fixture
def monday(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    world.now = MONDAY
    keep_time(world, monkeypatch)
    return world


class Forms:
    """The forms of one record, opened and sent as a browser does: hidden fields go along."""

    def __init__(self, world: World, reference: str, who: str = "hub_manager") -> None:
        self.at = AtWork(world, who)
        self.address = f"/contact/{reference}/"

    def send(self, page: str, *, status: int = 302, **fields: object) -> str:
        shown = self.at.get(f"{self.address}{page}/")
        hidden = dict(re.findall(r'type="hidden" name="([a-z]+)" value="([^"]+)"', shown))
        return self.at.post(f"{self.address}{page}/", status=status, **{**hidden, **fields})

    def said(self) -> str:
        return words(self.at.get(self.at.answer["Location"]))


def test_information_is_added_for_the_children_it_is_about(monday: World) -> None:
    receipt = monday.contact(child(given_name="Ava"), child(given_name="Ben"))
    forms = Forms(monday, receipt.reference)
    forms.send("add", text="Seen at the shop at midnight", given_by="A shopkeeper", children=["1"], harm_possible="yes")
    text = forms.said()
    assert "Information added." in text
    assert "Seen at the shop at midnight" in text
    with monday.all_rows():
        assert [one.given_by for one in Information.objects.all()] == ["A shopkeeper"]
        assert Information.objects.get().journey_id == receipt.journeys[0]
    assert "New information since rated" not in words(forms.at.get("/triage/"))


def test_what_was_told_in_confidence_says_so_wherever_it_is_read(monday: World) -> None:
    """A worker who does not know that it was repeats it at home."""
    receipt = monday.contact(child(given_name="Ava"))
    forms = Forms(monday, receipt.reference)
    private = {"in_confidence": "on", "exemptions": ["serious_harm"]}
    forms.send("add", text="Her aunt says he drinks", children=["1"], **private)
    forms.send("add", text="She likes school", children=["1"])
    forms.send("ask", children=["1"], agencies=["police"], why="Hurt twice", what="All of it")
    with monday.all_rows():
        asked = InformationRequest.objects.get()
    do(
        monday, "hub_manager", record_answer, request=asked.id, state="found", text="Her mother rang us",
        in_confidence=True, seen=None,
    )  # fmt: skip
    record = words(forms.at.get(forms.address))
    assert "Her aunt says he drinks told in confidence: not to be repeated at home" in record
    assert "She likes school told in confidence" not in record
    assert "Her mother rang us said in confidence: not to be repeated at home" in record
    with monday.all_rows():
        kept = dict(Narrative.objects.filter(question="information").values_list("text", "exemptions"))
    assert kept == {"Her aunt says he drinks": "serious_harm", "She likes school": ""}


def test_agencies_are_asked_about_each_child(monday: World) -> None:
    receipt = monday.contact(child(given_name="Ava"), child(given_name="Ben"))
    forms = Forms(monday, receipt.reference)
    refused = words(forms.send("ask", status=422, children=["1"], why="Kept words"))
    assert "Choose the agencies to ask." in refused
    assert "Kept words" in refused
    forms.send("ask", children=["1", "2"], agencies=["police", "community_health"], why="Hurt twice", what="All of it")
    text = forms.said()
    assert "Cambridgeshire Constabulary Ava" in text
    assert "Health visiting and school nursing Ben" in text
    assert "Asked: Health visiting and school nursing, Cambridgeshire Constabulary." in text
    with monday.all_rows():
        assert InformationRequest.objects.count() == 4


def test_a_strategy_discussion_is_called_without_a_word_of_reason(monday: World) -> None:
    receipt = monday.contact(child(given_name="Ava"))
    forms = Forms(monday, receipt.reference, "contact_officer")
    forms.send("strategy", because="")
    assert "Strategy discussion called." in forms.said()
    with monday.all_rows():
        assert StrategyDiscussion.objects.count() == 1
        assert Standing.objects.get(journey=receipt.journeys[0]).stage == "strategy_discussion"
    assert "Ava Example" in words(forms.at.get("/triage/"))


def test_a_hand_over_is_offered_and_stays_until_accepted(monday: World) -> None:
    receipt = monday.contact(child(given_name="Ava"))
    forms = Forms(monday, receipt.reference)
    assert "Choose who should take it." in words(forms.send("hand-over", status=422, to=""))
    text = words(forms.send("hand-over", status=409, to="other_authority:", because="Moved away"))
    assert "Write which authority should take this child." in text
    assert "Moved away" in text
    forms.send("hand-over", to="team:assessment_north", because="Lives in the north")
    assert "Handed over, not yet accepted" in forms.said()
    with monday.all_rows():
        assert HandOver.objects.get().accepted_at is None


def test_danger_is_told_at_once(monday: World) -> None:
    receipt = monday.contact(child(given_name="Ava"))
    forms = Forms(monday, receipt.reference)
    forms.send("danger", because="")
    text = forms.said()
    assert "The person on call has been told." in text
    assert "Told on call: Out-of-hours social worker, no answer yet" in text
    with monday.all_rows():
        page = Page.objects.get()
    monday.later(minutes=4)
    with monday.acting("out_of_hours") as night:
        acknowledge_page(page=page.id, seen=None, by=night, recorded_at=monday.now)
    answered = words(forms.at.get(f"/contact/{receipt.reference}/"))
    assert f"Told on call: Out-of-hours social worker, answered by {night.name}, 09:04 today" in answered
    assert "Danger now" in words(forms.at.get("/triage/"))


def test_two_reports_are_linked_and_a_wrong_reference_is_refused(monday: World) -> None:
    first, second = monday.contact(child(given_name="Ava")), monday.contact(child(given_name="Ben"))
    forms = Forms(monday, first.reference)
    refused = words(forms.send("link", status=409, to="FD-26-000-000-000", because="Same evening"))
    assert "There is nothing here under this reference, or you may not see it." in refused
    assert "Same evening" in refused
    forms.send("link", to=second.reference.lower(), because="Same evening")
    assert f"Another report of the same incident: {second.reference}" in forms.said()
    with monday.all_rows():
        assert Contact.found(first.contact).incident == Contact.found(second.contact).incident


def test_who_links_after_a_colleague_sees_what_changed_and_sends_again(monday: World) -> None:
    first, second = monday.contact(child(given_name="Ava")), monday.contact(child(given_name="Ben"))
    at, path = AtWork(monday, "hub_manager"), f"/contact/{first.reference}/link/"
    shown = at.get(path)
    monday.later(minutes=2)
    with monday.acting("contact_officer") as actor:
        rate_contact(
            contact=first.contact, rating="amber", because="As read", seen=None, by=actor, happened_at=monday.now,
            recorded_at=monday.now,
        )  # fmt: skip
    page = at.post(path, status=409, **Filled(shown, "").with_(to=second.reference, because="Same evening"))
    text = words(page)
    assert "Con Contact changed this while you were writing" in text
    assert "Same evening" in page
    at.post(path, **Filled(page, "").with_())


def test_a_call_is_logged_in_two_lines(monday: World) -> None:
    receipt = monday.contact(child(given_name="Ava"))
    forms = Forms(monday, receipt.reference)
    assert "Say who rang." in words(forms.send("call", status=422, words="Kept"))
    forms.send("call", direction="out", with_kind="family", words="She is frightened", told="We will come at ten")
    text = forms.said()
    assert "We rang them: The family" in text
    assert "She is frightened We will come at ten" in text
    with monday.all_rows():
        assert Call.objects.count() == 1


def test_receipt_is_acknowledged(monday: World) -> None:
    receipt = monday.contact(child(given_name="Ava"))
    forms = Forms(monday, receipt.reference)
    forms.send("acknowledge", means="telephone")
    assert "Receipt acknowledged." in forms.said()
    with monday.all_rows():
        assert Event.objects.filter(kind="contact_acknowledged").count() == 1


def test_lateness_is_explained_and_stays_late(monday: World) -> None:
    receipt = monday.contact(child(given_name="Ava"), received_at=MONDAY - timedelta(days=4))
    forms = Forms(monday, receipt.reference)
    assert "Choose what is late." in words(forms.send("late", status=422, because="Kept"))
    forms.send("late", clock="1:referral_decision", reason="no_worker", because="Three away")
    assert "The reason was recorded. It moves no clock." in forms.said()
    with monday.all_rows():
        assert Lateness.objects.get().clock == "referral_decision"
    assert "1 overdue" in words(forms.at.get("/triage/"))


def test_a_disagreement_is_raised_for_each_child(monday: World) -> None:
    receipt = monday.contact(child(given_name="Ava"), child(given_name="Ben"))
    forms = Forms(monday, receipt.reference)
    assert "Write what you disagree with" in words(forms.send("disagree", status=422, children=["2"]))
    forms.send("disagree", children=["2"], because="He is not safe there")
    assert "Disagreement raised." in forms.said()
    with monday.all_rows():
        assert [one.journey_id for one in Disagreement.objects.all()] == [receipt.journeys[1]]


def test_an_entry_is_corrected_and_stays_to_be_read(monday: World) -> None:
    receipt = monday.contact(child(given_name="Ava"))
    forms = Forms(monday, receipt.reference)
    forms.send("call", direction="in", with_kind="family", words="Wrong child")
    with monday.all_rows():
        entry = Event.objects.get(kind="call_logged").id
    forms.send("correct", event=str(entry), reason="wrong_child", because="It was about another boy")
    text = forms.said()
    assert "Corrected. Both entries stay in the history." in text
    assert "A telephone call was logged Hattie Hub Corrected:" in text
    again = words(forms.send("correct", status=409, event=str(entry), reason="twice", because="Kept words"))
    assert "This has been corrected already." in again
    assert "Kept words" in again


def test_what_the_census_loses_by_a_correction_is_said_once(monday: World) -> None:
    """She was referred again after her case closed: without that closing two cases would be open at once."""
    first = monday.contact(child(given_name="Ava"))
    decide(monday, first.journeys[0], "assessment")
    do(
        monday, "hub_manager", close_journey, journey=first.journeys[0], reason="work_finished", because="Aunt",
        statutory="RC7", seen=None,
    )  # fmt: skip
    monday.later(days=1)
    decide(monday, again(monday, {0: about(monday, first)}).journeys[0], "assessment")
    with monday.all_rows():
        entry = Event.objects.get(kind="journey_closed").id
    forms = Forms(monday, first.reference)
    page = words(forms.send("correct", status=200, event=str(entry), reason="not_so", because="It never closed"))
    assert "Nothing is saved yet." in page
    assert "Census, error 88" in page
    with monday.all_rows():
        assert not Event.objects.filter(kind="event_voided").exists(), "nothing is kept by asking"
    forms.send("correct", event=str(entry), reason="not_so", because="It never closed", go="anyway")
    assert "Corrected. Both entries stay in the history." in forms.said()


def test_a_form_sent_twice_does_its_thing_once(monday: World) -> None:
    receipt = monday.contact(child(given_name="Ava"))
    at = AtWork(monday, "hub_manager")
    token = re.search(r'name="token" value="([^"]+)"', at.get(f"/contact/{receipt.reference}/add/")).group(1)
    for _ in range(2):
        at.post(f"/contact/{receipt.reference}/add/", text="Once", token=token)
    with monday.all_rows():
        assert Narrative.objects.filter(question="information").count() == 1


def test_what_was_typed_comes_back_to_its_writer(monday: World) -> None:
    receipt = monday.contact(child(given_name="Ava"))
    at = AtWork(monday, "hub_manager")
    page = at.get(f"/contact/{receipt.reference}/add/")
    address = re.search(r'data-draft-url="([^"]+)"', page).group(1)
    at.post(address, status=200, text="Half a sent", token="x")
    assert "Half a sent" in at.get(f"/contact/{receipt.reference}/add/")
    assert "Half a sent" not in AtWork(monday, "contact_officer").get(f"/contact/{receipt.reference}/add/")


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_chosen_and_nobody_else_comes_in(monday: World, page: str) -> None:
    receipt = monday.contact(child(given_name="Ava"), child(given_name="Ben"))
    address = f"/contact/{receipt.reference}/{page}/"
    shown = AtWork(monday, "hub_manager").get(address)
    assert " checked" not in shown
    assert " selected" not in shown
    assert "Ava Example" not in re.search(r"<title>(.*?)</title>", shown).group(1)
    assert "Ava Example" not in AtWork(monday, "neighbour").get(address, status=404)
    assert "Ava Example" not in AtWork(monday, "board_member").get(address, status=403)
    with monday.all_rows():
        assert StrategyDiscussion.objects.count() == 0
