"""What was begun at a desk and left: kept behind the walls of what it is about, given back to its writer, then gone."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from uuid import UUID

import pytest

from frontdoor.drafts.models import Draft
from frontdoor.journey.actions.access_requests import record_access_request
from frontdoor.journey.models import Journey
from frontdoor.people.judging import propose_match
from frontdoor.people.merging import merge_people
from frontdoor.rules.concern import ConcernedChild
from tests.screens.at_work import AtWork
from tests.stories.walking import do
from tests.world import World, child


def person(world: World, **facts: str) -> UUID:
    with world.all_rows():
        return Journey.found(world.contact(child(**facts)).journeys[0]).about


def pair(world: World) -> tuple[str, UUID]:
    made = do(world, "contact_officer", propose_match, person=person(world), to=person(world), because="Same mother")
    return f"/match-desk/{made.id}/", made.person


def apart(world: World) -> tuple[str, UUID]:
    made = do(world, "hub_manager", merge_people, keep=person(world), join=person(world), because="Looked alike")
    return f"/match-desk/apart/{made.id}/", made.person


def nameless(world: World) -> tuple[str, UUID]:
    receipt = world.contact(ConcernedChild(label="girl about 9, red coat"))
    world.later(days=1)
    with world.all_rows():
        about = Journey.found(receipt.journeys[0]).about
    return f"/match-desk/not-identified/{about}/", about


def access(world: World) -> tuple[str, UUID]:
    asked = do(
        world, "contact_officer", record_access_request, journey=world.journey(), asked_by_kind="parent",
        asked_by_name="Jan Nowak", child_asked="against",
    )  # fmt: skip
    return f"/access-desk/requests/{asked.id}/", asked.about


@pytest.mark.parametrize(
    ("who", "open_at", "field", "choices"),
    [
        ("contact_officer", pair, "because", {"verdict": "cannot_tell"}),
        ("hub_manager", apart, "because", {}),
        ("hub_manager", nameless, "because", {"step": "ring_referrer"}),
        ("information_governance", access, "why", {"what": "answer", "outcome": "part"}),
    ],
)
def test_what_was_typed_at_a_desk_is_there_again_and_gone_once_it_is_said(
    friday: World, who: str, open_at: Callable[[World], tuple[str, UUID]], field: str, choices: dict[str, str]
) -> None:
    path, about = open_at(friday)
    at, typed = AtWork(friday, who), "The school rings “back” at four & <says>"
    page = at.get(path)
    (saves, *_) = [html.unescape(one) for one in re.findall(r'data-draft-url="([^"]+)"', page)]
    at.post(saves, status=200, **{field: typed}, **choices)
    assert typed in html.unescape(at.get(path))
    seen = re.search(r'name="seen" value="(\d+)"', page)
    with friday.acting(who):
        kept = Draft.objects.get()
        assert (kept.about, kept.compartment) == (about, "open"), "a wall raised meanwhile hides it too"
    colleague = AtWork(friday, "restricted_manager")
    assert typed not in html.unescape(colleague.get(path)), "nobody else ever reads it"
    at.post(path, **{field: typed, **choices}, **({"seen": seen.group(1)} if seen else {}))
    with friday.acting(who):
        assert not Draft.objects.exists()
