"""What the city says back, and what it begins: feedback released, help started, news read, on-call answered, requests
ended, and what a discussion left to be done.

It draws from chance of its own, so that what is decided in the city does not hang on how it is told. Paces: 8 of 14
front-door inspections of 2022-25 criticise missing feedback, so a part is late and a part never comes:
a manager who goes through the list each week says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from random import Random
from uuid import UUID

from frontdoor.journey.actions.closing import close_journey
from frontdoor.journey.actions.feedback import release_feedback, withhold_feedback
from frontdoor.journey.actions.gaps import SIGNATURES, fill_gap
from frontdoor.journey.actions.handovers import decline_hand_over, open_offers
from frontdoor.journey.actions.help import start_help
from frontdoor.journey.actions.information import read_new_information
from frontdoor.journey.actions.information_requests import WAITING, record_answer, withdraw_request
from frontdoor.journey.actions.safety_plans import check_safety_plan
from frontdoor.journey.actions.strategy_discussions import Meeting, reconvene_strategy_discussion
from frontdoor.journey.actions.telling import acknowledge_page
from frontdoor.journey.models import Feedback, Gap, Information, InformationRequest, Journey
from frontdoor.ledger.scope import Actor
from frontdoor.outbox.models import Page
from frontdoor.rules.partnership import Partnership
from frontdoor.rules.steps import Stage
from frontdoor.simulation.agenda import Agenda, in_working_days, later, spread, summer, working
from frontdoor.simulation.staff import Staff

#: Of a hundred recipients, how many are never told, and how many families decline the early help that is offered.
NEVER_TOLD, DECLINED = 0.07, 0.08
#: Working days after which a manager goes through the replies that nobody sent, and says why each is not sent now.
CLEARED_AFTER = 5.0
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

    def decided(self, key: UUID, outcome: str, at: datetime) -> bool:
        """The draft for each recipient, the agencies that have not answered, and the help or the reading that follows.

        Says whether the family takes what is offered.
        """
        if self.chance.random() >= NEVER_TOLD:
            told = working(at, spread(self.chance, 150 * summer(at), 0.9), self.hours)
            self.agenda.plan(told, partial(self._release, key))
        else:
            cleared = in_working_days(self.chance, at, spread(self.chance, CLEARED_AFTER, 0.2), self.hours)
            self.agenda.plan(cleared, partial(self._withhold, key))
        self.agenda.plan(working(at, spread(self.chance, 400, 0.5), self.hours), partial(self._end_requests, key))
        if outcome == "allocated_worker":
            self.agenda.plan(working(at, spread(self.chance, 180, 0.6), self.hours), partial(self._read_and_end, key))
        if outcome == "early_help" and self.chance.random() < DECLINED:
            self.agenda.plan(working(at, spread(self.chance, 500, 0.5), self.hours), partial(self._decline, key))
            return False
        if outcome in HELP:
            begun = in_working_days(self.chance, at, spread(self.chance, HELP[outcome], 0.5), self.hours)
            self.agenda.plan(begun, partial(self._help, key, outcome))
        return True

    def discussed(self, key: UUID, discussion: UUID, absent: tuple[str, ...], at: datetime) -> None:
        """Whoever was missing is met within days, the family's safety plan is checked, and gaps are filled."""
        if absent:
            again = in_working_days(self.chance, at, spread(self.chance, 1.0, 0.5), self.hours)
            self.agenda.plan(again, partial(self._reconvene, discussion))
        checked = in_working_days(self.chance, at, spread(self.chance, 3.0, 0.4), self.hours)
        self.agenda.plan(checked, partial(self._check, key))
        filled = in_working_days(self.chance, at, spread(self.chance, 2.0, 0.5), self.hours)
        self.agenda.plan(filled, partial(self._fill, key))

    def _reconvene(self, discussion: UUID, at: datetime) -> None:
        reconvene_strategy_discussion(
            discussion=discussion, meeting=Meeting(agencies=("social_care", "police", "health")),
            what_changed="Nothing changes what was decided.", by=self._by(at), happened_at=at, recorded_at=at,
        )  # fmt: skip

    def _check(self, key: UUID, at: datetime) -> None:
        check_safety_plan(
            journey=key, holds=True, found_out="Grandmother stays every night.", by=self._by(at), happened_at=at,
            recorded_at=at,
        )  # fmt: skip

    def _fill(self, key: UUID, at: datetime) -> None:
        for gap in Gap.of(journey_id=key):
            if gap.filled_at is None and gap.gap not in SIGNATURES:
                fill_gap(
                    gap=gap.id, how="Asked for and written down.", seen=None, by=self._by(at), happened_at=at,
                    recorded_at=at,
                )  # fmt: skip

    def _read(self, key: UUID, at: datetime) -> None:
        """The worker reads what came about a child they have; it was offered to them when it was decided."""
        for news in Information.of(journey_id=key):
            if news.waits:
                reader = next((one for one in self.staff.everyone if one.account == news.for_worker), self._by(at))
                read_new_information(
                    information=news.id, what_now="Talked about at the next visit.", by=reader, happened_at=at,
                    recorded_at=at,
                )  # fmt: skip

    def _read_and_end(self, key: UUID, at: datetime) -> None:
        """News is read. Where the worker is the case system's and no account here, the hub rings them and ends."""
        self._read(key, at)
        journey = Journey.found(key)
        if Stage(journey.facts()["stage"]) is not Stage.PASSED_ON or open_offers(journey):
            return
        self._fill(key, at)
        close_journey(
            journey=key, reason="duplicate", because="Rang the worker whom the case system names: they have it.",
            seen=None, by=self.staff.deciders[key.int % len(self.staff.deciders)], happened_at=at, recorded_at=at,
        )  # fmt: skip

    def _decline(self, key: UUID, at: datetime) -> None:
        """The family does not want early help: the offer comes back, and the hub says why it ends there."""
        journey = Journey.found(key)
        by = self.staff.deciders[0]
        for offer in open_offers(journey):
            decline_hand_over(
                handover=offer.id, reason="other", because="The family does not want it.", by=by, happened_at=at,
                recorded_at=at,
            )  # fmt: skip
        if Stage(journey.facts()["stage"]) is Stage.PASSED_ON:
            self._read(key, at)
            close_journey(
                journey=key, reason="declined", because="The parents said no; school sees the child daily.", seen=None,
                by=by, happened_at=at, recorded_at=at,
            )  # fmt: skip

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
        """What comes after the decision is added, and read; what nobody waits for any more is taken back."""
        self.agenda.plan(working(at, spread(self.chance, 180, 0.6), self.hours), partial(self._read, key))
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
        if outcome != "early_help" and Stage(Journey.found(key).facts()["stage"]) is Stage.CLOSED:
            return
        start_help(
            journey=key, who="Early help, north" if outcome == "early_help" else "Family support worker",
            what="Mornings, food, and somebody to ring.", kind=_KINDS[outcome], by=self._by(at),
            happened_at=at, recorded_at=at,
        )  # fmt: skip

    def _by(self, at: datetime) -> Actor:
        return self.chance.choice(self.staff.deciders if self.hours.is_open(at) else self.staff.night)
