"""Telling an agency whose register knows a child that the child is here, and asking it: a worker's decision."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions.information_requests import request_information
from frontdoor.journey.actions.within import claim, held
from frontdoor.journey.models import InformationRequest, Journey
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.storage import UnableToFind
from frontdoor.people.models import Relationship
from frontdoor.people.who_knows import Knows, who_knows
from frontdoor.rules.calendar import london_day
from frontdoor.rules.events.requests import AgencyTold
from frontdoor.rules.registers.telling import cannot_tell
from frontdoor.rules.roles import Permission


class UnableToTell(Exception):
    """The agency cannot be told so. The text is a sentence for the person who reads it."""


@transaction.atomic
def tell_agency(
    *,
    journey: UUID,
    entry: UUID,
    purpose: str,
    basis: str,
    why: str,
    what: str = "",
    token: str = "",
    by: Actor,
    happened_at: datetime,
    recorded_at: datetime,
) -> InformationRequest:
    """Tell the agency of a row of "Who knows this child" that the child is here, and ask what it knows.

    The purpose and the ground stand in the ledger, the words with the request. An agency that was asked already and has
    not answered keeps its request and its clock.
    """
    found = held(journey, "tell_agency", Permission.ASK_AGENCIES, by=by)
    refusal = cannot_tell(purpose=purpose, basis=basis, why=why, on=london_day(happened_at))
    if refusal:
        raise UnableToTell(refusal)
    known = known_of(found, entry, by=by, at=recorded_at).entry
    told = claim(f"{token}:told" if token else "", journey=found, at=recorded_at)
    [request] = request_information(
        journey=found.id, agencies=[known.agency], why=why, what=what, basis=basis, token=token, by=by,
        happened_at=happened_at, recorded_at=recorded_at,
    )  # fmt: skip
    if not told.before:
        fact = AgencyTold(agency=known.agency, register=known.register, purpose=purpose, basis=basis)
        record(fact, about=request, by=by, happened_at=happened_at, recorded_at=recorded_at)
    return request


def known_of(journey: Journey, entry: UUID, *, by: Actor, at: datetime) -> Knows:
    """The row of a register about this child or an adult tied to the child. Refuses any other as not there."""
    people = [journey.about, *(tie.person for tie in Relationship.of(to=journey.about) if tie.until is None)]
    for one in who_knows(people, by=by, at=at):
        if one.entry.id == entry:
            return one
    raise UnableToFind
