"""What stands on a child's card: facts with their source, papers, requests for access."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frontdoor.rules.events.base import LedgerEvent, event


@event
@dataclass(frozen=True, kw_only=True)
class FactRecorded(LedgerEvent):
    """A fact about the child was recorded. Says of what kind, never what."""

    sentence = "A fact about the child was recorded"
    kind_of_fact: str


@event
@dataclass(frozen=True, kw_only=True)
class FactEnded(LedgerEvent):
    """A fact about the child no longer holds; `until` is the last day on which it did."""

    sentence = "A fact about the child no longer holds"
    kind_of_fact: str
    until: date


@event
@dataclass(frozen=True, kw_only=True)
class PaperRecorded(LedgerEvent):
    """A paper that belongs to the child was entered. Says of what kind, never what it is called or where it is."""

    sentence = "A paper was entered"
    kind_of_paper: str


@event
@dataclass(frozen=True, kw_only=True)
class AccessRequested(LedgerEvent):
    """Somebody asked to see what is held about the child."""

    sentence = "Somebody asked to see what is held about the child"
    asked_by: str


@event
@dataclass(frozen=True, kw_only=True)
class AccessAnswerPrepared(LedgerEvent):
    """Whoever works with the child gathered what is held, for information governance to answer."""

    sentence = "What is held was gathered for a request for access"


@event
@dataclass(frozen=True, kw_only=True)
class AccessRequestExtended(LedgerEvent):
    """The time for a request for access was extended; `asked_on` is the day on which it was made."""

    sentence = "The time for a request for access was extended"
    asked_on: date


@event
@dataclass(frozen=True, kw_only=True)
class AccessRequestAnswered(LedgerEvent):
    """A request for access was answered."""

    sentence = "A request for access was answered"
    outcome: str
