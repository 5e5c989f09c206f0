"""Figures as known on an earlier day are those that were shown on that day, whatever was recorded since."""

from __future__ import annotations

from datetime import datetime, timedelta

from frontdoor.journey.actions.closing import reopen_journey
from frontdoor.journey.actions.correcting import correct_record
from frontdoor.journey.actions.information_requests import record_answer, request_information
from frontdoor.journey.actions.rating import rate_contact
from frontdoor.journey.actions.strategy_discussions import Discussed, Meeting, record_strategy_discussion
from frontdoor.journey.actions.visits import ChildVisited, Outing, record_visit
from frontdoor.journey.models import Journey
from frontdoor.ledger.models import Event
from frontdoor.performance.known import not_counting
from frontdoor.performance.waits import NONE, Asked, Figure, figures
from frontdoor.rules.measures import HAND_OFFS
from frontdoor.rules.steps import Stage
from tests.performance.test_equal_to_a_recomputation import compared
from tests.world import FRIDAY, World


def shown(world: World, at: datetime | None = None, **asked: str) -> dict[tuple[str, bool], Figure]:
    """The figures now, or as known at an earlier moment."""
    wanted = Asked(at=at or world.now, earlier=at is not None, weeks=4, **asked)
    return figures(wanted, authority="874")


def _do(world: World, verb: object, who: str = "hub_manager", **given: object) -> object:
    with world.acting(who) as actor:
        return verb(**given, by=actor, happened_at=given.pop("happened_at", world.now), recorded_at=world.now)  # type: ignore[operator]


def _busy(world: World) -> list[Journey]:
    """Children in several stages, one of them asked about."""
    keys = [world.case_at(stage) for stage in ("contact", "assessment", "strategy_discussion", "section47", "closed")]
    with world.acting("hub_manager") as actor:
        requests = request_information(
            journey=keys[0], agencies=["police", "community_health"], by=actor, happened_at=world.now,
            recorded_at=world.now,
        )  # fmt: skip
        world.later(hours=5)
        record_answer(
            request=requests[0].id, state="nothing_held", by=actor, happened_at=world.now, recorded_at=world.now
        )
        return [Journey.found(key) for key in keys]


def test_what_is_recorded_later_does_not_change_what_was_known(world: World) -> None:
    waiting, to_assess, to_discuss, enquired, closed = _busy(world)
    world.later(minutes=1)
    then, before = world.now, shown(world)
    world.later(days=2)
    with world.acting("hub_manager") as actor:
        rate_contact(
            contact=waiting.contact_id, rating="red", because="More came out", seen=None, by=actor,
            happened_at=then - timedelta(hours=1), recorded_at=world.now,
        )  # fmt: skip
        reopen_journey(journey=closed.id, reason="closed_wrongly", because="Seen again", seen=None, by=actor,
                       happened_at=world.now, recorded_at=world.now)  # fmt: skip
    with world.all_rows():
        decided = Event.objects.get(journey=to_assess.id, kind="outcome_decided")
    with world.acting("hub_manager") as actor:
        undone = correct_record(
            event=decided.id, reason="wrong_child", because="The other child", by=actor, happened_at=world.now,
            recorded_at=world.now,
        )  # fmt: skip
    with world.acting("out_of_hours") as actor:
        record_visit(
            outing=Outing(purpose="section47", arrived_at=then - timedelta(hours=2)),
            children=[ChildVisited(journey=enquired.id, seen=True)], by=actor, happened_at=then, recorded_at=world.now,
        )  # fmt: skip
    world.contact()
    after = shown(world)
    assert after != before, "What was recorded since must show in the figures of today."
    assert shown(world, then) == before
    middle = world.now
    world.later(hours=1)
    with world.acting("hub_manager") as actor:
        correct_record(event=undone, reason="wrong_child", because="It was right", by=actor, happened_at=world.now,
                       recorded_at=world.now)  # fmt: skip
    restored = shown(world)
    assert (
        restored["seen", True].number + restored["seen", False].number
        > after["seen", True].number + after["seen", False].number
    )
    assert shown(world, middle) == after
    assert shown(world, then) == before


