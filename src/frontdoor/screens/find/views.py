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
_OWN_NUMBER = re.compile(r"FD\d{12}")
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
    found = find(
        given_name=form.cleaned_data["given_name"],
        family_name=form.cleaned_data["family_name"],
        born=form.cleaned_data["born"],
        nhs_number=number,
        by=at.actor,
        most=MOST,
    )
    at.seen += [Seen(page="find", person=one.person.id) for one in found]
    return _page(at, form, rows=_rows(found, at))


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
