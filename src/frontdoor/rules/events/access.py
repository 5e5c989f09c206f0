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
class AccountMade(LedgerEvent):
    """Somebody was given an account, with this role. About no child."""

    sentence = "An account was made"
    retention = Retention.SYSTEM
    role: str


@event
@dataclass(frozen=True, kw_only=True)
class AccountChanged(LedgerEvent):
    """What an account may do, or its registration, was changed: which details, and the role from now on."""

    sentence = "An account was changed"
    retention = Retention.SYSTEM
    details: tuple[str, ...]
    role: str


@event
@dataclass(frozen=True, kw_only=True)
class AccountStopped(LedgerEvent):
    """An account was stopped by a person."""

    sentence = "An account was stopped"
    retention = Retention.SYSTEM


@event
@dataclass(frozen=True, kw_only=True)
class AccountStarted(LedgerEvent):
    """A stopped or sleeping account was let in again by a person."""

    sentence = "An account was let in again"
    retention = Retention.SYSTEM


@event
@dataclass(frozen=True, kw_only=True)
class PasswordLinkGiven(LedgerEvent):
    """A link to set a new password was made for an account."""

    sentence = "A link to set a password was given"
    retention = Retention.SYSTEM


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
