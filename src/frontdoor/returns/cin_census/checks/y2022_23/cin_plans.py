"""Rules about child in need plans (guide, 4.11): one at a time, and never beside a child protection plan."""

from __future__ import annotations

from datetime import date

from frontdoor.returns.cin_census.census import Child, CINdetails, CINPlan
from frontdoor.returns.cin_census.checks.rule import At, Found, Place, rule
from frontdoor.returns.cin_census.checks.values import PLANNED, PROTECTED, REFERRED, REVIEWED, before, overlapping

_ONE_PLAN = "A child has one plan at a time; while protected, that is the child protection plan."


@rule(
    "4001",
    CINdetails,
    "CINPlanEndDate",
    wrong="A child in need plan and a child protection plan are both open.",
    why=_ONE_PLAN,
    mend="End the child in need plan on the day on which the child protection plan starts.",
)
def rule_4001(episode: CINdetails, at: At) -> Found:
    plans = [(one, "CINPlanEndDate") for one in episode.cin_plans if one.CINPlanEndDate is None]
    if not plans:
        return ()
    protections = [(one, "CPPendDate") for one in episode.cp_plans if one.CPPendDate is None]
    return [*plans, *protections] if protections else ()


@rule(
    "4003",
    CINdetails,
    "CINPlanStartDate",
    wrong="A child protection review was held while a child in need plan ran.",
    why=_ONE_PLAN,
    mend="Correct the dates of the child in need plan, or the review's date.",
    needs=(PLANNED, REVIEWED),
)
def rule_4003(episode: CINdetails, at: At) -> Found:
    """From the plan's first day to its last; a review on the day on which its own plan ends is the hand-over."""
    places: list[Place] = []
    for protection in episode.cp_plans:
        for review in protection.reviews:
            held = review.CPPreviewDate
            if held is None or held == protection.CPPendDate:
                continue
            for plan in episode.cin_plans:
                began, ended = plan.CINPlanStartDate, plan.CINPlanEndDate or at.period.end
                if began is not None and began <= held <= ended:
                    places += [(plan, "CINPlanStartDate"), (protection, "CPPendDate"), (review, "CPPreviewDate")]
    return places


@rule(
    "4004",
    CINdetails,
    "CINPlanEndDate",
    wrong="The child has more than one open child in need plan.",
    why="A child has one plan at a time; the earlier one was probably never ended.",
    mend="Record the end of the earlier plan.",
)
def rule_4004(episode: CINdetails, at: At) -> Found:
    still_open = [one for one in episode.cin_plans if one.CINPlanEndDate is None]
    return [(one, "CINPlanEndDate") for one in still_open] if len(still_open) > 1 else ()


@rule(
    "4010",
    CINPlan,
    "CINPlanStartDate",
    wrong="The child in need plan has no start, or one after the census year.",
    why="How long children have a plan cannot be told, and a later one belongs to the next census.",
    mend="Correct the start of the plan.",
)
def rule_4010(plan: CINPlan, at: At) -> bool:
    return plan.CINPlanStartDate is None or plan.CINPlanStartDate > at.period.end


@rule(
    "4011",
    CINPlan,
    "CINPlanEndDate",
    "CINPlanStartDate",
    wrong="The child in need plan ends before it starts.",
    why="It would have lasted less than no time.",
    mend="Correct the start or the end of the plan.",
    needs=(PLANNED,),
)
def rule_4011(plan: CINPlan, at: At) -> bool:
    return before(plan.CINPlanEndDate, plan.CINPlanStartDate)


@rule(
    "4012Q",
    CINPlan,
    "CINPlanStartDate",
    "CINPlanEndDate",
    wrong="The child in need plan starts and ends on the same day.",
    why="A plan of no days helps nobody: it may be a slip of typing, or a plan never used.",
    mend="Correct its dates, or remove the plan.",
    needs=(PLANNED,),
)
def rule_4012q(plan: CINPlan, at: At) -> bool:
    return plan.CINPlanStartDate is not None and plan.CINPlanStartDate == plan.CINPlanEndDate


