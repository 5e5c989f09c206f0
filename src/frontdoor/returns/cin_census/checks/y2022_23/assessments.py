"""Rules about assessments and their factors (guide, 4.9 and 4.10)."""

from __future__ import annotations

from frontdoor.returns.cin_census.census import Assessment, CINdetails
from frontdoor.returns.cin_census.checks.rule import At, Found, rule
from frontdoor.returns.cin_census.checks.values import (
    ASSESSED,
    CLOSED_AFTER_ASSESSMENT,
    REFERRED,
    before,
    overlapping,
)
from frontdoor.rules.codesets import FACTORS

#: Factors that later years query by rules of their own (8945Q, 8950Q).
_QUERIED_THEMSELVES = frozenset({"18A", "19A"})


@rule(
    "1103",
    Assessment,
    "AssessmentActualStartDate",
    wrong="The assessment starts before the referral.",
    why="The 45 working days of an assessment run from the referral.",
    mend="Correct the assessment's start or the referral date, or move the assessment to its own episode.",
    needs=(ASSESSED, REFERRED),
)
def rule_1103(assessment: Assessment, at: At) -> Found:
    early = before(assessment.AssessmentActualStartDate, at.episode.CINreferralDate)
    return ((assessment, "AssessmentActualStartDate"), (at.episode, "CINreferralDate")) if early else ()


@rule(
    "8608",
    Assessment,
    "AssessmentActualStartDate",
    "AssessmentAuthorisationDate",
    wrong="The assessment ends before it starts.",
    why="How long assessments take is published, and this one would take less than no time.",
    mend="Correct the start or the date of authorisation on the assessment.",
    needs=(ASSESSED,),
)
def rule_8608(assessment: Assessment, at: At) -> bool:
    return before(assessment.AssessmentAuthorisationDate, assessment.AssessmentActualStartDate)


@rule(
    "8614",
    Assessment,
    "AssessmentAuthorisationDate",
    "AssessmentFactors",
    wrong="Factors are given for an assessment that is not finished.",
    why="Factors are what the finished assessment found.",
    mend="Record when the assessment was authorised, or leave its factors until it is.",
)
def rule_8614(assessment: Assessment, at: At) -> bool:
    return assessment.AssessmentAuthorisationDate is None and bool(assessment.AssessmentFactors)


@rule(
    "8670Q",
    Assessment,
    "AssessmentActualStartDate",
    "AssessmentAuthorisationDate",
    wrong="The assessment began more than 45 working days before the census year's end and is not finished.",
    why="An assessment may take 45 working days from the referral; the child may be waiting.",
    mend="Finish it, or record when it was authorised, on the assessment.",
    needs=(ASSESSED,),
    note="8670Q: All records have been checked and can confirm that the data has been amended (where required). All "
    "remaining queries relate to open assessments longer than 45 working days.",
)
def rule_8670q(assessment: Assessment, at: At) -> bool:
    """Before the first of the year's last 45 working days: by its end all 45 have passed (ADR 0012)."""
    return assessment.AssessmentAuthorisationDate is None and before(
        assessment.AssessmentActualStartDate, at.period.last_45_working_days
    )


@rule(
    "8696",
    Assessment,
    "AssessmentAuthorisationDate",
    wrong="The assessment ended outside the census year.",
    why="An assessment is returned in the year in which it ended, or open.",
    mend="Correct the date of authorisation; leave it blank if it is after 31 March.",
)
def rule_8696(assessment: Assessment, at: At) -> bool:
    ended = assessment.AssessmentAuthorisationDate
    return ended is not None and not at.period.holds(ended)


@rule(
    "8736",
    Assessment,
    "AssessmentAuthorisationDate",
    "AssessmentActualStartDate",
    wrong="The assessment is not finished, and began outside the census year.",
    why="One that began before the year has run for months; one after it belongs to the next census.",
    mend="Record when the assessment was authorised, or correct its start.",
    needs=(ASSESSED,),
)
def rule_8736(assessment: Assessment, at: At) -> bool:
    began = assessment.AssessmentActualStartDate
    return assessment.AssessmentAuthorisationDate is None and began is not None and not at.period.holds(began)


