"""Help, plans and the meetings that make them; private fostering; a plan that came with a child who moved here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from frontdoor.journey.actions.conferences import (
    MEETINGS,
    notify_transfer_in,
    record_conference,
    record_core_group,
)
from frontdoor.journey.actions.help import KINDS, end_private_fostering, notify_private_fostering, start_help
from frontdoor.journey.actions.plans import end_plan, start_plan
from frontdoor.journey.actions.referrals import record_primary_need
from frontdoor.ledger.storage import UnableToFind
from frontdoor.rules.calendar import london_day
from frontdoor.rules.codesets import ABUSE, PRIMARY_NEED, census_year
from frontdoor.rules.codesets.base import CodeSet
from frontdoor.rules.doubts import about_past
from frontdoor.rules.roles import Permission
from frontdoor.screens.record.acts import Act, ActForm, Doing
from frontdoor.screens.record.fields import YES_NO, day, line, one_of, several_of, text
from frontdoor.screens.social_work.working import progress, shown_journey, when

#: Why a child in need plan ends without a conference.
PLAN_ENDED = (
    ("needs_met", "What was planned is in place and holds"),
    ("step_down", "Early help takes over"),
    ("moved", "The child moved, and the other authority has accepted"),
    ("other", "Another reason, in words"),
)


class HelpForm(ActForm):
    """Who gives what, agreed when."""

    asks = {"agreed_on": about_past}

    kind = one_of("What kind of help?", tuple(KINDS.items()))
    who = line("Who gives it")
    what = text("What they do", longest=200)
    agreed_on = day("Agreed with the family on")


class PlanForm(ActForm):
    """What is planned."""

    what = text("The plan: who does what by when", required="Write what is planned.")


class PlanEndForm(ActForm):
    """Why the plan ends."""

    reason = one_of("Why does the plan end?", PLAN_ENDED, required="Choose why the plan ends.")
    because = text("Why, for this child", required="Say why the plan ends.")


class ConferenceForm(ActForm):
    """What the conference decided. Nothing is chosen beforehand."""

    meeting = one_of("Which conference?", tuple(MEETINGS.items()), required="Say which conference it was.")
    plan = one_of("Is there a child protection plan from now on?", YES_NO, required="Say whether there is a plan.")
    categories = several_of("Under which category?", ())
    because = text("What was decided, and why")


class CoreGroupForm(ActForm):
    """What the core group came to."""

    came_to = text("What the core group came to", required="Write what the core group came to.")


class TransferForm(ActForm):
    """Who told us."""

    told_by = text("Which authority told us, who, and under which plan the child is")


class FosteringForm(ActForm):
    """With whom the child lives, since when."""

    asks = {"began_on": about_past}

    with_whom = line("With whom the child lives, and what they are to the child")
    began_on = day("Since")


class FosteringEndForm(ActForm):
    """How the arrangement ended."""

    because = text("How it ended, and where the child is now", required="Say how it ended.")


class NeedForm(ActForm):
    """The census's code."""

    need = one_of("Primary need", (), required="Choose one of the needs of the census.")


def _help(doing: Doing, given: Mapping[str, Any]) -> None:
    start_help(
        journey=doing.child.journey.id,
        who=given["who"],
        what=given["what"],
        kind=given["kind"],
        agreed_on=given["agreed_on"],
        token=given["token"],
        **doing.moments(given),
    )


def _plan(doing: Doing, given: Mapping[str, Any]) -> None:
    start_plan(
        journey=doing.child.journey.id,
        what=given["what"],
        token=given["token"],
        seen=given["seen"],
        **doing.moments(given),
    )


def _plan_ended(doing: Doing, given: Mapping[str, Any]) -> None:
    running = progress(doing).plan
    if running is None:
        raise UnableToFind
    end_plan(
        plan=running.id,
        reason=given["reason"],
        because=given["because"],
        seen=given["seen"],
        **doing.moments(given),
    )


def _conference(doing: Doing, given: Mapping[str, Any]) -> None:
    record_conference(
        journey=doing.child.journey.id,
        meeting=given["meeting"],
        plan=given["plan"] == "yes",
        categories=given["categories"],
        because=given["because"],
        token=given["token"],
        seen=given["seen"],
        **doing.moments(given),
    )


def _core_group(doing: Doing, given: Mapping[str, Any]) -> None:
    record_core_group(
        journey=doing.child.journey.id, came_to=given["came_to"], token=given["token"], **doing.moments(given)
    )


def _transfer(doing: Doing, given: Mapping[str, Any]) -> None:
    notify_transfer_in(
        journey=doing.child.journey.id, told_by=given["told_by"], token=given["token"], **doing.moments(given)
    )


def _fostering(doing: Doing, given: Mapping[str, Any]) -> None:
    notify_private_fostering(
        journey=doing.child.journey.id,
        with_whom=given["with_whom"],
        began_on=given["began_on"],
        token=given["token"],
        **doing.moments(given),
    )


