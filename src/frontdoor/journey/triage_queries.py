"""What the triage queue reads: every contact that waits for a decision, its children, and the facts of its place.

One statement for all that waits (tens or hundreds of rows, whatever is stored), one more for the rows of a page. Both
call functions of the database, which keep their plans. These state the authority and compare by equality, less or
greater alone, so that row security keeps the indexes; behind row security PostgreSQL also trusts no coalesce in a
comparison, so that one is worked out first, beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from django.db import connection

from frontdoor.ledger.ids import written
from frontdoor.rules.calendar import add_months
from frontdoor.rules.identity import OPEN
from frontdoor.rules.ordering import Sign, Waiting

#: A third contact within this time moves a child up among the not yet rated.
MANY_WITHIN = timedelta(days=90)

#: Stages in which the contact itself may still wait: protection may begin before anybody decides.
_WAITING_STAGES = ["contact", "strategy_discussion", "section47"]

_WAITING = "SELECT * FROM frontdoor_waiting(%s, %s, %s, %s)"
_STANDING = "SELECT * FROM frontdoor_standing(%s, %s, %s, %s, %s)"


class WaitingChild(NamedTuple):
    """One child or context of a waiting contact, with what the authority knows of it. Codes and moments only.

    `held_since` is empty while nobody holds the child. A tuple: hundreds are made for each page.
    """

    journey: UUID
    about: UUID
    kind: str
    label: str
    worker: UUID | None
    team: str
    held_since: datetime | None
    compartment: str
    stage: str
    name: str
    family_name: str
    born_on: date | None
    expected_on: date | None
    died_on: date | None
    age_said: str
    sex: str
    provisional: bool
    household: UUID | None
    context_name: str
    rating: str
    danger_now: bool
    clock: str
    due_at: datetime | None
    plan: str
    looked_after_by: str
    open_episode: bool
    open_team: str
    open_worker: str
    protected_until: datetime | None
    missing_now: bool
    contacts_before: int
    closed_before: int
    team_elsewhere: str | None
    plan_elsewhere: bool
    link_open: bool

    @property
    def in_danger(self) -> bool:
        """Whether somebody said that the child is in danger and the contact still waits: later it is history."""
        return self.danger_now and self.stage in _WAITING_STAGES

    @property
    def known(self) -> bool:
        """Whether the child has a plan, is looked after or is open to a team."""
        return bool(self.plan or self.looked_after_by or self.open_episode or self.team_elsewhere)

    def under_1_or_unborn(self, on: date) -> bool:
        """Whether the child is not yet born, or has not had a first birthday."""
        if self.kind == "unborn":
            return True
        born = self.born_on
        return born is not None and born.year >= on.year - 1 and add_months(born, 12) > on

    def signs(self, on: date) -> Iterator[Sign]:
        """The facts by which this child moves its contact up."""
        if self.protected_until:
            yield Sign.POLICE_PROTECTION
        if self.missing_now:
            yield Sign.MISSING_NOW
        if self.under_1_or_unborn(on):
            yield Sign.UNDER_1_OR_UNBORN
        if self.known:
            yield Sign.KNOWN
        if self.contacts_before >= 2:
            yield Sign.THIRD_IN_90_DAYS


class WaitingContact(NamedTuple):
    """A contact of which at least one child waits for a decision.

    `rating` is that of its children, empty while nobody has looked; `earliest` the child whose clock runs out first.
    A tuple, as its children are.
    """

    id: UUID
    reference: str
    channel: str
    source: str
    referrer_kind: str
    referrer_agency: str
    received_at: datetime
    incident_at: datetime | None
    attended_at: datetime | None
    sent_at: datetime | None
    worries: list[str]
    police_grade: str
    household: UUID | None
    incident: UUID
    others_not_named: bool
    children: tuple[WaitingChild, ...]
    rating: str
    earliest: WaitingChild

    def signs(self, on: date) -> frozenset[Sign]:
        """The facts by which the contact is placed among the not yet rated, on this day in London."""
        facts = {sign for child in self.children for sign in child.signs(on)}
        if self.police_grade and self.police_grade.strip().lower() == "high":
            facts.add(Sign.POLICE_GRADE_HIGH)
        return frozenset(facts)

    def waiting(self, on: date) -> Waiting:
        """What its place depends on, on this day in London: the facts only while nobody has rated it."""
        # A number is hashed quicker than an id, and each is looked up several times.
        houses = [self.household, *(tie for child in self.children for tie in (child.household, child.about))]
        return Waiting(
            reference=self.reference,
            rating=self.rating,
            danger_now=any(child.danger_now for child in self.children),
            due_at=self.earliest.due_at,
            received_at=self.received_at,
            signs=frozenset() if self.rating else self.signs(on),
            ties=(("incident", self.incident.int), *[("house or child", tie.int) for tie in houses if tie]),
        )


_CONTACT_COLUMNS = 15


def waiting_contacts(*, authority: str, now: datetime) -> list[WaitingContact]:
    """Every contact of the authority that waits for a decision and that the reader may see, with its children."""
    return _contacts(_WAITING, authority=authority, now=now)


def contact_standing(journeys: Sequence[UUID], *, authority: str, now: datetime) -> WaitingContact | None:
    """The one contact of these journeys as a row of the queue reads it, whether it still waits or not."""
    return next(iter(_contacts(_STANDING, list(journeys), authority=authority, now=now)), None)


def _contacts(statement: str, *asked: Any, authority: str, now: datetime) -> list[WaitingContact]:
    """What one of the functions says; every child's facts are those that hold at `now`."""
    with _cursor() as cursor:
        cursor.execute(statement, [authority, now, now - MANY_WITHIN, list(OPEN), *asked])
        rows = cursor.fetchall()
    return [_contact(of_contact) for _, of_contact in groupby(rows, key=itemgetter(1))]


