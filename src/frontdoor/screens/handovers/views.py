"""Offers that wait for an answer, and the answers."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.journey import work_queries
from frontdoor.journey.actions.allocation import UnableToAllocate, accept_allocation, decline_allocation
from frontdoor.journey.actions.handovers import UnableToHandOver, accept_hand_over, decline_hand_over
from frontdoor.journey.actions.within import WITHDRAWN
from frontdoor.rules.closing_time import handing_over
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.handovers.forms import AnswerForm
from frontdoor.screens.work.answers import NOTHING_SENT, NotTaken, take_answer, with_unfinished
from frontdoor.screens.work.rows import offer_row
from frontdoor.screens.work.views import DONE, work_page


@door(Permission.ADD_INFORMATION, page="handovers")
def waiting(request: HttpRequest) -> HttpResponse:
    """Every offer that nobody has answered, of children whom the reader may see."""
    return _page(cast(AtDoor, request))


@require_POST
@door(Permission.ADD_INFORMATION, page="handover_answer")
def answer(request: HttpRequest) -> HttpResponse:
    """Take what was offered, or say why not."""
    at = cast(AtDoor, request)
    return take_answer(
        at,
        AnswerForm(at.POST),
        partial(_answer, at),
        row="offer",
        page=work_page if at.POST.get("back") == "work" else _page,
        done=partial(_done, at),
        refusals=(UnableToHandOver, UnableToAllocate),
    )


def _done(at: AtDoor, said: dict[str, Any]) -> str:
    page = reverse("work:mine" if said["back"] == "work" else "handovers:list")
    return f"{page}?done={_outcome(at, said)}"


def _outcome(at: AtDoor, said: dict[str, Any]) -> str:
    """Who has the child now: a manager who accepts for the team holds it no more than anybody else of the team."""
    if said["answer"] != "accept":
        return "taken_back" if said["reason"] == WITHDRAWN else "declined"
    if said["accepted_by_name"]:
        return "accepted_outside"
    return "accepted" if work_queries.carries_my_name(at.actor, offer=said["offer"]) else "accepted_for_team"


def _answer(at: AtDoor, said: dict[str, Any]) -> None:
    when = {"seen": said["seen"], "by": at.actor, "happened_at": at.now, "recorded_at": at.now}
    why = {"reason": said["reason"], "because": said["because"]}
    match said["kind"], said["answer"]:
        case "hand_over", "accept":
            accept_hand_over(handover=said["offer"], accepted_by_name=said["accepted_by_name"], **when)
        case "hand_over", _:
            decline_hand_over(handover=said["offer"], **why, **when)
        case _, "accept":
            accept_allocation(allocation=said["offer"], **when)
        case _:
            decline_allocation(allocation=said["offer"], **why, **when)


def _page(at: AtDoor, refusal: NotTaken = NOTHING_SENT) -> HttpResponse:
    place = for_authority(at.actor.authority)
    everything = work_queries.every_offer(at.actor, now=at.now)
    to_me = {one.row.id for one in work_queries.offers_to(at.actor, now=at.now)}
    at.seen += [
        Seen(page="handovers", person=one.work.journey.about, record=one.work.journey.contact_id) for one in everything
    ]
    rows = [offer_row(one, place=place, now=at.now) for one in everything]
    own = {one.row.id for one in everything if one.row.offered_by == at.actor.account}
    context = {
        "mine": [row for row in rows if row.id in to_me],
        "outside": [row for row in rows if row.outside and row.id not in to_me],
        "sent": [row for row in rows if row.id in own and row.id not in to_me and not row.outside],
        "others": [row for row in rows if row.id not in to_me | own and not row.outside],
        "closing": handing_over(at.now, place.hours),
        "done": DONE.get(at.GET.get("done", ""), ""),
        "refusal": with_unfinished(at, refusal),
    }
    return render(at, "handovers/list.html", context, status=refusal.status)
