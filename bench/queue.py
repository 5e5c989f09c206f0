"""The triage queue with 1,000,000 contacts stored, in strict alternation with the Django admin's list of that table.

Goals: p95 25 ms for the whole request, 50 times faster than the admin, at most 6 statements beyond the door's own 4
(session, person, authority, log of looks). `python -m bench queue 100000` stores fewer.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bench.ground import database, percentile, processor

if TYPE_CHECKING:
    from django.test import Client

    from tests.world import World

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ROUNDS, WAITING = 30, 180
DOORS_OWN = ("django_session", "access_account", "set_config", "access_look")


@dataclass
class Side:
    """One list: how long each request took, and the processor time of program and database together."""

    name: str
    wall: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)

    def line(self) -> str:
        """The side's figures in words."""
        half, most = percentile(self.wall, 0.5), percentile(self.wall, 0.95)
        worked = sum(self.worked) / len(self.worked)
        return f"  {self.name:<28} p50 {half:8.1f} ms   p95 {most:8.1f} ms   processor mean {worked:8.1f} ms"


def main(contacts: int = 1_000_000) -> None:
    """Fill the database, then open both lists in turns."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.admin_settings"
    with database() as running:
        from django.conf import settings

        settings.STATIC_ROOT.mkdir()
        settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        from bench.million import fill
        from frontdoor.access import doors
        from frontdoor.simulation.city import make

        make(authority="874", ends_at=NOW - timedelta(days=1), size=0.1)
        stored = fill(running, contacts=contacts)
        world = _monday()
        doors.now = lambda: world.now
        print(f"triage queue, {stored.contacts:,} contacts about {stored.journeys:,} children stored with "
              f"{stored.events:,} events and {stored.clocks:,} clocks, {stored.gigabytes:.1f} GB")  # fmt: skip
        _compare(world)


def _monday() -> World:
    """Contacts that wait, by the real verbs: over the weekend, every fourth about two children, a third rated."""
    from django.db import transaction

    from frontdoor.journey.actions.rating import rate_contact
    from tests.world import World, child

    world = World(now=NOW)
    with transaction.atomic():
        for number in range(WAITING):
            children = [child(given_name=f"Child {number} {one}") for one in range(1 + (number % 4 == 0))]
            receipt = world.contact(*children, received_at=NOW - timedelta(minutes=20 * number))
            if number % 3 == 0:
                with world.acting("hub_manager") as by:
                    rate_contact(contact=receipt.contact, rating=("red", "amber", "green")[number // 3 % 3],
                                 because="As read", seen=None, by=by, happened_at=NOW, recorded_at=NOW)  # fmt: skip
    return world


def _compare(world: World) -> None:
    from django.db import connection
    from django.test import Client

    client = Client()
    client.force_login(world.account("hub_manager"), backend="allauth.account.auth_backends.AuthenticationBackend")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = int(cursor.fetchone()[0])
    ours, admin = Side("triage queue, whole request"), Side("Django admin's list")
    gc.collect()
    gc.freeze()  # as the web server does with what it has loaded (project/wsgi.py)
    for number in range(ROUNDS + 2):
        for side, asked in ((ours, lambda: _queue(client)), (admin, lambda: _admin(client, world))):
            began, cpu = time.perf_counter(), time.process_time() * 1000 + processor(backend)
            asked()
            if number > 1:  # the first two fill caches, of either side
                side.wall.append((time.perf_counter() - began) * 1000)
                side.worked.append(time.process_time() * 1000 + processor(backend) - cpu)
    print(ours.line(), admin.line(), sep="\n")
    ratios = [theirs / mine for mine, theirs in zip(ours.wall, admin.wall, strict=True)]
    print(f"  median of {ROUNDS} pairs        {percentile(ratios, 0.5):.0f} times faster (goal 50); goal p95 25 ms")
    own, doors = _statements(client)
    print(f"  statements                   {own} (goal 6) beyond the door's {doors} (goal 4)")


def _queue(client: Client) -> str:
    answer = client.get("/triage/")
    assert answer.status_code == 200, answer.status_code
    page: str = answer.content.decode()
    assert page.count('class="fd-row"') == 50, page.count('class="fd-row"')
    return page


def _admin(client: Client, world: World) -> None:
    """The same person's sight: without it row security would show the admin nothing."""
    from django.db import transaction

    with transaction.atomic(), world.acting("hub_manager"):
        answer: Any = client.get("/admin/journey/contact/")
        assert answer.content.count(b'class="field-reference"') == 50, answer.status_code


def _statements(client: Client) -> tuple[int, int]:
    """Statements of the page itself, and of its door; what opens and ends a transaction asks nothing."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        _queue(client)
    asked = [query["sql"] for query in captured.captured_queries]
    asked = [sql for sql in asked if not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]
    doors = [sql for sql in asked if any(name in sql for name in DOORS_OWN) and "ledger_" not in sql]
    return len(asked) - len(doors), len(doors)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
