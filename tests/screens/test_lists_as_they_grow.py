"""Lists of what waits: as many questions to the database for many rows as for one, and none of them cut short.

A list that asks once a row is slow on the busiest evening; one that is cut leaves out the child on the row after the
last, and says nothing of it.
"""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdoor.journey import identity_queries
from frontdoor.journey.actions import closing
from frontdoor.journey.actions.access_requests import record_access_request
from frontdoor.journey.actions.allocation import accept_allocation, allocate
from frontdoor.journey.actions.closing_together import ask_to_close
from frontdoor.journey.actions.handovers import hand_over
from frontdoor.journey.actions.information import add_information
from frontdoor.journey.actions.information_requests import request_information
from frontdoor.journey.actions.nights import hand_to_night
from frontdoor.journey.actions.rating import rate_contact
from frontdoor.rules.concern import Answer
from tests.cases import decide
from tests.screens.access_desk.test_access_desk import emergency, hide, person_of
from tests.screens.at_work import AtWork, words
from tests.screens.child_lives import TEAM
from tests.screens.match_desk.test_desk import offer
from tests.stories.walking import do
from tests.world import World, child

#: Each list, and the one of the cast who reads it.
LISTS = (
    ("/triage/", "hub_manager"),
    ("/my-work/", "social_worker"),
    ("/my-work/", "team_manager"),
    ("/handovers/", "hub_manager"),
    ("/handovers/closing/", "hub_manager"),
    ("/handovers/leaving/", "hub_manager"),
    ("/on-call/", "out_of_hours"),
    ("/signatures/", "out_of_hours"),
    ("/outbox/", "hub_manager"),
    ("/agency/", "health_visitor"),
    ("/match-desk/", "contact_officer"),
    ("/match-desk/not-identified/", "hub_manager"),
    ("/access-desk/requests/", "information_governance"),
    ("/access-desk/openings/", "hub_manager"),
    ("/access-desk/restricted/", "restricted_manager"),
    ("/access-desk/who-looked/", "information_governance"),
    ("/access-desk/accounts/", "information_governance"),
)


def one_more(world: World, number: int) -> None:
    """One more row in every list: children of whom something waits."""
    name = f"{chr(65 + number)}na"
    worker = world.account("social_worker").id
    red = world.contact(child(given_name=name, family_name="Night"), danger_now=Answer.YES)
    do(world, "hub_manager", rate_contact, contact=red.contact, rating="red", because="x", seen=None)
    do(world, "hub_manager", request_information, journey=red.journeys[0], agencies=["health:community"], why="Who?")
    do(world, "hub_manager", hand_to_night, journeys=list(red.journeys), plan="Ring the aunt", token=world.token())
    do(world, "contact_officer", record_access_request, journey=red.journeys[0], asked_by_kind="parent")
    taken = world.contact(child(given_name=name, family_name="Held"))
    held = taken.journeys[0]
    offered, with_team = (world.journey(given_name=name, family_name=last) for last in ("Offer", "Team"))
    for journey in (held, offered, with_team):
        decide(world, journey, "assessment")
    given = do(world, "hub_manager", allocate, journey=held, team=TEAM, worker=worker)
    do(world, "social_worker", accept_allocation, allocation=given.id)
    do(world, "contact_officer", add_information, contact=taken.contact, text="She rang again.")
    do(world, "hub_manager", allocate, journey=offered, team=TEAM, worker=worker)
    do(world, "hub_manager", hand_over, journey=with_team, to_kind="team", to=TEAM, plan="Ring", token=world.token())
    ends = world.journey(given_name=name, family_name="Ends")
    decide(world, ends, "assessment")
    ending = {"reason": "work_finished", "because": "It holds.", "statutory": "RC7"}
    do(world, "hub_manager", ask_to_close, journey=ends, **ending, seen=None)
    same = [world.journey(given_name=name, family_name="Same", born=None) for _ in range(2)]
    offer(world, person_of(world, same[1]).id, person_of(world, same[0]).id)
    world.contact(child(given_name="", family_name="", born=None))
    emergency(world, "social_worker", number=person_of(world, red.journeys[0]).local_number)
    hidden = world.contact(child(given_name=name, family_name="Hidden"))
    hide(world, person_of(world, hidden.journeys[0]))
    world.later(minutes=1)


