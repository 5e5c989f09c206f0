"""What the census would refuse of some children as they are recorded now: for the form, and for the worklist.

The same rules that judge a file. A child is gathered as the census of the running year would have them; a year whose
own rules are not published is judged by the newest that are.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from frontdoor.ledger import scope
from frontdoor.returns.cin_census.checks import check_child
from frontdoor.returns.cin_census.checks.rule import Kind
from frontdoor.returns.cin_census.checks.years import NEWEST
from frontdoor.returns.cin_census.gathering import Read, UnableToGather, gather
from frontdoor.returns.cin_census.period import Period
from frontdoor.returns.gathered import lives_now
from frontdoor.returns.lives import Life, Referral
from frontdoor.returns.people import children_of, statuses_of
from frontdoor.returns.position import Position
from frontdoor.rules.calendar import london_day
from frontdoor.rules.codesets import census_year

log = logging.getLogger(__name__)


@dataclass(frozen=True, order=True)
class Found:
    """One rule that one child's records break: where, and our sentence. A query may stand; an error may not."""

    rule: str
    table: str
    field: str
    is_error: bool
    message: str


@dataclass(frozen=True)
class Judged:
    """What the rules found of one child, and the rules that could not be run: of these nothing is known."""

    found: tuple[Found, ...] = ()
    not_run: frozenset[str] = frozenset()


def matters_now(
    authority: str, people: Sequence[UUID], *, now: datetime, referred: bool = False
) -> dict[UUID, tuple[Found, ...]]:
    """What is wrong with each of these children now, as `judged_now` finds it."""
    judged = judged_now(authority, people, now=now, referred=referred)
    return {key: one.found for key, one in judged.items()}


def judged_now(authority: str, people: Sequence[UUID], *, now: datetime, referred: bool = False) -> dict[UUID, Judged]:
    """What is wrong with each of these children now; a child in no census of the year has nothing wrong.

    With `referred` a child of whom only a contact is known is judged as if it had become a referral. Nothing at all
    where another system is the master of referrals: it sends the census. In the caller's transaction.
    """
    period = Period(census_year(london_day(now)))
    with scope.system(authority):
        lives = lives_now(authority, people)
        if referred:
            for life in lives.values():
                _refer(life)
        read = Read(
            position=Position(authority=authority, number=0, recorded_at=now),
            lives=lives,
            people=children_of(authority, people),
            statuses=statuses_of(authority, people),
        )
    known = {key: who for key, who in read.people.items() if key in read.lives}
    try:
        gathered = gather(replace(read, people=known), period)
    except UnableToGather:
        return dict.fromkeys(people, Judged())
    by_number = {who.number: key for key, who in known.items()}
    judged = dict.fromkeys(people, Judged())
    for child in gathered.children:
        report = check_child(child, NEWEST, end=period.last, as_at=london_day(now))
        issues = {Found(one.rule, one.table, one.field, one.kind is Kind.ERROR, one.message) for one in report.issues()}
        key = by_number[child.identifiers.LAchildID or ""]
        judged[key] = Judged(tuple(sorted(issues)), frozenset(one.rule for one in report.not_run))
        for one in report.not_run:
            log.error("Rule %s was not run of %s: %s", one.rule, key, one.why)
    return judged


def _refer(life: Life) -> None:
    """Make the last contact a referral, unless the child has an open one: then it would belong to that."""
    if life.contacts and all(one.no_further_action or one.closed_on for one in life.referrals):
        last = max(life.contacts, key=lambda one: one.on)
        life.referrals.append(Referral(id=last.journey, journey=last.journey, on=last.on, source=last.source))
