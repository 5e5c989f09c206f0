"""Replay: what clocks ran, from the events of one or several journeys. A pure function of the events that count.

Every clock is worked out afresh from the events in the order in which they happened; nothing is remembered between
two replays, so that correcting or typing something late sets every clock right. Clocks never pause. A second start
while a clock runs never puts the due moment back. The rule in force on the day of the starting event is used to the
end, and a changed rating counts from the original start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID
from weakref import WeakKeyDictionary

from frontdoor.rules.calendar import london_day, london_moment
from frontdoor.rules.clocks.due import due_moment, soon_moment
from frontdoor.rules.clocks.order import Happening, effective, in_order
from frontdoor.rules.clocks.overlay import Overlay, find_rule
from frontdoor.rules.clocks.rule import ClockRule, On
from frontdoor.rules.clocks.states import late


class ClockRun(NamedTuple):
    """One run of one clock. `stopped_at` and `stop_event` are None while it runs; then `ended_as` is empty.

    `ended_as`: met, met late, declined, ended, ended late (closed or withdrawn after it was due); of a minimum also
    too early. `soon_at` is when it begins to count as due soon.
    """

    clock: str
    subject: UUID
    journey: UUID | None
    record: UUID | None
    about: UUID | None
    start_event: UUID
    started_at: datetime
    due_at: datetime
    soon_at: datetime
    stop_event: UUID | None
    stopped_at: datetime | None
    ended_as: str
    allowance: str
    source: str
    rule_from: date


@dataclass(frozen=True)
class Replayed:
    """The outcome of a replay: deadlines that ran, in order of start; minimums; the events that count, in order.

    A minimum ("not before") is no deadline and never overdue: it stands apart, so that nobody counts it as one.
    """

    runs: tuple[ClockRun, ...]
    minimums: tuple[ClockRun, ...]
    effective: tuple[Happening, ...]

    @property
    def running(self) -> tuple[ClockRun, ...]:
        """The runs not yet stopped, the earliest due first."""
        return tuple(sorted((run for run in self.runs if run.stopped_at is None), key=lambda run: run.due_at))

    @property
    def earliest(self) -> ClockRun | None:
        """The deadline that falls due first: the one a row shows."""
        return next(iter(self.running), None)


Check = Callable[[Mapping[str, Any]], bool]


class Part(NamedTuple):
    """What an event does to a clock, in the order in which one event does several things."""

    does: int
    clock: ClockRule
    check: Check | None  # None: whatever the event's data
    condition: On
    number: int
    facts: tuple[str, ...]  # the names in the event's data that the clock's rows ask for


_PLAN, _NEED, _STOP, _DECLINE, _END, _START = range(6)


class _Wiring:
    """For each kind of event what it does to which clock; made once for an overlay."""

    def __init__(self, overlay: Overlay) -> None:
        found: list[Part] = []
        self.close_with_journey: set[str] = set()
        for clock_id in sorted(overlay.by_id):
            clock = overlay.by_id[clock_id][0]
            if clock.same_as or clock.limit == "window":
                continue
            names = {name for row in overlay.by_id[clock_id] for name in (row.by, row.set_by) if name}
            found += self._parts(clock, tuple(sorted(names)))
        self.by_kind: dict[str, list[Part]] = {}
        for part in sorted(found, key=lambda part: (part.clock.id, part.does, part.number)):
            self.by_kind.setdefault(part.condition.kind, []).append(part)

    def _parts(self, clock: ClockRule, facts: tuple[str, ...]) -> list[Part]:
        if any(condition.kind == "journey_closed" for condition in clock.ends):
            self.close_with_journey.add(clock.id)
        conditions = {
            _PLAN: (On(clock.during[0]),) if clock.during else (),
            _NEED: clock.needs,
            _STOP: clock.stops,
            _DECLINE: clock.declines,
            _END: tuple(condition for condition in clock.ends if condition.kind != "journey_closed"),
            _START: clock.starts,
        }
        return [
            Part(does, clock, None if condition.always else condition.matches, condition, number, facts)
            for does, found in conditions.items()
            for number, condition in enumerate(found)
        ]


_WIRINGS: WeakKeyDictionary[Overlay, _Wiring] = WeakKeyDictionary()


def _wiring(overlay: Overlay) -> _Wiring:
    wiring = _WIRINGS.get(overlay)
    if wiring is None:
        wiring = _WIRINGS[overlay] = _Wiring(overlay)
    return wiring


Key = tuple[object, ...]
_NO_FACTS: dict[str, str] = {}


@dataclass(slots=True)
class _Running:
    """A clock that runs, while the replay goes on."""

    rule: ClockRule
    first: Happening
    starts: list[tuple[datetime, dict[str, str]]]
    due_at: datetime
    stops_seen: frozenset[int] = frozenset()
    stop: Happening | None = None
    ended_as: str = ""

    def settle(self, overlay: Overlay) -> None:
        """Work out the due moment from every start: the earliest, or the newest where the rule takes the newest."""
        dues = [due_moment(self.rule, moment, facts, overlay) for moment, facts in self.starts]
        self.due_at = dues[-1] if self.rule.second_start == "replace" else min(dues)


class _Replay:
    """The state of one replay."""

    def __init__(self, overlay: Overlay) -> None:
        self.overlay = overlay
        self.wiring = _wiring(overlay)
        self.all: list[_Running] = []
        self.open: dict[Key, _Running] = {}
        self.facts: dict[UUID | None, dict[str, str]] = {}
        self.plans: set[Key] = set()
        self.needs: set[Key] = set()
        self.closed: dict[UUID | None, list[tuple[Key, _Running]]] = {}
        self.unborn: set[UUID | None] = set()
        self.born: set[UUID | None] = set()
        self.until_birth: dict[UUID | None, list[tuple[ClockRule, Key, dict[str, str]]]] = {}

    def take(self, event: Happening) -> None:
        """Let one event do what it does to every clock."""
        if event.kind == "journey_closed":
            self._close(event)
        elif event.kind == "journey_reopened":
            self._reopen(event)
        elif event.kind == "contact_rated":
            self._rate(event)
        elif event.kind == "contact_received":
            if event.data.get("subject") == "unborn" and event.journey not in self.born:
                self.unborn.add(event.journey)
        elif event.kind == "child_born":
            self._birth(event)
        journey, data = event.journey, event.data
        for part in self.wiring.by_kind.get(event.kind, ()):
            does, clock, check = part[:3]
            key: Key = (clock.id, journey.int) if journey and clock.runs_on == "journey" else _key(clock, event)
            if clock.pair_on:
                key += tuple(data.get(name) for name in clock.pair_on)
            if (does == _STOP and key not in self.open) or (check is not None and not check(data)):
                continue
            if does == _STOP:
                self._stop(part, event, key)
            elif does == _START:
                self._start(part, event, key)
            else:
                self._do(part, event, key)

    def _do(self, part: Part, event: Happening, key: Key) -> None:
        does, clock = part.does, part.clock
        if does == _PLAN:
            self.plans.add((clock.id, event.journey))
        elif does == _NEED:
            self.needs.add((clock.id, part.number, event.journey))
        elif does == _DECLINE:
            self._end(key, event, "declined")
        else:
            self._end(key, event, "ended")
            self.plans.discard((clock.id, event.journey))

    def _start(self, part: Part, event: Happening, key: Key) -> None:
        clock = part.clock
        if clock.child == "unborn" and event.journey not in self.unborn:
            return
        if clock.during is not None and part.condition.kind != clock.during[0] and not self._in_plan(clock, event):
            return
        if clock.needs and not all((clock.id, at, event.journey) in self.needs for at in range(len(clock.needs))):
            return
        moment = event.happened_at if not part.condition.from_date else _start_moment(part.condition, event)
        facts = self._facts(part, event) if part.facts else _NO_FACTS
        if clock.child == "born" and event.journey in self.unborn:
            self.until_birth.setdefault(event.journey, []).append((clock, key, facts))
            return
        self._begin(clock, key, event, moment, facts)

    def _begin(self, clock: ClockRule, key: Key, event: Happening, moment: datetime, facts: dict[str, str]) -> None:
        running = self.open.get(key)
        if running is not None:
            running.starts.append((moment, facts))
            running.settle(self.overlay)
            return
        rule = find_rule(clock.id, london_day(moment), self.overlay)
        if rule is None:
            return
        due = due_moment(rule, moment, facts, self.overlay)
        self.open[key] = running = _Running(rule, event, [(moment, facts)], due)
        self.all.append(running)

    def _birth(self, event: Happening) -> None:
        """What could not begin before the birth begins with it, unless the journey has ended meanwhile."""
        self.unborn.discard(event.journey)
        self.born.add(event.journey)
        self._begin_held_back(event)

    def _begin_held_back(self, event: Happening) -> None:
        if event.journey in self.unborn or event.journey in self.closed:
            return
        for clock, key, facts in self.until_birth.pop(event.journey, ()):
            self._begin(clock, key, event, event.happened_at, facts)

    def _in_plan(self, clock: ClockRule, event: Happening) -> bool:
        """Whether a visit starts the next one: only while the plan is in force."""
        return (clock.id, event.journey) in self.plans and event.journey not in self.closed

    def _facts(self, part: Part, event: Happening) -> dict[str, str]:
        """What the allowance depends on: known of the journey, then stated by the start itself."""
        facts = dict(self.facts.get(event.journey, ()))
        for name in part.facts:
            if said := _text(event.data.get(name)):
                facts[name] = said
        facts.update(part.condition.says)
        return facts

    def _stop(self, part: Part, event: Happening, key: Key) -> None:
        running = self.open[key]
        if part.clock.stops_on_all:
            running.stops_seen |= {part.number}
            if len(running.stops_seen) < len(part.clock.stops):
                return
        if running.rule.limit == "not_before":
            ended_as = "too early" if event.happened_at < running.due_at else "met"
        else:
            ended_as = "met late" if late(event.happened_at, running.due_at) else "met"
        self._finish(key, event, ended_as)

    def _end(self, key: Key, event: Happening, ended_as: str) -> None:
        running = self.open.get(key)
        if running is not None:
            overdue = running.rule.limit == "by" and late(event.happened_at, running.due_at)
            self._finish(key, event, "ended late" if overdue and ended_as == "ended" else ended_as)

    def _finish(self, key: Key, event: Happening, ended_as: str) -> None:
        running = self.open.pop(key)
        running.stop, running.ended_as = event, ended_as

    def _rate(self, event: Happening) -> None:
        rating = _text(event.data.get("rating"))
        self.facts.setdefault(event.journey, {})["rating"] = rating
        for running in self.open.values():
            if running.rule.by == "rating" and running.first.journey == event.journey:
                for _, facts in running.starts:
                    facts["rating"] = rating
                running.settle(self.overlay)

    def ran(self, *, minimums: bool) -> tuple[ClockRun, ...]:
        """The runs so far, in order of start."""
        wanted = [running for running in self.all if (running.rule.limit == "not_before") == minimums]
        return tuple(sorted([_run(running, self.overlay) for running in wanted], key=_run_order))

    def _close(self, event: Happening) -> None:
        ended = self.closed.setdefault(event.journey, [])
        for key, running in list(self.open.items()):
            if running.first.journey == event.journey and running.rule.id in self.wiring.close_with_journey:
                self._end(key, event, "ended")
                ended.append((key, running))

    def _reopen(self, event: Happening) -> None:
        """What closing ended runs on from its own start, as if it had not been closed: clocks never pause."""
        for key, running in self.closed.pop(event.journey, ()):
            if key not in self.open:
                running.stop, running.ended_as = None, ""
                self.open[key] = running
        self._begin_held_back(event)


def _subject(clock: ClockRule, event: Happening) -> UUID:
    if clock.runs_on == "record" and event.record is not None:
        return event.record
    if clock.runs_on == "child" and event.about is not None:
        return event.about
    return event.journey or event.about or event.record or event.id


def _key(clock: ClockRule, event: Happening) -> Key:
    """One act may concern several children: each has a run of its own on the same record."""
    if clock.runs_on == "record":
        return clock.id, _subject(clock, event).int, event.journey
    return clock.id, _subject(clock, event).int


def _start_moment(condition: On, event: Happening) -> datetime:
    """The event's own moment, or the beginning of the day that it names when that is another day."""
    text = event.data.get(condition.from_date)
    if not text:
        return event.happened_at
    day = date.fromisoformat(str(text)[:10])
    return event.happened_at if london_day(event.happened_at) == day else london_moment(day, datetime.min.time())


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _run(running: _Running, overlay: Overlay) -> ClockRun:
    rule, first, stop = running.rule, running.first, running.stop
    started, facts = running.starts[0]
    if len(running.starts) > 1:
        started = min(moment for moment, _ in running.starts)
        facts = next(said for at, said in running.starts if due_moment(rule, at, said, overlay) == running.due_at)
    return ClockRun(
        clock=rule.id,
        subject=_subject(rule, first),
        journey=first.journey,
        record=first.record,
        about=first.about,
        start_event=first.id,
        started_at=started,
        due_at=running.due_at,
        soon_at=soon_moment(rule, started, running.due_at, overlay),
        stop_event=stop.id if stop else None,
        stopped_at=stop.happened_at if stop else None,
        ended_as=running.ended_as,
        allowance=rule.allowance_for(facts).words(),
        source=rule.source,
        rule_from=rule.in_force_from,
    )


def replay(events: Sequence[Happening], overlay: Overlay) -> Replayed:
    """The runs of every clock that these events started, stopped or ended, with the partnership's overlay.

    Hand in whole journeys (for clocks that run on a child, all of the child's), in any order. Refuses with a
    sentence a start in years whose bank holidays are unknown.
    """
    counted = in_order(effective(events))
    going = _Replay(overlay)
    for event in counted:
        going.take(event)
    return Replayed(going.ran(minimums=False), going.ran(minimums=True), tuple(counted))


def _run_order(run: ClockRun) -> tuple[datetime, str, int, int]:
    return run.started_at, run.clock, run.subject.int, run.start_event.int
