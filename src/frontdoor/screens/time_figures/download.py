"""The figures as a table to take away: whole numbers of 1 to 5 hidden, and no cell that a spreadsheet would work out.

A table that leaves is never of a slice: two slices put side by side would give away what each of them hides.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import cast

from django.http import HttpRequest, HttpResponse

from frontdoor.access.doors import AtDoor, door
from frontdoor.performance.suppression import HIDDEN, suppressed
from frontdoor.performance.waits import Figure, figures
from frontdoor.rules.calendar import london_day
from frontdoor.rules.cells import safe
from frontdoor.rules.measures import HAND_OFFS
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.time_figures import asking
from frontdoor.screens.time_figures.lines import what_counts

HEADINGS = (
    "Place", "Period from", "To", "As known on", "Hand-off", "What counts", "Counts", "Began", "Number",
    "Median (hours)", "9 in 10 within (hours)", "Median (working hours)", "9 in 10 within (working hours)",
    "Oldest (days)", "Still open", "Overdue now", "Ended late", "Ended without it", "Recorded late", "Not known",
    "Note",
)  # fmt: skip
NOTE = f"{HIDDEN}: hidden, because it is 1 to 5 or would give away a number that is"


@door(Permission.SEE_FIGURES, page="time_figures_download")
def table(request: HttpRequest) -> HttpResponse:
    """All hand-offs of the period, small numbers hidden, as a finished file."""
    at = cast(AtDoor, request)
    place = for_authority(at.actor.authority)
    only = {name: at.GET[name] for name in ("weeks", "known") if name in at.GET}
    form = asking.read(only, now=at.now, place=place)
    found = figures(form.asked, authority=at.actor.authority)
    since, until = london_day(form.asked.since).isoformat(), london_day(form.asked.at).isoformat()
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for one in found.values():
        row = [place.name, since, until, until if form.asked.earlier else "", *_cells(one)]
        writer.writerow([safe(cell) for cell in row])
    answer = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="time-figures-{until}.csv"'
    return answer


def _cells(one: Figure) -> Iterator[str]:
    row, shown = HAND_OFFS[one.code], suppressed(one)
    yield from (row.name, what_counts(row), "children", "in hours" if one.in_hours else "out of hours")
    yield _count(shown.number)
    for seconds in (one.median, one.nine_in_ten, one.median_working, one.nine_in_ten_working):
        yield _length(seconds, 3_600, shown.lengths)
    yield _length(one.oldest, 86_400, shown.lengths)
    clock = bool(row.clock)
    yield _count(shown.still_open)
    yield _count(shown.overdue) if clock else ""
    yield _count(shown.late) if clock else ""
    for number in (shown.ended, shown.recorded_late, shown.not_known):
        yield _count(number)
    yield NOTE if shown.hides else ""


def _count(number: int | None) -> str:
    return HIDDEN if number is None else str(number)


def _length(seconds: float | None, unit: int, shown: bool) -> str:
    if seconds is None:
        return ""
    return f"{seconds / unit:.1f}" if shown else HIDDEN
