"""Limits and signals of an individuals chart, as tables."""

from __future__ import annotations

import pytest

from frontdoor.rules.control_charts import Limits, limits, signals

STEADY = [10.0, 11.0, 9.0, 10.0, 12.0, 10.0, 9.0, 11.0]

LIMITS = (
    (STEADY[:7], None, "seven weeks say nothing about limits"),
    (STEADY, (10.0, 16.29, 3.71), "median 10, median moving range 2, times 3.145"),
    ([0.0, 1.0] * 4, (0.5, 3.65, None), "nothing takes less than no time: no lower limit"),
    ([5.0] * 8, (5.0, 5.0, 5.0), "what never moves has no room around it"),
    ([10.0, 11.0, 9.0, 10.0, 12.0, 10.0, 9.0, 500.0], (10.0, 16.29, 3.71), "one terrible week moves no limit"),
)


@pytest.mark.parametrize(("values", "expected", "because"), LIMITS)
def test_limits(values: list[float], expected: tuple[float, float, float | None] | None, because: str) -> None:
    found = limits(values)
    if expected is None:
        assert found is None, because
        return
    assert found is not None, because
    assert (round(found.middle, 2), round(found.upper, 2), found.lower and round(found.lower, 2)) == expected, because


#: The middle at 10, the limits at 15 and 5.
WITHIN = Limits(10.0, 15.0, 5.0)
SIGNALS = (
    ([15.1, 9.0, 11.0], {0: ("above",)}, "a week above the upper limit"),
    ([15.0, 9.0, 5.0], {}, "a week on a limit is not beyond it"),
    ([9.0, 11.0, 4.9], {2: ("below",)}, "a week below the lower limit"),
    ([9.0, 12.0, 11.0, 12.0, 11.0, 12.0, 11.0, 9.0], {}, "six in a row above the middle: not yet"),
    (
        [9.0, 12.0, 11.0, 12.0, 11.0, 12.0, 11.0, 12.0, 9.0],
        dict.fromkeys(range(1, 8), ("higher",)),
        "seven in a row above the middle, each of them marked",
    ),
    ([9.0, 8.0, 9.0, 8.0, 9.0, 8.0, 9.0], dict.fromkeys(range(7), ("lower",)), "seven in a row below"),
    (
        [12.0, 7.0, 8.0, 9.0, 11.0, 12.0, 13.0, 9.0],
        dict.fromkeys(range(1, 7), ("rising",)),
        "six rising, the first too",
    ),
    ([12.0, 7.0, 8.0, 9.0, 11.0, 12.0, 9.0], {}, "five rising: not yet"),
    ([9.0, 13.0, 12.0, 11.0, 9.0, 8.0, 7.0, 11.0], dict.fromkeys(range(1, 7), ("falling",)), "six falling"),
    ([10.0] * 9, {}, "what lies on the middle is on no side"),
    (
        [6.0, 7.0, 8.0, 9.0, 11.0, 16.0],
        {**dict.fromkeys(range(5), ("rising",)), 5: ("above", "rising")},
        "a week can be part of two signals",
    ),
)


@pytest.mark.parametrize(("values", "expected", "because"), SIGNALS)
def test_signals(values: list[float], expected: dict[int, tuple[str, ...]], because: str) -> None:
    assert {at: names for at, names in enumerate(signals(values, WITHIN)) if names} == expected, because
