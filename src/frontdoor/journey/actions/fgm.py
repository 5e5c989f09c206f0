"""Female genital mutilation that was found: the family must not know at once, and the police are told in a day.

Whoever works in health, social care or teaching and finds it on a girl under 18, or hears of it from her, reports it to
the police themselves (Female Genital Mutilation Act 2003 s5B).
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey.actions.quiet import keep_quiet
from frontdoor.journey.actions.within import claim, held
from frontdoor.journey.models import FgmReport, Journey, inside
from frontdoor.journey.narratives import about_child
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people.aliases import rows_of
from frontdoor.rules import steps
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.protection import FgmDiscovered, FgmReported
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]


def unreported(journey: Journey) -> FgmReport | None:
    """What was found on this girl and not reported yet, on whichever of her contacts it was written."""
    for row in rows_of(FgmReport, "about", journey.about):
        if row.reported_at is None and row.voided_at is None:
            return row
    return None


def open_report(
    journey: Journey, *, row_id: UUID | None = None, by: Actor, happened_at: datetime, at: datetime, written: Written
) -> FgmReport:
    """Note that it was found, as part of another verb: its clock starts. What waits to be reported stands already."""
    keep_quiet(journey, at=at, written=written)
    standing = unreported(journey)
    if standing is not None:
        return standing
    named = {"id": row_id} if row_id else {}
    row = FgmReport.new(at=at, **named, **inside(journey, found_at=happened_at, found_by=by.account))
    written.append((FgmDiscovered(), row))
    return row


@transaction.atomic
def record_fgm(
    *,
    journey: UUID,
    how: str = "",
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> FgmReport:
    """It was found, or the girl told of it, at `happened_at`: the police are told by the next working day.

    One that waits to be reported stays as it is: the clock runs from the first.
    """
    found = held(journey, "record_fgm", Permission.PROTECT, by=by)
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return unreported(found) or FgmReport.found(used.record)
    written: Written = []
    row = open_report(found, row_id=used.record, by=by, happened_at=happened_at, at=recorded_at, written=written)
    about_child(found, question="fgm_found", text=how, record=row.id, by=by, recorded_at=recorded_at)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


@transaction.atomic
def record_fgm_report(
    *,
    report: UUID,
    police_reference: str = "",
    seen: int | None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> FgmReport:
    """It was reported to the police at `happened_at`, under the number that the force gave. Stops the clock."""
    row = FgmReport.locked(report, seen=seen)
    journey = Journey.found(row.journey_id)
    permission.require(by, Permission.PROTECT, about=journey)
    steps.require("record_fgm_report", journey.facts())
    row.change(
        at=recorded_at, reported_at=happened_at, reported_by=by.account, police_reference=police_reference.strip()
    )
    record(FgmReported(), about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row
