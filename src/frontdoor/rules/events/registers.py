"""Agencies' registers: that an agency knows a person, never what it knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frontdoor.rules.events.base import LedgerEvent, Retention, event


@event
@dataclass(frozen=True, kw_only=True)
class RegisterAgreed(LedgerEvent):
    """An agreement and an impact assessment were recorded, under which an agency sends a register. About no child."""

    sentence = "An agreement about an agency's register was recorded"
    retention = Retention.SYSTEM
    agency: str
    register: str
    basis: str
    starts_on: date
    ends_on: date


@event
@dataclass(frozen=True, kw_only=True)
class RegisterAgreementEnded(LedgerEvent):
    """An agreement about a register was ended before its time. About no child."""

    sentence = "An agreement about an agency's register was ended"
    retention = Retention.SYSTEM
    agency: str
    register: str
    ends_on: date


@event
@dataclass(frozen=True, kw_only=True)
class RegisterLoaded(LedgerEvent):
    """Rows of an agency's register were loaded. About no child: counts of rows, not of whom they are about."""

    sentence = "Rows of an agency's register were loaded"
    retention = Retention.SYSTEM
    agency: str
    register: str
    begun: int
    changed: int
    ended: int


@event
@dataclass(frozen=True, kw_only=True)
class RegisterLinked(LedgerEvent):
    """A row of an agency's register was taken to be about this person, on the evidence named."""

    sentence = "An agency's register was found to know the person"
    agency: str
    register: str
    because: str


@event
@dataclass(frozen=True, kw_only=True)
class RegisterAsked(LedgerEvent):
    """A row of an agency's register may be about this person: a person is asked at the desk."""

    sentence = "An agency's register may know the person: somebody was asked"
    agency: str
    register: str


@event
@dataclass(frozen=True, kw_only=True)
class RegisterConfirmed(LedgerEvent):
    """A worker looked at a row of an agency's register and said that it is about this person."""

    sentence = "A worker said that an agency's register means this person"
    agency: str
    register: str


@event
@dataclass(frozen=True, kw_only=True)
class RegisterParted(LedgerEvent):
    """A row of an agency's register was found to be about somebody else, by a worker or because it now says so."""

    sentence = "An agency's register was found not to mean this person"
    agency: str
    register: str
    because: str
