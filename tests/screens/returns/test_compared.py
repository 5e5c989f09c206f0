"""Two systems: what we hold beside what the case system says, where the setting names it the master."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.models import Look
from frontdoor.journey.actions.allocation import accept_allocation, allocate
from frontdoor.journey.actions.contacts import Receipt
from frontdoor.journey.models import Journey
from frontdoor.people.models import OpenStatus, Person
from tests.cases import decide
from tests.returns.masters import mastered_by
from tests.screens.at_work import AtWork, words
from tests.stories.walking import do
from tests.world import World, child

PATH = "/returns/compared/"


@pytest.fixture
def ana(friday: World) -> Receipt:
    """A child whom Sol Worker has."""
    receipt = friday.contact(child())
    journey = receipt.journeys[0]
    decide(friday, journey, "assessment")
    worker = friday.account("social_worker").id
    given = do(friday, "hub_manager", allocate, journey=journey, team="assessment_1", worker=worker)
    do(friday, "social_worker", accept_allocation, allocation=given.id)
    return receipt


def person(world: World, receipt: Receipt) -> Person:
    with world.all_rows():
        return Person.objects.get(pk=Journey.objects.get(pk=receipt.journeys[0]).about)


def told(world: World, about: UUID, **facts: Any) -> None:
    with world.acting("hub_manager"):
        OpenStatus.new(
            at=world.now, authority="874", person=about, source_number="LL-1",
            **{"as_at": world.now - timedelta(hours=1), **facts},
        )  # fmt: skip


def page(world: World, who: str = "hub_manager") -> str:
    return words(AtWork(world, who).get(PATH))


def test_before_anything_was_loaded_nothing_differs(friday: World, ana: Receipt) -> None:
    assert "The case system has told nothing yet" in page(friday)


def test_another_worker_stands_with_both_names_the_age_and_the_way_to_put_it_right(friday: World, ana: Receipt) -> None:
    told(friday, person(friday, ana).id, worker="Tess Team", team="North", as_at=friday.now - timedelta(hours=5))
    said = page(friday)
    assert "1 child" in said
    assert "Who has the child Sol Worker Tess Team Fri 20 Nov 11:50 (5 h ago) 5 hours old: over 2 hours." in said
    assert f'href="/social-work/{ana.reference}/"' in AtWork(friday, "hub_manager").get(PATH)
    with friday.all_rows():
        assert Look.objects.filter(page="returns_compared", person=person(friday, ana).id).count() == 2


def test_a_difference_ends_when_both_say_the_same(friday: World, ana: Receipt) -> None:
    told(friday, person(friday, ana).id, worker="WORKER, Sol", team="Elsewhere")
    assert "No difference" in page(friday)


def test_only_what_the_case_system_is_master_of_is_compared(friday: World, ana: Receipt, tmp_path: Path) -> None:
    told(friday, person(friday, ana).id, worker="Sol Worker", open_episode=False)
    assert "No difference" in page(friday), "the front door is master of referrals here"
    with mastered_by(tmp_path, referral="case_system", worker="front_door"):
        said = page(friday)
    assert "Referrals open, 20 Nov 2026 nothing open" in said
    assert "who has the child" not in said.split("Nothing is changed")[0]


def test_a_plan_here_of_which_the_case_system_never_told(friday: World, ana: Receipt) -> None:
    other = friday.contact(child(given_name="Olu"))
    told(friday, person(friday, other).id)
    with friday.acting("hub_manager"):
        journey = Journey.found(ana.journeys[0])
        from frontdoor.journey.models import Plan, inside

        Plan.new(
            at=friday.now,
            **inside(
                journey, kind="protection", started_on=date(2026, 3, 3), latest_category="NEG", first_category="NEG"
            ),
        )
    said = page(friday)
    assert "Child-in-need and child protection plans child protection plan, neglect, 3 Mar 2026 nothing open" in said
    assert "the case system has not told of this child" in said


def test_a_restricted_child_stands_on_nobodys_page_but_the_desks(friday: World, ana: Receipt) -> None:
    about = person(friday, ana).id
    told(friday, about, worker="Tess Team")
    number = person(friday, ana).local_number
    assert number in page(friday)
    do(friday, "restricted_manager", restrict_person, person=about, custodian=friday.account("restricted_manager").id)
    assert number not in page(friday)
    assert number in page(friday, "restricted_manager")


def test_a_restriction_there_alone_is_shown_to_the_desk_alone(friday: World, ana: Receipt) -> None:
    told(friday, person(friday, ana).id, worker="Sol Worker", restricted=True)
    assert "No difference" in page(friday)
    assert "Restricted records not restricted restricted" in page(friday, "restricted_manager")


@pytest.mark.parametrize("who", ["contact_officer", "social_worker", "analyst", "school_lead", "auditor"])
def test_it_is_a_page_for_managers(friday: World, ana: Receipt, who: str) -> None:
    AtWork(friday, who).get(PATH, status=403)


def test_another_authority_and_another_team_see_none_of_it(friday: World, ana: Receipt) -> None:
    told(friday, person(friday, ana).id, worker="Tess Team")
    assert person(friday, ana).local_number not in page(friday, "neighbour")