@rule(
    "4013",
    CINPlan,
    "CINPlanEndDate",
    wrong="The child in need plan ended outside the census year.",
    why="A plan that ended before the year is not in it; one that ended after it is still open in it.",
    mend="Correct the end of the plan; leave it blank if it is after 31 March.",
)
def rule_4013(plan: CINPlan, at: At) -> bool:
    return plan.CINPlanEndDate is not None and not at.period.holds(plan.CINPlanEndDate)


@rule(
    "4014",
    Child,
    "CINPlanStartDate",
    "CINPlanEndDate",
    wrong="A child in need plan starts while another of the child's runs.",
    why="A child has one plan at a time; the days in both would count twice.",
    mend="Record the end of the first plan, or correct the start of the second.",
    needs=(PLANNED,),
)
def rule_4014(child: Child, at: At) -> Found:
    """Over all the child's episodes. A start on the day on which another ends falls within it."""
    plans = [plan for episode in child.cin_details for plan in episode.cin_plans]
    if len(plans) < 2:
        return ()
    spans = ((one, one.CINPlanStartDate, one.CINPlanEndDate or at.period.end) for one in plans)
    return list(overlapping(spans, ("CINPlanStartDate", "CINPlanEndDate")))


@rule(
    "4015",
    CINPlan,
    "CINPlanStartDate",
    wrong="The child in need plan starts before the referral.",
    why="A plan follows from the referral's assessment.",
    mend="Correct the plan's start or the referral date, or move the plan to its own episode.",
    needs=(PLANNED, REFERRED),
)
def rule_4015(plan: CINPlan, at: At) -> Found:
    early = before(plan.CINPlanStartDate, at.episode.CINreferralDate)
    return ((plan, "CINPlanStartDate"), (at.episode, "CINreferralDate")) if early else ()


@rule(
    "4016",
    Child,
    "CINPlanStartDate",
    wrong="A child in need plan starts while a child protection plan runs.",
    why=_ONE_PLAN,
    mend="Start the child in need plan on the day on which the child protection plan ends.",
    needs=(PLANNED, PROTECTED),
)
def rule_4016(child: Child, at: At) -> Found:
    """Over all the child's episodes. The day on which the child protection plan ends is the hand-over."""
    places: list[Place] = []
    for plan, began in _starts(child):
        for episode in child.cin_details:
            for other in episode.cp_plans:
                first, last = other.CPPstartDate, other.CPPendDate
                if first is not None and first <= began and _runs(began, last, at):
                    places += [(plan, "CINPlanStartDate"), (other, "CPPstartDate"), (other, "CPPendDate")]
    return places


def _starts(child: Child) -> list[tuple[CINPlan, date]]:
    return [
        (plan, plan.CINPlanStartDate)
        for episode in child.cin_details
        for plan in episode.cin_plans
        if plan.CINPlanStartDate is not None
    ]


def _runs(day: date, last: date | None, at: At) -> bool:
    """Whether a plan still runs on the day: before its last, or where it has none up to the reference date."""
    return day < last if last is not None else day <= at.period.end


@rule(
    "4017",
    Child,
    "CINPlanStartDate",
    "CINPlanEndDate",
    wrong="A child protection plan starts while a child in need plan runs.",
    why=_ONE_PLAN,
    mend="End the child in need plan on the day on which the child protection plan starts.",
    needs=(PLANNED, PROTECTED),
)
def rule_4017(child: Child, at: At) -> Found:
    """Over all the child's episodes. The day on which the child in need plan ends is the hand-over."""
    places: list[Place] = []
    plans = _starts(child)
    if not plans:
        return ()
    for episode in child.cin_details:
        for other in episode.cp_plans:
            began = other.CPPstartDate
            for plan, first in plans:
                if began is not None and first <= began and _runs(began, plan.CINPlanEndDate, at):
                    places += [(plan, "CINPlanStartDate"), (plan, "CINPlanEndDate"), (other, "CPPstartDate")]
    return places
