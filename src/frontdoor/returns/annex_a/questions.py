"""What an inspector would ask of the lists before reading them: blanks, days that cannot be, work that is late.

Each question is counted from the very rows that are sent, and names the children by number. It says what stands there,
not what it means: some blanks are right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from frontdoor.returns.annex_a.arriving import Row
from frontdoor.returns.annex_a.columns import BORN, BY_NUMBER, LISTS
from frontdoor.returns.annex_a.ground import Cell, Ground
from frontdoor.rules.calendar import add_months, add_working_days

#: Children named under one question before the rest are only counted.
NAMED = 50

#: Working days from referral to the end of the assessment (Working Together 2023; CIN guide 4.9), and from the
#: strategy discussion to the initial conference (4.12.2).
ASSESS_WITHIN, CONFER_WITHIN = 45, 15

#: Days before birth from which a child can be known as unborn (CIN rule 8606).
PREGNANCY = 280


@dataclass(frozen=True, kw_only=True)
class Question:
    """One thing to be asked about: which list, what, how many rows, and whose."""

    number: int
    kind: str
    words: str
    rows: int
    children: tuple[str, ...]


def questions(lists: Mapping[int, Sequence[Row]], ground: Ground) -> list[Question]:
    """Everything that an inspector would ask, list by list."""
    found: list[Question] = []
    for one in LISTS:
        rows = lists[one.number]
        found += _blanks(one.number, rows)
        found += _odd(one.number, rows, ground)
    found += _late(lists, ground)
    return sorted(found, key=lambda one: one.number)


def _question(number: int, kind: str, words: str, rows: Sequence[Row]) -> Iterator[Question]:
    if rows:
        children = tuple(dict.fromkeys(str(row[0]) for row in rows))
        yield Question(number=number, kind=kind, words=words, rows=len(rows), children=children)


def _blanks(number: int, rows: Sequence[Row]) -> Iterator[Question]:
    one = BY_NUMBER[number]
    for place, column in enumerate(one.columns):
        if column not in one.may_be_blank or column == BORN:
            blank = [row for row in rows if row[place] in (None, "")]
            yield from _question(number, "blank", f"{column} is blank", blank)


def _odd(number: int, rows: Sequence[Row], ground: Ground) -> Iterator[Question]:
    """A day before a pregnancy could have begun, or after the call; a row's end before its start."""
    one, on = BY_NUMBER[number], ground.window.on
    if BORN not in one.columns:
        return
    born_at = one.columns.index(BORN)
    days = [place for place, name in enumerate(one.columns) if place != born_at and "Date" in name or "date" in name]
    for place in days:
        name = one.columns[place]
        before = [row for row in rows if _before(row[place], _conceived(row[born_at]))]
        yield from _question(number, "odd date", f"{name} is over 40 weeks before the child was born", before)
        after = [row for row in rows if _before(on, row[place])]
        yield from _question(number, "odd date", f"{name} is after the day of the call", after)
    for start, end in _PAIRS.get(number, ()):
        first, last = one.columns.index(start), one.columns.index(end)
        wrong = [row for row in rows if _before(row[last], row[first])]
        yield from _question(number, "odd date", f"{end} is before {start}", wrong)


#: What cannot end before it starts, by list.
_PAIRS: dict[int, tuple[tuple[str, str], ...]] = {
    2: (("Assessment start date", "Assessment completion date"),),
    4: (("Continuous Assessment Start Date", "Continuous Assessment Date of Authorisation"),),
    6: (("CIN Start Date", "CIN Closure Date"),),
    7: (("Child Protection Plan Start Date", "Child Protection Plan End Date"),),
}


def _conceived(born: Cell) -> Cell:
    return born - timedelta(days=PREGNANCY) if isinstance(born, date) else None


def _before(one: Cell, other: Cell) -> bool:
    return isinstance(one, date) and isinstance(other, date) and one < other


def _late(lists: Mapping[int, Sequence[Row]], ground: Ground) -> Iterator[Question]:
    for number, words, is_late in (
        (4, f"Open, and the referral was more than {ASSESS_WITHIN} working days before", _assessment_late(ground)),
        (5, f"No conference yet, and the enquiry began more than {CONFER_WITHIN} working days before", _enquiry_late),
        (6, "Open, and the child has not been seen yet", _unseen),
        (7, "The first review was due three months after the plan began, the next every six months", _review_late),
        (7, "The plan lasts, and no visit to the child under it is recorded", _unvisited),
    ):
        late = [row for row in lists[number] if is_late(dict(zip(BY_NUMBER[number].columns, row, strict=True)), ground)]
        yield from _question(number, "late", words, late)


Cells = Mapping[str, Cell]


def _assessment_late(ground: Ground) -> Callable[[Cells, Ground], bool]:
    """The clock runs from the referral, not from the start of the assessment."""
    lives = {subject.who.number: subject.life for subject in ground.subjects}

    def is_late(cells: Cells, ground: Ground) -> bool:
        started, ended = cells["Continuous Assessment Start Date"], cells["Continuous Assessment Date of Authorisation"]
        if ended is not None or not isinstance(started, date):
            return False
        referral = lives[str(cells["Child Unique ID"])].referral_of(started, None)
        return add_working_days(referral.on if referral else started, ASSESS_WITHIN) < ground.window.on

    return is_late


def _enquiry_late(cells: Cells, ground: Ground) -> bool:
    started = cells["Strategy discussion initiating Section 47 Enquiry Start Date"]
    needed = cells["Was an Initial Child Protection Conference deemed unnecessary?"] != "a) Yes"
    held = cells["Date of Initial Child Protection Conference"]
    if held is not None or not needed or not isinstance(started, date):
        return False
    return add_working_days(started, CONFER_WITHIN) < ground.window.on


def _unseen(cells: Cells, ground: Ground) -> bool:
    return cells["CIN Closure Date"] is None and cells["Date Child Was Last Seen"] is None


def _review_late(cells: Cells, ground: Ground) -> bool:
    started, last = cells["Child Protection Plan Start Date"], cells["Date of latest review conference"]
    if cells["Child Protection Plan End Date"] is not None or not isinstance(started, date):
        return False
    due = add_months(last, 6) if isinstance(last, date) else add_months(started, 3)
    return due < ground.window.on


def _unvisited(cells: Cells, ground: Ground) -> bool:
    return cells["Child Protection Plan End Date"] is None and cells["Date of the Last Statutory Visit"] is None
