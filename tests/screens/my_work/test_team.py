"""Who has whom: what each worker carries, visits that are late, and visits that nobody has planned."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.models import Look
from frontdoor.journey.actions.allocation import accept_allocation, allocate
from frontdoor.journey.actions.handovers import accept_hand_over, hand_over
from frontdoor.journey.actions.visits import ChildVisited, Outing, plan_visit, record_visit
from frontdoor.journey.models import Journey
from frontdoor.rules.clocks import clocks_in_force
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.visits import VISIT_CLOCKS
from tests.cases import decide
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.browsing import committed, now_world, sign_in, sound
from tests.screens.child_lives import TEAM, do
from tests.world import FRIDAY, World

if TYPE_CHECKING:
    from uuid import UUID

    from playwright.sync_api import Page

    from tests.harness.browser import BrowserServer

WHO_HAS_WHOM = "/my-work/team/"


@pytest.fixture
def timed(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    keep_time(world, monkeypatch)
    return world


def carried(world: World, name: str = "Zed", *, outcome: str = "assessment", who: str = "social_worker") -> UUID:
    """A child decided on, allocated and accepted by name."""
    journey = world.journey(given_name=name)
    decide(world, journey, outcome)
    given = do(world, "hub_manager", allocate, journey=journey, team=TEAM, worker=world.account(who).id)
    do(world, who, accept_allocation, allocation=given.id)
    return journey


def seen(world: World, journey: UUID, *, was: bool) -> None:
    """The worker was there, and saw the child or did not."""
    do(
        world, "social_worker", record_visit, outing=Outing(purpose="assessment", arrived_at=world.now),
        children=[ChildVisited(journey=journey, seen=was)],
    )  # fmt: skip


def test_every_clock_that_a_visit_stops_is_looked_at() -> None:
    stopped: dict[str, Any] = {
        rule.id: rule
        for authority in ("874", "873")
        for rule in clocks_in_force(FRIDAY.date(), for_authority(authority))
        if any(stop.kind == "visit_recorded" for stop in rule.stops)
    }
    assert {name for name, rule in stopped.items() if not rule.same_as} == VISIT_CLOCKS


def test_a_visit_that_is_late_stands_first_with_whoever_has_the_child(timed: World) -> None:
    journey = carried(timed)
    page = words(AtWork(timed, "team_manager").get(WHO_HAS_WHOM))
    assert "0 visits are late" in page
    timed.later(days=14)
    seen(timed, journey, was=False)
    page = words(AtWork(timed, "team_manager").get(WHO_HAS_WHOM))
    assert "1 visit is late" in page
    assert "Zed Example, 7" in page
    assert "child seen" in page
    assert "Sol Worker, since" in page
    seen(timed, journey, was=True)
    assert "0 visits are late" in words(AtWork(timed, "team_manager").get(WHO_HAS_WHOM))


def test_a_visit_due_soon_is_asked_about_until_somebody_plans_it(timed: World) -> None:
    journey = carried(timed)
    timed.later(days=7)
    asked = "1 visit is due soon and planned by nobody"
    assert asked in words(AtWork(timed, "team_manager").get(WHO_HAS_WHOM))
    planned = timed.now + timedelta(hours=2)
    do(timed, "social_worker", plan_visit, journeys=[journey], purpose="assessment", planned_for=planned)
    page = words(AtWork(timed, "team_manager").get(WHO_HAS_WHOM))
    assert "planned by nobody" not in page
    assert "0 visits are late" in page


def test_each_line_says_how_many_and_opens_to_the_children(timed: World) -> None:
    for name in ("Ada", "Bea"):
        carried(timed, name)
    left = timed.journey(given_name="Cyd")
    decide(timed, left, "assessment")
    offered = do(timed, "hub_manager", hand_over, journey=left, to_kind="team", to=TEAM)
    do(timed, "team_manager", accept_hand_over, handover=offered.id)
    at = AtWork(timed, "team_manager")
    page = words(at.get(WHO_HAS_WHOM))
    team = "Assessment 1"
    assert f"3 open children, {team}" in page
    assert f"Nobody by name yet , {team}: show the children {team} 1 0 0 0" in page
    assert f"Sol Worker , {team}: show the children {team} 2 0 0 0" in page
    assert page.index("Nobody by name yet") < page.index("Sol Worker")
    assert "Ada" not in page
    opened = words(at.get(WHO_HAS_WHOM, team=TEAM, worker=str(timed.account("social_worker").id)))
    assert f"Sol Worker, {team}: 2 children" in opened
    assert "Ada Example" in opened
    assert "Bea Example" in opened
    assert "Cyd" not in opened
    with timed.all_rows():
        assert Look.objects.filter(page="work_team").count() == 2
    assert "Cyd Example" in words(at.get(WHO_HAS_WHOM, team=TEAM, worker=""))
    assert "1 child" not in words(at.get(WHO_HAS_WHOM, team="nonsense", worker="x"))


def test_a_child_one_may_not_see_is_in_no_number(timed: World) -> None:
    journey = carried(timed, "Hid")
    timed.later(days=14)
    assert "1 visit is late" in words(AtWork(timed, "hub_manager").get(WHO_HAS_WHOM))
    with timed.all_rows():
        person = Journey.found(journey).about
    do(timed, "restricted_manager", restrict_person, person=person, custodian=timed.account("restricted_manager").id)
    for who in ("hub_manager", "team_manager"):
        page = words(AtWork(timed, who).get(WHO_HAS_WHOM))
        assert "0 visits are late" in page
        assert "0 open children" in page
        assert "Some records may not be shown to you." in page
    assert "1 visit is late" in words(AtWork(timed, "restricted_manager").get(WHO_HAS_WHOM))


def test_it_is_a_page_for_managers(timed: World) -> None:
    carried(timed)
    for who in ("social_worker", "contact_officer", "school_lead", "auditor", "board_member"):
        AtWork(timed, who).get(WHO_HAS_WHOM, status=403)
    assert "0 open children" in words(AtWork(timed, "neighbour").get(WHO_HAS_WHOM))
    assert WHO_HAS_WHOM in AtWork(timed, "team_manager").get("/my-work/")
    assert WHO_HAS_WHOM not in AtWork(timed, "social_worker").get("/my-work/")


@pytest.mark.browser
def test_the_page_is_sound_full_and_empty(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    moment = world.now
    world.now = moment - timedelta(days=20)
    committed(lambda: carried(world, "Zebedee-Bartholomew-Maximilian"))
    world.now = moment - timedelta(hours=30)
    committed(lambda: carried(world, "Ola"))
    world.now = moment
    sign_in(page, world, "hub_manager")
    page.goto(WHO_HAS_WHOM)
    page.get_by_role("link", name="Sol Worker").click()
    page.get_by_role("heading", name="Sol Worker").wait_for()
    sound(page)
    sign_in(page, world, "hub_manager", "873")
    page.goto(WHO_HAS_WHOM)
    sound(page)
