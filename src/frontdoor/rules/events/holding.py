"""Who holds the child, and how that passes from hand to hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frontdoor.rules.events.base import LedgerEvent, event


@event
@dataclass(frozen=True, kw_only=True)
class Allocated(LedgerEvent):
    """Allocated."""

    sentence = "Allocated"
    team: str
    worker: UUID | None = None


@event
@dataclass(frozen=True, kw_only=True)
class AllocationAccepted(LedgerEvent):
    """The worker accepted the child."""

    sentence = "The worker accepted the child"
    team: str
    worker: UUID | None = None


@event
@dataclass(frozen=True, kw_only=True)
class AllocationDeclined(LedgerEvent):
    """The allocation was declined."""

    sentence = "The allocation was declined"
    team: str
    reason: str


@event
@dataclass(frozen=True, kw_only=True)
class HandedOver(LedgerEvent):
    """Handed over, not yet accepted."""

    sentence = "Handed over, not yet accepted"
    to_kind: str
    to: str
    from_team: str = ""


@event
@dataclass(frozen=True, kw_only=True)
class HandoverAccepted(LedgerEvent):
    """The hand-over was accepted by a named person."""

    sentence = "The hand-over was accepted by a named person"
    to_kind: str
    to: str


@event
@dataclass(frozen=True, kw_only=True)
class HandoverDeclined(LedgerEvent):
    """The hand-over was declined."""

    sentence = "The hand-over was declined"
    to_kind: str
    to: str
    reason: str


@event
@dataclass(frozen=True, kw_only=True)
class HandoverEscalated(LedgerEvent):
    """Closing time found the hand-over unaccepted: the manager and out-of-hours were told."""

    sentence = "Unaccepted at closing time: the manager and out-of-hours were told"
    to_kind: str


@event
@dataclass(frozen=True, kw_only=True)
class JourneyClosed(LedgerEvent):
    """Closed."""

    sentence = "Closed"
    reason: str
    statutory: str = ""
    in_bulk: bool = False


@event
@dataclass(frozen=True, kw_only=True)
class ClosingAsked(LedgerEvent):
    """A second signature was asked for, so that it can be closed."""

    sentence = "A second signature was asked for, to close"
    reason: str


@event
@dataclass(frozen=True, kw_only=True)
class ClosingSigned(LedgerEvent):
    """A second person signed the closing."""

    sentence = "A second person signed the closing"


@event
@dataclass(frozen=True, kw_only=True)
class ClosingNotSigned(LedgerEvent):
    """The closing was not signed: the child stays open."""

    sentence = "The closing was not signed"


@event
@dataclass(frozen=True, kw_only=True)
class JourneyReopened(LedgerEvent):
    """Reopened."""

    sentence = "Reopened"
    reason: str


@event
@dataclass(frozen=True, kw_only=True)
class LatenessExplained(LedgerEvent):
    """The reason for lateness was recorded."""

    sentence = "The reason for lateness was recorded"
    clock: str
    reason: str


@event
@dataclass(frozen=True, kw_only=True)
class EventVoided(LedgerEvent):
    """A record was corrected."""

    sentence = "A record was corrected"
    reason: str


@event
@dataclass(frozen=True, kw_only=True)
class ClockDueSoon(LedgerEvent):
    """A clock was about to run out. `run` is which run of it."""

    sentence = "A clock was about to run out"
    clock: str
    run: UUID
    due_at: datetime


@event
@dataclass(frozen=True, kw_only=True)
class ClockOverdue(LedgerEvent):
    """A clock ran out. `run` is which run of it."""

    sentence = "A clock ran out"
    clock: str
    run: UUID
    due_at: datetime
