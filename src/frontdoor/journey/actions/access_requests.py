"""Somebody asks to see what is held about a child: one calendar month, or three where it is complex.

A request is never answered by printing a page, and somebody else's request for a child who understands it is put to the
child: both stand on the form. The clock runs whatever becomes of the journey.

Whoever works with the child keeps the request and gathers what is held. Information governance says how it was
answered and takes more time; behind a wall inside which it does not stand, whoever holds what is behind it.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey.actions.within import claim, held
from frontdoor.journey.models import AccessRequest, Journey, inside
from frontdoor.journey.narratives import about_child, in_the_open
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.rules import steps
from frontdoor.rules.calendar import london_day
from frontdoor.rules.events.known_facts import (
    AccessAnswerPrepared,
    AccessRequestAnswered,
    AccessRequested,
    AccessRequestExtended,
)
from frontdoor.rules.known_facts import ACCESS_ANSWERS, ASKERS, CHILD_ASKED, SAY_WHY
from frontdoor.rules.roles import ROLES, Permission

FOR_GOVERNANCE = (
    "Information governance says how a request for access was answered. Gather what is held, and what may have to be "
    "withheld, for them."
)


class UnableToHandleRequest(Exception):
    """This cannot be done to the request for access. The text is a sentence for the person who reads it."""


@transaction.atomic
def record_access_request(
    *,
    journey: UUID,
    asked_by_kind: str,
    asked_by_name: str = "",
    wanted: str = "",
    child_asked: str = "not_asked",
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> AccessRequest:
    """Keep that somebody asked for access at `happened_at`, by any means. Never refused for want of a form."""
    found = held(journey, "record_access_request", Permission.ADD_INFORMATION, by=by)
    if asked_by_kind not in ASKERS:
        raise UnableToHandleRequest("Say who asks.")
    if child_asked not in CHILD_ASKED:
        raise UnableToHandleRequest("Say whether the child was asked.")
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return AccessRequest.found(used.record)
    row = AccessRequest.new(
        at=recorded_at,
        id=used.record,
        **inside(
            found,
            asked_by_kind=asked_by_kind,
            asked_by_name=in_the_open(
                found, asked_by_name, question="access_asked_by", record=used.record, by=by, recorded_at=recorded_at
            ),
            asked_at=happened_at,
            child_asked=child_asked,
            recorded_by=by.account,
        ),
    )
    about_child(found, question="access_wanted", text=wanted, record=row.id, by=by, recorded_at=recorded_at)
    record(AccessRequested(asked_by=asked_by_kind), about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


@transaction.atomic
def prepare_access_answer(
    *, request: UUID, words: str, seen: int | None = None, by: Actor, happened_at: datetime, recorded_at: datetime
) -> AccessRequest:
    """Gather for the answer: where what is held stands, and what may have to be withheld. It answers nothing."""
    journey = held(AccessRequest.found(request).journey_id, "prepare_access_answer", Permission.ADD_INFORMATION, by=by)
    row = _waiting(request, seen=seen)
    if not words.strip():
        raise UnableToHandleRequest("Write what is held and where, and what may have to be withheld.")
    about_child(journey, question="access_prepared", text=words, record=row.id, by=by, recorded_at=recorded_at)
    record(AccessAnswerPrepared(), about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


@transaction.atomic
def extend_access_request(
    *, request: UUID, because: str, seen: int | None = None, by: Actor, happened_at: datetime, recorded_at: datetime
) -> AccessRequest:
    """Take two further months for a complex request. Whoever asked is told within the first month, and why."""
    journey, row = _open(request, "extend_access_request", seen=seen, by=by)
    if row.extended_at is not None:
        raise UnableToHandleRequest("The time has been extended already. It can be extended once.")
    if not because.strip():
        raise UnableToHandleRequest("Say why it needs longer: whoever asked must be told.")
    row.change(at=recorded_at, extended_at=happened_at)
    about_child(journey, question="access_extended", text=because, record=row.id, by=by, recorded_at=recorded_at)
    extended = AccessRequestExtended(asked_on=london_day(row.asked_at))
    record(extended, about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


@transaction.atomic
def answer_access_request(
    *,
    request: UUID,
    outcome: str,
    why: str = "",
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> AccessRequest:
    """Say how a request for access ended. What was withheld, and a refusal, say why."""
    journey, row = _open(request, "answer_access_request", seen=seen, by=by)
    if outcome not in ACCESS_ANSWERS:
        raise UnableToHandleRequest("Say how it was answered.")
    if outcome in SAY_WHY and not why.strip():
        raise UnableToHandleRequest("Say what was withheld, and why.")
    row.change(at=recorded_at, answered_at=happened_at, answered_by=by.account, outcome=outcome)
    about_child(journey, question="access_answered", text=why, record=row.id, by=by, recorded_at=recorded_at)
    answered = AccessRequestAnswered(outcome=outcome)
    record(answered, about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


def may_answer(row: AccessRequest, by: Actor) -> permission.Ruling:
    """Whether it is for `by` to answer this request: on an open record for information governance alone."""
    open_record = row.compartment in ROLES["information_governance"].compartments
    wanted = Permission.ANSWER_ACCESS_REQUESTS if open_record else Permission.SEE_ACCESS_REQUESTS
    ruling = permission.may(by, wanted)
    return ruling if ruling or not open_record else permission.Ruling(permission.Refused(FOR_GOVERNANCE))


def _open(request: UUID, verb: str, *, seen: int | None, by: Actor) -> tuple[Journey, AccessRequest]:
    """The request, held, and the journey it stands in. Who works with the child does not matter here, walls do."""
    journey = Journey.locked(AccessRequest.found(request).journey_id)
    row = _waiting(request, seen=seen)
    may_answer(row, by).require()
    steps.require(verb, journey.facts())
    return journey, row


def _waiting(request: UUID, *, seen: int | None) -> AccessRequest:
    row = AccessRequest.locked(request, seen=seen)
    if row.answered_at is not None:
        raise UnableToHandleRequest("This request has been answered already.")
    return row
