"""What the rules of 2024-25 changed: sex replaced gender, child numbers up to 20 characters, factors 18A and 19A."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from frontdoor.returns.cin_census.census import Assessment, Child, ChildIdentifiers
from frontdoor.returns.cin_census.checks.rule import At, Found, across, rule
from frontdoor.returns.cin_census.checks.values import IDENTIFIERS, NUMBER, WHETHER_NFA
from frontdoor.returns.cin_census.checks.y2022_23.authority import ShareWithout
from frontdoor.returns.cin_census.checks.y2022_23.identifiers import unborn, without_upn
from frontdoor.rules.codesets import SEX
from frontdoor.rules.identifiers import child_number_faults


@rule(
    "1570",
    ChildIdentifiers,
    "LAchildID",
    wrong="The child's number has more than 20 characters.",
    why="The department cannot load it.",
    mend="Return the number the child had last year; tell the department before numbers are changed.",
    needs=(NUMBER,),
    since=2025,
)
def rule_1570(child: ChildIdentifiers, at: At) -> bool:
    return child.LAchildID is not None and _breaks("1570", child.LAchildID)


@rule(
    "1580",
    ChildIdentifiers,
    "LAchildID",
    wrong="The child's number has a character that is neither a letter nor a digit.",
    why="The department cannot load it.",
    mend="Return the number without spaces, dashes or other marks.",
    needs=(NUMBER,),
    since=2025,
)
def rule_1580(child: ChildIdentifiers, at: At) -> bool:
    return child.LAchildID is not None and _breaks("1580", child.LAchildID)


def _breaks(code: str, number: str) -> bool:
    return code in _number_faults(number)


@lru_cache(maxsize=64)
def _number_faults(number: str) -> frozenset[str]:
    return frozenset(fault.rule for fault in child_number_faults(number, census_year=2025))


@rule(
    "4180",
    ChildIdentifiers,
    "Sex",
    wrong="Sex is missing or is not M, F or U.",
    why="The child is left out of every figure by sex.",
    mend="Record M or F in the child's identifiers; U if not recorded, or unborn.",
    since=2025,
)
def rule_4180(child: ChildIdentifiers, at: At) -> bool:
    return child.Sex not in at.period.codes.of(SEX)


@rule(
    "8750",
    ChildIdentifiers,
    "Sex",
    "PersonBirthDate",
    "ExpectedPersonBirthDate",
    wrong="An unborn child has a sex other than U.",
    why="The department counts an unborn child's sex as not recorded, whatever a scan showed.",
    mend="Record sex as U until the birth, or record the date of birth.",
    since=2025,
)
def rule_8750(child: ChildIdentifiers, at: At) -> bool:
    """The published prose still says 0; the message, and the code list, say U."""
    return unborn(child) and child.Sex != "U"


class WithoutSex(ShareWithout):
    """Sex U, missing, or the 0 of the old list."""

    element = "Sex"
    silent = frozenset({None, "0", "U"})


rule_2886q = across(
    WithoutSex,
    "2886Q",
    ChildIdentifiers,
    "Sex",
    wrong="Sex is not recorded for more than 2 in 100 children, unborn ones left out.",
    why="Figures by sex would be wrong for the authority as a whole.",
    mend="Record it in the identifiers of the children without.",
    since=2025,
)


@rule(
    "8770Q",
    Child,
    "UPN",
    "UPNunknown",
    wrong="The child is of school age and has no pupil number, and no reason for that but being too young.",
    why="Children in need are compared with all pupils by this number.",
    mend="Ask the school for the pupil number, or record why it is not known, in the child's identifiers.",
    needs=(
        IDENTIFIERS,
        WHETHER_NFA,
    ),
    since=2025,
)
def rule_8770q(child: Child, at: At) -> Found:
    """Of school age: five years old by 31 August before the school year in which the census year ends."""
    born = child.identifiers.PersonBirthDate
    return without_upn(child, at) if born is not None and born <= date(at.period.end.year - 6, 8, 31) else ()


@rule(
    "8945Q",
    Assessment,
    "AssessmentFactors",
    wrong="Factor 18A (physical abuse, by whom not said) is used.",
    why="Whether a child was hurt by an adult or by another child is now told apart.",
    mend="Choose 18B (by a child) or 18C (by an adult) on the assessment.",
    since=2025,
)
def rule_8945q(assessment: Assessment, at: At) -> bool:
    return "18A" in assessment.AssessmentFactors


@rule(
    "8950Q",
    Assessment,
    "AssessmentFactors",
    wrong="Factor 19A (sexual abuse, by whom not said) is used.",
    why="Whether a child was abused by an adult or by another child is now told apart.",
    mend="Choose 19B (by a child) or 19C (by an adult) on the assessment.",
    since=2025,
)
def rule_8950q(assessment: Assessment, at: At) -> bool:
    return "19A" in assessment.AssessmentFactors


RULES = (
    rule_1570,
    rule_1580,
    rule_4180,
    rule_8750,
    rule_2886q,
    rule_8770q,
    rule_8945q,
    rule_8950q,
)
