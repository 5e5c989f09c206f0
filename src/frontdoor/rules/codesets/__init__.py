"""Statutory code sets, by census year, each with its source."""

from frontdoor.rules.codesets.assessment import ABUSE, FACTORS
from frontdoor.rules.codesets.base import Code, CodeSet, UnknownCode, census_year
from frontdoor.rules.codesets.characteristics import DISABILITY, ETHNICITY, GENDER, SEX, SEX_OF_GENDER, UPN_UNKNOWN
from frontdoor.rules.codesets.referral import CLOSURE, PRIMARY_NEED, REFERRAL_SOURCE

ALL: dict[str, CodeSet] = {
    found.name: found
    for found in (
        REFERRAL_SOURCE,
        PRIMARY_NEED,
        CLOSURE,
        FACTORS,
        ABUSE,
        ETHNICITY,
        DISABILITY,
        SEX,
        GENDER,
        UPN_UNKNOWN,
    )
}

__all__ = [
    "ABUSE",
    "ALL",
    "CLOSURE",
    "DISABILITY",
    "ETHNICITY",
    "FACTORS",
    "GENDER",
    "PRIMARY_NEED",
    "REFERRAL_SOURCE",
    "SEX",
    "SEX_OF_GENDER",
    "UPN_UNKNOWN",
    "Code",
    "CodeSet",
    "UnknownCode",
    "census_year",
]
