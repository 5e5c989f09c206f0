"""Rules about a referral with no further action (guide, 4.3): it may carry no other work."""

from __future__ import annotations

from frontdoor.returns.cin_census.census import CINdetails
from frontdoor.returns.cin_census.checks.rule import At, Found, Place, rule
from frontdoor.returns.cin_census.checks.values import REFERRED, WHETHER_NFA, YES

_MEND = "Correct the referral's outcome, or move the work to the episode it belongs to."


@rule(
    "8569Q",
    CINdetails,
    "ReferralNFA",
    wrong="A referral from more than a working day before the census year ended with no further action.",
    why="Such a referral was decided in the year before, and belongs to that census.",
    mend="Leave it out of this return, or correct the referral's date or outcome.",
    needs=(WHETHER_NFA, REFERRED),
)
def rule_8569q(episode: CINdetails, at: At) -> bool:
    """One working day is what a decision may take (guide, 1.2.2)."""
    referred = episode.CINreferralDate
    if referred is None or episode.ReferralNFA not in YES or referred >= at.period.start:
        return False
    return referred < at.period.one_working_day_before


@rule(
    "8831",
    CINdetails,
    "DateOfInitialCPC",
    wrong="An assessment, an enquiry or a conference stands on a referral marked as no further action.",
    why="Either work was done that would not be counted, or it stands on the wrong referral.",
    mend=_MEND,
    needs=(WHETHER_NFA,),
)
def rule_8831(episode: CINdetails, at: At) -> Found:
    if episode.ReferralNFA not in YES:
        return ()
    places: list[Place] = [
        (one, "LAchildID")
        for one in episode.assessments
        if one.AssessmentActualStartDate is not None or one.AssessmentAuthorisationDate is not None
    ]
    places += [
        (one, "LAchildID")
        for one in episode.section47s
        if one.S47ActualStartDate is not None or one.DateOfInitialCPC is not None
    ]
    return [(episode, "DateOfInitialCPC"), *places] if places or episode.DateOfInitialCPC is not None else ()


@rule(
    "8832",
    CINdetails,
    "ReferralNFA",
    wrong="A child protection plan stands on a referral marked as no further action.",
    why="A child with a plan is being protected, and would not be counted as such.",
    mend=_MEND,
    needs=(WHETHER_NFA,),
)
def rule_8832(episode: CINdetails, at: At) -> Found:
    if episode.ReferralNFA not in YES or not episode.cp_plans:
        return ()
    return [(episode, "ReferralNFA"), *((plan, "LAchildID") for plan in episode.cp_plans)]


@rule(
    "4000",
    CINdetails,
    "ReferralNFA",
    wrong="A child in need plan stands on a referral marked as no further action.",
    why="A child with a plan is in need, and would not be counted as such.",
    mend=_MEND,
    needs=(WHETHER_NFA,),
)
def rule_4000(episode: CINdetails, at: At) -> Found:
    if episode.ReferralNFA not in YES or not episode.cin_plans:
        return ()
    return [(episode, "ReferralNFA"), *((plan, "LAchildID") for plan in episode.cin_plans)]
