"""A draft follows its record's walls: behind one that was raised meanwhile there is nothing to add to."""

from __future__ import annotations

from uuid import uuid4

import pytest

from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.drafts.models import Draft
from frontdoor.journey.models import Journey
from tests.screens.at_work import AtWork, keep_time
from tests.world import World, child


def test_what_one_types_about_a_child_restricted_meanwhile_is_refused_as_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_time(world, monkeypatch)
    receipt = world.contact(child())
    at, path = AtWork(world, "contact_officer"), f"/drafts/decision/{receipt.contact}/"
    at.post(path, status=200, words="Hungry again")
    with world.all_rows():
        about = Journey.objects.get(pk=receipt.journeys[0]).about
    with world.acting("restricted_manager") as by:
        restrict_person(person=about, custodian=by.account, by=by, happened_at=world.now, recorded_at=world.now)
    at.post(path, status=404, words="Hungry again and")
    at.post(f"/drafts/decision/{uuid4()}/", status=200, words="a form of its own goes on")
    with world.all_rows():
        assert Draft.objects.get(record=receipt.contact).answers == {"words": ["Hungry again"]}
