"""Decisions, discussions, visits, assessments and plans leave the same rows in memory and against the database."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

from frontdoor.journey.actions.allocation import accept_allocation, allocate
from frontdoor.journey.actions.contacts import receive_contact
from frontdoor.journey.actions.referrals import record_primary_need
from frontdoor.journey.models import Journey, Referral
from frontdoor.ledger import scope
from frontdoor.ledger.bulk import bulk
from frontdoor.ledger.ids import bits_from
from frontdoor.ledger.scope import Actor
from frontdoor.people.details import change_details, name_person, record_identifier
from frontdoor.rules.roles import ROLES
from frontdoor.rules.steps import Stage
from tests.cases import decide, walk_to
from tests.harness.databases import TestServer, django_uses
from tests.ledger.test_bulk import everything
from tests.stories.walking import do
from tests.world import CAST, FRIDAY, World, child, concern


class _Fixed(World):
    """The cast with fixed accounts; each verb in a transaction of its own, or in memory."""

    in_memory = False

    @contextlib.contextmanager
    def acting(self, who: str) -> Iterator[Actor]:
        by = Actor(
            authority="874",
            role=who,
            account=UUID(int=1 + list(CAST).index(who)),
            name=CAST[who]["name"],
            agency=CAST[who]["agency"],
            compartments=ROLES[who].compartments,
            registered="registration" in CAST[who],
            registration=CAST[who].get("registration", ""),
        )
        if self.in_memory:
            yield by
            return
        with transaction.atomic(), scope.acting(by, self.now):
            yield by

    def token(self) -> str:
        return f"token-{next(self._tokens)}"


def _a_year(world: _Fixed) -> None:
    """Every stage walked once, the same child told about again, and matters kept from most people."""
    for number, stage in enumerate(Stage):
        world.now = FRIDAY.replace(month=6 + number % 3, day=1 + number)
        told = concern(child(given_name=f"Child {number}"), received_at=world.now)
        with world.acting("contact_officer") as actor:
            receipt = receive_contact(concern=told, token=world.token(), by=actor, recorded_at=world.now)
        walk_to(world, receipt.journeys[0], stage)
    told = concern(child(), child(given_name="Ben"), received_at=world.now)
    with world.acting("contact_officer") as actor:
        receipt = receive_contact(concern=told, token=world.token(), by=actor, recorded_at=world.now)
    first, second = receipt.journeys
    decide(world, first, "assessment", also=("lado", "honour_based", "missing"), allegation="Hit by a coach.")
    decide(world, second, "allocated_worker", who="contact_officer")
    _changes_its_mind(world, first)


def _changes_its_mind(world: _Fixed, journey: UUID) -> None:
    """Every row of which versions are kept is changed, each by its own verb."""
    with world.acting("hub_manager"):
        found = Journey.found(journey)
        [referral] = Referral.of(journey_id=journey)
    worker = UUID(int=1 + list(CAST).index("social_worker"))
    person: dict[str, Any] = {"person": found.about, "through": found}
    for number in range(2):
        world.later(days=1)
        name, born = f"Anna {number}", FRIDAY.date().replace(year=2015 + number)
        do(world, "hub_manager", name_person, **person, given_name=name, family_name="Other", kind="legal")
        do(world, "hub_manager", change_details, **person, details={"born_on": born, "school": "St Jude's"}, seen=None)
        do(world, "hub_manager", record_identifier, **person, kind="upn", unknown_because=f"UN{3 + number}")
        do(world, "hub_manager", record_primary_need, referral=referral.id, need=f"N{4 + number}", seen=None)
    given = do(world, "hub_manager", allocate, journey=journey, team="assessment_north", worker=worker, seen=None)
    do(world, "social_worker", accept_allocation, allocation=given.id)


def test_social_work_is_the_same_in_memory(own_database: object, database_server: TestServer) -> None:
    found = []
    for in_memory in (False, True):
        with database_server.clone() as clone, django_uses(clone.name), bits_from(random.Random(5).getrandbits):
            world = replace(_Fixed())
            world.in_memory = in_memory
            if in_memory:
                with bulk("874"):
                    _a_year(world)
            else:
                _a_year(world)
            found.append(everything())
    plain, bulked = found
    for table in plain:
        assert plain[table] == bulked[table], table
    assert len(plain["ledger_event"]) > 70
    for kind in ("people_person", "people_identifier", "journey_journey", "journey_referral"):
        assert plain[f"{kind}version"], kind
