"""What the child says, what an ordinary day is like, the plan that keeps them safe, and who has seen them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from frontdoor.documents.models import Narrative
from frontdoor.journey.child_queries import ChildRecord
from frontdoor.journey.models import Visit
from frontdoor.rules.calendar import add_months, london_day
from frontdoor.rules.curiosity import DAY_LASTS_MONTHS
from frontdoor.rules.visits import BEDROOM, PURPOSES
from frontdoor.screens.look.formatting import date_words, day_and_time, weekday_date

WORDS_SHOWN = 2
_ALONE = {"yes": "seen alone", "no": "not seen alone", "baby": "a baby, seen"}


@dataclass(frozen=True, kw_only=True)
class Words:
    """Something the child said or showed: to whom, when, and whether it must not be repeated at home."""

    text: str
    source: str
    in_confidence: bool


@dataclass(frozen=True, kw_only=True)
class Day:
    """An ordinary day as last described. `stale` says that it was long ago, or never."""

    text: str
    source: str
    stale: str


@dataclass(frozen=True, kw_only=True)
class SafetyLine:
    """One line of the safety plan: never cut short."""

    who: str
    what: str
    by_when: str
    if_it_fails: str


@dataclass(frozen=True, kw_only=True)
class SafetyPlan:
    """What keeps the child safe now, when it was agreed, and when somebody last looked whether it holds."""

    lines: tuple[SafetyLine, ...]
    checked: str
    not_needed: str


@dataclass(frozen=True, kw_only=True)
class VisitRow:
    """One visit: seen, alone, bedroom, and in what words; `words_of` says whose, where they are not the child's."""

    when: str
    purpose: str
    by: str
    seen: str
    alone: str
    bedroom: str
    words: str
    words_of: str
    in_confidence: bool


def said_on(record: ChildRecord, row: Narrative) -> date:
    """The day on which it was said: of the visit, of the contact, or the day it was written down."""
    for visit in record.visits:
        if visit.id == row.record and visit.arrived_at:
            return london_day(visit.arrived_at)
    for journey in record.journeys:
        if journey.id == row.record:
            return london_day(journey.contact.received_at)
    return london_day(row.recorded_at)


def own_words(record: ChildRecord, *, now: datetime, question: str = "own_words") -> list[Words]:
    """The last that was heard of the child, the newest first; before the birth of the mother (`mother_said`)."""
    rows = sorted(record.written(question), key=lambda row: (said_on(record, row), row.recorded_at), reverse=True)
    return [
        Words(text=row.text, source=_heard(record, row, now), in_confidence=row.in_confidence)
        for row in rows[:WORDS_SHOWN]
    ]


def words_last_on(record: ChildRecord, question: str) -> date | None:
    """The day of the newest answer to a question about the child's life."""
    return max((said_on(record, row) for row in record.written(question)), default=None)


def _heard(record: ChildRecord, row: Narrative, now: datetime) -> str:
    """ "to the school nurse, Thu 12 Nov", "to Sol Worker, seen alone, Wed 4 Nov"."""
    day = weekday_date(said_on(record, row), now=now)
    visit = next((visit for visit in record.visits if visit.id == row.record), None)
    if visit is None:
        told_to = record.text("words_told_to", record=row.id)
        return f"to {told_to}, {day}" if told_to else f"{day}; to whom is not written down"
    alone = _ALONE.get(visit.alone, "")
    return ", ".join(part for part in (f"to {_visitor(record, visit)}", alone, day) if part)


def _visitor(record: ChildRecord, visit: Visit) -> str:
    found = record.accounts.get(visit.visited_by) if visit.visited_by else None
    return found.name if found else "a visitor not named"


def ordinary_day(record: ChildRecord, *, now: datetime) -> Day:
    """What an ordinary day is like, as last described; and how long ago that was, if long."""
    rows = sorted(record.written("ordinary_day"), key=lambda row: (said_on(record, row), row.recorded_at))
    if not rows:
        return Day(text="", source="", stale="Nobody has described one.")
    row = rows[-1]
    on = said_on(record, row)
    writer = record.accounts.get(row.written_by) if row.written_by else None
    stale = "" if add_months(on, DAY_LASTS_MONTHS) >= london_day(now) else f"Not described since {date_words(on)}."
    visited = any(visit.id == row.record for visit in record.visits)
    by = writer.name if writer and visited else "as it was told to us"
    return Day(text=row.text, source=f"{weekday_date(on, now=now)}, {by}", stale=stale)


