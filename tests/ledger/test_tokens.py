"""A token is used once, however often it is sent; two tokens never share a reference."""

from __future__ import annotations

from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connections, transaction

from frontdoor.access.actors import actor_for
from frontdoor.journey.actions.contacts import receive_contact
from frontdoor.journey.models import Contact
from frontdoor.ledger import scope, tokens
from tests.world import World, child, concern


def test_two_tokens_of_one_reference_are_told_apart(world: World) -> None:
    with world.acting("contact_officer"):
        first = tokens.use("one", authority="874", record=uuid4(), reference="FD-26-000-000-001")
        second = tokens.use("two", authority="874", record=uuid4(), reference="FD-26-000-000-001")
        again = tokens.use("two", authority="874", record=uuid4(), reference="FD-26-000-000-001")
    assert first.reference == "FD-26-000-000-001"
    assert second.reference == "FD-26-000-000-001B"
    assert (again.record, again.reference, again.before) == (second.record, second.reference, True)


@pytest.mark.parametrize("times", [2, 50])
def test_one_submission_sent_many_times_at_once(own_database: object, times: int) -> None:
    world = World()
    told, token = concern(child()), world.token()
    with transaction.atomic():
        actor = actor_for(world.account("contact_officer"), world.now)
    together, receipts = Barrier(times), []

    def send() -> None:
        try:
            together.wait(timeout=60)
            with transaction.atomic(), scope.entering(actor, world.now) as entered:
                receipts.append(receive_contact(concern=told, token=token, by=entered, recorded_at=world.now))
        finally:
            connections.close_all()

    threads = [Thread(target=send) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(receipts) == times
    assert len({(receipt.contact, receipt.reference) for receipt in receipts}) == 1
    assert sum(not receipt.again for receipt in receipts) == 1
    with transaction.atomic(), scope.system("874"):
        assert Contact.objects.count() == 1
