"""The statement's figures are those of a recomputation in plain Python that shares no code with it."""

from __future__ import annotations

from dataclasses import astuple
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from frontdoor.ledger import scope
from frontdoor.ledger.models import Event
from frontdoor.performance.waits import Asked, figures, waits_of
from frontdoor.rules.measures import HAND_OFFS
from frontdoor.simulation.city import make
from tests.harness.databases import OwnDatabase
from tests.performance.recomputed import Recomputed

ENDS = datetime(2026, 11, 20, 16, 50, tzinfo=UTC)


def compared(at: datetime, weeks: int) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """The same figures by both, without the hand-offs in which nobody was.

    Working time is added up from seconds since 1970, which a float holds to a quarter of a microsecond, and lengths
    from days and seconds: both are compared to the millisecond, counts exactly.
    """
    with transaction.atomic(), scope.system("874"):
        ours = {
            key: astuple(one)[2:]
            for key, one in figures(Asked(at=at, weeks=weeks), authority="874").items()
            if one.number or one.not_known
        }
        slowly = Recomputed("874").figures(at, weeks)
    return _rounded(ours), _rounded(slowly)


def _rounded(found: dict[Any, Any]) -> dict[Any, Any]:
    return {
        key: tuple(round(value, 3) if isinstance(value, float) else value for value in row)
        for key, row in found.items()
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_a_small_city_gives_the_same_figures_both_ways(own_database: OwnDatabase, seed: int) -> None:
    made = make(authority="874", ends_at=ENDS, years=0.6, size=0.01, seed=seed)
    assert made.events > 800
    for weeks in (13, 4, 52):
        ours, slowly = compared(ENDS, weeks)
        assert ours == slowly
    assert {code for code, _ in ours} == set(HAND_OFFS), "In a year every hand-off has somebody in it."
    later = ENDS + timedelta(days=11, minutes=7)
    ours, slowly = compared(later, 13)
    assert ours == slowly


def test_the_waits_behind_a_figure_are_those_it_counts(own_database: OwnDatabase) -> None:
    make(authority="874", ends_at=ENDS, years=0.4, size=0.01, seed=5)
    asked = Asked(at=ENDS)
    with transaction.atomic():
        totals = figures(asked, authority="874")
        for code in HAND_OFFS:
            waits = waits_of(code, asked, authority="874")
            for in_hours in (True, False):
                mine = [wait for wait in waits if wait.in_hours is in_hours]
                total = totals[code, in_hours]
                assert len([wait for wait in mine if wait.length is not None]) == total.number, code
                assert sum(wait.how == "open" for wait in mine) == total.still_open, code
                assert sum(wait.overdue for wait in mine) == total.overdue, code
                assert max((wait.length for wait in mine if wait.length is not None), default=None) == total.oldest
        with scope.system("874"):
            assert Event.objects.count() > 500
