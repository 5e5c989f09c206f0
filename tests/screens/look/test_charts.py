"""Drawings stand where their figures say."""

from datetime import timedelta

import pytest

from frontdoor.screens.look import charts
from frontdoor.screens.look.charts import Point


def test_longer_times_stand_further_along_and_both_ends_hold() -> None:
    lengths = [
        timedelta(0),
        timedelta(minutes=5),
        timedelta(hours=1),
        timedelta(days=1),
        timedelta(days=90),
        timedelta(days=400),
    ]
    places = [charts.along(length) for length in lengths]
    assert places == sorted(places)
    assert places[:2] == [0.0, 0.0]
    assert places[-2:] == [300.0, 300.0]


@pytest.mark.parametrize(
    ("highest", "labels"),
    [
        (71.5, ["0", "20", "40", "60", "80"]),
        (100, ["0", "25", "50", "75", "100"]),
        (3, ["0", "1", "2", "3", "4"]),
        (0.9, ["0", "0.25", "0.5", "0.75", "1"]),
        (0, ["0", "1", "2", "3", "4"]),
    ],
)
def test_the_scale_is_round_and_holds_the_highest(highest: float, labels: list[str]) -> None:
    drawn = charts.control_chart(points=[Point("a", highest, "")], middle=0)
    assert [tick.label for tick in drawn.ticks] == labels
    assert drawn.points[0].y >= drawn.ticks[-1].at


def test_higher_values_stand_higher_and_limits_keep_their_place() -> None:
    drawn = charts.control_chart(points=[Point("a", 10, ""), Point("b", 30, "")], middle=20, upper=40, lower=5)
    assert drawn.upper_y is not None
    assert drawn.lower_y is not None
    assert drawn.upper_y < drawn.points[1].y < drawn.middle_y < drawn.points[0].y < drawn.lower_y
    assert drawn.points[0].x < drawn.points[1].x


def test_labels_thin_out_before_they_run_into_each_other() -> None:
    drawn = charts.control_chart(points=[Point(str(week), 1, "") for week in range(52)], middle=1)
    assert len(drawn.points) == 52
    assert len(drawn.labels) <= 14


def test_a_chart_without_figures_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one period"):
        charts.control_chart(points=[], middle=0)
