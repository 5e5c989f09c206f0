"""Worries arrive, are typed, looked at and rated; agencies are asked and answer."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import accumulate
from random import Random
from uuid import UUID

from frontdoor.journey.actions.contacts import Receipt, receive_contact
from frontdoor.journey.actions.information_requests import record_answer, request_information
from frontdoor.journey.actions.rating import acknowledge_contact, rate_contact
from frontdoor.journey.models import InformationRequest, Journey
from frontdoor.ledger.scope import Actor
from frontdoor.rules.calendar import london_day
from frontdoor.rules.concern import (
    Answer,
    Channel,
    Concern,
    ConcernedAdult,
    ConcernedChild,
    GivenAddress,
    PoliceReport,
    Referrer,
    ReferrerKind,
    SubjectKind,
)
from frontdoor.rules.partnership import Partnership
from frontdoor.simulation import texts
from frontdoor.simulation.agenda import Agenda, later, spread, summer, working
from frontdoor.simulation.ages import UNBORN, age_on
from frontdoor.simulation.arrivals import Arrival
from frontdoor.simulation.births import expect_birth
from frontdoor.simulation.counting import Counting
from frontdoor.simulation.population import Child, Family
from frontdoor.simulation.staff import Staff

#: The share of arrivals about a family whose help has ended (England: 22.6 % of referrals are re-referrals).
RETURN = 0.27

#: Of those who were told of before, whom the typist recognises; and after how long the rest were found to be the same.
RECOGNISED, FOUND_WITHIN = 0.93, timedelta(days=7)

RATINGS = (("red", 0.09), ("amber", 0.36), ("green", 0.42), ("blue", 0.13))


@dataclass
class Case:
    """One contact in the story: its family, the children in it, what it was rated."""

    receipt: Receipt
    family: Family
    children: list[Child]
    arrival: Arrival
    rating: str = ""


class Intake:
    """Takes arrivals of one authority in, and hands each case to `decide` when somebody would; `told_on_call` hears
    of whom somebody on call may have been told, `born` of a birth. All are set by the city."""

    def __init__(
        self,
        *,
        chance: Random,
        agenda: Agenda,
        staff: Staff,
        partnership: Partnership,
        families: Sequence[Family],
    ) -> None:
        self.chance, self.agenda, self.staff, self.partnership = chance, agenda, staff, partnership
        self.families = families
        self.troubles = list(accumulate(family.trouble for family in families))
        self.decide: Callable[[Case, datetime], None]
        self.told_on_call: Callable[[Sequence[UUID], datetime], None]
        self.born: Callable[[UUID, datetime], None]
        self.schools = [one.code for one in partnership.agencies if one.kind == "school"] or ["council"]
        self.asked = [one.code for one in partnership.agencies if one.kind in _ASKED] or ["police"]
        self.tokens, self.counting = 0, Counting()
        self.told_of: dict[UUID, tuple[Family, Child]] = {}
        self.returning: list[tuple[Family, Child]] = []

    def ended(self, journey: UUID) -> None:
        """Help to a child of a family ended: some of these families come back within the year."""
        self.returning.append(self.told_of[journey])

    def expect(self, arrival: Arrival) -> None:
        """Plan the moment at which an arrival is stored: at once for forms and feeds, when typed for the rest."""
        received = arrival.received_at
        self.counting.arrived[london_day(received), arrival.source.channel.value] += 1
        hours = self.partnership.hours
        if arrival.source.channel is Channel.EMAIL:
            stored = working(received, spread(self.chance, 22 * summer(received)), hours)
        elif arrival.source.channel is Channel.TELEPHONE:
            stored = later(received, minutes=spread(self.chance, 9))
        elif arrival.source.channel is Channel.POLICE:
            stored = later(received, minutes=spread(self.chance, 6))
        else:
            stored = received
        self.agenda.plan(stored, lambda at: self._take(arrival, at))

    def _about(self) -> tuple[Family, list[Child]]:
        """Whom the next worry is about: by how often others worry; some whose help has ended come back."""
        if self.returning and self.chance.random() < RETURN:
            family, child = self.chance.choice(self.returning)
            return family, [child]
        family = self.families[bisect(self.troubles, self.chance.random() * self.troubles[-1])]
        return family, self._children(family)

    def _take(self, arrival: Arrival, at: datetime) -> None:
        family, children = self._about()
        by = self._typist(arrival, at)
        known = {
            place: child.person for place, child in enumerate(children) if child.person is not None and self._knows(at)
        }
        self.tokens += 1
        receipt = receive_contact(
            concern=self._concern(arrival, family, children),
            token=f"city-{self.partnership.authority}-{self.tokens}",
            by=by,
            recorded_at=at,
            known=known,
        )
        for place, journey in enumerate(receipt.journeys):
            children[place].person = Journey.found(journey).about
            self.told_of[journey] = (family, children[place])
            expect_birth(
                children[place], family, journey, agenda=self.agenda, at=at, by=self.staff.deciders[0],
                afterwards=lambda key, moment: self.born(key, moment),
            )  # fmt: skip
        self.counting.entered[london_day(arrival.received_at), arrival.source.channel.value] += 1
        family.contacts.append(receipt.contact)
        self.told_on_call(receipt.journeys, at)
        self._after(Case(receipt, family, children, arrival), at)

    def _knows(self, at: datetime) -> bool:
        """Whether whoever typed saw who this is. Whom nobody recognised was found to be the same within a week; of
        those who came in the last days the match desk is still asked."""
        return self.chance.random() < RECOGNISED or at < self.agenda.last - FOUND_WITHIN

    def _children(self, family: Family) -> list[Child]:
        most = min(len(family.children), 1 + int(self.chance.expovariate(1.1)))
        return self.chance.sample(family.children, most)

    def _typist(self, arrival: Arrival, at: datetime) -> Actor:
        if arrival.source.channel is Channel.POLICE:
            return self.staff.feed
        if arrival.source.channel is Channel.WEB_FORM:
            return self.staff.public
        open_now = self.partnership.hours.is_open(at)
        return self.chance.choice(self.staff.officers if open_now else self.staff.night)

    def _concern(self, arrival: Arrival, family: Family, children: Sequence[Child]) -> Concern:
        source, chance = arrival.source, self.chance
        agency = chance.choice(self.schools) if source.agency == "school" else source.agency
        agency = {"health": "community_health"}.get(agency, agency)
        police = source.channel is Channel.POLICE
        told = tuple(self._told(child, family, arrival) for child in children)
        oldest = max(age_on(one.born, london_day(arrival.received_at)) for one in told)
        kind, worry = texts.worry(chance, arrival.worry, oldest, siblings=len(family.children) > 1)
        return Concern(
            channel=source.channel,
            received_at=arrival.received_at,
            worry=worry,
            worries=(kind,),
            danger_now=Answer.YES if chance.random() < 0.015 else Answer.NO,
            children=told,
            adults=self._adults(family),
            referrer=Referrer(
                kind=ReferrerKind.ANONYMOUS
                if source.kind is ReferrerKind.PUBLIC and chance.random() < 0.4
                else source.kind,
                source="9" if source.kind is ReferrerKind.PUBLIC and chance.random() < 0.4 else source.code,
                job=source.job,
                agency=agency,
            ),
            incident_at=arrival.incident_at,
            agency_aware_at=later(arrival.sent_at, minutes=-spread(chance, 90)),
            agency_sent_at=arrival.sent_at,
            family_may_know=chance.choice((Answer.YES, Answer.YES, Answer.NO, Answer.NOT_ASKED)),
            others_in_household="An uncle stays at weekends." if chance.random() < 0.1 else "",
            police=PoliceReport(
                occurrence=f"35/{self.tokens:06d}/{arrival.received_at:%y}",
                attended_at=arrival.incident_at,
                grade=chance.choice(("high", "medium", "medium", "standard")),
            )
            if police
            else None,
        )

    def _adults(self, family: Family) -> tuple[ConcernedAdult, ...]:
        return tuple(
            ConcernedAdult(
                given_name=adult.given_name,
                family_name=adult.family_name,
                born=adult.born,
                sex=adult.sex,
                relationship=adult.relationship,
                parental_responsibility=Answer.YES if adult.relationship == "mother" else Answer.NOT_KNOWN,
            )
            for adult in family.adults
            if not family.contacts and self.chance.random() < 0.8
        )

    def _told(self, child: Child, family: Family, arrival: Arrival) -> ConcernedChild:
        chance = self.chance
        unborn = child.expected is not None
        told_on = london_day(arrival.received_at)
        # Families are made as they are on the last day: nobody is told of before they were born or conceived.
        if child.born is not None:
            child.born = min(child.born, told_on)
        if child.expected is not None and child.person is None:
            child.expected = min(max(child.expected, told_on + timedelta(days=20)), told_on + timedelta(days=220))
        age, siblings = UNBORN if unborn else age_on(child.born, told_on), len(family.children) > 1
        return ConcernedChild(
            kind=SubjectKind.UNBORN if unborn else SubjectKind.CHILD,
            given_name=child.given_name,
            family_name=child.family_name,
            born=None if unborn else child.born,
            expected=child.expected,
            sex=child.sex,
            nhs_number=child.nhs_number if chance.random() < 0.5 else "",
            # The school office is asked for it once, when the child is first told of.
            upn=child.upn if child.person is None else "",
            address=GivenAddress(
                lines=family.lines, postcode=family.postcode, keep_from="Father" if family.confidential else ""
            ),
            telephone=family.telephone,
            language=family.community.language,
            interpreter=Answer.YES
            if family.community.language != "English" and chance.random() < 0.2
            else Answer.NOT_ASKED,
            ethnicity=family.community.ethnicity if chance.random() < 0.85 else "NOBT",
            disabilities=child.disabilities,
            school=child.school,
            own_words=texts.said(chance, texts.WORDS, age, siblings=siblings) if chance.random() < 0.3 else "",
            words_told_to="Class teacher" if child.school else "",
            ordinary_day=texts.said(chance, texts.ORDINARY_DAYS, age, siblings=siblings)
            if chance.random() < 0.25
            else "",
            safe_tonight=chance.choice((Answer.YES, Answer.YES, Answer.NOT_KNOWN, Answer.NOT_ASKED)),
        )

    def _after(self, case: Case, at: datetime) -> None:
        """Plan the first look: at once at night for danger, otherwise in opening hours, slower in the summer."""
        hours = self.partnership.hours
        if case.arrival.source.name == "police" and self.chance.random() < 0.03 and not hours.is_open(at):
            look = later(at, minutes=spread(self.chance, 20))
        else:
            look = working(at, spread(self.chance, 24 * summer(at)), hours)
        self.agenda.plan(look, lambda moment: self._rate(case, moment))

    def _rate(self, case: Case, at: datetime) -> None:
        by = self._decider(at)
        case.rating = self.chance.choices([name for name, _ in RATINGS], [share for _, share in RATINGS])[0]
        rate_contact(
            contact=case.receipt.contact,
            rating=case.rating,
            because="From what was told and what is known of the family.",
            seen=None,
            by=by,
            happened_at=at,
            recorded_at=at,
        )
        self.told_on_call(case.receipt.journeys, at)
        # One in ten is forgotten at first, and acknowledged some days later.
        forgotten = 60 if self.chance.random() >= 0.9 else 1
        acknowledged = working(at, spread(self.chance, 30 * summer(at)) * forgotten, self.partnership.hours)
        self.agenda.plan(acknowledged, lambda moment: self._acknowledge(case, moment))
        wait = {"red": 40, "amber": 150, "green": 230, "blue": 260}[case.rating]
        decided = working(at, spread(self.chance, wait * summer(at) ** 0.7, 0.6), self.partnership.hours)
        if case.rating in {"red", "amber"} and self.chance.random() < 0.6:
            self._ask(case, at, by, decided)
        self.agenda.plan(decided, lambda moment: self.decide(case, moment))

    def _decider(self, at: datetime) -> Actor:
        return self.chance.choice(self.staff.deciders if self.partnership.hours.is_open(at) else self.staff.night)

    def _acknowledge(self, case: Case, at: datetime) -> None:
        acknowledge_contact(
            contact=case.receipt.contact, means="telephone", by=self._decider(at), happened_at=at, recorded_at=at
        )

    def _ask(self, case: Case, at: datetime, by: Actor, decided: datetime) -> None:
        agencies = self.chance.sample(self.asked, min(len(self.asked), self.chance.choice((2, 3))))
        for journey in case.receipt.journeys:
            requests = request_information(
                journey=journey, agencies=agencies, why="To understand what is known of this child.",
                basis="public_task", by=by, happened_at=at, recorded_at=at,
            )  # fmt: skip
            for request in requests:
                answer = min(
                    later(at, minutes=spread(self.chance, 170 if case.rating == "amber" else 60)),
                    decided - timedelta(minutes=1),
                )
                if self.chance.random() < 0.92:
                    self.agenda.plan(max(answer, at), partial(self._answer, request, by))

    def _answer(self, request: InformationRequest, by: Actor, at: datetime) -> None:
        state = self.chance.choices(("found", "nothing_held", "cannot_tell", "part"), (0.55, 0.35, 0.04, 0.06))[0]
        record_answer(
            request=request.id,
            state=state,
            text="Seen in the last three months; notes of two missed appointments." if state == "found" else "",
            answered_by_name="Duty desk",
            by=by,
            happened_at=at,
            recorded_at=at,
        )


_ASKED = frozenset({"police", "community_health", "school", "housing", "general_practice", "education", "probation"})
