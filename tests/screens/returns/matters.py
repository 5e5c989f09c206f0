"""What the worker does for returns, and what a test asks of the matters that follow."""

from __future__ import annotations

from typing import Any

from frontdoor.journey.actions.contacts import Receipt, receive_contact
from frontdoor.journey.models import Journey
from frontdoor.ledger.sealing import seal
from frontdoor.people.models import Person
from frontdoor.returns.following import follow
from frontdoor.returns.models import Matter
from tests.screens.at_work import AtWork
from tests.screens.filled import Filled
from tests.world import World, child, concern


def person(world: World, receipt: Receipt, number: int = 0) -> Person:
    with world.all_rows():
        return Person.objects.get(pk=Journey.objects.get(pk=receipt.journeys[number]).about)


def caught_up(world: World) -> None:
    while seal("874"):
        pass
    follow(authority="874", now=world.now)


def load(world: World, *names: str) -> None:
    """A file brings these children, as a feed does."""
    for name in names:
        told = concern(child(given_name=name), received_at=world.now)
        with world.acting("contact_officer") as actor:
            receive_contact(concern=told, token=world.token(), by=actor, recorded_at=world.now, batch="a file")


def matters(world: World) -> dict[str, Any]:
    with world.all_rows():
        return {one.rule: one.ended_at for one in Matter.objects.all()}


def do(world: World, path: str, *, who: str = "hub_manager", status: int = 302, go: str = "do", **to: Any) -> str:
    at = AtWork(world, who)
    return at.post(path, status=status, **Filled(at.get(path), "").with_(go=go, **to))
