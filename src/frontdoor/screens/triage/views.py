"""The triage queue, and what arrived in it since the page was shown."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.journey.triage_queries import arrived_since
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.triage import filters
from frontdoor.screens.triage.queue import count_words, page
from frontdoor.screens.triage.queue import wall as figures


@door(Permission.SEE_QUEUE, page="triage")
def queue(request: HttpRequest) -> HttpResponse:
    """Everything that waits, in order."""
    at = cast(AtDoor, request)
    asked = filters.read(at.GET)
    start = at.GET.get("start", "")
    found = page(
        asked,
        after=at.GET.get("after", ""),
        start=int(start) if start.isdecimal() and len(start) < 7 else 0,
        now=at.now,
        place=for_authority(at.actor.authority),
        by=at.actor,
    )
    at.seen += [
        Seen(page="triage", person=child.about, record=contact.id)
        for contact in found.shown
        for child in contact.children
    ]
    label = count_words(found.waiting, len(found.rows))
    return render(request, "triage/queue.html", {"queue": found, "asked": asked, "label": label, "now": at.now})


@door(Permission.SEE_QUEUE, page="triage_new")
def new(request: HttpRequest) -> HttpResponse:
    """How many arrived since the page was shown: "4 new: show", or nothing. Moves no row."""
    at = cast(AtDoor, request)
    try:
        since = datetime.fromisoformat(at.GET.get("since", ""))
    except ValueError:
        return HttpResponse(status=204)
    if since.tzinfo is None:
        return HttpResponse(status=204)
    count = arrived_since(since, authority=at.actor.authority)
    if not count:
        return HttpResponse(status=204)
    return render(request, "triage/new.html", {"count": count, "url": filters.read(at.GET).url()})


@door(Permission.SEE_QUEUE, page="triage_wall")
def wall(request: HttpRequest) -> HttpResponse:
    """Numbers alone, for a screen that whoever passes can read."""
    at = cast(AtDoor, request)
    counters = figures(now=at.now, place=for_authority(at.actor.authority), by=at.actor)
    return render(request, "triage/wall.html", {"counters": counters, "now": at.now})
