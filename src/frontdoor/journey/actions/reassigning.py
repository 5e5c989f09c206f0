"""Giving a piece of work to the child it was done for, when two people who were read as one are taken apart.

The row and what was written of it go to a contact of the other child. Its events are never moved: on the first child
they are voided as belonging to another, so that nothing of them counts there and clocks run as if they had not been;
on the other they are said anew, with the moments at which they happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from frontdoor.access import permission
from frontdoor.documents.models import Narrative
from frontdoor.journey import queries
from frontdoor.journey.actions.correcting import ends, is_voided, place_of
from frontdoor.journey.models import Contact, Gap, Information, Journey, OfJourney
from frontdoor.ledger.models import Event
from frontdoor.ledger.place import At
from frontdoor.ledger.record import record
from frontdoor.ledger.scope import Actor
from frontdoor.people.merging import UnableToJoin
from frontdoor.rules.events.base import KINDS, LedgerEvent
from frontdoor.rules.events.holding import EventVoided
from frontdoor.rules.roles import Permission


def give_row(row: OfJourney, came_in: Journey, to: Journey, *, by: Actor, at: datetime) -> None:
    """Give one row, with what was written of it, its gaps and its events, from one child's contact to the other's."""
    events = queries.events_of_row(row.id, journey=came_in.id)
    facts: dict[str, Any] = {"journey_id": to.id, "about": to.about}
    if row.compartment == came_in.compartment:
        facts["compartment"] = to.compartment
    if isinstance(row, Information) and row.waits:
        facts |= {"for_worker": to.worker, "for_team": to.team}
    row.change(at=at, **facts)
    for text in Narrative.of(record=row.id):
        subjects = [to.about if one == came_in.about else one for one in text.subjects]
        wall = to.compartment if text.compartment == came_in.compartment else text.compartment
        text.change(at=at, journey=to.id, person=to.about, subjects=subjects, compartment=wall)
    say_anew(events, came_in, to, by=by, at=at)
    for gap in Gap.of(journey_id=came_in.id):
        if gap.step == row.id and gap.voided_at is None:
            give_row(gap, came_in, to, by=by, at=at)


def say_anew(events: Sequence[Event], came_in: Journey, to: Journey, *, by: Actor, at: datetime) -> None:
    """Void events of the one child and say them of the other. What protects is taken back by a registered person."""
    counting = [event for event in events if event.voids is None and not is_voided(event)]
    if any(ends(event) for event in counting):
        permission.require(by, Permission.CLOSE, about=came_in)
    for event in counting:
        place = place_of(event)
        record(
            EventVoided(reason="wrong_child"), about=At(place), by=by, happened_at=at, recorded_at=at, voids=event.id
        )
        wall = to.compartment if place.compartment == came_in.compartment else place.compartment
        theirs = replace(place, about=to.about, journey=to.id, agency=to.agency, compartment=wall)
        record(_again(event), about=At(theirs), by=by, happened_at=event.happened_at, recorded_at=at)


def _again(event: Event) -> LedgerEvent:
    facts = {name: tuple(value) if isinstance(value, list) else value for name, value in event.data.items()}
    return KINDS[event.kind](**facts)


def contact_of(people: Sequence[UUID], journeys: Sequence[Journey]) -> Journey:
    """The contact of these ids to which work goes: the newest that is open, else the newest. Refuses where none is."""
    theirs = [one for one in journeys if one.about in people]
    if not theirs:
        raise UnableToJoin("The other child has no contact of their own for this work to stand in: take one first.")
    return max(theirs, key=lambda one: (one.facts()["stage"] != "closed", Contact.found(one.contact_id).received_at))
