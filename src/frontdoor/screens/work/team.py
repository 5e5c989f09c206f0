"""Who has whom: what each worker carries, which visits are late, and which are near and planned by nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.journey.caseload_queries import DueVisit, Load, carried, due_visits, loads
from frontdoor.journey.contact_queries import names_of
from frontdoor.journey.work_queries import Work
from frontdoor.rules.partnership import Partnership, for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.work.rows import WorkRow, visit_row, work_row

NOBODY = "Nobody by name yet"


@dataclass(frozen=True, kw_only=True)
class LoadRow:
    """One line of who has whom. `shown` says that its children stand below."""

    team: str
    who: str
    load: Load
    url: str
    shown: bool


@door(Permission.ALLOCATE, page="work_team")
def team(request: HttpRequest) -> HttpResponse:
    """The visits that are late or planned by nobody, who carries how many, and one line's children on asking."""
    at = cast(AtDoor, request)
    place = for_authority(at.actor.authority)
    found = loads(at.actor, now=at.now)
    visits = due_visits(at.actor, now=at.now)
    asked = _asked(at, found)
    works = carried(at.actor, worker=asked.worker, team=asked.team, now=at.now) if asked else []
    names = names_of(load.worker for load in found)
    _log(at, [*(one.work for one in (*visits.late, *visits.not_planned)), *works])
    rows = _rows(found, asked, names, place)
    context = {
        "loads": rows,
        "asked": next((row for row in rows if row.shown), None),
        "children": [work_row(work, place=place, now=at.now) for work in works],
        "late": _visits(visits.late, names, place, at.now),
        "late_in_all": visits.late_in_all,
        "not_planned": _visits(visits.not_planned, names, place, at.now),
        "only_teams": [_team_name(code, place) for code in at.actor.teams],
        "total": sum(load.children for load in found),
    }
    return render(at, "work/team.html", context)


def _asked(at: AtDoor, found: Sequence[Load]) -> Load | None:
    """The line whose children are asked for; one that is not there shows none."""
    team, worker = at.GET.get("team", ""), at.GET.get("worker", "")
    if not team and not worker:
        return None
    return next((load for load in found if load.team == team and str(load.worker or "") == worker), None)


def _rows(found: Sequence[Load], asked: Load | None, names: Mapping[UUID, str], place: Partnership) -> list[LoadRow]:
    rows = [
        LoadRow(
            team=_team_name(load.team, place),
            who=_who(load.worker, names),
            load=load,
            url=f"{reverse('work:team')}?{urlencode({'team': load.team, 'worker': load.worker or ''})}#children",
            shown=load == asked,
        )
        for load in found
    ]
    return sorted(rows, key=lambda row: (row.team, row.load.worker is not None, row.who))


def _who(worker: UUID | None, names: Mapping[UUID, str]) -> str:
    return names.get(worker, NOBODY) if worker else NOBODY


def _team_name(code: str, place: Partnership) -> str:
    known = place.team_by_code.get(code)
    return known.name if known else code.replace("_", " ").capitalize() or "No team"


def _visits(found: Iterable[DueVisit], names: Mapping[UUID, str], place: Partnership, now: datetime) -> list[WorkRow]:
    return [visit_row(one, whose=_who(one.work.journey.worker, names), place=place, now=now) for one in found]


def _log(at: AtDoor, works: Iterable[Work]) -> None:
    at.seen += [Seen(page="work_team", person=work.journey.about, record=work.journey.contact_id) for work in works]
