"""What a first look shows: the worry and the referrer's own words, the children, and how long it has waited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frontdoor.journey import contact_queries as record
from frontdoor.journey.contact_queries import ChildOfContact, Written
from frontdoor.journey.decision_queries import earlier_contacts
from frontdoor.journey.models import Contact
from frontdoor.journey.record_queries import lines_of_safety
from frontdoor.journey.repeat_queries import family_repeats
from frontdoor.ledger.scope import Actor
from frontdoor.rules.calendar import london_day
from frontdoor.rules.concern import WORRIES
from frontdoor.rules.partnership import Partnership
from frontdoor.screens.look.formatting import day_and_time, duration, moment_words
from frontdoor.screens.look.naming import CHANNELS, child_line, clock_words, source_moments, source_name
from frontdoor.screens.look.shapes import Clock, Fact
from frontdoor.screens.record.repeats import EarlierLine, WhoIsIt, again, earlier_lines, repeat_lines, who_is_it
from frontdoor.screens.record.statuses import standing_words

_ANSWERS = {"yes": "yes", "no": "no", "not_known": "not known", "not_asked": "not asked"}


@dataclass(frozen=True, slots=True)
class ChildLooked:
    """One child as the referrer told of it."""

    line: str
    facts: tuple[Fact, ...]
    own_words: str
    own_words_source: str
    in_confidence: bool


@dataclass(frozen=True, slots=True)
class BeforeNow:
    """What came before; `seen` is whom it shows, person and record, for the log of looks."""

    repeats: tuple[str, ...]
    again: tuple[str, ...]
    earlier: tuple[EarlierLine, ...]
    seen: tuple[tuple[UUID, UUID], ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """One contact as a first look shows it."""

    reference: str
    rating: str
    clock: Clock
    waiting: str
    source: str
    worries: str
    worry: str
    said: tuple[tuple[str, str], ...]
    children: tuple[ChildLooked, ...]
    others: str
    safety: tuple[str, ...]
    standing: tuple[str, ...]
    who: tuple[WhoIsIt, ...]
    before: BeforeNow


def look(contact: Contact, children: list[ChildOfContact], *, now: datetime, place: Partnership, by: Actor) -> Looked:
    """Read what a first look needs of one contact."""
    journeys = [child.journey.id for child in children]
    written = record.written_of(records=[contact.id], journeys=journeys, authority=by.authority)
    told_by = source_name(
        referrer_kind=contact.referrer_kind,
        agency=contact.referrer_agency,
        source=contact.source,
        partnership=place,
    )
    moments = source_moments(
        attended_at=contact.attended_at, incident_at=contact.incident_at, sent_at=contact.sent_at, now=now
    )
    said = (("Saw", "saw"), ("Was told", "was_told"), ("Thinks", "thinks"))
    standing, _ = standing_words(journeys, authority=by.authority, now=now, place=place)
    return Looked(
        reference=contact.reference,
        rating=next((child.rating for child in children if child.rating), ""),
        clock=_clock(children, now=now, place=place, by=by),
        waiting=f"Waiting {duration(now - contact.received_at)}, first received "
        f"{moment_words(contact.received_at, now=now)} {CHANNELS[contact.channel]}",
        source=f"{told_by}, {moments}" if moments else told_by,
        worries="; ".join(WORRIES.get(code, code) for code in contact.worries),
        worry=written.text("worry"),
        said=tuple((label, text) for label, question in said if (text := written.text(question))),
        children=tuple(_child(child, written, now) for child in children),
        others=written.text("others_in_household"),
        safety=lines_of_safety([child.journey.about for child in children], at=now),
        standing=standing,
        who=who_is_it([child.journey.about for child in children], now=now, by=by),
        before=_before(contact, children, now=now, by=by),
    )


def _clock(children: list[ChildOfContact], *, now: datetime, place: Partnership, by: Actor) -> Clock:
    """The clock that falls due first for any of the children."""
    clocks = record.running_clocks([child.journey.id for child in children], authority=by.authority)
    if not clocks:
        return clock_words("", None, now=now, overlay=place)
    first = clocks[0]
    unborn = any(one.unborn for one in children if one.journey.id == first.journey)
    return clock_words(first.clock, first.due_at, now=now, overlay=place, soon_at=first.soon_at, unborn=unborn)


def _before(contact: Contact, children: list[ChildOfContact], *, now: datetime, by: Actor) -> BeforeNow:
    """What came before, also for brothers and sisters."""
    names = {child.person.id: line_of(child, now=now).split(",")[0] for child in children if child.person is not None}
    counts = family_repeats(list(names), besides=contact.id, now=now, by=by)
    earlier = earlier_contacts(contact, [child.journey for child in children], by=by)
    return BeforeNow(
        repeats=repeat_lines(counts, names),
        again=again(counts, names),
        earlier=earlier_lines(earlier, {*names}, now=now),
        seen=tuple((journey.about, one.contact.id) for one in earlier for journey in one.journeys),
    )


def line_of(child: ChildOfContact, *, now: datetime) -> str:
    """The child or context in one line, with age."""
    person = child.person
    if person is None:
        name = child.context.name if child.context else ""
        return child_line(kind=child.journey.kind, on=london_day(now), label=child.journey.label, context_name=name)
    return child_line(
        kind=person.kind,
        on=london_day(now),
        name=person.name_to_use or person.given_name,
        family_name=person.family_name,
        label=person.label,
        born_on=person.born_on,
        expected_on=person.expected_on,
        died_on=person.died_on,
        age_said=person.age_said,
        sex=person.sex,
    )


def _child(child: ChildOfContact, written: Written, now: datetime) -> ChildLooked:
    journey = child.journey
    words = written.all("own_words", record=journey.id)
    told = words[-1] if words else None
    because = written.text("safe_tonight_because", record=journey.id)
    where = ", ".join(part for part in (journey.where_now, journey.with_whom, journey.until_when) if part)
    safe = _ANSWERS.get(journey.safe_tonight, journey.safe_tonight)
    facts = [
        Fact("Where now, with whom", where),
        Fact("Safe tonight?", f"{safe}, because {because}" if because else safe),
        Fact("Seen by who told us", _ANSWERS.get(journey.seen, journey.seen)),
    ]
    if child.unborn:
        facts = [Fact("Where the mother is now", where)] if where else []
        facts += [Fact("Is the mother safe tonight?", safe)] if journey.safe_tonight not in ("", "not_asked") else []
    if journey.missing_since:
        facts.insert(0, Fact("Missing since", day_and_time(journey.missing_since, now=now)))
    if ordinary := written.text("ordinary_day", record=journey.id):
        facts.append(Fact("An ordinary day", ordinary))
    if done := written.text("already_done", record=journey.id):
        facts.append(Fact("Already done", done))
    to_whom = written.text("words_told_to", record=told.id) if told else ""
    return ChildLooked(
        line=line_of(child, now=now),
        facts=tuple(facts),
        own_words=told.text if told else "",
        own_words_source=f"to {to_whom}" if to_whom else "",
        in_confidence=bool(told and told.in_confidence),
    )
