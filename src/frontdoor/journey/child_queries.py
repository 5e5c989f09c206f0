"""What the page of one child reads: the child's journeys and what stands in them, the family, and who looked.

Everything is read as the actor, behind the walls, in a fixed number of statements whatever the length of the history.
The page stands outside the hub: what is for the hub alone, or behind a wall that is not the child's own, is left out
for every reader, also for one who could see it elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from frontdoor.access.models import Account, Look
from frontdoor.access.sight import visible_to
from frontdoor.documents.models import Narrative
from frontdoor.journey.known_queries import Card, card_in
from frontdoor.journey.models import (
    Allocation,
    Assessment,
    Feedback,
    HandOver,
    InformationRequest,
    Journey,
    MissingEpisode,
    OfJourney,
    Order,
    Plan,
    Referral,
    SafetyPlanLine,
    Visit,
)
from frontdoor.ledger.models import ClockRun, Event, Standing
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.storage import UnableToFind
from frontdoor.people.aliases import as_one, ids_of, ids_of_each, people_as_one
from frontdoor.people.models import Address, Identifier, OpenStatus, Person, Relationship, SafetyLine, Telephone
from frontdoor.rules.roles import Permission, Reach
from frontdoor.rules.steps import Stage

Row = TypeVar("Row", bound=OfJourney)

HUB_ONLY = "hub_only"
#: As far back as the page reads, and says so; older ones stand on the records of their own contacts.
EVENTS_AT_MOST = 1500
LOOKS_SHOWN = 12
_CHILDREN = ("child", "unborn")


@dataclass(frozen=True, kw_only=True)
class Home:
    """Where the child lives or lived, as far as a page may say it without being asked for the address."""

    kind: str
    since: date | None
    until: date | None
    confidential: bool
    keep_from: str


@dataclass(frozen=True, kw_only=True)
class LookedAt:
    """One look at this child: who, when and at which page."""

    at: datetime
    name: str
    role: str
    page: str
    purpose: str


@dataclass(frozen=True, kw_only=True)
class ChildRecord:
    """Everything of one child that this reader may see. Rows of corrected events are left out; events stay."""

    person: Person
    journeys: tuple[Journey, ...]
    standings: dict[UUID, Standing]
    clocks: tuple[ClockRun, ...]
    safety: tuple[str, ...]
    narratives: tuple[Narrative, ...]
    events: tuple[Event, ...]
    visits: tuple[Visit, ...]
    plans: tuple[Plan, ...]
    safety_plan: tuple[SafetyPlanLine, ...]
    orders: tuple[Order, ...]
    missing: tuple[MissingEpisode, ...]
    assessments: tuple[Assessment, ...]
    referrals: tuple[Referral, ...]
    offers: tuple[HandOver | Allocation, ...]
    requests: tuple[InformationRequest, ...]
    told: tuple[Feedback, ...]
    status: OpenStatus | None
    ties: tuple[Relationship, ...]
    people: dict[UUID, Person]
    homes: tuple[Home, ...]
    telephones: frozenset[UUID]
    numbers: frozenset[str]
    looks: tuple[LookedAt, ...]
    card: Card
    accounts: dict[UUID, Account] = field(default_factory=dict)

    def stage(self, journey: Journey) -> Stage:
        """Where a journey stands."""
        found = self.standings.get(journey.id)
        return Stage(found.stage) if found else Stage.CONTACT

    @property
    def open(self) -> tuple[Journey, ...]:
        """The journeys that are not closed, the furthest first, among equals the newest."""
        order = list(Stage)
        newest_first = [one for one in reversed(self.journeys) if self.stage(one) is not Stage.CLOSED]
        return tuple(sorted(newest_first, key=lambda journey: order.index(self.stage(journey))))

    @property
    def visits_made(self) -> list[Visit]:
        """The visits that were recorded, the newest first."""
        made = [(visit.arrived_at or visit.recorded_at, visit) for visit in self.visits if visit.recorded_at]
        return [visit for at, visit in sorted(made, key=lambda one: (one[0], one[1].id), reverse=True)]

    def written(self, question: str, *, record: UUID | None = None) -> list[Narrative]:
        """What was written in answer to a question, the newest last; of one record if it is named."""
        return [row for row in self.narratives if row.question == question and record in (None, row.record)]

    def text(self, question: str, *, record: UUID) -> str:
        """The newest answer on a record; empty if there is none."""
        found = self.written(question, record=record)
        return found[-1].text if found else ""


def person_by_number(number: str, *, by: Actor) -> Person:
    """The child of this local number in an authority one reads. Refuses an adult, one not there, one not to be seen.

    The number of any record that is read as this child leads to the child.
    """
    return _with_ids(number, by=by)[0]


def _with_ids(number: str, *, by: Actor) -> tuple[Person, tuple[UUID, ...]]:
    """The child of this number as all records say, and every id of the child."""
    found = Person.objects.filter(
        authority__in={by.authority, *by.reads}, local_number=number, kind__in=_CHILDREN
    ).first()
    if found is None:
        raise UnableToFind
    own = ids_of(found.id)
    if len(own) == 1:
        return found, own
    rows = {row.id: row for row in Person.objects.filter(id__in=own)}
    if own[0] not in rows:
        raise UnableToFind
    return as_one([rows[one] for one in own if one in rows]), own


def household_of(person: Person, *, by: Actor) -> list[Person]:
    """Whoever lives with the child as far as is known, the child first: only those whom the reader may see."""
    if person.household is None:
        return [person]
    found = Person.objects.filter(authority=by.authority, household=person.household).values_list("id", flat=True)
    shown = {one.id: one for one in people_as_one(found).values()}
    others = sorted(
        (one for key, one in shown.items() if key != person.id), key=lambda one: (one.born_on or date.max, one.id)
    )
    return [person, *others]


def journeys_of_child(person: Person, *, by: Actor, own: Sequence[UUID] = ()) -> list[Journey]:
    """The child's journeys that `by` reads, the oldest first. Refuses a reader without any tie to the child.

    Whoever holds a journey of the child now, alone or with their team, or was let in to the child, reads the child's
    whole history; whoever was let in to one journey reads that one. Roles for the whole authority read all.
    """
    own = own or ids_of(person.id)
    every = Journey.objects.filter(authority=person.authority, about__in=own).select_related("contact")
    seen = list(visible_to(every, by).order_by("contact__received_at", "id"))
    if by.role_facts.reach is Reach.AUTHORITY:
        return seen
    if not seen:
        raise UnableToFind
    if by.let_in & {*own} or any(_holds(journey, by) for journey in seen):
        walls = every.filter(compartment__in=by.compartments)
        return list(walls.order_by("contact__received_at", "id"))
    return seen


def _holds(journey: Journey, by: Actor) -> bool:
    return journey.worker == by.account or (bool(journey.team) and journey.team in by.teams)


def may_open(people: Iterable[Person], *, by: Actor) -> set[UUID]:
    """Which of these people's pages `by` may open, in one statement."""
    found = {person.id for person in people if person.kind in _CHILDREN}
    if not by.may(Permission.SEE_CHILD) or not found or by.role_facts.reach is Reach.AUTHORITY:
        return found if by.may(Permission.SEE_CHILD) else set()
    ids = ids_of_each(found)
    every = {one for of in ids.values() for one in of}
    seen = set(visible_to(Journey.objects.filter(about__in=every), by).values_list("about", flat=True))
    return {person for person, of in ids.items() if seen & {*of}}


