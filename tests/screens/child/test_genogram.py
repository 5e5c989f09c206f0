"""The family drawn: the people of the table and no others, none over another, in shapes that need no colour."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import combinations

import pytest

from frontdoor.journey.child_queries import read_child
from frontdoor.rules.concern import Answer, ConcernedAdult, ConcernedChild, SubjectKind
from frontdoor.screens.child.genogram import Figure, Genogram, draw
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.child_lives import number_of
from tests.world import World, child

ADULTS = (
    ConcernedAdult(given_name="Maria", relationship="mother", parental_responsibility=Answer.YES),
    ConcernedAdult(label="Uncle, name not known", relationship="not known", may_be_a_risk=True),
    ConcernedAdult(given_name="Rose", family_name="Wolfeschlegelsteinhausenbergerdorff", relationship="grandmother"),
)


@pytest.fixture
def drawn(world: World, monkeypatch: pytest.MonkeyPatch) -> Genogram:
    keep_time(world, monkeypatch)
    receipt = world.contact(
        child(given_name="Ava", sex="F"),
        child(given_name="Oskar", sex="M"),
        ConcernedChild(kind=SubjectKind.UNBORN, expected=world.now.date() + timedelta(days=75)),
        adults=ADULTS,
    )
    with world.acting("hub_manager") as by:
        record = read_child(number_of(world, receipt.journeys[0]), now=world.now, by=by)
    return draw(record, father_not_named=True, now=world.now)


def said(one: Figure) -> str:
    return " ".join(words for _, words in one.lines)


def test_everybody_of_the_table_is_drawn_once_in_their_own_shape(drawn: Genogram) -> None:
    shapes = {said(one): one.shape for one in drawn.figures}
    assert shapes["Ava Example, 7 this child"] == "circle"
    assert shapes["Oskar Example, 7"] == "square"
    assert {shape for words, shape in shapes.items() if words.startswith("Unborn")} == {"triangle"}
    assert shapes["Mother Maria"] == "circle"
    assert shapes["Father not named"] == "square"
    assert {shape for words, shape in shapes.items() if words.endswith("may be a risk")} == {"diamond"}
    assert len(drawn.figures) == 3 + len(ADULTS) + 1
    assert [one for one in drawn.figures if one.this_child] == [
        one for one in drawn.figures if said(one).startswith("Ava")
    ]


def test_nobody_stands_over_another_or_outside(drawn: Genogram) -> None:
    for one, other in combinations(drawn.figures, 2):
        assert abs(one.x - other.x) >= 44 or abs(one.y - other.y) >= 60, (said(one), said(other))
    for one in drawn.figures:
        assert 20 <= one.x <= drawn.width - 20
        for y, text in one.lines:
            assert 10 <= y <= drawn.height, text


def test_who_lives_elsewhere_stands_outside_the_broken_line(drawn: Genogram) -> None:
    home = drawn.home
    outside = {said(one) for one in drawn.figures if not home.x <= one.x <= home.x + home.width}
    assert {one.split()[0] for one in outside} == {"Father", "Grandmother", "Mother", "Not"}, "nobody said that they do"


def test_the_drawing_is_said_in_words_and_shown_on_the_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_time(world, monkeypatch)
    receipt = world.contact(child(given_name="Ava"), child(given_name="Oskar"), adults=ADULTS)
    page = AtWork(world, "hub_manager").get(f"/child/{number_of(world, receipt.journeys[0])}/?drawn=yes")
    drawing = re.search(r"<svg class=\"fdc__genogram\".*?</svg>", page, re.S)
    assert drawing is not None
    assert "Ava, 7 lives with nobody whose name stands here" in words(drawing.group(0))
    assert "Mother Maria" in words(drawing.group(0))
    assert "style=" not in drawing.group(0)
