"""The record of a contact: all its sections on one page, and what is shown only when somebody asks for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frontdoor.access.doors import AtDoor, door
from frontdoor.access.looks import Seen
from frontdoor.journey.contact_queries import referrer_of
from frontdoor.journey.repeat_queries import family_repeats
from frontdoor.people.queries import PURPOSES, UnableToShow, show_address, show_telephone
from frontdoor.rules.calendar import london_day
from frontdoor.rules.roles import Permission
from frontdoor.screens.hub import acting, past, sections
from frontdoor.screens.hub.family_told import family_told
from frontdoor.screens.hub.reading import Reading, read_record
from frontdoor.screens.hub.sections import person_name
from frontdoor.screens.look.shapes import Fact, Link
from frontdoor.screens.record.opening import open_record
from frontdoor.screens.record.repeats import again, repeat_lines, who_is_it
from frontdoor.screens.record.who_knows import known_to

#: What is said after an action, by the word in the address.
DONE = {
    "added": "Information added.",
    "asked": "The agencies were asked.",
    "told": "The agency was told and asked. Its clock runs.",
    "called": "Strategy discussion called. Its clock runs.",
    "offered": "Handed over, not yet accepted: until then it stays where it is.",
    "danger": "The person on call has been told.",
    "linked": "Linked. Each report keeps its own words and children.",
    "logged": "Call logged.",
    "acknowledged": "Receipt acknowledged.",
    "late": "The reason was recorded. It moves no clock.",
    "disagreed": "Disagreement raised.",
    "corrected": "Corrected. Both entries stay in the history.",
}


@door(Permission.SEE_CHILD, page="hub_record")
def record(request: HttpRequest, reference: str) -> HttpResponse:
    """Sections 1 to 12, in their order. A press on "Show" comes by post and is logged with its purpose."""
    at = cast(AtDoor, request)
    reading = read_record(open_record(at, reference, page="hub_record"), by=at.actor)
    at.seen += [
        Seen(page="hub_record", person=journey.about, record=earlier.contact.id)
        for earlier in reading.earlier
        for journey in earlier.journeys
    ]
    shown = _shown(at, reading) if at.method == "POST" else {}
    done = DONE.get(at.GET.get("done", ""), "")
    return render(at, "hub/record.html", {**_context(reading), **_knows(at, reading), "done": done, **shown})


def _context(reading: Reading) -> dict[str, Any]:
    by, reference = reading.by, reading.contact.reference
    people = {child.person.id: child.first_name for child in reading.children if child.person}
    counts = family_repeats(list(people), besides=reading.contact.id, now=reading.now, by=by)
    return {
        "who": who_is_it([child.journey.about for child in reading.children], now=reading.now, by=by),
        "repeat_lines": repeat_lines(counts, people),
        "again": again(counts, people),
        "reference": reference,
        "safety": reading.record.safety,
        "head": sections.head(reading),
        "standing": reading.standing,
        "worry": sections.worry(reading),
        "children": sections.children(reading),
        "others": reading.written.text("others_in_household", record=reading.contact.id),
        "asked": sections.asked(reading),
        "not_known": sections.not_known(reading),
        "before": past.before(reading),
        "adults": past.adults(reading),
        "not_named": past.not_named(reading),
        "family_told": family_told(reading),
        "timeline": past.timeline(reading),
        "sent": past.said_and_sent(reading),
        "sharing": past.sharing(reading),
        "linked": past.linked(reading),
        "may_see_referrer": by.may(Permission.SEE_REFERRER),
        "actions": acting.first(reference, by),
        "more": acting.more(reference, by),
        "purposes": PURPOSES,
        "now": reading.now,
    }


def _knows(at: AtDoor, reading: Reading) -> dict[str, Any]:
    """Which agencies' registers know the children and the adults around them, and the way to each child's own page."""
    children = [child.person for child in reading.children if child.person]
    rows = known_to(names_of_record(reading), at=at, place=reading.place, record=reading.contact.id)
    known = {row.person for row in rows}
    links = [
        Link(f"{child.first_name}: evidence, confirm", reverse("child:who_knows", args=[child.person.local_number]))
        for child in reading.children
        if child.person and child.person.id in known
    ]
    if at.actor.may(Permission.ASK_AGENCIES) and rows:
        links.append(Link("Tell an agency", reverse("hub:tell", args=[reading.contact.reference])))
    may_see = bool(children) and at.actor.may(Permission.SEE_WHO_KNOWS)
    return {"may_see_who_knows": may_see, "knows": rows, "knows_links": links}


def names_of_record(reading: Reading) -> dict[UUID, str]:
    """The people of a record as a line may name them: the children, then the adults around them."""
    names = {child.person.id: child.first_name for child in reading.children if child.person}
    return {**names, **{adult.id: person_name(adult) for adult, _ in reading.adults if adult.id not in names}}


def _shown(at: AtDoor, reading: Reading) -> dict[str, Any]:
    """What was asked for with a press: the referrer's name, or where one person of the record lives."""
    purpose = at.POST.get("purpose", "")
    if at.POST.get("show") == "referrer":
        return {"referrer": _referrer(at, reading)}
    people = {str(child.person.id): child.person for child in reading.children if child.person}
    people |= {str(adult.id): adult for adult, _ in reading.adults}
    person = people.get(at.POST.get("show", ""))
    if person is None:
        return {}
    try:
        found = _contact_details(person.id, purpose, at.now)
    except UnableToShow as refusal:
        return {"show_refused": str(refusal)}
    at.seen.append(Seen(page="hub_address", person=person.id, record=reading.contact.id, purpose=purpose))
    return {"shown_for": str(person.id), "shown": found}


def _contact_details(person: UUID, purpose: str, now: datetime) -> tuple[Fact, ...]:
    on = london_day(now)
    facts = [
        Fact(
            "Address",
            ", ".join(part for part in (one.lines, one.postcode) if part),
            f"kept from {one.keep_from}" if one.keep_from else "",
        )
        for one in show_address(person, purpose=purpose, on=on)
    ]
    facts += [Fact("Telephone", one.number, one.safe) for one in show_telephone(person, purpose=purpose, on=on)]
    return tuple(facts) or (Fact("Address and telephone", "none held that you may see"),)


def _referrer(at: AtDoor, reading: Reading) -> tuple[Fact, ...]:
    """The name behind "Member of the public", for the decision team; the look stands in the log."""
    found = referrer_of(reading.contact, by=at.actor, at=at.now)
    at.seen += [
        Seen(page="hub_referrer", person=child.journey.about, record=reading.contact.id, purpose="referrer")
        for child in reading.children
    ]
    if found is None:
        return (Fact("Who told us", "not held, or not for you to see"),)
    named = {
        "yes": "yes",
        "no": "no: never name them",
        "not_known": "not known",
        "not_asked": "not asked: do not name them",
    }
    return (
        Fact("Name", " ".join(part for part in (found.name, found.job) if part)),
        Fact("Telephone", found.telephone),
        Fact("E-mail", found.email),
        Fact("Safe to reach", found.safe_contact),
        Fact("May we name them?", named.get(found.may_name, found.may_name)),
    )
