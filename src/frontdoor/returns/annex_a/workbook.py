"""Writes the lists as one workbook: a sheet each, the questions first. The same lists give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from frontdoor.returns.annex_a.arriving import Row
from frontdoor.returns.annex_a.columns import LISTS
from frontdoor.returns.annex_a.ground import Cell, Ground
from frontdoor.returns.annex_a.questions import NAMED, Question
from frontdoor.rules.calendar import in_london
from frontdoor.rules.cells import safe

_WIDTH = 20


def as_bytes(lists: Mapping[int, Sequence[Row]], asked: Sequence[Question], ground: Ground) -> bytes:
    """The workbook as it stands in its file. A sheet of a list has its headings in the first row and nothing else."""
    kept = BytesIO()
    book = xlsxwriter.Workbook(
        kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    made = in_london(ground.position.recorded_at).replace(tzinfo=None)
    book.set_properties({"title": "Annex A", "author": "", "created": made})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    _sheet(book, "Questions", list(_about(lists, asked, ground)), day, bold)
    for one in LISTS:
        _sheet(book, one.name, [one.columns, *lists[one.number]], day, bold)
    book.close()
    return kept.getvalue()


def _sheet(book: Any, name: str, rows: Sequence[Sequence[Cell]], day: Any, bold: Any) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(row) for row in rows) - 1, _WIDTH)
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            _write(sheet, place, column, cell, day, bold if place == 0 else None)


def _write(sheet: Any, row: int, column: int, cell: Cell, day: Any, shape: Any) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell)
    elif cell:
        sheet.write_string(row, column, safe(cell), shape)


def _about(lists: Mapping[int, Sequence[Row]], asked: Sequence[Question], ground: Ground) -> Iterator[tuple[Cell, ...]]:
    """The companion page: what each list is of and how many rows it has, then what would be asked about it."""
    window, position = ground.window, ground.position
    yield ("List", "What", "Words", "Rows", "Children (by number)")
    yield ("All", "made", f"Call on {window.on:%d/%m/%Y}; ledger position {position.number}", None, None)
    since, in_year = f"{window.six_months:%d/%m/%Y}", f"{window.twelve_months:%d/%m/%Y}"
    yield ("All", "window", f"Six months from {since}, 12 months from {in_year}", None, None)
    yield ("All", "window", "Counts of the last 12 months include the row's own event", None, None)
    if ground.plans_told:
        yield ("All", "source", "Plans that last: the case system's word, or where it gave none, ours", None, None)
    for one in LISTS:
        yield (one.name, "rows", one.rows, len(lists[one.number]), None)
    for question in asked:
        named = " ".join(question.children[:NAMED])
        more = len(question.children) - NAMED
        whose = f"{named} and {more} more" if more > 0 else named
        yield (f"List {question.number}", question.kind, question.words, question.rows, whose)
