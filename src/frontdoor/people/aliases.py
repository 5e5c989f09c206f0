"""All ids of one person, and the id that is shown. Every reading by child goes through here (ADR 8).

An id that was joined to nobody is a person by itself. Links that nobody confirmed are not followed. Under `bulk()` and
against the database the answers are the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from operator import attrgetter
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from frontdoor.ledger.storage import Kept, in_memory
from frontdoor.people.identity import Alias
from frontdoor.people.models import Person

Row = TypeVar("Row", bound=Kept)


def shown_id(person: UUID) -> UUID:
    """The id under which this person is shown now."""
    return shown_ids([person])[person]


def shown_ids(people: Iterable[UUID]) -> dict[UUID, UUID]:
    """The shown id of each of these ids, in one statement."""
    wanted = list(dict.fromkeys(people))
    known = {one.person: one.to for one in _of(wanted, "person", confirmed=True)}
    return {person: known.get(person, person) for person in wanted}


def ids_of(person: UUID) -> tuple[UUID, ...]:
    """Every id of this person: first the one that is shown, then those read as it, in the order of their joining."""
    return ids_of_each([person])[person]


def ids_of_each(people: Iterable[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """Every id of each of these people, in one statement whatever their number."""
    wanted = list(dict.fromkeys(people))
    around = _around(wanted)
    if not around:
        return {person: (person,) for person in wanted}
    shown: dict[UUID, UUID] = {}
    joined: dict[UUID, list[UUID]] = {}
    for one in around:
        shown[one.person] = one.to
        joined.setdefault(one.to, []).append(one.person)
    found = {person: shown.get(person, person) for person in wanted}
    return {person: (to, *joined.get(to, ())) for person, to in found.items()}


def walled_with(person: UUID) -> set[UUID]:
    """Every id that stands behind the walls of this one: links that nobody confirmed are followed too, since a wall
    never waits. The same as `frontdoor_same_people`; needs the wider sight.
    """
    found, ahead = {person}, [person]
    while ahead:
        one = ahead.pop()
        beside = {row.to for row in Alias.of(person=one) if row.until is None}
        beside |= {row.person for row in Alias.of(to=one) if row.until is None}
        ahead += beside - found
        found |= beside
    return found


def all_ids(people: Iterable[UUID]) -> list[UUID]:
    """Every id of all of these people, each once."""
    return list(dict.fromkeys(one for ids in ids_of_each(people).values() for one in ids))


def read_as(authority: str, at: datetime | None = None) -> dict[UUID, UUID]:
    """The id that is shown for each id of an authority that was joined to another, as the reader may see them.

    With a moment, as they were read then.
    """
    found = Alias.objects.filter(authority=authority, confirmed=True)
    in_force = Q(until__isnull=True) if at is None else Q(since__lte=at) & (Q(until__isnull=True) | Q(until__gt=at))
    found = found.filter(in_force).order_by("id")
    return dict(found.values_list("person", "to"))


def rows_of(kind: type[Row], column: str, person: UUID) -> list[Row]:
    """The rows of a kind that are of this person, whichever id they were written with, the oldest first."""
    return sorted((row for one in ids_of(person) for row in kind.of(**{column: one})), key=attrgetter("id"))


def unconfirmed(people: Collection[UUID]) -> list[Alias]:
    """The links of these ids that nobody has confirmed yet."""
    return _of(people, "person", confirmed=False)


def _around(people: Sequence[UUID]) -> list[Alias]:
    """Every alias in force of the people whom these ids are read as, in the order of their making."""
    if not people:
        return []
    if in_memory():
        shown = [one.to for one in _of(people, "person", confirmed=True)]
        return _of(dict.fromkeys([*people, *shown]), "to", confirmed=True)
    in_force = Alias.objects.filter(confirmed=True, until__isnull=True)
    read_as = in_force.filter(person__in=people).values("to")
    return list(in_force.filter(Q(to__in=people) | Q(to__in=read_as)).order_by("id"))


def _of(people: Collection[UUID], column: str, *, confirmed: bool) -> list[Alias]:
    if not people:
        return []
    if in_memory():
        found = [row for one in people for row in Alias.of(**{column: one, "confirmed": confirmed, "until": None})]
        return sorted(found, key=attrgetter("id")) if len(found) > 1 else found
    rows = Alias.objects.filter(**{f"{column}__in": list(people)}, confirmed=confirmed, until__isnull=True)
    return list(rows.order_by("id"))


def is_nameless(rows: Iterable[Person]) -> bool:
    """Whether these records of one child leave open who the child is: no name on any of them, and nobody said."""
    found = list(rows)
    return bool(found) and all(
        row.kind == "child" and row.provisional and not (row.given_name or row.family_name) for row in found
    )


#: What one record may lack and another of the same person may hold.
_FILLED = (
    "given_name", "family_name", "name_to_use", "born_on", "expected_on", "died_on", "age_said", "gender", "pronouns",
    "language", "ethnicity", "disabilities", "school", "gp", "letters_stopped", "household",
)  # fmt: skip


def as_one(rows: Sequence[Person]) -> Person:
    """The first of these rows with what it lacks filled from the others, the newest first. Never saved.

    Whoever was written down as unborn in one record and as a born child in another has been born.
    """
    shown, *others = rows
    if shown.kind == "unborn" and any(row.kind == "child" for row in others):
        shown.kind = "child"
    for row in sorted(others, key=lambda one: one.id, reverse=True):
        for name in _FILLED:
            if not getattr(shown, name) and getattr(row, name):
                setattr(shown, name, getattr(row, name))
        if shown.sex == "U":
            shown.sex = row.sex
        if shown.interpreter == "not_asked":
            shown.interpreter = row.interpreter
    return shown


def people_as_one(people: Iterable[UUID]) -> dict[UUID, Person]:
    """By each of these ids the person it is read as, with what all records of them say; unseen people are missing."""
    ids = ids_of_each(people)
    rows = {row.id: row for row in Person.objects.filter(id__in={one for of in ids.values() for one in of})}
    found: dict[UUID, Person] = {}
    for person, every in ids.items():
        visible = [rows[one] for one in every if one in rows]
        if visible and every[0] in rows:
            found[person] = as_one(visible)
    return found
