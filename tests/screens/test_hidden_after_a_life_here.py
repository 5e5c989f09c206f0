"""A child who is hidden after a life here leaves no trace: every page that links lead to is read, role by role."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from urllib.parse import urljoin

import pytest

from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.journey.actions.allocation import accept_allocation, allocate
from frontdoor.journey.actions.calls import log_call
from frontdoor.journey.actions.information_requests import request_information
from frontdoor.journey.actions.linking import link_contact
from frontdoor.journey.actions.watching import note_due
from frontdoor.journey.models import Journey
from frontdoor.people.merging import merge_people
from frontdoor.people.models import Person
from frontdoor.rules.concern import GivenAddress
from frontdoor.rules.steps import Stage
from tests.cases import walk_to
from tests.house.url_map import routes
from tests.screens.at_work import AtWork, words
from tests.stories.walking import do
from tests.world import World, child

ANA, BEN = {"given_name": "Anastazja", "family_name": "Shieldham"}, {"given_name": "Benedykt", "family_name": "Openham"}
HOME = GivenAddress(lines="1 Larch Court", postcode="PE1 1AA")
BORN = date(2016, 2, 1)
#: Pages that lead nowhere a child stands.
NOT_FOLLOWED = ("/static/", "/sign-in/", "/refer/", "/know-family/")


#: So many of the ways to ask for one page are followed, as its slices and its filters.
WAYS = 2


def lived(world: World) -> tuple[set[str], str]:
    """A sister and a brother with work of every kind, then she is hidden; her names and numbers, and their contact."""
    first = world.contact(child(**ANA, address=HOME), child(**BEN, born=BORN, address=HOME))
    agencies = ["health:community", "police:force"]
    for journey in first.journeys:
        do(world, "hub_manager", request_information, journey=journey, agencies=agencies, why="Who sees Anastazja?")
        do(
            world, "hub_manager", log_call, journey=journey, direction="in", with_kind="family",
            words="Rang of Anastazja.", token=world.token(),
        )  # fmt: skip
    for journey in first.journeys:
        walk_to(world, journey, Stage.ASSESSED)
        worker = world.account("social_worker").id
        given = do(
            world, "hub_manager", allocate, journey=journey, team="assessment_1", worker=worker, token=world.token()
        )
        do(world, "social_worker", accept_allocation, allocation=given.id)
    later, other = world.contact(child(**BEN, born=BORN, address=HOME)), world.contact(child(given_name="Cyryl"))
    with world.all_rows():
        ana, ben, again = (Journey.found(key) for key in (*first.journeys, *later.journeys))
    do(world, "hub_manager", merge_people, keep=ben.about, join=again.about, because="The school said so")
    do(world, "hub_manager", _linked, contact=other.contact, to=first.contact)
    world.later(days=3)
    with world.all_rows():
        note_due(authority="874", now=world.now)
        number = Person.objects.get(pk=ana.about).local_number
    with world.acting("restricted_manager") as by:
        restrict_person(person=ana.about, custodian=by.account, by=by, happened_at=world.now, recorded_at=world.now)
    return {*ANA.values(), number, str(ana.about)}, first.reference


def _linked(**given: object) -> None:
    link_contact(because="One incident", seen=None, **given)  # type: ignore[arg-type]


def pages(world: World, who: str) -> Iterator[tuple[str, int, str]]:
    """Every page without a part in its address, and every page that a link on one of these leads to."""
    at = AtWork(world, who)
    at.client.raise_request_exception = False
    ahead = [f"/{one.pattern}" for one in routes() if one.door and one.door.permission and not one.parts]
    known, ways = {*ahead}, Counter(ahead)
    while ahead:
        path = ahead.pop()
        answer = at.client.get(path)
        text = answer.content.decode(errors="replace")
        yield path, answer.status_code, text
        found = [html.unescape(one) for one in re.findall(r'href="([^"#]+)', text)]
        for link in (urljoin(path, one) for one in (*found, answer.headers.get("Location", ""))):
            page = link.partition("?")[0]
            if link.startswith("/") and not link.startswith(NOT_FOLLOWED) and link not in known:
                known.add(link)
                ways[page] += 1
                ahead += [link] if ways[page] <= WAYS else []


@pytest.mark.parametrize("who", ["hub_manager", "social_worker", "auditor"])
def test_no_page_that_a_link_leads_to_breaks_or_names_her(friday: World, who: str) -> None:
    for one in ("hub_manager", "social_worker", "team_manager", "police_officer", "school_lead"):
        friday.account(one)
    secrets, reference = lived(friday)
    read, faults = 0, []
    for path, status, text in pages(friday, who):
        read += 1
        faults += [f"{path}: {status}"] if status >= 500 else []
        faults += [f"{path}: {secret}" for secret in (*secrets, reference) if secret in text]
    assert not faults, "\n".join(faults)
    assert read > 20


def test_no_number_says_more_than_the_list_beside_it(friday: World) -> None:
    """The brother's own rows stand in the open, and the contact in which he came with her is hidden whole."""
    for one in ("hub_manager", "team_manager"):
        friday.account(one)
    lived(friday)
    outbox = words(AtWork(friday, "hub_manager").get("/outbox/"))
    assert "0 people wait to be told" in outbox
    team = words(AtWork(friday, "team_manager").get("/my-work/team/"))
    assert "0 open children" in team
    assert "Benedykt" not in team
    assert "0 visits are late" in team
