"""The same verbs in memory and against the database leave the same rows, ids and hashes included."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from frontdoor.access.actors import actor_for
from frontdoor.journey.actions.contacts import receive_contact
from frontdoor.journey.actions.rating import rate_contact
from frontdoor.ledger import scope
from frontdoor.ledger.bulk import bulk
from frontdoor.ledger.ids import bits_from
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.sealing import seal, verify
from tests.harness.databases import TestServer, django_uses
from tests.world import FRIDAY, World, child, concern

NAMES = ("Ana", "Ben", "Chidi", "Dorota", "Eilidh")


def some_contacts(actor: Actor, around: Callable[..., Any]) -> None:
    """Twenty contacts with one to three children, half of them rated, each verb inside `around`."""
    chance = random.Random(7)
    for number in range(20):
        at = FRIDAY + timedelta(minutes=number)
        children = [child(given_name=NAMES[(number + n) % 5]) for n in range(chance.randint(1, 3))]
        with around(at):
            receipt = receive_contact(
                concern=concern(*children, received_at=at), token=f"t{number}", by=actor, recorded_at=at
            )
        if number % 2:
            later = at + timedelta(minutes=9)
            with around(later):
                rate_contact(
                    contact=receipt.contact, rating="amber", because="Hungry again", seen=1, by=actor,
                    happened_at=later, recorded_at=later,
                )  # fmt: skip


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that verbs write, as text."""
    tables = [
        model._meta.db_table
        for label in ("ledger", "people", "journey", "documents", "outbox")
        for model in apps.get_app_config(label).get_models()
    ]
    rows = {}
    with transaction.atomic(), scope.system("874"), connection.cursor() as cursor:
        for table in sorted(set(tables)):
            cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
            columns = [name for (name,) in cursor.fetchall() if name not in {"sealed_at"}]
            if table == "ledger_token":
                columns.remove("id")
            names = ", ".join(f'"{name}"' for name in sorted(columns))
            cursor.execute(f"SELECT {names} FROM {table}")
            rows[table] = sorted(map(str, cursor.fetchall()))
    return rows


def test_memory_and_database_leave_the_same(own_database: object, database_server: TestServer) -> None:
    found = []
    for in_memory in (False, True):
        with database_server.clone() as clone, django_uses(clone.name):
            world = World()
            actor = actor_for(world.account("hub_manager"), FRIDAY)
            actor = Actor(**{**actor.__dict__, "account": None})
            with bits_from(random.Random(3).getrandbits):
                if in_memory:
                    with bulk("874"):
                        some_contacts(actor, lambda at: _nothing())
                else:
                    some_contacts(actor, partial(_door, actor))
            while seal("874"):
                pass
            assert verify("874").holds
            found.append(everything())
    plain, bulked = found
    assert set(plain) == set(bulked)
    for table in plain:
        assert plain[table] == bulked[table], table
    assert len(plain["ledger_event"]) > 100


class _nothing:
    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


class _door:
    def __init__(self, actor: Actor, at: Any) -> None:
        self.actor, self.at = actor, at

    def __enter__(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.scope = scope.acting(self.actor, self.at)
        self.scope.__enter__()

    def __exit__(self, *fault: Any) -> None:
        self.scope.__exit__(*fault)
        self.atomic.__exit__(*fault)
