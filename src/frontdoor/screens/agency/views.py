"""What an agency is asked and how it answers; what it told the front door, and what was said back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.journey.actions.information_requests import ANSWERS, WAITING, UnableToRequest, record_answer
from frontdoor.journey.agency_queries import AT_MOST, AskedOfUs, ToldByUs, asked_about, asked_of, told_by
from frontdoor.journey.models import Journey
from frontdoor.journey.record_queries import texts_of
from frontdoor.ledger.storage import UnableToFind
from frontdoor.people.models import Context, Person
from frontdoor.rules.calendar import london_day
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.child.family import line_of
from frontdoor.screens.look.formatting import date_words, day_and_time, time_state
from frontdoor.screens.look.naming import child_line
from frontdoor.screens.look.shapes import Clock, Fact
from frontdoor.screens.record.acts import Act, Doing, Row, perform
from frontdoor.screens.record.answering import AnswerForm, answered, asked_facts
from frontdoor.screens.record.opening import open_record


@dataclass(frozen=True, kw_only=True)
class RequestRow:
    """One request in words. `url` is where it is answered; empty once it is."""

    line: str
    reference: str
    why: str
    asked: str
    state: str
    clock: Clock | None
    url: str


@dataclass(frozen=True, kw_only=True)
class ToldRow:
    """One contact of the agency's own in words. `disagree_url` is where it says that a decision is wrong."""

    children: str
    reference: str
    received: str
    told: tuple[str, ...]
    disagree_url: str


@door(Permission.ANSWER_REQUESTS, page="agency_requests")
def requests(request: HttpRequest) -> HttpResponse:
    """What waits for us, what we answered, and what we told the front door."""
    at = cast(AtDoor, request)
    waiting, done = asked_of(at.actor)
    told = told_by(at.actor)
    at.seen += [
        Seen(page="agency_requests", person=one.journey.about, record=one.journey.contact_id)
        for one in (*waiting, *done)
    ]
    at.seen += [
        Seen(page="agency_requests", person=journey.about, record=one.contact)
        for one in told
        for journey in one.journeys
    ]
    place = for_authority(at.actor.authority)
    named = place.agency_by_code.get(at.actor.agency)
    context = {
        "agency": named.name if named else at.actor.agency,
        "waiting": [_request(one, at.now) for one in waiting],
        "done": [_request(one, at.now) for one in done],
        "told": [_told(one, at.now) for one in told],
        "at_most": AT_MOST,
        "refer_url": reverse("refer:start", args=[place.slug]),
        "done_words": "Your disagreement was raised: it is heard, step by step." if "done" in at.GET else "",
        "place": place,
        "now": at.now,
    }
    return render(at, "agency/requests.html", context)


def _line(journey: Journey, about: Person | Context | None, now: datetime) -> str:
    if isinstance(about, Person):
        return line_of(about, on=london_day(now))
    name = about.name if isinstance(about, Context) else ""
    return child_line(kind=journey.kind, on=london_day(now), label=journey.label, context_name=name)


def _request(one: AskedOfUs, now: datetime) -> RequestRow:
    reference = one.journey.contact.reference
    waits = one.request.state in WAITING
    where = reverse("agency:answer", args=[reference, one.number])
    return RequestRow(
        line=_line(one.journey, one.about, now),
        reference=reference,
        why=one.why,
        asked=day_and_time(one.request.asked_at, now=now),
        state=ANSWERS.get(one.request.state, "No answer yet"),
        clock=Clock(time_state(due_at=one.due_at, now=now), "answer", f"by {day_and_time(one.due_at, now=now)}")
        if one.due_at
        else None,
        url=f"{where}?row={one.request.id}" if waits else "",
    )


def _told(one: ToldByUs, now: datetime) -> ToldRow:
    lines = [_line(journey, one.about.get(journey.about), now) for journey in one.journeys]
    return ToldRow(
        children=" · ".join(lines),
        reference=one.reference,
        received=day_and_time(one.received_at, now=now),
        told=one.told,
        disagree_url=reverse("hub:disagree", args=[one.reference]) if one.told else "",
    )


@door(Permission.ANSWER_REQUESTS, page="agency_answer")
def answer(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Answer what our agency was asked about one child."""
    at = cast(AtDoor, request)
    record = open_record(at, reference, page="agency_answer")
    child = record.child(number)
    if child is None:
        raise UnableToFind
    doing = Doing(at=at, record=record, child=child)
    return perform(doing, _ANSWER, back=reverse("agency:requests"), refusals=(UnableToRequest,))


def _own(doing: Doing) -> Sequence[Row]:
    agency = doing.record.agency_name(doing.at.actor.agency)
    return [
        Row(id=one.id, seen=one.revision, words=agency, open=one.state in WAITING)
        for one in asked_about(doing.child.journey, doing.at.actor)
    ]


def _facts(doing: Doing, row: Row | None) -> Sequence[Fact]:
    """Who is meant, as far as it takes to find them in one's own records, and what is asked."""
    person = doing.child.person
    asked = next((one for one in asked_about(doing.child.journey, doing.at.actor) if row and one.id == row.id), None)
    if asked is None:
        return ()
    born = date_words(person.born_on) if person and person.born_on else ""
    who = (Fact("Date of birth", born), Fact("School or early years", person.school if person else ""))
    if person and doing.child.unborn:
        who = (Fact("Due", date_words(person.expected_on) if person.expected_on else ""), Fact("Her GP", person.gp))
    return (*who, *asked_facts(asked, texts_of([asked.id]), now=doing.at.now))


def _answer(doing: Doing, given: Mapping[str, Any]) -> None:
    record_answer(request=given["row"], **answered(given), seen=given["seen"], **doing.moments(given))


_ANSWER = Act(
    label="Answer the front door",
    button="Send the answer",
    lead="That you hold nothing is an answer. So is a refusal, with its reason.",
    form=AnswerForm,
    do=_answer,
    offered=lambda doing: doing.at.actor.may(Permission.ANSWER_REQUESTS),
    rows=_own,
    facts=_facts,
    next_words="The front door reads it at once. Whoever decides says what they relied on.",
)
