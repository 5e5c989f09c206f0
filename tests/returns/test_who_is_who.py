"""A child of two records is one child of a return, under the number of the record shown, and two again afterwards."""

from __future__ import annotations

from frontdoor.journey.models import Journey
from frontdoor.people.merging import merge_people
from frontdoor.people.models import Person
from frontdoor.people.parting import unmerge_people
from frontdoor.returns.gathered import lives_at, lives_now
from frontdoor.returns.people import children_of
from frontdoor.returns.position import freeze, in_sight
from tests.stories.walking import decided, do
from tests.world import World, child


def test_two_records_are_one_life_from_the_joining_until_they_are_taken_apart(world: World) -> None:
    first, second = world.contact(child(born=None)), world.contact(child(given_name="Ania"))
    with world.all_rows():
        one, other = (Journey.found(receipt.journeys[0]).about for receipt in (first, second))
    decided(world, first.journeys[0], "assessment")
    world.later(hours=1)
    before = freeze("874")
    world.later(hours=1)
    made = do(world, "hub_manager", merge_people, keep=one, join=other, because="Mother told us")
    joined = freeze("874")
    with in_sight(joined):
        lives = lives_at(joined)
        assert set(lives) == {one}
        assert len(lives[one].contacts) == 2
        assert len(lives[one].referrals) == 1
        assert set(lives_now("874", [other])) == {one}
        who = children_of("874", [one])[one]
        assert who.number == Person.found(one).local_number
        assert who.born_on == Person.found(other).born_on, "what one record lacks the other says"
    with in_sight(before):
        assert set(lives_at(before)) == {one, other}, "an earlier position reads as it was known then"
    world.later(hours=1)
    do(
        world, "hub_manager", unmerge_people, joining=made.id, assigned={}, because="Two cousins", seen=None
    )  # fmt: skip
    apart = freeze("874")
    with in_sight(apart):
        assert set(lives_at(apart)) == {one, other}
    with in_sight(joined):
        assert set(lives_at(joined)) == {one}, "and the position between reads as it was"