def _fostering_ended(doing: Doing, given: Mapping[str, Any]) -> None:
    running = progress(doing).fostering
    if running is None:
        raise UnableToFind
    end_private_fostering(arrangement=running.id, because=given["because"], **doing.moments(given))


def _need(doing: Doing, given: Mapping[str, Any]) -> None:
    referral = progress(doing).referral
    if referral is None:
        raise UnableToFind
    record_primary_need(referral=referral.id, need=given["need"], seen=given["seen"], **doing.moments(given))


def _choices(name: str, codes: CodeSet) -> Any:
    """The codes of the census year of today, for one field."""

    def offered(doing: Doing) -> Mapping[str, Sequence[tuple[str, str]]]:
        year = census_year(london_day(doing.at.now))
        return {name: [(code.code, code.words) for code in codes.in_year(year)]}

    return offered


def _shown_plan(doing: Doing) -> dict[str, Any]:
    running = progress(doing).plan
    return {"row": running.id, "seen": running.revision} if running else {}


def _shown_referral(doing: Doing) -> dict[str, Any]:
    referral = progress(doing).referral
    return {"row": referral.id, "seen": referral.revision} if referral else {}


ACTS: dict[str, Act] = {
    "help": Act(
        label="Help started",
        button="Record that help started",
        lead="Who gives what. It stops the clock from the decision to the first help.",
        form=HelpForm,
        do=_help,
        offered=when("start_help", Permission.PROTECT),
        next_words="What is not said now is named as missing, and has a clock of its own.",
    ),
    "plan": Act(
        census={"CINPlanStartDate": "happened_at"},
        label="Child in need plan",
        button="Begin the plan",
        form=PlanForm,
        do=_plan,
        offered=when("start_plan", Permission.ASSESS, lambda doing: progress(doing).plan is None),
        initial=shown_journey,
        next_words="Visits to this child are due by the plan's own clock.",
    ),
    "plan-ended": Act(
        census={"CINPlanEndDate": "happened_at", "CPPendDate": "happened_at"},
        label="End the plan",
        button="End the plan",
        lead="A registered social worker ends a plan.",
        form=PlanEndForm,
        do=_plan_ended,
        offered=when("end_plan", Permission.ASSESS, lambda doing: progress(doing).plan is not None),
        initial=_shown_plan,
    ),
    "conference": Act(
        census={
            "DateOfInitialCPC": "happened_at",
            "CPPstartDate": "happened_at",
            "CPPendDate": "happened_at",
            "CPPreviewDate": "happened_at",
            "CINPlanEndDate": "happened_at",
            "InitialCategoryOfAbuse": "categories",
            "LatestCategoryOfAbuse": "categories",
        },
        label="Child protection conference",
        button="Record the conference",
        lead="As it was held. Where it makes a plan, the plan begins on the same day.",
        form=ConferenceForm,
        do=_conference,
        offered=when("record_conference", Permission.ASSESS),
        initial=shown_journey,
        choices=_choices("categories", ABUSE),
        next_words="The core group is due within ten working days, and the review by its own clock.",
    ),
    "core-group": Act(
        label="Core group",
        button="Record the core group",
        lead="A meeting about the plan. It is never a visit.",
        form=CoreGroupForm,
        do=_core_group,
        offered=when("record_core_group", Permission.ASSESS),
    ),
    "transfer-in": Act(
        label="A plan came with the child from another authority",
        button="Record the notice",
        lead="The day on which the other authority told us that the child has moved here for good.",
        form=TransferForm,
        do=_transfer,
        offered=when("notify_transfer_in", Permission.PROTECT),
        next_words="A conference is due within 15 working days.",
    ),
    "private-fostering": Act(
        label="Private fostering",
        button="Record the arrangement",
        lead="A child under 16 (18 if disabled) who lives 28 days or more with somebody who is no close relative.",
        form=FosteringForm,
        do=_fostering,
        offered=when("notify_private_fostering", Permission.PROTECT),
        next_words="A visit is due within seven working days.",
    ),
    "private-fostering-ended": Act(
        label="Private fostering ended",
        button="Record that it ended",
        form=FosteringEndForm,
        do=_fostering_ended,
        offered=when(
            "end_private_fostering", Permission.ADD_INFORMATION, lambda doing: progress(doing).fostering is not None
        ),
    ),
    "need": Act(
        census={"PrimaryNeedCode": "need"},
        label="Primary need for the census",
        button="Record the need",
        lead="For the census alone. It says nothing about what help this child gets.",
        form=NeedForm,
        do=_need,
        offered=when(
            "record_primary_need", Permission.ADD_INFORMATION, lambda doing: progress(doing).referral is not None
        ),
        initial=_shown_referral,
        choices=_choices("need", PRIMARY_NEED),
    ),
}
