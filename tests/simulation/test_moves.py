"""The city's moves over the boundary: who comes with a plan, and who goes."""

from __future__ import annotations

from frontdoor.journey.models import HandOver, Journey
from frontdoor.people.models import Person
from frontdoor.rules.steps import Stage
from frontdoor.simulation.moves import make_moves
from tests.cases import decide, walk_to
from tests.world import World, child


def test_who_goes_stays_ours_until_the_other_authority_accepts(world: World) -> None:
    known = world.contact(child(given_name="Goes", family_name="Away")).journeys[0]
    decide(world, known, "nothing_more")
    world.later(days=20)
    [goes] = make_moves(authority="874", neighbour="873", now=world.now)
    with world.all_rows():
        [offer] = HandOver.objects.filter(journey_id=goes)
        assert (offer.to_kind, offer.accepted_at) == ("other_authority", None)
        assert offer.to == "Cambridgeshire"


def test_who_comes_with_a_plan_is_a_person_of_ours_and_has_a_conference_to_come(world: World) -> None:
    walk_to(world, world.contact(child(given_name="Comes", family_name="Here")).journeys[0], Stage.PLAN)
    world.later(days=20)
    [came] = make_moves(authority="873", neighbour="874", now=world.now)
    with world.all_rows():
        [there] = Person.objects.filter(family_name="Here", kind="child")
    with world.all_rows("873"):
        journey = Journey.objects.get(pk=came)
        here = Person.objects.get(pk=journey.about)
        assert journey.facts()["stage"] == Stage.CONFERENCE
    assert here.id != there.id
    assert (here.family_name, here.authority, there.authority) == ("Here", "873", "874")
