"""The rows of a CSV file: each with the line it begins in, and a reason for each that cannot be read.

One quotation mark that is never closed would swallow every row behind it. So a row that does not come out right is
given up at its first line alone, and reading goes on at the next.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

#: A cell may run over this many lines.
LONGEST_CELL_LINES = 2000
SEPARATORS = (",", ";", "\t", "|")
csv.field_size_limit(10_000_000)


@dataclass(frozen=True)
class Row:
    """One row: where it begins, its cells, and why it cannot be read (then there are no cells)."""

    line: int
    cells: Sequence[str]
    wrong: str = ""
    doubt: str = ""


def rows(lines: Iterable[str], *, separator: str = "", width: int = 0) -> Iterator[Row]:
    """Every row that is not blank. `width` is how many cells each must have; without it the first row sets it."""
    waiting = _Waiting(lines)
    while waiting.fill(1):
        number, text = waiting.take()
        if not text.strip().strip('",;|\t '):
            continue
        separator = separator or _separator(text)
        row = _row(number, text, waiting, separator, width)
        width = width or len(row.cells)
        if row.wrong or any(cell.strip() for cell in row.cells):
            yield row


class _Waiting:
    """Lines taken from the file but not used yet."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._more = iter(lines)
        self._number = 0
        self._held: deque[tuple[int, str]] = deque()

    def fill(self, number: int) -> bool:
        """Hold at least `number` lines, if the file has as many."""
        while len(self._held) < number:
            line = next(self._more, None)
            if line is None:
                return False
            self._number += 1
            self._held.append((self._number, line))
        return True

    def take(self) -> tuple[int, str]:
        return self._held.popleft()

    def ahead(self, place: int) -> str:
        return self._held[place][1]


def _separator(header: str) -> str:
    return max(SEPARATORS, key=header.count)


def _row(number: int, text: str, waiting: _Waiting, separator: str, width: int) -> Row:
    whole, used = text, 0
    while True:
        cells, wrong = _cells(whole, separator)
        if wrong != _OPEN:
            break
        if used >= LONGEST_CELL_LINES or not waiting.fill(used + 1):
            return Row(number, (), "a quotation mark is opened and never closed.")
        # Only a line with a quotation mark can close the cell: joining up to it at once keeps long cells quick.
        while True:
            following = waiting.ahead(used)
            whole += following
            used += 1
            if '"' in following or used >= LONGEST_CELL_LINES or not waiting.fill(used + 1):
                break
    if used and _swallowed(waiting, used, separator, width):
        return Row(number, (), "a quotation mark is opened and not closed before the next row.")
    doubt = ""
    if wrong:
        cells, doubt = _loosely(whole, separator), "A quotation mark inside a cell is not doubled; check the text."
    refused = _width_wrong(cells, width)
    if refused:
        return Row(number, (), refused)
    for _ in range(used):
        waiting.take()
    return Row(number, cells[:width] if width else cells, doubt=doubt)


_OPEN = "open"


def _cells(text: str, separator: str) -> tuple[list[str], str]:
    try:
        # newline="" as the csv module asks: a cell keeps its own line ends.
        return next(csv.reader([text], delimiter=separator, strict=True)), ""
    except csv.Error as wrong:
        return [], _OPEN if "unexpected end of data" in str(wrong) else str(wrong)


def _loosely(text: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=separator))
    except csv.Error:
        return []


def _swallowed(waiting: _Waiting, used: int, separator: str, width: int) -> bool:
    """Whether a line inside the cell reads as a whole row of its own: then the cell was never meant to be so long."""
    if width < 4:
        return False
    for place in range(used - 1):
        line = waiting.ahead(place)
        if line.count(separator) >= width - 1 and len(_cells(line, separator)[0]) == width:
            return True
    return False


def _width_wrong(cells: Sequence[str], width: int) -> str:
    if not width or len(cells) == width or (len(cells) > width and not any(cell.strip() for cell in cells[width:])):
        return ""
    return f"it has {len(cells)} cells, and the header has {width}."
