"""What a run of Ofsted's lists found: the rows of each list, and what an inspector would ask, child by child."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from frontdoor.access.doors import AtDoor
from frontdoor.access.looks import Seen
from frontdoor.returns import queries
from frontdoor.returns.annex_a.columns import BY_NUMBER
from frontdoor.returns.models import Run
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.shapes import Link


@dataclass(frozen=True, kw_only=True)
class ListRow:
    """One of the lists: what a row of it is, and how many it has."""

    name: str
    what: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class QuestionRow:
    """One thing that would be asked: of which list, and the children behind it whom no wall keeps from the reader.

    A link has no address for who makes returns and opens no child.
    """

    name: str
    kind: str
    words: str
    rows: int
    children: tuple[Link, ...]
    more: int


def lists_of(run: Run) -> Iterator[ListRow]:
    """Every list, in order; none of a census."""
    for one in run.findings.get("lists", ()):
        found = BY_NUMBER[one["number"]]
        yield ListRow(name=found.name, what=found.rows, rows=one["rows"])


def questions_of(run: Run, at: AtDoor) -> Iterator[QuestionRow]:
    """What would be asked, list by list; the looks at the children named are logged."""
    asked = run.findings.get("questions", ())
    people = _shown({number for one in asked for number in one["children"]}, at)
    opened = queries.last_journeys(people.values(), by=at.actor) if at.actor.may(Permission.SEE_CHILD) else {}
    for one in asked:
        named = [number for number in one["children"] if number in people]
        yield QuestionRow(
            name=BY_NUMBER[one["number"]].name,
            kind=one["kind"],
            words=one["words"],
            rows=one["rows"],
            children=tuple(
                Link(number, reverse("child:page", args=[number]) if people[number] in opened else "")
                for number in named[:SHOWN]
            ),
            more=max(one["rows"] - SHOWN, 0),
        )


def page_of(run: Run, at: AtDoor) -> str:
    """The page that goes with a census, less the lines of children whom a wall keeps from the reader; looks logged.

    What is counted stays: official figures count every child.
    """
    lines = run.page.split("\n")
    named = {place: found[1] for place, line in enumerate(lines) if (found := _NAMES_A_CHILD.match(line))}
    people = _shown({*named.values()}, at)
    return "\n".join(line for place, line in enumerate(lines) if place not in named or named[place] in people)


def _shown(numbers: Collection[str], at: AtDoor) -> dict[str, UUID]:
    people = queries.shown_of(numbers, by=at.actor)
    at.seen += [Seen(page="returns_run", person=person) for person in people.values()]
    return people


#: Children named under one question; the workbook names more.
SHOWN = 10

#: A line of the page that names a child: the number, and a day (`cin_census.page`).
_NAMES_A_CHILD = re.compile(r"    (\S+)  \d\d/\d\d/\d{4}$")
