"""Rules about who the child is: numbers, birth and sex (guide, module 1)."""

from __future__ import annotations

from functools import lru_cache

from frontdoor.returns.cin_census.census import Child, ChildIdentifiers, CINdetails
from frontdoor.returns.cin_census.checks.rule import At, Found, Place, rule
from frontdoor.returns.cin_census.checks.values import IDENTIFIERS, NO, REFERRED, WHETHER_NFA, YES
from frontdoor.rules import identifiers
from frontdoor.rules.codesets import GENDER, UPN_UNKNOWN
from frontdoor.rules.identifiers import UPN_AUTHORITIES

#: The authorities that a pupil number could name before Cumberland and Westmorland and Furness were made (April 2023).
_AUTHORITIES = UPN_AUTHORITIES - {"942", "943"}


@lru_cache(maxsize=64)
def upn_faults(upn: str) -> frozenset[str]:
    """The rules that a pupil number breaks as it is written in the file: the department tidies none.

    A short one breaks the rule about the characters that it has not.
    """
    faults = {fault.rule for fault in identifiers.upn_faults(upn)}
    if len(upn) < 12:
        faults.add("1540")
    if len(upn) != 13:
        faults.add("1550")
    return frozenset(faults)


@rule(
    "1510",
    ChildIdentifiers,
    "UPN",
    wrong="The pupil number's first letter does not fit its digits.",
    why="A wrong digit links this child's results to another child.",
    mend="Copy the pupil number again from the school or the pupil database into the child's identifiers.",
)
def rule_1510(child: ChildIdentifiers, at: At) -> bool:
    """Letter = digits 2 to 13 by weights 2 to 13, modulo 23. A temporary number's sum is not published: by pattern."""
    return child.UPN is not None and "1510" in upn_faults(child.UPN)


@rule(
    "1530",
    ChildIdentifiers,
    "UPN",
    wrong="Characters 2 to 4 of the pupil number are no authority's code.",
    why="The number cannot have been issued, so the child cannot be matched to school data.",
    mend="Copy the pupil number again from the school or the pupil database into the child's identifiers.",
)
def rule_1530(child: ChildIdentifiers, at: At) -> bool:
    """Too short to have characters 2 to 4: rule 1540 says so."""
    return child.UPN is not None and len(child.UPN) >= 4 and child.UPN[1:4] not in _AUTHORITIES


@rule(
    "1540",
    ChildIdentifiers,
    "UPN",
    wrong="Characters 5 to 12 of the pupil number are not all digits.",
    why="The number cannot have been issued, so the child cannot be matched to school data.",
    mend="Copy the pupil number again from the school or the pupil database into the child's identifiers.",
)
def rule_1540(child: ChildIdentifiers, at: At) -> bool:
    return child.UPN is not None and "1540" in upn_faults(child.UPN)


@rule(
    "1550",
    ChildIdentifiers,
    "UPN",
    wrong="The pupil number has no thirteenth character, or one that is not allowed, or goes on after it.",
    why="The number cannot have been issued, so the child cannot be matched to school data.",
    mend="Copy the pupil number again: 13 characters, the last a digit, or for a temporary one a letter but I, O or S.",
)
def rule_1550(child: ChildIdentifiers, at: At) -> bool:
    return child.UPN is not None and "1550" in upn_faults(child.UPN)


@rule(
    "1560Q",
    ChildIdentifiers,
    "FormerUPN",
    wrong="The former pupil number is not written as a pupil number is.",
    why="A former number is there to find earlier results, and this one finds none.",
    mend="Correct the former number in the child's identifiers; for a child adopted from care leave it blank.",
)
def rule_1560q(child: ChildIdentifiers, at: At) -> bool:
    """A letter, an authority's code, eight digits, a digit or letter (guide, 2.2). Its sum is not asked for."""
    return child.FormerUPN is not None and bool(upn_faults(child.FormerUPN) - {"1510"})


@rule(
    "8500",
    ChildIdentifiers,
    "LAchildID",
    wrong="The child has no number of the authority's own.",
    why="Without it the department cannot follow the child from year to year.",
    mend="Give the child's record its number; it is kept for life and never issued twice.",
)
def rule_8500(child: ChildIdentifiers, at: At) -> bool:
    return child.LAchildID is None


@rule(
    "8520",
    ChildIdentifiers,
    "PersonBirthDate",
    wrong="The date of birth is after the end of the census year.",
    why="A child not yet born has an expected date of birth instead.",
    mend="Correct the date of birth, or move it to the expected date of birth.",
)
def rule_8520(child: ChildIdentifiers, at: At) -> bool:
    return child.PersonBirthDate is not None and child.PersonBirthDate > at.period.end


@rule(
    "8525Q",
    ChildIdentifiers,
    "PersonBirthDate",
    "ExpectedPersonBirthDate",
    wrong="The child has both a date of birth and an expected one, or neither.",
    why="The child's age, and whether they are unborn, cannot be told.",
    mend="In the child's identifiers give the date of birth once born, and the expected date only until then.",
)
def rule_8525q(child: ChildIdentifiers, at: At) -> bool:
    return (child.PersonBirthDate is None) == (child.ExpectedPersonBirthDate is None)


