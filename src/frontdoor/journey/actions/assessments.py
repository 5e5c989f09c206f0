"""Child and family assessments: 45 working days from the referral, authorised by a manager, and told to the family.

The clock is met only when the assessment is authorised *and* family and agencies were told (CIN guide 4.9.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey.actions import gaps
from frontdoor.journey.actions.within import claim, held
from frontdoor.journey.models import Assessment, Journey, Referral, Visit, inside
from frontdoor.journey.narratives import about_child, each_about_child
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people.aliases import rows_of
from frontdoor.rules import assessment as factor_rules
from frontdoor.rules import steps
from frontdoor.rules.calendar import london_day
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.social_work import (
    AssessmentAuthorised,
    AssessmentOutcomeTold,
    AssessmentReviewed,
    AssessmentReviewSet,
    AssessmentStarted,
)
from frontdoor.rules.outcomes import ASSESSMENT_OUTCOMES
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]


class UnableToAssess(Exception):
    """The assessment cannot go on so. The text is a sentence for the person who reads it."""


@transaction.atomic
def start_assessment(
    *,
    journey: UUID,
    review_on: date | None = None,
    token: str = "",
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Assessment:
    """Begin the assessment, with the day on which a manager looks at it. Its clock has run since the referral."""
    found = held(journey, "start_assessment", Permission.ASSESS, by=by, seen=seen)
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return Assessment.found(used.record)
    if open_assessment(found) is not None:
        raise UnableToAssess("An assessment is open for this child already.")
    _refuse_past_review(review_on, happened_at)
    referrals = [
        row for row in rows_of(Referral, "about", found.about) if row.closed_on is None and row.voided_at is None
    ]
    row = Assessment.new(
        at=recorded_at,
        id=used.record,
        **inside(
            found,
            referral=referrals[-1].id if referrals else None,
            started_at=happened_at,
            started_by=by.account,
            review_on=review_on,
        ),
    )
    written: Written = [(AssessmentStarted(), row)]
    if review_on is not None:
        written.append((AssessmentReviewSet(review_on=review_on), row))
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


def open_assessment(journey: Journey) -> Assessment | None:
    """The assessment of a journey that is begun and not authorised."""
    for row in Assessment.of(journey_id=journey.id):
        if row.authorised_at is None and row.voided_at is None:
            return row
    return None


def _refuse_past_review(review_on: date | None, happened_at: datetime) -> None:
    if review_on is not None and review_on < london_day(happened_at):
        raise UnableToAssess("The review point is in the past. Choose a day that is still to come.")


def _open(
    assessment: UUID, verb: str, wanted: Permission, *, by: Actor, seen: int | None
) -> tuple[Journey, Assessment]:
    journey = held(Assessment.found(assessment).journey_id, verb, wanted, by=by)
    row = Assessment.locked(assessment, seen=seen)
    if row.authorised_at is not None:
        raise UnableToAssess("This assessment has been authorised already.")
    return journey, row


@transaction.atomic
def set_review_point(
    *,
    assessment: UUID,
    review_on: date,
    seen: int | None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Assessment:
    """Set the day on which a manager looks at the assessment (CIN guide 4.9.2). It may be brought forward."""
    _, row = _open(assessment, "set_review_point", Permission.ASSESS, by=by, seen=seen)
    _refuse_past_review(review_on, happened_at)
    if row.review_on is not None and row.reviewed_at is None and review_on > row.review_on:
        raise UnableToAssess("A review point is not put back. Say why it is late, or correct the entry with a reason.")
    row.change(at=recorded_at, review_on=review_on, reviewed_at=None)
    record(AssessmentReviewSet(review_on=review_on), about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


@transaction.atomic
def review_assessment(
    *,
    assessment: UUID,
    found: str,
    seen: int | None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Assessment:
    """A manager looks at the assessment on its way and says what is still needed."""
    journey, row = _open(assessment, "review_assessment", Permission.AUTHORISE, by=by, seen=seen)
    row.change(at=recorded_at, reviewed_at=happened_at)
    about_child(journey, question="assessment_review", text=found, record=row.id, by=by, recorded_at=recorded_at)
    record(AssessmentReviewed(), about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


@transaction.atomic
def authorise_assessment(
    *,
    assessment: UUID,
    outcome: str,
    in_need: bool,
    factors: Sequence[str],
    because: str,
    not_seen_because: str = "",
    seen: int | None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Assessment:
    """A manager authorises the assessment: its outcome, whether the child is in need, and the factors found.

    Whether the child was seen is read from the visits; before the birth, whether the mother was. Nobody authorises
    their own assessment, nor one without a reason; where nobody was seen, the reason for that is asked for.
    """
    journey, row = _open(assessment, "authorise_assessment", Permission.AUTHORISE, by=by, seen=seen)
    was_seen, not_seen = _seen_on_visits(journey)
    _refuse_authorising(row, outcome, because, not_seen, not_seen_because, by=by)
    if wrong := factor_rules.wrong_with(factors, on=london_day(happened_at), outcome=outcome):
        raise UnableToAssess(wrong)
    row.change(
        at=recorded_at,
        outcome=outcome,
        in_need=in_need,
        factors=sorted(factors),
        child_seen=was_seen,
        authorised_at=happened_at,
        authorised_by=by.account,
    )
    texts = {"assessment_found": because, "not_seen_because": not_seen_because}
    each_about_child(journey, texts, record=row.id, by=by, recorded_at=recorded_at)
    event = AssessmentAuthorised(outcome=outcome, factors=tuple(sorted(factors)), child_seen=was_seen, in_need=in_need)
    record(event, about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


def _seen_on_visits(journey: Journey) -> tuple[bool, str]:
    """Whether the child was seen on any visit; and, if nobody who can be seen was, the sentence that asks why."""
    visits = [visit for visit in rows_of(Visit, "about", journey.about) if visit.voided_at is None]
    was_seen = any(visit.seen for visit in visits)
    if journey.before_birth:
        mother_seen = any(visit.mother_seen for visit in visits)
        return was_seen, "" if mother_seen else "The mother was not seen. Say why."
    return was_seen, "" if was_seen else "The child was not seen. Say why."


def _refuse_authorising(
    row: Assessment, outcome: str, because: str, not_seen: str, not_seen_because: str, *, by: Actor
) -> None:
    refusals = (
        (not by.registered, "A registered social worker authorises an assessment."),
        (by.account == row.started_by, "Somebody else authorises this: you began it yourself."),
        (outcome not in ASSESSMENT_OUTCOMES, "Choose what the assessment came to."),
        (not because.strip(), "Say what the assessment found, and why this follows."),
        (bool(not_seen) and not not_seen_because.strip(), not_seen),
    )
    for refuses, sentence in refusals:
        if refuses:
            raise UnableToAssess(sentence)


@transaction.atomic
def record_told_outcome(
    *,
    assessment: UUID,
    told: str = "",
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Assessment:
    """Family and agencies were told what the assessment came to; with the authorisation this stops its clock."""
    row = Assessment.found(assessment)
    journey = Journey.locked(row.journey_id)
    permission.require(by, Permission.PROTECT, about=journey)
    steps.require("record_told_outcome", journey.facts())
    row = Assessment.locked(assessment)
    if claim(token, journey=journey, at=recorded_at).before:
        return row
    row.change(at=recorded_at, told_at=row.told_at or happened_at)
    about_child(journey, question="told_whom", text=told, record=row.id, by=by, recorded_at=recorded_at)
    written: Written = [(AssessmentOutcomeTold(), row)]
    if not told.strip():
        gaps.note(journey, "told_whom", step=row.id, by=by, at=recorded_at, written=written)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row
