"""Annex A of a hamlet, and of children whose rows can be told beforehand: order, codes, windows, questions."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from python_calamine import CalamineWorkbook

from frontdoor.returns.annex_a.columns import BY_NUMBER, LISTS
from frontdoor.returns.annex_a.export import AnnexA, export
from frontdoor.returns.annex_a.ground import Ground, Subject
from frontdoor.returns.annex_a.questions import questions
from frontdoor.returns.annex_a.window import Window
from frontdoor.returns.holders import Holders
from frontdoor.returns.lives import Life
from frontdoor.returns.people import Who
from frontdoor.returns.position import Position, freeze
from frontdoor.simulation.city import make
from tests.harness.databases import TestServer, django_uses
from tests.shared_data import shared

ENDS = datetime(2026, 11, 20, 16, 50, tzinfo=UTC)
CALL = date(2026, 11, 2)


@pytest.fixture(scope="module")
def hamlet(database_server: TestServer, django_db_blocker: pytest.FixtureRequest) -> Iterator[AnnexA]:
    """A call on 2 November at a hamlet whose ledger goes on to the 20th."""
    with database_server.clone() as clone, django_db_blocker.unblock(), django_uses(clone.name):
        make(authority="874", ends_at=ENDS, years=1.2, size=0.02, seed=5)
        position = freeze("874")
        made = export(position, CALL)
        assert export(position, CALL).file == made.file, "The same position gives the same bytes."
        yield made


def _layout() -> dict[int, dict[str, Any]]:
    stored = json.loads(shared("data/annex_a/annex_a_lists.json").read_text("utf-8"))
    return {int(one["list"].split()[1]): {column["name"]: column for column in one["columns"]} for one in stored}


def test_columns_stand_in_the_official_order() -> None:
    layout = _layout()
    assert {one.number: one.columns for one in LISTS} == {number: tuple(found) for number, found in layout.items()}
    for one in LISTS[:7]:
        # The lists' own scope tells which columns they let be blank.
        assert {name for name in one.columns if layout[one.number][name]["can_be_blank"]} == one.may_be_blank


def test_every_cell_is_of_its_columns_kind_and_codes(hamlet: AnnexA) -> None:
    layout = _layout()
    ours_beside = {"t) NOBT", "RC9 - Case closed after assessment, referred to early help"}
    for one in LISTS:
        for row in hamlet.lists[one.number]:
            assert len(row) == len(one.columns)
            for name, cell in zip(one.columns, row, strict=True):
                if cell is None:
                    continue
                column = layout[one.number][name]
                kind = {"date": date, "integer": int, "string": str}[column["type"]]
                assert isinstance(cell, kind), (one.name, name, cell)
                codes = {code["export_code"] for code in column["codes"] or ()}
                assert not codes or cell in codes | ours_beside, (one.name, name, cell)


def test_a_year_of_a_hamlet_has_rows_in_lists_1_to_7(hamlet: AnnexA) -> None:
    held = {number: len(rows) for number, rows in hamlet.lists.items()}
    assert all(held[number] > 0 for number in range(1, 8)), held
    assert all(held[number] == 0 for number in range(8, 12)), "No open status was loaded."


def test_nothing_after_the_call_is_in_a_list(hamlet: AnnexA) -> None:
    days = [cell for rows in hamlet.lists.values() for row in rows for cell in row if isinstance(cell, date)]
    assert max(days) <= CALL
    contacts = [row[5] for row in hamlet.lists[1]]
    assert min(contacts) >= date(2026, 5, 2)


def test_the_workbook_has_headings_first_and_a_page_of_questions(hamlet: AnnexA) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(hamlet.file))
    assert book.sheet_names == ["Questions", *(one.name for one in LISTS)]
    for one in LISTS:
        rows = book.get_sheet_by_name(one.name).to_python()
        assert tuple(rows[0]) == one.columns
        assert len(rows) - 1 == len(hamlet.lists[one.number])
    asked = book.get_sheet_by_name("Questions").to_python()
    assert any("ledger position" in str(cell) for row in asked for cell in row)
    assert hamlet.questions
    assert not [question for question in hamlet.questions if question.kind == "odd date"]


WINDOWS = [
    (date(2026, 11, 2), date(2026, 5, 2), date(2025, 11, 2), "the same day six and twelve months before"),
    (date(2026, 8, 31), date(2026, 2, 28), date(2025, 8, 31), "the last day where that month is shorter"),
    (date(2028, 2, 29), date(2027, 8, 29), date(2027, 2, 28), "and of a leap day the last of February"),
]


@pytest.mark.parametrize(("on", "six", "twelve", "because"), WINDOWS)
def test_months_are_counted_back_from_the_call(on: date, six: date, twelve: date, because: str) -> None:
    window = Window(on)
    assert (window.six_months, window.twelve_months) == (six, twelve), because
    assert window.recent(six), because
    assert not window.recent(six - timedelta(days=1)), because
    assert window.recent(on), because
    assert not window.recent(on + timedelta(days=1)), because


NOBODY = ("FD1", "a) Male", "a) WBRI", date(2019, 5, 4), 7)
ASKED = [
    (3, {"Allocated Worker": None}, "blank", "Allocated Worker is blank", "a referral that nobody has"),
    (3, {"Date of Birth": None}, "blank", "Date of Birth is blank", "an inspector asks, though the layout lets it be"),
    (4, {"Continuous Assessment Start Date": date(2026, 8, 3)}, "late", "more than 45 working days", "since August"),
    (4, {"Continuous Assessment Start Date": date(2026, 10, 1)}, "", "", "open since October, in time"),
    (4, {"Continuous Assessment Date of Authorisation": date(2026, 9, 1)}, "odd date", "is before Continuous",
     "authorised before it was started"),
    (5, {"Date of Initial Child Protection Conference": None}, "late", "more than 15 working days",
     "no conference a month after the strategy discussion"),
    (5, {"Date of Initial Child Protection Conference": date(2026, 10, 20)}, "", "", "the conference was held"),
    (5, {"Strategy discussion initiating Section 47 Enquiry Start Date": date(2018, 7, 27)}, "odd date",
     "over 40 weeks before", "a child cannot be enquired about before the pregnancy"),
    (5, {"Strategy discussion initiating Section 47 Enquiry Start Date": date(2018, 7, 28)}, "", "",
     "280 days before birth the child was unborn"),
    (6, {"Date Child Was Last Seen": None}, "late", "has not been seen yet", "open and never seen"),
    (7, {"Date of latest review conference": None}, "late", "first review was due", "four months without a review"),
    (7, {"Date of latest review conference": date(2026, 9, 30)}, "", "", "reviewed after three months"),
    (7, {"Date of the Last Statutory Visit": None}, "late", "no visit", "nobody has visited under the plan"),
]  # fmt: skip
#: Of each list a row about which there is nothing to ask.
PLAIN: dict[int, dict[str, Any]] = {
    3: {},
    4: {"Continuous Assessment Start Date": date(2026, 10, 1), "Continuous Assessment Date of Authorisation": None},
    5: {
        "Strategy discussion initiating Section 47 Enquiry Start Date": date(2026, 10, 1),
        "Date of Initial Child Protection Conference": date(2026, 10, 20),
    },
    6: {"CIN Start Date": date(2026, 8, 3), "Date Child Was Last Seen": date(2026, 10, 1), "CIN Closure Date": None},
    7: {
        "Child Protection Plan Start Date": date(2026, 7, 1),
        "Date of the Last Statutory Visit": date(2026, 10, 30),
        "Date of latest review conference": date(2026, 9, 30),
        "Child Protection Plan End Date": None,
    },
}


@pytest.mark.parametrize(("number", "facts", "kind", "words", "because"), ASKED)
def test_what_an_inspector_would_ask(number: int, facts: dict[str, Any], kind: str, words: str, because: str) -> None:
    columns = BY_NUMBER[number].columns
    cells = {**dict.fromkeys(columns, "x"), **dict(zip(columns, NOBODY, strict=False)), **PLAIN[number], **facts}
    lists: dict[int, list[Any]] = {one.number: [] for one in LISTS}
    lists[number] = [tuple(cells[name] for name in columns)]
    subject = Subject(Who(id=UUID(int=1), number="FD1", **SOMEBODY), Life(UUID(int=1)), None)
    ground = Ground(
        position=Position(authority="874", number=1, recorded_at=ENDS),
        window=Window(CALL),
        council="Peterborough City Council",
        subjects=[subject],
        holders=Holders(by_journey={}, by_child={}, told={}),
        plans_told=False,
    )
    found = [(one.kind, one.words, one.children) for one in questions(lists, ground)]
    assert [(one[0], one[2]) for one in found] == ([(kind, ("FD1",))] if kind else []), (because, found)
    assert all(words in one[1] for one in found), (because, found)


SOMEBODY: dict[str, Any] = {
    "unborn": False,
    "given_name": "Ana",
    "family_name": "Example",
    "born_on": date(2019, 5, 4),
    "expected_on": None,
    "died_on": None,
    "sex": "F",
    "ethnicity": "WBRI",
    "disabilities": ("NONE",),
}