#: Statements that fetch no more than so many rows: what the page itself says it does, or pages through.
CUT = {
    "/outbox/": {"outbox_message", "journey_feedback"},  # the newest at most; a page of those who wait
    "/agency/": {"journey_informationrequest", "ledger_token"},  # what was answered and told, the newest at most
    "/access-desk/openings/": {"access_grant"},  # the last reviewed
    "/access-desk/who-looked/": {"access_look"},  # a page of them
    "/match-desk/": {"people_proposal"},  # the riskiest, and whether more wait
}


def asked_by(world: World, path: str, who: str) -> list[str]:
    at = AtWork(world, who)
    at.get(path)
    with CaptureQueriesContext(connection) as asked:
        at.get(path)
    around = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    return [query["sql"] for query in asked.captured_queries if not query["sql"].startswith(around)]


@pytest.fixture
def grown(friday: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world in which every list has one row, and one manager who may close nobody alone."""
    monkeypatch.setattr(closing, "closings_today", lambda by, now: 1000)
    for who in {who for _, who in LISTS}:
        friday.account(who)
    one_more(friday, 0)
    return friday


def test_a_list_asks_no_more_for_many_rows_and_is_not_cut(grown: World) -> None:
    few = {(path, who): asked_by(grown, path, who) for path, who in LISTS}
    for number in range(1, 4):
        one_more(grown, number)
    for path, who in LISTS:
        many = asked_by(grown, path, who)
        assert len(many) <= len(few[path, who]), (path, who, many)
        assert cut(many) <= CUT.get(path, set()), (path, who, "a list of what waits is whole, or the page says so")


#: Pages of one record on which each child stands, who reads them, and how many statements a further child may cost.
OF_ONE_RECORD = (
    ("/protection/{}/", "hub_manager", 0),
    ("/assessment/{}/", "hub_manager", 0),
    ("/visit/{}/", "out_of_hours", 1),
    ("/visit/{}/record/", "out_of_hours", 0),
    ("/protection/{}/discussion/", "out_of_hours", 0),
    ("/social-work/{}/", "hub_manager", 3),
    ("/details/{}/", "hub_manager", 20),
)


def family(world: World, number: int) -> str:
    """The reference of a contact about so many children, of each of whom an agency was asked."""
    receipt = world.contact(*(child(given_name=f"{chr(65 + at)}na", family_name=f"Of{number}") for at in range(number)))
    for journey in receipt.journeys:
        do(world, "hub_manager", request_information, journey=journey, agencies=["health:community"], why="Who?")
    return receipt.reference


def test_a_record_asks_little_more_for_each_further_child(friday: World) -> None:
    one, six = family(friday, 1), family(friday, 6)
    for path, who, each in OF_ONE_RECORD:
        few, many = asked_by(friday, path.format(one), who), asked_by(friday, path.format(six), who)
        assert len(many) <= len(few) + 5 * each, (path, len(few), len(many))


def cut(statements: list[str]) -> set[str]:
    """The tables of which only so many rows were fetched; one row, or the 21 of a look-up by key, is no list."""
    found = (re.search(r'FROM "(\w+)".* LIMIT (\d+)$', _outermost(sql)) for sql in statements)
    return {one[1] for one in found if one is not None and int(one[2]) > 21}


def _outermost(sql: str) -> str:
    """A statement without what stands in brackets, in one line."""
    shorter = re.sub(r"\([^()]*\)", "", " ".join(sql.split()))
    return shorter if shorter == sql else _outermost(shorter)


def test_the_desk_says_when_more_wait_than_it_shows(grown: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = words(AtWork(grown, "contact_officer").get("/match-desk/"))
    assert "1 waiting" in page
    monkeypatch.setattr(identity_queries, "AT_MOST", 1)
    one_more(grown, 1)
    page = words(AtWork(grown, "contact_officer").get("/match-desk/"))
    assert "1 shown, the riskiest and oldest: more wait" in page
