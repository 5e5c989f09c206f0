"""Opening a record in an emergency, and looking afterwards at whether that was right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.access.models import Bar, Grant
from frontdoor.access.permission import Refused, RefusedSight
from frontdoor.ledger import tokens
from frontdoor.ledger.ids import new_id
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.rules.events.access import GlassBroken, GlassReviewed
from frontdoor.rules.roles import Permission

#: Long enough to ring, to drive and to read; then it asks again.
OPEN_FOR = timedelta(hours=2)
VERDICTS = {"right": "It was right to open it", "talk": "To be talked through", "wrong": "It was not right"}
LONGEST_REASON = 1000


class UnableToOpen(Refused):
    """The emergency opening lacks its reason. The text is a sentence."""


class UnableToReview(Refused):
    """This opening cannot be reviewed so. The text is a sentence."""


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What opening made; `again` is true where the same form had been sent before."""

    grant: UUID
    again: bool


@transaction.atomic
def open_in_emergency(
    *, person: UUID, compartment: str, reason: str, token: str, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Opened:
    """Let the actor in to one person's record for two hours; stands in the review list from this moment.

    `compartment` is the wall that the person stands behind. Whoever is barred from the person as a relative, or because
    they know the family, is refused in the words for a person who does not exist; so is what was sealed by adoption.
    """
    permission.require(by, Permission.BREAK_GLASS)
    if not reason.strip():
        raise UnableToOpen("Say in a sentence what may happen to the child if you wait.")
    if by.account is None:
        raise RefusedSight
    barred = any(bar.lifted_at is None for bar in Bar.of(account_id=by.account, person=person))
    if barred or compartment == "adoption":
        raise RefusedSight
    used = tokens.use(token, authority=by.authority, record=new_id(recorded_at), reference="")
    if used.before:
        return Opened(grant=used.record, again=True)
    opened = Grant.new(
        at=recorded_at,
        id=used.record,
        authority=by.authority,
        agency=by.agency,
        compartment=compartment,
        account_id=by.account,
        person=person,
        emergency=True,
        reason=reason.strip()[:LONGEST_REASON],
        since=happened_at,
        until=happened_at + OPEN_FOR,
        given_by_id=by.account,
    )
    minutes = int(OPEN_FOR.total_seconds() // 60)
    record(GlassBroken(minutes=minutes), about=opened, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return Opened(grant=opened.id, again=False)


@transaction.atomic
def review_opening(
    *, opening: UUID, verdict: str, seen: int | None, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Grant:
    """Say whether it was right to open a record in an emergency. Nobody reviews their own."""
    permission.require(by, Permission.REVIEW_GLASS)
    found = Grant.locked(opening, seen=seen)
    if verdict not in VERDICTS:
        raise UnableToReview("Choose whether it was right, is to be talked through, or was not right.")
    if found.account_id == by.account:
        raise UnableToReview("You opened this yourself: somebody else reviews it.")
    if found.reviewed_at is not None:
        raise UnableToReview("Somebody has reviewed this opening already.")
    found.change(at=recorded_at, reviewed_by_id=by.account, reviewed_at=happened_at, verdict=verdict)
    record(GlassReviewed(verdict=verdict), about=found, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return found
