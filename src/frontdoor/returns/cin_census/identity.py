"""Who a child is in the census: the number for life, pupil numbers, birth, sex, ethnicity, disability.

Sections are the CIN census guide's (2023-24).
"""

from __future__ import annotations

from datetime import date

from frontdoor.returns.cin_census.census import ChildCharacteristics, ChildIdentifiers, DisabilityRow
from frontdoor.returns.cin_census.period import Period
from frontdoor.returns.people import Who
from frontdoor.rules.codesets import SEX
from frontdoor.rules.codesets.characteristics import DISABILITY, ETHNICITY

#: Below this age on 31 March a child without a pupil number is not of school age (rule 8770Q).
SCHOOL_AGE = 4

#: A gender as it stood in the census until 2023-24, by sex.
_GENDER = {"M": "1", "F": "2", "U": "0"}

#: Nothing known of the child's ethnicity: "information not yet obtained"; of an unborn child always so.
_NOT_OBTAINED = "NOBT"


def identifiers(who: Who, period: Period, *, until: date, only_no_action: bool) -> ChildIdentifiers:
    """Module 1. `until` is the day up to which the child is in the return.

    A child not born by then has the expected date alone, and no sex (2.6, 2.7); once born the expected date is kept
    inside and not returned.
    """
    unborn = who.unborn_on(until)
    sex = "U" if unborn else who.sex
    return ChildIdentifiers(
        LAchildID=who.number,
        UPN=who.upn or None,
        FormerUPN=who.former_upn or None,
        UPNunknown=None if who.upn else _upn_unknown(who, period, unborn, only_no_action) or None,
        PersonBirthDate=None if unborn else who.born_on,
        ExpectedPersonBirthDate=who.expected_on if unborn else None,
        GenderCurrent=None if SEX.in_year(period.year) else _GENDER.get(sex, "0"),
        Sex=sex if SEX.in_year(period.year) else None,
        PersonDeathDate=period.by_its_end(who.died_on),
    )


def _upn_unknown(who: Who, period: Period, unborn: bool, only_no_action: bool) -> str:
    """Why there is no pupil number (2.4): what somebody said, or what follows from age and referrals; else blank."""
    if only_no_action:
        return "UN7"
    if who.upn_unknown and who.upn_unknown != "UN7":
        return who.upn_unknown
    age = who.age_on(period.last)
    return "UN1" if unborn or (age is not None and age < SCHOOL_AGE) else ""


def characteristics(who: Who, period: Period, *, until: date) -> ChildCharacteristics:
    """Module 2. An unborn child has no disability recorded, and an ethnicity not yet obtained (3.1, 3.2).

    Where nobody asked about disability nothing is returned: "none" would be an answer that nobody gave.
    """
    if who.unborn_on(until):
        return ChildCharacteristics(Ethnicity=_NOT_OBTAINED)
    ethnicity = who.ethnicity if ETHNICITY.holds(who.ethnicity, period.year) else _NOT_OBTAINED
    codes = [code.code for code in DISABILITY.in_year(period.year) if code.code in who.disabilities]
    return ChildCharacteristics(Ethnicity=ethnicity, disabilities=[DisabilityRow(Disability=code) for code in codes])
