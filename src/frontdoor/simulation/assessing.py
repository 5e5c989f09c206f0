"""Assessments of the city: begun, visited, finished at England's pace, and told; then a plan or an end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Protocol
from uuid import UUID

from frontdoor.journey.actions.assessments import authorise_assessment, record_told_outcome, start_assessment
from frontdoor.journey.models import Journey, Section47Enquiry
from frontdoor.ledger.scope import Actor
from frontdoor.rules.calendar import OpeningHours
from frontdoor.rules.concern import SubjectKind
from frontdoor.rules.steps import Stage
from frontdoor.simulation import texts
from frontdoor.simulation.agenda import Agenda, in_working_days, later, spread, working
from frontdoor.simulation.paces import FACTORS, PACE, PACE_SHARES
from frontdoor.simulation.year_end import finished_for_the_census

#: The stages in which an assessment may begin.
WORKED = frozenset({Stage.ASSESSMENT, Stage.SECTION47, Stage.STRATEGY_DISCUSSION, Stage.CONFERENCE, Stage.PLAN})


class VisitFirst(Protocol):
    """Plans the first visit for a purpose, some working days on."""

    def __call__(self, key: UUID, at: datetime, purpose: str, *, days: float) -> None: ...


class Assessing:
    """Everything between the decision to assess and what the assessment came to."""

    def __init__(
        self,
        *,
        chance: Random,
        agenda: Agenda,
        hours: OpeningHours,
        worker: Callable[[UUID], Actor],
        manager: Callable[[Journey], Actor],
        visit_first: VisitFirst,
        need: Callable[[UUID, datetime], None],
        close: Callable[[UUID, datetime, str], None],
    ) -> None:
        self.chance, self.agenda, self.hours = chance, agenda, hours
        self.worker, self.manager, self.visit_first, self.need, self.close = worker, manager, visit_first, need, close

    def plan(self, key: UUID, at: datetime, *, within_days: int) -> None:
        """An assessment begins within some working days."""
        begun = in_working_days(self.chance, at, min(8, spread(self.chance, 1.1)), self.hours)
        self.agenda.plan(begun, lambda moment: self.begin(key, moment, within_days=within_days))

    def begin(self, key: UUID, at: datetime, *, within_days: int, by: Actor | None = None) -> None:
        """Begin it, by whoever has the child."""
        journey = Journey.found(key)
        if Stage(journey.facts()["stage"]) not in WORKED:
            return
        if by is None and journey.worker is None:
            soon = working(at, 60, self.hours)
            self.agenda.plan(soon, lambda moment: self.begin(key, moment, within_days=within_days))
            return
        assessment = start_assessment(journey=key, by=by or self.worker(key), happened_at=at, recorded_at=at)
        self.visit_first(key, at, "assessment", days=2.5 if within_days > 1 else 0.5)
        days = self.chance.choices([self.chance.uniform(*span) for span in PACE], PACE_SHARES)[0]
        ended = finished_for_the_census(self.chance, at, in_working_days(self.chance, at, days, self.hours), self.hours)
        self.agenda.plan(ended, lambda moment: self._end(key, assessment.id, moment))

    def _end(self, key: UUID, assessment: UUID, at: datetime) -> None:
        journey = Journey.found(key)
        if Stage(journey.facts()["stage"]) in {Stage.CLOSED, Stage.PASSED_ON}:
            return
        if journey.worker is None:
            self.agenda.plan(working(at, 60, self.hours), lambda moment: self._end(key, assessment, moment))
            return
        # Whoever is worried about before birth needs help until then.
        in_need = self.chance.random() > 0.308 or journey.kind == SubjectKind.UNBORN
        by = self.manager(journey)
        authorise_assessment(
            assessment=assessment,
            outcome="services" if in_need else _nothing_found(journey),
            in_need=in_need,
            factors=self.chance.sample(FACTORS, 2),
            not_seen_because="Visited three times; nobody came to the door. School sees the child daily.",
            because=self.chance.choice(texts.BECAUSE),
            seen=None,
            by=by,
            happened_at=at,
            recorded_at=at,
        )
        told = working(at, spread(self.chance, 120, 0.5), self.hours)
        self.agenda.plan(
            told,
            lambda moment: record_told_outcome(
                assessment=assessment, told="By letter", by=by, happened_at=moment, recorded_at=moment
            ),
        )
        if in_need:
            self.need(key, told)
        else:
            code = "RC7" if Section47Enquiry.of(journey_id=key) else "RC8"
            self.agenda.plan(later(told, minutes=30), lambda moment: self.close(key, moment, code))


def _nothing_found(journey: Journey) -> str:
    return "no_further_action" + ("_after_enquiry" if Section47Enquiry.of(journey_id=journey.id) else "")
