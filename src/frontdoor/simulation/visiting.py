"""Visits of the city: made soon after a decision, under a plan, and once a child is born; written up hours later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from random import Random
from uuid import UUID

from frontdoor.journey.actions.visit_texts import ChildWords
from frontdoor.journey.actions.visits import ChildVisited, Outing, record_visit
from frontdoor.journey.models import Journey
from frontdoor.ledger.scope import Actor
from frontdoor.rules.partnership import Partnership
from frontdoor.rules.steps import Stage
from frontdoor.simulation import texts
from frontdoor.simulation.agenda import Agenda, in_working_days, later, spread, working
from frontdoor.simulation.ages import age_of


class Visiting:
    """Visits to the children of one authority; before the birth to the mother."""

    def __init__(
        self, *, chance: Random, agenda: Agenda, partnership: Partnership, worker: Callable[[UUID], Actor]
    ) -> None:
        self.chance, self.agenda, self.hours, self.worker = chance, agenda, partnership.hours, worker

    def first(self, key: UUID, at: datetime, purpose: str, *, days: float) -> None:
        """A visit that is due within working days."""
        first = in_working_days(self.chance, at, min(12, spread(self.chance, days, 0.7)), self.hours)
        self.agenda.plan(first, lambda moment: self.come(key, moment, purpose))

    def come(self, key: UUID, at: datetime, purpose: str) -> None:
        """Somebody comes, once the child has a worker."""
        journey = Journey.found(key)
        if Stage(journey.facts()["stage"]) is Stage.CLOSED:
            return
        if journey.worker is None:
            self.agenda.plan(working(at, 30, self.hours), lambda moment: self.come(key, moment, purpose))
            return
        typed = later(at, minutes=spread(self.chance, 200))
        self.agenda.plan(typed, lambda moment: self._write(key, purpose, at, moment))

    def _write(self, key: UUID, purpose: str, at: datetime, typed: datetime) -> None:
        """A visit is written up some hours after it was made, and keeps its true time."""
        seen = self.chance.random() < 0.88
        before_birth = Journey.found(key).before_birth
        record_visit(
            outing=Outing(purpose=purpose, arrived_at=at, left_at=later(at, minutes=55), parents_knew="yes"),
            children=[self._mother(key, seen, typed) if before_birth else self._child(key, seen, at, typed)],
            by=self.worker(key),
            happened_at=at,
            recorded_at=typed,
        )
        if not seen:
            self.first(key, typed, purpose, days=1.0)

    def _child(self, key: UUID, seen: bool, at: datetime, typed: datetime) -> ChildVisited:
        age = age_of(Journey.found(key), at)
        return ChildVisited(
            journey=key,
            seen=seen,
            alone="yes" if seen and self.chance.random() < 0.72 else "no",
            where="home",
            bedroom="seen" if seen and self.chance.random() < 0.6 else "not_seen",
            can_stay="yes" if seen else "",
            next_try_at=None if seen else later(typed, hours=20),
            words=ChildWords(
                own_words=texts.said(self.chance, texts.WORDS, age) if seen else "",
                ordinary_day=texts.said(self.chance, texts.ORDINARY_DAYS, age) if seen else "",
                not_seen_because="" if seen else "Nobody came to the door.",
            ),
        )

    def _mother(self, key: UUID, seen: bool, typed: datetime) -> ChildVisited:
        return ChildVisited(
            journey=key,
            mother_seen=seen,
            alone="yes" if seen and self.chance.random() < 0.72 else "no",
            where="home",
            bedroom="seen" if seen and self.chance.random() < 0.6 else "not_seen",
            can_stay="yes" if seen else "",
            next_try_at=None if seen else later(typed, hours=20),
            words=ChildWords(
                mother_said=self.chance.choice(texts.MOTHERS) if seen else "",
                not_seen_because="" if seen else "Nobody came to the door.",
            ),
        )
