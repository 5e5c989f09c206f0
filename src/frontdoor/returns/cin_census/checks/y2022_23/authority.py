"""Rules across the authority: they look at all children, and are judged when the last was seen."""

from __future__ import annotations

from collections.abc import Iterable

from frontdoor.returns.cin_census.census import (
    Child,
    ChildIdentifiers,
    ChildProtectionPlan,
    DisabilityRow,
)
from frontdoor.returns.cin_census.checks.rule import At, Place, across
from frontdoor.returns.cin_census.checks.values import CHARACTERISTICS, NUMBER, PROTECTED


class Repeated:
    """One element of the identifiers, and the children who share a value of it."""

    element: str

    def __init__(self) -> None:
        self.first: dict[str, ChildIdentifiers] = {}
        self.again: dict[str, list[ChildIdentifiers]] = {}

    def see(self, child: Child, at: At) -> None:
        """Remember the first with a value, and all who have it again."""
        value = getattr(child.identifiers, self.element)
        if value is None:
            return
        first = self.first.setdefault(value, child.identifiers)
        if first is not child.identifiers:
            self.again.setdefault(value, [first]).append(child.identifiers)

    def found(self, at: At) -> Iterable[Place]:
        """Each child whose value is not theirs alone."""
        both = (who for same in self.again.values() for who in same)
        return [(who, self.element) for who in sorted(both, key=lambda who: who.row)]


class SharedPupilNumber(Repeated):
    """The same pupil number twice in the return."""

    element = "UPN"


rule_1520 = across(
    SharedPupilNumber,
    "1520",
    ChildIdentifiers,
    "UPN",
    wrong="Two or more children have the same pupil number.",
    why="Each child's number is their own: one child is returned twice, or one has another's number.",
    mend="Find out whose it is, and correct the other's identifiers; join records that are one child.",
)


class SharedChildNumber(Repeated):
    """The same child number twice in the return."""

    element = "LAchildID"


rule_8510 = across(
    SharedChildNumber,
    "8510",
    ChildIdentifiers,
    "LAchildID",
    wrong="Two or more children have the same number of the authority.",
    why="They would be taken for one child.",
    mend="Give each child the number that is theirs; a number is never issued twice.",
    needs=(NUMBER,),
)


class PlansWithoutConference:
    """Plans that start in the year against conferences in it, on enquiries and on episodes (transfers in)."""

    def __init__(self) -> None:
        self.started = 0
        self.held = 0

    def see(self, child: Child, at: At) -> None:
        """Count the child's plans and conferences in the year."""
        holds = at.period.holds
        for episode in child.cin_details:
            days = [episode.DateOfInitialCPC, *(one.DateOfInitialCPC for one in episode.section47s)]
            self.held += sum(day is not None and holds(day) for day in days)
            self.started += sum(one.CPPstartDate is not None and holds(one.CPPstartDate) for one in episode.cp_plans)

    def found(self, at: At) -> str:
        """Both counts, where there are more plans."""
        return f"{self.started} plans, {self.held} conferences" if self.started > self.held else ""


rule_2883 = across(
    PlansWithoutConference,
    "2883",
    ChildProtectionPlan,
    "CPPstartDate",
    wrong="More child protection plans started in the year than initial conferences were held.",
    why="Each plan begins with a conference, so conferences are missing or plans doubled.",
    mend="Look for plans without a conference: rule 2885 names them.",
    needs=(PROTECTED,),
)


class ShareWithout:
    """The share of children, unborn ones left out, of whom an element says nothing: no more than 2 in 100."""

    element: str
    silent: frozenset[str | None]

    def __init__(self) -> None:
        self.children = 0
        self.without = 0

    def see(self, child: Child, at: At) -> None:
        """Count a child who is not expected to be born."""
        who = child.identifiers
        if who.ExpectedPersonBirthDate is None:
            self.children += 1
            self.without += getattr(who, self.element) in self.silent

    def found(self, at: At) -> str:
        """The two counts, where the share is over 2 in 100."""
        return f"{self.without} of {self.children}" if self.without * 100 > self.children * 2 else ""


class WithoutGender(ShareWithout):
    """Gender 0 or missing."""

    element = "GenderCurrent"
    silent = frozenset({None, "0"})


rule_2886q = across(
    WithoutGender,
    "2886Q",
    ChildIdentifiers,
    "GenderCurrent",
    wrong="Gender is not recorded for more than 2 in 100 children, unborn ones left out.",
    why="Figures by sex would be wrong for the authority as a whole.",
    mend="Record it in the identifiers of the children without.",
)


class KindsOfDisability:
    """Different codes other than NONE."""

    def __init__(self) -> None:
        self.given: set[str] = set()

    def see(self, child: Child, at: At) -> None:
        """Collect the child's codes."""
        self.given.update(row.Disability for row in child.characteristics.disabilities if row.Disability is not None)

    def found(self, at: At) -> str:
        """The number of codes, where it is below 8."""
        kinds = len(self.given - {"NONE"})
        return f"{kinds} kinds" if kinds < 8 else ""


rule_2887q = across(
    KindsOfDisability,
    "2887Q",
    DisabilityRow,
    "Disability",
    wrong="Fewer than 8 different disabilities are recorded in the whole return.",
    why="In an authority nearly all kinds occur, so disabilities are probably not recorded as they are.",
    mend="Check how disabilities are recorded, and record each that a child has.",
    needs=(CHARACTERISTICS,),
)


class SeveralDisabilities:
    """Children with two codes or more, NONE left out."""

    def __init__(self) -> None:
        self.several = 0

    def see(self, child: Child, at: At) -> None:
        """Whether this child has several."""
        rows = child.characteristics.disabilities
        if len(rows) > 1:
            self.several += len({row.Disability for row in rows} - {None, "NONE"}) > 1

    def found(self, at: At) -> str:
        """Said where there is none."""
        return "" if self.several else "no child"


rule_2888q = across(
    SeveralDisabilities,
    "2888Q",
    DisabilityRow,
    "Disability",
    wrong="No child in the whole return has more than one disability.",
    why="Many disabled children have several, so probably only the first is recorded.",
    mend="Record every disability that a child has in their characteristics.",
    needs=(CHARACTERISTICS,),
)
