"""Sections 7 to 12: before now, adults, the family, what happened, what was said and sent, who shares it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from frontdoor.journey.actions.calls import DIRECTIONS, WITH
from frontdoor.journey.decision_queries import EarlierContact
from frontdoor.ledger.models import Event
from frontdoor.rules.calendar import in_london, london_day
from frontdoor.rules.concern import WORRIES
from frontdoor.rules.events.registry import KINDS
from frontdoor.rules.outcomes import OUTCOMES
from frontdoor.screens.hub.reading import ANSWERS, Reading
from frontdoor.screens.hub.sections import person_name
from frontdoor.screens.look.formatting import age, date_words, day_and_time, short_moment
from frontdoor.screens.look.naming import child_line, source_name
from frontdoor.screens.look.shapes import Fact, Link, TimelineEntry


@dataclass(frozen=True, kw_only=True)
class Before:
    """Section 7: one earlier contact, of a child of this one or of a brother or sister."""

    date: str
    url: str
    reference: str
    about: str
    source: str
    worry: str
    decision: str
    meant: str


@dataclass(frozen=True, kw_only=True)
class Adult:
    """Section 8: one adult, and what they are to each child."""

    name: str
    ties: tuple[str, ...]
    risk: bool
    person: str


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Section 11: something that was said, sent, or waits to be released."""

    when: str
    what: str
    text: str


def before(reading: Reading) -> tuple[Before, ...]:
    """Every contact before this one that may be seen, the newest first; nothing is folded away."""
    return tuple(_before(one, reading) for one in reading.earlier)


def _before(one: EarlierContact, reading: Reading) -> Before:
    contact = one.contact
    ids = {journey.id for journey in one.journeys}
    made = [decision for decision in reading.decisions if decision.journey_id in ids]
    decided = [f"{OUTCOMES[decision.outcome].words}, {decision.decided_by_name}" for decision in made]
    meant = [reading.written.text("who_does_what", record=decision.id) for decision in made]
    names = [
        child_line(kind=getattr(who, "kind", "child"), on=london_day(reading.now), name=person_name(who)).split(",")[0]
        for who in sorted(
            one.about, key=lambda who: contact.subjects.index(who.id) if who.id in contact.subjects else 99
        )
    ]
    return Before(
        date=date_words(in_london(contact.received_at).date()),
        url=reverse("hub:record", args=[contact.reference]),
        reference=contact.reference,
        about=", ".join(names),
        source=source_name(
            referrer_kind=contact.referrer_kind,
            agency=contact.referrer_agency,
            source=contact.source,
            partnership=reading.place,
        ),
        worry="; ".join(WORRIES.get(code, code) for code in contact.worries),
        decision="; ".join(dict.fromkeys(decided)) or "None recorded",
        meant="; ".join(dict.fromkeys(text for text in meant if text)),
    )


def adults(reading: Reading) -> tuple[Adult, ...]:
    """Each adult with what they are to which child; a father who was not named stands as a line of his own."""
    names = {child.journey.about: child.first_name for child in reading.children}
    found = []
    for person, ties in reading.adults:
        words = [
            f"{tie.relationship or 'relationship not known'} of {names.get(tie.to, 'a child')}, "
            f"parental responsibility {ANSWERS.get(tie.parental_responsibility, 'not known')}"
            for tie in ties
        ]
        born = f", {age(person.born_on, on=london_day(reading.now))}" if person.born_on else ""
        risk = any(tie.may_be_a_risk for tie in ties)
        found.append(Adult(name=person_name(person) + born, ties=tuple(words), risk=risk, person=str(person.id)))
    return tuple(found)


def not_named(reading: Reading) -> tuple[str, ...]:
    """Parents whom nobody has named, child by child."""
    lines = []
    for child in reading.children:
        if child.is_context:
            continue
        told = {tie.relationship.lower() for _, ties in reading.adults for tie in ties if tie.to == child.journey.about}
        lines += [
            f"{parent.capitalize()} of {child.first_name} not named"
            for parent in ("mother", "father")
            if parent not in told
        ]
    return tuple(lines)


