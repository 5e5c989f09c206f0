"""What the triage queue reads: every contact that waits for a decision, its children, and the facts of its place.

One statement for all that waits (tens or hundreds of rows, whatever is stored), three or four more for the rows of a
page. Each states the authority and compares by equality, less or greater alone, so that row security keeps the indexes;
behind row security PostgreSQL also trusts no coalesce in a comparison, so that one is worked out first, beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from django.db import connection

from frontdoor.rules.calendar import add_months, london_day
from frontdoor.rules.identity import OPEN
from frontdoor.rules.ordering import Sign, Waiting

#: A third contact within this time moves a child up among the not yet rated.
MANY_WITHIN = timedelta(days=90)

#: Stages in which the contact itself may still wait: protection may begin before anybody decides.
_WAITING_STAGES = ["contact", "strategy_discussion", "section47"]

_FACTS = """
SELECT c.id, c.reference, c.channel, c.source, c.referrer_kind, c.referrer_agency, c.received_at,
       c.incident_at, c.attended_at, c.sent_at, c.worries, c.police_grade, c.household, c.incident,
       c.others_not_named,
       j.id, j.about, j.kind, j.label, j.worker, j.team,
       CASE WHEN j.worker IS NOT NULL OR j.team <> '' THEN j.held_since END, j.compartment, s.stage,
       coalesce(nullif(shown.name_to_use, ''), nullif(shown.given_name, ''), nullif(p.name_to_use, ''),
           p.given_name, ''),
       coalesce(nullif(shown.family_name, ''), p.family_name, ''), coalesce(shown.born_on, p.born_on),
       coalesce(shown.expected_on, p.expected_on), coalesce(shown.died_on, p.died_on), coalesce(p.age_said, ''),
       coalesce(nullif(shown.sex, 'U'), p.sex, 'U'), coalesce(p.provisional, false), p.household,
       coalesce(x.name, ''), s.rating, s.danger_now, s.next_clock, s.next_due_at,
       coalesce(o.plan, ''), coalesce(o.looked_after_by, ''), coalesce(o.open_episode, false), coalesce(o.team, ''),
       coalesce(o.worker, ''), protected.until, missing.now, others.contacts, others.closed, others.team,
       others.plan, EXISTS (
           SELECT FROM people_proposal y
           WHERE y.person = j.about AND y.authority = %(authority)s AND y.state = ANY (%(link_open)s))
FROM ledger_standing s
JOIN journey_journey j ON j.id = s.journey AND j.authority = %(authority)s
JOIN journey_contact c ON c.id = j.contact_id AND c.authority = %(authority)s
LEFT JOIN people_person p ON p.id = j.about AND p.authority = %(authority)s
LEFT JOIN people_context x ON x.id = j.about AND x.authority = %(authority)s
LEFT JOIN people_alias l ON l.person = j.about AND l.authority = %(authority)s AND l.confirmed AND l.until IS NULL
CROSS JOIN LATERAL (SELECT coalesce(l."to", j.about) AS id OFFSET 0) AS child
LEFT JOIN people_person shown ON shown.id = l."to" AND shown.authority = %(authority)s
LEFT JOIN LATERAL (
    SELECT array_agg(a.person) || child.id AS ids FROM people_alias a
    WHERE a."to" = child.id AND a.authority = %(authority)s AND a.confirmed AND a.until IS NULL
) AS same ON true
LEFT JOIN LATERAL (
    SELECT * FROM people_openstatus s1 WHERE s1.person = ANY (same.ids) AND s1.authority = %(authority)s
    ORDER BY s1.as_at DESC LIMIT 1
) AS o ON true
LEFT JOIN LATERAL (
    SELECT max(r.ends_at) AS until FROM journey_order r
    WHERE r.journey_id = j.id AND r.authority = %(authority)s AND r.kind = 'police_protection' AND r.ended_at IS NULL
        AND r.voided_at IS NULL AND r.ends_at > %(now)s
) AS protected ON true
LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE m.returned_at IS NULL) > 0
        OR (j.missing_since IS NOT NULL AND count(*) = 0) AS now
    FROM journey_missingepisode m WHERE m.journey_id = j.id AND m.authority = %(authority)s AND m.voided_at IS NULL
) AS missing ON true
LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE c2.received_at > %(many_since)s AND c2.received_at <= c.received_at) AS contacts,
        count(*) FILTER (
            WHERE c2.received_at > %(many_since)s AND c2.received_at <= c.received_at AND s2.stage = 'closed'
        ) AS closed,
        min(j2.team) FILTER (WHERE j2.team <> '' AND s2.stage <> 'closed' AND s2.stage <> 'contact') AS team,
        count(*) FILTER (WHERE s2.stage = 'plan') > 0 AS plan
    FROM journey_journey j2
    JOIN journey_contact c2 ON c2.id = j2.contact_id AND c2.authority = %(authority)s
    JOIN ledger_standing s2 ON s2.journey = j2.id AND s2.authority = %(authority)s
    WHERE j2.about = ANY (same.ids) AND j2.id <> j.id AND j2.authority = %(authority)s
) AS others ON true
"""
_ORDER = "ORDER BY c.id, array_position(c.subjects, j.about), j.id"
_WAITING = f"{_FACTS} WHERE s.authority = %(authority)s AND s.stage = ANY (%(stages)s) AND j.outcome = '' {_ORDER}"
_STANDING = f"{_FACTS} WHERE s.authority = %(authority)s AND s.journey = ANY (%(journeys)s) {_ORDER}"


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
        if self.police_grade.strip().lower() == "high":
            facts.add(Sign.POLICE_GRADE_HIGH)
        return frozenset(facts)

    def waiting(self, now: datetime) -> Waiting:
        """What its place depends on."""
        ties = {
            self.household,
            *(child.household for child in self.children),
            *(child.about for child in self.children),
        }
        return Waiting(
            reference=self.reference,
            rating=self.rating,
            danger_now=any(child.danger_now for child in self.children),
            due_at=self.earliest.due_at,
            received_at=self.received_at,
            signs=self.signs(london_day(now)),
            ties=frozenset({("incident", self.incident), *(("house or child", tie) for tie in ties if tie)}),
        )


_CONTACT_COLUMNS = 15


def waiting_contacts(*, authority: str, now: datetime) -> list[WaitingContact]:
    """Every contact of the authority that waits for a decision and that the reader may see, with its children."""
    return _contacts(_WAITING, authority=authority, now=now, stages=_WAITING_STAGES)


def contact_standing(journeys: Sequence[UUID], *, authority: str, now: datetime) -> WaitingContact | None:
    """The one contact of these journeys as a row of the queue reads it, whether it still waits or not."""
    return next(iter(_contacts(_STANDING, authority=authority, now=now, journeys=list(journeys))), None)


def _contacts(statement: str, *, authority: str, now: datetime, **asked: Any) -> list[WaitingContact]:
    """Run one of the statements; every child's facts are those that hold at `now`."""
    told = {
        "authority": authority,
        "now": now,
        "many_since": now - MANY_WITHIN,
        "link_open": list(OPEN),
        **asked,
    }
    with _cursor() as cursor:
        # Joined in the order written, one row to one: to look for a better order would take as long as the answer.
        cursor.execute(f"SET LOCAL join_collapse_limit = 1; {statement}", told)
        cursor.nextset()
        rows = cursor.fetchall()
    return [_contact(of_contact) for _, of_contact in groupby(rows, key=lambda row: row[0])]


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
    children = tuple(WaitingChild._make(row[_CONTACT_COLUMNS:]) for row in of_contact)
    rating = next((child.rating for child in children if child.rating), "")
    timed = [child for child in children if child.due_at]
    earliest = min(timed, key=attrgetter("due_at")) if timed else children[0]
    return WaitingContact._make((*of_contact[0][:_CONTACT_COLUMNS], children, rating, earliest))


