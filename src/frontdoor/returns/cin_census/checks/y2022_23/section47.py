"""Rules about section 47 enquiries and the conferences they lead to (guide, 4.8 and 4.12)."""

from __future__ import annotations

from frontdoor.returns.cin_census.census import Child, CINdetails, Section47
from frontdoor.returns.cin_census.checks.rule import At, Found, Place, rule
from frontdoor.returns.cin_census.checks.values import (
    ENQUIRED,
    NO,
    REFERRED,
    WHETHER_CONFERENCE,
    YES,
    before,
    overlapping,
    weekend,
)


@rule(
    "2889",
    Section47,
    "S47ActualStartDate",
    wrong="The section 47 enquiry starts before the referral.",
    why="An enquiry begins with the strategy discussion that the referral led to.",
    mend="Correct the enquiry's start or the referral date, or move the enquiry to its own episode.",
    needs=(ENQUIRED, REFERRED),
)
def rule_2889(enquiry: Section47, at: At) -> Found:
    early = before(enquiry.S47ActualStartDate, at.episode.CINreferralDate)
    return ((enquiry, "S47ActualStartDate"), (at.episode, "CINreferralDate")) if early else ()


@rule(
    "1104",
    Section47,
    "DateOfInitialCPC",
    wrong="The initial child protection conference was held before the referral.",
    why="A conference follows from an enquiry, and that from the referral.",
    mend="Correct the conference's date or the referral date, or move the enquiry to its own episode.",
    needs=(REFERRED,),
)
def rule_1104(enquiry: Section47, at: At) -> Found:
    early = before(enquiry.DateOfInitialCPC, at.episode.CINreferralDate)
    return ((at.episode, "CINreferralDate"), (enquiry, "DateOfInitialCPC")) if early else ()


@rule(
    "2884",
    Child,
    "DateOfInitialCPC",
    wrong="The same initial conference is recorded both on an enquiry and on an episode.",
    why="It would be counted twice.",
    mend="Keep it on the enquiry; on the episode only for a child who moved in while the subject of a plan.",
)
def rule_2884(child: Child, at: At) -> Found:
    """The same date at both levels, over all the child's episodes."""
    places: list[Place] = []
    for episode in child.cin_details:
        held = episode.DateOfInitialCPC
        if held is None:
            continue
        for other in child.cin_details:
            for enquiry in other.section47s:
                if enquiry.DateOfInitialCPC == held:
                    places += [(enquiry, "DateOfInitialCPC"), (episode, "DateOfInitialCPC")]
    return places


@rule(
    "2991Q",
    CINdetails,
    "CINdetailsID",
    wrong="A section 47 enquiry is recorded, and no assessment.",
    why="An enquiry is carried out through an assessment of the child.",
    mend="Add the assessment to the episode.",
    note="2991Q: All records have been checked and can confirm that the data has been amended (where required) and the "
    "data is now correct in all instances.",
)
def rule_2991q(episode: CINdetails, at: At) -> bool:
    return bool(episode.section47s) and not episode.assessments


@rule(
    "8615",
    Section47,
    "S47ActualStartDate",
    "DateOfInitialCPC",
    wrong="The enquiry has a conference but no start, or a start after the conference.",
    why="The conference is due within 15 working days of the strategy discussion that began the enquiry.",
    mend="Record when the enquiry began, or correct the conference's date.",
)
def rule_8615(enquiry: Section47, at: At) -> bool:
    held, began = enquiry.DateOfInitialCPC, enquiry.S47ActualStartDate
    return held is not None and (began is None or began > held)


