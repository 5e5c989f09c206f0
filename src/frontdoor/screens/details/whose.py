"""Whose details they are: the child, and the people around the child whom this reader may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast
from uuid import UUID

from frontdoor.ledger.storage import UnableToFind
from frontdoor.people.aliases import ids_of_each
from frontdoor.people.models import Person
from frontdoor.people.queries import people_around
from frontdoor.screens.record.acts import Doing
from frontdoor.screens.record.fields import one_of


def whose_field() -> Any:
    """Who it is about; nobody is chosen beforehand, so that no sibling gets what is another's."""
    return one_of("Whose is it?", (), required="Say whose it is.")


def child_of(doing: Doing) -> Person:
    """The child of the page; a place or a group has no details of this kind."""
    if doing.child.person is None:
        raise UnableToFind
    return doing.child.person


@dataclass(frozen=True, kw_only=True)
class Telling(Doing):
    """`Doing`, with whose the details may be: read once, however many acts ask."""

    @cached_property
    def everybody(self) -> list[tuple[str, str]]:
        """The child, then who is around the child."""
        child = child_of(self)
        around = people_around(child)
        return [(str(child.id), self.child.line), *((str(one.id), _words(one, tie)) for one, tie in around)]

    @cached_property
    def every_id(self) -> dict[UUID, str]:
        """Every id of the child and of who is around the child, with whose it is in words."""
        people = {UUID(key): words for key, words in self.everybody}
        return {one: people[shown] for shown, ids in ids_of_each(people).items() for one in ids}


def everybody(doing: Doing) -> list[tuple[str, str]]:
    """The child, then who is around the child."""
    return cast(Telling, doing).everybody


def every_id(doing: Doing) -> dict[UUID, str]:
    """Every id of the child and of who is around the child, with whose it is in words."""
    return cast(Telling, doing).every_id


def _words(person: Person, tie: str) -> str:
    name = " ".join(part for part in (person.name_to_use or person.given_name, person.family_name) if part)
    what = tie.replace("_", " ") or ("lives in the same household" if person.household else "")
    return ", ".join(part for part in (name or person.label or "name not known", what) if part)


def whose_choices(doing: Doing) -> Mapping[str, Sequence[tuple[str, str]]]:
    """What `whose_field` offers."""
    return {"whose": everybody(doing)}


def about(doing: Doing, given: Mapping[str, Any]) -> dict[str, Any]:
    """The person a verb changes, and the record through which they are reached."""
    return {"person": UUID(given["whose"]), "through": doing.child.journey}
