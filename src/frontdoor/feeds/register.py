"""An agency's register from a file: whom the agency knows, in full or by change, each bad row named by line.

A full file says whom the agency knows today: whoever no longer stands in it ends, on this day, once every other row is
stored. Nothing ends where a row could not be read at all, since it may be the very row, or where more than half of the
register would go, since a file cut short looks like that. A load killed anywhere is finished by running it again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from frontdoor.feeds.batches import batches, in_one_transaction, name_of
from frontdoor.feeds.columns import Header, UnableToReadFile, read_header
from frontdoor.feeds.lines import Lines
from frontdoor.feeds.report import Report, Said
from frontdoor.feeds.rows import rows
from frontdoor.ledger.scope import Actor
from frontdoor.people.register_agreements import Sent, agreed
from frontdoor.people.registers import end_vanished, load_rows
from frontdoor.people.who_knows import open_keys
from frontdoor.rules.calendar import london_day
from frontdoor.rules.notifications import Part
from frontdoor.rules.notifications.reading import Reader
from frontdoor.rules.registers import COLUMNS, MEANS, REGISTERS, RegisterRow, UnableToReadRow, read_row

NEEDED = tuple(column.name for column in COLUMNS if column.needed)
BATCH = 500
#: A register of fewer rows than this may lose more than half of them in one file.
FEW = 20

#: What became of a row, in the words of the report.
CAME = {
    "new": "new",
    "changed": "changed",
    "again": "known already",
    "ended": "ended",
    "ended already": "ended already",
}


@dataclass
class _File:
    """What was read of a file: the rows by key, the keys of rows that were refused, whether every key is known."""

    report: Report
    rows: dict[str, RegisterRow] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    every_key_known: bool = True

    @property
    def keys(self) -> set[str]:
        """Whoever stands in the file, whether the row could be kept or not."""
        return {*self.rows} | self.refused


def load(
    path: Path, *, sent: Sent, actor: Actor, full: bool, now: Callable[[], datetime], batch_size: int = BATCH
) -> Report:
    """Load a register's file, in full or by change.

    Raises `UnableToLoadRegister` without an agreement in force, `UnableToReadFile` where the file as a whole cannot be
    read; each with a sentence, and then nothing was loaded.
    """

    def held(by: Actor, at: datetime) -> set[str]:
        agreed(sent, by=by, on=london_day(at))
        return open_keys(authority=by.authority, agency=sent.agency, register=sent.register, at=at, by=by)

    before = in_one_transaction(held, by=actor, now=now)
    found = _read(path, sent.register, received_at=now())
    if full:
        _refuse_loss(before, found)
    batch = name_of("register", path)
    for part in batches(found.rows.values(), batch_size):

        def work(by: Actor, at: datetime, part: list[RegisterRow] = part) -> Counter[str]:
            return load_rows(rows=part, sent=sent, by=by, recorded_at=at, batch=batch)

        for came, number in in_one_transaction(work, by=actor, now=now).items():
            if number:
                found.report.count(CAME[came], number)
    if full:
        _end(found, sent, actor=actor, now=now, batch=batch)
    return found.report


def _refuse_loss(before: set[str], found: _File) -> None:
    gone = len(before - found.keys)
    if before and not found.keys:
        raise UnableToReadFile(f"The file has no row: all {len(before)} rows would end. Nothing was loaded.")
    if len(before) >= FEW and gone * 2 > len(before):
        raise UnableToReadFile(
            f"The file lacks {gone} of the {len(before)} rows that are known: it may be cut short. Nothing was loaded. "
            "If they have all ended, send them with the day on which they did, and load that file with --changes."
        )


def _end(found: _File, sent: Sent, *, actor: Actor, now: Callable[[], datetime], batch: str) -> None:
    if not found.every_key_known:
        found.report.notes.append(
            "Nothing was ended, because a row could not be read and may be about anybody. Put it right and load again."
        )
        return

    def work(by: Actor, at: datetime) -> int:
        return end_vanished(sent=sent, still=found.keys, by=by, recorded_at=at, batch=batch)

    ended = in_one_transaction(work, by=actor, now=now)
    if ended:
        found.report.count(CAME["ended"], ended)


def _read(path: Path, register: str, *, received_at: datetime) -> _File:
    lines = Lines(path)
    found = _File(Report(path.name))
    for part, wrong in _parts(lines, found.report):
        found.report.count("rows read")
        if wrong:
            found.every_key_known = False
            found.report.refused.append(Said(part.line, wrong))
        else:
            _take(part, register, found, received_at)
    if lines.other:
        found.report.notes.append(f"{lines.other} lines are not UTF-8 and were read as ISO-8859-1 (Windows 1252).")
    return found


def _take(part: Part, register: str, found: _File, received_at: datetime) -> None:
    reader = Reader(received_at)
    try:
        person, *adults = read_row(part, register=REGISTERS[register], reader=reader)
    except UnableToReadRow as wrong:
        _refuse(part, str(wrong), reader, found)
        found.refused.add(wrong.key)
        found.every_key_known &= bool(wrong.key)
        return
    earlier = found.rows.get(person.key)
    if earlier is not None and not _same(earlier, person):
        told_apart = person.key.split()[0].replace("_", " ")
        _refuse(part, f"line {earlier.line} says otherwise of the same person ({told_apart}).", reader, found)
        return
    found.report.asked += [Said(question.line, question.words) for question in reader.asked]
    if earlier is not None and all(adult.key in found.rows for adult in adults):
        found.report.repeated.append(Said(part.line, f"it says what line {earlier.line} says."))
        return
    for one in (person, *adults):
        found.rows.setdefault(one.key, one)


def _refuse(part: Part, because: str, reader: Reader, found: _File) -> None:
    words = " ".join((because, *(question.words for question in reader.asked)))
    found.report.refused.append(Said(part.line, words))


def _same(one: RegisterRow, other: RegisterRow) -> bool:
    """Whether two rows of one key say the same; that one has adults beside it and the other none is no difference."""
    return _told(one) == _told(other)


def _told(row: RegisterRow) -> dict[str, object]:
    told = dict(vars(row))
    if told["household"] == row.key:
        told["household"] = ""
    return {name: value for name, value in told.items() if name != "line"}


def _parts(lines: Lines, report: Report) -> Iterator[tuple[Part, str]]:
    read = rows(lines)
    first = next(read, None)
    if first is None:
        raise UnableToReadFile("The file is empty: there is not even a header.")
    header = _header(first.cells)
    if header.unknown:
        report.notes.append(f"Columns that nobody reads: {', '.join(header.unknown)}.")
    for row in read:
        yield Part(row.line, header.values(row.cells)), row.wrong


def _header(cells: Sequence[str]) -> Header:
    """The header by our own names of the columns, whatever the sender's are."""
    read = read_header(cells, known=tuple(MEANS), needed=())
    place: dict[str, int] = {}
    for heading, at in read.place.items():
        if MEANS[heading] in place:
            raise UnableToReadFile(f"Two columns are read as {MEANS[heading]}. Leave one of them out.")
        place[MEANS[heading]] = at
    missing = [name for name in NEEDED if name not in place]
    if missing:
        raise UnableToReadFile(
            f"The header lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}: nothing was loaded. "
            "Add them, even where all their cells are empty."
        )
    return Header(place, read.unknown, (), read.width)
