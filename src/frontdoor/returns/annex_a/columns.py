"""The eleven lists of Annex A: what each is of, and its columns in the official order.

Source: Ofsted, inspections of local authority children's services, Annex A child-level data, layout of January 2024.
K: the layout predates the source of referral 5D, and the heading "Gender" may have become "Sex" since.
"""

from __future__ import annotations

from dataclasses import dataclass

NUMBER = "Child Unique ID"
BORN = "Date of Birth"
DISABILITY = "Does the Child have a Disability"
_WHO = (NUMBER, "Gender", "Ethnicity", BORN, "Age of Child (Years)")
_HELD_BY = ("Allocated Team", "Allocated Worker")


@dataclass(frozen=True, kw_only=True)
class List:
    """One list: its number, what a row of it is, and its columns. `may_be_blank` are those the layout lets be empty."""

    number: int
    rows: str
    columns: tuple[str, ...]
    may_be_blank: frozenset[str]

    @property
    def name(self) -> str:
        """The name of its sheet."""
        return f"List {self.number}"


def _list(number: int, rows: str, *columns: str, blank: tuple[str, ...] = ()) -> List:
    return List(
        number=number,
        rows=rows,
        columns=columns,
        may_be_blank=frozenset({BORN, "Age of Child (Years)", *blank}),
    )


LISTS: tuple[List, ...] = (
    _list(
        1, "Contacts in the last six months: a row for each child in a contact",
        *_WHO, "Date of Contact", "Contact Source",
    ),
    _list(
        2, "Early help now, or assessed in the last six months: a row for each assessment",
        *_WHO, "Assessment start date", "Assessment completion date", "Organisation completing assessment",
        blank=("Assessment completion date",),
    ),
    _list(
        3, "Referrals in the last six months: a row for each referral",
        *_WHO, "Date of referral", "Referral Source", "Referral NFA?", "Number of Referrals in Last 12 Months",
        *_HELD_BY,
    ),
    _list(
        4, "Assessments open at some time in the last six months: a row for each assessment",
        *_WHO, DISABILITY, "Continuous Assessment Start Date", "Child Seen During Continuous Assessment",
        "Continuous Assessment Date of Authorisation",
        "Was the child assessed as requiring LA children's social care support?", *_HELD_BY,
        blank=(
            "Continuous Assessment Date of Authorisation",
            "Was the child assessed as requiring LA children's social care support?",
        ),
    ),
    _list(
        5, "Section 47 enquiries started in the last six months or open: a row for each enquiry",
        *_WHO, DISABILITY, "Strategy discussion initiating Section 47 Enquiry Start Date",
        "Was an Initial Child Protection Conference deemed unnecessary?",
        "Date of Initial Child Protection Conference",
        "Did the Initial Child Protection Conference Result in a Child Protection Plan",
        "Number of Section 47 Enquiries in the last 12 months", "Number of ICPCs in the last 12 months", *_HELD_BY,
        blank=(
            "Was an Initial Child Protection Conference deemed unnecessary?",
            "Date of Initial Child Protection Conference",
            "Did the Initial Child Protection Conference Result in a Child Protection Plan",
        ),
    ),
    _list(
        6, "Children in need now or in the last six months, not those only referred: a row for each child",
        *_WHO, DISABILITY, "CIN Start Date", "Primary Need Code", "Date Child Was Last Seen", "CIN Closure Date",
        "Reason for Closure", "Case Status", *_HELD_BY,
        blank=("CIN Start Date", "Date Child Was Last Seen", "CIN Closure Date", "Reason for Closure"),
    ),
    _list(
        7, "Child protection plans now, or ended in the last six months: a row for each child",
        *_WHO, DISABILITY, "Child Protection Plan Start Date", "Initial Category of Abuse",
        "Latest Category of Abuse", "Date of the Last Statutory Visit", "Was the Child Seen Alone?",
        "Date of latest review conference", "Child Protection Plan End Date",
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
        "Number of Previous Child Protection Plans", *_HELD_BY,
        blank=(
            "Date of the Last Statutory Visit", "Was the Child Seen Alone?", "Date of latest review conference",
            "Child Protection Plan End Date",
        ),
    ),
    _list(
        8, "Children looked after now: a row for each child, with what the case system told and what is held here",
        *_WHO, "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)", DISABILITY,
        "Date Started to be Looked After", "Child's Category of Need",
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
        "Start date of current legal status", "Child's Legal Status", "Date of Latest Statutory Review",
        "Date of Last Social Work Visit", "What is the permanence plan for this child?",
        "Date of Last IRO Visit / Contact to the Child", "Date of Last Health Assessment",
        "Date of Last Dental Check", "Number of Placements in the Last 12 months",
        "Date Ceased to be Looked After", "Reason Ceased to be Looked After",
        "Start Date of Most Recent Placement", "Placement Type", "Placement Provider", "Placement postcode",
        "URN of Placement", "Placement Location", "LA of Placement",
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
        "Was the child offered a Return Interview after their last missing episode (Y/N)?",
        "Did the child accept a Return Interview after their last missing episode (Y/N)?", *_HELD_BY,
        blank=(
            "Date of Latest Statutory Review", "Date of Last Social Work Visit",
            "What is the permanence plan for this child?", "Date of Last IRO Visit / Contact to the Child",
            "Date of Last Health Assessment", "Date of Last Dental Check", "Date Ceased to be Looked After",
            "Reason Ceased to be Looked After", "URN of Placement",
            "Was the child offered a Return Interview after their last missing episode (Y/N)?",
            "Did the child accept a Return Interview after their last missing episode (Y/N)?",
        ),
    ),
    _list(
        9, "Young people entitled to leaving-care services: not held here",
        *_WHO, DISABILITY, *_HELD_BY, "Eligibility Category", "LA in Touch", "Type of Accommodation",
        "Suitability of Accommodation", "Activity Status",
        blank=("Type of Accommodation", "Suitability of Accommodation", "Activity Status"),
    ),
    _list(
        10, "Adoption in the last 12 months: not held here; what is sealed is its custodian's alone",
        NUMBER, "Family identifier", *_WHO[1:], DISABILITY, "Date the Child Entered Care",
        "Date of Decision that Child Should be Placed for Adoption", "Date of Placement Order",
        "Date of Matching Child and Prospective Adopters", "Date Placed for Adoption", "Date of Adoption Order",
        "Date of Decision that Child Should No Longer be Placed for Adoption",
        "Reason Why Child No Longer Placed for Adoption",
        "Date the child was placed for fostering in FFA or concurrent planning placement",
    ),
    _list(
        11, "Adopters in the last 12 months: not held here",
        "Individual adopter identifier", "Family identifier", "Gender", "Ethnicity", "Disability",
        "Is the (prospective) adopter fostering for adoption?", "Date enquiry received", "Date Stage 1 started",
        "Date Stage 1 ended", "Date Stage 2 started", "Date Stage 2 ended", "Date application submitted",
        "Date application approved", "Date adopter matched with child(ren)",
        "Date child/children placed with adopter(s)", "No. of children placed", "Date of Adoption Order",
        "Date of leaving adoption process", "Reason for leaving adoption process",
    ),
)  # fmt: skip

BY_NUMBER = {one.number: one for one in LISTS}