def safety_plan(record: ChildRecord, *, now: datetime) -> SafetyPlan:
    """The lines in force, each whole, and when they were last checked."""
    lines = tuple(
        SafetyLine(
            who=row.who,
            what=record.text("safety_what", record=row.id),
            by_when=row.by_when,
            if_it_fails=record.text("safety_if_it_fails", record=row.id),
        )
        for row in record.safety_plan
    )
    none = record.written("no_plan_because")
    return SafetyPlan(
        lines=lines,
        checked=_checked(record, now),
        not_needed=none[-1].text if none and not lines else "",
    )


def _checked(record: ChildRecord, now: datetime) -> str:
    if not record.safety_plan:
        return ""
    agreed = max(row.agreed_at for row in record.safety_plan)
    checked = [row.checked_at for row in record.safety_plan if row.checked_at]
    review = [row.review_on for row in record.safety_plan if row.review_on]
    parts = [
        f"agreed {weekday_date(london_day(agreed), now=now)}",
        f"checked {weekday_date(london_day(max(checked)), now=now)}" if checked else "not checked since",
        f"to be checked by {weekday_date(min(review), now=now)}" if review else "",
    ]
    return " · ".join(part for part in parts if part)


def visits(record: ChildRecord, *, now: datetime) -> list[VisitRow]:
    """Every visit made, the newest first. An attempt at which the child was not seen says so."""
    return [_visit_row(record, visit, now) for visit in record.visits_made]


def _visit_row(record: ChildRecord, visit: Visit, now: datetime) -> VisitRow:
    mother = record.written("mother_said", record=visit.id)
    words = mother or record.written("own_words", record=visit.id)
    seen = {True: "Seen", False: "Not seen", None: "Not answered"}[visit.seen]
    if visit.seen is None and visit.mother_seen is not None:
        seen = "Before the birth: mother seen" if visit.mother_seen else "Before the birth: mother not seen"
    alone = {"yes": "Alone", "no": "Not alone", "baby": "A baby"}.get(visit.alone, "Not answered")
    return VisitRow(
        when=day_and_time(visit.arrived_at, now=now) if visit.arrived_at else "moment not recorded",
        purpose=PURPOSES.get(visit.purpose, visit.purpose),
        by=_visitor(record, visit),
        seen=seen,
        alone=alone if visit.seen or visit.mother_seen else "",
        bedroom=BEDROOM.get(visit.bedroom, "Not answered"),
        words=words[-1].text if words else "",
        words_of="The mother" if mother else "",
        in_confidence=bool(words and words[-1].in_confidence),
    )


def next_visit(record: ChildRecord, *, now: datetime) -> str:
    """When somebody will go there next, if anybody has said so: "planned Mon 10:00", "not planned"."""
    planned = [visit.planned_for for visit in record.visits if visit.planned_for and visit.recorded_at is None]
    agreed = [visit.next_visit_at for visit in record.visits if visit.next_visit_at and visit.next_visit_at > now]
    ahead = sorted([*(at for at in planned if at > now), *agreed])
    if ahead:
        return f"planned {day_and_time(ahead[0], now=now)}"
    return f"planned for {day_and_time(max(planned), now=now)}, not recorded yet" if planned else "not planned"


def bedroom(record: ChildRecord, *, now: datetime) -> str:
    """Whether anybody has seen the place where the child sleeps, and when last; a refusal says so."""
    for wanted, words in (("seen", "seen"), ("refused", "seeing it was refused")):
        for visit in record.visits_made:
            if visit.bedroom == wanted and visit.arrived_at:
                return f"{words} {weekday_date(london_day(visit.arrived_at), now=now)}"
    return "nobody has seen it"
