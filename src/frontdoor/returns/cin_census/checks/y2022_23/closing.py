"""Rules about the end of an episode (guide, 4.6 and 4.7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from frontdoor.returns.cin_census.census import CINdetails, Record
from frontdoor.returns.cin_census.checks.rule import At, Found, Place, rule
from frontdoor.returns.cin_census.checks.values import CLOSED_AFTER_ASSESSMENT, IDENTIFIERS, REFERRED, YES, before
from frontdoor.rules.calendar import add_months
from frontdoor.rules.codesets import CLOSURE


@rule(
    "8620",
    CINdetails,
    "CINclosureDate",
    wrong="The case was closed outside the census year.",
    why="A case closed before the year is not in it; one closed after it is still open in it.",
    mend="Correct the date of closure; leave it blank if it is after 31 March.",
)
def rule_8620(episode: CINdetails, at: At) -> bool:
    return episode.CINclosureDate is not None and not at.period.holds(episode.CINclosureDate)


@rule(
    "8630",
    CINdetails,
    "CINreferralDate",
    "CINclosureDate",
    wrong="The case was closed before it was referred.",
    why="It would have lasted less than no time.",
    mend="Correct the date of closure or the referral date.",
    needs=(REFERRED,),
)
def rule_8630(episode: CINdetails, at: At) -> bool:
    return before(episode.CINclosureDate, episode.CINreferralDate)


@rule(
    "8640",
    CINdetails,
    "ReasonForClosure",
    wrong="The reason for closure is no code of the list.",
    why="Why help ended could not be counted.",
    mend="Choose RC1 to RC9 on the closure.",
)
def rule_8640(episode: CINdetails, at: At) -> bool:
    return episode.ReasonForClosure is not None and episode.ReasonForClosure not in at.period.codes.of(CLOSURE)


@rule(
    "8805",
    CINdetails,
    "CINclosureDate",
    "ReasonForClosure",
    wrong="The case is closed without a reason.",
    why="Why help ended could not be counted.",
    mend="Record the reason on the closure.",
)
def rule_8805(episode: CINdetails, at: At) -> bool:
    return episode.CINclosureDate is not None and episode.ReasonForClosure is None


@rule(
    "8810",
    CINdetails,
    "ReasonForClosure",
    "CINclosureDate",
    wrong="There is a reason for closure without a date.",
    why="The case would count as open for ever.",
    mend="Record the date of closure, or remove the reason if the case is open.",
)
def rule_8810(episode: CINdetails, at: At) -> bool:
    return episode.ReasonForClosure is not None and episode.CINclosureDate is None


@rule(
    "8565",
    CINdetails,
    "CINclosureDate",
    "DateOfInitialCPC",
    wrong="Something happened on this case after it was closed.",
    why="Either the case was still open or the activity belongs to a later referral.",
    mend="Correct the date of closure, or the date of the activity, or move the activity to its own episode.",
)
def rule_8565(episode: CINdetails, at: At) -> Found:
    """All dates of a record that has a late one are shown, with the closure."""
    closed = episode.CINclosureDate
    if closed is None:
        return ()
    places: list[Place] = []
    for record, days in _activity(episode):
        if any(day is not None and day > closed for day in days.values()):
            places += [(record, name) for name in days]
    late = episode.DateOfInitialCPC is not None and episode.DateOfInitialCPC > closed
    return [(episode, "CINclosureDate"), (episode, "DateOfInitialCPC"), *places] if places or late else ()


def _activity(episode: CINdetails) -> Iterator[tuple[Record, dict[str, date | None]]]:
    for assessed in episode.assessments:
        yield (
            assessed,
            {
                "AssessmentActualStartDate": assessed.AssessmentActualStartDate,
                "AssessmentAuthorisationDate": assessed.AssessmentAuthorisationDate,
            },
        )
    for enquiry in episode.section47s:
        yield (
            enquiry,
            {"S47ActualStartDate": enquiry.S47ActualStartDate, "DateOfInitialCPC": enquiry.DateOfInitialCPC},
        )
    for protection in episode.cp_plans:
        yield protection, {"CPPendDate": protection.CPPendDate}
    for plan in episode.cin_plans:
        yield plan, {"CINPlanStartDate": plan.CINPlanStartDate, "CINPlanEndDate": plan.CINPlanEndDate}


@rule(
    "8775Q",
    CINdetails,
    "CINclosureDate",
    wrong="The young person was over 25 while the case was open.",
    why="Few are helped beyond 25, so the date of birth may be wrong or a closure missing.",
    mend="Correct the date of birth in the identifiers, or record the closure.",
    needs=(IDENTIFIERS,),
    note="8775Q: All records have been checked and can confirm that the data has been amended (where required). All "
    "remaining queries relate to individuals aged over 25 years and the data is now correct in all instances.",
)
def rule_8775q(episode: CINdetails, at: At) -> Found:
    who = at.child.identifiers
    born, closed = who.PersonBirthDate, episode.CINclosureDate
    if born is None or born >= at.period.twenty_five_years_before:
        return ()
    if closed is not None and closed <= add_months(born, 300):
        return ()
    return ((who, "PersonBirthDate"), (episode, "CINclosureDate"))


@rule(
    "8867",
    CINdetails,
    "CINclosureDate",
    wrong="The case is closed, but an assessment on it is not finished.",
    why="How long assessments take is published, and this one would never end.",
    mend="Record when the assessment was authorised, or remove the closure if work goes on.",
)
def rule_8867(episode: CINdetails, at: At) -> Found:
    if episode.CINclosureDate is None:
        return ()
    places = [
        (one, "AssessmentAuthorisationDate") for one in episode.assessments if one.AssessmentAuthorisationDate is None
    ]
    return [(episode, "CINclosureDate"), *places] if places else ()


@rule(
    "8868",
    CINdetails,
    "CINclosureDate",
    wrong="The case is closed, but an enquiry on it has neither a conference nor the decision that none was needed.",
    why="A section 47 enquiry left without an end is a child whose safety was not settled.",
    mend="Record the conference's date, or that none was required, on the enquiry.",
)
def rule_8868(episode: CINdetails, at: At) -> Found:
    if episode.CINclosureDate is None:
        return ()
    places: list[Place] = []
    for enquiry in episode.section47s:
        if enquiry.DateOfInitialCPC is None and enquiry.ICPCnotRequired not in YES:
            places += [(enquiry, "ICPCnotRequired"), (enquiry, "DateOfInitialCPC")]
    return [(episode, "CINclosureDate"), *places] if places else ()


@rule(
    "8825Q",
    CINdetails,
    "ReasonForClosure",
    wrong="The case was closed after assessment (RC8 or RC9), and no assessment is returned.",
    why="These two reasons are only for children assessed and found not to need the service.",
    mend="Add the assessment to the episode, or choose another reason for closure.",
    note="8825Q: All records have been checked and can confirm that the data has been amended (where required). All "
    "remaining queries relate to assessments that were completed in the previous reporting period or where an "
    "assessment was not required.",
)
def rule_8825q(episode: CINdetails, at: At) -> bool:
    return episode.ReasonForClosure in CLOSED_AFTER_ASSESSMENT and not episode.assessments


@rule(
    "2990",
    CINdetails,
    "DateOfInitialCPC",
    wrong="The case was closed as not in need (RC8 or RC9), yet an enquiry, a plan or a conference stands on it.",
    why="A child for whom any of these began was in need; their case closes with another reason, usually RC7.",
    mend="Choose the reason for closure that fits, or move the activity to its own episode.",
)
def rule_2990(episode: CINdetails, at: At) -> Found:
    if episode.ReasonForClosure not in CLOSED_AFTER_ASSESSMENT:
        return ()
    held: list[Record] = [*episode.section47s, *episode.cp_plans, *episode.cin_plans]
    if not held and episode.DateOfInitialCPC is None:
        return ()
    return [(episode, "DateOfInitialCPC"), *((record, "LAchildID") for record in held)]
