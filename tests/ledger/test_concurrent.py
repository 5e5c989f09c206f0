"""Two people write about one child at one moment, a thousand times: nothing is lost, and clocks still follow."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Barrier, Thread
from uuid import UUID

from django.db import connections, transaction

from frontdoor.access.actors import actor_for
from frontdoor.access.models import Account
from frontdoor.journey.models import Journey
from frontdoor.ledger import scope
from frontdoor.ledger.models import Event
from frontdoor.ledger.rebuilding import compare
from frontdoor.ledger.record import record_each
from frontdoor.rules.events.contacts import CallLogged, ContactRated
from frontdoor.rules.events.holding import Allocated
from tests.world import World, child

PAIRS = 1000
RATINGS = ("red", "amber", "green", "blue")


def test_a_thousand_concurrent_pairs(own_database: object) -> None:
    world = World()
    with transaction.atomic():
        receipts = [world.contact(child(), child(given_name="Ben")) for _ in range(50)]
        account = world.account("hub_manager")
    together, faults = Barrier(2), []

    def write(side: int) -> None:
        try:
            for number in range(PAIRS):
                journeys = receipts[number % len(receipts)].journeys
                together.wait(timeout=60)
                _one(world, account, journeys if side else journeys[::-1], number, side)
        except BaseException as fault:
            faults.append(fault)
            together.abort()
            raise
        finally:
            connections.close_all()

    threads = [Thread(target=write, args=(side,)) for side in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with transaction.atomic(), scope.system("874"):
        assert Event.objects.filter(kind__in=("contact_rated", "call_logged", "allocated")).count() == PAIRS * 4
    assert compare("874").differing == ()


def _one(world: World, account: Account, ids: Sequence[UUID], number: int, side: int) -> None:
    """One act about both children: a rating on one side, on the other a call or an allocation, at the same moment."""
    actor = actor_for(account, world.now)
    with transaction.atomic(), scope.acting(actor, world.now):
        journeys = [Journey.found(journey) for journey in ids]
        if side:
            fact = ContactRated(rating=RATINGS[number % 4])
        else:
            fact = CallLogged(direction="in", with_whom="school") if number % 2 else Allocated(team="assessment_1")
        record_each([(fact, journey) for journey in journeys], by=actor, happened_at=world.now, recorded_at=world.now)
