"""Sections 2 to 6 of a record: the contact in a line, the worry, the children, who was asked, what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from frontdoor.journey.actions.information_requests import ANSWERS as STATES
from frontdoor.journey.actions.information_requests import USES, WAITING
from frontdoor.journey.models import InformationRequest
from frontdoor.rules.outcomes import ALSO, OUTCOMES
from frontdoor.rules.roles import Permission
from frontdoor.screens.hub.reading import ANSWERS, Reading
from frontdoor.screens.look.formatting import day_and_time, short_moment
from frontdoor.screens.look.naming import CHANNELS, clock_words, source_moments
from frontdoor.screens.look.shapes import Clock, Fact
from frontdoor.screens.record.knowing import said_by
from frontdoor.screens.record.opening import Child

_STATES = {**STATES, "waiting": "Waiting", "withdrawn": "Taken back"}


@dataclass(frozen=True, kw_only=True)
class Head:
    """Section 2: what stands beside the reference."""

    rating: str
    rated: str
    clock: Clock
    held_by: str
    level: str
    source: str
    received: str


@dataclass(frozen=True, kw_only=True)
class Worry:
    """Section 3: the worker's sentence, then the referrer's own words, fact apart from opinion, and when."""

    sentence: str
    sentence_by: str
    kinds: str
    own_words: str
    said: tuple[tuple[str, str], ...]
    when: str
    added: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, kw_only=True)
class ChildRow:
    """Section 4: one child, each fact for itself."""

    number: int
    line: str
    url: str
    facts: tuple[Fact, ...]
    own_words: str
    own_words_source: str
    in_confidence: bool
    decision: str
    person: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Section 5: one agency asked about one child."""

    agency: str
    child: str
    asked: str
    due: str
    late: bool
    state: str
    use: str
    text: str
    in_confidence: bool
    answer_url: str


def head(reading: Reading) -> Head:
    """Rating by whom and when, the next clock, who has it, the level that was asked for."""
    rated, now, first = reading.rated, reading.now, next(iter(reading.clocks), None)
    holders = dict.fromkeys(
        f"{reading.record.held_by(child)} since {short_moment(child.journey.held_since, now=now)}"
        for child in reading.children
    )
    levels = {child.journey.level_asked for child in reading.children if child.journey.level_asked}
    return Head(
        rating=rated.rating if rated else "",
        rated=f"by {reading.who(rated.by)}, {short_moment(rated.at, now=now)}" if rated else "",
        clock=clock_words(
            first.clock if first else "",
            first.due_at if first else None,
            now=now,
            overlay=reading.place,
            soon_at=first.soon_at if first else None,
            unborn=any(one.unborn for one in reading.children if first and one.journey.id == first.journey),
        ),
        held_by=" · ".join(holders),
        level=", ".join(_level(reading, level) for level in sorted(levels)),
        source=_source(reading),
        received=f"{day_and_time(reading.contact.received_at, now=now)} {CHANNELS[reading.contact.channel]}",
    )


def _level(reading: Reading, level: str) -> str:
    known = {str(one.number): one.name for one in reading.place.levels}
    return f"{level} {known[level]}" if level in known else level


def _source(reading: Reading) -> str:
    contact = reading.contact
    moments = source_moments(
        attended_at=contact.attended_at, incident_at=contact.incident_at, sent_at=contact.sent_at, now=reading.now
    )
    return f"{reading.record.source}, {moments}" if moments else reading.record.source


def worry(reading: Reading) -> Worry:
    """The worker's own sentence is the reason of the rating; nothing stands in its place before somebody looked."""
    written, now, contact = reading.written, reading.now, reading.contact
    rated = reading.rated
    said = (("Saw", "saw"), ("Was told", "was_told"), ("Thinks", "thinks"), ("When it happened", "incident_said"))
    added = [
        (
            f"{short_moment(row.recorded_at, now=now)}, {reading.who(row.written_by, 'added')}",
            row.text,
            row.in_confidence,
        )
        for row in written.rows
        if row.question in ("information", "danger_because") and row.journey in {*_journeys(reading), None}
    ]
    return Worry(
        sentence=written.text("rating_because", record=contact.id),
        sentence_by=f"{reading.who(rated.by)}, {short_moment(rated.at, now=now)}" if rated else "",
        kinds=reading.record.worries,
        own_words=written.text("worry", record=contact.id),
        said=tuple((label, text) for label, question in said if (text := written.text(question, record=contact.id))),
        when=f"First received {day_and_time(contact.received_at, now=now)}",
        added=tuple(dict.fromkeys(added)),
    )


def _journeys(reading: Reading) -> set[object]:
    return {child.journey.id for child in reading.children}


def children(reading: Reading) -> tuple[ChildRow, ...]:
    """A row a child; nothing in it comes from a brother or sister."""
    return tuple(_child(child, reading) for child in reading.children)