def read_child(number: str, *, now: datetime, by: Actor) -> ChildRecord:
    """Everything that the page of the child of this number shows."""
    person, own = _with_ids(number, by=by)
    journeys = journeys_of_child(person, by=by, own=own)
    keys = [journey.id for journey in journeys]
    ties, people, shown = _around(person, own)
    lines = _inside(SafetyPlanLine, keys, person).filter(ended_at__isnull=True)
    orders = _inside(Order, keys, person).filter(ended_at__isnull=True, ends_at__gt=now)
    requests = _inside(InformationRequest, keys, person).exclude(marking=HUB_ONLY)
    found = ChildRecord(
        person=person,
        journeys=tuple(journeys),
        standings=_standings(keys, person),
        clocks=_clocks(keys, person),
        safety=_safety(own, now),
        narratives=_narratives(person, own, keys),
        events=_events(keys, person),
        visits=tuple(_inside(Visit, keys, person).order_by("arrived_at", "id")),
        plans=tuple(_inside(Plan, keys, person).order_by("started_on", "id")),
        safety_plan=tuple(lines.order_by("agreed_at", "id")),
        orders=tuple(orders.order_by("ends_at")),
        missing=tuple(_inside(MissingEpisode, keys, person).filter(returned_at__isnull=True)),
        assessments=tuple(_inside(Assessment, keys, person).order_by("started_at", "id")),
        referrals=tuple(_inside(Referral, keys, person).order_by("referral_on", "id")),
        offers=_offers(keys, person),
        requests=tuple(requests.order_by("asked_at", "id")),
        told=tuple(_inside(Feedback, keys, person).filter(released_at__isnull=False).order_by("released_at")),
        status=OpenStatus.objects.filter(authority=person.authority, person__in=own).order_by("-as_at").first(),
        ties=ties,
        people=people,
        homes=_homes(own),
        telephones=_telephones(person, own, shown),
        numbers=_numbers(own),
        looks=who_looked(person, by=by, own=own),
        card=card_in(keys, compartment=person.compartment),
    )
    return replace(found, accounts=_accounts(found))


