"""What happens when: a list of things to do, taken in order of time."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from itertools import count
from random import Random

from frontdoor.rules.calendar import OpeningHours, add_opening_minutes

Deed = Callable[[datetime], object]


class Agenda:
    """Deeds by moment; equal moments in the order in which they were planned. Nothing happens after `last`.

    Each deed is done inside `around(moment)`: nothing under `bulk()`, a door's transaction otherwise.
    """

    def __init__(self, last: datetime, around: Callable[[datetime], AbstractContextManager[None]]) -> None:
        self.last, self.around = last, around
        self._waiting: list[tuple[datetime, int, Deed]] = []
        self._number = count()

    def plan(self, at: datetime, deed: Deed) -> None:
        """Do something at a moment; what falls after the end of the story stays undone."""
        if at <= self.last:
            heapq.heappush(self._waiting, (at, next(self._number), deed))

    def run(self) -> None:
        """Do everything, in order."""
        while self._waiting:
            at, _, deed = heapq.heappop(self._waiting)
            with self.around(at):
                deed(at)


def spread(chance: Random, median: float, sigma: float = 0.8) -> float:
    """A duration with this median and a long tail, as waiting times have."""
    return median * chance.lognormvariate(0.0, sigma)


def working(at: datetime, minutes: float, hours: OpeningHours) -> datetime:
    """The moment after this many minutes of opening hours."""
    return add_opening_minutes(at, max(1, int(minutes)), hours)


def in_working_days(chance: Random, at: datetime, days: float, hours: OpeningHours) -> datetime:
    """The moment after this many working days of eight hours, at a random time of that day."""
    return working(at, days * 480 + chance.randrange(-60, 60), hours)


def summer(at: datetime) -> float:
    """How much longer things take when everybody is on leave: the backlog of July and August."""
    return 3.5 if (7, 10) <= (at.month, at.day) <= (8, 31) else 1.0


def later(at: datetime, **span: float) -> datetime:
    """The moment after a span."""
    return at + timedelta(**span)
