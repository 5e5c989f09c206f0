"""What the clerk's desk reads: who may be whom, the two side by side with their families, what waits, who has no name.

Everything is read as the actor, behind the walls: a proposal about somebody who may not be seen is not there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, QuerySet, UUIDField, Value, When

from frontdoor.documents.models import Narrative
from frontdoor.journey.contact_queries import names_of
from frontdoor.journey.models import Contact, Journey
from frontdoor.journey.register_rows import family_of, numbers_of, rows_of
from frontdoor.ledger.models import Standing
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.storage import UnableToFind
from frontdoor.people.aliases import ids_of_each, people_as_one, shown_ids
from frontdoor.people.identity import Joining, Judgement, Proposal, SearchStep
from frontdoor.people.models import Identifier, Name, OpenStatus, Person, RegisterEntry, Relationship
from frontdoor.rules.identity import OPEN, Verdict, risk, search_is_due

_CHILDREN = ("child", "unborn")
#: So many of those who may be one with somebody are shown, the riskiest and oldest; the page says whether more wait.
AT_MOST = 100


@dataclass(frozen=True, kw_only=True)
class Came:
    """The last contact about somebody: its reference, when it was received, and how urgent it stands."""

    reference: str
    received_at: datetime
    risk: int


@dataclass(frozen=True, kw_only=True)
class Possible:
    """One arriving person, or one row of an agency's register, with everybody whom they may be, the likeliest first;
    kept open until a person says which. `came` is the arriving child's last contact; of a row, the most urgent one of
    those whom it may mean.
    """

    person: Person
    row: RegisterEntry | None = None
    came: Came | None
    proposals: tuple[tuple[Proposal, Person], ...]

    @property
    def oldest(self) -> datetime:
        """Since when it waits."""
        return min(proposal.proposed_at for proposal, _ in self.proposals)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What waits on a desk: `AT_MOST` rows at most, and whether more wait behind them."""

    rows: list[Possible]
    more: bool


def waiting(*, walled: bool, at: datetime, by: Actor) -> Desk:
    """What waits on the desk in the open, or on the desk of its own behind a wall: the riskiest, then the oldest."""
    found = Proposal.objects.filter(authority=by.authority, state__in=OPEN)
    found = found.exclude(compartment="open") if walled else found.filter(compartment="open")
    rows = list(_riskiest(found)[: AT_MOST * 3 + 1])
    entries = rows_of(rows, by=by, at=at)
    people = people_as_one({key for row in rows for key in (row.person, row.to)})
    arrived = {key: people[key] for key in people} | {key: one.person for key, one in entries.items()}
    came = last_contacts({key for row in rows for key in (row.person, row.to)}, authority=by.authority)
    by_person: dict[UUID, list[tuple[Proposal, Person]]] = {}
    for row in rows:
        if row.person in arrived and row.to in people:
            by_person.setdefault(row.person, []).append((row, people[row.to]))
    possible = [
        Possible(
            person=arrived[person],
            row=entries[person].entry if person in entries else None,
            came=_most_urgent(came.get(row.to if row.register else person) for row, _ in rows),
            proposals=tuple(sorted(rows, key=lambda row: (-(row[0].weight or 0.0), row[0].id))),
        )
        for person, rows in by_person.items()
    ]
    possible.sort(key=lambda one: (one.came.risk if one.came else 3, one.oldest))
    return Desk(rows=possible[:AT_MOST], more=len(possible) > AT_MOST or len(rows) > AT_MOST * 3)


