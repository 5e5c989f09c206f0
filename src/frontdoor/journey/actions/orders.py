"""Police protection and emergency orders: recorded at once, with the end the law or the court set.

Both oblige the authority to make enquiries (Children Act 1989 s47(1)(a)), so that a strategy discussion is called.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions import gaps, section47, strategy_discussions
from frontdoor.journey.actions.within import claim, held
from frontdoor.journey.models import Journey, Order, inside
from frontdoor.journey.narratives import about_child
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.protection import (
    EmergencyOrderEnded,
    EmergencyOrderMade,
    PoliceProtectionEnded,
    PoliceProtectionStarted,
)
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]

#: The longest that police protection may last (Children Act 1989 s46(6)).
POLICE_PROTECTION = timedelta(hours=72)

#: The longest first emergency protection order (s45(1)); counted where nobody has said yet what the court wrote.
EMERGENCY_ORDER = timedelta(days=8)

POLICE = "police_protection"

#: Orders that a court makes at once.
EMERGENCY_ORDERS = {
    "epo": "Emergency protection order",
    "epo_extended": "Emergency protection order, extended",
    "ico": "Interim care order",
    "recovery": "Recovery order",
}


@transaction.atomic
def record_police_protection(
    *,
    journey: UUID,
    officer: str = "",
    circumstances: str = "",
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Order:
    """The police took a child into protection at `happened_at`: 72 hours at most, night and day.

    The officer's name, if nobody gave it, is a gap with a clock.
    """
    found = held(journey, "record_police_protection", Permission.PROTECT, by=by)
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return Order.found(used.record)
    until = happened_at + POLICE_PROTECTION
    row = Order.new(
        at=recorded_at,
        id=used.record,
        **inside(found, kind=POLICE, started_at=happened_at, ends_at=until, end_as_written=True, officer=officer),
    )
    about_child(found, question="circumstances", text=circumstances, record=row.id, by=by, recorded_at=recorded_at)
    written: Written = [(PoliceProtectionStarted(until=until), row)]
    if not officer.strip():
        gaps.note(found, "officer", step=row.id, by=by, at=recorded_at, written=written)
    _call(found, row.id, by=by, happened_at=happened_at, recorded_at=recorded_at, written=written)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


@transaction.atomic
def record_emergency_order(
    *,
    journey: UUID,
    order: str = "",
    ends_at: datetime | None = None,
    court: str = "",
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Order:
    """A court made an order at `happened_at`. `ends_at` is the end the court wrote, kept as it stands.

    Where nobody has said the end yet, eight days are counted and the end is a gap with a clock.
    """
    found = held(journey, "record_emergency_order", Permission.PROTECT, by=by)
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return Order.found(used.record)
    kind = order if order in EMERGENCY_ORDERS else "epo"
    row = Order.new(
        at=recorded_at,
        id=used.record,
        **inside(
            found,
            kind=kind,
            started_at=happened_at,
            ends_at=ends_at or happened_at + EMERGENCY_ORDER,
            end_as_written=ends_at is not None,
        ),
    )
    about_child(found, question="court", text=court, record=row.id, by=by, recorded_at=recorded_at)
    written: Written = [(EmergencyOrderMade(ends_at=ends_at, order=kind), row)]
    if ends_at is None:
        gaps.note(found, "order_end", step=row.id, by=by, at=recorded_at, written=written)
    _call(found, row.id, by=by, happened_at=happened_at, recorded_at=recorded_at, written=written)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


def _call(
    journey: Journey, act: UUID, *, by: Actor, happened_at: datetime, recorded_at: datetime, written: Written
) -> None:
    """Call a strategy discussion, unless an enquiry is open already."""
    if section47.open_enquiry(journey) is None:
        strategy_discussions.call(journey, act=act, by=by, happened_at=happened_at, at=recorded_at, written=written)


@transaction.atomic
def end_police_protection(
    *, order: UUID, where_now: str = "", by: Actor, happened_at: datetime, recorded_at: datetime
) -> Order:
    """Police protection ended; says where the child is now. Ended once: a second time changes nothing."""
    row, journey = _ending(order, "end_police_protection", by=by)
    if row.ended_at is not None:
        return row
    _end(row, journey, where_now, by=by, happened_at=happened_at, recorded_at=recorded_at)
    record(PoliceProtectionEnded(), about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


@transaction.atomic
def end_emergency_order(
    *, order: UUID, where_now: str = "", by: Actor, happened_at: datetime, recorded_at: datetime
) -> Order:
    """An emergency order ended, ran out or was discharged. A second time changes nothing."""
    row, journey = _ending(order, "end_emergency_order", by=by)
    if row.ended_at is not None:
        return row
    _end(row, journey, where_now, by=by, happened_at=happened_at, recorded_at=recorded_at)
    record(EmergencyOrderEnded(), about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


def _ending(order: UUID, verb: str, *, by: Actor) -> tuple[Order, Journey]:
    journey = held(Order.found(order).journey_id, verb, Permission.PROTECT, by=by)
    return Order.locked(order), journey


def _end(
    row: Order, journey: Journey, where_now: str, *, by: Actor, happened_at: datetime, recorded_at: datetime
) -> None:
    row.change(at=recorded_at, ended_at=happened_at)
    about_child(journey, question="where_now", text=where_now, record=row.id, by=by, recorded_at=recorded_at)
