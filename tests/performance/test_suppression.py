"""Small numbers in what leaves: hidden themselves, and not to be worked out from what stands beside them."""

from __future__ import annotations

from itertools import product

import pytest

from frontdoor.performance.suppression import Shown, suppressed
from frontdoor.performance.waits import Figure

NOTHING = {"still_open": 0, "overdue": 0, "ended": 0, "late": 0, "recorded_late": 0, "not_known": 0}


def figure(number: int, **counts: int) -> Figure:
    """A figure with these counts and some lengths."""
    given = {**NOTHING, **counts}
    return Figure(
        "decided", True, number, 1.0, 2.0, 1.0, 2.0, 3.0, given["still_open"], None, given["overdue"], given["late"],
        given["ended"], given["recorded_late"], given["not_known"],
    )  # fmt: skip


CASES = (
    (figure(40), {"number": 40, "still_open": 0, "lengths": True}, "nothing small: nothing hidden"),
    (figure(0), {"number": 0, "still_open": 0}, "nought gives nobody away"),
    (figure(5), {"number": None, "lengths": False}, "five are few, and so are their lengths"),
    (figure(6), {"number": 6, "lengths": True}, "six may be shown"),
    (figure(40, still_open=3, overdue=2), {"number": 40, "still_open": None, "overdue": None}, "three of forty"),
    (figure(50, still_open=47), {"still_open": None}, "47 of 50 would give away the three that ended"),
    (figure(40, still_open=10, overdue=8), {"overdue": None, "still_open": 10}, "8 of 10 give away two"),
    (figure(40, still_open=10, overdue=10), {"overdue": 10}, "all of them give away nobody else"),
    (figure(40, late=38), {"late": None}, "38 of 40 give away the two in time"),
    (figure(120, not_known=2), {"number": None, "not_known": None, "lengths": True},
     "others count the same 122 children, so 120 would give away the two"),
    (figure(3, not_known=80), {"number": None, "not_known": None}, "and 80 would give away the three"),
    (figure(40, ended=4), {"ended": None, "number": 40}, "four ended without it"),
)  # fmt: skip


@pytest.mark.parametrize(("given", "expected", "because"), CASES)
def test_what_is_hidden(given: Figure, expected: dict[str, object], because: str) -> None:
    shown = suppressed(given)
    assert {name: getattr(shown, name) for name in expected} == expected, because


def _could_be(shown: Shown, number: int, still_open: int, ended: int, late: int) -> bool:
    said = {"number": number, "still_open": still_open, "ended": ended, "late": late}
    return all(getattr(shown, name) in (None, value) for name, value in said.items())


def test_no_small_number_can_be_worked_out_from_its_row() -> None:
    """Every row with up to 24 children: what is hidden and small is never the only number that fits the rest."""
    for number, still_open, ended in product(range(25), repeat=3):
        if still_open + ended > number:
            continue
        for late in {0, (number - still_open) // 2, number - still_open}:
            shown = suppressed(figure(number, still_open=still_open, ended=ended, late=late))
            fits = [
                (n, o, e, n - o - e)
                for n, o, e in product(range(25), repeat=3)
                if o + e <= n and _could_be(shown, n, o, e, late)
            ]
            truth = (number, still_open, ended, number - still_open - ended)
            for at, value in enumerate(truth):
                if 0 < value < 6:
                    assert len({one[at] for one in fits}) > 1, (truth, shown, at)