def test_corrections_count_as_the_recomputation_counts_them(world: World) -> None:
    _, to_assess, *_ = _busy(world)
    with world.all_rows():
        event = Event.objects.get(journey=to_assess.id, kind="outcome_decided").id
    for number in range(3):
        world.later(hours=1)
        with world.acting("hub_manager") as actor:
            event = correct_record(
                event=event, reason="wrong_child", because=f"Correction {number}", by=actor, happened_at=world.now,
                recorded_at=world.now,
            )  # fmt: skip
        assert equal(world.now)


def test_every_stage_gives_the_same_figures_both_ways(world: World) -> None:
    """Waits that are open, just begun or long, in every hand-off in which somebody can wait."""
    for number, stage in enumerate(Stage):
        world.now = FRIDAY + timedelta(weeks=4 * number)
        world.case_at(stage)
    for stage in (Stage.CONTACT, Stage.ASSESSMENT, Stage.PASSED_ON):
        world.case_at(stage)
        world.later(hours=30)
    discussed = world.case_at("strategy_discussion")
    with world.acting("out_of_hours") as actor:
        record_strategy_discussion(
            children=[Discussed(journey=discussed, starts_enquiry="single")],
            meeting=Meeting(agencies=("authority", "police", "health")), by=actor, happened_at=world.now,
            recorded_at=world.now,
        )  # fmt: skip
    world.later(hours=3)
    assert equal(world.now)
    found = shown(world)
    for row in HAND_OFFS.values():
        if row.waiting and row.code not in ("rated", "answered", "concluded"):
            waiting = [found[row.code, in_hours] for in_hours in (True, False)]
            assert sum(one.still_open for one in waiting) > 0, row.code
            assert max(one.oldest_open or 0 for one in waiting) > 0, row.code


def equal(at: datetime) -> bool:
    """Whether both ways give the same; the difference is printed."""
    ours, slowly = compared(at, 4)
    for key in sorted({*ours, *slowly}):
        if ours.get(key) != slowly.get(key):
            print(key, ours.get(key), slowly.get(key))
    return ours == slowly


def test_a_voided_void_restores() -> None:
    from uuid import UUID

    entry, first, second, third, other = (UUID(int=number) for number in range(1, 6))
    cases = (
        ({}, [], "nothing was corrected"),
        ({first: entry}, [entry], "a correction takes its entry away"),
        ({first: entry, second: first}, [first], "a corrected correction restores"),
        ({first: entry, second: first, third: second}, [entry, second], "and that can be corrected too"),
        ({first: entry, other: entry, second: first}, [entry, first], "one of two corrections still counts"),
    )
    for voids, expected, because in cases:
        assert not_counting(voids) == expected, because


def test_slices_read_the_rating_that_was_known(world: World) -> None:
    waiting, *_ = _busy(world)
    world.later(minutes=1)
    then = world.now
    unrated = shown(world, rating=NONE)
    assert unrated["decided", True].still_open + unrated["decided", False].still_open >= 1
    world.later(hours=1)
    with world.acting("hub_manager") as actor:
        rate_contact(contact=waiting.contact_id, rating="amber", because="As told", seen=None, by=actor,
                     happened_at=world.now, recorded_at=world.now)  # fmt: skip
    amber = shown(world, rating="amber")
    assert amber["decided", True].still_open + amber["decided", False].still_open == 1
    was_amber = shown(world, then, rating="amber")
    assert all(one.number == 0 for one in was_amber.values())
    assert shown(world, then, rating=NONE) == unrated


def test_in_and_out_of_hours_asked_for_alone_are_the_two_that_stand_apart(world: World) -> None:
    _busy(world)
    world.now = world.now.replace(hour=23)
    world.journey()
    both = shown(world)
    for hours, in_hours in (("in", True), ("out", False)):
        alone = shown(world, hours=hours)
        for code in HAND_OFFS:
            assert alone[code, in_hours] == both[code, in_hours]
            assert alone[code, not in_hours].number == alone[code, not in_hours].not_known == 0
    assert both["decided", True].number
    assert both["decided", False].number, "there is something in each part"
