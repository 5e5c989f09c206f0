"""A year of the city in memory and by COPY (goal 120 s, aim 60), sealed and verified (goal 150,000 events a second).

Compared with the same verbs by plain calls, a transaction each, and with a verification that reads events row by row
and hashes them in Python. `python -m bench city 0.1` makes a tenth of the city.
"""

from __future__ import annotations

import hashlib
import sys
import time
from datetime import UTC, datetime, timedelta

from bench.ground import database

ENDS = datetime(2026, 11, 20, 16, 50, tzinfo=UTC)
SLOWLY = 0.01


def main(size: float = 1.0) -> None:
    """Make the city; a hundredth of another beside it by plain calls; seal everything, verify it in turns."""
    with database():
        from frontdoor.ledger.sealing import seal
        from frontdoor.simulation.city import make, make_slowly

        began, cpu = time.perf_counter(), time.process_time()
        made = make(authority="874", ends_at=ENDS, size=size)
        seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
        began = time.perf_counter()
        slowly = make_slowly(authority="873", ends_at=ENDS - timedelta(days=1), years=1.0, size=SLOWLY)
        slow = (time.perf_counter() - began) / slowly
        print(
            f"a year of the city: {made.contacts:,} contacts about {made.children:,} children, {made.events:,} events"
        )
        print(f"  in memory, by COPY    {seconds:6.1f} s   processor {cpu:6.1f} s (goal 120 s, aim 60 s)")
        print(f"  by plain calls        {slow * made.contacts:6.0f} s, at {slow * 1000:.0f} ms for each of {slowly}")
        began, sealed = time.perf_counter(), 0
        while more := seal("874"):
            sealed += more
        print(f"sealing                 {sealed / (time.perf_counter() - began):9,.0f} events a second")
        _verify(sealed)


def _verify(sealed: int) -> None:
    from frontdoor.ledger.sealing import verify

    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(3):
        began = time.perf_counter()
        verdict = verify("874")
        ours.append(sealed / (time.perf_counter() - began))
        assert verdict.holds, verdict
        assert verdict.sealed == sealed, verdict
        theirs.append(_row_by_row())
    print(f"ledger verify           {sorted(ours)[1]:9,.0f} events a second of {sealed:,} (goal 150,000), median of 3")
    print(f"  row by row in Python  {sorted(theirs)[1]:9,.0f} events a second")


def _row_by_row() -> float:
    """Events a second when each is an object of Django's and hashed in Python: what one would write first."""
    from django.db import transaction

    from frontdoor.ledger import scope
    from frontdoor.ledger.models import Event, Seal

    began, before, number = time.perf_counter(), b"874", 0
    with transaction.atomic(), scope.system("874"):
        order = Seal.objects.filter(authority="874").order_by("position").values_list("event", flat=True)[:20_000]
        events = Event.objects.in_bulk(list(order))
        for key in order:
            values = [str(getattr(events[key], field.attname)) for field in Event._meta.concrete_fields]
            before = hashlib.sha256(before + hashlib.sha256("\x1f".join(values).encode()).digest()).digest()
            number += 1
    return number / (time.perf_counter() - began)


if __name__ == "__main__":
    main(*(float(argument) for argument in sys.argv[1:2]))