def _child(child: Child, reading: Reading) -> ChildRow:
    journey, written = child.journey, reading.written
    words = written.all("own_words", record=journey.id)
    told = words[-1] if words else None
    to_whom = written.text("words_told_to", record=told.id) if told else ""
    return ChildRow(
        number=child.number,
        line=child.line,
        url=_page_of(child, reading),
        facts=() if child.is_context else tuple(_facts(child, reading)),
        own_words=told.text if told else "",
        own_words_source=f"to {to_whom}" if to_whom else "",
        in_confidence=bool(told and told.in_confidence),
        decision=_decision(child, reading),
        person=str(child.person.id) if child.person else "",
    )


def _page_of(child: Child, reading: Reading) -> str:
    """The child's own page, for whoever may open it; a place, a group or an adult has none."""
    person = child.person
    if person is None or person.kind == "adult" or not reading.by.may(Permission.SEE_CHILD):
        return ""
    return reverse("child:page", args=[person.local_number])


def _facts(child: Child, reading: Reading) -> Iterator[Fact]:
    journey, person = child.journey, child.person
    because = reading.written.text("safe_tonight_because", record=journey.id)
    safe = ANSWERS[journey.safe_tonight]
    where = _joined(journey.where_now, journey.with_whom, journey.until_when)
    if child.unborn:
        yield from _before_birth(child, reading, where)
        return
    yield Fact("Where now, with whom, until when", where)
    yield Fact("Safe tonight?", f"{safe}, because {because}" if because else safe, f"said by {reading.record.source}")
    yield Fact("Last seen by a professional", _seen(child, reading))
    if journey.missing_since:
        yield Fact("Missing since", day_and_time(journey.missing_since, now=reading.now))
    if ordinary := reading.written.text("ordinary_day", record=journey.id):
        yield Fact("An ordinary day", ordinary)
    if done := reading.written.text("already_done", record=journey.id):
        yield Fact("Already done", done)
    yield Fact("School or early years", person.school if person else "", _said_by("school", child, reading))
    yield Fact("GP", person.gp if person else "", _said_by("gp", child, reading))
    language = _joined(person.language, _interpreter(person.interpreter)) if person else ""
    yield Fact("Language", language, _said_by("language", child, reading) if language else "")
    yield Fact("Parental responsibility", _responsible(child, reading))
    yield Fact("Open to", _open_to(child, reading))


def _before_birth(child: Child, reading: Reading, where: str) -> Iterator[Fact]:
    """What can be said of a child who is not born yet: through the mother, and what was done for them."""
    person = child.person
    if where:
        yield Fact("Where the mother is now", where)
    if (safe := ANSWERS[child.journey.safe_tonight]) != "not asked":
        yield Fact("Is the mother safe tonight?", safe, f"said by {reading.record.source}")
    yield Fact("Mother last seen by a professional", _seen(child, reading))
    if done := reading.written.text("already_done", record=child.journey.id):
        yield Fact("Already done", done)
    yield Fact("The mother’s GP", person.gp if person else "", _said_by("gp", child, reading))
    yield Fact("Will have parental responsibility", _responsible(child, reading))
    yield Fact("Open to", _open_to(child, reading))


def _said_by(kind: str, child: Child, reading: Reading) -> str:
    """Who said which school, GP or language it is, and when."""
    if child.person is None:
        return ""
    return said_by(
        kind,
        child.person,
        facts=reading.known.get(child.journey.about, ()),
        contacts=[reading.contact, *(one.contact for one in reading.earlier)],
        place=reading.place,
        now=reading.now,
    )


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _interpreter(answer: str) -> str:
    return {"yes": "interpreter needed", "no": "no interpreter needed"}.get(answer, "")


def _seen(child: Child, reading: Reading) -> str:
    whom = "mother_seen" if child.unborn else "seen"
    visits = [
        event
        for event in reading.events
        if event.kind == "visit_recorded" and event.journey == child.journey.id and event.data.get(whom)
    ]
    if visits:
        last = visits[-1]
        alone = {"yes": "alone", "no": "not alone"}.get(str(last.data.get("alone")), "alone: not said")
        return f"{day_and_time(last.happened_at, now=reading.now)}, {reading.who(last.by_account)}, {alone}"
    if child.unborn:
        return ""
    if child.journey.seen == "yes":
        spoken = {"yes": "and spoken to", "no": "and not spoken to"}.get(child.journey.spoken_to, "")
        return _joined(f"seen {spoken}".strip(), f"by {reading.record.source}")
    return {"no": "not seen by who told us", "not_known": "not known"}.get(child.journey.seen, "")


def _responsible(child: Child, reading: Reading) -> str:
    held = [
        f"{person_name(adult)}, {tie.relationship}"
        for adult, ties in reading.adults
        for tie in ties
        if tie.to == child.journey.about and tie.parental_responsibility == "yes"
    ]
    return "; ".join(held)


