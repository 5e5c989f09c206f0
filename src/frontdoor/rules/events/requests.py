"""The hub asks, agencies answer."""

from __future__ import annotations

from dataclasses import dataclass

from frontdoor.rules.events.base import LedgerEvent, event


@event
@dataclass(frozen=True, kw_only=True)
class InformationRequested(LedgerEvent):
    """An agency was asked for information."""

    sentence = "An agency was asked for information"
    agency: str
    rating: str = ""


@event
@dataclass(frozen=True, kw_only=True)
class AgencyTold(LedgerEvent):
    """A worker told an agency whose register knows the child that the child is here: for what, on what ground."""

    sentence = "A worker told an agency that knows the child"
    agency: str
    register: str
    purpose: str
    basis: str


@event
@dataclass(frozen=True, kw_only=True)
class InformationAnswered(LedgerEvent):
    """An agency answered."""

    sentence = "An agency answered"
    agency: str
    state: str


@event
@dataclass(frozen=True, kw_only=True)
class InformationAnsweredInPart(LedgerEvent):
    """An agency answered in part, or asked for time to take advice. Its clock runs on."""

    sentence = "An agency answered in part, or asked for time"
    agency: str
    state: str


@event
@dataclass(frozen=True, kw_only=True)
class InformationRequestWithdrawn(LedgerEvent):
    """A request was withdrawn."""

    sentence = "A request was withdrawn"
    agency: str


@event
@dataclass(frozen=True, kw_only=True)
class InformationRequestReminded(LedgerEvent):
    """An agency was reminded."""

    sentence = "An agency was reminded"
    agency: str
