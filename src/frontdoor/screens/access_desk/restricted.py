"""The restricted desk: contacts that reached a restricted record, with their clocks running."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.access.queries import restricted_people
from frontdoor.journey.look_queries import AllegationWaits, allegations_waiting
from frontdoor.journey.triage_queries import row_details, waiting_contacts
from frontdoor.people.aliases import all_ids
from frontdoor.rules.calendar import london_day
from frontdoor.rules.ordering import in_order
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.look.formatting import moment_words
from frontdoor.screens.look.naming import clock_words
from frontdoor.screens.look.shapes import Clock
from frontdoor.screens.triage.rows import Addresses, row

WALLS = frozenset({"restricted", "adoption", "lado"})


@door(Permission.RESTRICTED_DESK, page="restricted_desk")
def desk(request: HttpRequest) -> HttpResponse:
    """What waits behind the walls that this person stands inside, in triage's order.

    A child who was restricted after a contact came waits here too, and nowhere else: its wall is the restriction alone.
    """
    at = cast(AtDoor, request)
    waiting = waiting_contacts(authority=at.actor.authority, now=at.now)
    hidden = {*all_ids(restricted_people(at.actor))}
    held = [
        one for one in waiting if any(child.compartment in WALLS or child.about in hidden for child in one.children)
    ]
    places = in_order([one.waiting(london_day(at.now)) for one in held], now=at.now, grouped=False)
    details = row_details(held, authority=at.actor.authority)
    place = for_authority(at.actor.authority)
    by_reference = {one.reference: one for one in held}
    to = Addresses.for_reader(at.actor)
    rows = [row(by_reference[one.waiting.reference], one, details, now=at.now, place=place, to=to) for one in places]
    at.seen += [
        Seen(page="restricted_desk", person=child.about, record=one.id) for one in held for child in one.children
    ]
    waits = allegations_waiting(at.actor)
    at.seen += [Seen(page="restricted_desk", person=one.about) for one in waits]
    context = {"rows": rows, "allegations": [_allegation(one, at) for one in waits], "now": at.now}
    return render(request, "access_desk/restricted.html", context)


def _allegation(one: AllegationWaits, at: AtDoor) -> tuple[str, str, Clock | None]:
    """The record on which it is said that the officer was told, since when it is known, and its clock."""
    run = one.run
    place = for_authority(at.actor.authority)
    clock = clock_words(run.clock, run.due_at, now=at.now, overlay=place, soon_at=run.soon_at) if run else None
    return one.reference, moment_words(one.known_at, now=at.now), clock
