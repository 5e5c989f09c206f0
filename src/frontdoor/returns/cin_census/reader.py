"""Read a census file as a stream: one child in memory at a time, whatever the size of the file.

A file comes from outside, so nothing in it is trusted: entities stay unread and the network untouched, a document type
is refused, the file and one child's length are capped (libxml2 caps the nesting at 256 elements and a text at 10 MB),
and whatever breaks becomes `UnableToRead` with a sentence for the person who sent it. Elements that the schema does not
know are passed over, unwalked, and counted.

Dates are read as CCYY-MM-DD (guide, 1.11.1). What stands where a date should and is none is kept in `unread`, and the
element counts as empty, so that the rules about missing dates see it. What stands twice where it may stand once is kept
in `twice`; the last is judged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from frontdoor.returns.cin_census.census import (
    DATES,
    ELEMENTS,
    TABLES,
    Assessment,
    Child,
    ChildCharacteristics,
    ChildIdentifiers,
    ChildProtectionPlan,
    CINdetails,
    CINPlan,
    DisabilityRow,
    Header,
    PreProceedings,
    Record,
    Review,
    Section47,
)

#: Bytes of a file, and of one child or of what stands between two. A large authority's census has about 40 MB.
MOST_BYTES = 512 * 1024**2
MOST_BYTES_A_CHILD = 4 * 1024**2
#: Children, records and what is odd about them, all of which a report may have to name. A large authority's census has
#: some 400,000; a small file of empty elements could fill the memory with more.
MOST_RECORDS = 2_000_000


class UnableToRead(ValueError):
    """The file cannot be read to its end. The text is a sentence for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Text where a date should stand: whose, the record, the element and the text."""

    child: ChildIdentifiers
    record: Record
    element: str
    text: str


@dataclass(frozen=True, slots=True)
class Twice:
    """An element, or a module, that a record may have once and has again: whose, the record and the element."""

    child: ChildIdentifiers
    record: Record
    element: str


@dataclass
class Reading:
    """A file being read: its header, its children as they come, what was no date, twice there or passed over.

    `rows` counts the rows of each table so far.
    """

    header: Header = field(default_factory=Header)
    children: Iterator[Child] = iter(())
    rows: dict[type[Record], int] = field(default_factory=lambda: dict.fromkeys(TABLES, 0))
    unread: list[Unread] = field(default_factory=list)
    twice: list[Twice] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)


def read(file: Path) -> Reading:
    """Begin to read a file. The header stands before the children; where there is none it stays empty.

    Raises `UnableToRead`, here or while the children are taken: a file that breaks off is unreadable as a whole.
    """
    reader = _Reader()
    found = _elements(file)
    first = next(found)
    if _name(first) == "Header":
        for group in first:
            reader.fill(reader.reading.header, group)
        reader.reading.children = reader.children(found)
    else:
        reader.reading.children = reader.children(found, first)
    return reader.reading


class _Capped:
    """A file's bytes, counted since its start and since the last child ended, so that neither can fill the memory."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.total = 0
        self.since_child = 0

    def read(self, size: int) -> bytes:
        given = self.file.read(size)
        self.total += len(given)
        self.since_child += len(given)
        if self.total > MOST_BYTES:
            raise UnableToRead(f"The file is larger than {MOST_BYTES // 1024**2} MB, which no census is.")
        if self.since_child > MOST_BYTES_A_CHILD:
            raise UnableToRead(
                f"One child, or what stands between two, is longer than {MOST_BYTES_A_CHILD / 1024**2:.0f} MB. "
                "No child's record is: the file is damaged, or made to do harm."
            )
        return given


def _elements(file: Path) -> Iterator[Any]:
    """The header and each child as it ends, emptied again once used. At least one, or it raises `UnableToRead`."""
    seen = children = 0
    capped = None
    try:
        with file.open("rb") as opened:
            capped = _Capped(opened)
            for _, element in etree.iterparse(
                capped,
                tag=("{*}Child", "{*}Header"),
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
                remove_comments=True,
                remove_pis=True,
            ):
                if not seen:
                    _refuse_strangers(element.getroottree())
                seen += 1
                yield element
                children += _name(element) == "Child"
                capped.since_child = 0
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except OSError as wrong:
        raise UnableToRead(f"The file cannot be opened: {wrong.strerror or wrong}.") from wrong
    except etree.XMLSyntaxError as wrong:
        raise UnableToRead(_sentence(wrong, children, empty=capped is None or not capped.total)) from wrong
    if not seen:
        raise UnableToRead("The file has no child in it; it may be another file than a census.")


