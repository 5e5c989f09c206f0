"""A child's line before birth, after it, and where an older record still says unborn."""

from datetime import UTC, date, datetime, timedelta

import pytest

from frontdoor.people.aliases import as_one
from frontdoor.people.models import Person
from frontdoor.rules.clocks import find_rule
from frontdoor.rules.partnership import for_authority
from frontdoor.screens.child.family import line_of
from frontdoor.screens.look.naming import child_line, clock_words

ON = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DUE, BORN = date(2026, 7, 19), date(2026, 7, 21)


@pytest.mark.parametrize(
    ("facts", "words", "because"),
    [
        ({"expected_on": date(2027, 2, 4)}, "Unborn, due 4 Feb 2027", "not born yet"),
        ({"expected_on": DUE}, "Unborn, was due 19 Jul 2026", "nobody has told us of the birth"),
        (
            {"name": "Ava", "family_name": "Nowak", "expected_on": DUE, "born_on": BORN},
            "Ava Nowak, 3 months",
            "born and named, though the journey was begun before birth",
        ),
        ({"expected_on": DUE, "died_on": DUE}, "Unborn, was due 19 Jul 2026", "the pregnancy ended without a birth"),
    ],
)
def test_the_line_of_a_child_who_was_unborn(facts: dict, words: str, because: str) -> None:
    assert child_line(kind="unborn", on=ON, **facts) == words, because


def test_an_unborn_record_joined_with_the_born_childs_is_that_child() -> None:
    unborn = Person(kind="unborn", expected_on=DUE, sex="U", interpreter="not_asked")
    born = Person(kind="child", given_name="Ava", family_name="Nowak", born_on=BORN, sex="F", interpreter="not_asked")
    unborn.id, born.id = 1, 2
    shown = as_one([unborn, born])
    assert shown.kind == "child"
    assert line_of(shown, on=ON) == "Ava Nowak, 3 months"


@pytest.mark.parametrize(
    ("clock", "unborn", "words", "because"),
    [
        ("initial_sw_visit", False, "child seen", "a born child is seen"),
        ("initial_sw_visit", True, "visit to the mother", "nobody can see a child before birth"),
        ("cp_visit", True, "child protection visit to the mother", "the plan's visits run before birth too"),
        ("assessment", True, "assessment", "other clocks say what they say"),
    ],
)
def test_what_a_clock_is_to_before_birth(clock: str, unborn: bool, words: str, because: str) -> None:
    place = for_authority("874")
    rule = find_rule(clock, ON, place)
    assert rule is not None
    shown = clock_words(clock, NOW + timedelta(days=1), now=NOW, overlay=place, unborn=unborn)
    assert words in shown.what, because
