"""The order of the queue, as a table that a manager can read: who goes first, and because of what."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from frontdoor.rules.ordering import Sign, Waiting, in_order

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def waiting(
    name: str,
    rating: str = "",
    *,
    due: int | None = 60,
    waited: int = 30,
    danger: bool = False,
    signs: tuple[Sign, ...] = (),
    ties: tuple[str, ...] = (),
) -> Waiting:
    """A contact due in `due` minutes (before now if negative), waiting for `waited` minutes."""
    return Waiting(
        reference=name,
        rating=rating,
        danger_now=danger,
        due_at=None if due is None else NOW + timedelta(minutes=due),
        received_at=NOW - timedelta(minutes=waited),
        signs=frozenset(signs),
        ties=frozenset(ties),
    )


ROWS = [
    # because, first, second
    ("danger now goes before everything", waiting("a", "green", danger=True), waiting("b", "red", due=-600)),
    ("not yet rated stands with red, before amber", waiting("a", due=4000), waiting("b", "amber", due=-900)),
    ("red goes before amber, however late amber is", waiting("a", "red", due=200), waiting("b", "amber", due=-900)),
    ("amber goes before green", waiting("a", "amber", due=900), waiting("b", "green", due=-5)),
    ("green and blue are one band: the sooner first", waiting("a", "blue", due=10), waiting("b", "green", due=20)),
    ("overdue goes first in its band", waiting("a", "amber", due=-1), waiting("b", "amber", due=1)),
    ("the longer overdue goes first", waiting("a", "amber", due=-60), waiting("b", "amber", due=-2)),
    ("then the one due soonest", waiting("a", "red", due=10), waiting("b", "red", due=200)),
    ("not yet rated and due sooner goes before red", waiting("a", due=10), waiting("b", "red", due=200)),
    ("red and due sooner goes before not yet rated", waiting("a", "red", due=10), waiting("b", due=50)),
    ("overdue not yet rated goes before red in time", waiting("a", due=-1), waiting("b", "red", due=5)),
    (
        "overdue goes first, whatever is known of the others",
        waiting("a", due=-1),
        waiting("b", due=5, signs=(Sign.POLICE_PROTECTION,)),
    ),
    (
        "police protection goes before missing now",
        waiting("a", due=90, signs=(Sign.POLICE_PROTECTION,)),
        waiting("b", due=30, signs=(Sign.MISSING_NOW,)),
    ),
    (
        "missing now goes before a baby",
        waiting("a", signs=(Sign.MISSING_NOW,)),
        waiting("b", signs=(Sign.UNDER_1_OR_UNBORN,)),
    ),
    (
        "a baby goes before a child who is open",
        waiting("a", signs=(Sign.UNDER_1_OR_UNBORN,)),
        waiting("b", signs=(Sign.KNOWN,), waited=900),
    ),
    (
        "plan, looked after or open goes before a high police grade",
        waiting("a", signs=(Sign.KNOWN,)),
        waiting("b", signs=(Sign.POLICE_GRADE_HIGH,)),
    ),
    (
        "a high police grade goes before a third contact",
        waiting("a", signs=(Sign.POLICE_GRADE_HIGH,)),
        waiting("b", signs=(Sign.THIRD_IN_90_DAYS,)),
    ),
    (
        "a third contact goes before the longest waiting",
        waiting("a", signs=(Sign.THIRD_IN_90_DAYS,)),
        waiting("b", waited=900),
    ),
    ("the longest waiting goes first among equals", waiting("a", waited=900), waiting("b", waited=5)),
    (
        "several facts count by the highest",
        waiting("a", signs=(Sign.THIRD_IN_90_DAYS, Sign.MISSING_NOW)),
        waiting("b", signs=(Sign.UNDER_1_OR_UNBORN,)),
    ),
    ("what has no clock goes after what has one", waiting("a", "red", due=900), waiting("b", "red", due=None)),
    (
        "facts never move what somebody has rated",
        waiting("a", "amber", due=5),
        waiting("b", "amber", due=9, signs=(Sign.MISSING_NOW,)),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("because", "first", "second"), ROWS, ids=[row[0] for row in ROWS])
def test_who_goes_first(because: str, first: Waiting, second: Waiting) -> None:
    for given in ((first, second), (second, first)):
        assert [placed.waiting.reference for placed in in_order(given, now=NOW)] == ["a", "b"], because


def test_one_household_stands_together_where_its_most_urgent_stands() -> None:
    placed = in_order(
        [
            waiting("late-green", "green", due=-30, ties=("house 1",)),
            waiting("amber", "amber", due=20),
            waiting("red", "red", due=10, ties=("house 1", "incident 7")),
            waiting("unrated", due=30, ties=("incident 7",)),
        ],
        now=NOW,
    )
    assert [one.waiting.reference for one in placed] == ["red", "unrated", "late-green", "amber"]
    assert [one.beside for one in placed] == ["", "red", "red", ""]
    assert placed[1].why.startswith("Beside red, which is about the same household, incident or child. By itself: Not")


def test_ungrouped_each_stands_by_itself() -> None:
    rows = [waiting("green", "green", ties=("x",)), waiting("amber", "amber"), waiting("red", "red", ties=("x",))]
    assert [one.waiting.reference for one in in_order(rows, now=NOW, grouped=False)] == ["red", "amber", "green"]


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (waiting("a", danger=True, due=-5), "Danger now: somebody said that a child is in danger. Overdue 5 min."),
        (waiting("a", "amber", due=130), "Rated amber. Due in 2 h 10 min."),
        (
            waiting("a", due=30, waited=82, signs=(Sign.UNDER_1_OR_UNBORN, Sign.MISSING_NOW)),
            "Not yet rated, so it stands with red. Among these, a child is missing now. Due in 30 min. "
            "Waiting 1 h 22 min.",
        ),
        (waiting("a", "blue", due=None), "Rated blue. No clock runs."),
    ],
)
def test_why_here_is_said_in_words(one: Waiting, words: str) -> None:
    assert in_order([one], now=NOW)[0].why == words


def test_nobody_is_lost_and_the_order_of_asking_changes_nothing() -> None:
    chance = random.Random(7)  # noqa: S311 - a fixed shuffle
    rows = [
        waiting(
            f"FD-{number:03d}",
            chance.choice(["", "", "red", "amber", "green", "blue"]),
            due=chance.choice([None, *range(-100, 100, 7)]),
            waited=chance.randrange(900),
            danger=chance.random() < 0.05,
            signs=tuple(sign for sign in Sign if chance.random() < 0.2),
            ties=(f"house {chance.randrange(150)}",),
        )
        for number in range(200)
    ]
    expected = [one.waiting.reference for one in in_order(rows, now=NOW)]
    assert sorted(expected) == [row.reference for row in rows]
    for _ in range(5):
        chance.shuffle(rows)
        assert [one.waiting.reference for one in in_order(rows, now=NOW)] == expected
