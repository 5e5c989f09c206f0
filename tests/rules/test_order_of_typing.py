"""The order and the moment of typing never matter: properties over random histories."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.rules.clocks import ClockRun, Happening, in_order, replay
from tests.rules.told import CHILD, CONTACT, JOURNEY, PETERBOROUGH, RECEIVED, RECORDED, Told, happened, london, told

KINDS: list[tuple[str, dict[str, list[Any]]]] = [
    ("contact_received", {"source": ["2A", "9"], "danger_now": [True, False]}),
    ("contact_rated", {"rating": ["red", "amber", "green", "blue"]}),
    ("contact_acknowledged", {"by_machine": [True, False], "by_registered_social_worker": [True, False]}),
    ("danger_declared", {}),
    ("outcome_decided", {"outcome": ["advice", "assessment", "strategy_discussion", "early_help"]}),
    ("referral_made", {"referral_on": ["2026-11-19", "2026-11-20"]}),
    ("strategy_discussion_held", {"quorate": [True, False]}),
    ("section47_started", {}),
    ("section47_concluded", {"outcome": ["conference", "need_plan"]}),
    ("assessment_authorised", {}),
    ("assessment_outcome_told", {}),
    ("protection_plan_started", {}),
    ("protection_plan_ended", {}),
    ("need_plan_started", {}),
    ("visit_recorded", {"purpose": ["child_protection", "private_fostering"], "seen": [True, False]}),
    ("core_group_held", {}),
    ("conference_held", {"meeting": ["initial", "review"], "pre_birth": [True, False]}),
    ("child_born", {}),
    ("information_requested", {"agency": ["police"], "rating": ["red", "amber", ""]}),
    ("information_answered", {"agency": ["police"], "state": ["answered"]}),
    ("gap_noted", {"gap": ["name", "quorum"]}),
    ("gap_filled", {"gap": ["name", "quorum"]}),
    ("child_returned", {}),
    ("return_interview_declined", {}),
    ("journey_closed", {"reason": ["done"]}),
    ("journey_reopened", {"reason": ["new"]}),
]
#: Few moments, so that many events share one.
MOMENTS = [london("2026-11-20T17:31") + timedelta(hours=7 * n) for n in range(6)]


@st.composite
def histories(draw: st.DrawFn) -> list[Happening]:
    """Up to fourteen events at six moments in two journeys, then voids of them, and voids of voids."""
    events: list[Happening] = []
    for number in range(draw(st.integers(1, 14))):
        kind, choices = draw(st.sampled_from(KINDS))
        data = {key: draw(st.sampled_from(values)) for key, values in choices.items()}
        journey = UUID(int=draw(st.sampled_from([1, 9])))
        record = UUID(int=draw(st.sampled_from([3, 4])))
        at = draw(st.sampled_from(MOMENTS))
        events.append(Happening(UUID(int=100 + number), kind, record, journey, CHILD, at, RECORDED, data))
    for number in range(draw(st.integers(0, 6))):
        target = draw(st.sampled_from(events))
        at = draw(st.sampled_from(MOMENTS))
        events.append(
            Happening(UUID(int=500 + number), "event_voided", None, target.journey, CHILD, at, RECORDED, {}, target.id)
        )
    return events


def without_ids(runs: Sequence[ClockRun]) -> list[tuple[Any, ...]]:
    """What ran and how it ended, whichever of two events alike is cited."""
    return sorted((run._replace(start_event=None, stop_event=None) for run in runs), key=str)  # type: ignore[arg-type]


@settings(max_examples=400, deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_typing_never_matters(events: list[Happening], chance: random.Random) -> None:
    expected = replay(events, PETERBOROUGH)
    typed = [replace(event, recorded_at=RECORDED + timedelta(minutes=chance.randint(0, 999))) for event in events]
    chance.shuffle(typed)
    found = replay(typed, PETERBOROUGH)
    assert found.runs == expected.runs
    assert found.minimums == expected.minimums
    assert [event.id for event in found.effective] == [event.id for event in expected.effective]


@settings(max_examples=200, deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_ids_only_name_events(events: list[Happening], chance: random.Random) -> None:
    """New ids for all events, voids following: the same clocks run and end the same way."""
    names = [event.id for event in events]
    fresh = dict(zip(names, (UUID(int=number) for number in chance.sample(range(1000, 9999), len(names))), strict=True))
    renamed = [replace(event, id=fresh[event.id], voids=fresh.get(event.voids)) for event in events]  # type: ignore[arg-type]
    assert without_ids(replay(renamed, PETERBOROUGH).runs) == without_ids(replay(events, PETERBOROUGH).runs)


@settings(max_examples=200, deadline=None)
@given(histories())
def test_a_void_takes_back_exactly_what_it_names(events: list[Happening]) -> None:
    """Voiding one event is as if it had never been; voiding that void is as if nothing had been voided."""
    target = next(event for event in events if event.voids is None)
    plain = [event for event in events if event.voids is None]
    void = happened("event_voided", "2026-11-24T09:00", 900, voids=target.id)
    unvoid = happened("event_voided", "2026-11-24T10:00", 901, voids=void.id)
    without = [event for event in plain if event is not target]
    assert replay([*plain, void], PETERBOROUGH).runs == replay(without, PETERBOROUGH).runs
    assert replay([*plain, void, unvoid], PETERBOROUGH).runs == replay(plain, PETERBOROUGH).runs


@settings(max_examples=200, deadline=None)
@given(histories())
def test_every_run_hangs_together(events: list[Happening]) -> None:
    known = {event.id: event for event in events}
    for run in replay(events, PETERBOROUGH).runs:
        assert (run.stopped_at is None) == (run.stop_event is None) == (run.ended_as == "")
        assert run.started_at <= known[run.start_event].happened_at
        if run.stopped_at is not None:
            assert run.started_at <= run.stopped_at
        assert run.soon_at <= run.due_at


def test_the_order_is_the_same_for_every_arrangement_of_equal_moments() -> None:
    events = [
        Happening(UUID(int=n), kind, CONTACT, JOURNEY, CHILD, MOMENTS[0], RECORDED, {"n": n % 3})
        for n, (kind, _) in enumerate(KINDS * 2)
    ]
    expected = [event.id for event in in_order(events)]
    chance = random.Random(7)  # noqa: S311 - no secret
    for _ in range(20):
        chance.shuffle(events)
        assert [event.id for event in in_order(events)] == expected


def test_fifty_events_are_replayed_at_once() -> None:
    """Half a millisecond on a quiet machine; the test allows ten times that, for one that is busy."""
    rows: list[Told] = [RECEIVED, ("contact_rated", "2026-11-20T17:40", {"rating": "amber"})]
    rows += [("information_requested", "2026-11-20T18:00", {"agency": "police", "record": 70 + n}) for n in range(6)]
    rows += [("information_answered", "2026-11-20T19:00", {"agency": "police", "record": 70 + n}) for n in range(6)]
    rows += [("outcome_decided", "2026-11-21T10:00", {"outcome": "assessment"})]
    rows += [("protection_plan_started", "2026-11-22T10:00", {})]
    rows += [("visit_recorded", f"2026-11-23T{8 + n // 4:02d}:{n % 4}0", {"seen": True}) for n in range(34)]
    events = told(*rows)
    assert len(events) == 50
    replay(events, PETERBOROUGH)
    best = min(_timed(events) for _ in range(20))
    assert best < 0.005


def _timed(events: list[Happening]) -> float:
    begun = time.perf_counter()
    replay(events, PETERBOROUGH)
    return time.perf_counter() - begun
