"""The National Referral Mechanism: a child who may be a victim of trafficking is referred, and two decisions come back.

A child's agreement is not asked for (Modern Slavery Act 2015 s52; gov.uk guidance on child victims). Where exploitation
is decided beside an outcome and nobody has referred the child yet, that is named as missing and has a clock.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.journey.actions import gaps
from frontdoor.journey.actions.within import claim, held
from frontdoor.journey.models import Journey, NationalReferral, inside
from frontdoor.journey.narratives import about_child
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.record import record, record_each
from frontdoor.ledger.scope import Actor
from frontdoor.people.aliases import rows_of
from frontdoor.rules import steps
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.events.social_work import NrmConclusiveGrounds, NrmReasonableGrounds, NrmReferred
from frontdoor.rules.roles import Permission

Written = list[tuple[LedgerEvent, Recordable]]

#: What is missing where exploitation was decided and nobody has said yet whether the child was referred.
GAP = "national_referral"


def referrals_of(journey: Journey) -> list[NationalReferral]:
    """Every referral of this child that counts, oldest first, on whichever of the child's contacts it was made."""
    rows = [row for row in rows_of(NationalReferral, "about", journey.about) if row.voided_at is None]
    return sorted(rows, key=lambda row: (row.referred_at, str(row.id)))


def ask_for_referral(journey: Journey, *, step: UUID, by: Actor, at: datetime, written: Written) -> None:
    """Exploitation was decided: name the referral as missing, unless one waits for its decision already."""
    if not any(row.conclusive_at is None and row.reasonable_positive is not False for row in referrals_of(journey)):
        gaps.note(journey, GAP, step=step, by=by, at=at, written=written)


@transaction.atomic
def refer_to_nrm(
    *,
    journey: UUID,
    number: str = "",
    signs: str = "",
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> NationalReferral:
    """A first responder referred the child at `happened_at`: five working days, where possible, to the first decision.

    `number` is the reference that the mechanism gave, `signs` what points to exploitation.
    """
    found = held(journey, "refer_to_nrm", Permission.PROTECT, by=by)
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return NationalReferral.found(used.record)
    row = NationalReferral.new(
        at=recorded_at,
        id=used.record,
        **inside(found, referred_at=happened_at, referred_by=by.account, number=number.strip()),
    )
    about_child(found, question="exploitation_signs", text=signs, record=row.id, by=by, recorded_at=recorded_at)
    written: Written = [(NrmReferred(), row)]
    gaps.put_right(found, GAP, by=by, at=happened_at, recorded_at=recorded_at, written=written)
    record_each(written, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row


@transaction.atomic
def record_reasonable_grounds(
    *, referral: UUID, positive: bool, seen: int | None, by: Actor, happened_at: datetime, recorded_at: datetime
) -> NationalReferral:
    """The first decision came: whether there are reasonable grounds. A conclusive one comes no sooner than 30 days."""
    return _decided(
        referral,
        "record_reasonable_grounds",
        {"reasonable_at": happened_at, "reasonable_positive": positive},
        NrmReasonableGrounds(positive=positive),
        seen=seen,
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )


@transaction.atomic
def record_conclusive_grounds(
    *, referral: UUID, positive: bool, seen: int | None, by: Actor, happened_at: datetime, recorded_at: datetime
) -> NationalReferral:
    """The last decision came: whether the child is found to be a victim."""
    return _decided(
        referral,
        "record_conclusive_grounds",
        {"conclusive_at": happened_at, "conclusive_positive": positive},
        NrmConclusiveGrounds(positive=positive),
        seen=seen,
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )


def _decided(
    referral: UUID,
    verb: str,
    said: dict[str, object],
    fact: LedgerEvent,
    *,
    seen: int | None,
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> NationalReferral:
    row = NationalReferral.locked(referral, seen=seen)
    journey = Journey.found(row.journey_id)
    permission.require(by, Permission.PROTECT, about=journey)
    steps.require(verb, journey.facts())
    row.change(at=recorded_at, **said)
    record(fact, about=row, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return row
