"""What happens now is decided by a named person, for each child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frontdoor.rules.events.base import LedgerEvent, event


@event
@dataclass(frozen=True, kw_only=True)
class OutcomeDecided(LedgerEvent):
    """What happens now was decided. `held_already`: the discussion decided on had been held when this was written."""

    sentence = "What happens now was decided"
    outcome: str
    also: tuple[str, ...] = ()
    level_asked: str = ""
    level_decided: str = ""
    by_registered_social_worker: bool = False
    in_backlog: bool = False
    unanswered: int = 0
    closes: bool = False
    held_already: bool = False


@event
@dataclass(frozen=True, kw_only=True)
class OutcomeProposed(LedgerEvent):
    """What should happen was written down; it waits for a registered social worker or a second signature."""

    sentence = "What should happen was proposed"
    outcome: str
    waits_for: str


@event
@dataclass(frozen=True, kw_only=True)
class AlsoDecided(LedgerEvent):
    """Also set."""

    sentence = "Also set"
    also: str


@event
@dataclass(frozen=True, kw_only=True)
class CountersignAsked(LedgerEvent):
    """A second signature was asked for."""

    sentence = "A second signature was asked for"
    reason: str


@event
@dataclass(frozen=True, kw_only=True)
class DecisionCountersigned(LedgerEvent):
    """The decision was countersigned."""

    sentence = "The decision was countersigned"
    agrees: bool


@event
@dataclass(frozen=True, kw_only=True)
class DecisionConfirmed(LedgerEvent):
    """A registered social worker confirmed the step."""

    sentence = "A registered social worker confirmed the step"


@event
@dataclass(frozen=True, kw_only=True)
class ReferralMade(LedgerEvent):
    """The concern became a referral."""

    sentence = "The concern became a referral"
    referral_on: date
    source: str
    rereferral: bool = False


@event
@dataclass(frozen=True, kw_only=True)
class NoFurtherActionTaken(LedgerEvent):
    """After first consideration nothing further was done about the referral."""

    sentence = "After first consideration nothing further was done about the referral"


@event
@dataclass(frozen=True, kw_only=True)
class PrimaryNeedRecorded(LedgerEvent):
    """The primary need was recorded for the census."""

    sentence = "The primary need was recorded for the census"
    need: str


@event
@dataclass(frozen=True, kw_only=True)
class FeedbackDrafted(LedgerEvent):
    """What will be said to those who told us was drafted."""

    sentence = "What will be said to those who told us was drafted"
    to: str


@event
@dataclass(frozen=True, kw_only=True)
class FeedbackReleased(LedgerEvent):
    """What was decided was told."""

    sentence = "What was decided was told"
    to: str
    by_registered_social_worker: bool = False


@event
@dataclass(frozen=True, kw_only=True)
class FeedbackWithheld(LedgerEvent):
    """Nothing will be told to this recipient, with the reason."""

    sentence = "Nothing will be told to this recipient, with the reason"
    to: str
    reason: str


@event
@dataclass(frozen=True, kw_only=True)
class DisagreementRaised(LedgerEvent):
    """A disagreement was raised."""

    sentence = "A disagreement was raised"
    agency: str = ""
    step: int = 1


@event
@dataclass(frozen=True, kw_only=True)
class DisagreementEscalated(LedgerEvent):
    """A disagreement went one step up."""

    sentence = "A disagreement went one step up"
    step: int


@event
@dataclass(frozen=True, kw_only=True)
class DisagreementResolved(LedgerEvent):
    """A disagreement was resolved."""

    sentence = "A disagreement was resolved"
    outcome: str
    step: int = 1


@event
@dataclass(frozen=True, kw_only=True)
class DecisionSampled(LedgerEvent):
    """Chosen for audit."""

    sentence = "Chosen for audit"
    reason: str
