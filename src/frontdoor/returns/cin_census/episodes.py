"""One episode of the census: a referral and what was done in it, as far as it belongs to the year.

Sections are the CIN census guide's (2023-24).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from frontdoor.returns.cin_census.census import (
    Assessment,
    ChildProtectionPlan,
    CINdetails,
    CINPlan,
    Review,
    Section47,
)
from frontdoor.returns.cin_census.period import Period
from frontdoor.returns.lives import Assessment as Assessed
from frontdoor.returns.lives import Conference, Enquiry, Life, Plan, Referral
from frontdoor.rules.calendar import add_working_days
from frontdoor.rules.codesets.assessment import FACTORS

#: Working days from the strategy discussion to the initial conference (4.12.2).
CONFERENCE_WITHIN = 15

#: Yes and no as the file holds them.
YES, NO = "1", "0"

#: Reasons that say "assessed and not in need": never once an enquiry began or a service was planned (4.7).
_NOT_IN_NEED = frozenset({"RC8", "RC9"})


@dataclass(slots=True)
class Done:
    """What was done in one episode, as far as the year asks for it."""

    life: Life
    assessments: list[Assessed] = field(default_factory=list)
    enquiries: list[Enquiry] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)

    def take(self, row: Assessed | Enquiry | Plan) -> None:
        """Put a thing under its kind."""
        if isinstance(row, Assessed):
            self.assessments.append(row)
        elif isinstance(row, Enquiry):
            self.enquiries.append(row)
        else:
            self.plans.append(row)

    def named(self, referral: Referral) -> Iterator[tuple[str, date]]:
        """Each thing of the episode by its name and day, the referral first."""
        yield "referral", referral.on
        yield from (("assessment", one.started_on) for one in self.assessments)
        yield from (("section 47 enquiry", one.started_on) for one in self.enquiries)
        yield from (("plan", one.started_on) for one in self.plans)

    def begun_in(self, referral: Referral) -> bool:
        """Whether an enquiry or a plan ever began in the episode, in the year or before it."""
        rows: list[Enquiry | Plan] = [*self.life.enquiries, *self.life.plans]
        return any(self.life.referral_of(one.started_on, one.journey) is referral for one in rows)

    def look_at(self, referral: Referral) -> Iterator[str]:
        """What somebody should know of the episode before it is sent."""
        if referral.closed_because in _NOT_IN_NEED and self.begun_in(referral):
            yield f"Closed as {referral.closed_because}, returned as RC7: an enquiry or a plan began"
        if referral.closed_on and any(one.kind == "need" and one.ended_on is None for one in self.plans):
            yield "A child in need plan was not ended when the case closed: returned as ended that day"
        if referral.told_as != referral.source:
            yield f"Recorded as anonymous, and yet we know who told: returned as {referral.source}"
        if not referral.need and not referral.no_further_action:
            yield "No primary need was recorded: returned as N0, not stated"


def of_episode(row: Assessed | Enquiry | Plan, life: Life, period: Period) -> bool:
    """Whether the year asks for it.

    Assessments and plans that lie in the year at all (4.9, 4.11, 5); enquiries that started in it, or whose initial
    conference was in it (4.12).
    """
    if row.started_on > period.last:
        return False
    if isinstance(row, Enquiry):
        held = life.initial_conference(row)
        return row.started_on >= period.first or (held is not None and period.holds(held.on))
    ended = row.completed_on if isinstance(row, Assessed) else row.ended_on
    return ended is None or ended >= period.first


def build(referral: Referral, done: Done, period: Period) -> CINdetails:
    """The episode as module 3 and 4 ask for it; a referral with no further action carries nothing else (4.3)."""
    if referral.no_further_action:
        return CINdetails(CINreferralDate=referral.on, ReferralSource=referral.source, ReferralNFA=YES)
    closed_on = period.by_its_end(referral.closed_on)
    transfer = _transfer_in(referral, done.life) if referral.transfer_in else None
    protection = [one for one in done.plans if one.kind == "protection"]
    return CINdetails(
        CINreferralDate=referral.on,
        ReferralSource=referral.source,
        PrimaryNeedCode=referral.need or "N0",
        CINclosureDate=closed_on,
        ReasonForClosure=_reason(referral, done) if closed_on else None,
        DateOfInitialCPC=period.by_its_end(transfer.on) if transfer else None,
        assessments=[_assessment(one, period) for one in done.assessments],
        cin_plans=[_need_plan(one, closed_on, period) for one in done.plans if one.kind == "need"],
        section47s=[_enquiry(one, done.life, period) for one in done.enquiries],
        ReferralNFA=NO,
        cp_plans=[_protection_plan(one, done.life, period) for one in protection],
    )


def _reason(referral: Referral, done: Done) -> str | None:
    """RC7 where an enquiry ever began or a plan was made, whatever was said at closing (4.7)."""
    if referral.closed_because in _NOT_IN_NEED and done.begun_in(referral):
        return "RC7"
    return referral.closed_because or None


def _transfer_in(referral: Referral, life: Life) -> Conference | None:
    """The conference of a child who moved here with a plan: it stands in the episode, not in an enquiry (4.8)."""
    held = [one for one in life.conferences if one.meeting == "transfer_in" and one.on >= referral.on]
    return held[0] if held else None


def _assessment(row: Assessed, period: Period) -> Assessment:
    """Completed after 31 March is not completed yet, and then has no factors (4.9, 4.10)."""
    completed = period.by_its_end(row.completed_on)
    known = {code.code for code in FACTORS.in_year(period.year)}
    return Assessment(
        AssessmentActualStartDate=row.started_on,
        AssessmentInternalReviewDate=row.review_on,
        AssessmentAuthorisationDate=completed,
        AssessmentFactors=[code for code in row.factors if code in known] if completed else [],
    )


def _enquiry(row: Enquiry, life: Life, period: Period) -> Section47:
    """No conference needed; conference held; conference still to come, or the enquiry still open (4.12, A to C)."""
    concluded = period.by_its_end(row.concluded_on)
    held = life.initial_conference(row)
    on = period.by_its_end(held.on) if held else None
    not_needed = concluded is not None and row.outcome != "conference" and on is None
    return Section47(
        S47ActualStartDate=row.started_on,
        InitialCPCtarget=None if not_needed else add_working_days(row.started_on, CONFERENCE_WITHIN),
        DateOfInitialCPC=on,
        ICPCnotRequired=YES if not_needed else NO,
    )


def _need_plan(row: Plan, closed_on: date | None, period: Period) -> CINPlan:
    """A plan that nobody ended has ended with the case: the child receives no support any more (4.11)."""
    return CINPlan(CINPlanStartDate=row.started_on, CINPlanEndDate=period.by_its_end(row.ended_on) or closed_on)


def _protection_plan(row: Plan, life: Life, period: Period) -> ChildProtectionPlan:
    first, latest = life.categories(row, period.last)
    return ChildProtectionPlan(
        CPPstartDate=row.started_on,
        CPPendDate=period.by_its_end(row.ended_on),
        InitialCategoryOfAbuse=first or None,
        LatestCategoryOfAbuse=latest or None,
        NumberOfPreviousCPP=str(row.previous),
        reviews=[Review(CPPreviewDate=on) for on in _reviews(row, life, period)],
    )


def _reviews(row: Plan, life: Life, period: Period) -> list[date]:
    """The reviews held in the year, and the last one of the year before for a plan open on 1 April (5.5)."""
    until = min(row.ended_on or period.last, period.last)
    held = sorted({one.on for one in life.conferences if one.meeting == "review" and row.started_on < one.on <= until})
    in_year = [on for on in held if period.holds(on)]
    year_before = period.first - timedelta(days=1)
    earlier = [on for on in held if period.before.first <= on <= year_before]
    return earlier[-1:] + in_year
