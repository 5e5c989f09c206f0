"""One's own work, and having read what is new."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.journey import work_queries
from frontdoor.journey.actions.information import UnableToRead, read_new_information
from frontdoor.journey.work_queries import Work
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.telephone.unfinished import unfinished_calls
from frontdoor.screens.work.answers import NOTHING_SENT, NotTaken, take_answer, with_unfinished
from frontdoor.screens.work.forms import ReadForm
from frontdoor.screens.work.rows import news_row, offer_row, work_row

DONE = {
    "accepted": "Accepted. The child, the clock and the name are yours now.",
    "accepted_for_team": "Accepted for the team: the child and the clock are with it now. "
    "No worker’s name is on the child yet.",
    "accepted_outside": "Written down. The child is with whoever accepted now.",
    "declined": "Not taken. The child stays with whoever sent it.",
    "taken_back": "Taken back. The child stays where it was.",
    "read": "Read. What you wrote stands on the record.",
}


@door(Permission.ADD_INFORMATION, page="work")
def mine(request: HttpRequest) -> HttpResponse:
    """Offers to answer, news to read, and the children that carry one's name, the soonest due first."""
    return work_page(cast(AtDoor, request))


@require_POST
@door(Permission.ADD_INFORMATION, page="work_read")
def read(request: HttpRequest) -> HttpResponse:
    """Say that new information was read, and what happens now."""
    at = cast(AtDoor, request)
    return take_answer(
        at,
        ReadForm(at.POST),
        lambda said: read_new_information(**said, by=at.actor, happened_at=at.now, recorded_at=at.now),
        row="information",
        page=work_page,
        done=lambda said: f"{reverse('work:mine')}?done=read",
        refusals=(UnableToRead,),
    )


def work_page(at: AtDoor, refusal: NotTaken = NOTHING_SENT) -> HttpResponse:
    """The page; each child on it is a look."""
    place = for_authority(at.actor.authority)
    offers = work_queries.offers_to(at.actor, now=at.now)
    news = work_queries.news_for(at.actor, now=at.now)
    held = work_queries.held_by(at.actor, now=at.now)
    team = work_queries.held_by_team(at.actor, now=at.now)
    _log(at, [*(one.work for one in offers), *(one.work for one in news), *held, *team])
    context = {
        "calls": unfinished_calls(at.actor, now=at.now) if at.actor.may(Permission.TAKE_CONTACT) else [],
        "offers": [offer_row(one, place=place, now=at.now) for one in offers],
        "news": [news_row(one, place=place, now=at.now) for one in news],
        "held": [work_row(one, place=place, now=at.now) for one in held],
        "team": [work_row(one, place=place, now=at.now, gives=at.actor.may(Permission.ALLOCATE)) for one in team],
        "team_url": reverse("work:team") if at.actor.may(Permission.ALLOCATE) else "",
        "place": place,
        "done": DONE.get(at.GET.get("done", ""), ""),
        "refusal": with_unfinished(at, refusal),
        "now": at.now,
    }
    return render(at, "work/mine.html", context, status=refusal.status)


def _log(at: AtDoor, works: Iterable[Work]) -> None:
    at.seen += [Seen(page="work", person=work.journey.about, record=work.journey.contact_id) for work in works]
