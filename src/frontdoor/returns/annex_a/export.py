"""Annex A for one call: the lists, the questions about them, and the workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from frontdoor.returns.annex_a import arriving, supported, workbook, working
from frontdoor.returns.annex_a.arriving import Row
from frontdoor.returns.annex_a.columns import LISTS
from frontdoor.returns.annex_a.ground import Ground, read
from frontdoor.returns.annex_a.questions import Question, questions
from frontdoor.returns.position import Position

#: Who makes each list. Lists 9 to 11 are of what is not held here: headings alone.
_MADE_BY: dict[int, Callable[[Ground], Iterator[Row]]] = {
    1: arriving.contacts,
    2: arriving.early_help,
    3: arriving.referrals,
    4: working.assessments,
    5: working.enquiries,
    6: supported.in_need,
    7: supported.protected,
    8: supported.looked_after,
}


@dataclass(frozen=True, kw_only=True)
class AnnexA:
    """A finished export: the rows of each list by its number, what would be asked, and the workbook's bytes."""

    position: Position
    on: date
    lists: dict[int, list[Row]]
    questions: list[Question]
    file: bytes


def export(position: Position, on: date) -> AnnexA:
    """Make the lists for an inspection whose first call came on a day, at a frozen position of the ledger."""
    ground = read(position, on)
    lists = {one.number: list(_MADE_BY[one.number](ground)) if one.number in _MADE_BY else [] for one in LISTS}
    asked = questions(lists, ground)
    return AnnexA(
        position=position,
        on=on,
        lists=lists,
        questions=asked,
        file=workbook.as_bytes(lists, asked, ground),
    )
