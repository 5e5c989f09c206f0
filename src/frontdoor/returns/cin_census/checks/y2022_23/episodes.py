"""Rules about a referral and its episode (guide, module 3, 4.1 to 4.5)."""

from __future__ import annotations

from datetime import date

from frontdoor.returns.cin_census.census import Child, CINdetails
from frontdoor.returns.cin_census.checks.rule import At, Found, Place, rule
from frontdoor.returns.cin_census.checks.values import NO, REFERRED, WHETHER_NFA, overlapping
from frontdoor.rules.codesets import PRIMARY_NEED, REFERRAL_SOURCE

#: Since when a referral's source is asked for.
_SOURCES_SINCE = date(2013, 4, 1)
#: What the department takes for yes and no.
_AS_WRITTEN = frozenset({"true", "1", "false", "0"})


@rule(
    "8600",
    CINdetails,
    "CINreferralDate",
    wrong="The referral has no date, or one after the census year.",
    why="Every time that follows is measured from the referral, and a later one belongs to the next census.",
    mend="Correct the date on the referral.",
)
def rule_8600(episode: CINdetails, at: At) -> bool:
    return episode.CINreferralDate is None or episode.CINreferralDate > at.period.end


@rule(
    "8866",
    CINdetails,
    "CINreferralDate",
    "ReferralSource",
    wrong="The referral's source is missing or is no code of the list.",
    why="Who refers, and what becomes of it, is published for each authority.",
    mend="Record the source on the referral; 10 only where it is truly not known.",
    needs=(REFERRED,),
)
def rule_8866(episode: CINdetails, at: At) -> bool:
    """For referrals from 1 April 2013 on."""
    if episode.CINreferralDate is None or episode.CINreferralDate < _SOURCES_SINCE:
        return False
    return episode.ReferralSource not in at.period.codes.of(REFERRAL_SOURCE)


@rule(
    "8568",
    CINdetails,
    "ReferralNFA",
    wrong="Whether the referral ended with no further action is missing, or neither yes nor no.",
    why="Most other rules depend on it, and so does every figure on referrals that went on.",
    mend="Record on the referral whether any further action was taken.",
)
def rule_8568(episode: CINdetails, at: At) -> bool:
    """Written just so: a program's "True" or "FALSE" means one, so that other rules judge it, and is refused."""
    return episode.ReferralNFA not in _AS_WRITTEN


@rule(
    "8610",
    CINdetails,
    "ReferralNFA",
    "PrimaryNeedCode",
    wrong="The referral went on, and no primary need is given.",
    why="Why children are in need is published by this code.",
    mend="Record the primary need on the referral or its assessment; N0 only where it is not yet known.",
    needs=(WHETHER_NFA,),
)
def rule_8610(episode: CINdetails, at: At) -> bool:
    return episode.ReferralNFA in NO and episode.PrimaryNeedCode is None


@rule(
    "8650",
    CINdetails,
    "PrimaryNeedCode",
    wrong="The primary need is no code of the list.",
    why="The child would be left out of every figure by need.",
    mend="Choose N1 to N9, or N0, on the referral or its assessment.",
)
def rule_8650(episode: CINdetails, at: At) -> bool:
    return episode.PrimaryNeedCode is not None and episode.PrimaryNeedCode not in at.period.codes.of(PRIMARY_NEED)


@rule(
    "8815",
    Child,
    "CINclosureDate",
    wrong="The child has more than one open episode.",
    why="New information about an open case is no referral: the child would be counted twice.",
    mend="Close the earlier episode, or move the later referral's information into it.",
    needs=(WHETHER_NFA,),
)
def rule_8815(child: Child, at: At) -> Found:
    if len(child.cin_details) < 2:
        return ()
    still_open = _still_open(child)
    return [(episode, "CINclosureDate") for episode in still_open] if len(still_open) > 1 else ()


@rule(
    "8816",
    Child,
    "CINreferralDate",
    "ReferralNFA",
    wrong="An episode is open although the child was referred again after it.",
    why="A new referral means that the case had been closed before.",
    mend="Record the closure of the earlier episode, or correct the referral dates.",
    needs=(WHETHER_NFA, REFERRED),
)
def rule_8816(child: Child, at: At) -> Found:
    if len(child.cin_details) < 2:
        return ()
    latest = max((one.CINreferralDate for one in child.cin_details if one.CINreferralDate is not None), default=None)
    places: list[Place] = []
    for episode in _still_open(child):
        if latest is not None and episode.CINreferralDate is not None and episode.CINreferralDate < latest:
            places += [(episode, "CINreferralDate"), (episode, "ReferralNFA")]
    return places


def _still_open(child: Child) -> list[CINdetails]:
    """Episodes with no closure whose referral was not ended at once."""
    return [one for one in child.cin_details if one.CINclosureDate is None and one.ReferralNFA in NO]


@rule(
    "8820",
    Child,
    "CINreferralDate",
    "CINclosureDate",
    wrong="The child was referred while an earlier episode was still open: the episodes overlap.",
    why="One child would count as two cases for the days in both.",
    mend="Correct the closure or the referral date, or move the later referral's information into the open episode.",
    needs=(REFERRED,),
)
def rule_8820(child: Child, at: At) -> Found:
    """A referral on the day of an earlier closure is a new one. Without closure, only a referral that went on spans."""
    if len(child.cin_details) < 2:
        return ()
    spans = (
        (one, one.CINreferralDate, one.CINclosureDate or (at.period.end if one.ReferralNFA in NO else None))
        for one in child.cin_details
    )
    return list(overlapping(spans, ("CINreferralDate", "CINclosureDate"), touching=False))
