"""The ten children of docs/explanation/cin-ten-children.md, walked by the real verbs through the year 2025-26."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from frontdoor.journey.actions.assessments import authorise_assessment, record_told_outcome, start_assessment
from frontdoor.journey.actions.closing import close_journey
from frontdoor.journey.actions.conferences import record_conference
from frontdoor.journey.actions.life import Newborn, record_birth
from frontdoor.journey.actions.plans import start_plan
from frontdoor.journey.actions.referrals import take_no_further_action
from frontdoor.journey.actions.safety_plans import PlanLine
from frontdoor.journey.actions.section47 import conclude_section47, open_enquiry
from frontdoor.journey.actions.strategy_discussions import Discussed, Meeting, record_strategy_discussion
from frontdoor.journey.models import Journey, Referral
from frontdoor.people.adoption import adopt_from_care
from frontdoor.people.details import change_details
from frontdoor.rules.concern import Referrer, ReferrerKind, SubjectKind
from frontdoor.simulation.population import pupil_number
from tests.stories.walking import decided, do
from tests.world import World, child

NIGHT, MANAGER = "out_of_hours", "hub_manager"
LINE = PlanLine(who="Aunt Rose", what="Sleeps at her flat", by_when="Tonight at six", if_it_fails="She rings us")


@dataclass
class Walker:
    """One child's way; `on` sets the clock to ten in the morning of a day, and `walk` says what happens."""

    world: World
    journey: UUID = UUID(int=0)

    def on(self, year: int, month: int, day: int) -> Walker:
        self.world.now = datetime(year, month, day, 10, tzinfo=UTC)
        return self

    def told_of(
        self,
        name: str,
        source: str = "2A",
        kind: ReferrerKind = ReferrerKind.PROFESSIONAL,
        subject: SubjectKind = SubjectKind.CHILD,
        **facts: Any,
    ) -> None:
        referrer = Referrer(kind=kind, source=source, name="Somebody")
        made = {"given_name": name, "sex": "F", "ethnicity": "WBRI", "disabilities": ("NONE",), **facts}
        self.journey = self.world.contact(child(kind=subject, **made), referrer=referrer).journeys[0]

    def do(self, verb: Callable[..., Any], who: str = MANAGER, **given: Any) -> Any:
        return do(self.world, who, verb, **given)

    def decide(self, outcome: str, need: str = "N1") -> None:
        decided(self.world, self.journey, outcome, primary_need=need)

    def assess(self) -> UUID:
        made: UUID = self.do(start_assessment, NIGHT, journey=self.journey).id
        return made

    def authorise(self, assessment: UUID, *, in_need: bool, factors: list[str]) -> None:
        self.do(
            authorise_assessment, assessment=assessment, outcome="services" if in_need else "no_further_action",
            in_need=in_need, factors=factors, because="From what was seen.", not_seen_because="Seen by the school.",
            seen=None,
        )  # fmt: skip
        self.do(record_told_outcome, assessment=assessment, told="Mother and the school.")

    def discuss(self) -> None:
        self.do(
            record_strategy_discussion, NIGHT,
            children=[Discussed(journey=self.journey, starts_enquiry="single", safety_plan=(LINE,))],
            meeting=Meeting(agencies=("authority", "police", "health", "school")),
        )  # fmt: skip

    def conclude(self, outcome: str) -> None:
        with self.world.all_rows():
            enquiry = open_enquiry(Journey.found(self.journey))
        assert enquiry is not None
        self.do(conclude_section47, enquiry=enquiry.id, outcome=outcome, because="From what was seen.", seen=None)

    def confer(self, meeting: str, *categories: str) -> None:
        self.do(
            record_conference, NIGHT, journey=self.journey, meeting=meeting, plan=bool(categories),
            categories=list(categories), because="From what was heard.",
        )  # fmt: skip

    def close(self, statutory: str, reason: str = "work_finished") -> None:
        self.do(
            close_journey, journey=self.journey, reason=reason, statutory=statutory, because="It is done.", seen=None
        )

    def referral(self) -> UUID:
        with self.world.all_rows():
            return Referral.objects.get(journey_id=self.journey).id


def walk(world: World) -> None:
    """All ten."""
    for tale in (_ana, _ben, _cara, _dan, _eve, _finn, _gus, _hana, _ivy, _jon):
        tale(Walker(world))


def _ana(her: Walker) -> None:
    """Assessed within the year and helped by a plan that goes on."""
    her.on(2025, 6, 7).told_of("Ana", born=date(2016, 2, 3), upn=pupil_number(105), disabilities=("AUT", "LD"))
    her.on(2025, 6, 9).decide("assessment")
    her.on(2025, 6, 11)
    assessment = her.assess()
    her.on(2025, 7, 21).authorise(assessment, in_need=True, factors=["16A", "4B"])
    her.on(2025, 7, 28).do(start_plan, NIGHT, journey=her.journey, what="School sees her daily.")


def _ben(him: Walker) -> None:
    """Assessed and found not in need."""
    him.on(2025, 9, 1).told_of("Ben", sex="M", born=date(2022, 8, 9), ethnicity="")
    him.decide("assessment", need="N4")
    him.on(2025, 9, 3)
    assessment = him.assess()
    him.on(2025, 9, 30).authorise(assessment, in_need=False, factors=["21"])
    him.close("RC8", reason="not_in_need")


