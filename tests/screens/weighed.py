"""Every page of the URL map, opened full, and what it weighs gzipped: what test and bench of pages stand on."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.test import Client

from frontdoor.journey.models import Journey
from frontdoor.people.models import Person
from tests.house.url_map import routes
from tests.screens.at_work import AtWork
from tests.screens.browsing import busy_morning, committed
from tests.screens.child_lives import long_life
from tests.screens.test_every_page import NO_PAGE, Case, address, who_may
from tests.world import World, child

#: As a web server packs a page: its level 6, of 9.
LEVEL = 6
#: What a page can be asked for besides, that makes it heavier.
ASKED = {"child:page": ("?drawn=yes",)}


@dataclass(frozen=True, order=True)
class Weighed:
    """One page: its size gzipped, its route's name, and of which of the two families it was."""

    size: int
    name: str
    family: str


def full(world: World) -> dict[str, Case]:
    """A morning of work, three children not yet decided, and a child known for weeks."""
    ava = committed(lambda: long_life(world))
    receipts = busy_morning(world)
    for number in range(60):
        committed(lambda number=number: world.contact(child(given_name=f"Child {number}")))
    with transaction.atomic(), world.all_rows():
        return {"three children to decide": _case(receipts[0].journeys[0]), "a child known for weeks": _case(ava)}


def _case(of: object) -> Case:
    journey = Journey.objects.select_related("contact").get(pk=of)
    person = Person.objects.get(pk=journey.about)
    return Case(journey.contact.reference, journey.contact.id, journey.id, person.id, person.local_number)


def pages(world: World, cases: dict[str, Case]) -> Iterator[Weighed]:
    """Each page that answers whoever may open it, with the one family and with the other."""
    for route in routes():
        if route.name in NO_PAGE:
            continue
        who = who_may(route)
        client = AtWork(world, who).client if who else Client()
        for family, case in cases.items():
            for asked in ("", *ASKED.get(route.name, ())):
                answer = client.get(address(route, case) + asked)
                if answer.status_code == 200 and "html" in answer.headers.get("Content-Type", ""):
                    yield Weighed(len(gzip.compress(answer.content, LEVEL)), route.name + asked, family)
