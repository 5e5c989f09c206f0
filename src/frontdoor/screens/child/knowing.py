"""Who knows a child, row by row: on what evidence, and a worker's word whether it is the child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.access.sight import may_see
from frontdoor.journey.child_queries import ChildRecord, read_child
from frontdoor.journey.models import Journey
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.storage import ChangedSinceShown, UnableToFind
from frontdoor.people import tracing
from frontdoor.people.merging import UnableToJoin
from frontdoor.people.queries import last_trace
from frontdoor.people.registers import confirm_entry, part_entry
from frontdoor.rules.demographics import WORDS, Outcome
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import Permission
from frontdoor.screens.child.about import title
from frontdoor.screens.child.family import name_of
from frontdoor.screens.look.formatting import day_and_time
from frontdoor.screens.look.shapes import Link
from frontdoor.screens.record.who_knows import KnownTo, known_to, may_be_known_to

#: What a worker can say of a row, and what the page says afterwards.
SAID = {
    "same": "Kept: you said that they mean this person.",
    "not_same": "Kept: you said that they mean somebody else. No later file takes it for this person again.",
}


@dataclass(frozen=True, kw_only=True)
class OfNhs:
    """How asking the NHS stands."""

    words: str
    when: str
    may_ask: bool


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
        entry, person = UUID(at.POST.get("entry", "")), UUID(at.POST.get("person", ""))
        seen = int(at.POST.get("seen", ""))
    except ValueError as wrong:
        raise UnableToFind from wrong
    verb = confirm_entry if said == "same" else part_entry
    try:
        verb(entry=entry, person=person, through=_through(at, record), seen=seen, by=at.actor, recorded_at=at.now)
    except ChangedSinceShown:
        return _page(at, record, refusal="This row changed since it was shown to you. Look again.", status=409)
    except UnableToJoin as refusal:
        return _page(at, record, refusal=str(refusal), status=409)
    return redirect(f"{reverse('child:who_knows', args=[number])}?done={said}")


@never_cache
@require_POST
@door(Permission.FIND_PERSON, page="ask_nhs")
def ask_nhs(request: HttpRequest, number: str) -> HttpResponse:
    """Ask the NHS who the child is, by number or by name and date of birth. Off until a council names the service."""
    at = cast(AtDoor, request)
    record = read_child(number, now=at.now, by=at.actor)
    at.seen.append(Seen(page="ask_nhs", person=record.person.id))
    if not settings.PDS_URL:
        raise UnableToFind
    try:
        tracing.ask_nhs(
            person=record.person.id, through=_through(at, record), by=at.actor, happened_at=at.now, recorded_at=at.now
        )
    except tracing.UnableToTrace as refusal:
        return _page(at, record, refusal=str(refusal), status=409)
    return redirect(f"{reverse('child:page', args=[number])}#identity")


def of_nhs(record: ChildRecord, *, now: datetime, by: Actor) -> OfNhs | None:
    """What the page says of asking the NHS; nothing where the service is off, or for whoever may not ask."""
    if not settings.PDS_URL or not by.may(Permission.FIND_PERSON):
        return None
    last = last_trace(record.person.id)
    if last is None:
        return OfNhs(words="Not asked", when="", may_ask=True)
    waits = last.outcome == Outcome.WAITING
    when = f"asked {day_and_time(last.asked_at, now=now)}"
    return OfNhs(words=WORDS[Outcome(last.outcome)], when=when, may_ask=not waits)


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
        "page_url": reverse("child:who_knows", args=[person.local_number]),
        "title": title(person),
        "safety": record.safety,
        "rows": known_of(at, record),
        "doubtful": may_be_known_to(person, {}, at=at, place=for_authority(person.authority)),
        "tell": tell[:1],
        "done": done,
        "refusal": refusal,
    }
    return render(at, "child/who_knows.html", context, status=status)
