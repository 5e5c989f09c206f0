"""Asking agencies and recording what they answer. That nothing is held, and a refusal with a reason, are answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.access.permission import Refused
from frontdoor.journey.actions.within import claim, held
from frontdoor.journey.models import InformationRequest, Journey, inside
from frontdoor.journey.models.decisions import WAITED_FOR
from frontdoor.journey.narratives import about_child
from frontdoor.ledger.place import At, Recordable
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.standing import standing_of
from frontdoor.rules import steps
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.requests import (
    InformationAnswered,
    InformationAnsweredInPart,
    InformationRequested,
    InformationRequestReminded,
    InformationRequestWithdrawn,
)
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]

#: What an agency can say. The last two leave its clock running.
ANSWERS = {
    "found": "Found something",
    "nothing_held": "Nothing held",
    "cannot_tell": "Cannot tell who you mean",
    "refused": "Refused, and why",
    "part": "Part of it",
    "hold": "Hold: advice needed",
}
UNFINISHED = frozenset({"part", "hold"})
WAITING = WAITED_FOR

#: What the agency allows with its answer.
USES = {"": "May be passed on", "ask_first": "Ask first", "hub_only": "Hub only"}


class UnableToRequest(Exception):
    """The request or the answer cannot be taken so. The text is a sentence for the person who reads it."""


@transaction.atomic
def request_information(
    *,
    journey: UUID,
    agencies: Sequence[str],
    why: str = "",
    what: str = "",
    basis: str = "",
    hub_only: bool = False,
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> list[InformationRequest]:
    """Ask agencies about one child: why, and what is wanted. The agency sees the child from now on.

    An agency whose answer still waits is not asked twice. With `hub_only` the request itself stands behind the hub's
    wall: that such a service is asked would give something away.
    """
    found = held(journey, "request_information", Permission.ASK_AGENCIES, by=by)
    rating = getattr(standing_of(found.id), "rating", "")
    waiting = {one.to_agency: one for one in InformationRequest.of(journey_id=found.id) if one.state in WAITING}
    wanted = [agency for agency in dict.fromkeys(agencies) if agency]
    if not wanted:
        raise UnableToRequest("Choose the agencies to ask.")
    asked: list[InformationRequest] = []
    written: Written = []
    for agency in wanted:
        used = claim(f"{token}:{agency}" if token else "", journey=found, at=recorded_at)
        if used.before or agency in waiting:
            asked.append(waiting.get(agency) or InformationRequest.found(used.record))
            continue
        request = _ask(found, agency, rating, basis, hub_only, used.record, by, happened_at, recorded_at)
        _keep_questions(found, request, {"asked_why": why, "asked_what": what}, hub_only, by=by, at=recorded_at)
        asked.append(request)
        written.append((InformationRequested(agency=agency, rating=request.rating), request))
    if written:
        if not hub_only and not set(wanted) <= set(found.agencies):
            found.change(at=recorded_at, agencies=list(dict.fromkeys([*found.agencies, *wanted])))
        record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return asked


def _keep_questions(
    journey: Journey, request: InformationRequest, texts: dict[str, str], hub_only: bool, *, by: Actor, at: datetime
) -> None:
    for question, text in texts.items():
        about_child(
            journey, question=question, text=text, record=request.id, by=by, recorded_at=at,
            compartment=request.compartment if hub_only else "", marking=request.marking,
        )  # fmt: skip


def _ask(
    journey: Journey,
    agency: str,
    rating: str,
    basis: str,
    hub_only: bool,
    key: UUID,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> InformationRequest:
    walls = {"compartment": "hub", "marking": "hub_only"} if hub_only and journey.compartment == "open" else {}
    return InformationRequest.new(
        at=recorded_at,
        id=key,
        **{**inside(journey), **walls},
        to_agency=agency,
        rating=rating,
        basis=basis,
        asked_by_account=by.account,
        asked_at=happened_at,
    )


@transaction.atomic
def record_answer(
    *,
    request: UUID,
    state: str,
    text: str = "",
    answered_by_name: str = "",
    refused_because: str = "",
    marking: str = "",
    in_confidence: bool = False,
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> InformationRequest:
    """Keep what an agency answered: typed by itself, or by the hub for a call or a letter.

    `marking` is what the agency allows; what is for the hub only stands behind the hub's wall with its event. A part,
    or asking for time, leaves the clock running; a refusal names its reason.
    """
    journey, asked = _open_request(request, "record_answer", by=by, seen=seen)
    _refuse_answer(state, marking, refused_because)
    answer = {"state": state, "answered_at": None if state in UNFINISHED else happened_at}
    name = answered_by_name or by.name
    asked.change(at=recorded_at, **answer, answered_by_name=name, marking=marking or asked.marking)
    hidden = asked.marking == "hub_only" and journey.compartment == "open"
    for question, words in (("answer", text), ("refused_because", refused_because)):
        about_child(
            journey, question=question, text=words, record=asked.id, by=by, recorded_at=recorded_at,
            in_confidence=in_confidence, marking=asked.marking, agency=asked.to_agency,
            compartment="hub" if hidden else "",
        )  # fmt: skip
    said = (InformationAnsweredInPart if state in UNFINISHED else InformationAnswered)(
        agency=asked.to_agency, state=state
    )
    # Outside the hub not even that the agency answered is seen.
    about = At(replace(asked.place(), compartment="hub", marking="hub_only")) if hidden else asked
    record(said, about=about, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return asked


def _refuse_answer(state: str, marking: str, refused_because: str) -> None:
    if state not in ANSWERS or marking not in USES:
        raise UnableToRequest("Choose what the agency answered, and how it may be used.")
    if state == "refused" and not refused_because.strip():
        raise UnableToRequest("Write why the agency refused: a refusal without a reason is no answer.")


def _open_request(
    request: UUID, verb: str, *, by: Actor, seen: int | None, hub: bool = False
) -> tuple[Journey, InformationRequest]:
    asked = InformationRequest.locked(request, seen=seen)
    journey = Journey.found(asked.journey_id)
    own = by.may(Permission.ANSWER_REQUESTS) and by.agency == asked.to_agency and not hub
    permission.require(by, Permission.ANSWER_REQUESTS if own else Permission.ASK_AGENCIES, about=journey)
    steps.require(verb, journey.facts())
    if by.may(Permission.ANSWER_REQUESTS) and not own and not by.may(Permission.ASK_AGENCIES):
        raise Refused("This was asked of another agency.")
    if asked.state not in WAITING:
        raise UnableToRequest("This request has been answered or withdrawn already. Add information instead.")
    return journey, asked


@transaction.atomic
def withdraw_request(
    *,
    request: UUID,
    because: str = "",
    seen: int | None = None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> InformationRequest:
    """Take a request back: nobody waits for the answer any more."""
    journey, asked = _open_request(request, "withdraw_request", by=by, seen=seen, hub=True)
    asked.change(at=recorded_at, state="withdrawn", withdrawn_at=happened_at)
    about_child(journey, question="withdrawn_because", text=because, record=asked.id, by=by, recorded_at=recorded_at)
    record(
        InformationRequestWithdrawn(agency=asked.to_agency),
        about=asked,
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )
    return asked


@transaction.atomic
def remind_agency(
    *, request: UUID, seen: int | None = None, by: Actor, happened_at: datetime, recorded_at: datetime
) -> InformationRequest:
    """Remind an agency that its answer is waited for. Its clock runs on from where it began."""
    _, asked = _open_request(request, "remind_agency", by=by, seen=seen, hub=True)
    asked.change(at=recorded_at, reminded_at=happened_at, reminders=asked.reminders + 1)
    record(
        InformationRequestReminded(agency=asked.to_agency),
        about=asked,
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )
    return asked
