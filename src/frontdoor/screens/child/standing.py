"""Who holds the child, how the child stands in words, and what is due next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from frontdoor.journey.child_queries import ChildRecord
from frontdoor.journey.models import Allocation, HandOver, Journey
from frontdoor.people.models import OpenStatus
from frontdoor.rules.calendar import london_day, working_days_between
from frontdoor.rules.clocks import late
from frontdoor.rules.codesets.assessment import ABUSE
from frontdoor.rules.partnership import Partnership
from frontdoor.rules.steps import WORDS, Stage
from frontdoor.screens.child import voice
from frontdoor.screens.look.formatting import date_words, day_and_time, duration, moment_words
from frontdoor.screens.look.naming import clock_words
from frontdoor.screens.look.shapes import Clock

#: How old the case system's word may be before the page says so, and before it says "ring".
STATUS_OLD_AFTER = timedelta(hours=2)
STATUS_RING_AFTER = timedelta(hours=24)
ASSESSMENT_DAYS = 45
CLOCKS_SHOWN = 2
#: What others owe the record. It is shown behind what is due for the child: a visit, a conference, a decision.
OWED = frozenset(
    {
        "access_request",
        "agency_return",
        "countersign",
        "feedback_professional",
        "feedback_release",
        "gap_to_fill",
        "on_call_acknowledge",
        "referral_ack",
    }
)
_PLANS = {"protection": "Child protection plan", "need": "Child in need plan"}
_ORDERS = {"police_protection": "Police protection", "epo": "Emergency protection order"}


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Who has this child now and whom to ring tonight. `offered` are hand-overs that nobody has accepted."""

    name: str
    team: str
    telephone: str
    since: str
    tonight: str
    tonight_telephone: str
    source: str
    offered: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StatusAge:
    """How old the case system's word is. `ring` is whom to ring when it is too old to rely on."""

    words: str
    old: bool
    ring: str


@dataclass(frozen=True, kw_only=True)
class Next:
    """A clock that runs, and what is planned for it."""

    clock: Clock
    planned: str


def holder(record: ChildRecord, *, place: Partnership, now: datetime) -> Holder:
    """The one who has the child by the journey that is furthest, else by the case system, else the front door."""
    nobody = Holder(
        name="Nobody",
        team="",
        telephone=place.telephone,
        since="",
        source="front door",
        tonight=place.on_call[0].who if place.on_call else "Out-of-hours",
        tonight_telephone=place.out_of_hours,
        offered=tuple(_offer(offer, place, now) for offer in record.offers),
    )
    held = next((journey for journey in record.open if journey.worker or journey.team), None)
    status = record.status
    if held is not None:
        return _by_journey(record, held, nobody, place, now)
    if status is not None and (status.worker or status.team):
        telephone = status.telephone
        source = "from the case system"
        return replace(nobody, name=status.worker, team=status.team, telephone=telephone, source=source)
    if record.open:
        return replace(nobody, name="Nobody by name yet", team=f"{place.name} front door", source="")
    return nobody


def _by_journey(record: ChildRecord, held: Journey, nobody: Holder, place: Partnership, now: datetime) -> Holder:
    team = place.team_by_code.get(held.team)
    worker = record.accounts.get(held.worker) if held.worker else None
    return replace(
        nobody,
        name=worker.name if worker else "",
        team=team.name if team else held.team.replace("_", " ").capitalize(),
        telephone=(worker.telephone if worker else "") or (team.telephone if team else "") or place.telephone,
        since=f"since {day_and_time(held.held_since, now=now)}",
        source="",
    )


def _offer(offer: HandOver | Allocation, place: Partnership, now: datetime) -> str:
    at = day_and_time(offer.offered_at, now=now)
    if isinstance(offer, HandOver):
        return f"Offered to {offer.to_words} {at}, not yet accepted"
    team = place.team_by_code.get(offer.team)
    return f"Allocated to {team.name if team else offer.team.replace('_', ' ')} {at}, not yet accepted"


