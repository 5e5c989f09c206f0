"""Second signatures: one person asks where a child is closed, another signs on a page of their own."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from frontdoor.access.actions.bars import bar_relative
from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.models import Look
from frontdoor.journey.actions import closing
from frontdoor.journey.actions.closing import close_journey, reopen_journey
from frontdoor.journey.actions.contacts import Receipt
from frontdoor.journey.actions.information import add_information
from frontdoor.journey.actions.rating import rate_contact
from frontdoor.journey.models import ClosingRequest, Closure, Journey
from frontdoor.journey.queries import written_by_others
from frontdoor.ledger.models import Standing
from tests.cases import decide
from tests.screens.at_work import AtWork, words
from tests.screens.filled import Filled
from tests.stories.walking import do
from tests.world import World, child

PATH = "/signatures/"


@pytest.fixture
def ana(friday: World, monkeypatch: pytest.MonkeyPatch) -> Receipt:
    """A child whose assessment could end, and a manager who has closed as many today as one person may."""
    receipt = friday.contact(child())
    decide(friday, receipt.journeys[0], "assessment")
    for_manager = friday.account("hub_manager").id
    own = closing.closings_today
    monkeypatch.setattr(closing, "closings_today", lambda by, now: 1000 if by.account == for_manager else own(by, now))
    return receipt


def ask(world: World, receipt: Receipt, statutory: str = "RC7") -> None:
    at, path = AtWork(world, "hub_manager"), f"/social-work/{receipt.reference}/1/close-together/"
    sent = Filled(at.get(path), "").with_(
        go="do", reason="work_finished", because="Her aunt has her, and it holds.", statutory=statutory, in_bulk="on"
    )
    at.post(path, **sent)


def answer(world: World, who: str, status: int = 302, **said: str) -> str:
    with world.all_rows():
        row = ClosingRequest.objects.latest("asked_at", "id")
        written = written_by_others([row.journey_id], besides=world.account(who).id)[row.journey_id]
    shown = {"request": str(row.id), "seen": str(row.revision), "written": str(written)}
    return AtWork(world, who).post(f"{PATH}answer/", status=status, **shown, **said)


def stage(world: World, receipt: Receipt) -> str:
    with world.all_rows():
        return Standing.objects.get(journey=receipt.journeys[0]).stage


def test_one_asks_and_another_signs_in_their_own_session(friday: World, ana: Receipt) -> None:
    overview = words(AtWork(friday, "hub_manager").get(f"/social-work/{ana.reference}/"))
    assert "Close, with a second signature" in overview
    ask(friday, ana)
    assert stage(friday, ana) == "assessment", "asking ends nothing"
    overview = words(AtWork(friday, "hub_manager").get(f"/social-work/{ana.reference}/"))
    assert "Closing waits for a second signature, asked Fri 20 Nov 16:50" in overview
    assert "Close, with a second signature" not in overview, "nobody asks twice"
    own = words(AtWork(friday, "hub_manager").get(PATH))
    assert "You asked. Somebody else signs." in own
    assert "I have read it: sign" not in own
    page = words(AtWork(friday, "out_of_hours").get(PATH))
    assert "1 closing waits for a second person" in page
    assert "The work that was planned is finished, RC7 one of several, marked for audit" in page
    assert "Her aunt has her, and it holds." in page
    assert "Asked by Hattie Hub" in page
    answer(friday, "out_of_hours", answer="sign")
    assert stage(friday, ana) == "closed"
    with friday.all_rows():
        closed = Closure.objects.get()
    assert closed.closed_by == friday.account("hub_manager").id
    assert closed.second_signature == friday.account("out_of_hours").id
    assert "Nothing waits for your signature" in words(AtWork(friday, "out_of_hours").get(PATH))


def test_whoever_asked_signs_nothing_even_by_hand(friday: World, ana: Receipt) -> None:
    ask(friday, ana)
    page = answer(friday, "hub_manager", status=409, answer="sign")
    assert "The second signature is somebody else’s." in words(page).replace("'", "’")
    assert stage(friday, ana) == "assessment"


def test_not_signed_says_why_and_the_child_stays_open(friday: World, ana: Receipt) -> None:
    ask(friday, ana)
    assert "Write why this child stays open." in words(answer(friday, "out_of_hours", status=409, answer="refuse"))
    answer(friday, "out_of_hours", answer="refuse", because="Nobody has seen her bedroom")
    assert stage(friday, ana) == "assessment"
    page = answer(friday, "out_of_hours", status=409, answer="sign")
    assert "Somebody has signed this, or said why not, already." in words(page)


@pytest.mark.parametrize("length", [8, 5001])
def test_what_was_written_comes_back_with_the_reason(friday: World, ana: Receipt, length: int) -> None:
    """Too long, or about a closing that somebody has signed meanwhile: the words stand on the page."""
    ask(friday, ana)
    why = "Unseen. " * (length // 8) + "End"
    at = AtWork(friday, "out_of_hours")
    shown = Filled(at.get(PATH), "answer/").with_()
    if length < 5000:
        answer(friday, "exploitation_lead", answer="sign")
        page = at.post(f"{PATH}answer/", status=409, **{**shown, "answer": "refuse", "because": why})
        assert "Somebody else changed this while you had it open." in words(page)
        assert f"You wrote, “Why does this child stay open?”: {why}" in words(page)
    else:
        page = at.post(f"{PATH}answer/", status=422, **{**shown, "answer": "refuse", "because": why})
        assert "Why does this child stay open?: at most 5000 characters. Nothing was changed." in words(page)
        assert Filled(page, "answer/")["because"] == why


def test_an_answer_typed_late_is_read_too(friday: World, ana: Receipt) -> None:
    """What happened before the last event and was recorded after it was shown: nobody signs over it."""
    ask(friday, ana)
    at = AtWork(friday, "out_of_hours")
    shown = Filled(at.get(PATH), "answer/").with_()
    with friday.acting("contact_officer") as by:
        add_information(
            contact=ana.contact, text="She rang last night", by=by, happened_at=friday.now - timedelta(hours=12),
            recorded_at=friday.now,
        )  # fmt: skip
    assert "Somebody else changed this" in words(at.post(f"{PATH}answer/", status=409, **shown, answer="sign"))


def test_what_came_after_it_was_shown_is_read_before_it_is_signed(friday: World, ana: Receipt) -> None:
    ask(friday, ana)
    shown = Filled(AtWork(friday, "out_of_hours").get(PATH), "answer/").with_()
    friday.later(minutes=1)
    do(friday, "contact_officer", rate_contact, contact=ana.contact, rating="red", because="He is back", seen=None)
    at = AtWork(friday, "out_of_hours")
    page = at.post(f"{PATH}answer/", status=409, **shown, answer="sign")
    assert "Somebody else changed this while you had it open." in words(page)
    assert stage(friday, ana) == "assessment"
    at.post(f"{PATH}answer/", **Filled(at.get(PATH), "answer/").with_(), answer="sign")
    assert stage(friday, ana) == "closed"


def test_a_child_closed_without_it_waits_for_no_signature(friday: World, ana: Receipt) -> None:
    ask(friday, ana)
    friday.later(minutes=1)
    do(
        friday, "exploitation_lead", close_journey, journey=ana.journeys[0], reason="work_finished", statutory="RC7",
        because="Her aunt has her", seen=None,
    )  # fmt: skip
    assert "Nothing waits for your signature" in words(AtWork(friday, "out_of_hours").get(PATH))
    friday.later(days=30)
    do(friday, "hub_manager", reopen_journey, journey=ana.journeys[0], reason="new_information")
    decide(friday, ana.journeys[0], "assessment")
    page = answer(friday, "out_of_hours", status=409, answer="sign")
    assert "Somebody has signed this, or said why not, already." in words(page)
    ask(friday, ana)
    assert "1 closing waits" in words(AtWork(friday, "out_of_hours").get(PATH)), "it is asked anew"


@pytest.mark.parametrize("hidden", ["restricted", "barred"])
def test_a_closing_of_a_hidden_child_is_nowhere(friday: World, ana: Receipt, hidden: str) -> None:
    ask(friday, ana)
    with friday.all_rows():
        row, about = ClosingRequest.objects.get(), Journey.objects.get(pk=ana.journeys[0]).about
    if hidden == "restricted":
        custodian = friday.account("restricted_manager").id
        do(friday, "restricted_manager", restrict_person, person=about, custodian=custodian)
    else:
        account = friday.account("out_of_hours").id
        do(friday, "information_governance", bar_relative, account=account, person=about, compartment="open")
    at = AtWork(friday, "out_of_hours")
    assert "Nothing waits for your signature" in words(at.get(PATH))
    for said in ({"answer": "sign"}, {"answer": "refuse", "because": "No"}):
        real = at.post(f"{PATH}answer/", status=404, request=str(row.id), seen="1", **said)
        unknown = at.post(f"{PATH}answer/", status=404, request=str(uuid4()), seen="1", **said)
        assert words(real) == words(unknown)
    assert stage(friday, ana) == "assessment"


def test_each_child_listed_is_a_look_and_nobody_else_sees_them(friday: World, ana: Receipt) -> None:
    ask(friday, ana)
    AtWork(friday, "out_of_hours").get(PATH)
    with friday.all_rows():
        assert Look.objects.filter(page="signatures", refused=False).count() == 1
    assert ana.reference not in AtWork(friday, "neighbour").get(PATH)
    assert ana.reference not in AtWork(friday, "team_manager").get(PATH), "not a child of this team"
    for who in ("contact_officer", "social_worker", "auditor", "school_lead"):
        AtWork(friday, who).get(PATH, status=403)


def test_what_was_not_understood_changes_nothing(friday: World, ana: Receipt) -> None:
    ask(friday, ana)
    page = AtWork(friday, "out_of_hours").post(f"{PATH}answer/", status=422, answer="sign", request="none", seen="1")
    assert "That was not understood. Nothing was changed." in words(page)
    assert stage(friday, ana) == "assessment"


def test_whoever_signs_is_told_what_the_census_will_refuse_and_may_sign_all_the_same(
    friday: World, ana: Receipt
) -> None:
    """Closed as died, and no day of death is recorded."""
    ask(friday, ana, statutory="RC2")
    at = AtWork(friday, "out_of_hours")
    page = at.post(f"{PATH}answer/", status=200, **Filled(at.get(PATH), "answer/").with_(), answer="sign")
    assert "Nothing is signed yet." in words(page)
    assert "Census, query 8585Q." in words(page)
    assert stage(friday, ana) == "assessment"
    assert "Sign it as it is" in words(page)
    at.post(f"{PATH}answer/", **Filled(page, "answer/").with_(), answer="sign")
    assert stage(friday, ana) == "closed"
