"""Reconciles a census with the ledger: what happened by the ledger's own count, what was left out, what the file holds.

The ledger is counted by one statement of its own, which shares nothing with the gathering, and the file by reading it
as COLLECT will. Each must account for the other: ledger less left out is file.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from xml.parsers.expat import ParserCreate

from django.db import connection

from frontdoor.people.models import OpenStatus
from frontdoor.returns.cin_census.gathering import Gathered
from frontdoor.returns.cin_census.period import Period
from frontdoor.returns.formerly import changes_of
from frontdoor.returns.position import Position, in_sight, voided

#: What is counted, in the order of the page, and the elements of the file that hold it.
COUNTED: dict[str, tuple[str, tuple[str, ...]]] = {
    "child": ("Children", ("Child",)),
    "referral": ("Referrals", ("CINdetails",)),
    "assessment": ("Assessments", ("Assessments",)),
    "section 47 enquiry": ("Section 47 enquiries", ("Section47",)),
    "plan": ("Plans, of both kinds", ("CINPlanDates", "ChildProtectionPlans")),
}


@dataclass(frozen=True, kw_only=True)
class Reconciled:
    """One line of the page."""

    what: str
    ledger: int
    left_out: int
    file: int

    @property
    def equal(self) -> bool:
        """Whether every one is accounted for."""
        return self.ledger - self.left_out == self.file


def reconcile(gathered: Gathered, file: bytes) -> list[Reconciled]:
    """Compare the counts of the ledger at the return's position with those of the file."""
    ledger = counted_in_ledger(gathered.position, gathered.period, plans_from=gathered.plans_from)
    held = counted_in_file(file)
    left = Counter(one.what for one in gathered.left_out)
    return [
        Reconciled(
            what=words,
            ledger=ledger[key],
            left_out=left[key],
            file=sum(held[element] for element in elements),
        )
        for key, (words, elements) in COUNTED.items()
    ]


def counted_in_file(file: bytes) -> Counter[str]:
    """How often each element stands in a census file."""
    found: Counter[str] = Counter()
    parser = ParserCreate()
    parser.StartElementHandler = lambda name, _: found.update((name,))
    parser.Parse(file, True)
    return found


def counted_in_ledger(position: Position, period: Period, *, plans_from: str) -> dict[str, int]:
    """How many of each the ledger holds for a year at a position; plans by the word of their master."""
    with in_sight(position):
        asked: dict[str, Any] = {
            "authority": position.authority,
            "number": position.number,
            "at": position.recorded_at,
            "voided": voided(position),
            "first": period.first,
            "last": period.last,
            "ours": plans_from == "front_door",
        }
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, asked)
            return dict(zip(COUNTED, cursor.fetchone(), strict=True))