def _refuse_strangers(tree: Any) -> None:
    if tree.docinfo.internalDTD is not None or tree.docinfo.doctype:
        raise UnableToRead(
            "The file declares a document type. A census has none, and one can be made to do harm, so it is not read."
        )
    name = _name(tree.getroot())
    if name != "Message":
        raise UnableToRead(f'The file begins with "{name[:40]}"; a children in need census begins with "Message".')


#: libxml2's numbers for what is wrong with a file, in words.
_BROKEN_OFF = "it breaks off, or an element is not closed"
_WRONG_LETTERS = "its letters are not in the encoding that it names"
_ENTITY = "it uses an entity or a lone &, which a census has not"
_HARMFUL = "{} than any census needs: it is damaged, or made to do harm"
_WHY = {
    1: _ENTITY,
    4: "it is not XML",
    5: "something stands after its end",
    9: _WRONG_LETTERS,
    23: _ENTITY,
    26: _ENTITY,
    32: _WRONG_LETTERS,
    73: _BROKEN_OFF,
    76: _BROKEN_OFF,
    77: _BROKEN_OFF,
    81: _WRONG_LETTERS,
}


def _sentence(wrong: etree.XMLSyntaxError, children: int, *, empty: bool) -> str:
    """What the parser says, in words, with the line at which it gave up."""
    said = (wrong.msg or "").lower()
    if empty:
        why = "it is empty"
    elif "depth" in said:
        why = _HARMFUL.format("its elements are nested deeper")
    elif "huge" in said or "too long" in said or "amplification" in said:
        why = _HARMFUL.format("a text in it is longer")
    else:
        why = _WHY.get(wrong.code, "it is not well-formed XML")
    line = f" at line {wrong.lineno}" if wrong.lineno else ""
    read = "1 child" if children == 1 else f"{children} children"
    return f"The file cannot be read{line}, after {read}: {why}."


def _name(element: Any) -> str:
    """An element's name without its namespace; entities and the like have none."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


class _Reader:
    """One reading, with the dates met so far."""

    def __init__(self) -> None:
        self.reading = Reading()
        self.rows = self.reading.rows
        self.dates: dict[str, date | None] = {}
        self.child = ChildIdentifiers()
        self.held = 0

    def children(self, rest: Iterator[Any], first: Any = None) -> Iterator[Child]:
        """Each child in turn."""
        if first is not None:
            yield self._child(first)
        for element in rest:
            if _name(element) == "Header":
                raise UnableToRead("The file has a second header, or its header after its children.")
            yield self._child(element)

    def _child(self, element: Any) -> Child:
        self.hold()
        # A row of its own only for a module that stands in the file.
        child = Child(ChildIdentifiers(row=-1), ChildCharacteristics(row=-1))
        self.child = child.identifiers
        self.fill(child, element)
        return child

    def row(self, kind: type[Any]) -> int:
        """The next row of this kind's table."""
        self.hold()
        row = self.rows[kind]
        self.rows[kind] = row + 1
        return row

    def hold(self) -> None:
        """Count one more thing that has to be kept in memory. Refuses more than any census has."""
        self.held += 1
        if self.held > MOST_RECORDS:
            raise UnableToRead(f"The file has more than {MOST_RECORDS:,} records, which no census has.")

    def new(self, kind: type[Any]) -> Any:
        """A record of this kind, with its row."""
        return kind(row=self.row(kind))

    def fill(self, record: Any, element: Any) -> None:
        """Put what stands in an element into its record: text, dates, and modules by their own reader."""
        readers = _READERS[type(record)]
        for part in element:
            name = part.tag
            how = readers.get(name)
            if how is _text:  # by far the most, so without a call
                if getattr(record, name) is not None:
                    self.again(record, name)
                setattr(record, name, (part.text or "").strip() or None)
                continue
            if how is None:
                name = _name(part)
                how = readers.get(name, _unknown)
            how(self, record, part, name)

    def again(self, record: Any, name: str) -> None:
        """What a record may have once stands there again: the last is judged, and that there were two is told."""
        self.hold()
        self.reading.twice.append(Twice(self.child, record, name))


