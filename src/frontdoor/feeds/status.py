"""Open status from a file of the case system, at least hourly: each bad row named, a second run without effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from django.db import DataError, IntegrityError, transaction

from frontdoor.feeds.batches import batches, in_one_transaction, name_of
from frontdoor.feeds.columns import UnableToReadFile, read_header
from frontdoor.feeds.lines import Lines
from frontdoor.feeds.objects import objects
from frontdoor.feeds.report import Report, Said
from frontdoor.feeds.rows import rows
from frontdoor.ledger.scope import Actor
from frontdoor.people.status import load_status
from frontdoor.rules.notifications import Part, text_of
from frontdoor.rules.open_status import COLUMNS, UnableToReadStatus, read_status
from frontdoor.rules.partnership import for_authority

KNOWN = tuple(column.name for column in COLUMNS)
NEEDED = frozenset(column.name for column in COLUMNS if column.needed)
#: A second's work or so, as with notifications.
BATCH = 50

#: What became of a person's status, in the words of the report.
CAME = {
    "changed": "changed",
    "confirmed": "confirmed, nothing changed",
    "again": "known already",
    "older": "older than what is known",
}
FOLLOWED = "restricted here from now on, as in the case system"
OPEN_HERE = "the case system restricts this record, and it is open here: tell the restricted-records manager."


def load(path: Path, *, actor: Actor, now: Callable[[], datetime], batch_size: int = BATCH) -> Report:
    """Load a file of open status. Raises `UnableToReadFile` with a sentence where it cannot be read at all."""
    report = Report(path.name)
    council = for_authority(actor.authority).council
    batch = name_of("status", path)
    for parts in batches(_parts(path, report), batch_size):

        def work(by: Actor, at: datetime, parts: list[Part] = parts) -> tuple[Counter[str], Report]:
            told = Report(path.name)
            counts: Counter[str] = Counter()
            for part in parts:
                _take(part, council, told, counts, by=by, at=at, batch=batch)
            return counts, told

        counts, told = in_one_transaction(work, by=actor, now=now)
        for came, number in counts.items():
            report.count(came, number)
        report.refused += told.refused
        report.asked += told.asked
    return report


def _take(part: Part, council: str, told: Report, counts: Counter[str], *, by: Actor, at: datetime, batch: str) -> None:
    try:
        status, asked = read_status(part, council=council, received_at=at)
        with transaction.atomic():
            kept = load_status(status=status, by=by, recorded_at=at, batch=batch)
    except UnableToReadStatus as wrong:
        told.refused.append(Said(part.line, str(wrong)))
        return
    except (DataError, IntegrityError) as wrong:
        told.refused.append(Said(part.line, f"it could not be stored ({type(wrong).__name__})."))
        return
    counts[CAME[kept.came]] += 1
    told.asked += [Said(question.line, question.words) for question in asked]
    if kept.followed:
        counts[FOLLOWED] += 1
    if kept.open_here:
        told.asked.append(Said(part.line, OPEN_HERE))


def _parts(path: Path, report: Report) -> Iterator[Part]:
    with path.open("rb") as file:
        begins = file.read(200).lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1]
    if begins in (b"{", b"["):
        for found in objects(path):
            report.count("objects read")
            if found.wrong:
                report.refused.append(Said(found.line, found.wrong))
            else:
                said = {name: text_of(value) for name, value in found.value.items() if name in KNOWN}
                yield Part(found.line, said)
        return
    yield from _rows(path, report)


def _rows(path: Path, report: Report) -> Iterator[Part]:
    read = rows(Lines(path))
    first = next(read, None)
    if first is None:
        raise UnableToReadFile("The file is empty: there is not even a header.")
    header = read_header(first.cells, known=KNOWN, needed=NEEDED)
    if header.unknown:
        report.notes.append(f"Columns that nobody reads: {', '.join(header.unknown)}.")
    if header.absent:
        report.notes.append(f"Columns that the file does not have: {', '.join(header.absent)}.")
    for row in read:
        report.count("rows read")
        if row.wrong:
            report.refused.append(Said(row.line, row.wrong))
        else:
            yield Part(row.line, header.values(row.cells))
