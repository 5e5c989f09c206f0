"""The demonstration's differences from the case system, and its closings that wait for a signature."""

from __future__ import annotations

from frontdoor.journey.compared_queries import two_systems
from frontdoor.journey.signature_queries import closings_to_sign
from frontdoor.rules.steps import Stage
from frontdoor.simulation.case_system import make_case_system
from frontdoor.simulation.closings import make_closings
from tests.cases import walk_to
from tests.world import World, child


def test_two_closings_wait_for_a_colleague(world: World) -> None:
    made = make_closings(authority="874", now=world.now)
    with world.acting("hub_manager") as reader:
        waiting = closings_to_sign(reader, now=world.now)
        assert {one.row.journey_id for one in waiting} == {*made}
        assert all(one.because for one in waiting)


def test_the_case_system_says_the_same_of_most_and_something_else_of_some(world: World) -> None:
    first, second = (world.contact(child(given_name=name)).journeys[0] for name in ("Ana", "Ben"))
    for journey in (first, second):
        walk_to(world, journey, Stage.PLAN)
    assert make_case_system(authority="874", now=world.now) == 2
    with world.acting("hub_manager") as reader:
        [apart] = two_systems(reader, now=world.now)
        assert apart.journey.id in {first, second}
        assert [(one.fact, one.there) for one in apart.differences] == [("plan", "nothing open")]
