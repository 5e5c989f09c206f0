"""Every committed event is sealed into its authority's chain, and nothing sealed can be altered unnoticed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection, connections, transaction

from frontdoor.ledger import scope
from frontdoor.ledger.models import Event, Seal, Unsealed
from frontdoor.ledger.sealing import seal, verify
from tests.world import World, child


def test_sealing_follows_what_was_committed(world: World) -> None:
    world.contact(child())
    with world.all_rows():
        waiting = Unsealed.objects.count()
        assert waiting == Event.objects.count() > 0
    assert seal("874") == waiting
    with world.all_rows():
        assert list(Seal.objects.order_by("position").values_list("position", flat=True)) == list(range(1, waiting + 1))
        assert Unsealed.objects.count() == 0
    assert verify("874").holds
    assert verify("874").sealed == waiting


def test_the_chain_goes_on_where_it_ended(world: World) -> None:
    world.contact(child())
    seal("874")
    world.contact(child(given_name="Ben"))
    verdict = verify("874")
    assert verdict.holds
    assert verdict.unsealed > 0
    seal("874")
    assert verify("874").holds
    assert verify("874").unsealed == 0


def test_each_authority_has_its_own_chain(world: World) -> None:
    world.contact(child())
    world.contact(child(), who="neighbour")
    assert seal("874") == seal("873") > 0
    assert verify("874").holds
    assert verify("873").holds


@pytest.mark.parametrize(
    ("what", "statement", "because"),
    [
        ("alter", "UPDATE ledger_event SET kind = 'contact_rated' WHERE id = {third}", "is not what was sealed"),
        ("move", "UPDATE ledger_event SET about = journey WHERE id = {third}", "is not what was sealed"),
        ("delete", "DELETE FROM ledger_event WHERE id = {third}", "is gone"),
        ("unseal", "DELETE FROM ledger_seal WHERE event = {third}", "A seal is missing"),
        (
            "insert",
            "INSERT INTO ledger_event SELECT gen_random_uuid(), authority, act, kind, about, journey, record, "
            "record_kind, agency, compartment, marking, by_account, by_role, happened_at, recorded_at, data, voids, "
            "batch FROM ledger_event WHERE id = {third}",
            "never went to the sealer",
        ),
        ("truncate", "TRUNCATE ledger_event", "is gone"),
    ],
)
def test_tampering_as_the_owner_is_found(own_database: object, what: str, statement: str, because: str) -> None:
    with transaction.atomic():
        World().contact(child(), child(given_name="Ben"))
    seal("874")
    with transaction.atomic(), scope.system("874"):
        third = Seal.objects.get(position=3).event
    owner = connections["owner"]
    with transaction.atomic(using="owner"), owner.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_event DISABLE TRIGGER USER; ALTER TABLE ledger_seal DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE ledger_event NO FORCE ROW LEVEL SECURITY")
        cursor.execute("ALTER TABLE ledger_seal NO FORCE ROW LEVEL SECURITY")
        cursor.execute(statement.format(third=f"'{third}'"))
        cursor.execute("ALTER TABLE ledger_event FORCE ROW LEVEL SECURITY")
        cursor.execute("ALTER TABLE ledger_seal FORCE ROW LEVEL SECURITY")
    verdict = verify("874")
    assert not verdict.holds
    assert because in verdict.because
    if what in {"alter", "move", "delete", "unseal"}:
        assert verdict.broken_at == 3


@pytest.mark.parametrize(
    "change",
    [
        lambda: Event.objects.update(kind="contact_rated"),
        lambda: Event.objects.all().delete(),
        lambda: Seal.objects.update(position=1),
    ],
)
def test_the_application_cannot_change_history(world: World, change: Callable[[], object]) -> None:
    world.contact(child())
    seal("874")
    with world.all_rows():
        before = list(Event.objects.order_by("id").values_list("id", "kind"))
        change()
        assert list(Event.objects.order_by("id").values_list("id", "kind")) == before
    with world.acting("hub_manager"), connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('ledger_event', 'TRUNCATE')")
        assert cursor.fetchone() == (False,)
