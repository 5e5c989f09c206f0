"""Children made from tables: rows with the child's number and, where given, the episode's and the plan's.

The rule vectors are tables whose rows need not fit together: a plan may name an episode that no table holds. Such a row
gets an episode of its own, empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from frontdoor.returns.cin_census.census import (
    DATES,
    ELEMENTS,
    Assessment,
    Census,
    Child,
    ChildProtectionPlan,
    CINdetails,
    CINPlan,
    DisabilityRow,
    Header,
    Record,
    Review,
    Section47,
)

Row = Mapping[str, Any]


def as_date(text: str) -> date:
    """A date written as CCYY-MM-DD, DD/MM/CCYY or DD-MM-CCYY."""
    parts = re.split("[-/]", text)
    year, month, day = parts if len(parts[0]) == 4 else reversed(parts)
    return date(int(year), int(month), int(day))


def filled(record: Record, row: Row, at: int) -> Record:
    """The record with what the row says of its elements; the row's place is `at`."""
    for element in ELEMENTS[type(record)]:
        value = row.get(element)
        if value is None:
            continue
        if element == "AssessmentFactors":
            value = list(value) if isinstance(value, list) else [value]
        elif element in DATES:
            value = as_date(value)
        else:
            value = str(value)
        setattr(record, element, value)
    record.row = at
    return record


class Tables:
    """Children by their number, and their episodes and plans by theirs."""

    def __init__(self, tables: Mapping[str, Sequence[Row]]) -> None:
        self.tables = tables
        self.children: dict[str, Child] = {}
        self.episodes: dict[tuple[str, str], CINdetails] = {}
        self.plans: dict[tuple[str, str], ChildProtectionPlan] = {}

    def census(self) -> Census:
        """All tables as one census. Two rows of identifiers are two children, whatever their number."""
        header = Header()
        for at, row in enumerate(self.tables.get("Header", ())):
            filled(header, row, at)
        several = []
        for at, row in enumerate(self.tables.get("ChildIdentifiers", ())):
            child = Child()
            filled(child.identifiers, row, at)
            self.children.setdefault(str(row.get("LAchildID") or f"row {at}"), child)
            several.append(child)
        for at, row in enumerate(self.tables.get("ChildCharacteristics", ())):
            filled(self.child(row, at).characteristics, row, at)
        for at, row in enumerate(self.tables.get("Disabilities", ())):
            self.child(row, at).characteristics.disabilities.append(filled(DisabilityRow(), row, at))
        self._episodes()
        known = {id(child) for child in several}
        return Census(header, [*several, *(one for one in self.children.values() if id(one) not in known)])

    def _episodes(self) -> None:
        for at, row in enumerate(self.tables.get("CINdetails", ())):
            episode = CINdetails()
            filled(episode, row, at)
            self.child(row, at).cin_details.append(episode)
            self.episodes.setdefault((str(row.get("LAchildID")), str(row.get("CINdetailsID"))), episode)
        for at, row in enumerate(self.tables.get("Assessments", ())):
            self.episode(row, at).assessments.append(filled(Assessment(), row, at))
        for at, row in enumerate(self.tables.get("CINplanDates", ())):
            self.episode(row, at).cin_plans.append(filled(CINPlan(), row, at))
        for at, row in enumerate(self.tables.get("Section47", ())):
            self.episode(row, at).section47s.append(filled(Section47(), row, at))
        for at, row in enumerate(self.tables.get("ChildProtectionPlans", ())):
            plan = ChildProtectionPlan()
            filled(plan, row, at)
            self.episode(row, at).cp_plans.append(plan)
            self.plans[str(row.get("LAchildID")), str(row.get("CPPID"))] = plan
        for at, row in enumerate(self.tables.get("Reviews", ())):
            key = (str(row.get("LAchildID")), str(row.get("CPPID")))
            if key not in self.plans:
                self.plans[key] = ChildProtectionPlan()
                self.episode(row, at).cp_plans.append(self.plans[key])
            self.plans[key].reviews.append(filled(Review(), row, at))

    def child(self, row: Row, at: int) -> Child:
        """The child a row names; without a number, one for each place in the tables."""
        number = str(row.get("LAchildID") or f"row {at}")
        if number not in self.children:
            self.children[number] = Child()
            self.children[number].identifiers.LAchildID = number
        return self.children[number]

    def episode(self, row: Row, at: int) -> CINdetails:
        """The episode a row names. Where the tables number no episodes, the child's first."""
        child = self.child(row, at)
        key = (str(row.get("LAchildID")), str(row.get("CINdetailsID")))
        if "CINdetailsID" not in row and child.cin_details:
            return child.cin_details[0]
        if key not in self.episodes or "LAchildID" not in row:
            self.episodes[key] = CINdetails()
            child.cin_details.append(self.episodes[key])
        return self.episodes[key]
