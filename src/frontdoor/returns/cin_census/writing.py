"""Writes a census as the XML that COLLECT takes: modules in the schema's order, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO
from xml.sax.saxutils import escape

from frontdoor.returns.cin_census.census import ELEMENTS, Census, Child, CINdetails, Header, Record, shown

#: The first census that asks for pre-proceedings and family group decision making; before it the block is not written.
PRE_PROCEEDINGS_FROM = 2027

_COLLECTION = ("Collection", "Year", "ReferenceDate")
_SOURCE = ("SourceLevel", "LEA", "SoftwareCode", "Release", "SerialNo", "DateTime")


def write(census: Census, to: BinaryIO) -> None:
    """Write the whole return, child by child: no more than one child is held as text."""
    to.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<Message>\n')
    _put(to, _header(census.header))
    to.write(b"<Children>\n")
    year = int(census.header.Year or 0)
    for child in census.children:
        _put(to, _child(child, year))
    to.write(b"</Children>\n</Message>\n")


def as_bytes(census: Census) -> bytes:
    """The return as it stands in its file."""
    kept = BytesIO()
    write(census, kept)
    return kept.getvalue()


def _put(to: BinaryIO, lines: Iterable[str]) -> None:
    to.write("".join(f"{line}\n" for line in lines).encode())


def _element(record: Record, name: str) -> Iterator[str]:
    """One element, or none where it is absent."""
    if value := shown(record, name):
        yield f"<{name}>{escape(value)}</{name}>"


def _elements(record: Record, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from _element(record, name)


def _within(name: str, lines: Iterable[str]) -> Iterator[str]:
    yield f"<{name}>"
    yield from lines
    yield f"</{name}>"


def _header(header: Header) -> Iterator[str]:
    def inside() -> Iterator[str]:
        yield from _within("CollectionDetails", _elements(header, _COLLECTION))
        yield from _within("Source", _elements(header, _SOURCE))

    return _within("Header", inside())


def _child(child: Child, year: int) -> Iterator[str]:
    def inside() -> Iterator[str]:
        yield from _within("ChildIdentifiers", _elements(child.identifiers, ELEMENTS[type(child.identifiers)]))
        yield from _within("ChildCharacteristics", _characteristics(child))
        for episode in child.cin_details:
            yield from _within("CINdetails", _episode(episode, year))

    return _within("Child", inside())


def _characteristics(child: Child) -> Iterator[str]:
    yield from _element(child.characteristics, "Ethnicity")
    rows = [line for one in child.characteristics.disabilities for line in _element(one, "Disability")]
    if rows:
        yield from _within("Disabilities", rows)


def _episode(episode: CINdetails, year: int) -> Iterator[str]:
    yield from _elements(episode, [name for name in ELEMENTS[CINdetails] if name != "ReferralNFA"])
    for assessment in episode.assessments:
        factors = [f"<AssessmentFactors>{escape(one)}</AssessmentFactors>" for one in assessment.AssessmentFactors]
        dates = [name for name in ELEMENTS[type(assessment)] if name != "AssessmentFactors"]
        lines = [*_elements(assessment, dates)]
        if factors:
            lines += _within("FactorsIdentifiedAtAssessment", factors)
        yield from _within("Assessments", lines)
    for cin_plan in episode.cin_plans:
        yield from _within("CINPlanDates", _elements(cin_plan, ELEMENTS[type(cin_plan)]))
    for enquiry in episode.section47s:
        yield from _within("Section47", _elements(enquiry, ELEMENTS[type(enquiry)]))
    yield from _element(episode, "ReferralNFA")
    for plan in episode.cp_plans:
        lines = [*_elements(plan, ELEMENTS[type(plan)])]
        if plan.reviews:
            lines += _within("Reviews", [line for one in plan.reviews for line in _element(one, "CPPreviewDate")])
        yield from _within("ChildProtectionPlans", lines)
    if year >= PRE_PROCEEDINGS_FROM:
        for block in episode.pre_proceedings:
            yield from _within("PreProceedingsandFGDM", _elements(block, ELEMENTS[type(block)]))
