"""Plans: child in need and child protection, with their conferences, visits, reviews and ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from random import Random
from uuid import UUID

from frontdoor.journey.actions.conferences import record_conference, record_core_group
from frontdoor.journey.actions.plans import NEED, PROTECTION, end_plan, open_plan, start_plan
from frontdoor.journey.models import Journey
from frontdoor.ledger.scope import Actor
from frontdoor.rules.calendar import is_working_day, london_day
from frontdoor.rules.partnership import Partnership
from frontdoor.rules.steps import Stage
from frontdoor.simulation import texts
from frontdoor.simulation.agenda import Agenda, in_working_days, later, spread
from frontdoor.simulation.year_end import held_for_the_census

Visit = Callable[[UUID, datetime, str], None]
Close = Callable[[UUID, datetime, str], None]

CATEGORIES = (("NEG", 0.5), ("EMO", 0.36), ("PHY", 0.09), ("SAB", 0.05))


class Planning:
    """What happens to children after an assessment or an enquiry found that they need help or protection."""

    def __init__(
        self,
        *,
        chance: Random,
        agenda: Agenda,
        partnership: Partnership,
        worker: Callable[[UUID], Actor],
        visit: Visit,
        close: Close,
    ) -> None:
        self.chance, self.agenda, self.hours = chance, agenda, partnership.hours
        self.worker, self.visit, self.close = worker, visit, close

    def need(self, key: UUID, at: datetime) -> None:
        """A child in need plan, for some months."""
        begun = in_working_days(self.chance, at, spread(self.chance, 4, 0.5), self.hours)
        self.agenda.plan(begun, lambda moment: self._begin_need(key, moment))

    def _stage(self, key: UUID) -> Stage:
        return Stage(Journey.found(key).facts()["stage"])

    def _begin_need(self, key: UUID, at: datetime) -> None:
        journey = Journey.found(key)
        if self._stage(key) is not Stage.ASSESSED or open_plan(journey.about) is not None:
            return
        start_plan(
            journey=key, what="School sees the child daily; mother attends the clinic; nights at nan's on Fridays.",
            by=self.worker(key), happened_at=at, recorded_at=at,
        )  # fmt: skip
        self._visit_every(key, at, days=18)
        self.agenda.plan(later(at, days=spread(self.chance, 95, 0.5)), lambda moment: self._end_need(key, moment))

    def _end_need(self, key: UUID, at: datetime) -> None:
        running = open_plan(Journey.found(key).about)
        if running is None or running.kind != NEED or running.journey_id != key:
            return
        if self._stage(key) is not Stage.PLAN:
            self.agenda.plan(later(at, days=4), lambda moment: self._end_need(key, moment))
            return
        by = self.worker(key)
        end_plan(
            plan=running.id, reason="needs_met", because="What was planned is in place and holds.", seen=None, by=by,
            happened_at=at, recorded_at=at,
        )  # fmt: skip
        self._close_soon(key, at, "RC7")

    def _close_soon(self, key: UUID, at: datetime, statutory: str) -> None:
        closed = in_working_days(self.chance, at, 1.5, self.hours)
        self.agenda.plan(closed, lambda moment: self.close(key, moment, statutory))

    def _visit_every(self, key: UUID, at: datetime, *, days: float) -> None:
        following = in_working_days(self.chance, at, max(2.0, self.chance.gauss(days, days / 6)), self.hours)

        def come(moment: datetime) -> None:
            journey = Journey.found(key)
            if self._stage(key) is Stage.PLAN and open_plan(journey.about) is not None:
                self.visit(key, moment, "plan")
                self._visit_every(key, moment, days=days)

        self.agenda.plan(following, come)

    def conference(self, key: UUID, at: datetime, *, enquired: date) -> None:
        """An initial conference within fifteen working days of the enquiry, mostly; then a plan, mostly."""
        days = self.chance.choices((8, 11, 13, 17, 22), (0.14, 0.38, 0.3, 0.09, 0.09))[0] * 0.5
        held = in_working_days(self.chance, at, days, self.hours)
        held = held_for_the_census(self.chance, enquired, at, held, self.hours)
        self.agenda.plan(held, lambda moment: self._hold(key, moment))

    def _hold(self, key: UUID, at: datetime) -> None:
        journey = Journey.found(key)
        if self._stage(key) is not Stage.CONFERENCE or not is_working_day(london_day(at)):
            return
        running = open_plan(journey.about)
        plan = self.chance.random() < 0.86 and (running is None or running.kind == NEED)
        category = self.chance.choices([name for name, _ in CATEGORIES], [share for _, share in CATEGORIES])[0]
        record_conference(
            journey=key, meeting="initial", plan=plan, categories=(category,) if plan else (),
            because=self.chance.choice(texts.BECAUSE), by=self.worker(key), happened_at=at, recorded_at=at,
        )  # fmt: skip
        if not plan:
            return
        self._visit_every(key, at, days=9)
        group = in_working_days(self.chance, at, self.chance.choice((6, 8, 9, 11)), self.hours)
        self.agenda.plan(group, lambda moment: self._group(key, moment))
        self.agenda.plan(later(at, days=self.chance.choice((80, 85, 88, 96))), lambda moment: self._review(key, moment))

    def _group(self, key: UUID, at: datetime) -> None:
        if self._stage(key) is Stage.PLAN:
            record_core_group(
                journey=key, came_to="The plan holds; the school reports weekly.", by=self.worker(key), happened_at=at,
                recorded_at=at,
            )  # fmt: skip
            self.agenda.plan(later(at, days=spread(self.chance, 28, 0.15)), lambda moment: self._group(key, moment))

    def _review(self, key: UUID, at: datetime) -> None:
        running = open_plan(Journey.found(key).about)
        if running is None or running.kind != PROTECTION or running.journey_id != key:
            return
        if self._stage(key) is not Stage.PLAN:
            self.agenda.plan(later(at, days=4), lambda moment: self._review(key, moment))
            return
        ends = self.chance.random() < 0.35
        record_conference(
            journey=key, meeting="review", plan=not ends, categories=() if ends else (running.latest_category,),
            because=self.chance.choice(texts.BECAUSE), by=self.worker(key), happened_at=at, recorded_at=at,
        )  # fmt: skip
        if ends:
            self._close_soon(key, at, "RC7")
        else:
            self.agenda.plan(later(at, days=175), lambda moment: self._review(key, moment))
