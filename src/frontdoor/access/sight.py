"""Who may see a record: the wall (which row security holds too) and the relationship (which only this file knows).

`visible_to` narrows a queryset, `may_see` answers for one row; a property test holds them equal.
"""

from __future__ import annotations

from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from frontdoor.ledger.scope import Actor
from frontdoor.rules.roles import Reach


class Sighted(Protocol):
    """A row that says by its columns who works with it: the holder's team and worker, the agencies involved."""

    authority: str
    compartment: str
    about: UUID
    team: str
    worker: UUID | None
    agencies: list[str]
    seen_by: list[UUID]
    seen_by_teams: list[str]


Row = TypeVar("Row", bound=Model)


def visible_to(rows: QuerySet[Row], by: Actor) -> QuerySet[Row]:
    """The rows of `rows` that `by` may see: walls first, then the relationship that the role reaches by."""
    within = rows.filter(authority__in={by.authority, *by.reads}, compartment__in=by.compartments).exclude(
        about__in=by.bars
    )
    reach = by.role_facts.reach
    if reach is Reach.AUTHORITY:
        return within
    if reach is Reach.RELATIONSHIP:
        # Without an account nobody is meant: `worker = NULL` would find whatever has no worker yet.
        own = Q(worker=by.account) | Q(seen_by__contains=[by.account]) if by.account else Q()
        team = Q(team__in=[team for team in by.teams if team]) | Q(seen_by_teams__overlap=list(by.teams))
        return within.filter(own | team | Q(about__in=by.let_in))
    if reach is Reach.OWN_AGENCY and by.agency:
        return within.filter(agencies__contains=[by.agency])
    return within.none()


def may_see(record: Sighted | Any, by: Actor) -> bool:
    """Whether `by` may see this row, by the same rule as `visible_to`."""
    if record.authority not in {by.authority, *by.reads} or record.compartment not in by.compartments:
        return False
    if record.about in by.bars:
        return False
    reach = by.role_facts.reach
    if reach is Reach.AUTHORITY:
        return True
    if reach is Reach.RELATIONSHIP:
        own = by.account is not None and (record.worker == by.account or by.account in record.seen_by)
        team = (bool(record.team) and record.team in by.teams) or bool({*record.seen_by_teams} & {*by.teams})
        return own or team or record.about in by.let_in
    return reach is Reach.OWN_AGENCY and bool(by.agency) and by.agency in record.agencies
