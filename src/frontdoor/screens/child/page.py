"""The page of one child, put together in the order of the screens' specification."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from frontdoor.journey.child_queries import ChildRecord, Home, LookedAt, may_open, read_child
from frontdoor.ledger.scope import Actor
from frontdoor.people.queries import PURPOSES
from frontdoor.rules.calendar import london_day
from frontdoor.rules.curiosity import Question
from frontdoor.rules.partnership import Partnership, for_authority
from frontdoor.rules.roles import ROLES, Permission
from frontdoor.screens.child import about, asked, standing, timeline, voice
from frontdoor.screens.child.family import Family, family, siblings_of
from frontdoor.screens.look.formatting import date_words, moment_words
from frontdoor.screens.look.shapes import Fact, Link


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What was asked for with "Show", and what it is: shown on this one answer alone."""

    what: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ChildPage:
    """Everything that stands on the page, in words."""

    number: str
    url: str
    show_url: str
    safety: tuple[str, ...]
    title: str
    age: str
    communicates: str
    holder: standing.Holder
    statuses: tuple[str, ...]
    known_since: str
    status_age: standing.StatusAge | None
    next: tuple[standing.Next, ...]
    more_clocks: int
    words: tuple[voice.Words, ...]
    day: voice.Day
    plan: voice.SafetyPlan
    home: tuple[Fact, ...]
    has_address: bool
    has_telephone: bool
    has_nhs_number: bool
    family: Family
    timeline: timeline.Timeline
    visits: tuple[voice.VisitRow, ...]
    next_visit: str
    visit_due: bool
    questions: tuple[Question, ...]
    people_who_know: tuple[Fact, ...]
    identity: tuple[Fact, ...]
    sharing: tuple[Fact, ...]
    looks: tuple[Fact, ...]
    sees_all_looks: bool
    records: tuple[Link, ...]
    next_words: tuple[str, ...]
    next_who: str


def build(number: str, wanted: timeline.Asked, *, now: datetime, by: Actor) -> tuple[ChildPage, ChildRecord]:
    """Read the child of this number and put the page together."""
    record = read_child(number, now=now, by=by)
    place = for_authority(record.person.authority)
    person, on = record.person, london_day(now)
    url = reverse("child:page", args=[person.local_number])
    held = standing.holder(record, place=place, now=now)
    due = tuple(standing.next_clocks(record, place=place, now=now))
    openable = may_open(siblings_of(record), by=by)
    return (
        ChildPage(
            number=person.local_number,
            url=url,
            show_url=reverse("child:show", args=[person.local_number]),
            safety=about.address_lines(record, about.interpreter_line(person, record.safety)),
            title=about.title(person),
            age=about.age_words(person, on=on),
            communicates=about.communicates(person),
            holder=held,
            statuses=tuple(standing.statuses(record, now=now)),
            known_since=standing.known_since(record),
            status_age=standing.status_age(record.status, now=now),
            next=due[: standing.CLOCKS_SHOWN],
            more_clocks=len(due[standing.CLOCKS_SHOWN :]),
            words=tuple(voice.own_words(record, now=now)),
            day=voice.ordinary_day(record, now=now),
            plan=voice.safety_plan(record, now=now),
            home=tuple(home(record, now=now)),
            has_address=bool(record.homes),
            has_telephone=person.id in record.telephones,
            has_nhs_number="nhs_number" in record.numbers,
            family=family(record, may_open=openable, place=place, now=now),
            timeline=timeline.timeline(record, wanted, page=url, place=place, now=now),
            visits=tuple(voice.visits(record, now=now)),
            next_visit=voice.next_visit(record, now=now),
            visit_due=standing.visit_due(record, now=now),
            questions=tuple(asked.questions(record, place=place, now=now)),
            people_who_know=tuple(about.people_who_know(record, place)),
            identity=tuple(about.identity(person, now=now)),
            sharing=tuple(about.sharing(record, place, now=now)),
            looks=tuple(_look(one, now) for one in record.looks),
            sees_all_looks=by.may(Permission.SEE_WHO_LOOKED),
            records=tuple(_records(record, place, now)),
            next_words=tuple(_next_words(due[: standing.CLOCKS_SHOWN], held)),
            next_who=", ".join(part for part in (held.name, held.team) if part),
        ),
        record,
    )


def home(record: ChildRecord, *, now: datetime) -> list[Fact]:
    """Where the child lives and sleeps, with whom, since when; never the address itself."""
    now_at = next((one for one in record.homes if one.until is None or one.until >= london_day(now)), None)
    newest = record.journeys[-1] if record.journeys else None
    told = f"told {moment_words(newest.contact.received_at, now=now)}" if newest else ""
    where = ", ".join(part for part in (newest.where_now, newest.until_when) if part) if newest else ""
    return [
        Fact("Lives", _home_words(now_at)),
        Fact("With", newest.with_whom if newest else "", source=told if newest and newest.with_whom else ""),
        Fact("Where now", where, source=told if where else ""),
        Fact("Where they sleep", voice.bedroom(record, now=now)),
    ]


def _home_words(found: Home | None) -> str:
    if found is None:
        return ""
    since = f"since {date_words(found.since)}" if found.since else "since when is not recorded"
    words = "at the address below" if found.kind == "home" else found.kind.replace("_", " ")
    kept = f"; kept from {found.keep_from}" if found.keep_from else ""
    return f"{words}, {since}{kept}"


def _look(one: LookedAt, now: datetime) -> Fact:
    role = ROLES[one.role].title.lower() if one.role in ROLES else one.role
    purpose = f" ({PURPOSES[one.purpose].lower()})" if one.purpose in PURPOSES else ""
    page = one.page.replace("_", " ")
    return Fact(f"{one.name}, {role}", f"{page}{purpose}", source=moment_words(one.at, now=now))


def _records(record: ChildRecord, place: Partnership, now: datetime) -> list[Link]:
    """The way to the record of each contact that is open; the page names the reference alone."""
    return [
        Link(journey.contact.reference, reverse("hub:record", args=[journey.contact.reference]))
        for journey in reversed(record.open)
    ]


def _next_words(due: tuple[standing.Next, ...], held: standing.Holder) -> list[str]:
    words = [
        f"{one.clock.what[:1].upper()}{one.clock.what[1:]}: {one.clock.state.words}, {one.clock.by}." for one in due
    ]
    words += [f"{one}." for one in held.offered]
    return words or ["No deadline runs for this child."]
