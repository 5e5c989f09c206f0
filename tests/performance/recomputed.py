"""The figures once more, slowly: plain Python over all rows, one child at a time. Shares no code with `performance`.

It takes the runs of the clocks as they are stored (the clocks have oracles of their own) and everything else from the
events: moments, ends, recorded late, in hours or out, working time minute by minute of each opening day, percentiles.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from frontdoor.ledger.models import ClockRun, Event
from frontdoor.rules.partnership import for_authority

LONDON = ZoneInfo("Europe/London")
CLOCKED = {
    "first_look": "first_look",
    "decided": "referral_decision",
    "told": "feedback_professional",
    "seen": "initial_sw_visit",
    "help": "help_started",
}
TAKES = {
    "strategy_discussion", "accommodation", "assessment", "allocated_worker", "transfer_in_conference", "early_help",
    "private_fostering", "other_authority", "adult_social_care",
}  # fmt: skip
LOOKS = {
    "contact_rated", "outcome_decided", "significant_harm_suspected", "strategy_discussion_held", "section47_started",
    "police_protection_started",
}  # fmt: skip
Row = dict[str, Any]


@dataclass
class Line:
    """One wait, with its length at the moment of the figures."""

    code: str
    journey: UUID
    began: datetime | None
    ended: datetime | None
    how: str
    parted: datetime
    overdue: bool = False
    late: bool = False
    recorded_late: bool = False


class Recomputed:
    """All rows of an authority, read once; `lines` and `figures` at a moment."""

    def __init__(self, authority: str) -> None:
        self.hours = for_authority(authority).hours
        names = ("id", "journey", "kind", "happened_at", "recorded_at", "data", "voids")
        self.events = [
            dict(zip(names, row, strict=True)) for row in Event.objects.filter(authority=authority).values_list(*names)
        ]
        self.runs = list(ClockRun.objects.filter(authority=authority, limit="by"))

    def figures(self, at: datetime, weeks: int) -> dict[tuple[str, bool], tuple[Any, ...]]:
        """By hand-off and whether in hours, in the order of the columns of `performance.waits.Figure`."""
        groups: dict[tuple[str, bool], list[Line]] = defaultdict(list)
        for line in self.lines(at, weeks):
            groups[line.code, self.open_at(line.parted)].append(line)
        return {key: self._figure(lines, at) for key, lines in groups.items()}

    def _figure(self, lines: list[Line], at: datetime) -> tuple[Any, ...]:
        known = [line for line in lines if line.how != "not_known"]
        lengths = sorted(((line.ended or at) - line.began).total_seconds() for line in known)
        working = sorted(self.worked(line.began, line.ended or at) for line in known)
        waiting = [(at - line.began).total_seconds() for line in known if line.how == "open"]
        return (
            len(known), share(lengths, 0.5), share(lengths, 0.9), share(working, 0.5), share(working, 0.9),
            max(lengths, default=None), len(waiting), max(waiting, default=None),
            sum(line.overdue for line in lines), sum(line.late for line in lines),
            sum(line.how == "ended" for line in lines), sum(line.recorded_late for line in lines),
            sum(line.how == "not_known" for line in lines),
        )  # fmt: skip

    def lines(self, at: datetime, weeks: int) -> list[Line]:
        """Every wait that was open at any time in the weeks before `at`."""
        since = self.monday(at, weeks)
        counted = [event for event in self.effective() if event["journey"] and event["recorded_at"] <= at]
        by_journey: dict[UUID, list[Row]] = defaultdict(list)
        for event in counted:
            by_journey[event["journey"]].append(event)
        runs: dict[UUID, list[ClockRun]] = defaultdict(list)
        for run in self.runs:
            runs[run.journey].append(run)
        found: list[Line] = []
        for journey in by_journey.keys() | runs.keys():
            for line in self._of_child(journey, by_journey[journey], runs[journey], at):
                received = line.code in ("knew", "sent", "received")
                if line.parted >= since if received else line.ended is None or line.ended >= since:
                    found.append(line)
        return found

    def _of_child(self, journey: UUID, events: list[Row], runs: list[ClockRun], at: datetime) -> list[Line]:
        found = [line for event in events if event["kind"] == "contact_received" for line in moments(journey, event)]
        by_id = {event["id"]: event for event in self.events_of(journey)}
        for code, clock in CLOCKED.items():
            for run in runs:
                if run.clock == clock:
                    found.append(clocked(code, run, by_id, at))
        found += between("rated", journey, events, LOOKS, {"contact_rated"}, ends={"journey_closed", "outcome_decided"})
        found += [
            line
            for line in between("asked", journey, events, {"contact_rated"}, {"information_requested"})
            if line.how == "done"
        ]
        found += accepted(journey, events, runs, at)
        found += between(
            "safety_plan", journey, events, {"strategy_discussion_held", "section47_started"},
            {"safety_plan_agreed", "safety_plan_not_needed"}, ends={"journey_closed", "closing"},
        )  # fmt: skip
        found += enquiries(journey, runs, by_id, at)
        return found

    def events_of(self, journey: UUID) -> list[Row]:
        """All events of a journey, those that do not count too."""
        if not hasattr(self, "_by_journey"):
            self._by_journey: dict[UUID, list[Row]] = defaultdict(list)
            for event in self.events:
                self._by_journey[event["journey"]].append(event)
        return self._by_journey[journey]

    def effective(self) -> list[Row]:
        """Events that no counting void names, without the voids."""
        against: dict[UUID, list[Row]] = defaultdict(list)
        for event in self.events:
            if event["voids"]:
                against[event["voids"]].append(event)

        def counts(event: Row) -> bool:
            return not any(counts(void) for void in against[event["id"]])

        return [event for event in self.events if not event["voids"] and counts(event)]

    def monday(self, at: datetime, weeks: int) -> datetime:
        """Midnight in London of the Monday some weeks before the present one."""
        day = at.astimezone(LONDON).date()
        while day.weekday():
            day -= timedelta(days=1)
        return datetime.combine(day - timedelta(days=7 * weeks), time(), LONDON)

    def open_at(self, moment: datetime) -> bool:
        """Whether the door was open."""
        local = moment.astimezone(LONDON)
        hours = self.hours.on(local.date())
        return hours is not None and hours[0] <= local.time() < hours[1]

    def worked(self, began: datetime, ended: datetime) -> float:
        """Seconds open between two moments, day by day; nothing before 2012."""
        total, day = 0.0, max(began.astimezone(LONDON).date(), date(2012, 1, 1))
        while day <= ended.astimezone(LONDON).date():
            hours = self.hours.on(day)
            if hours:
                opens, closes = (datetime.combine(day, hour, LONDON).astimezone(UTC) for hour in hours)
                total += max(0.0, (min(ended, closes) - max(began, opens)).total_seconds())
            day += timedelta(days=1)
        return total


def share(ordered: list[float], part: float) -> float | None:
    """The smallest that this part does not exceed."""
    return ordered[math.ceil(part * len(ordered)) - 1] if ordered else None


def typed_late(event: Row | None) -> bool:
    """Written down more than a day after."""
    return event is not None and event["recorded_at"] - event["happened_at"] > timedelta(days=1)


def passed(at: datetime, due: datetime) -> bool:
    """Past due, to the second."""
    return at.replace(microsecond=0) > due


def moments(journey: UUID, event: Row) -> list[Line]:
    """What the sender said of the time before us."""
    said = {name: event["data"].get(name) for name in ("incident_at", "aware_at", "sent_at")}
    read = {name: datetime.fromisoformat(text) if text else None for name, text in said.items()}
    read["received"] = event["happened_at"]
    found = []
    for code, start, stop in (
        ("knew", "incident_at", "aware_at"),
        ("sent", "aware_at", "sent_at"),
        ("received", "sent_at", "received"),
    ):
        began, ended = read[start], read[stop]
        known = began is not None and ended is not None and ended >= began
        found.append(
            Line(code, journey, began, ended if known else None, "done" if known else "not_known", event["happened_at"],
                 recorded_late=typed_late(event))
        )  # fmt: skip
    return found


def clocked(code: str, run: ClockRun, by_id: dict[UUID, Row], at: datetime) -> Line:
    """A run as a wait."""
    how = "open" if run.stopped_at is None else "done" if run.ended_as in ("met", "met late") else "ended"
    return Line(
        code, run.journey, run.started_at, run.stopped_at, how, run.started_at,
        overdue=how == "open" and passed(at, run.due_at), late=run.ended_as in ("met late", "ended late"),
        recorded_late=typed_late(by_id.get(run.stop_event)),
    )  # fmt: skip


def between(
    code: str,
    journey: UUID,
    events: list[Row],
    start: set[str],
    stop: set[str],
    ends: frozenset[str] | set[str] = frozenset({"journey_closed"}),
) -> list[Line]:
    """From the first start to the first stop, or to the last end that no reopening follows."""
    ordered = sorted(events, key=lambda event: (event["happened_at"], event["recorded_at"]))
    starts = [event for event in ordered if event["kind"] in start]
    if not starts:
        return []
    began = starts[0]
    stops = [event for event in ordered if event["kind"] in stop]
    closing = [
        event
        for event in ordered
        if event["kind"] in ends
        or ("closing" in ends and event["kind"] == "outcome_decided" and event["data"]["closes"])
    ]
    reopened = [event["happened_at"] for event in ordered if event["kind"] == "journey_reopened"]
    if stops:
        how, last = "done", stops[0]
    elif (
        closing
        and closing[-1]["happened_at"] >= began["happened_at"]
        and all(moment <= closing[-1]["happened_at"] for moment in reopened)
    ):
        how, last = "ended", closing[-1]
    else:
        how, last = "open", began
    ended = None if how == "open" else max(last["happened_at"], began["happened_at"])
    return [
        Line(
            code,
            journey,
            began["happened_at"],
            ended,
            how,
            began["happened_at"],
            recorded_late=ended is not None and typed_late(last),
        )
    ]


def accepted(journey: UUID, events: list[Row], runs: list[ClockRun], at: datetime) -> list[Line]:
    """From the decision that somebody must take the child to a named person's acceptance."""

    def marked(event: Row) -> Row:
        kind = event["kind"]
        if kind == "outcome_decided":
            kind = "to_be_taken" if event["data"]["outcome"] in TAKES else "let_go"
        if kind == "handover_accepted" and event["data"]["to_kind"] == "out_of_hours":
            kind = "for_the_night"
        return {**event, "kind": kind}

    found = between(
        "accepted", journey, [marked(event) for event in events], {"to_be_taken"},
        {"allocation_accepted", "handover_accepted"}, ends={"journey_closed", "let_go"},
    )  # fmt: skip
    offers = [run for run in runs if run.clock == "handover_accepted"]
    for line in found:
        line.overdue = line.how == "open" and any(run.stopped_at is None and passed(at, run.due_at) for run in offers)
        line.late = line.how != "open" and any(run.ended_as == "met late" for run in offers)
    return found