def _text(reader: _Reader, record: Any, element: Any, name: str) -> None:
    if getattr(record, name) is not None:
        reader.again(record, name)
    setattr(record, name, (element.text or "").strip() or None)


def _date(reader: _Reader, record: Any, element: Any, name: str) -> None:
    text = (element.text or "").strip()
    if not text:
        return
    if getattr(record, name) is not None:
        reader.again(record, name)
    try:
        found = reader.dates[text]
    except KeyError:
        found = reader.dates[text] = _as_date(text)
    if found is None:
        reader.hold()
        reader.reading.unread.append(Unread(reader.child, record, name, text[:40]))
    setattr(record, name, found)


def _as_date(text: str) -> date | None:
    try:
        # A week's date (2024-W01-1) is ISO's as well, and no date here.
        return date.fromisoformat(text) if len(text) == 10 and text[4] == text[7] == "-" else None
    except ValueError:
        return None


def _unknown(reader: _Reader, record: Any, _: Any, name: str) -> None:
    if name:
        reader.hold()
        reader.reading.unknown[f"{TABLES.get(type(record), 'Child')}/{name[:40]}"] += 1


def _identifiers(reader: _Reader, child: Child, element: Any, name: str) -> None:
    if child.identifiers.row >= 0:
        reader.again(child.identifiers, name)
    child.identifiers.row = reader.row(ChildIdentifiers)
    reader.fill(child.identifiers, element)


def _characteristics(reader: _Reader, child: Child, element: Any, name: str) -> None:
    if child.characteristics.row >= 0:
        reader.again(child.characteristics, name)
    child.characteristics.row = reader.row(ChildCharacteristics)
    reader.fill(child.characteristics, element)


def _disabilities(reader: _Reader, record: ChildCharacteristics, element: Any, _: str) -> None:
    for held in element:
        row: DisabilityRow = reader.new(DisabilityRow)
        reader.fill(row, (held,))
        record.disabilities.append(row)


def _factors(_: _Reader, record: Assessment, element: Any, __: str) -> None:
    codes = ((held.text or "").strip() for held in element)
    record.AssessmentFactors.extend(code for code in codes if code)


def _factor(_: _Reader, record: Assessment, element: Any, __: str) -> None:
    """A factor outside its group is a factor."""
    if code := (element.text or "").strip():
        record.AssessmentFactors.append(code)


def _reviews(reader: _Reader, plan: ChildProtectionPlan, element: Any, _: str) -> None:
    # Several dates may stand in one Reviews group: each is a review. A group without one is a review without a date.
    for held in element:
        review: Review = reader.new(Review)
        reader.fill(review, (held,))
        plan.reviews.append(review)
    if not len(element):
        plan.reviews.append(reader.new(Review))


def _module(kind: type[Any], holder: str) -> _How:
    def module(reader: _Reader, record: Any, element: Any, _: str) -> None:
        made = reader.new(kind)
        getattr(record, holder).append(made)
        reader.fill(made, element)

    return module


_How = Callable[[_Reader, Any, Any, str], None]


def _leaves(kind: type[Any]) -> dict[str, _How]:
    return {name: _date if name in DATES else _text for name in ELEMENTS[kind]}


#: How each element of each record is read.
_READERS: Mapping[type[Any], dict[str, _How]] = {
    **{kind: _leaves(kind) for kind in ELEMENTS},
    Child: {
        "ChildIdentifiers": _identifiers,
        "ChildCharacteristics": _characteristics,
        "CINdetails": _module(CINdetails, "cin_details"),
    },
    ChildCharacteristics: {**_leaves(ChildCharacteristics), "Disabilities": _disabilities},
    CINdetails: {
        **_leaves(CINdetails),
        "Assessments": _module(Assessment, "assessments"),
        "CINPlanDates": _module(CINPlan, "cin_plans"),
        "Section47": _module(Section47, "section47s"),
        "ChildProtectionPlans": _module(ChildProtectionPlan, "cp_plans"),
        "PreProceedingsandFGDM": _module(PreProceedings, "pre_proceedings"),
    },
    Assessment: {
        **_leaves(Assessment),
        "AssessmentFactors": _factor,
        "FactorsIdentifiedAtAssessment": _factors,
    },
    ChildProtectionPlan: {**_leaves(ChildProtectionPlan), "Reviews": _reviews},
}
