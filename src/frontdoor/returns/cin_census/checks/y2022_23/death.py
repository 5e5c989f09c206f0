"""Rules about a child's death (guide, 2.8)."""

from __future__ import annotations

from frontdoor.returns.cin_census.census import ChildIdentifiers, ChildProtectionPlan, CINdetails, CINPlan
from frontdoor.returns.cin_census.checks.rule import At, Found, rule
from frontdoor.returns.cin_census.checks.values import IDENTIFIERS, PLANNED, PROTECTED, REFERRED, before

_MEND = "Correct the date of death in the child's identifiers, or the other date where it was recorded."


@rule(
    "8535Q",
    ChildIdentifiers,
    "PersonDeathDate",
    "PersonBirthDate",
    wrong="The child's death is before the birth, or there is a death and no date of birth.",
    why="Deaths of children in need are counted by age. It may be right: a pregnancy that ended.",
    mend="Correct the date of birth or of death in the child's identifiers.",
    note="8535Q: All records have been checked and can confirm that the data has been amended (where required). All "
    "remaining queries relate to pregnancies that did not proceed to full term or the child died before or during "
    "birth.",
)
def rule_8535q(child: ChildIdentifiers, at: At) -> bool:
    died, born = child.PersonDeathDate, child.PersonBirthDate
    return died is not None and (born is None or died < born)


@rule(
    "8545Q",
    ChildIdentifiers,
    "PersonDeathDate",
    wrong="The child's death is outside the census year.",
    why="A child who died in another year belongs to that year's census.",
    mend="Correct the date of death in the child's identifiers, or leave the child out of this return.",
)
def rule_8545q(child: ChildIdentifiers, at: At) -> bool:
    return child.PersonDeathDate is not None and not at.period.holds(child.PersonDeathDate)


@rule(
    "8555Q",
    CINdetails,
    "CINreferralDate",
    wrong="The child was referred after their death.",
    why="One of the two dates is wrong, or the referral is about a sibling.",
    mend=_MEND,
    needs=(
        IDENTIFIERS,
        REFERRED,
    ),
)
def rule_8555q(episode: CINdetails, at: At) -> Found:
    who = at.child.identifiers
    late = before(who.PersonDeathDate, episode.CINreferralDate)
    return ((episode, "CINreferralDate"), (who, "PersonDeathDate")) if late else ()


@rule(
    "8585Q",
    CINdetails,
    "ReasonForClosure",
    wrong="The case was closed because the child died, but no death is recorded.",
    why="Every child's death has to be counted, and a closure in error has to be noticed.",
    mend="Record the date of death in the child's identifiers, or correct the reason for closure.",
)
def rule_8585q(episode: CINdetails, at: At) -> Found:
    who = at.child.identifiers
    if episode.ReasonForClosure != "RC2" or who.PersonDeathDate is not None:
        return ()
    return ((episode, "ReasonForClosure"), (who, "PersonDeathDate"))


@rule(
    "4008",
    CINPlan,
    "CINPlanStartDate",
    wrong="A child in need plan starts after the child's death.",
    why="One of the two dates is wrong.",
    mend=_MEND,
    needs=(
        IDENTIFIERS,
        PLANNED,
    ),
)
def rule_4008(plan: CINPlan, at: At) -> Found:
    who = at.child.identifiers
    late = before(who.PersonDeathDate, plan.CINPlanStartDate)
    return ((who, "PersonDeathDate"), (plan, "CINPlanStartDate")) if late else ()


@rule(
    "4009Q",
    CINPlan,
    "CINPlanEndDate",
    wrong="A child in need plan ends after the child's death.",
    why="A plan ends with the child's death; one of the two dates is wrong.",
    mend=_MEND,
    needs=(IDENTIFIERS,),
)
def rule_4009q(plan: CINPlan, at: At) -> Found:
    who = at.child.identifiers
    late = before(who.PersonDeathDate, plan.CINPlanEndDate)
    return ((who, "PersonDeathDate"), (plan, "CINPlanEndDate")) if late else ()


@rule(
    "8915",
    ChildProtectionPlan,
    "CPPstartDate",
    wrong="A child protection plan starts after the child's death.",
    why="One of the two dates is wrong.",
    mend=_MEND,
    needs=(
        IDENTIFIERS,
        PROTECTED,
    ),
)
def rule_8915(plan: ChildProtectionPlan, at: At) -> Found:
    who = at.child.identifiers
    late = before(who.PersonDeathDate, plan.CPPstartDate)
    return ((plan, "CPPstartDate"), (who, "PersonDeathDate")) if late else ()


@rule(
    "8920",
    ChildProtectionPlan,
    "CPPendDate",
    wrong="A child protection plan ends after the child's death.",
    why="A plan ends with the child's death; one of the two dates is wrong.",
    mend=_MEND,
    needs=(IDENTIFIERS,),
)
def rule_8920(plan: ChildProtectionPlan, at: At) -> Found:
    who = at.child.identifiers
    late = before(who.PersonDeathDate, plan.CPPendDate)
    return ((plan, "CPPendDate"), (who, "PersonDeathDate")) if late else ()
