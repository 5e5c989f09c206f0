"""Children of whom somebody on call was told and whom nobody has taken yet; and taking one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.journey.actions.telling import acknowledge_page
from frontdoor.journey.on_call_queries import Unanswered, taken, unanswered
from frontdoor.rules.on_call import lately
from frontdoor.rules.partnership import Partnership, for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.formatting import moment_words, time_state
from frontdoor.screens.look.shapes import Clock
from frontdoor.screens.work.answers import NOTHING_SENT, NotTaken, take_answer
from frontdoor.screens.work.rows import WorkRow, work_row

#: Why somebody was told, in words.
REASONS = {
    "danger_now": "In danger now",
    "red_after_closing": "Red, after closing time",
    "handed_over": "Handed over to the night",
    "handover_unaccepted": "Nobody accepted the hand-over before closing",
    "overdue": "Overdue",
}


@dataclass(frozen=True, kw_only=True)
class PageRow:
    """One child: why, who was told when, until when they have, and whom to ring next. `overdue`: say what ran out."""

    work: WorkRow
    id: UUID
    seen: int
    why: str
    overdue: bool
    told: str
    before: str
    clock: Clock
    next_name: str
    next_telephone: str


class AnswerForm(forms.Form):
    """Which page, as it was shown."""

    page = forms.UUIDField()
    seen = forms.IntegerField(min_value=1)


@door(Permission.ON_CALL, page="on_call")
def pages(request: HttpRequest) -> HttpResponse:
    """Danger now first, then red, the newest of each first; whoever waits for more than a day stands below."""
    return _page(cast(AtDoor, request))


@require_POST
@door(Permission.ON_CALL, page="on_call_answer")
def answer(request: HttpRequest) -> HttpResponse:
    """Say that one has the child: nobody else on the rota is told any more."""
    at = cast(AtDoor, request)
    return take_answer(
        at,
        AnswerForm(at.POST),
        lambda said: acknowledge_page(**said, by=at.actor, recorded_at=at.now),
        row="page",
        page=_page,
        done=lambda said: f"{reverse('on_call:pages')}?done=answered",
        changed="Somebody answered this, or the next person was told, while you read.",
    )


def _page(at: AtDoor, refusal: NotTaken = NOTHING_SENT) -> HttpResponse:
    place = for_authority(at.actor.authority)
    found = unanswered(at.actor, now=at.now)
    at.seen += [
        Seen(page="on_call", person=one.work.journey.about, record=one.work.journey.contact_id) for one in found
    ]
    mine = taken(at.actor, now=at.now)
    at.seen += [Seen(page="on_call", person=one.work.journey.about, record=one.work.journey.contact_id) for one in mine]
    rows = [(work_row(one.work, place=place, now=at.now), moment_words(one.at, now=at.now)) for one in mine]
    context = {
        "taken": rows,
        "rows": [_row(one, place, at.now) for one in found if lately(one.since, at.now)],
        "older": [_row(one, place, at.now) for one in found if not lately(one.since, at.now)],
        "rota": (*place.on_call, *(one for one in place.on_call_behind if one.wall in at.actor.compartments)),
        "done": "Yours. Nobody else on the rota is told any more." if at.GET.get("done") == "answered" else "",
        "refusal": refusal,
        "now": at.now,
    }
    return render(at, "on_call/pages.html", context, status=refusal.status)


def _row(one: Unanswered, place: Partnership, now: datetime) -> PageRow:
    page = one.page
    rota = place.rota(page.rota)
    following = rota[(page.position + 1) % len(rota)]
    return PageRow(
        work=work_row(one.work, place=place, now=now),
        id=page.id,
        seen=page.revision,
        why=REASONS.get(page.reason, page.reason.replace("_", " ").capitalize()),
        overdue=page.reason == "overdue",
        told=f"{page.to_name}, {page.to_telephone}, told {moment_words(page.paged_at, now=now)}",
        before=f"{one.told_before} told before, no answer" if one.told_before else "",
        clock=Clock(time_state(due_at=page.answer_due_at, now=now), "answer"),
        next_name=following.who,
        next_telephone=following.telephone,
    )
