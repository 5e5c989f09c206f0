"""Allegations about people who work with children: a record of its own, told to the designated officer in a day."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.documents import actions as documents
from frontdoor.journey.models import Allegation, Journey
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.people import WallMoved
from frontdoor.rules.events.protection import AllegationKnown, LadoInformed
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]

#: The wall behind which the designated officer's records stand.
WALL = "lado"


def open_allegation(
    journey: Journey, *, said: str, by: Actor, happened_at: datetime, recorded_at: datetime, written: Written
) -> Allegation:
    """Open the record as part of the decision that names it; its clock of one working day starts (KCSIE part 4)."""
    row = Allegation.new(
        at=recorded_at,
        authority=journey.authority,
        agency=journey.agency,
        compartment=WALL,
        about=journey.about,
        known_at=happened_at,
        known_by=by.account,
    )
    documents.write(
        text=said,
        question="allegation",
        record=row.id,
        person=journey.about,
        subjects=[journey.about],
        authority=journey.authority,
        compartment=WALL,
        by=by,
        recorded_at=recorded_at,
    )
    written += [(WallMoved(compartment=WALL), row), (AllegationKnown(), row)]
    return row


@transaction.atomic
def inform_designated_officer(
    *, allegation: UUID, officer: str, seen: int | None, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Allegation:
    """Say that the designated officer of the authority has been told, and by whom. Stops the clock."""
    row = Allegation.locked(allegation, seen=seen)
    permission.require(by, Permission.RESTRICTED_DESK)
    row.change(at=recorded_at, informed_at=happened_at, informed_by=by.account, officer=officer)
    record(LadoInformed(), about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row
