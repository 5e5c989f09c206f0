"""Who knows a child, row by row: on what evidence, and a worker's word whether it is the child."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.access.sight import may_see
from frontdoor.journey.child_queries import ChildRecord, read_child
from frontdoor.journey.models import Journey
from frontdoor.ledger.storage import ChangedSinceShown, UnableToFind
from frontdoor.people.registers import confirm_entry, part_entry
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.child.about import title
from frontdoor.screens.child.family import name_of
from frontdoor.screens.look.shapes import Link
from frontdoor.screens.record.who_knows import KnownTo, known_to

#: What a worker can say of a row, and what the page says afterwards.
SAID = {
    "same": "Kept: you said that they mean this person.",
    "not_same": "Kept: you said that they mean somebody else. No later file takes it for this person again.",
}


def known_of(at: AtDoor, record: ChildRecord) -> tuple[KnownTo, ...]:
    """What registers say of the child and of the adults tied to the child whom this reader may see."""
    tied = {tie.person for tie in record.ties}
    adults = {
        one.id: name_of(one) or one.label for one in record.people.values() if one.id in tied and one.kind == "adult"
    }
    return known_to({record.person.id: "", **adults}, at=at, place=for_authority(record.person.authority))


@never_cache
@door(Permission.SEE_WHO_KNOWS, page="who_knows")
def who_knows(request: HttpRequest, number: str) -> HttpResponse:
    """Each agency with its evidence; a worker says whether it is this person."""
    at = cast(AtDoor, request)
    record = read_child(number, now=at.now, by=at.actor)
    at.seen.append(Seen(page="who_knows", person=record.person.id))
    if at.method != "POST":
        return _page(at, record, done=SAID.get(at.GET.get("done", ""), ""))
    said = at.POST.get("said", "")
    if said not in SAID:
        return _page(at, record, refusal="Say whether they mean this person.", status=422)
    try:
        entry, seen = UUID(at.POST.get("entry", "")), int(at.POST.get("seen", ""))
    except ValueError as wrong:
        raise UnableToFind from wrong
    verb = confirm_entry if said == "same" else part_entry
    try:
        verb(entry=entry, through=_through(at, record), seen=seen, by=at.actor, recorded_at=at.now)
    except ChangedSinceShown:
        return _page(at, record, refusal="This row changed since it was shown to you. Look again.", status=409)
    return redirect(f"{reverse('child:who_knows', args=[number])}?done={said}")


def _through(at: AtDoor, record: ChildRecord) -> Journey:
    """The journey by which the reader works with this child."""
    for journey in reversed(record.journeys):
        if may_see(journey, at.actor):
            return journey
    raise UnableToFind


def _page(at: AtDoor, record: ChildRecord, *, done: str = "", refusal: str = "", status: int = 200) -> HttpResponse:
    person = record.person
    tell = [
        Link(f"Tell an agency, on {journey.contact.reference}", reverse("hub:tell", args=[journey.contact.reference]))
        for journey in record.open
        if at.actor.may(Permission.ASK_AGENCIES) and may_see(journey, at.actor)
    ]
    context = {
        "number": person.local_number,
        "title": title(person),
        "safety": record.safety,
        "rows": known_of(at, record),
        "tell": tell[:1],
        "done": done,
        "refusal": refusal,
    }
    return render(at, "child/who_knows.html", context, status=status)
