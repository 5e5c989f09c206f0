"""What an event of the ledger may hold: codes, references and moments, never narrative and never a name."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, TypeVar
from uuid import UUID

Scalar = str | int | bool | None | list[str]


class Retention(StrEnum):
    """How long the rows stay that an event points at; the event itself stays, nameless. Terms: `rules.retention`."""

    CHILD = "child"  # with the child's record
    ACCESS = "access"  # with the access log
    SYSTEM = "system"  # with the authority's own papers


@dataclass(frozen=True, kw_only=True)
class LedgerEvent:
    """An event before it is recorded. Subclasses are past tense and state a sentence and a retention rule."""

    sentence: ClassVar[str]
    retention: ClassVar[Retention] = Retention.CHILD

    @classmethod
    def kind(cls) -> str:
        """The name under which the event is stored: `ContactReceived` is `contact_received`."""
        return _kind(cls.__name__)

    def data(self) -> dict[str, Scalar]:
        """The event's own facts as stored: moments in ISO 8601, references as text, in order of name."""
        return {name: _plain(getattr(self, name)) for name in _in_order(type(self))}


@cache
def _kind(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


_IN_ORDER: dict[type[LedgerEvent], tuple[str, ...]] = {}


def _in_order(cls: type[LedgerEvent]) -> tuple[str, ...]:
    found = _IN_ORDER.get(cls)
    if found is None:
        found = _IN_ORDER[cls] = tuple(sorted(names(cls)))
    return found


def _plain(value: Any) -> Scalar:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, tuple):
        return [str(item) for item in value]
    if value is None or isinstance(value, str | int | bool):
        return value
    raise TypeError(f"An event holds codes, references and moments, not {type(value).__name__}.")


KINDS: dict[str, type[LedgerEvent]] = {}

Kind = TypeVar("Kind", bound=type[LedgerEvent])


def event(cls: Kind) -> Kind:
    """Register an event class. Refuses one without a sentence, or two of one name."""
    if not cls.sentence:
        raise ValueError(f"{cls.__name__} needs a sentence.")
    if cls.kind() in KINDS:
        raise ValueError(f"There are two events called {cls.kind()}.")
    KINDS[cls.kind()] = cls
    return cls


def names(cls: type[LedgerEvent]) -> tuple[str, ...]:
    """The names of an event's own facts, for the reference page."""
    return tuple(field.name for field in fields(cls))
