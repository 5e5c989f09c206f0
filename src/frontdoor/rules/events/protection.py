"""Steps that protect a child at once. None of them is ever refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from frontdoor.rules.events.base import LedgerEvent, event


@event
@dataclass(frozen=True, kw_only=True)
class SignificantHarmSuspected(LedgerEvent):
    """There was reasonable cause to suspect significant harm."""

    sentence = "There was reasonable cause to suspect significant harm"


@event
@dataclass(frozen=True, kw_only=True)
class StrategyDiscussionHeld(LedgerEvent):
    """A strategy discussion was held."""

    sentence = "A strategy discussion was held"
    quorate: bool
    agencies: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    starts_enquiry: str = "no"
    alone: bool = False


@event
@dataclass(frozen=True, kw_only=True)
class StrategyDiscussionReconvened(LedgerEvent):
    """The strategy discussion was reconvened with those who were missing."""

    sentence = "The strategy discussion was reconvened with those who were missing"
    quorate: bool


@event
@dataclass(frozen=True, kw_only=True)
class SafetyPlanAgreed(LedgerEvent):
    """A safety plan was agreed."""

    sentence = "A safety plan was agreed"
    lines: int = 1
    review_on: date | None = None


@event
@dataclass(frozen=True, kw_only=True)
class SafetyPlanChecked(LedgerEvent):
    """The safety plan was checked with the family."""

    sentence = "The safety plan was checked with the family"
    holds: bool = True


@event
@dataclass(frozen=True, kw_only=True)
class SafetyPlanNotNeeded(LedgerEvent):
    """No safety plan was needed, with the reason."""

    sentence = "No safety plan was needed, with the reason"
    reason: str


@event
@dataclass(frozen=True, kw_only=True)
class SafetyStepTaken(LedgerEvent):
    """A step was taken to keep the child safe."""

    sentence = "A step was taken to keep the child safe"
    step: str


@event
@dataclass(frozen=True, kw_only=True)
class Section47Started(LedgerEvent):
    """A section 47 enquiry was started."""

    sentence = "A section 47 enquiry was started"
    joint: str = "single"


@event
@dataclass(frozen=True, kw_only=True)
class Section47Concluded(LedgerEvent):
    """The section 47 enquiry was concluded."""

    sentence = "The section 47 enquiry was concluded"
    outcome: str


@event
@dataclass(frozen=True, kw_only=True)
class PoliceProtectionStarted(LedgerEvent):
    """Police protection was recorded."""

    sentence = "Police protection was recorded"
    until: datetime


@event
@dataclass(frozen=True, kw_only=True)
class PoliceProtectionEnded(LedgerEvent):
    """Police protection ended."""

    sentence = "Police protection ended"


@event
@dataclass(frozen=True, kw_only=True)
class EmergencyOrderMade(LedgerEvent):
    """An emergency order was recorded."""

    sentence = "An emergency order was recorded"
    ends_at: datetime | None = None
    order: str = "epo"


@event
@dataclass(frozen=True, kw_only=True)
class EmergencyOrderEnded(LedgerEvent):
    """The emergency order ended."""

    sentence = "The emergency order ended"


@event
@dataclass(frozen=True, kw_only=True)
class GapNoted(LedgerEvent):
    """Something was still missing when the step was taken."""

    sentence = "Something was still missing when the step was taken"
    gap: str


@event
@dataclass(frozen=True, kw_only=True)
class GapFilled(LedgerEvent):
    """What was missing was put right."""

    sentence = "What was missing was put right"
    gap: str


@event
@dataclass(frozen=True, kw_only=True)
class Paged(LedgerEvent):
    """The person on call was told."""

    sentence = "The person on call was told"
    reason: str
    to: str = ""


@event
@dataclass(frozen=True, kw_only=True)
class PageAcknowledged(LedgerEvent):
    """The person on call answered."""

    sentence = "The person on call answered"
    by_name: str = ""


@event
@dataclass(frozen=True, kw_only=True)
class SeriousIncidentKnown(LedgerEvent):
    """The authority became aware of a serious incident."""

    sentence = "The authority became aware of a serious incident"


@event
@dataclass(frozen=True, kw_only=True)
class SeriousIncidentNotified(LedgerEvent):
    """The serious incident was notified."""

    sentence = "The serious incident was notified"


@event
@dataclass(frozen=True, kw_only=True)
class RapidReviewSubmitted(LedgerEvent):
    """The rapid review was submitted."""

    sentence = "The rapid review was submitted"


@event
@dataclass(frozen=True, kw_only=True)
class AllegationKnown(LedgerEvent):
    """An allegation about a person who works with children became known."""

    sentence = "An allegation about a person who works with children became known"


@event
@dataclass(frozen=True, kw_only=True)
class LadoInformed(LedgerEvent):
    """The designated officer was informed."""

    sentence = "The designated officer was informed"


@event
@dataclass(frozen=True, kw_only=True)
class FgmDiscovered(LedgerEvent):
    """Female genital mutilation of a girl was discovered."""

    sentence = "Female genital mutilation of a girl was discovered"


@event
@dataclass(frozen=True, kw_only=True)
class FgmReported(LedgerEvent):
    """It was reported to the police as the law demands."""

    sentence = "It was reported to the police as the law demands"


@event
@dataclass(frozen=True, kw_only=True)
class EncompassIncident(LedgerEvent):
    """Police attended domestic abuse with a child of the household."""

    sentence = "Police attended domestic abuse with a child of the household"


@event
@dataclass(frozen=True, kw_only=True)
class EncompassTold(LedgerEvent):
    """The school's key adult was told."""

    sentence = "The school's key adult was told"
