"""What is said of a child of the city could be true of a child of that age."""

from __future__ import annotations

from random import Random

import pytest

from frontdoor.simulation import texts
from frontdoor.simulation.ages import UNBORN
from frontdoor.simulation.arrivals import SOURCES


@pytest.mark.parametrize("age", range(UNBORN, 18))
@pytest.mark.parametrize("siblings", [True, False])
def test_every_kind_of_worry_has_words_for_every_age(*, age: int, siblings: bool) -> None:
    for wanted in sorted({worry for source in SOURCES for worry, _ in source.worries}):
        kind, words = texts.worry(Random(f"{wanted} {age}"), wanted, age, siblings=siblings)  # noqa: S311
        assert words, wanted
        assert kind == wanted or not texts.fitting(texts.WORRIES[wanted], age, siblings=siblings)


@pytest.mark.parametrize(
    ("age", "never"),
    [
        (UNBORN, {"missing", "criminal_exploitation", "home_alone", "injury", "attendance"}),
        (1, {"missing", "criminal_exploitation", "attendance", "child_on_child", "sexual_harm", "unborn"}),
        (4, {"missing", "criminal_exploitation", "attendance", "child_on_child", "unborn"}),
        (17, {"unborn", "home_alone"}),
    ],
)
def test_what_cannot_be_worried_about_at_an_age(age: int, never: set[str]) -> None:
    for wanted in texts.WORRIES:
        kind, _ = texts.worry(Random(3), wanted, age, siblings=True)  # noqa: S311
        assert kind not in never, wanted


def test_the_youngest_have_no_words_and_siblings_stand_only_where_there_are_any() -> None:
    assert [texts.said(Random(1), texts.WORDS, age) for age in (UNBORN, 0, 1)] == ["", "", ""]  # noqa: S311
    for age in range(18):
        alone = texts.fitting([*texts.WORDS, *texts.ORDINARY_DAYS], age, siblings=False)
        assert not any("little ones" in one.text or "brothers" in one.text for one in alone)
