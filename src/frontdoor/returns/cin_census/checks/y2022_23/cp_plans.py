"""Rules about child protection plans and their reviews (guide, module 4)."""

from __future__ import annotations

from frontdoor.returns.cin_census.census import Child, ChildProtectionPlan, CINdetails, Review
from frontdoor.returns.cin_census.checks.rule import At, Found, Place, rule
from frontdoor.returns.cin_census.checks.values import (
    PROTECTED,
    REFERRED,
    REVIEWED,
    YES,
    before,
    overlapping,
)
from frontdoor.rules.codesets import ABUSE


@rule(
    "1105",
    ChildProtectionPlan,
    "CPPstartDate",
    wrong="The child protection plan starts before the referral.",
    why="A plan follows from a conference, and that from the referral.",
    mend="Correct the plan's start or the referral date, or move the plan to its own episode.",
    needs=(PROTECTED, REFERRED),
)
def rule_1105(plan: ChildProtectionPlan, at: At) -> Found:
    early = before(plan.CPPstartDate, at.episode.CINreferralDate)
    return ((plan, "CPPstartDate"), (at.episode, "CINreferralDate")) if early else ()


@rule(
    "2885",
    CINdetails,
    "CPPstartDate",
    wrong="The child protection plan does not start on the day of the initial conference.",
    why="The plan begins where the conference decides it; other days mean that one of the two is wrong.",
    mend="Correct the plan's start or the conference's date; for a child who moved in, the date stands on the episode.",
    needs=(PROTECTED,),
)
def rule_2885(episode: CINdetails, at: At) -> Found:
    """For plans that start in the year. An enquiry without need of a conference is none that the plan came from.

    Where there is an enquiry its conference counts; the episode's own date (a transfer in) only where there is none.
    """
    starts = [one.CPPstartDate for one in episode.cp_plans]
    enquiries = [
        one for one in episode.section47s if one.DateOfInitialCPC is not None or one.ICPCnotRequired not in YES
    ]
    held = [one.DateOfInitialCPC for one in enquiries] if enquiries else [episode.DateOfInitialCPC]
    wrong: list[Place] = [
        (one, "CPPstartDate")
        for one, start in zip(episode.cp_plans, starts, strict=True)
        if start is not None and at.period.holds(start) and start not in held
    ]
    if not wrong:
        return ()
    if not enquiries:
        return wrong if episode.DateOfInitialCPC in starts else [*wrong, (episode, "DateOfInitialCPC")]
    return [*wrong, *((one, "DateOfInitialCPC") for one in enquiries if one.DateOfInitialCPC not in starts)]


@rule(
    "8720",
    ChildProtectionPlan,
    "CPPstartDate",
    wrong="The child protection plan has no start, or one after the census year.",
    why="How many children are protected, and for how long, is counted from it.",
    mend="Correct the start of the plan.",
)
def rule_8720(plan: ChildProtectionPlan, at: At) -> bool:
    return plan.CPPstartDate is None or plan.CPPstartDate > at.period.end


@rule(
    "8730",
    ChildProtectionPlan,
    "NumberOfPreviousCPP",
    wrong="The number of the child's earlier child protection plans is missing or is no number.",
    why="A second plan tells that a first did not hold, and is watched nationally.",
    mend="Record the number on the plan, 0 if this is the first; plans elsewhere are not counted.",
)
def rule_8730(plan: ChildProtectionPlan, at: At) -> bool:
    given = plan.NumberOfPreviousCPP
    return given is None or not (given.isascii() and given.isdigit())


@rule(
    "8840",
    ChildProtectionPlan,
    "CPPstartDate",
    "CPPendDate",
    wrong="The child protection plan starts and ends on the same day.",
    why="A plan can be ended only by a later review.",
    mend="Correct the start or the end of the plan, or remove a plan made in error.",
    needs=(PROTECTED,),
)
def rule_8840(plan: ChildProtectionPlan, at: At) -> bool:
    return plan.CPPstartDate is not None and plan.CPPstartDate == plan.CPPendDate