@contextmanager
def _cursor() -> Iterator[Any]:
    """A cursor whose moments psycopg itself reads: Django's reader, in Python, takes half as long as the statement."""
    moment = psycopg.adapters.types["timestamptz"].oid
    with connection.cursor() as cursor:
        plain = psycopg.adapters.get_loader(moment, psycopg.pq.Format.TEXT)
        cursor.cursor.adapters.register_loader(moment, plain)
        yield cursor


def _contact(rows: Iterator[tuple[Any, ...]]) -> WaitingContact:
    of_contact = list(rows)
    children = tuple([WaitingChild._make(row[_CONTACT_COLUMNS:]) for row in of_contact])
    rating, earliest = children[0].rating, children[0]
    if len(children) > 1:
        rating = next((child.rating for child in children if child.rating), "")
        timed = [child for child in children if child.due_at]
        earliest = min(timed, key=attrgetter("due_at")) if timed else earliest
    return WaitingContact._make((*of_contact[0][:_CONTACT_COLUMNS], children, rating, earliest))


@dataclass(frozen=True, slots=True)
class RowDetails:
    """What the rows of one page say beyond their place: by journey, incident and account."""

    soon_at: dict[UUID, datetime] = field(default_factory=dict)
    new_since_rated: frozenset[UUID] = frozenset()
    other_reports: dict[UUID, int] = field(default_factory=dict)
    names: dict[UUID, str] = field(default_factory=dict)


_DETAILS = (
    "SELECT says, id, soon_at, number, name FROM frontdoor_row_details(%s, %s::uuid[], %s, %s::uuid[], %s::uuid[], %s)"
)
_NEWS = ["information_added", "new_information_received", "contact_linked", "information_answered"]


def row_details(contacts: Sequence[WaitingContact], *, authority: str) -> RowDetails:
    """What these rows say beyond their place: one statement, whatever their number."""
    children = [child for contact in contacts for child in contact.children]
    if not children:
        return RowDetails()
    asked = [
        authority,
        written(child.journey for child in children),
        [child.clock for child in children],
        written({contact.incident for contact in contacts}),
        written({child.worker for child in children if child.worker}),
        _NEWS,
    ]
    with _cursor() as cursor:
        cursor.execute(_DETAILS, asked)
        rows = cursor.fetchall()
    return RowDetails(
        soon_at={key: soon_at for says, key, soon_at, _, _ in rows if says == "soon"},
        new_since_rated=frozenset(key for says, key, *_ in rows if says == "new"),
        other_reports={key: number for says, key, _, number, _ in rows if says == "reports"},
        names={key: name for says, key, *_, name in rows if says == "name"},
    )


_ARRIVED = """
SELECT count(DISTINCT newer.contact_id) FROM (
    SELECT j.contact_id FROM ledger_standing s
    JOIN journey_journey j ON j.id = s.journey AND j.authority = %(authority)s AND j.outcome = ''
    JOIN journey_contact c ON c.id = j.contact_id AND c.authority = %(authority)s AND c.entered_at > %(since)s
    WHERE s.authority = %(authority)s AND s.stage = ANY (%(stages)s)
    LIMIT 500
) AS newer
"""


def arrived_since(since: datetime, *, authority: str) -> int:
    """How many waiting contacts could be seen in triage only after `since`; counts no further than some hundreds."""
    with connection.cursor() as cursor:
        cursor.execute(_ARRIVED, {"authority": authority, "since": since, "stages": _WAITING_STAGES})
        return int(cursor.fetchone()[0])


def oldest(contacts: Iterable[WaitingContact]) -> WaitingContact | None:
    """The contact that has waited longest."""
    return min(contacts, key=lambda contact: contact.received_at, default=None)