def _cara(her: Walker) -> None:
    """An enquiry that found nothing; the case closes as any other, never as if there had been none."""
    her.on(2025, 10, 3).told_of("Cara", source="6", born=date(2014, 1, 20), upn=pupil_number(110))
    her.decide("strategy_discussion")
    her.on(2025, 10, 4).discuss()
    her.on(2025, 10, 6)
    assessment = her.assess()
    her.on(2025, 10, 17).conclude("no_further_action")
    her.on(2025, 10, 31).authorise(assessment, in_need=False, factors=["18C"])
    her.close("RC7")


def _dan(him: Walker) -> None:
    """An enquiry, a conference, a plan under two categories, and a review that keeps it under one."""
    him.on(2025, 5, 12).told_of("Dan", source="3A", sex="M", born=date(2019, 12, 1), upn=pupil_number(115))
    him.decide("strategy_discussion")
    him.on(2025, 5, 13).discuss()
    assessment = him.assess()
    him.on(2025, 5, 27).conclude("conference")
    him.on(2025, 6, 3).confer("initial", "NEG", "EMO")
    him.on(2025, 6, 20).authorise(assessment, in_need=True, factors=["16A", "17A"])
    him.on(2025, 8, 29).confer("review", "EMO")


def _eve(her: Walker) -> None:
    """Not born by 31 March."""
    her.on(2026, 2, 2).told_of(
        "", source="3D", subject=SubjectKind.UNBORN, born=None, expected=date(2026, 6, 15), disabilities=(),
        label="Baby of Eve",
    )  # fmt: skip
    her.decide("assessment")
    her.on(2026, 2, 9).assess()


def _finn(him: Walker) -> None:
    """Referred before birth, born within the year."""
    him.on(2025, 11, 3).told_of(
        "", source="3D", subject=SubjectKind.UNBORN, born=None, expected=date(2025, 12, 20), disabilities=(),
        label="Baby of Flo",
    )  # fmt: skip
    him.decide("assessment", need="N3")
    him.on(2025, 11, 10)
    assessment = him.assess()
    him.on(2025, 12, 18).do(
        record_birth, journey=him.journey, born=(Newborn(given_name="Finn", sex="M"),), born_on=date(2025, 12, 17)
    )
    with him.world.all_rows():
        through = Journey.found(him.journey)
    details = {"disabilities": ["NONE"], "ethnicity": "MWBC"}
    him.do(change_details, person=through.about, through=through, details=details)
    him.on(2026, 1, 8).authorise(assessment, in_need=True, factors=["4B"])


def _gus(him: Walker) -> None:
    """Moved here with a plan."""
    him.on(2025, 4, 14).told_of("Gus", source="5C", sex="M", born=date(2012, 7, 7), upn=pupil_number(120))
    him.decide("transfer_in_conference")
    him.on(2025, 4, 16)
    assessment = him.assess()
    him.on(2025, 5, 1).confer("transfer_in", "PHY")
    him.on(2025, 5, 20).authorise(assessment, in_need=True, factors=["18C"])
    him.on(2026, 1, 15).confer("review")
    him.on(2026, 1, 20).close("RC7")


def _hana(her: Walker) -> None:
    """Told of by a neighbour who asked not to be named."""
    her.on(2026, 3, 20).told_of(
        "Hana", source="1B", kind=ReferrerKind.PUBLIC, born=date(2018, 4, 4), upn=pupil_number(125)
    )
    her.on(2026, 3, 23).decide("assessment")
    her.on(2026, 3, 25)
    assessment = her.assess()
    her.on(2026, 4, 9).authorise(assessment, in_need=True, factors=["3A"])


def _ivy(her: Walker) -> None:
    """Referred, and after first consideration nothing further was done."""
    her.on(2025, 12, 1).told_of("Ivy", source="4", born=date(2015, 5, 5))
    her.decide("assessment")
    her.on(2025, 12, 2).do(
        take_no_further_action, referral=her.referral(), because="Housing had rung about the wrong flat.", seen=None
    )
    her.close("")


def _jon(him: Walker) -> None:
    """Adopted from care: two children, with nothing between them."""
    him.on(2025, 3, 3).told_of("Jon", source="5A", sex="M", born=date(2021, 3, 3))
    him.decide("assessment", need="N8")
    him.on(2025, 3, 5)
    assessment = him.assess()
    him.on(2025, 3, 20).authorise(assessment, in_need=True, factors=["20"])
    him.on(2025, 8, 8).close("RC1", reason="order_made")
    custodian = him.world.account("adoption_custodian").id
    with him.world.all_rows():
        person = Journey.found(him.journey).about
    him.do(adopt_from_care, "restricted_manager", person=person, custodian=custodian)
    him.on(2025, 9, 15).told_of("Jonah", source="1A", sex="M", born=date(2021, 3, 3), family_name="Newname")
    him.decide("assessment", need="N9")
    him.on(2025, 9, 18)
    assessment = him.assess()
    him.on(2025, 10, 30).authorise(assessment, in_need=True, factors=["20"])
