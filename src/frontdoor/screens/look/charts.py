"""Where the points and bars of a drawing stand, in the units of its own view box. No drawing is without its table.

The figures come from `performance`; nothing here counts, and nothing here is a rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import log
from typing import Final

# Hand-offs take minutes or months, so bars stand on a scale in which each step is a multiple of the last.
_SHORTEST: Final = timedelta(minutes=5)
_LONGEST: Final = timedelta(days=90)
_BAR_WIDTH: Final = 300.0

_TICKS: Final = (
    ("1 h", timedelta(hours=1)),
    ("1 d", timedelta(days=1)),
    ("1 wk", timedelta(days=7)),
    ("6 wk", timedelta(days=42)),
)

_CHART_WIDTH: Final = 640.0
_CHART_HEIGHT: Final = 200.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 44.0, 28.0, 12.0, 28.0
_LABELS_AT_MOST: Final = 14


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on a scale: where it stands and what is written beside it."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a control chart."""

    label: str
    value: float
    words: str
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A point with its place in the drawing."""

    x: float
    y: float
    point: Point


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A control chart laid out: points, the joining line, the middle and the limits (None where there is none)."""

    width: float
    height: float
    left: float
    right: float
    points: tuple[Placed, ...]
    path: str
    middle_y: float
    upper_y: float | None
    lower_y: float | None
    ticks: tuple[Tick, ...]
    labels: tuple[Tick, ...]


def along(length: timedelta) -> float:
    """Return how far along a bar's scale a length of time stands; both ends hold what is shorter or longer."""
    held = min(max(length, _SHORTEST), _LONGEST)
    return round(_BAR_WIDTH * log(held / _SHORTEST) / log(_LONGEST / _SHORTEST), 1)


TIME_SCALE: Final = tuple(Tick(along(length), label) for label, length in _TICKS)


def control_chart(
    *, points: Sequence[Point], middle: float, upper: float | None = None, lower: float | None = None
) -> ControlChart:
    """Lay out a control chart, from nought to a round number above the highest value or limit.

    Raises `ValueError` without points: a page without figures shows its empty state instead.
    """
    if not points:
        raise ValueError("A control chart needs at least one period.")
    step = _round_step(max([point.value for point in points] + [middle, upper or 0.0]))
    top = step * 4
    wide = _CHART_WIDTH - _LEFT - _RIGHT
    apart = wide / max(len(points) - 1, 1)
    placed = tuple(
        Placed(round(_LEFT + number * apart, 1), _height(point.value, top=top), point)
        for number, point in enumerate(points)
    )
    every = -(-len(points) // _LABELS_AT_MOST)
    return ControlChart(
        width=_CHART_WIDTH,
        height=_CHART_HEIGHT,
        left=_LEFT,
        right=_CHART_WIDTH - _RIGHT,
        points=placed,
        path="M" + " L".join(f"{one.x:g} {one.y:g}" for one in placed),
        middle_y=_height(middle, top=top),
        upper_y=None if upper is None else _height(upper, top=top),
        lower_y=None if lower is None else _height(lower, top=top),
        ticks=tuple(Tick(_height(step * number, top=top), f"{step * number:g}") for number in range(5)),
        labels=tuple(Tick(one.x, one.point.label) for one in placed[::every]),
    )


def _height(value: float, *, top: float) -> float:
    tall = _CHART_HEIGHT - _TOP - _BOTTOM
    return round(_TOP + tall * (1 - value / top), 1)


def _round_step(highest: float) -> float:
    """Return a quarter of the scale: 1, 2, 2.5 or 5 times a power of ten, so that four of them hold the highest."""
    if highest <= 0:
        return 1.0
    power = 0.01
    while True:
        for factor in (1.0, 2.0, 2.5, 5.0):
            if factor * power * 4 >= highest:
                return round(factor * power, 6)
        power *= 10
