"""Details of a person (a birth, a school, with whom they live) that changed while two were read as one.

They have no history of their own to read from: what a row said before is its versions. Whose the change was a person
says; the other's row then says again what it said before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from frontdoor.ledger.ids import derived_id
from frontdoor.ledger.versions import versions_of
from frontdoor.people import actions
from frontdoor.people.facts_since import read_as_one_since
from frontdoor.people.identity import Joining
from frontdoor.people.matching import keep_keys
from frontdoor.people.models import Person
from frontdoor.rules.coming_apart import DETAILS


@dataclass(frozen=True, kw_only=True)
class Detail:
    """One detail that changed since under one id: what it says now, what it said before, and when it last changed."""

    id: UUID
    person: UUID
    what: str
    now: Mapping[str, Any]
    before: Mapping[str, Any]
    changed_at: datetime


def details_since(joining: Joining, together: Collection[UUID]) -> list[Detail]:
    """The details of these ids that changed since they were read as one through this joining, the oldest first."""
    if joining.confirmed_at is None:
        return []
    found = []
    for one in together:
        row = Person.found(one)
        kept = versions_of(Person).objects.filter(id=one, pgh_created_at__gt=read_as_one_since(joining, one))
        said = [*kept.order_by("revision", "pgh_id"), row]
        for what in DETAILS if len(said) > 1 else ():
            now, before = _of(row, what), _of(said[0], what)
            if now != before:
                key = derived_id("detail", joining.id, one, what)
                changed_at = _changed_at(said, what)
                found.append(Detail(id=key, person=one, what=what, now=now, before=before, changed_at=changed_at))
    return sorted(found, key=lambda detail: (detail.changed_at, detail.id))


def _of(row: Any, what: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in DETAILS[what]}


def _changed_at(said: Sequence[Any], what: str) -> datetime:
    """When a detail last changed; each of these but the last, the row itself, says until when it stood."""
    moments = [one.pgh_created_at for one, after in pairwise(said) if _of(one, what) != _of(after, what)]
    last: datetime = moments[-1]
    return last


def give_details(given: Iterable[tuple[Detail, UUID]], *, authority: str, at: datetime) -> None:
    """Let each row say what was said to be of it: a detail that goes leaves behind what stood there before."""
    says: dict[UUID, dict[str, Any]] = {}
    moved = [(detail, to) for detail, to in given if detail.person != to]
    for detail, _ in moved:
        says.setdefault(detail.person, {}).update(detail.before)
    for detail, to in moved:
        says.setdefault(to, {}).update(detail.now)
    for person, facts in sorted(says.items()):
        row = Person.locked(person)
        row.change(at=at, **facts)
        actions.match_again(row, at=at)
    keep_keys(sorted(says), authority=authority, at=at)
