"""Second signatures: one person asks where a child is closed, another signs on a page of their own."""

from __future__ import annotations

import pytest

from frontdoor.access.models import Look
from frontdoor.journey.actions import closing
from frontdoor.journey.actions.contacts import Receipt
from frontdoor.journey.models import ClosingRequest, Closure
from frontdoor.ledger.models import Standing
from tests.cases import decide
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.filled import Filled
from tests.world import World, child

PATH = "/signatures/"


@pytest.fixture
def friday(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    keep_time(world, monkeypatch)
    return world


@pytest.fixture
def ana(friday: World, monkeypatch: pytest.MonkeyPatch) -> Receipt:
    """A child whose assessment could end, and a manager who has closed as many today as one person may."""
    receipt = friday.contact(child())
    decide(friday, receipt.journeys[0], "assessment")
    for_manager = friday.account("hub_manager").id
    own = closing.closings_today
    monkeypatch.setattr(closing, "closings_today", lambda by, now: 1000 if by.account == for_manager else own(by, now))
    return receipt


def ask(world: World, receipt: Receipt) -> None:
    at, path = AtWork(world, "hub_manager"), f"/social-work/{receipt.reference}/1/close-together/"
    sent = Filled(at.get(path), "").with_(
        go="do", reason="work_finished", because="Her aunt has her, and it holds.", statutory="RC7", in_bulk="on"
    )
    at.post(path, **sent)


def answer(world: World, who: str, status: int = 302, **said: str) -> str:
    with world.all_rows():
        row = ClosingRequest.objects.latest("asked_at", "id")
    return AtWork(world, who).post(f"{PATH}answer/", status=status, request=str(row.id), seen=str(row.revision), **said)


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
