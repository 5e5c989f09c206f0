"""What stands on a child's card and comes from somebody, as a reader may see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frontdoor.access.sight import visible_to
from frontdoor.documents.models import Narrative
from frontdoor.journey.models import AccessRequest, Journey, KnownFact, Paper
from frontdoor.ledger.scope import Actor
from frontdoor.people.aliases import ids_of, ids_of_each
from frontdoor.rules.known_facts import ON_THE_PERSON, ONE_AT_A_TIME, SAID_OF


@dataclass(frozen=True, kw_only=True)
class Card:
    """Facts, papers and requests for access of one child, the oldest first. What was corrected is left out."""

    facts: tuple[KnownFact, ...] = ()
    papers: tuple[Paper, ...] = ()
    requests: tuple[AccessRequest, ...] = ()

    def standing(self, *kinds: str) -> list[KnownFact]:
        """What stands of these kinds: of a kind that holds once the newest alone, of the others all."""
        found = [fact for fact in self.facts if fact.kind in kinds]
        newest = {fact.kind: fact.id for fact in found}
        return [fact for fact in found if fact.kind not in ONE_AT_A_TIME or newest[fact.kind] == fact.id]


def holds(fact: KnownFact, *, on: date) -> bool:
    """Whether a fact holds on a day, as far as anybody has said until when it does."""
    ends = [day for day in (fact.until, fact.ended_on) if day is not None]
    return not ends or min(ends) >= on


def card_of(journey: Journey, *, by: Actor) -> Card:
    """The card of the child of a journey, from every journey of the child that `by` works with, behind its walls."""
    every = visible_to(Journey.objects.filter(authority=journey.authority, about__in=ids_of(journey.about)), by)
    return card_in([one.id for one in every], compartment=journey.compartment)


def card_in(journeys: Sequence[UUID], *, compartment: str) -> Card:
    """What stands on the card from these journeys, behind this wall and no other."""
    inside = {"journey_id__in": journeys, "voided_at": None, "compartment": compartment}
    return Card(
        facts=tuple(KnownFact.objects.filter(**inside).order_by("told_at", "id")),
        papers=tuple(Paper.objects.filter(**inside).order_by("received_at", "id")),
        requests=tuple(AccessRequest.objects.filter(**inside).order_by("asked_at", "id")),
    )


def named_with_source(children: Sequence[UUID]) -> dict[UUID, list[KnownFact]]:
    """Whose word it is what stands on these children's own rows, by child, as far as one may see."""
    own = ids_of_each(children)
    every = {one: child for child, known in own.items() for one in known}
    found: dict[UUID, list[KnownFact]] = {child: [] for child in children}
    for fact in KnownFact.objects.filter(
        about__in=list(every), kind__in=[*ON_THE_PERSON, *SAID_OF], voided_at__isnull=True
    ):
        found[every[fact.about]].append(fact)
    return found


def words_of(rows: Iterable[KnownFact | Paper], question: str) -> dict[UUID, str]:
    """What was written in answer to a question about these rows, by row; a text behind another wall is not there."""
    found = Narrative.objects.filter(record__in=[row.id for row in rows], question=question)
    return dict(found.order_by("recorded_at", "id").values_list("record", "text"))
