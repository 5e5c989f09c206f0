"""The page of one child, put together in the order of the screens' specification."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from frontdoor.journey.child_queries import ChildRecord, Home, LookedAt, may_open
from frontdoor.ledger.scope import Actor
from frontdoor.people.models import Person
from frontdoor.people.queries import PURPOSES
from frontdoor.rules.calendar import london_day
from frontdoor.rules.curiosity import Question
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.roles import ROLES, Permission
from frontdoor.screens.child import about, asked, known, standing, timeline, voice
from frontdoor.screens.child.family import Family, family, siblings_of
from frontdoor.screens.child.genogram import Genogram, draw
from frontdoor.screens.look.formatting import date_words, moment_words
from frontdoor.screens.look.shapes import Action, Fact, Link


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What was asked for with "Show", and what it is: shown on this one answer alone."""

    what: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Head:
    """Who it is, in words, and the page's own addresses."""

    number: str
    url: str
    show_url: str
    safety: tuple[str, ...]
    title: str
    age: str
    unborn: bool
    communicates: str


@dataclass(frozen=True, kw_only=True)
class ChildPage:
    """Everything that stands on the page, in words. `held` says which of address, telephone and number are known."""

    head: Head
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
    held: frozenset[str]
    family: Family
    timeline: timeline.Timeline
    visits: tuple[voice.VisitRow, ...]
    next_visit: str
    visit_due: bool
    questions: tuple[Question, ...]
    people_who_know: tuple[Fact, ...]
    identity: tuple[Fact, ...]
    sharing: tuple[Fact, ...]
    contact_and_orders: tuple[Fact, ...]
    papers: tuple[Fact, ...]
    access_requests: tuple[Fact, ...]
    looks: tuple[Fact, ...]
    sees_all_looks: bool
    records: tuple[Link, ...]
    actions: tuple[Action, ...]
    next_words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FamilyPage:
    """The family alone: the table first, then the drawing."""

    head: Head
    holder: standing.Holder
    family: Family
    drawing: Genogram


def build_family(record: ChildRecord, *, now: datetime, by: Actor) -> FamilyPage:
    """Put the page of a child's family together."""
    around = _family(record, now=now, by=by)
    drawing = draw(record, father_not_named=around.father_not_named, now=now)
    holder = standing.holder(record, place=for_authority(record.person.authority), now=now)
    return FamilyPage(head=_head(record, now, by), holder=holder, family=around, drawing=drawing)


def _family(record: ChildRecord, *, now: datetime, by: Actor) -> Family:
    place = for_authority(record.person.authority)
    return family(record, may_open=may_open(siblings_of(record), by=by), place=place, now=now)


def build(record: ChildRecord, wanted: timeline.Asked, *, now: datetime, by: Actor) -> ChildPage:
    """Put the page of a child together."""
    place = for_authority(record.person.authority)
    head = _head(record, now, by)
    holder = standing.holder(record, place=place, now=now)
    due = standing.next_clocks(record, place=place, now=now)
    shown = tuple(due[: standing.CLOCKS_SHOWN])
    return ChildPage(
        head=head,
        holder=holder,
        statuses=tuple(standing.statuses(record, now=now)),
        known_since=standing.known_since(record),
        status_age=standing.status_age(record.status, now=now),
        next=shown,
        more_clocks=len(due) - len(shown),
        words=tuple(voice.own_words(record, now=now, question=_spoken(record.person))),
        day=voice.ordinary_day(record, now=now),
        plan=voice.safety_plan(record, now=now),
        home=tuple(home(record, now=now)),
        held=_held(record),
        family=_family(record, now=now, by=by),
        timeline=timeline.timeline(record, wanted, page=head.url, place=place, now=now),
        visits=tuple(voice.visits(record, now=now)),
        next_visit=voice.next_visit(record, now=now),
        visit_due=standing.visit_due(record, now=now),
        questions=tuple(asked.questions(record, place=place, now=now)),
        people_who_know=tuple(about.people_who_know(record, place, now=now)),
        identity=tuple(about.identity(record, place, by=by, now=now)),
        sharing=tuple(about.sharing(record, place, now=now)),
        contact_and_orders=tuple(known.contact_and_orders(record, now=now)),
        papers=tuple(known.papers(record, now=now)),
        access_requests=tuple(known.access_requests(record, place=place, now=now)),
        looks=tuple(_look(one, now) for one in record.looks),
        sees_all_looks=by.may(Permission.SEE_WHO_LOOKED),
        records=tuple(_records(record)),
        actions=tuple(actions_for(record, by)),
        next_words=tuple(_next_words(shown, holder)),
    )


