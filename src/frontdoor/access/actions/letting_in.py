"""Letting a named person in to a restricted record, for a time: the desk's way for whoever works with the child."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.access.models import Account, Bar, Grant
from frontdoor.access.permission import Refused
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.rules.calendar import london_day, london_moment
from frontdoor.rules.events.access import LetIn, LettingInEnded
from frontdoor.rules.roles import Permission

#: Nobody is let in for longer without being asked again.
LONGEST = timedelta(days=366)
LONGEST_REASON = 1000


class UnableToLetIn(Refused):
    """The person cannot be let in so. The text is a sentence."""


@transaction.atomic
def let_in(
    *, person: UUID, account: UUID, until: date, reason: str, by: Actor, happened_at: datetime, recorded_at: datetime
) -> Grant:
    """Let one account in to one restricted person, and to who came with them, to the end of a day in London.

    Whom a bar keeps from the person is never let in. Let in already, the later day counts.
    """
    permission.require(by, Permission.RESTRICT)
    found = Account.objects.filter(pk=account, authority=by.authority, is_active=True).first()
    if found is None or by.account is None:
        raise UnableToLetIn("There is no such account in this authority.")
    today = london_day(happened_at)
    if not today <= until <= today + LONGEST:
        raise UnableToLetIn("Say until which day: today or later, and a year from now at most.")
    if not reason.strip():
        raise UnableToLetIn("Say in a sentence why they are let in.")
    if any(bar.lifted_at is None for bar in Bar.of(account_id=account, person=person)):
        raise UnableToLetIn("A bar keeps them from this person. Somebody else must work with the child.")
    made = Grant.new(
        at=recorded_at,
        authority=by.authority,
        agency=by.agency,
        compartment="restricted",
        account_id=account,
        person=person,
        emergency=False,
        reason=reason.strip()[:LONGEST_REASON],
        since=happened_at,
        until=london_moment(until + timedelta(days=1), time.min),
        given_by_id=by.account,
    )
    fact = LetIn(account=str(account), until=until)
    record(fact, about=made, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return made


@transaction.atomic
def end_letting_in(*, grant: UUID, seen: int | None, by: Actor, happened_at: datetime, recorded_at: datetime) -> Grant:
    """Let somebody in no longer, from this moment."""
    permission.require(by, Permission.RESTRICT)
    found = Grant.locked(grant, seen=seen)
    if found.emergency or found.until <= happened_at:
        raise UnableToLetIn("They are not let in any more.")
    found.change(at=recorded_at, until=happened_at)
    fact = LettingInEnded(account=str(found.account_id))
    record(fact, about=found, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return found
