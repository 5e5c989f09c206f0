"""Help that started, and private fostering: facts that may be told in any stage."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions import gaps
from frontdoor.journey.actions.within import claim, held
from frontdoor.journey.models import Help, PrivateFostering, inside
from frontdoor.journey.narratives import ADDRESS, WALLED, about_child, in_the_open
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.rules.calendar import london_day
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.social_work import HelpStarted, PrivateFosteringEnded, PrivateFosteringNotified
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]

#: Kinds of help, as figures count them.
KINDS = {
    "family_help": "Family help",
    "early_help": "Early help",
    "short_breaks": "Short breaks",
    "therapy": "Therapy or counselling",
    "domestic_abuse": "Domestic abuse support",
    "substance": "Drug and alcohol support",
    "practical": "Food, money, housing",
    "education": "Help at school",
    "other": "Something else",
}


@transaction.atomic
def start_help(
    *,
    journey: UUID,
    who: str = "",
    what: str = "",
    kind: str = "",
    agreed_on: date | None = None,
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Help:
    """Say that help began: who gives what, agreed when. It stops the clock from the decision to the first help.

    Never refused; who gives it, if nobody says, is a gap. All of `what` is kept; lists show its first 200 characters.
    """
    found = held(journey, "start_help", Permission.PROTECT, by=by)
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return Help.found(used.record)
    started_on = london_day(happened_at)
    given_by = in_the_open(found, who, question="help_who", record=used.record, by=by, recorded_at=recorded_at)
    kept = about_child(found, question="help", text=what, record=used.record, by=by, recorded_at=recorded_at)
    given = WALLED if kept is not None and kept.compartment == ADDRESS else what[:200]
    row = Help.new(
        at=recorded_at,
        id=used.record,
        **inside(found, who=given_by, what=given, agreed_on=agreed_on or started_on, started_on=started_on),
    )
    written: Written = [(HelpStarted(kind_of_help=kind if kind in KINDS else "other"), row)]
    if not who.strip() or not what.strip():
        gaps.note(found, "help_not_named", step=row.id, by=by, at=recorded_at, written=written)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


@transaction.atomic
def notify_private_fostering(
    *,
    journey: UUID,
    with_whom: str = "",
    began_on: date | None = None,
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> PrivateFostering:
    """A private fostering arrangement became known: a visit within seven working days, then every six weeks.

    An arrangement that is known already and goes on stands for both. With whom the child lives, if not said, is a gap.
    """
    found = held(journey, "notify_private_fostering", Permission.PROTECT, by=by)
    for standing in PrivateFostering.of(journey_id=journey):
        if standing.ended_at is None and standing.with_whom:
            return standing
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return PrivateFostering.found(used.record)
    known = [row for row in PrivateFostering.of(journey_id=journey) if row.ended_at is None]
    row = (
        known[0]
        if known
        else PrivateFostering.new(at=recorded_at, id=used.record, **inside(found, known_at=happened_at))
    )
    named = in_the_open(found, with_whom, question="fostered_with", record=row.id, by=by, recorded_at=recorded_at)
    row.change(at=recorded_at, with_whom=named, began_on=began_on)
    written: Written = [(PrivateFosteringNotified(), row)]
    if not with_whom.strip():
        gaps.note(found, "carer_not_named", step=row.id, by=by, at=recorded_at, written=written)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


@transaction.atomic
def end_private_fostering(
    *, arrangement: UUID, because: str, by: Actor, happened_at: datetime, recorded_at: datetime
) -> PrivateFostering:
    """The arrangement ended: the child went home, or the carers became something else."""
    found = held(
        PrivateFostering.found(arrangement).journey_id, "end_private_fostering", Permission.ADD_INFORMATION, by=by
    )
    row = PrivateFostering.locked(arrangement)
    if row.ended_at is not None:
        return row
    row.change(at=recorded_at, ended_at=happened_at)
    about_child(found, question="fostering_ended", text=because, record=row.id, by=by, recorded_at=recorded_at)
    record(PrivateFosteringEnded(), about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row
