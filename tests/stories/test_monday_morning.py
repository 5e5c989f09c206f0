"""Monday, nine o'clock: sixty notifications of the weekend wait. Each is there once, in order, families together.

The order is checked here by hand, from what was sent; nothing of the program's own ordering is called.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.test import Client

from frontdoor.journey.actions.linking import link_contact
from frontdoor.journey.actions.rating import rate_contact
from frontdoor.journey.models import Contact
from tests.api.keys import key_for
from tests.screens.at_work import AtWork, keep_time, words
from tests.world import World

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NUMBER, FAMILIES = 60, 44
BAND = {"red": 1, "": 1, "amber": 2, "green": 3, "blue": 3}


@dataclass
class Sent:
    """One notification as the police sent it, and what was made of it on Sunday."""

    occurrence: str
    family: str
    reference: str
    rating: str = ""


@pytest.fixture
def sent(world: World, monkeypatch: pytest.MonkeyPatch) -> list[Sent]:
    """Sixty notifications over the API from Friday night on; sixteen tell again of an evening that was told of before.

    On Sunday the out-of-hours worker links those sixteen, and rates some.
    """
    keep_time(world, monkeypatch)
    world.now = MONDAY - timedelta(hours=60)
    key, told = key_for(at=world.now), []
    for number in range(NUMBER):
        world.later(minutes=55)
        family = f"Family{number % FAMILIES:02d}"
        told.append(Sent(f"35/{number}/26", family, _send(key, f"35/{number}/26", family, number)))
    world.now = MONDAY
    for again in told[FAMILIES:]:
        with world.acting("out_of_hours") as by:
            first, second = (Contact.objects.get(reference=one.reference).id for one in (told[_first(again)], again))
            link_contact(
                contact=second, to=first, because="Same evening", by=by, happened_at=MONDAY, recorded_at=MONDAY
            )  # fmt: skip
    chance = Random(9)
    for one in chance.sample(told, 20):
        one.rating = chance.choice(["red", "amber", "green", "blue"])
        _rate(world, one)
    return told


def _first(again: Sent) -> int:
    """The place of the notification that told of the family first."""
    return int(again.family.removeprefix("Family"))


def _send(key: str, occurrence: str, family: str, number: int) -> str:
    message = {
        "occurrence_number": occurrence,
        "submitted": f"2026-11-2{1 + number // 30}T0{number % 10}:00",
        "narrative": "Shouting was heard; two children on the stairs.",
        "children": [{"given_name": given, "family_name": family} for given in ("Ava", "Ben")[: 1 + number % 2]],
    }
    answer = Client().post(
        "/api/v1/notifications", json.dumps(message), content_type="application/json",
        headers={"Authorization": f"Bearer {key}", "Idempotency-Key": occurrence},
    )  # fmt: skip
    assert answer.status_code == 201, answer.content
    reference: str = answer.json()["reference"]
    return reference


def _rate(world: World, one: Sent) -> None:
    with world.acting("out_of_hours") as by:
        contact = Contact.objects.get(reference=one.reference)
        rate_contact(
            contact=contact.id, rating=one.rating, because="As read", seen=None, by=by, happened_at=world.now,
            recorded_at=world.now,
        )  # fmt: skip


def _pages(world: World) -> list[str]:
    """All rows of the queue, page by page, as a contact officer reads them."""
    at, rows, address = AtWork(world, "contact_officer"), [], "/triage/"
    while address:
        page = at.get(address)
        rows += re.split(r'<li class="fd-row"', page)[1:]
        following = re.search(r'href="([^"]*)"[^>]*rel="next"', page)
        address = following.group(1).replace("&amp;", "&") if following else ""
    return [words(f"<main>{row.split('</li>')[0]}</main>") for row in rows]


def test_sixty_notifications_are_there_once_each_in_order_and_families_together(world: World, sent: list[Sent]) -> None:
    rows = _pages(world)
    by_reference = {one.reference: one for one in sent}
    shown = [by_reference[next(ref for ref in by_reference if re.search(rf"{ref}\b", row))] for row in _bare(rows)]
    assert sorted(one.occurrence for one in shown) == sorted(one.occurrence for one in sent), "one is lost or doubled"
    families = [one.family for one in shown]
    beginnings = [place for place, family in enumerate(families) if families.index(family) == place]
    runs = [families[start:end] for start, end in zip(beginnings, [*beginnings[1:], NUMBER], strict=True)]
    assert all(len({*run}) == 1 for run in runs), "a family is torn apart"
    assert sum(len(run) > 1 for run in runs) == NUMBER - FAMILIES
    bands = [BAND[shown[start].rating] for start in beginnings]
    assert bands == sorted(bands), "red and not yet rated, then amber, then green and blue"
    assert {1, 2, 3} == {*bands}


def _bare(rows: list[str]) -> list[str]:
    """Rows without the sentence that names the contact beside which one stands."""
    return [re.sub(r"Beside FD[-0-9A-F]*", "Beside", row) for row in rows]
