"""A number opened to the children behind it, for those who may see them: read as the reader, never in system scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frontdoor.journey.models import Journey
from frontdoor.journey.record_queries import in_sight, people_of
from frontdoor.ledger.scope import Actor
from frontdoor.people.models import Context, Person
from frontdoor.performance.waits import Wait


@dataclass(frozen=True, slots=True)
class Opened:
    """One wait with the journey and whom it is about, as this reader may see them."""

    wait: Wait
    journey: Journey
    about: Person | Context | None


def opened(waits: Sequence[Wait], *, by: Actor, start: int, at_once: int) -> tuple[list[Opened], bool]:
    """The waits that `by` may see, in the order given, `at_once` from the `start`-th on; and whether more follow.

    What may not be seen leaves no gap and is not counted.
    """
    wanted = [wait.journey for wait in waits]
    may_see = set(in_sight(by).filter(pk__in=wanted).values_list("pk", flat=True))
    seen = [wait for wait in waits if wait.journey in may_see]
    shown = seen[start : start + at_once]
    journeys = Journey.objects.select_related("contact").in_bulk({wait.journey for wait in shown})
    people = people_of(list(journeys.values()))
    rows = [Opened(wait, journeys[wait.journey], people.get(journeys[wait.journey].about)) for wait in shown]
    return rows, len(seen) > start + at_once
