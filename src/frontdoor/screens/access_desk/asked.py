"""Requests for access to what is held about a child: about whom, who asked, when it is due, how it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.access.permission import Refused
from frontdoor.documents.models import Narrative
from frontdoor.drafts.actions import let_go
from frontdoor.journey.access_queries import Asked, held_about, request_for_access, requests_for_access, said_of
from frontdoor.journey.actions.access_requests import (
    UnableToHandleRequest,
    answer_access_request,
    extend_access_request,
    may_answer,
)
from frontdoor.journey.models import AccessRequest
from frontdoor.ledger.storage import ChangedSinceShown
from frontdoor.rules.calendar import london_day
from frontdoor.rules.known_facts import ACCESS_ANSWERS, ASKERS, CHILD_ASKED
from frontdoor.rules.partnership import Partnership, for_authority
from frontdoor.rules.roles import Permission
from frontdoor.rules.steps import UnableToStep
from frontdoor.screens.access_desk import held
from frontdoor.screens.access_desk.forms import AccessAnswer, AccessTime
from frontdoor.screens.child.family import line_of
from frontdoor.screens.look.formatting import date_words, moment_words
from frontdoor.screens.look.naming import clock_words
from frontdoor.screens.look.shapes import Clock
from frontdoor.screens.record.unfinished import given_back, unfinished_about

#: What was written with a request, as its page calls it.
QUESTIONS = {
    "access_asked_by": "Who asks",
    "access_wanted": "What they ask for",
    "access_prepared": "What is held, as gathered for the answer",
    "access_extended": "Why it needs longer",
    "access_answered": "What was withheld, and why",
}


@dataclass(frozen=True, kw_only=True)
class AskedRow:
    """One request in words. `clock` is None once it is answered; `child_asked` is empty where the child asks.

    `line` is empty for information governance, which sees no record of a child: it has the reference and our number.
    """

    id: UUID
    line: str
    number: str
    reference: str
    who: str
    asked: str
    child_asked: str
    clock: Clock | None
    state: str
    held_by: str


@door(Permission.SEE_ACCESS_REQUESTS, page="access_requests")
def asked(request: HttpRequest) -> HttpResponse:
    """Every request that waits, the soonest due first, and those answered lately. Each child shown is a look."""
    at = cast(AtDoor, request)
    place = for_authority(at.actor.authority)
    found = requests_for_access(at.actor, now=at.now)
    at.seen += [Seen(page="access_requests", person=one.row.about, record=one.row.journey.contact_id) for one in found]
    context = {
        "waiting": [_row(one, place, at) for one in found if one.row.answered_at is None],
        "answered": [_row(one, place, at) for one in found if one.row.answered_at is not None],
    }
    return render(at, "access_desk/asked.html", context)


@door(Permission.SEE_ACCESS_REQUESTS, page="access_request")
def answer(request: HttpRequest, asked: UUID) -> HttpResponse:
    """One request: what was asked, what was gathered for it, and how it was answered, for those who answer it."""
    at = cast(AtDoor, request)
    one = request_for_access(asked, by=at.actor)
    at.seen.append(Seen(page="access_request", person=one.row.about, record=one.row.journey.contact_id))
    what = at.POST.get("what", "") if at.method == "POST" else ""
    begun = {name: unfinished_about(at, one.row.id, form=f"access-{name}") for name in _FORMS}
    sent = {
        name: kind(
            at.POST if name == what else None,
            auto_id=f"{name}_%s",
            initial=given_back(begun[name].answers, kind(), without=("seen",)),
        )
        for name, kind in _FORMS.items()
    }
    refusal = ""
    if what in sent and sent[what].is_valid():
        try:
            _VERBS[what](at, one.row, sent[what].cleaned_data)
            let_go(form=f"access-{what}", record=one.row.id, by=at.actor)
            return redirect("access_desk:asked")
        except (Refused, UnableToHandleRequest, UnableToStep, ChangedSinceShown) as said:
            refusal = str(said)
    ruling = may_answer(one.row, at.actor)
    place = for_authority(at.actor.authority)
    items = held_about(one.row, by=at.actor)
    context = {
        "one": _row(one, place, at),
        "items": held.rows(items, asked_by=one.row.asked_by_kind, place=place, now=at.now),
        "said": [_said(row, at.now) for row in said_of(one.row)],
        "forms": sent,
        "begun": begun,
        "refusal": refusal,
        "seen": one.row.revision,
        "for_others": str(ruling.refusal or ""),
        "waits": one.row.answered_at is None,
        "may_extend": one.row.extended_at is None,
    }
    return render(at, "access_desk/answer.html", context)


def _said(row: Narrative, now: datetime) -> tuple[str, str, str]:
    return QUESTIONS.get(row.question, "Written with it"), row.text, moment_words(row.recorded_at, now=now)


def _answer(at: AtDoor, row: AccessRequest, given: Mapping[str, Any]) -> None:
    answer_access_request(
        request=row.id, outcome=given["outcome"], why=given["why"], seen=given["seen"], by=at.actor,
        happened_at=at.now, recorded_at=at.now,
    )  # fmt: skip


def _extend(at: AtDoor, row: AccessRequest, given: Mapping[str, Any]) -> None:
    extend_access_request(
        request=row.id, because=given["because"], seen=given["seen"], by=at.actor, happened_at=at.now,
        recorded_at=at.now,
    )  # fmt: skip


_FORMS: dict[str, type[forms.Form]] = {"answer": AccessAnswer, "extend": AccessTime}
_VERBS: dict[str, Callable[[AtDoor, AccessRequest, Mapping[str, Any]], None]] = {"answer": _answer, "extend": _extend}


def _row(one: Asked, place: Partnership, at: AtDoor) -> AskedRow:
    row, team = one.row, place.team_by_code.get(one.row.journey.team)
    run, now = one.run, at.now
    clock = clock_words(run.clock, run.due_at, now=now, overlay=place, soon_at=run.soon_at) if run else None
    return AskedRow(
        id=row.id,
        line=_line(one, now) if at.actor.may(Permission.SEE_CHILD) else "",
        number=one.person.local_number if one.person else "",
        reference=row.journey.contact.reference,
        who=", ".join(part for part in (ASKERS[row.asked_by_kind], row.asked_by_name) if part),
        asked=moment_words(row.asked_at, now=now),
        child_asked="" if row.asked_by_kind == "child" else CHILD_ASKED[row.child_asked],
        clock=clock,
        state=_state(one, now),
        held_by=team.name if team else "the front door",
    )


def _state(one: Asked, now: datetime) -> str:
    row = one.row
    if row.answered_at is not None:
        return f"{ACCESS_ANSWERS[row.outcome]}, {date_words(london_day(row.answered_at))}"
    return f"extended {date_words(london_day(row.extended_at))}" if row.extended_at else "waits for an answer"


def _line(one: Asked, now: datetime) -> str:
    return line_of(one.person, on=london_day(now)) if one.person else "Nobody named"
