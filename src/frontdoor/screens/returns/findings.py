"""What a run of Ofsted's lists found: the rows of each list, and what an inspector would ask, child by child."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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
    """One thing that would be asked: of which list, and the children behind it. A link has no address for who may not
    open the child."""

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
    numbers = {number for one in asked for number in one["children"]}
    seen = queries.seen_of(numbers, by=at.actor) if numbers and at.actor.may(Permission.SEE_CHILD) else {}
    at.seen += [Seen(page="returns_run", person=person) for person in seen.values()]
    for one in asked:
        yield QuestionRow(
            name=BY_NUMBER[one["number"]].name,
            kind=one["kind"],
            words=one["words"],
            rows=one["rows"],
            children=tuple(
                Link(number, reverse("child:page", args=[number]) if number in seen else "")
                for number in one["children"][:SHOWN]
            ),
            more=max(one["rows"] - SHOWN, 0),
        )


#: Children named under one question; the workbook names more.
SHOWN = 10
