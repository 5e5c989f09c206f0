"""Offers that wait for an answer, and the answers."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.journey import work_queries
from frontdoor.journey.actions.allocation import UnableToAllocate, accept_allocation, decline_allocation
from frontdoor.journey.actions.handovers import UnableToHandOver, accept_hand_over, decline_hand_over
from frontdoor.ledger.storage import ChangedSinceShown
from frontdoor.rules.closing_time import handing_over
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.handovers.forms import AnswerForm
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
    form = AnswerForm(at.POST)
    back = form.data.get("back", "")
    if not form.is_valid():
        return _again(at, back, "That was not understood. Nothing was changed.", 422)
    try:
        _answer(at, form)
    except (UnableToHandOver, UnableToAllocate, ChangedSinceShown) as refusal:
        return _again(at, back, str(refusal), 409)
    done = "accepted" if form.cleaned_data["answer"] == "accept" else "declined"
    return redirect(f"{reverse('work:mine' if back == 'work' else 'handovers:list')}?done={done}")


def _answer(at: AtDoor, form: AnswerForm) -> None:
    said = form.cleaned_data
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


def _again(at: AtDoor, back: str, refusal: str, status: int) -> HttpResponse:
    page = work_page if back == "work" else _page
    return page(at, refusal=refusal, status=status)


def _page(at: AtDoor, *, refusal: str = "", status: int = 200) -> HttpResponse:
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
        "refusal": refusal,
    }
    return render(at, "handovers/list.html", context, status=status)