@rule(
    "8675Q",
    Section47,
    "DateOfInitialCPC",
    "S47ActualStartDate",
    "ICPCnotRequired",
    wrong="The enquiry began more than 15 working days before the census year's end and no conference is recorded.",
    why="A conference is due within 15 working days, and this child may be waiting for one.",
    mend="Record the conference, or that none was required, on the enquiry.",
    needs=(ENQUIRED, WHETHER_CONFERENCE),
    note="8675Q: All records have been checked and can confirm that the data has been amended (where required). All "
    "remaining queries relate to initial child protection conferences that took place after the year end.",
)
def rule_8675q(enquiry: Section47, at: At) -> bool:
    """Before the first of the year's last 15 working days: by its end all 15 have passed (ADR 0012)."""
    if enquiry.DateOfInitialCPC is not None or enquiry.ICPCnotRequired not in NO:
        return False
    return before(enquiry.S47ActualStartDate, at.period.last_15_working_days)


@rule(
    "8715",
    Section47,
    "DateOfInitialCPC",
    wrong="The initial conference was held outside the census year.",
    why="A conference is counted in the year in which it was held.",
    mend="Correct the conference's date; leave it blank if it is after 31 March.",
)
def rule_8715(enquiry: Section47, at: At) -> bool:
    return enquiry.DateOfInitialCPC is not None and not at.period.holds(enquiry.DateOfInitialCPC)


@rule(
    "8740",
    Section47,
    "S47ActualStartDate",
    "DateOfInitialCPC",
    "ICPCnotRequired",
    wrong="The enquiry still waits for its conference, and began outside the census year.",
    why="One that began before the year has run for months; one after it belongs to the next census.",
    mend="Record the conference, or that none was required, or correct the enquiry's start.",
    needs=(WHETHER_CONFERENCE,),
)
def rule_8740(enquiry: Section47, at: At) -> bool:
    began = enquiry.S47ActualStartDate
    waits = enquiry.DateOfInitialCPC is None and enquiry.ICPCnotRequired in NO
    return waits and (began is None or not at.period.holds(began))


@rule(
    "8839",
    CINdetails,
    "DateOfInitialCPC",
    wrong="Two or more section 47 enquiries on the same episode are open.",
    why="One enquiry is made at a time; the earlier one was probably never ended.",
    mend="Record the conference, or that none was required, on the earlier enquiry.",
)
def rule_8839(episode: CINdetails, at: At) -> Found:
    still_open = [one for one in episode.section47s if _still_open(one)]
    return [(one, "DateOfInitialCPC") for one in still_open] if len(still_open) > 1 else ()


def _still_open(enquiry: Section47) -> bool:
    """No conference held, and not said that none is required."""
    return enquiry.DateOfInitialCPC is None and enquiry.ICPCnotRequired not in YES


@rule(
    "8870Q",
    Section47,
    "InitialCPCtarget",
    wrong="The conference's target date is a Saturday or Sunday.",
    why="The target is the fifteenth working day, so it cannot be.",
    mend="Correct the target date on the enquiry, or leave it blank.",
)
def rule_8870q(enquiry: Section47, at: At) -> bool:
    return weekend(enquiry.InitialCPCtarget)


@rule(
    "8875",
    Section47,
    "DateOfInitialCPC",
    wrong="The initial conference was held on a Saturday or Sunday.",
    why="Conferences are not held at weekends, so the date is wrong.",
    mend="Correct the conference's date on the enquiry.",
)
def rule_8875(enquiry: Section47, at: At) -> bool:
    return weekend(enquiry.DateOfInitialCPC)


@rule(
    "8890",
    CINdetails,
    "S47ActualStartDate",
    wrong="A section 47 enquiry starts while another on the same episode goes on.",
    why="One enquiry is made at a time; the time to conference would count twice.",
    mend="End the first with its conference, or record that none was required, or join the two.",
    needs=(ENQUIRED,),
)
def rule_8890(episode: CINdetails, at: At) -> Found:
    """An enquiry runs to its conference; without one to the reference date, unless none is required."""
    if len(episode.section47s) < 2:
        return ()
    spans = (
        (one, one.S47ActualStartDate, one.DateOfInitialCPC or (at.period.end if _still_open(one) else None))
        for one in episode.section47s
    )
    found = overlapping(spans, ("S47ActualStartDate", "DateOfInitialCPC"))
    return [place for place in found if place[1] == "S47ActualStartDate"]
