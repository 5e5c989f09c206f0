"""The pages of the time figures: all hand-offs, one of them with its chart, and the children behind a number."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.performance.opened import opened
from frontdoor.performance.waits import figures, waits_of
from frontdoor.rules.control_charts import FEWEST, SIDE, TREND
from frontdoor.rules.measures import HAND_OFFS, HandOff
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.time_figures import asking, charting, lines
from frontdoor.screens.time_figures.behind import WHICH, child_rows, wanted

#: Children on a page.
PAGE = 50


@door(Permission.SEE_FIGURES, page="time_figures")
def time(request: HttpRequest) -> HttpResponse:
    """Children waiting now, and a bar for every hand-off."""
    at = cast(AtDoor, request)
    place = for_authority(at.actor.authority)
    form = asking.read(at.GET, now=at.now, place=place)
    found = figures(form.asked, authority=at.actor.authority)
    shown = {
        "form": form,
        "waiting": lines.waiting_lines(found, form, by=at.actor),
        "bars": lines.bars(found, form, place=place),
        "download_url": form.url("figures:download", channel="", agency="", rating="", team="", age="", hours=""),
    }
    return render(request, "time_figures/time.html", shown)


@door(Permission.SEE_FIGURES, page="time_figures_hand_off")
def hand_off(request: HttpRequest, code: str) -> HttpResponse:
    """One hand-off: what counts, its figures, and its control charts with their tables."""
    at = cast(AtDoor, request)
    row = _row(code)
    place = for_authority(at.actor.authority)
    form = asking.read(at.GET, now=at.now, place=place)
    found = figures(form.asked, authority=at.actor.authority, codes=(code,))
    waits = waits_of(code, form.asked, authority=at.actor.authority)
    shown = {
        "form": form,
        "row": row,
        "bar": lines.Bar(row.name, "", lines.what_counts(row), lines.rows_of(row, found, form.asked)),
        "facts": lines.facts(row, place=place, now=form.asked.at),
        "charts": [charting.drawn(waits, form.asked, in_hours=when, name=row.name) for when in lines.parts(form.asked)],
        "rules": {"fewest": FEWEST, "side": SIDE, "trend": TREND},
        "children_url": form.url("figures:children", code) if at.actor.may(Permission.OPEN_FIGURES) else "",
    }
    return render(request, "time_figures/hand_off.html", shown)


@door(Permission.OPEN_FIGURES, page="time_figures_children")
def children(request: HttpRequest, code: str) -> HttpResponse:
    """The children behind a number, longest wait first, as this reader may see them."""
    at = cast(AtDoor, request)
    row = _row(code)
    place = for_authority(at.actor.authority)
    form = asking.read(at.GET, now=at.now, place=place)
    which = at.GET.get("which", "")
    which = which if which in WHICH else "open"
    start = int(at.GET["start"]) if at.GET.get("start", "").isdecimal() and len(at.GET["start"]) < 7 else 0
    waits = wanted(waits_of(code, form.asked, authority=at.actor.authority), which)
    shown, more = opened(waits, by=at.actor, start=start, at_once=PAGE)
    at.seen += [
        Seen(page="time_figures_children", person=one.journey.about, record=one.journey.contact_id) for one in shown
    ]
    here = {"which": which} if which != "open" else {}
    context = {
        "form": form,
        "row": row,
        "which": which,
        "tabs": [(words, form.url("figures:children", code, which=key), key == which) for key, words in WHICH.items()],
        "counted_all": len(waits),
        "children": child_rows(shown, asked=form.asked, now=at.now),
        "shorter_url": form.url("figures:children", code, **here, start=str(start + PAGE)) if more else "",
        "longer_url": form.url("figures:children", code, **here, start=str(start - PAGE)) if start >= PAGE else "",
    }
    return render(request, "time_figures/children.html", context)


def _row(code: str) -> HandOff:
    if code not in HAND_OFFS:
        raise Http404
    return HAND_OFFS[code]
