"""Where each role's work is: the places in the header of a staff page, and where the start page sends people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from frontdoor.ledger.scope import Actor
from frontdoor.rules.partnership import all_partnerships
from frontdoor.rules.roles import ROLES, Permission
from frontdoor.screens.look.shapes import Frame, Link


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place where people stand: its label, the name of its first page, and whose it is."""

    label: str
    page: str
    permission: Permission


#: In the order of the header; the first that a person may open is where their day starts.
PLACES = (
    Place(label="Triage", page="triage:queue", permission=Permission.SEE_QUEUE),
    Place(label="Restricted desk", page="access_desk:restricted", permission=Permission.RESTRICTED_DESK),
    Place(label="Who is this?", page="match_desk:queue", permission=Permission.MATCH),
    Place(label="My work", page="work:mine", permission=Permission.ADD_INFORMATION),
    Place(label="Hand-overs", page="handovers:list", permission=Permission.ADD_INFORMATION),
    Place(label="On call", page="on_call:pages", permission=Permission.ON_CALL),
    Place(label="Requests to us", page="agency:requests", permission=Permission.ANSWER_REQUESTS),
    Place(label="Take a call", page="telephone:note", permission=Permission.TAKE_CONTACT),
    Place(label="Data quality", page="returns:worklist", permission=Permission.ADD_INFORMATION),
    Place(label="Two systems", page="returns:compared", permission=Permission.ALLOCATE),
    Place(label="Second signatures", page="signatures:waiting", permission=Permission.CLOSE),
    Place(label="Returns", page="returns:runs", permission=Permission.MAKE_RETURNS),
    Place(label="Inspection", page="returns:inspection", permission=Permission.MAKE_RETURNS),
    Place(label="Time figures", page="figures:time", permission=Permission.SEE_FIGURES),
    Place(label="Intake count", page="intake_count:count", permission=Permission.SIGN_OFF_INTAKE),
    Place(label="Outbox", page="outbox:messages", permission=Permission.RELEASE_FEEDBACK),
    Place(label="Emergency openings", page="access_desk:openings", permission=Permission.REVIEW_GLASS),
    Place(label="Walls", page="access_desk:walls", permission=Permission.REVIEW_GLASS),
    Place(label="Who looked", page="access_desk:who_looked", permission=Permission.SEE_WHO_LOOKED),
    Place(label="Requests for access", page="access_desk:asked", permission=Permission.SEE_ACCESS_REQUESTS),
    Place(label="Registers", page="access_desk:registers", permission=Permission.RECORD_AGREEMENTS),
    Place(label="Accounts", page="access_desk:accounts", permission=Permission.MANAGE_ACCOUNTS),
)
FIND = "find:person"
KNOW_FAMILY = "know_family:say"


@cache
def address(page: str, *parts: str) -> str:
    """The address of a page by name; empty where this version has no such page. Asked for a score of places a page."""
    try:
        return reverse(page, args=parts or None)
    except NoReverseMatch:
        return ""


def places_of(by: Actor) -> Iterator[tuple[str, str]]:
    """Label and address of every place that this person may open."""
    for place in PLACES:
        found = address(place.page)
        if found and by.may(place.permission):
            yield place.label, found


def frame(request: HttpRequest) -> dict[str, Any]:
    """What stands round every staff page; a page outside the doors has none."""
    by: Actor | None = getattr(request, "actor", None)
    if by is None:
        return {}
    places = list(places_of(by))
    # A place may lie inside another's address: the longest that fits is where one stands.
    here = max((found for _, found in places if request.path.startswith(found)), key=len, default="")
    return {
        "frame": Frame(
            home_url=reverse("start"),
            navigation=tuple(Link(label, found, found == here) for label, found in places),
            place=all_partnerships()[by.authority].name if by.authority in all_partnerships() else "",
            name=by.name,
            role=ROLES[by.role].title.lower(),
            sign_out_url=address("account_logout"),
            know_family_url=address(KNOW_FAMILY) if by.may(Permission.KNOW_FAMILY) else "",
            find_url=address(FIND) if by.may(Permission.FIND_PERSON) else "",
        )
    }
