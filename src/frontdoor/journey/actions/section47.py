"""Section 47 enquiries: begun at the strategy discussion, confirmed and concluded by a registered social worker."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey.actions import gaps
from frontdoor.journey.actions.within import claim, held
from frontdoor.journey.models import Journey, Section47Enquiry, StrategyDiscussion, inside
from frontdoor.journey.narratives import about_child
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record_each
from frontdoor.ledger.scope import Actor
from frontdoor.rules import steps
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.decisions import DecisionConfirmed
from frontdoor.rules.events.protection import Section47Concluded, Section47Started
from frontdoor.rules.outcomes import ENQUIRY_OUTCOMES
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]


class UnableToConclude(Exception):
    """The enquiry cannot be concluded so. The text is a sentence for the person who reads it."""


@transaction.atomic
def start_section47(
    *,
    journey: UUID,
    discussion: UUID | None = None,
    joint: str = "",
    because: str = "",
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Section47Enquiry:
    """Begin an enquiry. Its start is the moment of the strategy discussion that initiated it (CIN guide 4.12).

    Without a discussion it begins now and the discussion is a gap; begun by somebody who is not a registered social
    worker, it begins and waits for one to confirm it. An enquiry that is open already stands.
    """
    found = held(journey, "start_section47", Permission.PROTECT, by=by)
    used = claim(token, journey=found, at=recorded_at)
    if used.before and (standing := open_enquiry(found)) is not None:
        return standing
    if used.before:
        return Section47Enquiry.found(used.record)
    row = StrategyDiscussion.found(discussion) if discussion else _initiating(found)
    written: Written = []
    at = row.held_at if row is not None and row.held_at is not None else happened_at
    enquiry = start(found, row, joint=joint, by=by, at=at, recorded_at=recorded_at, written=written, key=used.record)
    about_child(found, question="enquiry_because", text=because, record=enquiry.id, by=by, recorded_at=recorded_at)
    if written:
        record_each(written, by=by, happened_at=at, recorded_at=recorded_at)
    return enquiry


def _initiating(journey: Journey) -> StrategyDiscussion | None:
    """The latest discussion that was held for this child on this journey."""
    rows = [
        (row.held_at, row)
        for row in StrategyDiscussion.of(journey_id=journey.id)
        if row.held_at is not None and row.voided_at is None
    ]
    return max(rows, key=lambda pair: pair[0])[1] if rows else None


def open_enquiry(journey: Journey) -> Section47Enquiry | None:
    """The enquiry that is open on a journey, if there is one."""
    for row in Section47Enquiry.of(journey_id=journey.id):
        if row.concluded_at is None and row.voided_at is None:
            return row
    return None


def start(
    journey: Journey,
    discussion: StrategyDiscussion | None,
    *,
    joint: str,
    by: Actor,
    at: datetime,
    recorded_at: datetime,
    written: Written,
    key: UUID | None = None,
) -> Section47Enquiry:
    """Begin the enquiry as part of another verb, at the discussion's moment; `written` takes the events."""
    earlier = open_enquiry(journey)
    if earlier is not None:
        return earlier
    held_one = discussion is not None and discussion.held_at is not None
    row = Section47Enquiry.new(
        at=recorded_at,
        id=key,
        **inside(
            journey,
            discussion=discussion.id if discussion else None,
            started_at=at,
            joint=joint if joint in {"single", "joint"} else "single",
            decided_by=by.account,
            confirmed_by=by.account if by.registered else None,
            confirmed_at=at if by.registered else None,
        ),
    )
    written.append((Section47Started(joint=row.joint), row))
    missing = {"no_discussion": not held_one, "confirm_section47": not by.registered, "joint_not_said": not joint}
    for gap, is_missing in missing.items():
        if is_missing:
            gaps.note(journey, gap, step=row.id, by=by, at=recorded_at, written=written)
    return row


@transaction.atomic
def confirm_section47(
    *, enquiry: UUID, note: str = "", seen: int | None, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Section47Enquiry:
    """A registered social worker confirms an enquiry that somebody else began. A second time changes nothing."""
    found = held(Section47Enquiry.found(enquiry).journey_id, "confirm_section47", Permission.PROTECT, by=by)
    row = Section47Enquiry.locked(enquiry, seen=seen)
    if not by.registered:
        raise permission.Refused("A registered social worker confirms this. The enquiry goes on meanwhile.")
    if row.confirmed_by is not None:
        return row
    row.change(at=recorded_at, confirmed_by=by.account, confirmed_at=happened_at)
    about_child(found, question="confirmed", text=note, record=row.id, by=by, recorded_at=recorded_at)
    written: Written = [(DecisionConfirmed(), row)]
    gaps.put_right(found, "confirm_section47", by=by, at=happened_at, recorded_at=recorded_at, written=written)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


@transaction.atomic
def conclude_section47(
    *,
    enquiry: UUID,
    outcome: str,
    because: str,
    seen: int | None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Section47Enquiry:
    """Conclude the enquiry with one of the outcomes of the dataset; a conference is due 15 working days from its start.

    An ending, so it can be refused: to anyone not registered, without a reason, or while the discussion that began it
    has neither a safety plan nor the reason why none is needed.
    """
    journey = Journey.locked(Section47Enquiry.found(enquiry).journey_id)
    row = Section47Enquiry.locked(enquiry, seen=seen)
    permission.require(by, Permission.PROTECT, about=journey)
    steps.require("conclude_section47", journey.facts())
    _refuse_concluding(journey, row, outcome, because, by=by)
    row.change(
        at=recorded_at,
        concluded_at=happened_at,
        outcome=outcome,
        conference_not_needed=outcome != "conference",
        confirmed_by=row.confirmed_by or by.account,
        confirmed_at=row.confirmed_at or happened_at,
    )
    about_child(journey, question="enquiry_found", text=because, record=row.id, by=by, recorded_at=recorded_at)
    written: Written = [(Section47Concluded(outcome=outcome), row)]
    gaps.put_right(journey, "confirm_section47", by=by, at=happened_at, recorded_at=recorded_at, written=written)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


def _refuse_concluding(journey: Journey, row: Section47Enquiry, outcome: str, because: str, *, by: Actor) -> None:
    discussions = StrategyDiscussion.of(journey_id=journey.id)
    unended = any(one.held_at is not None and one.ended_at is None and one.voided_at is None for one in discussions)
    refusals = (
        (not by.registered, "A registered social worker concludes an enquiry. Write what you propose."),
        (outcome not in ENQUIRY_OUTCOMES, "Choose what the enquiry found."),
        (not because.strip(), "Say what the enquiry found, and why."),
        (unended, "The strategy discussion has no safety plan yet, nor the reason why none is needed."),
        (row.concluded_at is not None, "This enquiry has been concluded already."),
    )
    for refuses, sentence in refusals:
        if refuses:
            raise UnableToConclude(sentence)
