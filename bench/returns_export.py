"""Our own returns from a year of the city: census and Annex A, each goal 10 s, from frozen position to finished file.

Takes a city at full size (`python -m bench.returns_export 0.1` a tenth of it) whose story ends in June, so that the
census year is in it. Nobody else's export of this data exists to compare with; beside each stands what reading the
same events costs alone, the floor under it.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from bench.ground import database

ENDS = datetime(2026, 6, 20, 16, 50, tzinfo=UTC)
GOAL = 10.0


def main(size: float = 1.0) -> None:
    """Print wall and processor seconds of each, and the floor."""
    with database():
        from django.db import connections

        from frontdoor.returns.annex_a.export import export as annex_a
        from frontdoor.returns.cin_census.export import export as census
        from frontdoor.returns.cin_census.period import Period
        from frontdoor.returns.gathered import lives_at
        from frontdoor.returns.position import Position, freeze, in_sight
        from frontdoor.simulation.city import make

        made = make(authority="874", ends_at=ENDS, years=1.25, size=size)
        began = time.perf_counter()
        position = freeze("874")
        print(f"{made.children:,} children, {made.events:,} events; sealed in {time.perf_counter() - began:.1f} s")
        with connections["owner"].cursor() as owner:
            owner.execute("ANALYZE")

        def floor(position: Position) -> dict[Any, Any]:
            with in_sight(position):
                return lives_at(position)

        measured("reading the events alone", lambda: floor(position), len)
        measured("census of 2025-26", lambda: census(position, Period(2026)), _of_census)
        measured("Annex A", lambda: annex_a(position, date(2026, 6, 1)), _of_annex_a)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"the most memory this process ever had, the city's making included: {peak:,.0f} MB")


def measured(what: str, do: Callable[[], Any], words: Callable[[Any], object]) -> None:
    """Three times; the median, and how it stands to the goal."""
    taken = []
    for _ in range(3):
        began, cpu = time.perf_counter(), time.process_time()
        found = do()
        taken.append((time.perf_counter() - began, time.process_time() - cpu))
    wall, cpu = sorted(taken)[1]
    print(f"{what}: {wall:.2f} s ({cpu:.2f} s of Python), goal {GOAL:.0f} s: {words(found)}")


def _of_census(made: Any) -> str:
    return f"{len(made.gathered.children):,} children, {len(made.file):,} bytes, accounted for: {made.accounted}"


def _of_annex_a(made: Any) -> str:
    return f"{sum(map(len, made.lists.values())):,} rows, {len(made.file):,} bytes"


if __name__ == "__main__":
    main(*(float(one) for one in sys.argv[1:2]))
