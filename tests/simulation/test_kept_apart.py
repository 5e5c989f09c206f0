"""The city's restricted and adopted children: who sees them, and that nothing leads from a record to the other."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from frontdoor.access.actors import actor_for
from frontdoor.access.demonstration import account_id, ensure_cast
from frontdoor.access.models import Account
from frontdoor.journey.models import Contact, Journey
from frontdoor.ledger import scope
from frontdoor.people.models import Person
from frontdoor.simulation.kept_apart import ADOPTED_UNDER, KeptApart, keep_apart
from tests.cases import decide
from tests.stories.test_a_child_is_adopted import rows_with_both
from tests.world import World, child


@pytest.fixture
def kept(world: World) -> KeptApart:
    ensure_cast(now=world.now)
    for number, born in enumerate((date(2015, 2, 3), date(2024, 3, 4), date(2012, 5, 6))):
        receipt = world.contact(child(given_name=f"Child{number}", family_name=f"Birthname{number}", born=born))
        decide(world, receipt.journeys[0], "nothing_more")
    world.later(days=60)
    return keep_apart(authority="874", now=world.now)


def test_the_young_one_is_adopted_and_the_others_restricted(world: World, kept: KeptApart) -> None:
    with world.all_rows():
        names = {one.id: one.given_name for one in Person.objects.all()}
    assert [names[one] for one in kept.adopted] == ["Child1"], f"under {ADOPTED_UNDER}"
    assert {names[one] for one in kept.restricted} == {"Child0", "Child2"}


@pytest.mark.parametrize(
    ("who", "sees", "because"),
    [
        ("hub_manager", set(), "neither is shown, nor that there is anybody"),
        ("restricted_manager", {"restricted"}, "an adopted child's old record is the custodian's alone"),
        ("adoption_custodian", {"adopted"}, "and the custodian sees no other"),
    ],
)
def test_who_sees_them(world: World, kept: KeptApart, who: str, sees: set[str], because: str) -> None:
    reader = actor_for(Account.objects.get(pk=account_id(who)), world.now)
    with transaction.atomic(), scope.entering(reader, world.now):
        shown = set(Person.objects.values_list("pk", flat=True))
    found = {kind for kind in ("restricted", "adopted") if shown & set(getattr(kept, kind))}
    assert found == sees, because


def test_told_of_again_the_child_stands_at_the_desk_and_is_no_second_person(world: World, kept: KeptApart) -> None:
    with world.all_rows():
        told = Contact.objects.get(token="kept-apart")
        [journey] = Journey.objects.filter(contact=told)
    assert journey.about == kept.restricted[0]
    with world.acting("hub_manager"):
        assert not Contact.objects.filter(pk=told.id).exists()
    with world.acting("restricted_manager"):
        assert Contact.objects.filter(pk=told.id).exists()


def test_nothing_leads_from_the_sealed_record_to_the_new_one(world: World, kept: KeptApart) -> None:
    with transaction.atomic(), world.all_rows():
        [before] = Person.objects.filter(pk__in=kept.adopted)
        again = Person.objects.get(given_name=before.given_name, family_name__in=_other_than(before))
    assert again.household != before.household
    with world.all_rows():
        assert rows_with_both(before.id, again.id) == []


def _other_than(person: Person) -> list[str]:
    return list(Person.objects.exclude(family_name=person.family_name).values_list("family_name", flat=True))
