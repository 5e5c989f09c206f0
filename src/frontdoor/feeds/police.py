"""Police notifications from a file: one contact an occurrence, each bad row named, a second run without effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import DataError, IntegrityError, transaction

from frontdoor.feeds.batches import batches, in_one_transaction, name_of
from frontdoor.feeds.columns import Header, UnableToReadFile, read_header
from frontdoor.feeds.lines import Lines
from frontdoor.feeds.objects import objects
from frontdoor.feeds.report import Report, Said
from frontdoor.feeds.rows import Row, rows
from frontdoor.journey.actions.notifications import receive_notification
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.tokens import UnableToRefer
from frontdoor.rules.concern import Channel
from frontdoor.rules.notifications import (
    COLUMNS,
    Notification,
    Part,
    UnableToReadMessage,
    parts_of,
    read_notification,
)

KNOWN = tuple(column.name for column in COLUMNS)
NEEDED = frozenset(column.name for column in COLUMNS if column.required or column.protects)
#: A second's work or so: what a long file brings is seen, and judged, while the rest is still being read.
BATCH = 25
_MARKS = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"

#: What became of a notification, in the words of the report.
CAME = {"new": "new contacts", "more": "added to a contact", "again": "known already"}


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Whose file it is: the agency's code and kind, and the actor as which it is loaded."""

    agency: str
    kind: str
    actor: Actor


def load(
    path: Path,
    *,
    sender: Sender,
    now: Callable[[], datetime],
    received_at: datetime | None = None,
    batch_size: int = BATCH,
) -> Report:
    """Load a file of notifications. `received_at` is when the file reached the partnership; now, if it is not said.

    Raises `UnableToReadFile` with a sentence where the file as a whole cannot be read; then nothing was loaded.
    """
    report = Report(path.name)
    batch = name_of("notifications", path)
    for sent in batches(_sent(path, report), batch_size):
        _load(sent, report, sender=sender, now=now, received_at=received_at, batch=batch)
    return report


def _load(
    sent: list[list[Part]],
    report: Report,
    *,
    sender: Sender,
    now: Callable[[], datetime],
    received_at: datetime | None,
    batch: str,
) -> None:
    def work(by: Actor, at: datetime) -> tuple[Counter[str], list[Said], list[Said]]:
        counts: Counter[str] = Counter()
        asked: list[Said] = []
        refused: list[Said] = []
        for parts in sent:
            read = read_notification(
                parts,
                agency=sender.agency,
                agency_kind=sender.kind,
                channel=Channel.POLICE,
                received_at=received_at or at,
            )
            wrong = _take(read, by=by, at=at, batch=batch, counts=counts)
            refused += [Said(parts[0].line, wrong)] if wrong else []
            asked += [] if wrong else [Said(question.line, question.words) for question in read.asked]
        return counts, asked, refused

    counts, asked, refused = in_one_transaction(work, by=sender.actor, now=now)
    for came, number in counts.items():
        report.count(CAME[came], number)
    report.asked += asked
    report.refused += refused


def _take(read: Notification, *, by: Actor, at: datetime, batch: str, counts: Counter[str]) -> str:
    """Take one notification in a part of the transaction of its own; why it could not be taken, if so."""
    try:
        with transaction.atomic():
            taken = receive_notification(notification=read, by=by, recorded_at=at, batch=batch)
    except (DataError, IntegrityError, UnableToRefer) as wrong:
        # Our own fault, not the sender's: it is named, the rest goes on, and a later run takes it.
        return f"occurrence {read.occurrence} could not be stored ({type(wrong).__name__})."
    counts[taken.came] += 1
    return ""


def _sent(path: Path, report: Report) -> Iterator[list[Part]]:
    with path.open("rb") as file:
        begins = file.read(200).lstrip(_MARKS)[:1]
    return _objects(path, report) if begins in (b"{", b"[") else _rows(path, report)


def _objects(path: Path, report: Report) -> Iterator[list[Part]]:
    unknown: dict[str, None] = {}
    for found in objects(path):
        report.count("objects read")
        wrong = found.wrong
        parts: list[Part] = []
        if not wrong:
            try:
                parts, more = parts_of(found.value, line=found.line)
                unknown.update(dict.fromkeys(more))
            except UnableToReadMessage as refused:
                wrong = str(refused)
        wrong = wrong or _number_wrong(parts[0].get("occurrence_number"))
        if wrong:
            report.refused.append(Said(found.line, wrong))
        else:
            yield parts
    if unknown:
        report.notes.append(f"Fields that nobody reads: {', '.join(unknown)}.")


def _number_wrong(written: str) -> str:
    if not written.strip():
        return "occurrence_number is empty: it cannot be told which notification this belongs to."
    if len(" ".join(written.split())) > 60:
        return "occurrence_number is longer than 60 letters."
    return ""


def _rows(path: Path, report: Report) -> Iterator[list[Part]]:
    """The notifications of a CSV file, each when its last row has been read: two readings, and little is held."""
    lines = Lines(path)
    header, last = _first_reading(lines)
    _note_header(header, report)
    held: dict[str, list[Part]] = {}
    for part, wrong, doubt in _parts(lines, header):
        report.count("rows read")
        if wrong:
            report.refused.append(Said(part.line, wrong))
        else:
            key = _key(part)
            group = held.setdefault(key, [])
            _join(part, group, report)
            report.asked += [Said(part.line, doubt)] if doubt else []
        key = _key(part)
        if last.get(key) == part.line and key in held:
            yield held.pop(key)
    if lines.other:
        report.notes.append(f"{lines.other} lines are not UTF-8 and were read as ISO-8859-1 (Windows 1252).")


def _join(part: Part, group: list[Part], report: Report) -> None:
    same = next((earlier for earlier in group if earlier.values == part.values), None)
    if same is None:
        group.append(part)
    else:
        report.repeated.append(Said(part.line, f"it says what line {same.line} says."))


def _first_reading(lines: Lines) -> tuple[Header, dict[str, int]]:
    """The header, and in which line the last row of each occurrence begins."""
    first = next(rows(lines), None)
    if first is None:
        raise UnableToReadFile("The file is empty: there is not even a header.")
    header = read_header(first.cells, known=KNOWN, needed=NEEDED)
    last = {_key(part): part.line for part, wrong, _ in _parts(lines, header) if not wrong}
    return header, last


def _parts(lines: Lines, header: Header) -> Iterator[tuple[Part, str, str]]:
    """Each row after the header as a part, with why it is refused and what is doubtful in it."""
    read: Iterator[Row] = rows(lines, width=header.width)
    next(read, None)
    for row in read:
        part = Part(row.line, header.values(row.cells))
        yield part, row.wrong or _number_wrong(part.get("occurrence_number")), row.doubt


def _key(part: Part) -> str:
    return "".join(part.get("occurrence_number").split()).casefold()


def _note_header(header: Header, report: Report) -> None:
    if header.unknown:
        report.notes.append(f"Columns that nobody reads: {', '.join(header.unknown)}.")
    if header.absent:
        report.notes.append(f"Columns that the file does not have: {', '.join(header.absent)}.")