def _spoken(person: Person) -> str:
    """Whose words stand on the page: the child's, or before the birth the mother's."""
    return "mother_said" if about.is_unborn(person) else "own_words"


def _head(record: ChildRecord, now: datetime, by: Actor) -> Head:
    person = record.person
    return Head(
        number=person.local_number,
        url=reverse("child:page", args=[person.local_number]),
        show_url=reverse("child:show", args=[person.local_number]),
        safety=about.address_lines(record, about.interpreter_line(person, record.safety)),
        title=about.title(person),
        age=about.age_words(person, on=london_day(now)),
        unborn=about.is_unborn(person),
        communicates=about.communicates(person, by=by),
    )


def _held(record: ChildRecord) -> frozenset[str]:
    known = {
        "address": bool(record.homes),
        "telephone": record.person.id in record.telephones,
        "nhs_number": "nhs_number" in record.numbers,
    }
    return frozenset(what for what, held in known.items() if held)


def home(record: ChildRecord, *, now: datetime) -> list[Fact]:
    """Where the child lives and sleeps, with whom, since when; never the address itself."""
    now_at = next((one for one in record.homes if one.until is None or one.until >= london_day(now)), None)
    newest = record.journeys[-1] if record.journeys else None
    told = f"told {moment_words(newest.contact.received_at, now=now)}" if newest else ""
    where = ", ".join(part for part in (newest.where_now, newest.until_when) if part) if newest else ""
    if about.is_unborn(record.person):
        return [
            Fact("The mother lives", _home_words(now_at)),
            Fact("Where the baby will sleep", voice.bedroom(record, now=now)),
        ]
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


def _records(record: ChildRecord) -> list[Link]:
    """The way to the record of each contact that is open; the page names the reference alone."""
    return [
        Link(journey.contact.reference, reverse("hub:record", args=[journey.contact.reference]))
        for journey in reversed(record.open)
    ]


#: So many actions are always in sight; the others stand under "More".
IN_SIGHT = 6
#: What can be done from the page, in order: for a child with an open journey on its record, for any on its own.
_ACTIONS = (
    ("Someone is calling", "calls:calling", Permission.ADD_INFORMATION),
    ("Add information", "hub:add", Permission.ADD_INFORMATION),
    ("Visits", "visit:visits", Permission.VISIT),
    ("Strategy discussion", "hub:strategy", Permission.PROTECT),
    ("Protection and safety plan", "protection:overview", Permission.PROTECT),
    ("Hand over", "hub:hand_over", Permission.ADD_INFORMATION),
    ("Assessments", "assessment:overview", Permission.ASSESS),
    ("Help, plans, missing, closing", "social_work:overview", Permission.SEE_CHILD),
    ("Who they are, and who is around them", "details:overview", Permission.ADD_INFORMATION),
    ("Who lives together", "match_desk:household", Permission.MATCH),
    ("Records read as this child", "match_desk:joinings", Permission.MATCH),
)
#: Pages of the child, not of one contact.
_BY_NUMBER = frozenset({"calls:calling", "match_desk:household", "match_desk:joinings"})


def actions_for(record: ChildRecord, by: Actor) -> list[Action]:
    """What this reader may do from here; each is a page of its own. A child without any journey has none."""
    if not record.journeys:
        return []
    newest = (record.open or record.journeys[-1:])[0].contact.reference
    number = record.person.local_number
    return [
        Action(label, reverse(page, args=[number if page in _BY_NUMBER else newest]))
        for label, page, permission in _ACTIONS
        if by.may(permission)
    ]


def _next_words(due: tuple[standing.Next, ...], held: standing.Holder) -> list[str]:
    words = [
        f"{one.clock.what[:1].upper()}{one.clock.what[1:]}: {one.clock.state.words}, {one.clock.by}." for one in due
    ]
    words += [f"{one}." for one in held.offered]
    return words or ["No deadline runs for this child."]