@rule(
    "8530Q",
    ChildIdentifiers,
    "ExpectedPersonBirthDate",
    wrong="The expected date of birth is more than 30 days before, or 9 months after, the end of the census year.",
    why="By then the child was born or the pregnancy over, or could not yet be known of.",
    mend="Record the birth, or correct the expected date, in the child's identifiers.",
    note="8530Q: All records have been checked and can confirm that the data has been amended (where required) and the "
    "data is now correct in all instances.",
)
def rule_8530q(child: ChildIdentifiers, at: At) -> bool:
    due = child.ExpectedPersonBirthDate
    return due is not None and not at.period.earliest_due <= due <= at.period.latest_due


@rule(
    "8590",
    Child,
    "LAchildID",
    wrong="The child has no episode: no referral is returned for them.",
    why="A child is in the census only because of a referral or an open case in the year.",
    mend="Add the referral this child is known by, or leave the child out of the return.",
)
def rule_8590(child: Child, at: At) -> Found:
    return () if child.cin_details else ((child.identifiers, "LAchildID"),)


@rule(
    "4180",
    ChildIdentifiers,
    "GenderCurrent",
    wrong="Gender is missing or is no code of the list.",
    why="The child is left out of every figure by sex.",
    mend="Record 1, 2, 0 or 9 in the child's identifiers; 0 for an unborn child.",
)
def rule_4180(child: ChildIdentifiers, at: At) -> bool:
    return child.GenderCurrent not in at.period.codes.of(GENDER)


@rule(
    "8750",
    ChildIdentifiers,
    "GenderCurrent",
    "PersonBirthDate",
    "ExpectedPersonBirthDate",
    wrong="An unborn child has a gender other than 0.",
    why="The department counts an unborn child as not recorded, whatever a scan showed.",
    mend="Record gender as 0 until the birth, or record the date of birth.",
)
def rule_8750(child: ChildIdentifiers, at: At) -> bool:
    return unborn(child) and child.GenderCurrent != "0"


def unborn(child: ChildIdentifiers) -> bool:
    """Whether only an expected date of birth is known."""
    return child.ExpectedPersonBirthDate is not None and child.PersonBirthDate is None


@rule(
    "8606",
    CINdetails,
    "CINreferralDate",
    wrong="The referral is more than 40 weeks (280 days) before the birth or the expected birth.",
    why="Nobody is referred before conception: one of the dates is wrong, or the referral is a sibling's.",
    mend="Correct the referral date, or the date of birth or expected date in the child's identifiers.",
    needs=(
        IDENTIFIERS,
        REFERRED,
    ),
)
def rule_8606(episode: CINdetails, at: At) -> Found:
    """Measured to either date that is given."""
    referred, who = episode.CINreferralDate, at.child.identifiers
    if referred is None:
        return ()
    born, due = who.PersonBirthDate, who.ExpectedPersonBirthDate
    places: list[Place] = []
    if born is not None and (born - referred).days > 280:
        places.append((who, "PersonBirthDate"))
    if due is not None and (due - referred).days > 280:
        places.append((who, "ExpectedPersonBirthDate"))
    return ((episode, "CINreferralDate"), *places) if places else ()


@rule(
    "8770Q",
    Child,
    "UPN",
    "UPNunknown",
    wrong="The child is over 5 and has neither a pupil number nor a reason for its absence other than too young.",
    why="Children in need are compared with all pupils by this number.",
    mend="Ask the school for the pupil number, or record why it is not known, in the child's identifiers.",
    needs=(
        IDENTIFIERS,
        WHETHER_NFA,
    ),
)
def rule_8770q(child: Child, at: At) -> Found:
    """More than five years before the reference date, for a child with a referral that went on."""
    born = child.identifiers.PersonBirthDate
    return without_upn(child, at) if born is not None and born < at.period.five_years_before else ()


def without_upn(child: Child, at: At) -> Found:
    """The places where neither a pupil number stands nor a reason that holds for a child of school age."""
    who = child.identifiers
    if who.UPN is not None or not any(episode.ReferralNFA in NO for episode in child.cin_details):
        return ()
    reason = (who.UPNunknown or "").upper()
    # UN1 says "not of school age", which this child is.
    if reason != "UN1" and reason in at.period.codes.of(UPN_UNKNOWN):
        return ()
    return ((who, "UPN"), (who, "UPNunknown"))


@rule(
    "8772",
    CINdetails,
    "ReferralNFA",
    wrong="The pupil number is said to be missing because no further action was taken, but this referral went on.",
    why="UN7 is for children all of whose referrals ended at once; the number is owed for this one.",
    mend="Give the pupil number or another reason in the child's identifiers, or correct the referral's outcome.",
    needs=(IDENTIFIERS,),
)
def rule_8772(episode: CINdetails, at: At) -> Found:
    who = at.child.identifiers
    if who.UPNunknown != "UN7" or episode.ReferralNFA in YES:
        return ()
    return ((episode, "ReferralNFA"), (who, "UPNunknown"))
