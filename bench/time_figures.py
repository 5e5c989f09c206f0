"""Time figures of 13 weeks: goal 300 ms; beside a recomputation in plain Python that shares no code, in alternation.

Takes a year of the city at full size (`python -m bench.time_figures 0.1` a tenth of it). Besides the time on the wall,
which others on the machine lengthen, it prints processor time: the database's for our statement, Python's for theirs.
"""

from __future__ import annotations

import sys
import time
from dataclasses import astuple
from datetime import UTC, datetime
from typing import Any

from bench.ground import database, percentile, processor

ENDS = datetime(2026, 11, 20, 16, 50, tzinfo=UTC)
OURS, SLOWLY = 40, 4


def main(size: float = 1.0) -> None:
    """Print both, measured in turns in one run, and whether they are equal."""
    with database():
        from django.db import connection, connections, transaction

        from frontdoor.ledger import scope
        from frontdoor.performance.waits import Asked, figures
        from frontdoor.simulation.city import make
        from tests.performance.recomputed import Recomputed

        made = make(authority="874", ends_at=ENDS, size=size)
        with connections["owner"].cursor() as owner:
            owner.execute("ANALYZE")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            backend = int(cursor.fetchone()[0])
        ours: list[float] = []
        worked: list[float] = []
        slowly: list[float] = []
        python: list[float] = []
        asked = Asked(at=ENDS)
        for number in range(OURS):
            with transaction.atomic():
                began, before = time.perf_counter(), processor(backend)
                found = figures(asked, authority="874")
                ours.append((time.perf_counter() - began) * 1000)
                worked.append(processor(backend) - before)
            if number % (OURS // SLOWLY) == 0:
                with transaction.atomic(), scope.system("874"):
                    began, cpu = time.perf_counter(), time.process_time()
                    again = Recomputed("874").figures(ENDS, asked.weeks)
                    slowly.append((time.perf_counter() - began) * 1000)
                    python.append((time.process_time() - cpu) * 1000)
        with transaction.atomic(), scope.system("874"), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM ledger_event WHERE recorded_at >= %s", [asked.since])
            of_weeks = cursor.fetchone()[0]
        report(made.events, of_weeks, (ours, worked), (slowly, python), _equal(found, again))


def report(
    events: int,
    of_weeks: int,
    mine: tuple[list[float], list[float]],
    theirs: tuple[list[float], list[float]],
    equal: bool,
) -> None:
    """Print both sides: time on the wall and processor time, and whether they say the same."""
    print(f"time figures, 13 weeks, {of_weeks:,} events of {events:,} in the year; {OURS} times")
    for name, (wall, worked), told in (("ours", mine, "goal 300 ms"), ("in plain Python", theirs, f"{SLOWLY} times")):
        print(f"  {name:<20} p50 {percentile(wall, 0.5):7.0f} ms   p95 {percentile(wall, 0.95):7.0f} ms"
              f"   processor p50 {percentile(worked, 0.5):6.0f} ms   {told}")  # fmt: skip
    print(f"  equal                {'yes, every figure' if equal else 'NO'}")


def _equal(found: dict[str, Any], again: dict[str, Any]) -> bool:
    mine = {key: [_rounded(value) for value in astuple(one)[2:]] for key, one in found.items()}
    return all(mine[key] == [_rounded(value) for value in row] for key, row in again.items())


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


if __name__ == "__main__":
    main(*(float(argument) for argument in sys.argv[1:2]))
