"""Individuals charts (XmR): the middle, the limits, and which weeks say that something changed.

The middle is the median of the weekly figures, and the limits lie 3.145 times the median moving range above and below
it (Wheeler, Understanding Variation; the constant for medians). Medians, so that one bad summer moves neither.
Signals are those of NHS England, Making Data Count: a point beyond a limit, seven in a row on one side of the middle,
six in a row rising or falling. A signal says that something changed, never why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: Limits from fewer weeks say nothing.
FEWEST = 8
#: Median moving range to natural limits.
SCALING = 3.145
#: In a row on one side of the middle; in a row rising or falling.
SIDE = 7
TREND = 6

SIGNALS = {
    "above": "above the upper limit",
    "below": "below the lower limit",
    "higher": f"one of {SIDE} or more in a row above the middle",
    "lower": f"one of {SIDE} or more in a row below the middle",
    "rising": f"one of {TREND} or more in a row rising",
    "falling": f"one of {TREND} or more in a row falling",
}


@dataclass(frozen=True)
class Limits:
    """The middle and the limits; no lower limit where it would be below nought."""

    middle: float
    upper: float
    lower: float | None


def limits(values: Sequence[float]) -> Limits | None:
    """The limits of these figures in order of time; None from fewer than eight."""
    if len(values) < FEWEST:
        return None
    middle = _median(values)
    reach = SCALING * _median([abs(later - before) for before, later in zip(values, values[1:], strict=False)])
    return Limits(middle, middle + reach, middle - reach if middle - reach > 0 else None)


def signals(values: Sequence[float], within: Limits) -> list[tuple[str, ...]]:
    """For each figure the signals that it is part of, in the order of `SIGNALS`."""
    found: list[set[str]] = [set() for _ in values]
    for at, value in enumerate(values):
        if value > within.upper:
            found[at].add("above")
        if within.lower is not None and value < within.lower:
            found[at].add("below")
    steps = list(zip(values, values[1:], strict=False))
    _runs(found, [value > within.middle for value in values], SIDE, "higher")
    _runs(found, [value < within.middle for value in values], SIDE, "lower")
    _runs(found, [later > before for before, later in steps], TREND - 1, "rising", points=1)
    _runs(found, [later < before for before, later in steps], TREND - 1, "falling", points=1)
    return [tuple(name for name in SIGNALS if name in names) for names in found]


def _runs(found: list[set[str]], holds: Sequence[bool], least: int, name: str, points: int = 0) -> None:
    """Mark every stretch of at least `least` in which the condition holds; a stretch of steps has a point more."""
    begun = 0
    for at in range(len(holds) + 1):
        if at < len(holds) and holds[at]:
            continue
        if at - begun >= least:
            for one in found[begun : at + points]:
                one.add(name)
        begun = at + 1


def _median(values: Sequence[float]) -> float:
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
