"""Who looked: at one contact's people, or lately at anybody."""

from __future__ import annotations

from datetime import datetime
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdoor.access import queries
from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.journey.look_queries import named, references_of
from frontdoor.people.aliases import all_ids
from frontdoor.rules.roles import ROLES, Permission

PAGE = 50


@door(Permission.SEE_WHO_LOOKED, page="who_looked")
def who_looked(request: HttpRequest) -> HttpResponse:
    """Managers see their own team's looks; information governance everybody's, the restricted roles' too."""
    at = cast(AtDoor, request)
    reference = at.GET.get("reference", "").strip()
    about = named(reference, authority=at.actor.authority) if reference else None
    if about is not None:
        at.seen += [Seen(page="who_looked", person=one, record=about.contact) for one in about.people]
    found = (
        []
        if reference and about is None
        else queries.who_looked(
            at.actor,
            people=all_ids(about.people) if about else (),
            before=_before(at.GET.get("before", "")),
            at_once=PAGE,
        )
    )
    records = {look.record for look in found if look.record}
    shown = {
        "looks": found,
        "reference": reference,
        "references": references_of(cast("set[UUID]", records), authority=at.actor.authority),
        "titles": {code: role.title for code, role in ROLES.items()},
        "everybody": queries.looks_by_team(at.actor) is None,
        "older": found[-1].at.isoformat() if len(found) == PAGE else "",
        "now": at.now,
    }
    return render(request, "access_desk/who_looked.html", shown)


def _before(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
