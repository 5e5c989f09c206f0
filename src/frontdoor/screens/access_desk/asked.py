"""Requests for access to what is held about a child: about whom, who asked, when it is due, how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.journey.access_queries import Asked, requests_for_access
from frontdoor.rules.calendar import london_day
from frontdoor.rules.known_facts import ACCESS_ANSWERS, ASKERS, CHILD_ASKED
from frontdoor.rules.partnership import Partnership, for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.formatting import date_words, moment_words
from frontdoor.screens.look.naming import child_line, clock_words
from frontdoor.screens.look.shapes import Clock


@dataclass(frozen=True, kw_only=True)
class AskedRow:
    """One request in words. `clock` is None once it is answered; `child_asked` is empty where the child asks.

    `line` is empty for information governance, which sees no record of a child: it has the reference and our number.
    """

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


def _row(one: Asked, place: Partnership, at: AtDoor) -> AskedRow:
    row, team = one.row, place.team_by_code.get(one.row.journey.team)
    run, now = one.run, at.now
    clock = clock_words(run.clock, run.due_at, now=now, overlay=place, soon_at=run.soon_at) if run else None
    return AskedRow(
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
    person = one.person
    if person is None:
        return "Nobody named"
    return child_line(
        kind=person.kind,
        on=london_day(now),
        name=person.name_to_use or person.given_name,
        family_name=person.family_name,
        label=person.label,
        born_on=person.born_on,
        expected_on=person.expected_on,
        died_on=person.died_on,
        age_said=person.age_said,
        sex=person.sex,
    )
