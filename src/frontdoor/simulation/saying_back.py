"""What the city says back, and what it begins: feedback released, help started, on-call answered, requests ended.

It draws from chance of its own, so that what is decided in the city does not hang on how it is told. Paces: 8 of 14
front-door inspections of 2022-25 criticise missing feedback, so a part is late and a part never comes:
weeks later a manager says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from random import Random
from uuid import UUID

from frontdoor.journey.actions.feedback import release_feedback, withhold_feedback
from frontdoor.journey.actions.help import start_help
from frontdoor.journey.actions.information_requests import WAITING, record_answer, withdraw_request
from frontdoor.journey.actions.telling import acknowledge_page
from frontdoor.journey.models import Feedback, InformationRequest, Journey
from frontdoor.ledger.scope import Actor
from frontdoor.outbox.models import Page
from frontdoor.rules.partnership import Partnership
from frontdoor.rules.steps import Stage
from frontdoor.simulation.agenda import Agenda, in_working_days, later, spread, summer, working
from frontdoor.simulation.staff import Staff

#: Of a hundred recipients, how many are never told, and how many families never see the help.
NEVER_TOLD, NEVER_HELPED = 0.07, 0.12
#: Working days after which a manager goes through the replies that nobody sent, and says why each is not sent now.
CLEARED_AFTER = 30.0
#: After which outcomes help begins, in working days at the middle.
HELP = {"early_help": 7.0, "assessment": 9.0, "strategy_discussion": 6.0}
_KINDS = {"early_help": "early_help", "assessment": "family_help", "strategy_discussion": "family_help"}


class SayingBack:
    """Everything that is owed to others after a decision, for one authority."""

    def __init__(self, *, seed: str, agenda: Agenda, staff: Staff, partnership: Partnership) -> None:
        self.chance = Random(f"{seed} saying back")  # noqa: S311 - a story, not a secret
        self.agenda, self.staff, self.hours = agenda, staff, partnership.hours

    def told_on_call(self, journeys: Sequence[UUID], at: datetime) -> None:
        """Whoever is on call answers, mostly within the quarter of an hour."""
        for key in journeys:
            if Page.of(journey=key):
                self.agenda.plan(later(at, minutes=spread(self.chance, 5, 0.7)), partial(self._take, key))

    def _take(self, key: UUID, at: datetime) -> None:
        waiting = [page for page in Page.of(journey=key) if page.acknowledged_at is None]
        if waiting:
            acknowledge_page(page=waiting[-1].id, seen=None, by=self._by(at), recorded_at=at)

    def decided(self, key: UUID, outcome: str, at: datetime) -> None:
        """The draft for each recipient, the agencies that have not answered, and the help that follows."""
        if self.chance.random() >= NEVER_TOLD:
            told = working(at, spread(self.chance, 150 * summer(at), 0.9), self.hours)
            self.agenda.plan(told, partial(self._release, key))
        else:
            cleared = in_working_days(self.chance, at, spread(self.chance, CLEARED_AFTER, 0.2), self.hours)
            self.agenda.plan(cleared, partial(self._withhold, key))
        self.agenda.plan(working(at, spread(self.chance, 400, 0.5), self.hours), partial(self._end_requests, key))
        if outcome in HELP and self.chance.random() >= NEVER_HELPED:
            begun = in_working_days(self.chance, at, spread(self.chance, HELP[outcome], 0.5), self.hours)
            self.agenda.plan(begun, partial(self._help, key, outcome))

    def _release(self, key: UUID, at: datetime) -> None:
        for draft in Feedback.of(journey_id=key):
            if draft.released_at is None and not draft.withheld_because:
                release_feedback(feedback=draft.id, means="telephone", by=self._by(at), happened_at=at, recorded_at=at)

    def _withhold(self, key: UUID, at: datetime) -> None:
        for draft in Feedback.of(journey_id=key):
            if draft.released_at is None and not draft.withheld_because:
                withhold_feedback(
                    feedback=draft.id, reason="other", because="Nobody was told in time; it would help nobody now.",
                    by=self._by(at), happened_at=at, recorded_at=at,
                )  # fmt: skip

    def _end_requests(self, key: UUID, at: datetime) -> None:
        """What comes after the decision is added; what nobody waits for any more is taken back."""
        for asked in InformationRequest.of(journey_id=key):
            if asked.state not in WAITING:
                continue
            if self.chance.random() < 0.6:
                record_answer(
                    request=asked.id, state="nothing_held", answered_by_name="Duty desk", by=self._by(at),
                    happened_at=at, recorded_at=at,
                )  # fmt: skip
            else:
                withdraw_request(
                    request=asked.id, because="Decided without it.", by=self._by(at), happened_at=at, recorded_at=at
                )

    def _help(self, key: UUID, outcome: str, at: datetime) -> None:
        if Stage(Journey.found(key).facts()["stage"]) is Stage.CLOSED:
            return
        start_help(
            journey=key, who="Early help, north" if outcome == "early_help" else "Family support worker",
            what="Mornings, food, and somebody to ring.", kind=_KINDS[outcome], by=self._by(at),
            happened_at=at, recorded_at=at,
        )  # fmt: skip

    def _by(self, at: datetime) -> Actor:
        return self.chance.choice(self.staff.deciders if self.hours.is_open(at) else self.staff.night)
