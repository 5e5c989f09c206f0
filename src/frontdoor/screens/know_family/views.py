"""Saying that one knows a family, and what is said back."""

from __future__ import annotations

import re
from typing import cast
from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from frontdoor.access.doors import AtDoor, door
from frontdoor.journey.actions.knowing import know_family
from frontdoor.journey.child_queries import journeys_of_child, person_by_number
from frontdoor.journey.record_queries import contact_by_reference, journeys_of
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.storage import UnableToFind
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.know_family.forms import KnowForm

_NAMED = re.compile(r"FD-\d{2}(?:-\d+)+|FD\d{15}")


@never_cache
@door(Permission.KNOW_FAMILY, page="know_family")
def say(request: HttpRequest) -> HttpResponse:
    """The page that was open has been left. One press bars; it asks for no reason."""
    at = cast(AtDoor, request)
    if at.method != "POST":
        return _page(at, KnowForm(initial={"about": _left(at)}))
    form = KnowForm(at.POST)
    if not form.is_valid():
        return _page(at, form, status=422)
    journey = _journey(form.cleaned_data["about"], by=at.actor)
    if journey is not None:
        know_family(journey=journey, by=at.actor, happened_at=at.now, recorded_at=at.now)
    return redirect("know_family:done")


@door(Permission.KNOW_FAMILY, page="know_family_done")
def done(request: HttpRequest) -> HttpResponse:
    """Thanks, and who has it now: in the same words whatever was said."""
    at = cast(AtDoor, request)
    return render(request, "know_family/done.html", {"place": for_authority(at.actor.authority)})


def _left(at: AtDoor) -> str:
    """The reference in the address of the page that was left; empty if it named none."""
    found = _NAMED.search(urlsplit(at.headers.get("Referer", "")).path)
    return found.group(0) if found else ""


def _journey(about: str, *, by: Actor) -> UUID | None:
    """A journey through which the family can be reached; none if there is nothing, or nothing that may be seen."""
    named = about.strip().upper().replace(" ", "")
    try:
        if re.fullmatch(r"FD\d{15}", named):
            journeys = journeys_of_child(person_by_number(named, by=by), by=by)
        else:
            journeys = journeys_of(contact_by_reference(named, by=by), by=by)
    except UnableToFind:
        return None
    return journeys[-1].id if journeys else None


def _page(at: AtDoor, form: KnowForm, *, status: int = 200) -> HttpResponse:
    return render(at, "know_family/say.html", {"form": form, "left": form["about"].value()}, status=status)
