"""What nobody has asked: each row a record, and the question it leaves open, because of what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from frontdoor.rules.curiosity import Around, Recorded, VisitMade, nobody_has_asked

TODAY = date(2026, 11, 20)
FATHER = Around(relationship="father", called="Jan Nowak", named=True)
WHOLE = Recorded(
    name="Ava",
    today=TODAY,
    age=7,
    around=(FATHER,),
    responsibility_known=True,
    visits=(VisitMade(seen=True, alone="yes", bedroom="seen"),),
    words_on=date(2026, 11, 1),
    day_on=date(2026, 9, 1),
    school="Larkfield Primary School",
    gp="Riverside Surgery",
    agencies_answered=frozenset({"school", "general_practice"}),
    language="English",
)


def test_a_whole_record_leaves_nothing_of_the_table_open() -> None:
    assert nobody_has_asked(WHOLE) == []


NOT_ALONE = VisitMade(seen=True, alone="no", bedroom="seen")
ALONE = VisitMade(seen=True, alone="yes", bedroom="seen")
MISSED = VisitMade(seen=False)


@pytest.mark.parametrize(
    ("changed", "question", "because"),
    [
        ({"around": ()}, "Who is the father, and where is he?", "father not named"),
        (
            {"around": (FATHER, Around(relationship="", called="Uncle", named=False))},
            "Who is “Uncle”?",
            "spoken of, not named",
        ),
        (
            {"others_not_named": True},
            "Who else lives there, stays over, or is away?",
            "others in the household, not named",
        ),
        ({"visits": ()}, "When will Ava be seen?", "no visit recorded"),
        ({"visits": (NOT_ALONE,)}, "What would Ava say if seen alone?", "not seen alone in the last visit"),
        (
            {"visits": (NOT_ALONE, NOT_ALONE, ALONE)},
            "What would Ava say if seen alone?",
            "not seen alone in the last 2 visits",
        ),
        (
            {"visits": (VisitMade(seen=True, alone="yes", bedroom="not_seen"),)},
            "Where does Ava sleep?",
            "nobody has seen the place",
        ),
        (
            {"visits": (VisitMade(seen=True, alone="yes", bedroom="refused"),)},
            "Where does Ava sleep?",
            "seeing it was refused",
        ),
        ({"words_on": None}, "What does Ava say?", "no words recorded"),
        ({"words_on": date(2026, 5, 4)}, "What does Ava say?", "no words since 4 May 2026"),
        ({"words_on": None, "age": 2}, "What does Ava show us?", "no words recorded"),
        ({"day_on": date(2026, 5, 4)}, "What is an ordinary day like for Ava?", "not described since 4 May 2026"),
        ({"agencies_answered": frozenset({"school"})}, "What does the GP know?", "no answer from a GP"),
        ({"gp": "", "agencies_answered": frozenset({"school"})}, "Which GP, and what do they know?", "no GP recorded"),
        (
            {"agencies_answered": frozenset({"general_practice"})},
            "What does the school know?",
            "no answer from the school",
        ),
        (
            {"language": "Lithuanian"},
            "Who interprets Lithuanian, and is it nobody of the family?",
            "language recorded, interpreter not asked about",
        ),
        ({"responsibility_known": False}, "Who has parental responsibility?", "nobody is recorded as having it"),
    ],
)
def test_one_gap_is_one_question(changed: dict[str, Any], question: str, because: str) -> None:
    asked = nobody_has_asked(replace(WHOLE, **changed))
    assert [(one.words, one.because) for one in asked] == [(question, because)]


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({"words_on": date(2026, 8, 20)}, "three months ago to the day still counts"),
        ({"visits": (NOT_ALONE, ALONE)}, "seen alone at one of the last two"),
        ({"visits": (MISSED, ALONE)}, "the attempt was not the child's doing"),
        ({"age": 3, "agencies_answered": frozenset({"general_practice"})}, "too young for a school"),
        ({"age": 17, "agencies_answered": frozenset({"general_practice"})}, "past compulsory school"),
        ({"language": "Polish", "interpreter": "no"}, "somebody asked, and none is needed"),
    ],
)
def test_what_is_known_is_not_asked(changed: dict[str, Any], because: str) -> None:
    assert nobody_has_asked(replace(WHOLE, **changed)) == [], because


def test_nobody_asks_an_unborn_child_for_words_or_a_bedroom() -> None:
    unborn = Recorded(name="the child", today=TODAY, unborn=True, around=(FATHER,))
    assert {question.code for question in nobody_has_asked(unborn)} == {"gp", "mother_not_seen"}


@pytest.mark.parametrize(
    ("visits", "asked", "because"),
    [
        ((), "mother_not_seen", "nobody has been to her"),
        ((VisitMade(seen=False),), "mother_not_seen", "nobody opened the door"),
        ((VisitMade(seen=False, mother_seen=True, alone="no"),), "mother_alone", "he sat beside her"),
        ((VisitMade(seen=False, mother_seen=True, alone="yes"),), "", "she was heard alone"),
    ],
)
def test_before_the_birth_it_is_asked_whether_the_mother_was_seen_alone(
    visits: tuple[VisitMade, ...], asked: str, because: str
) -> None:
    unborn = Recorded(name="the child", today=TODAY, unborn=True, visits=visits)
    codes = {question.code for question in nobody_has_asked(unborn)}
    assert codes & {"mother_not_seen", "mother_alone"} == ({asked} if asked else set()), because
