"""A concern arrives, whatever is missing, and its clocks run from the first moment anybody had it."""

from __future__ import annotations

from datetime import UTC, datetime

from frontdoor.journey.actions.contacts import receive_contact
from frontdoor.journey.actions.rating import rate_contact
from frontdoor.journey.models import Contact
from frontdoor.ledger.models import ClockRun, Event, Standing
from frontdoor.rules.concern import ConcernedChild
from tests.world import World, child, concern


def test_a_named_child_is_taken_and_clocked(world: World) -> None:
    receipt = world.contact(child())
    with world.all_rows():
        assert sorted(event.kind for event in Event.objects.all() if event.journey) == [
            "contact_entered",
            "contact_received",
        ]
        standing = Standing.objects.get(journey=receipt.journeys[0])
        assert standing.stage == "contact"
        assert standing.rating == ""
        clocks = {run.clock: run for run in ClockRun.objects.all()}
        assert {"referral_decision", "referral_ack", "first_look", "contact_to_mash"} <= set(clocks)
        assert clocks["referral_decision"].due_at == datetime(2026, 11, 23, 23, 59, 59, tzinfo=UTC)


def test_a_concern_needs_no_name(world: World) -> None:
    receipt = world.contact(ConcernedChild(label="girl about 9, red coat"))
    with world.acting("contact_officer"):
        assert Contact.found(receipt.contact).reference == receipt.reference


def test_a_form_sent_twice_makes_one_contact(world: World) -> None:
    told, token = concern(child()), world.token()
    with world.acting("contact_officer") as actor:
        first = receive_contact(concern=told, token=token, by=actor, recorded_at=world.now)
        second = receive_contact(concern=told, token=token, by=actor, recorded_at=world.now)
        assert second.again
        assert (second.contact, second.reference) == (first.contact, first.reference)
        assert Contact.objects.count() == 1


def test_a_rating_is_kept_and_shortens_the_decision(world: World) -> None:
    receipt = world.contact(child())
    world.later(minutes=5)
    with world.acting("hub_manager") as actor:
        rate_contact(
            contact=receipt.contact, rating="red", because="Injured", seen=None, by=actor, happened_at=world.now,
            recorded_at=world.now,
        )  # fmt: skip
    with world.all_rows():
        assert Standing.objects.get(journey=receipt.journeys[0]).rating == "red"


def test_without_scope_nothing_is_seen(world: World) -> None:
    world.contact(child())
    assert Contact.objects.count() == 0
    assert Event.objects.count() == 0
