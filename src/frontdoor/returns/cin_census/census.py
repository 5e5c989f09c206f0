"""A census as it stands in its file: header, children and their modules, in the schema's order.

One set of records serves the reader of a file, the checks, the entry form, the worklist and the writer of the export.
A field is named as its element is (`CINreferralDate`), so that a rule, a form and the guide use one word; a module that
holds others is named as people say it. Dates are dates; everything else is the text of the file, since a rule may have
to name a value that no code set knows. None is an element that is absent, empty or unreadable.

`row` is the record's place in its table, from 0, in document order over the whole file; `number_rows` sets it for
children that were built from elsewhere. A disability and a review date are a table's row each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date

#: Values of a yes-or-no element that mean yes and no.
YES = frozenset({"true", "1", "TRUE", "True"})
NO = frozenset({"false", "0", "FALSE", "False"})


@dataclass(slots=True)
class Header:
    """Which collection this is, for which year, from whom and made by what."""

    Collection: str | None = None
    Year: str | None = None
    ReferenceDate: date | None = None
    SourceLevel: str | None = None
    LEA: str | None = None
    SoftwareCode: str | None = None
    Release: str | None = None
    SerialNo: str | None = None
    DateTime: str | None = None
    row: int = 0


@dataclass(slots=True)
class ChildIdentifiers:
    """Who the child is. `GenderCurrent` until the census of 2023-24, `Sex` since."""

    LAchildID: str | None = None
    UPN: str | None = None
    FormerUPN: str | None = None
    UPNunknown: str | None = None
    PersonBirthDate: date | None = None
    ExpectedPersonBirthDate: date | None = None
    GenderCurrent: str | None = None
    Sex: str | None = None
    PersonDeathDate: date | None = None
    row: int = 0


@dataclass(slots=True)
class DisabilityRow:
    """One disability of a child."""

    Disability: str | None = None
    row: int = 0


@dataclass(slots=True)
class ChildCharacteristics:
    """Ethnicity and disabilities."""

    Ethnicity: str | None = None
    disabilities: list[DisabilityRow] = field(default_factory=list)
    row: int = 0


@dataclass(slots=True)
class Assessment:
    """One assessment. `AssessmentFactors` are its factors' codes in the order given."""

    AssessmentActualStartDate: date | None = None
    AssessmentInternalReviewDate: date | None = None
    AssessmentAuthorisationDate: date | None = None
    AssessmentFactors: list[str] = field(default_factory=list)
    row: int = 0


@dataclass(slots=True)
class CINPlan:
    """One child in need plan."""

    CINPlanStartDate: date | None = None
    CINPlanEndDate: date | None = None
    row: int = 0


@dataclass(slots=True)
class Section47:
    """One section 47 enquiry."""

    S47ActualStartDate: date | None = None
    InitialCPCtarget: date | None = None
    DateOfInitialCPC: date | None = None
    ICPCnotRequired: str | None = None
    row: int = 0


@dataclass(slots=True)
class Review:
    """One review of a child protection plan."""

    CPPreviewDate: date | None = None
    row: int = 0


@dataclass(slots=True)
class ChildProtectionPlan:
    """One child protection plan."""

    CPPstartDate: date | None = None
    CPPendDate: date | None = None
    InitialCategoryOfAbuse: str | None = None
    LatestCategoryOfAbuse: str | None = None
    NumberOfPreviousCPP: str | None = None
    reviews: list[Review] = field(default_factory=list)
    row: int = 0


@dataclass(slots=True)
class PreProceedings:
    """Pre-proceedings and family group decision making, asked for from 2026-27. Kept as given; not checked yet."""

    PPStartDate: date | None = None
    LBPSentDate: date | None = None
    FGDMMeetingOffer: str | None = None
    FGDMMeetingFac: str | None = None
    InitialPPMeetingDate: date | None = None
    ReviewMeetingsCount: str | None = None
    StepDecisionDate: date | None = None
    PPOutcome: str | None = None
    CourtAppDate: date | None = None
    LetterInitCPDate: date | None = None
    row: int = 0


@dataclass(slots=True)
class CINdetails:
    """One episode: a referral and what followed. `DateOfInitialCPC` here is a transfer in's alone."""

    CINreferralDate: date | None = None
    ReferralSource: str | None = None
    PrimaryNeedCode: str | None = None
    CINclosureDate: date | None = None
    ReasonForClosure: str | None = None
    DateOfInitialCPC: date | None = None
    assessments: list[Assessment] = field(default_factory=list)
    cin_plans: list[CINPlan] = field(default_factory=list)
    section47s: list[Section47] = field(default_factory=list)
    ReferralNFA: str | None = None
    cp_plans: list[ChildProtectionPlan] = field(default_factory=list)
    pre_proceedings: list[PreProceedings] = field(default_factory=list)
    row: int = 0


@dataclass(slots=True)
class Child:
    """One child with everything returned about them."""

    identifiers: ChildIdentifiers = field(default_factory=ChildIdentifiers)
    characteristics: ChildCharacteristics = field(default_factory=ChildCharacteristics)
    cin_details: list[CINdetails] = field(default_factory=list)


@dataclass(slots=True)
class Census:
    """A whole return. `children` may be read only once when they come from a file's stream."""

    header: Header
    children: Iterable[Child]


Record = (
    Header
    | ChildIdentifiers
    | ChildCharacteristics
    | DisabilityRow
    | CINdetails
    | Assessment
    | CINPlan
    | Section47
    | ChildProtectionPlan
    | Review
    | PreProceedings
)

#: Each kind of record and the name of its table in reports.
TABLES: dict[type[Record], str] = {
    Header: "Header",
    ChildIdentifiers: "ChildIdentifiers",
    ChildCharacteristics: "ChildCharacteristics",
    DisabilityRow: "Disabilities",
    CINdetails: "CINdetails",
    Assessment: "Assessments",
    CINPlan: "CINplanDates",
    Section47: "Section47",
    ChildProtectionPlan: "ChildProtectionPlans",
    Review: "Reviews",
    PreProceedings: "PreProceedingsandFGDM",
}

#: The elements of each table, as the schema names and orders them.
ELEMENTS: dict[type[Record], tuple[str, ...]] = {
    kind: tuple(one.name for one in fields(kind) if one.name[0].isupper()) for kind in TABLES
}

#: The elements that hold a date. All others are text as it stands.
DATES = frozenset(name for names in ELEMENTS.values() for name in names if "Date" in name and name != "DateTime") | {
    "InitialCPCtarget"
}


def records(child: Child) -> Iterator[Record]:
    """Every record of a child, in document order."""
    yield child.identifiers
    yield child.characteristics
    yield from child.characteristics.disabilities
    for episode in child.cin_details:
        yield episode
        yield from episode.assessments
        yield from episode.cin_plans
        yield from episode.section47s
        for plan in episode.cp_plans:
            yield plan
            yield from plan.reviews
        yield from episode.pre_proceedings


def number_rows(children: Iterable[Child]) -> None:
    """Give each record its place in its table, from 0, over the children in the order given."""
    following = dict.fromkeys(TABLES, 0)
    for child in children:
        for record in records(child):
            kind = type(record)
            record.row = following[kind]
            following[kind] += 1


def shown(record: Record, element: str) -> str:
    """The value of an element as it stands in a file: a date as CCYY-MM-DD, factors apart by spaces, absent empty.

    An episode has no number of its own in the file; `CINdetailsID` is its place in it, from 1.
    """
    if element == "CINdetailsID":
        return str(record.row + 1)
    value: object = getattr(record, element, None)
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(value) if isinstance(value, list) else str(value)