def _riskiest(found: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """In the order in which they are looked at, so that a long queue hides nobody in danger."""
    child = Case(When(register="", then=F("person")), default=F("to"), output_field=UUIDField())
    open_ = Standing.objects.filter(about=OuterRef("child")).exclude(stage="closed")
    return (
        found.annotate(child=child)
        .annotate(
            risk=Case(
                When(Exists(open_.filter(danger_now=True)), then=Value(0)),
                When(Exists(open_.filter(rating__in=("", "red"))), then=Value(1)),
                When(Exists(open_.filter(rating="amber")), then=Value(2)),
                default=Value(3),
            )
        )
        .order_by("risk", "proposed_at", "id")
    )


def _most_urgent(came: Iterable[Came | None]) -> Came | None:
    return min((one for one in came if one is not None), key=lambda one: one.risk, default=None)


def last_contacts(people: Iterable[UUID], *, authority: str) -> dict[UUID, Came]:
    """The last contact about each of these people that may be seen."""
    ids = ids_of_each(people)
    read_as = {one: person for person, of in ids.items() for one in of}
    journeys = Journey.objects.filter(authority=authority, about__in=list(read_as)).select_related("contact")
    rows = list(journeys.order_by("contact__received_at", "id"))
    standings = {
        row.journey: row for row in Standing.objects.filter(authority=authority, journey__in=[one.id for one in rows])
    }
    found: dict[UUID, Came] = {}
    for journey in rows:
        standing = standings.get(journey.id)
        open_ = standing is not None and standing.stage != "closed"
        found[read_as[journey.about]] = Came(
            reference=journey.contact.reference,
            received_at=journey.contact.received_at,
            risk=risk(
                danger_now=open_ and bool(standing and standing.danger_now),
                rating=standing.rating if standing else "",
                rated=not open_ or bool(standing and standing.rating),
            ),
        )
    return found


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of two people as the desk shows them. Addresses are not here: they are shown on asking, for a purpose."""

    person: Person
    names: tuple[Name, ...]
    numbers: tuple[Identifier, ...]
    status: OpenStatus | None
    family: tuple[tuple[str, Person], ...]
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody said of a proposal, with the reason."""

    judgement: Judgement
    because: str


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A proposal with the two people side by side, and what was said of it so far; `row` where one is of a register."""

    proposal: Proposal
    row: RegisterEntry | None
    person: Side
    to: Side
    said: tuple[Said, ...]
    proposed_because: str
    others: tuple[tuple[Proposal, Person], ...]

    @property
    def people(self) -> tuple[Side, ...]:
        """Those of the two who are people here: a row of a register is nobody yet."""
        return (self.to,) if self.row is not None else (self.person, self.to)


def pair(proposal: UUID, *, at: datetime, by: Actor) -> Pair:
    """One proposal, side by side. Refuses one that is not there, or of whom one may not be seen."""
    row = Proposal.objects.filter(authority=by.authority, pk=proposal).first()
    if row is None:
        raise UnableToFind
    sides = sides_of([row.person, row.to], authority=by.authority)
    entry = None
    for one in rows_of([row], by=by, at=at).values():
        entry = one.entry
        sides[row.person] = Side(
            person=one.person, names=(), numbers=numbers_of(entry), status=None,
            family=family_of(entry, by=by, at=at), contacts=(),
        )  # fmt: skip
    if {row.person, row.to} - sides.keys():
        raise UnableToFind
    judged = list(Judgement.objects.filter(proposal=row.id).order_by("judged_at", "id"))
    texts = _texts([row.id, *(one.id for one in judged)])
    others = Proposal.objects.filter(authority=by.authority, person=row.person, state__in=OPEN).exclude(pk=row.id)
    others_rows = list(others.order_by("proposed_at"))
    people = people_as_one(one.to for one in others_rows)
    return Pair(
        proposal=row,
        row=entry,
        person=sides[row.person],
        to=sides[row.to],
        said=tuple(Said(judgement=one, because=texts.get(one.id, "")) for one in judged),
        proposed_because=texts.get(row.id, ""),
        others=tuple((one, people[one.to]) for one in others_rows if one.to in people),
    )


def _texts(records: Sequence[UUID]) -> dict[UUID, str]:
    rows = Narrative.objects.filter(record__in=list(records)).order_by("recorded_at", "id")
    return {row.record: row.text for row in rows}


def sides_of(people: Collection[UUID], *, authority: str) -> dict[UUID, Side]:
    """These people as the desk shows them; one who may not be seen is missing."""
    ids = ids_of_each(people)
    shown = people_as_one(people)
    every = {one for of in ids.values() for one in of}
    names = list(Name.objects.filter(authority=authority, person__in=every).order_by("id"))
    numbers = list(Identifier.objects.filter(authority=authority, person__in=every, until__isnull=True).order_by("id"))
    statuses = {row.person: row for row in OpenStatus.objects.filter(authority=authority, person__in=every)}
    journeys = Journey.objects.filter(authority=authority, about__in=every).select_related("contact")
    contacts: dict[UUID, list[Contact]] = {}
    for journey in journeys.order_by("-contact__received_at", "id"):
        contacts.setdefault(journey.about, []).append(journey.contact)
    family = _families(shown, ids, authority=authority)
    return {
        person: Side(
            person=shown[person],
            names=tuple(one for one in names if one.person in of),
            numbers=tuple(one for one in numbers if one.person in of),
            status=next((statuses[one] for one in of if one in statuses), None),
            family=tuple(family.get(person, ())),
            contacts=tuple(dict.fromkeys(contact for one in of for contact in contacts.get(one, ()))),
        )
        for person, of in ids.items()
        if person in shown
    }


def _families(
    shown: dict[UUID, Person], ids: dict[UUID, tuple[UUID, ...]], *, authority: str
) -> dict[UUID, list[tuple[str, Person]]]:
    """Who is around each: those tied to them with what they are, then whoever else shares the household."""
    every = {one for of in ids.values() for one in of}
    ties = list(Relationship.objects.filter(authority=authority, to__in=every, until__isnull=True).order_by("id"))
    houses = {one.household for one in shown.values() if one.household}
    in_house = Person.objects.filter(authority=authority, household__in=houses).values_list("id", "household")
    home = dict(in_house)
    people = people_as_one([*(tie.person for tie in ties), *home])
    found: dict[UUID, list[tuple[str, Person]]] = {}
    for person, one in shown.items():
        near: dict[UUID, tuple[str, Person]] = {}
        for tie in ties:
            if tie.to in ids[person] and tie.person in people:
                other = people[tie.person]
                near.setdefault(other.id, (tie.relationship or "not known what to them", other))
        for key, household in home.items():
            if household == one.household and key in people and people[key].id not in ids[person]:
                other = people[key]
                near.setdefault(other.id, ("shares the household", other))
        found[person] = list(near.values())
    return found


@dataclass(frozen=True, kw_only=True)
class Joined:
    """One act that joined two people, and what came since, for a person to assign when they are taken apart.

    `said_by` is the name of whoever joined them, or of whoever confirmed a link of the program; `said_at` when.
    """

    joining: Joining
    kept: Person
    moved: Person
    said_by: str
    said_at: datetime
    because: str
    since: tuple[tuple[Person, Came | None], ...]


def joinings_of(person: UUID, *, by: Actor) -> list[Joining]:
    """The acts that made this person one of several records and that nobody has undone, the newest first."""
    ids = ids_of_each([person])[person]
    found = Joining.objects.filter(
        authority=by.authority, person__in=ids, to__in=ids, undone_at__isnull=True, confirmed_at__isnull=False
    )
    return list(found.order_by("-joined_at", "-id"))


def joined(joining: UUID, since: Sequence[UUID], row: Joining, *, by: Actor) -> Joined:
    """A joining with both rows as they were written, and each id that came since with its contact."""
    keys = [row.to, row.person, *since]
    rows = {one.id: one for one in Person.objects.filter(authority=by.authority, id__in=keys)}
    if {row.to, row.person} - rows.keys():
        raise UnableToFind
    journeys = Journey.objects.filter(authority=by.authority, about__in=list(since)).select_related("contact")
    came = {
        journey.about: Came(reference=journey.contact.reference, received_at=journey.contact.received_at, risk=3)
        for journey in journeys.order_by("contact__received_at")
    }
    name, because = _said_one(row)
    return Joined(
        joining=row,
        kept=rows[row.to],
        moved=rows[row.person],
        said_by=name,
        said_at=row.confirmed_at or row.joined_at,
        because=because,
        since=tuple((rows[one], came.get(one)) for one in since if one in rows),
    )


def _said_one(row: Joining) -> tuple[str, str]:
    """Who said that these are one person, and why; of a link of the program whoever confirmed it at the desk."""
    who = row.confirmed_by or (row.joined_by if row.how != "linked" else None)
    asked = Proposal.objects.filter(authority=row.authority, person=row.person, joining=row.id).values("id")
    said = Judgement.objects.filter(proposal__in=asked, verdict=Verdict.SAME).order_by("judged_at", "id").last()
    texts = _texts([row.id, *([said.id] if said else [])])
    because = texts.get(row.id, "") or (texts.get(said.id, "") if said else "")
    return names_of([who]).get(who, said.judged_by_name if said else "") if who else "", because


def joining_found(joining: UUID, *, by: Actor) -> Joining:
    """One act of joining. Refuses one that is not there or may not be seen."""
    found = Joining.objects.filter(authority=by.authority, pk=joining).first()
    if found is None:
        raise UnableToFind
    return found


@dataclass(frozen=True, kw_only=True)
class NoName:
    """Somebody whom nobody could name: their contact, and what a manager decided last."""

    person: Person
    came: Came
    step: SearchStep | None
    because: str
    due: bool


def not_identified(*, now: datetime, by: Actor) -> list[NoName]:
    """Children without a name or a match whose contact is open; those for whom a manager must decide stand first."""
    open_now = Standing.objects.filter(authority=by.authority).exclude(stage="closed").values("about")
    nameless = Person.objects.filter(
        authority=by.authority, provisional=True, given_name="", family_name="", kind="child", id__in=open_now
    )
    rows = list(nameless)
    read_as = shown_ids(one.id for one in rows)
    alone = [one for one in rows if read_as[one.id] == one.id]
    came = last_contacts([one.id for one in alone], authority=by.authority)
    decided = SearchStep.objects.filter(authority=by.authority, person__in=[one.id for one in alone])
    steps = {row.person: row for row in decided.order_by("decided_at")}
    texts = _texts([row.id for row in steps.values()])
    found = []
    for one in alone:
        step = steps.get(one.id)
        if one.id in came:
            due = search_is_due(came[one.id].received_at, step.decided_at if step else None, now)
            because = texts.get(step.id, "") if step else ""
            found.append(NoName(person=one, came=came[one.id], step=step, because=because, due=due))
    return sorted(found, key=lambda one: (not one.due, one.came.received_at))


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link that nobody confirmed, or possible people, of one child of a record."""

    person: UUID
    proposal: UUID
    linked: bool
    second: bool
    to: Person


def links_of(people: Collection[UUID], *, by: Actor) -> list[Link]:
    """What waits to be said of these people; the record shows that it waits, never anything of the other record."""
    rows = list(
        Proposal.objects.filter(authority=by.authority, person__in=list(people), state__in=OPEN).order_by("proposed_at")
    )
    shown = people_as_one(row.to for row in rows)
    return [
        Link(
            person=row.person,
            proposal=row.id,
            linked=row.state == "linked",
            second=row.state == "second",
            to=shown[row.to],
        )
        for row in rows
        if row.to in shown
    ]
