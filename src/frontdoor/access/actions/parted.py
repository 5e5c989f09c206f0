"""What keeps people out, when two who were read as one are taken apart: walls are never lost by it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from frontdoor.access.models import Bar, Restriction
from frontdoor.ledger.ids import recorded_after
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.scope import Actor
from frontdoor.rules.events.access import FamilyKnown
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.people import PersonRestricted

Written = list[tuple[LedgerEvent, Recordable]]


def hold_for_both(
    sides: Collection[tuple[UUID, Collection[UUID]]], *, since: datetime, by: Actor, at: datetime
) -> Written:
    """Let each restriction and each bar that was set since on one side hold for the other too, until it is lifted.

    Of which of the two it was meant nobody can know who is kept out by it, and so nobody is asked. A side is the id
    under which it is shown, and all its ids.
    """
    written: Written = []
    for shown, ids in sides:
        others = [one for other, every in sides if other != shown for one in every]
        written += _restricted(shown, ids, others, since=since, by=by, at=at)
        written += _barred(shown, ids, others, since=since, by=by, at=at)
    return written


def _restricted(
    shown: UUID, ids: Collection[UUID], others: Collection[UUID], *, since: datetime, by: Actor, at: datetime
) -> Written:
    standing = [row for one in ids for row in Restriction.of(authority=by.authority, person=one)]
    if any(row.lifted_at is None for row in standing):
        return []
    for row in (row for one in others for row in Restriction.of(authority=by.authority, person=one)):
        if row.kind == "restricted" and row.lifted_at is None and recorded_after(row.id, since):
            made = Restriction.new(
                at=at, authority=row.authority, agency=row.agency, compartment=row.compartment, person=shown,
                custodian_id=row.custodian_id, kind=row.kind, since=row.since,
            )  # fmt: skip
            return [(PersonRestricted(custodian=str(row.custodian_id)), made)]
    return []


def _barred(
    shown: UUID, ids: Collection[UUID], others: Collection[UUID], *, since: datetime, by: Actor, at: datetime
) -> Written:
    barred = {row.account_id for one in ids for row in Bar.of(person=one) if row.lifted_at is None}
    written: Written = []
    for row in (row for one in others for row in Bar.of(person=one)):
        if row.lifted_at is None and recorded_after(row.id, since) and row.account_id not in barred:
            barred.add(row.account_id)
            made = Bar.new(
                at=at, authority=row.authority, agency=row.agency, compartment=row.compartment,
                account_id=row.account_id, person=shown, because=row.because, since=row.since,
            )  # fmt: skip
            written.append((FamilyKnown(), made))
    return written
