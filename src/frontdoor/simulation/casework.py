"""What follows a decision: enquiries, assessments, visits and ends, at the pace that England shows.

Shares and paces: DfE children in need statistics 2024-25 (assessments: quarter within 17 working days, half within 33,
85.7 % within 45; 30.8 % assessed as not in need; 31.3 % of enquiries reach a conference) and the national survey of
2023-24 for the outcomes of contacts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from random import Random
from uuid import UUID

from frontdoor.journey.actions import allocation, handovers
from frontdoor.journey.actions.assessments import authorise_assessment, record_told_outcome, start_assessment
from frontdoor.journey.actions.closing import close_journey, open_referrals, worked_elsewhere
from frontdoor.journey.actions.countersigning import countersign_decision
from frontdoor.journey.actions.decisions import decide_outcomes
from frontdoor.journey.actions.information import read_new_information
from frontdoor.journey.actions.safety_plans import PlanLine
from frontdoor.journey.actions.section47 import conclude_section47, open_enquiry
from frontdoor.journey.actions.strategy_discussions import Discussed, Meeting, record_strategy_discussion
from frontdoor.journey.models import Decision, Information, Journey, Referral, Section47Enquiry
from frontdoor.ledger.scope import Actor
from frontdoor.people.aliases import rows_of
from frontdoor.rules.decision import ChildPart, FamilyPart
from frontdoor.rules.partnership import Partnership
from frontdoor.rules.steps import Stage
from frontdoor.simulation import texts
from frontdoor.simulation.agenda import Agenda, Deed, in_working_days, later, spread, working
from frontdoor.simulation.ages import age_of
from frontdoor.simulation.intake import Case
from frontdoor.simulation.paces import FACTORS, OUTCOMES, PACE, PACE_SHARES
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
            if self._has_worker(journey):
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
        self.decisions += 1
        [made] = decide_outcomes(
            contact=journey.contact_id, family=self._family_part(), children=[self._part(journey, "assessment", at)],
            seen=None, token=f"city-{self.partnership.authority}-decision-{self.decisions}", by=by, happened_at=at,
            recorded_at=at,
        )  # fmt: skip
        self._follow(journey.id, made.outcome, at)

    def born(self, key: UUID, at: datetime) -> None:
        """A child with whom somebody works is seen within days of the birth."""
        if Stage(Journey.found(key).facts()["stage"]) in _WORKED:
            self.visiting.first(key, at, "assessment", days=1.5)

    def _outcome(self, rating: str) -> str:
        rows = OUTCOMES[rating]
        return self.chance.choices([name for name, _ in rows], [share for _, share in rows])[0]

    def _has_worker(self, journey: Journey) -> bool:
        others = [other for other in rows_of(Journey, "about", journey.about) if other.id != journey.id]
        return any(other.worker is not None and Stage(other.facts()["stage"]) in _WORKED for other in others)

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
            self._assess(key, at, within_days=5)
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

    def _allocate(self, key: UUID, at: datetime) -> None:
        team = self._team(key)
        worker = self.chance.choice(self.staff.workers[team])
        allocated = working(at, spread(self.chance, 120), self.hours)
        self.agenda.plan(allocated, lambda moment: self._give(key, team, worker, moment))

    def _give(self, key: UUID, team: str, worker: Actor, at: datetime) -> None:
        if Stage(Journey.found(key).facts()["stage"]) is Stage.CLOSED:
            return
        given = allocation.allocate(
            journey=key, team=team, worker=worker.account, by=self.staff.deciders[0], happened_at=at, recorded_at=at
        )
        accepted = working(at, spread(self.chance, 90), self.hours)
        self.agenda.plan(
            accepted,
            lambda moment: allocation.accept_allocation(
                allocation=given.id, by=worker, happened_at=moment, recorded_at=moment
            ),
        )

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
        self._allocate(key, at)
        if starts != "no":
            self.visiting.first(key, at, "section47", days=0.8)
            concluded = in_working_days(self.chance, at, min(11, spread(self.chance, 5.5, 0.4)), self.hours)
            self.agenda.plan(concluded, lambda moment: self._conclude(key, moment))
        self._assess(key, at, within_days=1 if starts != "no" else 5)

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
            self.planning.conference(key, at)

    def _assess(self, key: UUID, at: datetime, *, within_days: int) -> None:
        begun = in_working_days(self.chance, at, min(8, spread(self.chance, 1.1)), self.hours)
        self.agenda.plan(begun, lambda moment: self._begin_assessment(key, moment, within_days))

    def _begin_assessment(self, key: UUID, at: datetime, within_days: int) -> None:
        journey = Journey.found(key)
        if Stage(journey.facts()["stage"]) not in _WORKED:
            return
        if journey.worker is None:
            soon = working(at, 60, self.hours)
            self.agenda.plan(soon, lambda moment: self._begin_assessment(key, moment, within_days))
            return
        assessment = start_assessment(journey=key, by=self._worker(key), happened_at=at, recorded_at=at)
        self.visiting.first(key, at, "assessment", days=2.5 if within_days > 1 else 0.5)
        days = self.chance.choices([self.chance.uniform(*span) for span in PACE], PACE_SHARES)[0]
        ended = in_working_days(self.chance, at, days, self.hours)
        self.agenda.plan(ended, lambda moment: self._end_assessment(key, assessment.id, moment))

    def _end_assessment(self, key: UUID, assessment: UUID, at: datetime) -> None:
        journey = Journey.found(key)
        if Stage(journey.facts()["stage"]) in {Stage.CLOSED, Stage.PASSED_ON}:
            return
        in_need = self.chance.random() > 0.308
        by = self.staff.managers[self._team(key)] if not journey.team else self.staff.managers[journey.team]
        authorise_assessment(
            assessment=assessment,
            outcome="services" if in_need else self._nothing_found(journey),
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
            self.planning.need(key, told)
        else:
            code = "RC7" if Section47Enquiry.of(journey_id=key) else "RC8"
            self.agenda.plan(later(told, minutes=30), lambda moment: self._close(key, moment, code))

    def _nothing_found(self, journey: Journey) -> str:
        return "no_further_action" + ("_after_enquiry" if Section47Enquiry.of(journey_id=journey.id) else "")

    def _close(self, key: UUID, at: datetime, statutory: str) -> None:
        journey = Journey.found(key)
        by = self.staff.managers[journey.team or self._team(key)]
        if Stage(journey.facts()["stage"]) is not Stage.ASSESSED:
            return
        for news in Information.of(journey_id=key):
            if news.waits:
                read_new_information(information=news.id, by=by, happened_at=at, recorded_at=at)
        if handovers.open_offers(journey) or (open_referrals(journey) and worked_elsewhere(journey)):
            self.agenda.plan(later(at, days=2), lambda moment: self._close(key, moment, statutory))
            return
        reason = "not_in_need" if statutory == "RC8" else "work_finished"
        close_journey(
            journey=key, reason=reason, because="What was needed is in place; no further help from social care.",
            statutory=statutory if Referral.of(journey_id=key) else "",
            seen=None, by=by, happened_at=at, recorded_at=at,
        )  # fmt: skip
        self.ended(key)


_WORKED = frozenset({Stage.ASSESSMENT, Stage.SECTION47, Stage.STRATEGY_DISCUSSION, Stage.CONFERENCE, Stage.PLAN})
