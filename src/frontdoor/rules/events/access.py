"""Who was let in, kept out or looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frontdoor.rules.events.base import LedgerEvent, Retention, event


@event
@dataclass(frozen=True, kw_only=True)
class GlassBroken(LedgerEvent):
    """Opened in an emergency."""

    sentence = "Opened in an emergency"
    retention = Retention.ACCESS
    minutes: int


@event
@dataclass(frozen=True, kw_only=True)
class GlassReviewed(LedgerEvent):
    """The emergency opening was reviewed."""

    sentence = "The emergency opening was reviewed"
    retention = Retention.ACCESS
    verdict: str


@event
@dataclass(frozen=True, kw_only=True)
class LetIn(LedgerEvent):
    """A named person was let in to a restricted record for a time; `account` is theirs, `until` the last day."""

    sentence = "Somebody was let in to the restricted record"
    retention = Retention.ACCESS
    account: str
    until: date


@event
@dataclass(frozen=True, kw_only=True)
class LettingInEnded(LedgerEvent):
    """Whoever had been let in no longer is."""

    sentence = "Somebody is no longer let in to the restricted record"
    retention = Retention.ACCESS
    account: str


@event
@dataclass(frozen=True, kw_only=True)
class FamilyKnown(LedgerEvent):
    """A member of staff said that they know this family."""

    sentence = "A member of staff said that they know this family"
    retention = Retention.ACCESS


@event
@dataclass(frozen=True, kw_only=True)
class BarLifted(LedgerEvent):
    """The bar was lifted."""

    sentence = "The bar was lifted"
    retention = Retention.ACCESS
