"""One register loaded twice at once, and a worker judging a row while it is loaded: one register, no judgement lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from django.db import connections, transaction

from frontdoor.feeds.report import Report
from frontdoor.journey.models import Journey
from frontdoor.people.models import RegisterEntry
from frontdoor.people.registers import part_entry
from tests.feeds.registers import ANA, Loader, agree
from tests.harness.databases import OwnDatabase
from tests.world import World, child

NAMES = [f"Pupil{number}" for number in range(40)]


def at_once(*steps: Callable[[], object]) -> list[object]:
    """Do these at one moment, each on a connection of its own; what each came to, or what it raised."""
    gate, came_to = threading.Barrier(len(steps)), [None] * len(steps)

    def go(place: int, step: Callable[[], object]) -> None:
        try:
            gate.wait(timeout=20)
            came_to[place] = step()  # type: ignore[call-overload]
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=go, args=(place, step)) for place, step in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return list(came_to)


def test_one_register_loaded_by_three_at_once_is_one_register(own_database: OwnDatabase, tmp_path: Path) -> None:
    world = World()
    with transaction.atomic():
        for name in NAMES[:5]:
            world.contact(child(given_name=name))
        agree(world)
    rows = [{**ANA, "row_number": name, "given_name": name} for name in NAMES]
    places = [tmp_path / str(number) for number in range(3)]
    for place in places:
        place.mkdir()
    reports = at_once(*(lambda place=place: Loader(world, place)(*rows) for place in places))
    assert all(isinstance(one, Report) and not one.refused for one in reports)
    assert sum(one.counts.get("new", 0) for one in reports if isinstance(one, Report)) == len(rows)
    with transaction.atomic(), world.all_rows():
        assert RegisterEntry.objects.count() == len(rows)
        assert RegisterEntry.objects.exclude(person=None).count() == 5


def test_a_worker_who_judges_while_it_is_loaded_is_not_undone(own_database: OwnDatabase, tmp_path: Path) -> None:
    world = World()
    with transaction.atomic():
        receipt = world.contact()
        agree(world)
    load = Loader(world, tmp_path)
    load(ANA)
    with transaction.atomic(), world.all_rows():
        entry, through = RegisterEntry.objects.get(), Journey.found(receipt.journeys[0])

    def judge() -> object:
        with transaction.atomic(), world.acting("contact_officer") as by:
            return part_entry(
                entry=entry.id, person=through.about, through=through, seen=None, by=by, recorded_at=world.now
            )

    at_once(judge, lambda: load({**ANA, "headline": "home"}))
    with transaction.atomic(), world.all_rows():
        kept = RegisterEntry.objects.get()
        assert (kept.headline, kept.person, kept.not_people) == ("home", None, [through.about])
