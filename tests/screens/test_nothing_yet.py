"""An authority on its first day: nobody has told it of anybody, and each list says so and what will stand there."""

from __future__ import annotations

import re

import pytest

from frontdoor.access.models import Look
from frontdoor.journey.models import Contact
from frontdoor.people.models import Person
from frontdoor.rules.roles import ROLES
from tests.house.url_map import Route, routes
from tests.screens.at_work import AtWork, keep_time, words
from tests.world import CAST, World

#: Each list, and what stands on it before there is anything.
LISTS = {
    "access_desk:asked": {"No request for access waits"},
    "access_desk:openings": {"Nobody opened a record in an emergency"},
    "access_desk:restricted": {"Nothing waits here"},
    "access_desk:who_looked": {"No look to show"},
    "agency:requests": {"Nothing waits for you"},
    "handovers:closing": {"No open red or amber child waits"},
    "handovers:leaving": {"Nothing red stands on your name alone"},
    "handovers:list": {"Nothing waits to be accepted"},
    "match_desk:not_identified": {"Everybody whose contact is open has a name"},
    "match_desk:queue": {"Nobody waits to be told apart or put together"},
    "match_desk:restricted": {"Nobody waits to be told apart or put together"},
    "on_call:pages": {"Nobody waits for you"},
    "outbox:messages": {"No message has been written", "Nobody waits to be told"},
    "returns:compared": {"The case system has told nothing yet"},
    "returns:inspection": {"No lists have been made yet"},
    "returns:runs": {"No return has been made yet"},
    "returns:worklist": {"Nothing to put right"},
    "signatures:waiting": {"Nothing waits for your signature"},
    "triage:queue": {"Nobody is waiting"},
    "triage:rate_next": {"Everything has been looked at and rated"},
    "work:mine": {"No child carries your name now"},
    "work:team": {"No open child is with a team", "No visit is late"},
}
#: Forms that ask for somebody or something first; and figures, which say nought.
NO_LIST = {
    "access_desk:accounts", "access_desk:emergency", "access_desk:make_account", "access_desk:open_after_adoption",
    "access_desk:registers", "access_desk:walls", "figures:download", "figures:time", "find:person",
    "intake_count:count", "know_family:done", "know_family:say", "match_desk:propose", "telephone:note", "triage:wall",
}  # fmt: skip


@pytest.fixture
def first_day(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    keep_time(world, monkeypatch)
    with world.all_rows():
        assert not Contact.objects.exists()
        assert not Person.objects.exists()
    return world


def lists() -> list[Route]:
    """The pages that are about no record."""
    return [route for route in routes() if not route.parts and route.door is not None and route.door.permission]


def test_every_list_of_an_empty_authority_says_that_it_is_empty(first_day: World) -> None:
    found: dict[str, set[str]] = {}
    opened = set()
    for who in CAST:
        at = AtWork(first_day, who)
        for route in lists():
            if route.door is None or route.door.permission not in ROLES[who].may:
                continue
            answer = at.client.get("/" + route.pattern)
            assert answer.status_code in (200, 204, 302, 405), (who, route.name, answer.status_code)
            if answer.status_code == 200:
                opened.add(route.name)
                page = answer.content.decode()
                for heading in re.findall(r'fd-empty__heading">([^<]+)<', page):
                    assert heading in words(page)
                    found.setdefault(route.name, set()).add(heading)
    assert found == LISTS
    assert opened - {*found} == NO_LIST
    with first_day.all_rows():
        assert not Look.objects.filter(person__isnull=False).exists(), "nobody was looked at"
