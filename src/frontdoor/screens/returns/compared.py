"""Where the two systems differ: our facts beside the case system's, of which the setting names it the master."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.journey.compared_queries import Compared, facts_compared, told_last, two_systems
from frontdoor.rules.calendar import london_day
from frontdoor.rules.codesets.assessment import ABUSE
from frontdoor.rules.masters import FACTS
from frontdoor.rules.open_status import age_words
from frontdoor.rules.roles import Permission
from frontdoor.rules.two_systems import Difference
from frontdoor.screens.look.formatting import date_words, moment_words
from frontdoor.screens.returns.forms import PageForm

ON_A_PAGE = 50
#: Where each fact is put right here, if ours is the wrong one.
_MENDED = {
    "referral": "social_work:overview",
    "plan": "social_work:overview",
    "looked_after": "hub:record",
    "worker": "social_work:overview",
    "restriction": "hub:record",
}


@dataclass(frozen=True, kw_only=True)
class DifferenceRow:
    """One fact of one child: ours, theirs, and the page where ours is put right."""

    number: str
    child_url: str
    what: str
    here: str
    there: str
    told: str
    old: str
    mend_url: str


@door(Permission.ALLOCATE, page="returns_compared")
def compared(request: HttpRequest) -> HttpResponse:
    """Every difference of children whom the reader works with: nobody told of first, then the oldest word."""
    at = cast(AtDoor, request)
    form = PageForm(at.GET)
    page = (form.cleaned_data.get("page") if form.is_valid() else None) or 0
    found = two_systems(at.actor, now=at.now)
    on_page = found[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    at.seen += [Seen(page="returns_compared", person=one.person) for one in on_page]
    context = {
        "rows": [_row(one, apart, at.now) for one in on_page for apart in one.differences],
        "children": len(found),
        "loaded": told_last(at.actor.authority) is not None,
        "facts": [FACTS[fact].lower() for fact in facts_compared(at.actor, on=london_day(at.now))],
        "next_url": f"?page={page + 1}" if len(found) > (page + 1) * ON_A_PAGE else "",
    }
    return render(at, "returns/compared.html", context)


def _row(one: Compared, apart: Difference, now: datetime) -> DifferenceRow:
    return DifferenceRow(
        number=one.number,
        child_url=reverse("child:page", args=[one.number]),
        what=FACTS[apart.fact],
        here=_words(apart.here, apart.here_since),
        there=_words(apart.there, apart.there_since),
        told=moment_words(one.as_at, now=now) if one.as_at else "the case system has not told of this child",
        old=age_words(one.as_at, now=now) if one.as_at else "",
        mend_url=reverse(_MENDED[apart.fact], args=[one.journey.contact.reference]),
    )


def _words(said: str, since: date | None) -> str:
    """What one system says, with the category of a plan in words, and since when."""
    kind, _, category = said.partition(", ")
    named = next((code.words.lower() for code in ABUSE.codes if category and code.code == category), category)
    words = ", ".join(part for part in (kind, named) if part)
    return f"{words}, {date_words(since)}" if since else words