@dataclass(frozen=True, slots=True)
class RowDetails:
    """What the rows of one page say beyond their place: by journey, incident and account."""

    soon_at: dict[UUID, datetime] = field(default_factory=dict)
    new_since_rated: frozenset[UUID] = frozenset()
    other_reports: dict[UUID, int] = field(default_factory=dict)
    names: dict[UUID, str] = field(default_factory=dict)


# Journey by journey: asked with ANY, the planner also reads every clock that runs anywhere, to intersect the two.
_SOON = """
SELECT r.journey, r.soon_at FROM unnest(%s::uuid[], %s::text[]) AS shown (journey, clock)
JOIN ledger_clockrun r ON r.journey = shown.journey AND r.clock = shown.clock
WHERE r.authority = %s AND r.stopped_at IS NULL AND r."limit" = 'by'
"""
_NEW = """
SELECT e.journey FROM ledger_event e
WHERE e.authority = %s AND e.journey = ANY (%s)
GROUP BY e.journey
HAVING max(e.recorded_at) FILTER (WHERE e.kind = ANY (%s)) > max(e.recorded_at) FILTER (WHERE e.kind = 'contact_rated')
"""
_REPORTS = """
SELECT c.incident, count(*) - 1 FROM journey_contact c
WHERE c.authority = %s AND c.incident = ANY (%s) GROUP BY c.incident
"""
_NAMES = "SELECT a.id, a.name FROM access_account a WHERE a.id = ANY (%s)"
_NEWS = ["information_added", "new_information_received", "contact_linked", "information_answered"]


def row_details(contacts: Sequence[WaitingContact], *, authority: str) -> RowDetails:
    """What these rows say beyond their place: four statements, whatever their number."""
    children = [child for contact in contacts for child in contact.children]
    if not children:
        return RowDetails()
    journeys = [child.journey for child in children]
    workers = sorted({child.worker for child in children if child.worker}, key=str)
    with _cursor() as cursor:
        cursor.execute(_SOON, [journeys, [child.clock for child in children], authority])
        soon = dict(cursor.fetchall())
        cursor.execute(_NEW, [authority, journeys, _NEWS])
        new = frozenset(journey for (journey,) in cursor.fetchall())
        cursor.execute(_REPORTS, [authority, [contact.incident for contact in contacts]])
        reports = dict(cursor.fetchall())
        names: dict[UUID, str] = {}
        if workers:
            cursor.execute(_NAMES, [workers])
            names = dict(cursor.fetchall())
    return RowDetails(soon, new, reports, names)


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
