"""An act about a child saves itself while it is written: for its writer alone, and with what they had seen."""

from __future__ import annotations

import re
from typing import Any

import pytest

from frontdoor.drafts.models import Draft
from frontdoor.journey.actions.contacts import Receipt
from frontdoor.people.models import Person
from tests.screens.at_work import AtWork, words
from tests.screens.filled import Filled
from tests.world import World, child

TEXT = "She said that she sleeps on the floor"


@pytest.fixture
def ana(friday: World) -> Receipt:
    return friday.contact(child())


def begin(at: AtWork, path: str, **typed: Any) -> str:
    """Somebody writes in the form at this address, and it saves itself; where."""
    page = at.get(path)
    found = re.search(r'data-draft-url="([^"]+)"', page)
    assert found, "the form saves itself"
    at.post(found.group(1), status=200, **Filled(page, "").with_(**typed))
    return found.group(1)


def test_what_was_begun_comes_back_to_its_writer_alone_and_goes_when_sent(friday: World, ana: Receipt) -> None:
    path = f"/social-work/{ana.reference}/1/missing/"
    at, other = AtWork(friday, "hub_manager"), AtWork(friday, "contact_officer")
    begin(at, path, circumstances=TEXT)
    assert TEXT not in other.get(path)
    friday.later(minutes=20)
    page = at.get(path)
    assert TEXT in page
    assert "Draft saved 16:50" in words(page)
    at.post(path, **Filled(page, "").with_(go="do"))
    with friday.all_rows():
        assert not Draft.objects.exists()


def test_each_act_and_each_request_keeps_its_own(friday: World, ana: Receipt) -> None:
    at = AtWork(friday, "hub_manager")
    begin(at, f"/social-work/{ana.reference}/1/missing/", circumstances=TEXT)
    assert TEXT not in at.get(f"/social-work/{ana.reference}/1/returned/")
    begin(at, f"/protection/{ana.reference}/1/plan/", who_1="Aunt Rose", what_1=TEXT)
    page = at.get(f"/protection/{ana.reference}/1/plan/")
    assert TEXT in page
    assert "Aunt Rose" in page


def test_what_a_colleague_changed_since_is_shown_first_and_never_overwritten(friday: World, ana: Receipt) -> None:
    path = f"/details/{ana.reference}/1/facts/"
    at = AtWork(friday, "hub_manager")
    begin(at, path, language="Polish", source="Her mother")
    friday.later(minutes=20)
    other = AtWork(friday, "contact_officer")
    other.post(path, **Filled(other.get(path), "").with_(go="do", gender="girl", source="Ana"))
    page = at.post(path, status=409, **Filled(at.get(path), "").with_(go="do"))
    assert "Polish" in page
    with friday.all_rows():
        assert Person.objects.get(given_name="Ana").gender == "girl"


def test_a_rating_and_a_call_save_themselves_too(friday: World, ana: Receipt) -> None:
    at = AtWork(friday, "hub_manager")
    rate = f"/triage/rate/{ana.reference}/"
    begin(at, rate, because=TEXT)
    page = at.get(rate)
    assert TEXT in page
    at.post(rate, **Filled(page, rate).with_(rating="red"))
    with friday.all_rows():
        number = Person.objects.get(given_name="Ana").local_number
    calling = f"/calls/{number}/"
    begin(at, calling, told=TEXT)
    page = at.post(calling, status=422, whose=number, purpose="")
    assert TEXT in page, "asking for a number loses nothing of what was being written"
    at.post(calling, **Filled(at.get(calling), calling).with_(with_kind="other", direction="in"))
    with friday.all_rows():
        assert not Draft.objects.exists()
