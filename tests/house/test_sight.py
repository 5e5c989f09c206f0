"""`visible_to` narrows a query, `may_see` answers for one row, row security holds beneath: on any world they agree."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdoor.access.sight import may_see, visible_to
from frontdoor.journey.models import Contact, Journey
from frontdoor.ledger import scope
from frontdoor.ledger.scope import Actor
from frontdoor.rules.roles import ROLES
from tests.world import World, child

AUTHORITIES = ("874", "873")
COMPARTMENTS = ("open", "open", "hub", "restricted")
PEOPLE = [uuid4() for _ in range(6)]
ACCOUNTS = [uuid4() for _ in range(2)]
TEAMS = ("", "front_door", "assessment_north")
AGENCIES = ("", "police", "school_larkfield")

journeys = st.lists(
    st.fixed_dictionaries(
        {
            "authority": st.sampled_from(AUTHORITIES),
            "compartment": st.sampled_from(COMPARTMENTS),
            "about": st.sampled_from(PEOPLE),
            "team": st.sampled_from(TEAMS),
            "worker": st.sampled_from([None, *ACCOUNTS]),
            "agencies": st.lists(st.sampled_from(AGENCIES), max_size=2),
            "seen_by": st.lists(st.sampled_from(ACCOUNTS), max_size=2),
            "seen_by_teams": st.lists(st.sampled_from(TEAMS), max_size=2),
        }
    ),
    min_size=1,
    max_size=8,
)
#: What a role adds to sight is its reach alone.
ONE_OF_EACH_REACH = list({role.reach: code for code, role in ROLES.items()}.values())
actors = st.builds(
    Actor,
    authority=st.sampled_from(AUTHORITIES),
    role=st.sampled_from(ONE_OF_EACH_REACH),
    account=st.sampled_from([None, *ACCOUNTS]),
    agency=st.sampled_from(AGENCIES),
    teams=st.lists(st.sampled_from(TEAMS), max_size=2).map(tuple),
    reads=st.lists(st.sampled_from(AUTHORITIES), max_size=2).map(tuple),
    compartments=st.sampled_from([frozenset(COMPARTMENTS[:n]) for n in (2, 3, 4)]),
    bars=st.frozensets(st.sampled_from(PEOPLE), max_size=2),
    let_in=st.frozensets(st.sampled_from(PEOPLE), max_size=2),
)


@pytest.fixture
def contacts(world: World) -> dict[str, UUID]:
    """A contact in each authority for the journeys to come from, and no journey yet."""
    mine = world.contact(child())
    with world.acting("neighbour"):
        pass
    neighbour = Actor(authority="873", role="hub_manager")
    with world.all_rows(), transaction.atomic():
        template = Contact.objects.get(pk=mine.contact)
    with scope.acting(neighbour, world.now):
        template.pk, template.authority = uuid4(), "873"
        template.save(force_insert=True)
    return {"874": mine.contact, "873": template.pk}


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=journeys, by=actors)
def test_the_query_the_row_and_the_wall_agree(
    world: World, contacts: dict[str, UUID], rows: list[dict[str, Any]], by: Actor
) -> None:
    with transaction.atomic():
        made = [_made(world, contacts, row) for row in rows]
        with scope.acting(by, world.now):
            behind_the_wall = {*Journey.objects.filter(pk__in=[one.pk for one in made]).values_list("pk", flat=True)}
            visible = {
                *visible_to(Journey.objects.filter(pk__in=[one.pk for one in made]), by).values_list("pk", flat=True)
            }
        allowed = {one.pk for one in made if may_see(one, by)}
        assert visible == allowed
        assert allowed <= behind_the_wall
        transaction.set_rollback(True)


def _made(world: World, contacts: dict[str, UUID], row: dict[str, Any]) -> Journey:
    with scope.acting(Actor(authority=row["authority"], role="hub_manager"), world.now):
        return Journey.new(
            at=world.now, contact_id=contacts[row["authority"]], kind="child", held_since=world.now, **row
        )
