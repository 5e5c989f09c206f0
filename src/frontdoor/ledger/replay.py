"""Clocks and standing follow from the events alone: replayed for what an act touched, or from scratch at will."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from frontdoor.ledger.ids import derived_id
from frontdoor.ledger.models import ClockRun, Event, Standing
from frontdoor.rules.clocks import Happening, Replayed, effective, in_order, replay
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.steps import stage_after


def happening(event: Event) -> Happening:
    """The event as the rules see it."""
    return Happening(
        id=event.id,
        kind=event.kind,
        record=event.record,
        journey=event.journey,
        about=event.about,
        happened_at=event.happened_at,
        recorded_at=event.recorded_at,
        data=event.data,
        voids=event.voids,
    )


def projections(events: Sequence[Event]) -> tuple[list[ClockRun], Standing]:
    """The clock runs and the standing of one journey, from all its events in any order."""
    return projected(events, [happening(event) for event in events])


def projected(events: Sequence[Event], told: Sequence[Happening]) -> tuple[list[ClockRun], Standing]:
    """The same where the `happening` of each event is at hand already."""
    authority, journey = events[0].authority, _journey(events)
    replayed = replay(told, for_authority(authority))
    compartment = _compartment(events, replayed.effective)
    about = min(event.about for event in events if event.about) if any(event.about for event in events) else None
    runs = _runs(replayed, authority, journey, about, compartment)
    return runs, _standing(replayed.effective, runs, authority, journey, about, compartment)


def _journey(events: Sequence[Event]) -> UUID:
    journey = events[0].journey
    if journey is None:
        raise ValueError("Only the events of a journey are replayed.")
    return journey


def stage_and_rating(events: Sequence[Event], told: Sequence[Happening]) -> Standing:
    """The standing of one journey without its clocks: what a verb asks, when clocks will be replayed later.

    `told` are the events as the rules see them.
    """
    counted = in_order(effective(told))
    first = events[0]
    return _standing(counted, (), first.authority, _journey(events), first.about, _compartment(events, counted))


def _compartment(events: Sequence[Event], counted: Sequence[Happening]) -> str:
    """The journey's own wall: where its contact was received, or where it was moved to since."""
    walls = {event.id: event.compartment for event in events if event.kind == "contact_received"}
    current = "open"
    for seen in counted:
        if seen.kind == "contact_received":
            current = walls[seen.id]
        elif seen.kind == "wall_moved":
            current = str(seen.data["compartment"])
    return current


def _runs(replayed: Replayed, authority: str, journey: UUID, about: UUID | None, compartment: str) -> list[ClockRun]:
    return [
        ClockRun(
            id=derived_id("clock", run.clock, journey, run.record, run.start_event),
            authority=authority,
            clock=run.clock,
            about=about,
            journey=journey,
            record=run.record,
            compartment=compartment,
            start_event=run.start_event,
            started_at=run.started_at,
            soon_at=run.soon_at,
            due_at=run.due_at,
            limit=limit,
            stop_event=run.stop_event,
            stopped_at=run.stopped_at,
            ended_as=run.ended_as,
            rule_from=run.rule_from,
        )
        for limit, of_kind in (("by", replayed.runs), ("not_before", replayed.minimums))
        for run in of_kind
    ]


def _standing(
    counted: Sequence[Happening],
    runs: Sequence[ClockRun],
    authority: str,
    journey: UUID,
    about: UUID | None,
    compartment: str,
) -> Standing:
    rating, danger, first_received = "", False, None
    for seen in counted:
        if seen.kind == "contact_rated":
            rating = str(seen.data["rating"])
        elif seen.kind == "contact_received":
            first_received = min(first_received or seen.happened_at, seen.happened_at)
            danger = danger or bool(seen.data.get("danger_now"))
        elif seen.kind == "danger_declared":
            danger = True
    running = [run for run in runs if run.stopped_at is None and run.limit == "by"]
    earliest = min(running, key=lambda run: (run.due_at, run.clock), default=None)
    return Standing(
        journey=journey,
        authority=authority,
        about=about,
        compartment=compartment,
        stage=stage_after((seen.kind, seen.data) for seen in counted),
        rating=rating,
        danger_now=danger,
        first_received_at=first_received,
        next_clock=earliest.clock if earliest else "",
        next_due_at=earliest.due_at if earliest else None,
        last_event_at=max((seen.happened_at for seen in counted), default=None),
    )
