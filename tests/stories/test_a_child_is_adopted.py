"""Adoption from care: nothing leads from the child who was to the child who is."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

import pytest
from django.db import connection

from frontdoor.access.actions.restrictions import lift_restriction
from frontdoor.access.permission import Refused
from frontdoor.journey.models import Contact, Journey
from frontdoor.ledger.models import Event
from frontdoor.ledger.storage import UnableToFind
from frontdoor.people.adoption import UnableToSeal, adopt_from_care, open_after_adoption
from frontdoor.people.models import Name, Person
from tests.stories.walking import do
from tests.world import World, child


def rows_with_both(first: UUID, second: UUID) -> list[str]:
    """The tables that have a row in which both ids stand, anywhere in it."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS one WHERE one::text LIKE %s AND one::text LIKE %s',  # noqa: S608
                [f"%{first}%", f"%{second}%"],
            )
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def named_beside(one: UUID) -> set[str]:
    """Every id that stands in a row with this one, in any table."""
    found: set[str] = set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT one::text FROM "{table}" AS one WHERE one::text LIKE %s', [f"%{one}%"])  # noqa: S608
            found |= {match for (row,) in cursor.fetchall() for match in re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", row)}
    return found


def adopted(world: World) -> tuple[UUID, UUID]:
    receipt = world.contact(child(given_name="Kit", family_name="Birthname"))
    with world.all_rows():
        before = Journey.objects.get(pk=receipt.journeys[0]).about
    custodian = world.account("adoption_custodian").id
    do(world, "restricted_manager", adopt_from_care, person=before, custodian=custodian)
    world.later(days=20)
    told = child(given_name="Kit", family_name="Newname", born=date(2019, 5, 4))
    return before, do(world, "restricted_manager", open_after_adoption, child=told).id


def test_no_row_act_or_household_joins_the_two(world: World) -> None:
    before, after = adopted(world)
    with world.all_rows():
        assert rows_with_both(before, after) == []
        assert rows_with_both(before, before) != []
        acts = [set(Event.objects.filter(about=one).values_list("act", flat=True)) for one in (before, after)]
        assert not acts[0] & acts[1]
        old, new = Person.objects.get(pk=before), Person.objects.get(pk=after)
        assert old.household != new.household
        assert old.local_number != new.local_number


def test_nothing_that_is_told_of_one_stands_beside_the_other(world: World) -> None:
    before, after = adopted(world)
    world.contact(child(given_name="Kit", family_name="Newname"))
    staff = {str(account.id) for account in world.accounts.values()}
    with world.all_rows():
        first, second = named_beside(before), named_beside(after)
    assert len(first) > 5
    assert first & second <= staff, "no third row, form, household, act or contact leads from one to the other"


def test_only_the_custodian_sees_the_former_record(world: World) -> None:
    before, after = adopted(world)
    for who in ("hub_manager", "restricted_manager", "contact_officer"):
        with world.acting(who):
            assert list(Person.objects.filter(given_name="Kit").values_list("id", flat=True)) == [after]
            assert not Name.objects.filter(family_name="Birthname").exists()
            assert not Event.objects.filter(about=before).exists()
    with world.acting("adoption_custodian"):
        assert Person.objects.filter(pk=before).exists()


def test_a_contact_in_the_birth_name_goes_to_the_custodian_and_makes_nobody_new(world: World) -> None:
    before, _ = adopted(world)
    receipt = world.contact(child(given_name="Kit", family_name="Birthname"))
    assert receipt.passed_to_duty_manager
    with world.all_rows():
        assert Person.objects.filter(family_name="Birthname").count() == 1
        assert Contact.objects.get(pk=receipt.contact).compartment == "adoption"
    with world.acting("hub_manager"):
        assert not Contact.objects.filter(pk=receipt.contact).exists()
    with world.acting("adoption_custodian"):
        assert Contact.objects.get(pk=receipt.contact).subjects == [before]


def test_a_seal_is_set_by_whoever_may_and_never_lifted(world: World) -> None:
    before, _ = adopted(world)
    custodian = world.account("adoption_custodian").id
    with pytest.raises(Refused):
        do(world, "hub_manager", adopt_from_care, person=before, custodian=custodian)
    other = world.contact(child(given_name="Lou"))
    with world.all_rows():
        lou = Journey.objects.get(pk=other.journeys[0]).about
    with pytest.raises(UnableToSeal, match="Name the custodian"):
        do(world, "restricted_manager", adopt_from_care, person=lou, custodian=world.account("hub_manager").id)
    sealed = do(world, "restricted_manager", adopt_from_care, person=lou, custodian=custodian)
    with pytest.raises(UnableToFind):
        do(world, "restricted_manager", lift_restriction, restriction=sealed.id, seen=None)
