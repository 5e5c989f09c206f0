"""What follows a decision: enquiries, assessments, visits and ends, at the pace that England shows.

Shares and paces: DfE children in need statistics 2024-25 (assessments: quarter within 17 working days, half within 33,
85.7 % within 45; 30.8 % assessed as not in need; 31.3 % of enquiries reach a conference) and the national survey of
2023-24 for the outcomes of contacts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from random import Random
from uuid import UUID

from frontdoor.journey.actions import allocation, handovers
from frontdoor.journey.actions.closing import AT_WORK, close_journey, open_referrals, worked_elsewhere
from frontdoor.journey.actions.countersigning import countersign_decision
from frontdoor.journey.actions.decisions import decide_outcomes
from frontdoor.journey.actions.information import read_new_information
from frontdoor.journey.actions.safety_plans import PlanLine
from frontdoor.journey.actions.section47 import conclude_section47, open_enquiry
from frontdoor.journey.actions.strategy_discussions import Discussed, Meeting, record_strategy_discussion
from frontdoor.journey.models import Allocation, Decision, Information, Journey, Referral
from frontdoor.ledger.scope import Actor
from frontdoor.people.aliases import rows_of
from frontdoor.rules.calendar import london_day
from frontdoor.rules.concern import SubjectKind
from frontdoor.rules.decision import ChildPart, FamilyPart
from frontdoor.rules.partnership import Partnership
from frontdoor.rules.steps import Stage
from frontdoor.simulation import texts
from frontdoor.simulation.agenda import Agenda, Deed, in_working_days, later, spread, working
from frontdoor.simulation.ages import age_of
from frontdoor.simulation.assessing import WORKED, Assessing
from frontdoor.simulation.intake import Case
from frontdoor.simulation.paces import OUTCOMES
from frontdoor.simulation.planning import Planning
from frontdoor.simulation.saying_back import SayingBack
from frontdoor.simulation.staff import Staff
from frontdoor.simulation.visiting import Visiting


class Casework:
    """Everything after triage, for one authority."""

    def __init__(
        self,
        *,
        chance: Random,
        agenda: Agenda,
        staff: Staff,
        partnership: Partnership,
        ended: Callable[[UUID], None],
        saying_back: SayingBack,
    ) -> None:
        self.ended, self.saying_back = ended, saying_back
        self.chance, self.agenda, self.staff, self.partnership = chance, agenda, staff, partnership
        self.hours = partnership.hours
        self.visiting = Visiting(chance=chance, agenda=agenda, partnership=partnership, worker=self._worker)
        self.planning = Planning(
            chance=chance, agenda=agenda, partnership=partnership, worker=self._worker, visit=self.visiting.come,
            close=self._close,
        )  # fmt: skip
        self.assessing = Assessing(
            chance=chance, agenda=agenda, hours=self.hours, worker=self._worker, manager=self._manager,
            visit_first=self.visiting.first, need=self.planning.need, close=self._close,
        )  # fmt: skip
        self.decisions = 0

    def decide(self, case: Case, at: datetime) -> None:
        """Decide for each child of a case; brothers and sisters mostly, but not always, alike."""
        by = self.chance.choice(self.staff.deciders if self.hours.is_open(at) else self.staff.night)
        shared = self._outcome(case.rating)
        parts = []
        for key in case.receipt.journeys:
            journey = Journey.found(key)
            if journey.facts()["stage"] != Stage.CONTACT:
                continue
            outcome = shared if self.chance.random() < 0.85 else self._outcome(case.rating)
            if _is_open(journey):
                outcome = "allocated_worker"
            parts.append(self._part(journey, outcome, at))
        if not parts:
            return
        self.decisions += 1
        decisions = decide_outcomes(
            contact=case.receipt.contact,
            family=self._family_part(),
            children=parts,
            seen=None,
            token=f"city-{self.partnership.authority}-decision-{self.decisions}",
            by=by,
            happened_at=at,
            recorded_at=at,
            oldest_waiting=case.arrival.received_at,
        )
        for decision in decisions:
            if decision.effective_at is not None:
                self._follow(decision.journey_id, decision.outcome, at)
            elif decision.countersign_because:
                signed = working(at, spread(self.chance, 90), self.hours)
                self.agenda.plan(signed, partial(self._sign, decision, by))

    def _sign(self, decision: Decision, decider: Actor, at: datetime) -> None:
        """A manager who did not decide reads a third closing; one in eight comes back."""
        if Stage(Journey.found(decision.journey_id).facts()["stage"]) is not Stage.CONTACT:
            return
        by = self.chance.choice([one for one in self.staff.deciders if one.account != decider.account])
        agrees = self.chance.random() < 0.88
        countersign_decision(
            decision=decision.id, agrees=agrees, because="" if agrees else "The history says otherwise.", seen=None,
            by=by, happened_at=at, recorded_at=at,
        )  # fmt: skip
        if agrees:
            self._follow(decision.journey_id, decision.outcome, at)
        else:
            again = working(at, spread(self.chance, 60), self.hours)
            self.agenda.plan(again, partial(self._assess_after_all, decision, by))

    def _assess_after_all(self, decision: Decision, by: Actor, at: datetime) -> None:
        journey = Journey.found(decision.journey_id)
        if Stage(journey.facts()["stage"]) is not Stage.CONTACT:
            return
        outcome = "allocated_worker" if _is_open(journey) else "assessment"
        self.decisions += 1
        [made] = decide_outcomes(
            contact=journey.contact_id, family=self._family_part(), children=[self._part(journey, outcome, at)],
            seen=None, token=f"city-{self.partnership.authority}-decision-{self.decisions}", by=by, happened_at=at,
            recorded_at=at,
        )  # fmt: skip
        self._follow(journey.id, made.outcome, at)

    def born(self, key: UUID, at: datetime) -> None:
        """A child with whom somebody works is seen within days of the birth."""
        if Stage(Journey.found(key).facts()["stage"]) in WORKED:
            self.visiting.first(key, at, "assessment", days=1.5)

    def _outcome(self, rating: str) -> str:
        rows = OUTCOMES[rating]
        return self.chance.choices([name for name, _ in rows], [share for _, share in rows])[0]

    def _family_part(self) -> FamilyPart:
        return FamilyPart(
            worries="What was told, and what agencies added.",
            working_well="School is open every day and the children go.",
            history="Earlier contacts were read; the same worry appears in some of them.",
            sources=("school", "community_health"),
            why_not_wait="What is known is enough to act on.",
            family_knows="yes",
            family_told_who="Mother",
            family_view="Understands why people are worried.",
            basis="public_task",
            agreement="given",
            agreement_by="Mother",
        )

    def _part(self, journey: Journey, outcome: str, at: datetime) -> ChildPart:
        age = age_of(journey, at)
        return ChildPart(
            journey=journey.id,
            outcome=outcome,
            because=self.chance.choice(texts.BECAUSE),
            ordinary_day=texts.said(self.chance, texts.ORDINARY_DAYS, age) if self.chance.random() < 0.5 else "",
            own_words=texts.said(self.chance, texts.WORDS, age) if self.chance.random() < 0.4 else "",
            not_heard_because=texts.not_heard(age),
            means=texts.said(self.chance, texts.MEANS, age),
            safe_tonight="yes",
            safe_tonight_because="With mother and grandmother.",
            level_decided={"nothing_more": "1", "advice": "1", "early_help": "2", "assessment": "3"}.get(outcome, "4"),
            who_does_what="School sees the child daily and rings if absent.",
            look_again="A further contact about the same worry.",
            primary_need=self.chance.choices(("N1", "N4", "N5", "N2"), (0.6, 0.15, 0.15, 0.1))[0],
        )

    def _follow(self, key: UUID, outcome: str, at: datetime) -> None:
        taken = self.saying_back.decided(key, outcome, at)
        if outcome == "early_help" and taken:
            self.agenda.plan(in_working_days(self.chance, at, spread(self.chance, 1.2), self.hours), self._accept(key))
        elif outcome == "allocated_worker":
            self.agenda.plan(working(at, spread(self.chance, 100), self.hours), self._accept(key))
        elif outcome == "assessment":
            self._allocate(key, at)
            self.assessing.plan(key, at, within_days=5)
        elif outcome == "strategy_discussion":
            self.agenda.plan(later(at, minutes=spread(self.chance, 300)), lambda moment: self._discuss(key, moment))

    def _accept(self, key: UUID) -> Deed:
        def accept(at: datetime) -> None:
            journey = Journey.found(key)
            for offer in handovers.open_offers(journey):
                handovers.accept_hand_over(
                    handover=offer.id,
                    accepted_by_name="Early help duty worker" if offer.to_kind == "early_help" else "",
                    by=self._acceptor(offer.to_account),
                    happened_at=at,
                    recorded_at=at,
                )

        return accept

    def _acceptor(self, account: UUID | None) -> Actor:
        for actor in self.staff.everyone:
            if actor.account == account:
                return actor
        return self.staff.deciders[0]

    def _team(self, key: UUID) -> str:
        teams = sorted(self.staff.workers)
        return teams[key.int % len(teams)]

    def _somebody(self, key: UUID) -> tuple[str, Actor]:
        team = self._team(key)
        return team, self.chance.choice(self.staff.workers[team])

    def _manager(self, journey: Journey) -> Actor:
        return self.staff.managers[journey.team or self._team(journey.id)]

    def _allocate(self, key: UUID, at: datetime) -> None:
        team, worker = self._somebody(key)
        allocated = working(at, spread(self.chance, 120), self.hours)

        def give(moment: datetime) -> None:
            if Stage(Journey.found(key).facts()["stage"]) is not Stage.CLOSED:
                given = self._give(key, team, worker, moment)
                accepted = working(moment, spread(self.chance, 90), self.hours)
                self.agenda.plan(accepted, lambda later_on: self._accepted(given, worker, later_on))

        self.agenda.plan(allocated, give)

    def _give(self, key: UUID, team: str, worker: Actor, at: datetime) -> Allocation:
        return allocation.allocate(
            journey=key, team=team, worker=worker.account, by=self.staff.deciders[0], happened_at=at, recorded_at=at
        )

    def _accepted(self, given: Allocation, worker: Actor, at: datetime) -> None:
        allocation.accept_allocation(allocation=given.id, by=worker, happened_at=at, recorded_at=at)

    def _worker(self, key: UUID) -> Actor:
        holder = Journey.found(key).worker
        for workers in self.staff.workers.values():
            for worker in workers:
                if worker.account == holder:
                    return worker
        return self.staff.managers[self._team(key)]

    def _discuss(self, key: UUID, at: datetime) -> None:
        by = self.staff.deciders[0] if self.hours.is_open(at) else self.staff.night[0]
        starts = self.chance.choices(("single", "joint", "no"), (0.5, 0.42, 0.08))[0]
        absent = self.chance.choices(((), ("health",), ("police",)), (0.86, 0.09, 0.05))[0]
        [held] = record_strategy_discussion(
            children=[
                Discussed(
                    journey=key,
                    known="What each agency knew.",
                    decided="Enquiries begin today." if starts != "no" else "An assessment is enough.",
                    starts_enquiry=starts,
                    safety_plan=(PlanLine(who="Grandmother", what="Stays every night", by_when="tonight"),),
                )
            ],
            meeting=Meeting(
                agencies=tuple(one for one in ("social_care", "police", "health", "school") if one not in absent),
                absent=absent,
            ),
            by=by,
            happened_at=at,
            recorded_at=at,
        )
        self.saying_back.discussed(key, held.id, absent, at)
        if starts == "no":
            self._allocate(key, at)
            self.assessing.plan(key, at, within_days=5)
        else:
            self._enquire(key, at)

    def _enquire(self, key: UUID, at: datetime) -> None:
        """By day whoever will enquire sits in the discussion; the assessment that goes with it begins there."""
        if self.hours.is_open(at):
            team, by = self._somebody(key)
            self._accepted(self._give(key, team, by, at), by, at)
        else:
            by = self.staff.night[0]
            self._allocate(key, at)
        self.assessing.begin(key, at, within_days=1, by=by)
        self.visiting.first(key, at, "section47", days=0.8)
        concluded = in_working_days(self.chance, at, min(11, spread(self.chance, 5.5, 0.4)), self.hours)
        self.agenda.plan(concluded, lambda moment: self._conclude(key, moment))

    def _conclude(self, key: UUID, at: datetime) -> None:
        journey = Journey.found(key)
        enquiry = open_enquiry(journey)
        if enquiry is None:
            return
        if journey.worker is None:
            self.agenda.plan(working(at, 60, self.hours), lambda moment: self._conclude(key, moment))
            return
        conference = self.chance.random() < 0.313
        outcome = (
            "conference" if conference else self.chance.choice(("services", "continue_single", "no_further_action"))
        )
        conclude_section47(
            enquiry=enquiry.id, outcome=outcome, because=self.chance.choice(texts.BECAUSE), seen=None,
            by=self._worker(key), happened_at=at, recorded_at=at,
        )  # fmt: skip
        if conference:
            self.planning.conference(key, at, enquired=london_day(enquiry.started_at))

    def _close(self, key: UUID, at: datetime, statutory: str) -> None:
        journey = Journey.found(key)
        by = self._manager(journey)
        if Stage(journey.facts()["stage"]) is not Stage.ASSESSED:
            return
        for news in Information.of(journey_id=key):
            if news.waits:
                read_new_information(information=news.id, by=by, happened_at=at, recorded_at=at)
        if handovers.open_offers(journey) or _goes_on(journey):
            self.agenda.plan(later(at, days=2), lambda moment: self._close(key, moment, statutory))
            return
        reason = "not_in_need" if statutory == "RC8" else "work_finished"
        close_journey(
            journey=key, reason=reason, because="What was needed is in place; no further help from social care.",
            statutory=statutory if Referral.of(journey_id=key) else "",
            seen=None, by=by, happened_at=at, recorded_at=at,
        )  # fmt: skip
        self.ended(key)


def _stages(journey: Journey) -> Iterator[Stage]:
    """How far the other contacts about this child are, the latest first."""
    for other in reversed(rows_of(Journey, "about", journey.about)):
        if other.id != journey.id:
            yield Stage(other.facts()["stage"])


def _is_open(journey: Journey) -> bool:
    """Whether somebody works with this child already: what comes in belongs to that (CIN census guide 4.1)."""
    return any(stage in AT_WORK for stage in _stages(journey))


def _goes_on(journey: Journey) -> bool:
    """Whether the case stays open: the child is not born yet, a new worry waits, or work began with another contact."""
    if journey.kind == SubjectKind.UNBORN:
        return True
    if not open_referrals(journey):
        return False
    return Stage.CONTACT in _stages(journey) or worked_elsewhere(journey)