@rule(
    "8841",
    Review,
    "CPPreviewDate",
    wrong="A review was held before the child protection plan started, or on that day.",
    why="The first review is due within three months of the plan; whether it was in time cannot be told.",
    mend="Correct the review's date or the start of the plan; the initial conference is no review.",
    needs=(PROTECTED, REVIEWED),
)
def rule_8841(review: Review, at: At) -> Found:
    held, began = review.CPPreviewDate, at.plan.CPPstartDate
    if held is None or began is None or held > began:
        return ()
    return ((at.plan, "CPPstartDate"), (review, "CPPreviewDate"))


@rule(
    "8842Q",
    Review,
    "CPPreviewDate",
    wrong="A review has no date.",
    why="Whether the plan was reviewed in time cannot be told.",
    mend="Record the review's date on the plan, or remove the review.",
)
def rule_8842q(review: Review, at: At) -> bool:
    return review.CPPreviewDate is None


@rule(
    "8905",
    ChildProtectionPlan,
    "InitialCategoryOfAbuse",
    wrong="The category of abuse at the start of the plan is missing or is no code of the list.",
    why="From what children are protected is published by it.",
    mend="Record the category that the initial conference decided.",
)
def rule_8905(plan: ChildProtectionPlan, at: At) -> bool:
    return plan.InitialCategoryOfAbuse not in at.period.codes.of(ABUSE)


@rule(
    "8910",
    ChildProtectionPlan,
    "LatestCategoryOfAbuse",
    wrong="The latest category of abuse is missing or is no code of the list.",
    why="From what children are protected is published by it.",
    mend="Record the category that the latest review decided, or repeat the first.",
)
def rule_8910(plan: ChildProtectionPlan, at: At) -> bool:
    return plan.LatestCategoryOfAbuse not in at.period.codes.of(ABUSE)


@rule(
    "8925",
    ChildProtectionPlan,
    "CPPstartDate",
    "CPPendDate",
    wrong="The child protection plan ends before it starts.",
    why="It would have lasted less than no time.",
    mend="Correct the start or the end of the plan.",
    needs=(PROTECTED,),
)
def rule_8925(plan: ChildProtectionPlan, at: At) -> bool:
    return before(plan.CPPendDate, plan.CPPstartDate)


@rule(
    "8930",
    ChildProtectionPlan,
    "CPPendDate",
    wrong="The child protection plan ended outside the census year.",
    why="A plan that ended before the year is not in it; one that ended after it is still open in it.",
    mend="Correct the end of the plan; leave it blank if it is after 31 March.",
)
def rule_8930(plan: ChildProtectionPlan, at: At) -> bool:
    return plan.CPPendDate is not None and not at.period.holds(plan.CPPendDate)


@rule(
    "8935",
    Child,
    "CPPendDate",
    wrong="The child has more than one open child protection plan.",
    why="A child has one plan at a time, and would be counted twice among the protected.",
    mend="Record the end of the earlier plan.",
)
def rule_8935(child: Child, at: At) -> Found:
    still_open = [one for one in _plans(child) if one.CPPendDate is None]
    return [(one, "CPPendDate") for one in still_open] if len(still_open) > 1 else ()


@rule(
    "8940",
    Child,
    "CPPstartDate",
    "CPPendDate",
    wrong="A child protection plan starts while another of the child's runs.",
    why="A child has one plan at a time; the days in both would count twice.",
    mend="Record the end of the first plan, or correct the start of the second.",
    needs=(PROTECTED,),
)
def rule_8940(child: Child, at: At) -> Found:
    """Over all the child's episodes. A start on the day on which another ends falls within it."""
    plans = _plans(child)
    if len(plans) < 2:
        return ()
    spans = ((one, one.CPPstartDate, one.CPPendDate or at.period.end) for one in plans)
    return list(overlapping(spans, ("CPPstartDate", "CPPendDate")))


def _plans(child: Child) -> list[ChildProtectionPlan]:
    return [plan for episode in child.cin_details for plan in episode.cp_plans]
