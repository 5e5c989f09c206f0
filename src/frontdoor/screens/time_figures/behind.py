"""The children behind a number, in words: who, since when, how long, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from frontdoor.people.models import Context, Person
from frontdoor.performance.opened import Opened
from frontdoor.performance.waits import Asked, Wait
from frontdoor.rules.calendar import london_day
from frontdoor.screens.look.formatting import day_and_time
from frontdoor.screens.look.naming import child_line
from frontdoor.screens.time_figures.lines import length_words, working_words

#: Which of the waits to list.
WHICH = {"open": "Waiting now", "overdue": "Overdue now", "late": "Ended late", "all": "All counted"}

_HOW = {"open": "waiting", "done": "ended", "ended": "ended without it", "not_known": "not known"}


@dataclass(frozen=True, slots=True)
class ChildRow:
    """One child of the list."""

    reference: str
    url: str
    line: str
    began: str
    length: str
    working: str
    how: str
    overdue: bool


def wanted(waits: Sequence[Wait], which: str) -> list[Wait]:
    """The waits of the list asked for, longest first."""
    return [
        wait
        for wait in waits
        if which == "all"
        or (which == "open" and wait.how == "open")
        or (which == "overdue" and wait.overdue)
        or (which == "late" and wait.late)
    ]


def child_rows(shown: Sequence[Opened], *, asked: Asked, now: datetime) -> list[ChildRow]:
    """The rows, with names and ages as of now."""
    return [_row(one, asked=asked, now=now) for one in shown]


def _row(one: Opened, *, asked: Asked, now: datetime) -> ChildRow:
    wait, contact = one.wait, one.journey.contact
    how = "waiting, overdue" if wait.overdue else _HOW[wait.how] + (" late" if wait.late else "")
    return ChildRow(
        reference=contact.reference,
        url=reverse("hub:record", args=[contact.reference]),
        line=_line(one, now),
        began=day_and_time(wait.began, now=asked.at) if wait.began else "not known",
        length="not known" if wait.length is None else length_words(wait.length),
        working=working_words(wait.working),
        how=f"{how}, recorded late" if wait.recorded_late else how,
        overdue=wait.overdue,
    )


def _line(one: Opened, now: datetime) -> str:
    about, journey = one.about, one.journey
    person = about if isinstance(about, Person) else None
    return child_line(
        kind=journey.kind,
        on=london_day(now),
        name=(person.name_to_use or person.given_name) if person else "",
        family_name=person.family_name if person else "",
        label=journey.label or (person.label if person else ""),
        born_on=person.born_on if person else None,
        expected_on=person.expected_on if person and not person.born_on else None,
        died_on=person.died_on if person else None,
        age_said=person.age_said if person else "",
        sex=person.sex if person else "U",
        context_name=about.name if isinstance(about, Context) else "",
    )
