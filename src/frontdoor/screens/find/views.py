"""Finding somebody who is known already."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.journey.child_queries import may_open
from frontdoor.people.search import Found, find
from frontdoor.rules.calendar import london_day
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.child.family import line_of
from frontdoor.screens.find.forms import FindForm

MOST = 20
#: Shown while somebody types: each of them is a look.
AS_TYPED = 8
_OWN_NUMBER = re.compile(r"FD\d{15}")
_REFERENCE = re.compile(r"FD-\d{2}(-\d+)+")


@dataclass(frozen=True, kw_only=True)
class Row:
    """Somebody who may be the one that is meant. `url` is empty for whoever has no page, or none open to the reader."""

    line: str
    because: str
    number: str
    url: str
    adult: bool


@never_cache
@door(Permission.FIND_PERSON, page="find")
def person(request: HttpRequest) -> HttpResponse:
    """The form; and once it was sent, those who may be meant."""
    at = cast(AtDoor, request)
    if at.method != "POST":
        return _page(at, FindForm())
    form = FindForm(at.POST)
    if not form.is_valid():
        return _page(at, form, status=422)
    number = form.cleaned_data["number"].strip().upper().replace(" ", "")
    if _OWN_NUMBER.fullmatch(number):
        return redirect("child:page", number)
    if _REFERENCE.fullmatch(number):
        return redirect("hub:record", number)
    return _page(at, form, rows=_found(form, at, most=MOST))


@never_cache
@door(Permission.FIND_PERSON, page="find_rows")
def rows(request: HttpRequest) -> HttpResponse:
    """Those who may be meant by what is typed so far, for the list below the form; the page's own script asks."""
    at = cast(AtDoor, request)
    if at.method != "POST":
        return HttpResponse(status=405)
    form = FindForm(at.POST)
    found = _found(form, at, most=AS_TYPED) if form.is_valid() else None
    place = for_authority(at.actor.authority)
    return render(at, "find/rows.html", {"rows": found, "place": place, "most": AS_TYPED})


def _found(form: FindForm, at: AtDoor, *, most: int) -> list[Row]:
    said = form.cleaned_data
    found = find(
        given_name=said["given_name"],
        family_name=said["family_name"],
        born=said["born"],
        postcode=said["postcode"],
        nhs_number=said["number"].strip().upper().replace(" ", ""),
        by=at.actor,
        most=most,
    )
    at.seen += [Seen(page="find", person=one.person.id) for one in found]
    return _rows(found, at)


def _rows(found: Sequence[Found], at: AtDoor) -> list[Row]:
    on = london_day(at.now)
    openable = may_open([one.person for one in found], by=at.actor)
    return [
        Row(
            line=line_of(one.person, on=on),
            because=one.because,
            number=one.person.local_number,
            url=reverse("child:page", args=[one.person.local_number]) if one.person.id in openable else "",
            adult=one.person.kind == "adult",
        )
        for one in found
    ]


def _page(at: AtDoor, form: FindForm, *, rows: Sequence[Row] | None = None, status: int = 200) -> HttpResponse:
    place = for_authority(at.actor.authority)
    context: dict[str, Any] = {"form": form, "rows": rows, "place": place, "most": MOST}
    return render(at, "find/person.html", context, status=status)
