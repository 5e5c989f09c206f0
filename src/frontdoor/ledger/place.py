"""Where an event stands. Tables say it of their rows; `ledger.record` writes it down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where an event stands: whose it is, whom it is about, in which journey, of which row, behind which walls."""

    authority: str
    about: UUID | None
    journey: UUID | None
    record: UUID | None
    record_kind: str
    agency: str = ""
    compartment: str = "open"
    marking: str = ""


@dataclass(frozen=True)
class At:
    """A place by itself, for an event that stands elsewhere than the row it is about."""

    where: Place

    def place(self) -> Place:
        return self.where


class Recordable(Protocol):
    """A row that events can be about."""

    def place(self) -> Place: ...
