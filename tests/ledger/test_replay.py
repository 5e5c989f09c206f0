"""Clocks and stages as stored are those that follow from the events, however the events were typed."""

from __future__ import annotations

import threading
import time

from django.db import connection, connections, transaction

from frontdoor.jobs import sealer
from frontdoor.journey.actions.rating import rate_contact
from frontdoor.ledger import scope
from frontdoor.ledger.models import ClockRun, Event, Seal
from frontdoor.ledger.rebuilding import compare
from tests.world import World, child


def test_what_is_stored_follows_from_the_events(world: World) -> None:
    receipt = world.contact(child(), child(given_name="Ben"))
    world.later(minutes=3)
    with world.acting("hub_manager") as actor:
        rate_contact(
            contact=receipt.contact, rating="amber", because="", seen=None, by=actor, happened_at=world.now,
            recorded_at=world.now,
        )  # fmt: skip
    assert compare("874").differing == ()
    assert compare("874").journeys == 2


def test_a_clock_altered_by_hand_is_found_and_mended(world: World) -> None:
    receipt = world.contact(child())
    with world.all_rows():
        ClockRun.objects.filter(clock="referral_decision").update(stopped_at=world.now, ended_as="met")
    assert compare("874").differing == receipt.journeys
    compare("874", mend=True)
    assert compare("874").differing == ()


def test_an_act_takes_five_statements_whatever_the_number_of_children(world: World) -> None:
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (1, 4):
        receipt = world.contact(*(child(given_name=name) for name in ("Ana", "Ben", "Cai", "Dee")[:number]))
        with world.acting("hub_manager") as actor:
            from frontdoor.journey.models import Journey
            from frontdoor.ledger.record import record_each
            from frontdoor.rules.events.contacts import CallLogged

            journeys = Journey.of(contact_id=receipt.contact)
            with CaptureQueriesContext(connection) as queries:
                record_each(
                    [(CallLogged(direction="in", with_whom="school"), journey) for journey in journeys],
                    by=actor, happened_at=world.now, recorded_at=world.now,
                )  # fmt: skip
            counts.append(len(queries))
    assert counts == [5, 5]


def test_each_event_is_sealed_within_a_second_of_its_commit(own_database: object) -> None:
    stop = threading.Event()

    def seal_until_stopped() -> None:
        sealer.run(stop)
        connections.close_all()

    thread = threading.Thread(target=seal_until_stopped)
    thread.start()
    try:
        with transaction.atomic():
            World().contact(child())
        committed = time.monotonic()
        while True:
            with transaction.atomic(), scope.system("874"):
                if Seal.objects.count() == Event.objects.count():
                    break
            assert time.monotonic() - committed < 1.0
            time.sleep(0.05)
    finally:
        stop.set()
        thread.join()