_COUNT = f"""
WITH changed AS MATERIALIZED ({changes_of(OpenStatus)}),
said AS (
    SELECT id, plan, plan_since FROM changed
    WHERE NOT not_yet AND (changed_at AT TIME ZONE 'Europe/London')::date > %(last)s
    UNION ALL (SELECT DISTINCT ON (id) id, plan, plan_since FROM changed WHERE not_yet ORDER BY id, revision)
    UNION ALL SELECT id, plan, plan_since FROM people_openstatus s
        WHERE NOT EXISTS (SELECT FROM changed WHERE changed.id = s.id AND not_yet)
),
happened AS MATERIALIZED (
    SELECT e.kind, coalesce(a."to", e.about) AS about, e.journey, e.record, e.data,
        (e.happened_at AT TIME ZONE 'Europe/London')::date AS day,
        e.happened_at
    FROM ledger_event e JOIN ledger_seal s ON s.event = e.id
    LEFT JOIN people_alias a ON a.person = e.about AND a.confirmed AND a.since <= %(at)s
        AND (a.until IS NULL OR a.until > %(at)s)
    WHERE s.authority = %(authority)s AND s.position <= %(number)s AND NOT (e.id = ANY (%(voided)s)) AND e.kind IN (
        'referral_made', 'no_further_action_taken', 'journey_closed', 'journey_reopened',
        'assessment_started', 'assessment_authorised',
        'assessment_outcome_told', 'section47_started', 'conference_held', 'need_plan_started', 'need_plan_ended',
        'protection_plan_started', 'protection_plan_ended')
      AND EXISTS (SELECT FROM people_person p WHERE p.id = e.about AND p.kind <> 'adult')
),
shut AS (
    SELECT DISTINCT ON (journey) journey, kind, day FROM happened
    WHERE kind IN ('journey_closed', 'journey_reopened') ORDER BY journey, happened_at DESC, kind DESC
),
referrals AS (
    SELECT e.about FROM happened e
    LEFT JOIN happened nothing ON nothing.record = e.record AND nothing.kind = 'no_further_action_taken'
    LEFT JOIN shut ON shut.journey = e.journey AND shut.kind = 'journey_closed'
    WHERE e.kind = 'referral_made' AND (e.data ->> 'referral_on')::date <= %(last)s AND
        CASE WHEN nothing.record IS NOT NULL THEN (e.data ->> 'referral_on')::date >= %(first)s
             ELSE shut.day IS NULL OR shut.day >= %(first)s END
),
assessments AS (
    SELECT begun.record FROM happened begun
    LEFT JOIN happened signed ON signed.record = begun.record AND signed.kind = 'assessment_authorised'
    LEFT JOIN (SELECT record, min(day) AS day FROM happened WHERE kind = 'assessment_outcome_told' GROUP BY record)
        AS heard ON heard.record = begun.record
    WHERE begun.kind = 'assessment_started' AND begun.day <= %(last)s
        AND (signed.day IS NULL OR heard.day IS NULL OR greatest(signed.day, heard.day) >= %(first)s)
),
enquiries AS (
    SELECT begun.record FROM happened begun
    WHERE begun.kind = 'section47_started' AND begun.day <= %(last)s AND (begun.day >= %(first)s OR (
        SELECT min(held.day) FROM happened held
        WHERE held.kind = 'conference_held' AND held.about = begun.about AND held.data ->> 'meeting' = 'initial'
            AND held.day >= begun.day AND NOT EXISTS (
                SELECT FROM happened other WHERE other.kind = 'section47_started' AND other.about = begun.about
                AND other.day > begun.day AND other.day < held.day)
        ) BETWEEN %(first)s AND %(last)s)
),
plans AS (
    SELECT begun.record FROM happened begun
    LEFT JOIN happened over ON over.record = begun.record
        AND over.kind IN ('need_plan_ended', 'protection_plan_ended')
    WHERE %(ours)s AND begun.kind IN ('need_plan_started', 'protection_plan_started')
        AND coalesce((begun.data ->> 'on')::date, begun.day) <= %(last)s
        AND (over.day IS NULL OR coalesce((over.data ->> 'on')::date, over.day) >= %(first)s)
    UNION ALL
    SELECT s.person FROM people_openstatus s JOIN people_person p ON p.id = s.person AND p.kind <> 'adult'
    WHERE NOT %(ours)s AND s.authority = %(authority)s
        AND EXISTS (SELECT FROM ledger_event e JOIN ledger_seal l ON l.event = e.id
            WHERE e.record = s.id AND e.kind = 'status_loaded' AND l.position <= %(number)s)
        AND EXISTS (SELECT FROM said WHERE said.id = s.id AND said.plan <> '' AND said.plan_since <= %(last)s)
)
SELECT (SELECT count(DISTINCT about) FROM referrals), (SELECT count(*) FROM referrals),
    (SELECT count(*) FROM assessments), (SELECT count(*) FROM enquiries), (SELECT count(*) FROM plans)
"""  # noqa: S608 - constants