@rule(
    "8863Q",
    CINdetails,
    "AssessmentActualStartDate",
    "AssessmentAuthorisationDate",
    wrong="An assessment starts while another on the same episode goes on.",
    why="A child is assessed once at a time; the two may be one, and the time taken would count twice.",
    mend="Record the end of the first, or join the two on the episode.",
    needs=(ASSESSED,),
)
def rule_8863q(episode: CINdetails, at: At) -> Found:
    """A start on the day on which another starts or ends falls within it."""
    if len(episode.assessments) < 2:
        return ()
    spans = (
        (one, one.AssessmentActualStartDate, one.AssessmentAuthorisationDate or at.period.end)
        for one in episode.assessments
    )
    return list(overlapping(spans, ("AssessmentActualStartDate", "AssessmentAuthorisationDate")))


@rule(
    "8869",
    Assessment,
    "AssessmentFactors",
    wrong="Factor 21 (none found) is given together with other factors.",
    why="It says that there are none, so the assessment contradicts itself.",
    mend="Remove 21, or the others, on the assessment.",
)
def rule_8869(assessment: Assessment, at: At) -> bool:
    return "21" in assessment.AssessmentFactors and len(set(assessment.AssessmentFactors)) > 1


@rule(
    "8873Q",
    CINdetails,
    "ReasonForClosure",
    wrong="The only assessment found no factors (21), and the case was not closed as needing no service (RC8 or RC9).",
    why="Factor 21 is only for a child for whom no further action follows.",
    mend="Record the factors found on the assessment, or correct the reason for closure.",
)
def rule_8873q(episode: CINdetails, at: At) -> Found:
    if len(episode.assessments) != 1 or episode.ReasonForClosure in CLOSED_AFTER_ASSESSMENT:
        return ()
    only = episode.assessments[0]
    if "21" not in only.AssessmentFactors:
        return ()
    return ((only, "AssessmentFactors"), (episode, "ReasonForClosure"))


@rule(
    "8896",
    CINdetails,
    "AssessmentAuthorisationDate",
    wrong="Two or more assessments on the same episode are open.",
    why="A child is assessed once at a time; the earlier one was probably never ended.",
    mend="Record when the earlier assessment was authorised.",
)
def rule_8896(episode: CINdetails, at: At) -> Found:
    still_open = [one for one in episode.assessments if one.AssessmentAuthorisationDate is None]
    return [(one, "AssessmentAuthorisationDate") for one in still_open] if len(still_open) > 1 else ()


@rule(
    "8897Q",
    Assessment,
    "AssessmentAuthorisationDate",
    "AssessmentFactors",
    wrong="A finished assessment has no factors, or one that is no code of the list.",
    why="What children and parents struggle with is published from these factors.",
    mend="Record the factors found, or 21 if there were none, on the assessment.",
)
def rule_8897q(assessment: Assessment, at: At) -> bool:
    ended = assessment.AssessmentAuthorisationDate
    if ended is None or ended < at.period.start:
        return False
    codes = at.period.codes.of(FACTORS)
    given = assessment.AssessmentFactors
    return not given or any(code not in codes and not _queried_itself(code, at) for code in given)


def _queried_itself(code: str, at: At) -> bool:
    return at.period.year >= 2025 and code in _QUERIED_THEMSELVES


@rule(
    "8898",
    Assessment,
    "AssessmentFactors",
    wrong="The same factor is given twice for the assessment.",
    why="It would be counted twice.",
    mend="Remove the second one on the assessment.",
)
def rule_8898(assessment: Assessment, at: At) -> bool:
    return len(set(assessment.AssessmentFactors)) < len(assessment.AssessmentFactors)
