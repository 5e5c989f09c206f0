"""A concern arrives, is seen, rated, linked and added to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from frontdoor.rules.events.base import LedgerEvent, Retention, event


@event
@dataclass(frozen=True, kw_only=True)
class ContactReceived(LedgerEvent):
    """A concern was received."""

    sentence = "A concern was received"
    channel: str
    source: str
    danger_now: bool
    subject: str = "child"
    worries: tuple[str, ...] = ()
    incident_at: datetime | None = None
    aware_at: datetime | None = None
    sent_at: datetime | None = None


@event
@dataclass(frozen=True, kw_only=True)
class ContactEntered(LedgerEvent):
    """The concern could be seen in triage."""

    sentence = "The concern could be seen in triage"


@event
@dataclass(frozen=True, kw_only=True)
class ContactAcknowledged(LedgerEvent):
    """Receipt was acknowledged to the referrer."""

    sentence = "Receipt was acknowledged to the referrer"
    by_registered_social_worker: bool
    by_machine: bool = False
    means: str = ""


@event
@dataclass(frozen=True, kw_only=True)
class ContactRated(LedgerEvent):
    """The concern was rated."""

    sentence = "The concern was rated"
    rating: str
    previous: str = ""
    reasons: tuple[str, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class ContactLinked(LedgerEvent):
    """Linked as another report of the same incident."""

    sentence = "Linked as another report of the same incident"
    to: str


@event
@dataclass(frozen=True, kw_only=True)
class ContactUnlinked(LedgerEvent):
    """No longer linked to the other report."""

    sentence = "No longer linked to the other report"
    to: str


@event
@dataclass(frozen=True, kw_only=True)
class ContactPassedToDutyManager(LedgerEvent):
    """Passed to the duty manager."""

    sentence = "Passed to the duty manager"
    reason: str


@event
@dataclass(frozen=True, kw_only=True)
class InformationAdded(LedgerEvent):
    """Information was added."""

    sentence = "Information was added"
    by_agency: str = ""


@event
@dataclass(frozen=True, kw_only=True)
class NewInformationReceived(LedgerEvent):
    """New information came for a child already open."""

    sentence = "New information came for a child already open"
    open_journey: UUID | None = None
    significant_harm_possible: bool = False


@event
@dataclass(frozen=True, kw_only=True)
class NewInformationRead(LedgerEvent):
    """The worker read the new information."""

    sentence = "The worker read the new information"


@event
@dataclass(frozen=True, kw_only=True)
class CallLogged(LedgerEvent):
    """A telephone call was logged."""

    sentence = "A telephone call was logged"
    direction: str
    with_whom: str


@event
@dataclass(frozen=True, kw_only=True)
class DangerDeclared(LedgerEvent):
    """Somebody said that a child is in danger now."""

    sentence = "Somebody said that a child is in danger now"


@event
@dataclass(frozen=True, kw_only=True)
class ChildMissingReported(LedgerEvent):
    """A child was reported missing with this concern."""

    sentence = "A child was reported missing with this concern"
    missing_reported_by: str = ""


@event
@dataclass(frozen=True, kw_only=True)
class IntakeSignedOff(LedgerEvent):
    """A day's intake was counted, channel by channel, and signed off. About no child."""

    sentence = "A day's intake was counted and signed off"
    retention = Retention.SYSTEM
    on: date
    unexplained: int