def person_name(person: object) -> str:
    """What a line calls somebody: the name to use, or what is said instead."""
    parts = (
        getattr(person, "name_to_use", "") or getattr(person, "given_name", ""),
        getattr(person, "family_name", ""),
    )
    return " ".join(part for part in parts if part) or getattr(person, "label", "") or "name not known"


def _open_to(child: Child, reading: Reading) -> str:
    """Our own open journeys and the case system; the same words as in the queue, then what only the record says."""
    words = reading.open_to.get(child.journey.id, "").removeprefix("Open to ")
    status = reading.statuses.get(child.journey.about)
    if status is None:
        return words
    parts = [status.plan, f"looked after by {status.looked_after_by}" if status.looked_after_by else ""]
    parts += [_joined(words, status.telephone) if status.open_episode else words or "not open"]
    return f"{_joined(*parts)}, as at {short_moment(status.as_at, now=reading.now)}"


def _decision(child: Child, reading: Reading) -> str:
    made = [one for one in reading.decisions if one.journey_id == child.journey.id]
    if not made:
        return ""
    last = made[-1]
    also = "".join(f"; also {ALSO[code].words.lower()}" for code in last.also if code in ALSO)
    state = "" if last.effective_at else " (proposed, not yet confirmed)"
    return f"{OUTCOMES[last.outcome].words}{also}{state}, {last.decided_by_name}, " + day_and_time(
        last.decided_at, now=reading.now
    )


def asked(reading: Reading) -> tuple[Asked, ...]:
    """Each agency and each child, with what became of it."""
    by_journey = {child.journey.id: child for child in reading.children}
    return tuple(_asked(one, by_journey[one.journey_id], reading) for one in reading.requests)


def _asked(one: InformationRequest, child: Child, reading: Reading) -> Asked:
    run = reading.request_clocks.get(one.id)
    late = run is not None and run.stopped_at is None and run.due_at < reading.now
    answers = reading.written.all("answer", record=one.id)
    refused = f", {one.refused_because}" if one.state == "refused" and one.refused_because else ""
    return Asked(
        agency=reading.record.agency_name(one.to_agency),
        child=child.first_name,
        asked=short_moment(one.asked_at, now=reading.now),
        due=short_moment(run.due_at, now=reading.now) if run else "no clock",
        late=late,
        state=("Late" if late else _STATES.get(one.state, one.state)) + refused,
        use=USES.get(one.marking, "") if one.answered_at else "",
        text=answers[-1].text if answers else "",
        in_confidence=bool(answers and answers[-1].in_confidence),
        answer_url=_answer_url(one, child, reading),
    )


def _answer_url(one: InformationRequest, child: Child, reading: Reading) -> str:
    """Where an answer that came by telephone or letter is typed; nothing where none is waited for."""
    if one.state not in WAITING or not reading.by.may(Permission.ASK_AGENCIES):
        return ""
    return f"{reverse('social_work:act', args=[reading.record.reference, child.number, 'answer'])}?row={one.id}"


def not_known(reading: Reading) -> tuple[str, ...]:
    """What nobody has said yet, child by child, with who is finding out."""
    lines: list[str] = []
    for child in reading.children:
        if child.is_context:
            continue
        missing = [words for words, gone in _missing(child, reading) if gone]
        if missing:
            lines.append(f"{child.first_name}: {'; '.join(missing)}. {_finding_out(child, reading)}")
    lines += [f"Still to put right: {gap.gap.replace('_', ' ')}." for gap in reading.gaps]
    return tuple(lines)


def _missing(child: Child, reading: Reading) -> tuple[tuple[str, bool], ...]:
    journey, person = child.journey, child.person
    if child.unborn:
        return (
            ("when the child is due", bool(person and person.expected_on is None)),
            ("whether anybody of the front door has seen the mother", not _seen(child, reading)),
            ("who the parents are", not _responsible(child, reading)),
            ("the mother’s GP", not (person and person.gp)),
        )
    return (
        ("who this is", bool(person and not (person.given_name or person.family_name))),
        ("date of birth", bool(person and person.kind == "child" and person.born_on is None)),
        ("where the child is now", not journey.where_now),
        ("whether the child is safe tonight", journey.safe_tonight in ("not_known", "not_asked")),
        ("the child’s own words", not reading.written.text("own_words", record=journey.id)),
        ("what an ordinary day is like", not reading.written.text("ordinary_day", record=journey.id)),
        ("who has parental responsibility", not _responsible(child, reading)),
        ("school or early years", not (person and person.school)),
        ("GP", not (person and person.gp)),
    )


def _finding_out(child: Child, reading: Reading) -> str:
    waiting = [
        reading.record.agency_name(one.to_agency)
        for one in reading.requests
        if one.journey_id == child.journey.id and one.state in ("waiting", "part", "hold")
    ]
    return f"Asked: {', '.join(dict.fromkeys(waiting))}." if waiting else "Nobody is finding out yet."
