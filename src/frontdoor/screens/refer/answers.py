"""What somebody has said on the form so far. It travels in the page, sealed; nothing of it is stored by the steps.

Answers are kept as they were typed: a date that cannot be is still what the person wrote. What they mean is decided
in one place, `to_concern`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from frontdoor.rules.reference import reference_for

LONDON = ZoneInfo("Europe/London")

Said = str | tuple[str, ...]


class Path(StrEnum):
    """Which of the three forms a person walks: the same questions in other words, more of them or fewer."""

    PUBLIC = "public"
    PROFESSIONAL = "professional"
    CHILD = "child"


class Scope(StrEnum):
    """What a question is asked about: the whole concern, each child (or place), or each adult."""

    ONCE = "once"
    CHILD = "child"
    ADULT = "adult"


class UnableToRead(ValueError):
    """The answers are not in the shape this version of the form writes."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One child, place or adult of the concern; `id` ("c2") is its own for the life of the form."""

    id: str
    said: Mapping[str, Said] = field(default_factory=dict)

    def text(self, name: str) -> str:
        found = self.said.get(name, "")
        return found if isinstance(found, str) else ", ".join(found)


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Everything said so far. `visited` holds the steps already shown, so that a change returns to where one was."""

    token: str
    begun_at: datetime
    authority: str
    said: Mapping[str, Said] = field(default_factory=dict)
    children: tuple[Item, ...] = (Item(id="c1"),)
    adults: tuple[Item, ...] = ()
    visited: frozenset[str] = frozenset()
    counted: int = 1

    @property
    def path(self) -> Path:
        """The form that fits who is telling us; somebody who did not say walks the public one."""
        who = self.text("who")
        return Path(who) if who in (Path.PROFESSIONAL, Path.CHILD) else Path.PUBLIC

    @property
    def reference(self) -> str:
        return reference_for(self.token, self.begun_at.astimezone(LONDON).year)

    def text(self, name: str) -> str:
        found = self.said.get(name, "")
        return found if isinstance(found, str) else ", ".join(found)

    def items(self, scope: Scope) -> tuple[Item, ...]:
        if scope is Scope.CHILD:
            return self.children
        return self.adults if scope is Scope.ADULT else ()

    def item(self, scope: Scope, item_id: str) -> Item | None:
        return next((item for item in self.items(scope) if item.id == item_id), None)

    def about(self, scope: Scope, item_id: str) -> Mapping[str, Said]:
        """What was said about one child or adult, or once for all; nothing for somebody who was removed."""
        if scope is Scope.ONCE:
            return self.said
        found = self.item(scope, item_id)
        return found.said if found else {}

    def with_said(self, scope: Scope, item_id: str, said: Mapping[str, Said]) -> Answers:
        """These answers with `said` put over what was said before of the same child, adult or whole."""
        if scope is Scope.ONCE:
            return replace(self, said={**self.said, **said})
        items = tuple(
            replace(item, said={**item.said, **said}) if item.id == item_id else item for item in self.items(scope)
        )
        return self._with_items(scope, items)

    def with_another(self, scope: Scope) -> tuple[Answers, Item]:
        """One child or adult more, and which one it is."""
        item = Item(id=f"{scope.value[0]}{self.counted + 1}")
        more = self._with_items(scope, (*self.items(scope), item))
        return replace(more, counted=self.counted + 1), item

    def without(self, scope: Scope, item_id: str) -> Answers:
        return self._with_items(scope, tuple(item for item in self.items(scope) if item.id != item_id))

    def having_visited(self, step: str) -> Answers:
        return replace(self, visited=self.visited | {step})

    def _with_items(self, scope: Scope, items: tuple[Item, ...]) -> Answers:
        return replace(self, children=items) if scope is Scope.CHILD else replace(self, adults=items)


def to_plain(answers: Answers) -> dict[str, Any]:
    """The answers as JSON can carry them."""
    return {
        "token": answers.token,
        "begun_at": answers.begun_at.isoformat(),
        "authority": answers.authority,
        "said": dict(answers.said),
        "children": [[item.id, dict(item.said)] for item in answers.children],
        "adults": [[item.id, dict(item.said)] for item in answers.adults],
        "visited": sorted(answers.visited),
        "counted": answers.counted,
    }


def from_plain(plain: Mapping[str, Any]) -> Answers:
    """The answers again. Raises `UnableToRead` where they were written by a form of another shape."""
    try:
        return Answers(
            token=plain["token"],
            begun_at=datetime.fromisoformat(plain["begun_at"]),
            authority=plain["authority"],
            said=_said(plain["said"]),
            children=_items(plain["children"]),
            adults=_items(plain["adults"]),
            visited=frozenset(plain["visited"]),
            counted=plain["counted"],
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise UnableToRead("These answers were written by another version of this form.") from wrong


def _items(plain: list[list[Any]]) -> tuple[Item, ...]:
    return tuple(Item(id=item_id, said=_said(said)) for item_id, said in plain)


def _said(plain: Mapping[str, Any]) -> dict[str, Said]:
    return {name: found if isinstance(found, str) else tuple(found) for name, found in plain.items()}