def statuses(record: ChildRecord, *, now: datetime) -> list[str]:
    """How the child stands, in words, what protects first; "Not open" if nothing is."""
    if record.person.died_on:
        return [f"Died {date_words(record.person.died_on)}"]
    found = [
        *(
            f"{_ORDERS.get(row.kind, 'Emergency order')} until {day_and_time(row.ends_at, now=now)}"
            for row in record.orders
        ),
        *(f"Missing since {day_and_time(row.reported_at, now=now)}" for row in record.missing[:1]),
        *_plans(record),
        *_looked_after(record.status),
        *dict.fromkeys(word for journey in record.open if (word := _stage(record, journey, now))),
    ]
    if not found and record.status is not None and record.status.open_episode:
        found.append("Open in the case system")
    return found or ["Not open"]


def _plans(record: ChildRecord) -> list[str]:
    own = [row for row in record.plans if row.ended_on is None]
    if own:
        return [_plan(row.kind, row.latest_category, date_words(row.started_on)) for row in own]
    status = record.status
    if status is None or not status.plan:
        return []
    return [_plan(status.plan, status.plan_category, date_words(status.plan_since) if status.plan_since else "")]


def _plan(kind: str, category: str, since: str) -> str:
    category_words = next((code.words.lower() for code in ABUSE.codes if code.code == category), "")
    parts = [_PLANS.get(kind, kind), category_words, f"since {since}" if since else ""]
    return ", ".join(part for part in parts if part)


def _looked_after(status: OpenStatus | None) -> list[str]:
    if status is None or not status.looked_after_by:
        return []
    return [f"Looked after by {status.looked_after_by}" + (", living here" if status.placed_here else "")]


def _stage(record: ChildRecord, journey: Journey, now: datetime) -> str:
    """The stage in words; an assessment says its working day since the referral. A plan says itself above."""
    stage = record.stage(journey)
    if stage is Stage.PLAN and any(row.ended_on is None for row in record.plans):
        return ""
    if stage is not Stage.ASSESSMENT:
        return WORDS[stage]
    referred = [row.referral_on for row in record.referrals if row.journey_id == journey.id]
    if not referred:
        return WORDS[stage]
    day = working_days_between(min(referred), max(london_day(now), min(referred)))
    return f"Assessment open, day {day} of {ASSESSMENT_DAYS}"


def known_since(record: ChildRecord) -> str:
    """Since when the front door has heard of the child."""
    if not record.journeys:
        return ""
    first = london_day(record.journeys[0].contact.received_at)
    return f"Known to the front door since {first:%B %Y}"


def status_age(status: OpenStatus | None, *, now: datetime) -> StatusAge | None:
    """How old the case system's word is: over two hours it says so, over twenty-four it says "ring"."""
    if status is None:
        return None
    old = now - status.as_at
    words = f"Case system as at {moment_words(status.as_at, now=now)}"
    if old <= STATUS_OLD_AFTER:
        return StatusAge(words=words, old=False, ring="")
    if old <= STATUS_RING_AFTER:
        return StatusAge(words=f"{words}: over 2 hours old", old=True, ring="")
    whom = ", ".join(part for part in (status.worker, status.team, status.telephone) if part)
    return StatusAge(
        words=f"{words}: {duration(old)} old", old=True, ring=f"Ring {whom or 'the team'} before you rely on it."
    )


def next_clocks(record: ChildRecord, *, place: Partnership, now: datetime) -> list[Next]:
    """The deadlines that run, each once: what is due for the child first, then what others owe the record.

    A visit says whether anybody has planned it.
    """
    soonest: dict[str, Next] = {}
    for run in sorted(record.clocks, key=lambda run: (run.clock in OWED, run.due_at, run.clock)):
        if run.clock not in soonest:
            words = clock_words(
                run.clock,
                run.due_at,
                now=now,
                overlay=place,
                soon_at=run.soon_at,
                unborn=record.person.kind == "unborn",
            )
            planned = voice.next_visit(record, now=now) if "visit" in run.clock else ""
            soonest[run.clock] = Next(clock=words, planned=planned)
    return list(soonest.values())


def visit_due(record: ChildRecord, *, now: datetime) -> bool:
    """Whether a visit is due that nobody has planned, or is overdue."""
    runs = [run for run in record.clocks if "visit" in run.clock]
    return bool(runs) and (
        any(late(now, run.due_at) for run in runs) or voice.next_visit(record, now=now) == "not planned"
    )