def enquiries(journey: UUID, runs: list[ClockRun], by_id: dict[UUID, Row], at: datetime) -> list[Line]:
    """What agencies were asked before the decision, and what came after their last answer."""
    decisions = sorted((run for run in runs if run.clock == "referral_decision"), key=lambda run: run.started_at)
    decision = decisions[0] if decisions else None
    decided = decision.stopped_at if decision else None
    asked = [run for run in runs if run.clock == "agency_return" and run.started_at <= (decided or at)]
    if not asked:
        return []
    waiting = [run for run in asked if run.stopped_at is None]
    answers = [run for run in asked if run.ended_as in ("met", "met late")]
    first = min(asked, key=lambda run: run.started_at)
    last = max(answers or [run for run in asked if run.stopped_at] or [first], key=lambda run: run.stopped_at or at)
    how = "open" if waiting else "done" if answers else "ended"
    written = None if waiting else by_id.get(last.stop_event)
    found = [
        Line("answered", journey, first.started_at, None if waiting else last.stopped_at, how, first.started_at,
             overdue=any(passed(at, run.due_at) for run in waiting),
             late=not waiting and any(run.ended_as == "met late" for run in asked), recorded_late=typed_late(written))
    ]  # fmt: skip
    heard = [run for run in answers if run.stopped_at <= (decided or at)]
    if heard and decision and (decided or not waiting):
        until = max(heard, key=lambda run: run.stopped_at)
        done = "open" if decided is None else "done" if decision.ended_as in ("met", "met late") else "ended"
        found.append(
            Line("concluded", journey, until.stopped_at, decided, done, until.stopped_at,
                 overdue=decided is None and passed(at, decision.due_at),
                 late=decision.ended_as in ("met late", "ended late"),
                 recorded_late=typed_late(by_id.get(decision.stop_event)))
        )  # fmt: skip
    return found