def _around(
    person: Person, own: Sequence[UUID]
) -> tuple[tuple[Relationship, ...], dict[UUID, Person], dict[UUID, UUID]]:
    """What others are to the child, and the people around: those tied to the child and whoever shares the household.

    Each stands under the id they are shown under; only those whom the reader may see are there. Last, that id by each
    of the ids that were met.
    """
    ties = list(Relationship.objects.filter(authority=person.authority, to__in=own, until__isnull=True).order_by("id"))
    wanted = Q(id__in=[*own, *(tie.person for tie in ties)])
    if person.household is not None:
        wanted |= Q(household=person.household)
    near = people_as_one(Person.objects.filter(wanted, authority=person.authority).values_list("id", flat=True))
    for tie in ties:
        tie.person = near[tie.person].id if tie.person in near else tie.person
    people = {one.id: one for one in near.values() if one.id not in own}
    ordered = dict(sorted(people.items(), key=lambda item: (item[1].born_on or date.max, item[0])))
    return tuple(ties), ordered, {key: one.id for key, one in near.items()}


def _standings(journeys: Sequence[UUID], person: Person) -> dict[UUID, Standing]:
    return {row.journey: row for row in Standing.objects.filter(authority=person.authority, journey__in=journeys)}


def _inside(rows: type[Row], journeys: Sequence[UUID], person: Person) -> QuerySet[Row]:
    """The rows of a kind in these journeys that count, behind the child's own wall and no other."""
    kept: QuerySet[Row] = rows._default_manager.filter(
        journey_id__in=journeys, voided_at__isnull=True, compartment=person.compartment
    )
    return kept


def _clocks(journeys: Sequence[UUID], person: Person) -> tuple[ClockRun, ...]:
    found = ClockRun.objects.filter(
        authority=person.authority,
        journey__in=journeys,
        compartment=person.compartment,
        stopped_at__isnull=True,
        limit="by",
    )
    return tuple(found.order_by("due_at", "clock"))


def _safety(own: Sequence[UUID], now: datetime) -> tuple[str, ...]:
    lines = SafetyLine.objects.filter(person__in=own, since__lte=now)
    in_force = lines.filter(Q(until__isnull=True) | Q(until__gt=now)).order_by("since", "id")
    return tuple(dict.fromkeys(line.words for line in in_force))


