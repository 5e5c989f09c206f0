"""Telephone calls, in two lines."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions.within import claim, held
from frontdoor.journey.models import Call, inside
from frontdoor.journey.narratives import each_about_child, in_the_open
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.rules.events.contacts import CallLogged
from frontdoor.rules.roles import Permission

#: Whom a call was with, as the ledger says it: never by name.
WITH = {
    "referrer": "Whoever told us",
    "family": "The family",
    "child": "The child",
    "agency": "An agency",
    "colleague": "A colleague",
    "other": "Somebody else",
}
DIRECTIONS = {"in": "They rang us", "out": "We rang them", "tried": "We rang, nobody answered"}


class UnableToLogCall(Exception):
    """The call was not understood. The text is a sentence for the person who reads it."""


@transaction.atomic
def log_call(
    *,
    journey: UUID,
    direction: str,
    with_kind: str,
    with_whom: str = "",
    words: str = "",
    told: str = "",
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> Call:
    """Keep a call about one child: who rang whom, what they said, and what we told them."""
    found = held(journey, "log_call", Permission.ADD_INFORMATION, by=by)
    used = claim(token, journey=found, at=recorded_at)
    if used.before:
        return Call.found(used.record)
    if direction not in DIRECTIONS or with_kind not in WITH:
        raise UnableToLogCall("Say who rang, and whom the call was with.")
    whom = in_the_open(found, with_whom, question="call_with", record=used.record, by=by, recorded_at=recorded_at)
    call = Call.new(
        at=recorded_at,
        id=used.record,
        **inside(found),
        direction=direction,
        with_kind=with_kind,
        with_whom=whom,
        rang_at=happened_at,
        taken_by=by.account,
    )
    texts = {"call": words, "told_in_call": told}
    each_about_child(found, texts, record=call.id, by=by, recorded_at=recorded_at)
    fact = CallLogged(direction=direction, with_whom=with_kind)
    record(fact, about=call, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return call
