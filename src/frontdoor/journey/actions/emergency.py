"""Break-glass: a record that somebody may not see is opened to them for a time, and their manager is told at once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import permission
from frontdoor.access.actions.openings import open_in_emergency
from frontdoor.access.permission import RefusedSight
from frontdoor.access.queries import managers_of
from frontdoor.ledger.scope import Actor
from frontdoor.outbox.models import Message
from frontdoor.people.matching import Wanted, wanted_in_emergency
from frontdoor.rules.roles import Permission

SUBJECT = "A record was opened in an emergency"
BODY = "A member of staff opened a record in an emergency. Sign in and look at the emergency openings to review it."


@transaction.atomic
def break_glass(
    *, wanted: Wanted, reason: str, token: str, by: Actor, happened_at: datetime, recorded_at: datetime
) -> UUID:
    """Open one person's record to the actor for two hours, in an emergency; returns the person.

    Nobody so described, a person sealed by adoption, and a relative's child are refused in the same words. The message
    names neither the child nor the worker.
    """
    permission.require(by, Permission.BREAK_GLASS)
    found = wanted_in_emergency(wanted, authority=by.authority, account=by.account)
    if found is None:
        raise RefusedSight
    opened = open_in_emergency(
        person=found.person,
        compartment=found.compartment,
        reason=reason,
        token=token,
        by=by,
        happened_at=happened_at,
        recorded_at=recorded_at,
    )
    if not opened.again:
        _tell_managers(found.compartment, by, recorded_at)
    return found.person


def _tell_managers(compartment: str, by: Actor, at: datetime) -> None:
    for manager in managers_of(by, compartment=compartment):
        Message.new(
            at=at,
            authority=by.authority,
            # Whoever reads the outbox outside the wall must not learn that it was opened.
            compartment=compartment,
            channel="email",
            to_account=manager.id,
            to_address=manager.email,
            subject=SUBJECT,
            body=BODY,
            queued_at=at,
        )
