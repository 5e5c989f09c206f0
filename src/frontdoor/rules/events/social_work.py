"""Assessments, visits, conferences and plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from frontdoor.rules.events.base import LedgerEvent, event


@event
@dataclass(frozen=True, kw_only=True)
class AssessmentStarted(LedgerEvent):
    """An assessment was started."""

    sentence = "An assessment was started"


@event
@dataclass(frozen=True, kw_only=True)
class AssessmentReviewSet(LedgerEvent):
    """A review point was set."""

    sentence = "A review point was set"
    review_on: date


@event
@dataclass(frozen=True, kw_only=True)
class AssessmentReviewed(LedgerEvent):
    """The manager reviewed the assessment."""

    sentence = "The manager reviewed the assessment"


@event
@dataclass(frozen=True, kw_only=True)
class AssessmentAuthorised(LedgerEvent):
    """The assessment was authorised."""

    sentence = "The assessment was authorised"
    outcome: str
    factors: tuple[str, ...] = ()
    child_seen: bool = False
    in_need: bool = True


@event
@dataclass(frozen=True, kw_only=True)
class AssessmentOutcomeTold(LedgerEvent):
    """The family and agencies were told the outcome of the assessment."""

    sentence = "The family and agencies were told the outcome of the assessment"


@event
@dataclass(frozen=True, kw_only=True)
class VisitPlanned(LedgerEvent):
    """A visit was planned."""

    sentence = "A visit was planned"
    for_moment: datetime
    purpose: str


@event
@dataclass(frozen=True, kw_only=True)
class VisitRecorded(LedgerEvent):
    """A visit was recorded."""

    sentence = "A visit was recorded"
    purpose: str
    seen: bool
    alone: str = ""
    bedroom: str = ""
    mother_seen: bool = False


@event
@dataclass(frozen=True, kw_only=True)
class VisitAddedTo(LedgerEvent):
    """Something was added to a visit."""

    sentence = "Something was added to a visit"


@event
@dataclass(frozen=True, kw_only=True)
class TransferInNotified(LedgerEvent):
    """Another authority told us that a child with a plan has moved here."""

    sentence = "Another authority told us that a child with a plan has moved here"


@event
@dataclass(frozen=True, kw_only=True)
class ConferenceHeld(LedgerEvent):
    """A child protection conference was held."""

    sentence = "A child protection conference was held"
    meeting: str
    pre_birth: bool = False
    plan: bool = False
    categories: tuple[str, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class CoreGroupHeld(LedgerEvent):
    """A core group was held."""

    sentence = "A core group was held"


@event
@dataclass(frozen=True, kw_only=True)
class ProtectionPlanStarted(LedgerEvent):
    """A child protection plan began."""

    sentence = "A child protection plan began"
    category: str
    on: date


@event
@dataclass(frozen=True, kw_only=True)
class ProtectionPlanEnded(LedgerEvent):
    """The child protection plan ended."""

    sentence = "The child protection plan ended"
    on: date


@event
@dataclass(frozen=True, kw_only=True)
class NeedPlanStarted(LedgerEvent):
    """A child in need plan began."""

    sentence = "A child in need plan began"


@event
@dataclass(frozen=True, kw_only=True)
class NeedPlanEnded(LedgerEvent):
    """The child in need plan ended."""

    sentence = "The child in need plan ended"


@event
@dataclass(frozen=True, kw_only=True)
class HelpStarted(LedgerEvent):
    """Help started."""

    sentence = "Help started"
    kind_of_help: str


@event
@dataclass(frozen=True, kw_only=True)
class PrivateFosteringNotified(LedgerEvent):
    """A private fostering arrangement was notified."""

    sentence = "A private fostering arrangement was notified"


@event
@dataclass(frozen=True, kw_only=True)
class PrivateFosteringEnded(LedgerEvent):
    """The private fostering arrangement ended."""

    sentence = "The private fostering arrangement ended"


@event
@dataclass(frozen=True, kw_only=True)
class ReturnInterviewOffered(LedgerEvent):
    """A return interview was offered."""

    sentence = "A return interview was offered"


@event
@dataclass(frozen=True, kw_only=True)
class ReturnInterviewDone(LedgerEvent):
    """A return interview was done."""

    sentence = "A return interview was done"


@event
@dataclass(frozen=True, kw_only=True)
class ReturnInterviewDeclined(LedgerEvent):
    """A return interview was declined."""

    sentence = "A return interview was declined"


@event
@dataclass(frozen=True, kw_only=True)
class MissingReported(LedgerEvent):
    """The child was reported missing."""

    sentence = "The child was reported missing"


@event
@dataclass(frozen=True, kw_only=True)
class ChildReturned(LedgerEvent):
    """The child was found or came back."""

    sentence = "The child was found or came back"


@event
@dataclass(frozen=True, kw_only=True)
class NrmReferred(LedgerEvent):
    """A referral to the National Referral Mechanism was made."""

    sentence = "A referral to the National Referral Mechanism was made"


@event
@dataclass(frozen=True, kw_only=True)
class NrmReasonableGrounds(LedgerEvent):
    """A reasonable grounds decision came."""

    sentence = "A reasonable grounds decision came"
    positive: bool


@event
@dataclass(frozen=True, kw_only=True)
class NrmConclusiveGrounds(LedgerEvent):
    """A conclusive grounds decision came."""

    sentence = "A conclusive grounds decision came"
    positive: bool


@event
@dataclass(frozen=True, kw_only=True)
class SchoolLeft(LedgerEvent):
    """The child left a school."""

    sentence = "The child left a school"


@event
@dataclass(frozen=True, kw_only=True)
class SchoolFileTransferred(LedgerEvent):
    """The school's child protection file was transferred."""

    sentence = "The school's child protection file was transferred"
