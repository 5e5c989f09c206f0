"""Every clock of a record: what started it, when it was due, how it ended, and by which row of which rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdoor.access.doors import AtDoor, door
from frontdoor.journey.actions.lateness import REASONS
from frontdoor.journey.contact_queries import Written, events_of, every_run, latenesses, written_of
from frontdoor.journey.models import Lateness
from frontdoor.ledger.models import ClockRun, Event
from frontdoor.rules.calendar import london_day
from frontdoor.rules.clocks import explain_run, find_rule
from frontdoor.rules.events.registry import KINDS
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.formatting import date_words, day_and_time, short_moment
from frontdoor.screens.look.naming import clock_words
from frontdoor.screens.look.shapes import Clock
from frontdoor.screens.record.opening import Child, OpenRecord, open_record


@dataclass(frozen=True, kw_only=True)
class RunRow:
    """One run of one clock. `clock` stands while it runs; `ended` says how and when it stopped. `why` are reasons."""

    name: str
    began: str
    by: str
    due: str
    clock: Clock | None
    ended: str
    late: bool
    rule: str
    counted: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ClocksOfChild:
    """A child of the record with the clocks that run, and those that ran."""

    line: str
    number: int
    running: tuple[RunRow, ...]
    ended: tuple[RunRow, ...]


@dataclass(frozen=True, kw_only=True)
class _Read:
    """What the rows of all children are made from."""

    record: OpenRecord
    events: Mapping[UUID, Event]
    latenesses: Sequence[Lateness]
    written: Written


@door(Permission.SEE_CHILD, page="hub_clocks")
def clocks(request: HttpRequest, reference: str) -> HttpResponse:
    """The clocks of each child, those that run first; each opens to the days that were counted."""
    at = cast(AtDoor, request)
    record = open_record(at, reference, page="hub_clocks")
    ids = [child.journey.id for child in record.children]
    authority = record.contact.authority
    read = _Read(
        record=record,
        events={event.id: event for event in events_of(ids, authority=authority)},
        latenesses=latenesses(ids, authority=authority),
        written=written_of(records=[], journeys=ids, authority=authority),
    )
    runs = every_run(ids, authority=authority)
    context = {
        "reference": record.reference,
        "safety": record.safety,
        "children": [_child(child, runs, read) for child in record.children],
        "may_explain": at.actor.may(Permission.ADD_INFORMATION),
    }
    return render(at, "hub/clocks.html", context)


def _child(child: Child, runs: Sequence[ClockRun], read: _Read) -> ClocksOfChild:
    own = [run for run in runs if run.journey == child.journey.id]
    running = sorted((run for run in own if run.stopped_at is None), key=lambda run: run.due_at)
    ended = [run for run in own if run.stopped_at is not None]
    return ClocksOfChild(
        line=child.line,
        number=child.number,
        running=tuple(_row(run, child, read) for run in running),
        ended=tuple(_row(run, child, read) for run in ended),
    )


def _row(run: ClockRun, child: Child, read: _Read) -> RunRow:
    now, place = read.record.now, read.record.partnership
    rule = find_rule(run.clock, run.rule_from, place)
    started = read.events.get(run.start_event)
    stopped = read.events.get(run.stop_event) if run.stop_event else None
    runs = run.stopped_at is None
    words = clock_words(run.clock, run.due_at, now=now, overlay=place, soon_at=run.soon_at, unborn=child.unborn)
    return RunRow(
        name=rule.name if rule else run.clock.replace("_", " "),
        began=day_and_time(run.started_at, now=now),
        by=_entry(started, read),
        due=f"{'not before ' if run.limit == 'not_before' else ''}{day_and_time(run.due_at, now=now)}",
        clock=words if runs and run.limit == "by" else None,
        ended=f"{run.ended_as} {day_and_time(run.stopped_at, now=now)}: {_entry(stopped, read)}"
        if run.stopped_at
        else "",
        late=run.ended_as in ("met late", "ended late", "too early"),
        rule=f"{rule.source}, in force from {date_words(run.rule_from)}" if rule else "",
        counted=tuple(explain_run(rule, run.started_at, run.due_at, place)) if rule else (),
        why=_why(run, read),
    )


def _entry(event: Event | None, read: _Read) -> str:
    """The entry that started or stopped a clock; one behind a wall that the reader does not pass says nothing."""
    if event is None:
        return "an entry that is not shown to you"
    written = event.recorded_at - event.happened_at
    late = f", recorded {short_moment(event.recorded_at, now=read.record.now)}" if written.total_seconds() >= 60 else ""
    sentence = KINDS[event.kind].sentence
    return f"{sentence[:1].lower()}{sentence[1:]}{late}"


def _why(run: ClockRun, read: _Read) -> tuple[str, ...]:
    """The reasons that somebody gave after this run began and before the next of its kind."""
    said = [one for one in read.latenesses if one.journey_id == run.journey and one.clock == run.clock]
    return tuple(
        ": ".join(part for part in (REASONS[one.reason], read.written.text("late_because", record=one.id)) if part)
        for one in said
        if london_day(one.recorded_at) >= london_day(run.started_at)
    )
