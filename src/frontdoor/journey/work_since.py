"""Work done inside contacts that stood before, while two people were read as one: a person says whose each piece is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frontdoor.journey.models import Contact, Journey, OfJourney
from frontdoor.ledger.ids import recorded_after, recorded_at
from frontdoor.people.aliases import rows_of
from frontdoor.people.facts_since import read_as_one_since
from frontdoor.people.identity import Joining
from frontdoor.rules.coming_apart import WORK


@dataclass(frozen=True, kw_only=True)
class Work:
    """One piece of work: its row, the contact it was done in, and when it was recorded."""

    row: OfJourney
    journey: Journey
    reference: str

    @property
    def id(self) -> UUID:
        """By which a person assigns it."""
        return self.row.id

    @property
    def words(self) -> str:
        """What it is, in words that show no narrative."""
        words, column = WORK[self.row._meta.model_name or ""]
        said = str(getattr(self.row, column)).replace("_", " ") if column else ""
        return f"{words}: {said}" if said else words

    @property
    def recorded_at(self) -> datetime:
        """When it was recorded."""
        return recorded_at(self.row.id)


def kinds() -> list[type[OfJourney]]:
    """The kinds of row of which a person is asked, in the order of their rules."""
    by_name = {one._meta.model_name: one for one in OfJourney.__subclasses__()}
    return [by_name[name] for name in WORK]


def work_since(joining: Joining, journeys: Mapping[UUID, Journey]) -> list[Work]:
    """The work of these journeys that was recorded since their child was read as one with the other, the oldest first.

    A contact that came since is asked about as a whole, with the work in it.
    """
    if joining.confirmed_at is None:
        return []
    before = {*joining.held, *joining.moved}
    found = [
        Work(row=row, journey=journey, reference=Contact.found(journey.contact_id).reference)
        for journey in journeys.values()
        if journey.about in before
        for since in [read_as_one_since(joining, journey.about)]
        for row in _rows(journey)
        if row.voided_at is None and recorded_after(row.id, since)
    ]
    return sorted(found, key=lambda work: work.row.id)


def work_came_since(joining: Joining) -> list[Work]:
    """The work that came since inside contacts of either that the reader may see."""
    journeys = [row for one in (joining.person, joining.to) for row in rows_of(Journey, "about", one)]
    return work_since(joining, {row.id: row for row in journeys})


def _rows(journey: Journey) -> Iterable[OfJourney]:
    for kind in kinds():
        yield from kind.of(journey_id=journey.id)
