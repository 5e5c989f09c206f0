"""What the census would refuse of the children one works with, as it stands now: never a surprise in June."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.access.queries import workers_of
from frontdoor.returns import queries
from frontdoor.returns.cin_census.checks import rules_of
from frontdoor.returns.cin_census.checks.years import NEWEST
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.formatting import day_and_time
from frontdoor.screens.record.mending import mended_at
from frontdoor.screens.returns.forms import WorklistForm


@dataclass(frozen=True, kw_only=True)
class MatterRow:
    """One matter: whose, what is wrong, since when, who has the child, and where it is put right."""

    number: str
    child_url: str
    kind: str
    rule: str
    message: str
    since: str
    held_by: str
    mend_url: str


@door(Permission.ADD_INFORMATION, page="returns_worklist")
def worklist(request: HttpRequest) -> HttpResponse:
    """Open matters, the oldest first."""
    at = cast(AtDoor, request)
    place = for_authority(at.actor.authority)
    form = WorklistForm(
        at.GET,
        teams=[(team.code, team.name) for team in place.teams],
        workers=[
            (str(at.actor.account), "My own children"),
            *((str(one.pk), one.name) for one in workers_of(at.actor.authority) if one.pk != at.actor.account),
        ],
    )
    given = form.cleaned_data if form.is_valid() else {}
    wanted = queries.Wanted(
        worker=UUID(given["worker"]) if given.get("worker") else None,
        team=given.get("team", ""),
        rule=given.get("rule", ""),
        found_by=at.now - timedelta(days=int(given["age"])) if given.get("age") else None,
        errors=given.get("errors_alone", False),
    )
    page = given.get("page") or 0
    found, more = queries.worklist(wanted, by=at.actor, page=page)
    at.seen += [Seen(page="returns_worklist", person=key) for key in dict.fromkeys(one.matter.person for one in found)]
    query = at.GET.copy()
    query["page"] = str(page + 1)
    context = {
        "form": form,
        "rows": _rows(found, at),
        "chosen": wanted != queries.Wanted(),
        "next_url": f"?{query.urlencode()}" if more else "",
    }
    return render(at, "returns/worklist.html", context)


def _rows(found: Sequence[queries.ToMend], at: AtDoor) -> list[MatterRow]:
    sentences = {rule.code: rule.message for rule in rules_of(NEWEST)}
    teams = {team.code: team.name for team in for_authority(at.actor.authority).teams}
    return [
        MatterRow(
            number=one.matter.number,
            child_url=reverse("child:page", args=[one.matter.number]),
            kind="Error" if one.matter.is_error else "Query",
            rule=one.matter.rule,
            message=sentences.get(one.matter.rule, ""),
            since=day_and_time(one.matter.found_at, now=at.now),
            held_by=", ".join(part for part in (one.worker, teams.get(one.journey.team, "")) if part)
            or "nobody by name",
            mend_url=mended_at(one.matter.table, one.journey.contact.reference),
        )
        for one in found
    ]