def timeline(reading: Reading) -> tuple[TimelineEntry, ...]:
    """Everything recorded, the newest first; one line for an act about several children."""
    voided = {event.voids: event for event in reading.events if event.voids}
    names = {child.journey.id: child.first_name for child in reading.children}
    acts: dict[tuple[object, ...], list[Event]] = {}
    for event in reading.events:
        acts.setdefault((event.act, event.kind, str(event.data)), []).append(event)
    several = len(reading.children) > 1
    return tuple(
        _entry(
            of_act[0],
            _names_of(of_act, names) if several else "",
            reading,
            voided.get(of_act[0].id),
        )
        for of_act in reversed(list(acts.values()))
    )


def _names_of(act: list[Event], names: dict[UUID, str]) -> str:
    """The children of an act, in the order in which they stand on the record."""
    meant = {event.journey for event in act}
    return ", ".join(name for journey, name in names.items() if journey in meant)


def _entry(event: Event, about: str, reading: Reading, by: Event | None) -> TimelineEntry:
    rating = f": {event.data['rating']}" if event.kind == "contact_rated" else ""
    outcome = str(event.data.get("outcome", ""))
    decided = f": {OUTCOMES[outcome].words.lower()}" if event.kind == "outcome_decided" and outcome in OUTCOMES else ""
    late = event.recorded_at - event.happened_at
    return TimelineEntry(
        title=f"{KINDS[event.kind].sentence}{rating}{decided}",
        happened=day_and_time(event.happened_at, now=reading.now),
        recorded=short_moment(event.recorded_at, now=reading.now) if late.total_seconds() >= 60 else "",
        detail=about,
        source=reading.who(event.by_account, ""),
        voided_by=f"{short_moment(by.recorded_at, now=reading.now)}" if by else "",
    )


def said_and_sent(reading: Reading) -> tuple[Sent, ...]:
    """Messages to people on call, calls in two lines, and feedback that waits for its release."""
    now = reading.now
    lines = [
        (
            page.paged_at,
            f"Told on call: {page.to_name}, "
            + (
                f"answered by {reading.who(page.acknowledged_by)}, {short_moment(page.acknowledged_at, now=now)}"
                if page.acknowledged_at
                else f"no answer yet, {page.to_telephone}"
            ),
            "",
        )
        for page in reading.pages
    ]
    for call in reading.calls:
        whom = WITH.get(call.with_kind, call.with_kind)
        said = [reading.written.text(question, record=call.id) for question in ("call", "told_in_call")]
        lines.append(
            (
                call.rang_at,
                f"{DIRECTIONS.get(call.direction, 'Call')}: {whom}",
                "\n".join(part for part in said if part),
            )
        )
    for one in reading.feedback:
        state = f"released {short_moment(one.released_at, now=now)}" if one.released_at else "waits for release"
        lines.append((one.drafted_at, f"Feedback to {one.to_kind.replace('_', ' ')}: {state}", ""))
    lines = list(dict.fromkeys(lines))  # one line where several children were meant together
    lines.sort(key=lambda line: line[0], reverse=True)
    return tuple(Sent(when=short_moment(at, now=now), what=what, text=text) for at, what, text in lines)


def sharing(reading: Reading) -> tuple[Fact, ...]:
    """Which agencies see a part of this, and what its owner said of passing it on."""
    codes = dict.fromkeys(code for child in reading.children for code in child.journey.agencies)
    contact = reading.contact
    private = reading.written.text("do_not_disclose", record=contact.id)
    return (
        Fact("Agencies that sent or were asked", ", ".join(reading.record.agency_name(code) for code in codes)),
        Fact("Handling code", contact.handling_code),
        Fact("Must not be passed on", private),
    )


def linked(reading: Reading) -> tuple[Link, ...]:
    """Other reports of the same incident: a line each, a record each."""
    return tuple(
        Link(
            f"{one.reference}, received {short_moment(one.received_at, now=reading.now)}",
            reverse("hub:record", args=[one.reference]),
        )
        for one in reading.linked
    )