def _narratives(person: Person, own: Sequence[UUID], journeys: Sequence[UUID]) -> tuple[Narrative, ...]:
    about = Narrative.objects.filter(
        Q(journey__in=journeys) | Q(person__in=own, journey__isnull=True), authority=person.authority
    )
    open_here = about.filter(compartment=person.compartment).exclude(marking=HUB_ONLY)
    return tuple(open_here.order_by("recorded_at", "id"))


def _events(journeys: Sequence[UUID], person: Person) -> tuple[Event, ...]:
    found = Event.objects.filter(
        authority=person.authority, journey__in=journeys, compartment=person.compartment
    ).exclude(marking=HUB_ONLY)
    return tuple(found.order_by("-happened_at", "-recorded_at", "-id")[:EVENTS_AT_MOST])


def _offers(journeys: Sequence[UUID], person: Person) -> tuple[HandOver | Allocation, ...]:
    waiting = {"accepted_at__isnull": True, "declined_at__isnull": True}
    return (
        *_inside(HandOver, journeys, person).filter(**waiting).order_by("offered_at"),
        *_inside(Allocation, journeys, person).filter(**waiting).order_by("offered_at"),
    )


def _homes(own: Sequence[UUID]) -> tuple[Home, ...]:
    """Where the child lives, without the address: that is read by `people.queries.show_address`, for a purpose."""
    rows = Address.objects.filter(person__in=own).order_by("-since", "-id")
    said = rows.values_list("kind", "since", "until", "confidential", "keep_from")
    homes = (
        Home(kind=kind, since=since, until=until, confidential=confidential, keep_from=keep_from)
        for kind, since, until, confidential, keep_from in said
    )
    return tuple(dict.fromkeys(homes))


def _telephones(person: Person, own: Sequence[UUID], shown: dict[UUID, UUID]) -> frozenset[UUID]:
    """Whose telephone is known, by the id they are shown under."""
    held = Telephone.objects.filter(person__in=[*own, *shown], until__isnull=True).values_list("person", flat=True)
    return frozenset(person.id if one in own else shown[one] for one in held)


def _numbers(own: Sequence[UUID]) -> frozenset[str]:
    """Which numbers of others are known of the child, by kind."""
    held = Identifier.objects.filter(person__in=own, until__isnull=True)
    return frozenset(held.values_list("kind", flat=True))


def nhs_number(person: Person) -> str:
    """The child's NHS number as it was last given; empty if none is held. The door logs the look."""
    own = ids_of(person.id)
    numbers = Identifier.objects.filter(person__in=own, kind="nhs_number", until__isnull=True)
    held = numbers.order_by("-id").first()
    return held.value if held else ""


def _accounts(record: ChildRecord) -> dict[UUID, Account]:
    """Everybody on the staff whom the page names."""
    named = {journey.worker for journey in record.journeys} | {visit.visited_by for visit in record.visits}
    named |= {row.written_by for row in record.narratives} | {event.by_account for event in record.events}
    return Account.objects.in_bulk([account for account in named if account is not None])


def who_looked(
    person: Person, *, by: Actor, at_once: int = LOOKS_SHOWN, own: Sequence[UUID] = ()
) -> tuple[LookedAt, ...]:
    """The last looks at this child: all of them for a manager, those of their own team for others.

    Looks by restricted roles stand behind the wall of information governance and reach nobody else.
    """
    looks = Look.objects.filter(authority=person.authority, person__in=own or ids_of(person.id), refused=False)
    if not by.may(Permission.SEE_WHO_LOOKED):
        team = Account.objects.filter(authority=by.authority, teams__overlap=list(by.teams))
        looks = looks.filter(Q(account=by.account) | Q(account__in=team.values("id")))
    rows = list(looks.order_by("-at", "-id")[:at_once])
    names = dict(Account.objects.filter(id__in={row.account for row in rows}).values_list("id", "name"))
    return tuple(
        LookedAt(
            at=row.at,
            name=names.get(row.account, "The program") if row.account else "The program",
            role=row.role,
            page=row.page,
            purpose=row.purpose,
        )
        for row in rows
    )
