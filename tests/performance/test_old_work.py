"""No figure gets better because something old was ended: open waits count at their age, ended ones at their length."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from frontdoor.journey.actions.closing import close_journey
from frontdoor.journey.actions.visits import ChildVisited, Outing, record_visit
from frontdoor.performance.waits import Asked, Figure, figures
from tests.world import World


def _seen(world: World) -> dict[bool, Figure]:
    found = figures(Asked(at=world.now), authority="874")
    return {in_hours: found["seen", in_hours] for in_hours in (True, False)}


def _visit(world: World, journey: UUID) -> None:
    with world.acting("out_of_hours") as actor:
        record_visit(
            outing=Outing(purpose="assessment", arrived_at=world.now),
            children=[ChildVisited(journey=journey, seen=True)], by=actor, happened_at=world.now, recorded_at=world.now,
        )  # fmt: skip


def _close(world: World, journey: UUID) -> None:
    with world.acting("hub_manager") as actor:
        close_journey(
            journey=journey, reason="moved", because="They live elsewhere now.", statutory="RC3", seen=None,
            by=actor, happened_at=world.now, recorded_at=world.now,
        )  # fmt: skip


@pytest.mark.parametrize("ending", [_visit, _close])
def test_ending_what_waited_longest_changes_no_length(world: World, ending: object) -> None:
    old = world.case_at("assessment")
    world.later(days=150)
    for _ in range(5):
        journey = world.case_at("assessment")
        world.later(hours=5)
        _visit(world, journey)
    before = _seen(world)
    ending(world, old)  # type: ignore[operator]
    after = _seen(world)
    for in_hours in (True, False):
        for name in ("number", "median", "nine_in_ten", "median_working", "nine_in_ten_working", "oldest"):
            assert getattr(after[in_hours], name) == getattr(before[in_hours], name), name
    assert sum(one.overdue for one in before.values()) == 1
    assert sum(one.overdue for one in after.values()) == 0
    assert sum(one.late for one in after.values()) == sum(one.late for one in before.values()) + 1


def test_what_nobody_touched_for_two_years_still_counts(world: World) -> None:
    world.case_at("assessment")
    world.later(days=730)
    seen = _seen(world)
    assert sum(one.still_open for one in seen.values()) == 1
    assert max(one.oldest for one in seen.values() if one.oldest) > timedelta(days=725).total_seconds()


def test_what_ended_before_the_period_is_in_no_figure(world: World) -> None:
    journey = world.case_at("assessment")
    _visit(world, journey)
    world.later(days=120)
    assert all(one.number == 0 for one in _seen(world).values())


def test_children_are_counted_not_contacts_and_other_authorities_never(world: World) -> None:
    from tests.world import child

    world.contact(child(given_name="Ola"), child(given_name="Pia"), child(given_name="Mia"))
    found = figures(Asked(at=world.now), authority="874")
    assert found["decided", True].still_open == 3, "one contact about three children"
    with world.all_rows("873"):
        assert all(one.number + one.not_known == 0 for one in figures(Asked(at=world.now), authority="873").values())
