"""One event with its clocks (goal 5 ms p50, 15 ms p95, 5 statements) beside four plain ORM statements, in turns."""

from __future__ import annotations

import time

from bench.ground import database, percentile

ROUNDS = 1500


def main() -> None:
    """Print both figures, measured in turns in one run."""
    with database():
        from django.db import connection, transaction
        from django.test.utils import CaptureQueriesContext

        from frontdoor.access.actors import actor_for
        from frontdoor.journey.models import Journey
        from frontdoor.ledger import scope
        from frontdoor.ledger.models import Event, Unsealed
        from frontdoor.ledger.record import record
        from frontdoor.rules.events.contacts import CallLogged
        from tests.world import World, child

        world = World()
        with transaction.atomic():
            journeys = [world.journey(**child(given_name=f"Child {n}").__dict__) for n in range(100)]
            actor = actor_for(world.account("hub_manager"), world.now)
        ours: list[float] = []
        plain: list[float] = []
        statements = 0
        for number in range(ROUNDS):
            with transaction.atomic(), scope.acting(actor, world.now):
                journey = Journey.found(journeys[number % 100])
                began = time.perf_counter()
                with CaptureQueriesContext(connection) as asked:
                    record(
                        CallLogged(direction="in", with_whom="school"),
                        about=journey, by=actor, happened_at=world.now, recorded_at=world.now,
                    )  # fmt: skip
                ours.append((time.perf_counter() - began) * 1000)
                statements = max(statements, len(asked))
            with transaction.atomic(), scope.acting(actor, world.now):
                began = time.perf_counter()
                Event.objects.filter(journey=journey.id).first()
                list(Event.objects.filter(journey=journey.id).values_list("id")[:1])
                Unsealed.objects.filter(pk=journey.id).first()
                Unsealed.objects.filter(pk=journey.id).update(authority="874")
                plain.append((time.perf_counter() - began) * 1000)
        _print(ours, plain, statements)


def _print(ours: list[float], plain: list[float], statements: int) -> None:
    print(f"one event with its clocks, {ROUNDS} times on journeys of 2 to {2 + ROUNDS // 100} events")
    print(f"  ours                 p50 {percentile(ours, 0.5):5.2f} ms   p95 {percentile(ours, 0.95):5.2f} ms")
    print(f"  four ORM statements  p50 {percentile(plain, 0.5):5.2f} ms   p95 {percentile(plain, 0.95):5.2f} ms")
    print(f"  statements           {statements} (goal 5); goal p50 5 ms, p95 15 ms")


if __name__ == "__main__":
    main()
