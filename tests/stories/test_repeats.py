"""Repeat contacts and re-referrals, for the child and for the household: what a first look must not miss."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from frontdoor.journey.actions.contacts import receive_contact
from frontdoor.journey.models import Journey
from frontdoor.journey.repeat_queries import FamilyRepeats, family_repeats
from tests.screens.at_work import AtWork, keep_time, words
from tests.stories.walking import decided
from tests.world import World, child, concern


def known_again(world: World, person: UUID, **facts: object) -> tuple[UUID, UUID, str]:
    with world.acting("contact_officer") as by:
        receipt = receive_contact(
            concern=concern(child(**facts), received_at=world.now), token=world.token(), by=by,
            recorded_at=world.now, known={0: person},
        )  # fmt: skip
    return receipt.contact, receipt.journeys[0], receipt.reference


def counts(world: World, person: UUID, besides: UUID) -> FamilyRepeats:
    with world.acting("hub_manager") as by:
        return family_repeats([person], besides=besides, now=world.now, by=by)


@pytest.mark.parametrize(
    ("days", "contacts_90", "rereferral", "because"),
    [
        (30, 1, True, "a month later: a repeat contact, and within twelve months of the referral"),
        (91, 0, True, "past 90 days, still within twelve months"),
        (365, 0, True, "the anniversary itself counts (DfE: within twelve months)"),
        (366, 0, False, "a day past the anniversary does not"),
    ],
)
def test_the_child_is_counted_over_all_records(
    world: World, days: int, contacts_90: int, rereferral: bool, because: str
) -> None:
    world.now = datetime(2025, 11, 20, 16, 50, tzinfo=UTC)
    first = world.contact(child())
    with world.all_rows():
        ana = Journey.found(first.journeys[0]).about
    decided(world, first.journeys[0], "assessment")
    world.later(days=days)
    contact, journey, _ = known_again(world, ana)
    with world.all_rows():
        arrived = Journey.found(journey).about
    found = counts(world, arrived, contact).children[arrived]
    assert arrived != ana, "each contact comes with an id of its own"
    assert found.contacts_in_90_days == contacts_90, because
    assert (found.last_referral_on is not None) is rereferral, because


def test_a_sisters_concern_stands_at_the_first_look_and_in_the_households_count(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_time(world, monkeypatch)
    family = world.contact(child(given_name="Ana"), child(given_name="Ben"))
    with world.all_rows():
        ana, ben = (Journey.found(one).about for one in family.journeys)
    world.later(days=20)
    known_again(world, ben, given_name="Ben")
    world.later(days=20)
    contact, journey, reference = known_again(world, ana, given_name="Ana")
    with world.all_rows():
        arrived = Journey.found(journey).about
    found = counts(world, arrived, contact)
    assert found.children[arrived].contacts_in_90_days == 1
    assert found.household.contacts_in_90_days == 2, "one contact about both counts once"
    at = AtWork(world, "contact_officer")
    for path in (f"/triage/rate/{reference}/", f"/contact/{reference}/"):
        text = words(at.get(path))
        assert "1 other contact in 90 days" in text, path
        assert "The household together: 2 other contacts in 90 days" in text, path
        assert "Ben Example" in text, path
    assert "(brother, sister or same household)" in words(at.get(f"/triage/rate/{reference}/"))


def test_a_referral_now_would_be_a_rereferral(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_time(world, monkeypatch)
    first = world.contact(child())
    with world.all_rows():
        ana = Journey.found(first.journeys[0]).about
    decided(world, first.journeys[0], "assessment")
    world.later(days=100)
    _, _, reference = known_again(world, ana)
    text = words(AtWork(world, "hub_manager").get(f"/contact/{reference}/"))
    assert "now would be a re-referral" in text
