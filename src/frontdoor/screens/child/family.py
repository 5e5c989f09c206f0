"""The child's family and household: a table first, then a drawing of the same people and no others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from frontdoor.journey.child_queries import ChildRecord
from frontdoor.people.models import Person, Relationship
from frontdoor.rules.calendar import london_day
from frontdoor.rules.curiosity import FATHERS
from frontdoor.rules.partnership import Partnership
from frontdoor.screens.look.formatting import date_words
from frontdoor.screens.look.naming import child_line

_RESPONSIBILITY = {"yes": "Yes", "no": "No", "not_known": "Not known", "not_asked": "Not asked"}
_LIVES_WITH = {"yes": "Lives with the child", "no": "Lives elsewhere", "not_known": "Not known where"}


@dataclass(frozen=True, kw_only=True)
class Relative:
    """Somebody around the child. `risk` says why they may be a risk, by whom and since when; empty if nobody said so.

    `known` is false for somebody who is spoken of and not named. `number` shows their telephone on "Show".
    """

    what: str
    who: str
    responsibility: str
    lives: str
    source: str
    risk: str
    known: bool
    number: str
    has_telephone: bool


@dataclass(frozen=True, kw_only=True)
class Sibling:
    """A child of the household: name, age, and the way to their own record. Nothing else stands on this page."""

    line: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Family:
    """Who is around the child. `father_not_named` and `others` stand as lines of the table."""

    adults: tuple[Relative, ...]
    siblings: tuple[Sibling, ...]
    father_not_named: bool
    others: str


def name_of(person: Person) -> str:
    """The name to use with the surname; empty where none is known."""
    return " ".join(part for part in (person.name_to_use or person.given_name, person.family_name) if part)


def line_of(person: Person, *, on: date) -> str:
    """A person in one line, with age."""
    return child_line(
        kind=person.kind,
        on=on,
        name=person.name_to_use or person.given_name,
        family_name=person.family_name,
        label=person.label,
        born_on=person.born_on,
        expected_on=person.expected_on,
        died_on=person.died_on,
        age_said=person.age_said,
        sex=person.sex,
    )


def siblings_of(record: ChildRecord) -> list[Person]:
    """The other children of the household whom the reader may see."""
    home = record.person.household
    return [
        one
        for one in record.people.values()
        if home is not None and one.household == home and one.kind in ("child", "unborn")
    ]


def family(record: ChildRecord, *, may_open: Collection[UUID], place: Partnership, now: datetime) -> Family:
    """The table's rows. An adult behind a wall that the reader does not stand inside is not there at all."""
    on = london_day(now)
    adults = tuple(
        _relative(record, tie, record.people[tie.person], place)
        for tie in sorted(record.ties, key=_order)
        if tie.person in record.people and record.people[tie.person].kind == "adult"
    )
    siblings = tuple(
        Sibling(
            line=line_of(one, on=on),
            url=reverse("child:page", args=[one.local_number]) if one.id in may_open else "",
        )
        for one in siblings_of(record)
    )
    fathers = (tie for tie in record.ties if tie.relationship.strip().lower() in FATHERS)
    named = any(tie.person in record.people and name_of(record.people[tie.person]) for tie in fathers)
    others = any(journey.contact.others_not_named for journey in record.journeys)
    return Family(
        adults=adults,
        siblings=siblings,
        father_not_named=not named,
        others="Others in the household, not named" if others else "",
    )


def _order(tie: Relationship) -> tuple[int, str]:
    """Mothers and fathers first, then whoever else has responsibility, then the rest."""
    what = tie.relationship.strip().lower()
    rank = 0 if what in ("mother", "mum", "birth mother") else 1 if what in FATHERS else 3
    return min(rank, 2 if tie.parental_responsibility == "yes" else 3), str(tie.id)


def _relative(record: ChildRecord, tie: Relationship, person: Person, place: Partnership) -> Relative:
    name = name_of(person)
    agency = place.agency_by_code.get(tie.source)
    source = agency.name if agency else "the front door" if tie.source in ("", "council") else "another agency"
    told = f"as {source} told us"
    since = f" since {date_words(tie.since)}" if tie.since else ""
    return Relative(
        what=(tie.relationship or "not known what to the child").replace("_", " ").capitalize(),
        who=name or person.label or "Name not known",
        responsibility=_RESPONSIBILITY.get(tie.parental_responsibility, tie.parental_responsibility),
        lives=_LIVES_WITH.get(tie.lives_with, "Not known where") + since,
        source=told,
        risk=f"May be a risk, {told}; not reviewed" if tie.may_be_a_risk else "",
        known=bool(name),
        number=person.local_number,
        has_telephone=person.id in record.telephones,
    )
