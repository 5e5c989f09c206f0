"""Any sequence of merges, new facts and un-merges leaves every event on the right child, and none lost.

What is right is told by an oracle that shares no code with what it checks: sets of ids that are put together and
divided as the people in the story say.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from frontdoor.journey.actions.contacts import receive_contact
from frontdoor.journey.child_queries import read_child
from frontdoor.journey.models import Journey
from frontdoor.ledger.models import Event
from frontdoor.people.aliases import ids_of, shown_id
from frontdoor.people.details import set_safety_line
from frontdoor.people.identity import Alias, Joining
from frontdoor.people.merging import JOINED, KEPT, UnableToJoin, came_since, merge_people, unmerge_people
from frontdoor.people.models import Person, SafetyLine
from tests.stories.walking import do
from tests.world import World, child, concern

steps = st.lists(
    st.tuples(
        st.sampled_from(("arrive", "choose", "merge", "merge", "merge", "unmerge", "unmerge", "unmerge", "fact")),
        st.integers(0, 50),
        st.integers(0, 50),
        st.lists(st.booleans(), min_size=12, max_size=12),
    ),
    min_size=4,
    max_size=12,
)


@dataclass
class Story:
    """The program's world, and beside it the sets of ids that are one child each, as the people in the story said."""

    world: World
    children: list[set[UUID]] = field(default_factory=list)
    journeys: dict[UUID, UUID] = field(default_factory=dict)  # by the id it was written with
    joined: dict[UUID, tuple[set[UUID], set[UUID]]] = field(default_factory=dict)  # by joining: kept, moved

    def pick(self, number: int) -> set[UUID]:
        return self.children[number % len(self.children)]

    def arrive(self, known: UUID | None = None) -> UUID:
        told = concern(child(given_name=f"Kit{len(self.journeys)}", born=None), received_at=self.world.now)
        with self.world.acting("contact_officer") as by:
            receipt = receive_contact(
                concern=told, token=self.world.token(), by=by, recorded_at=self.world.now,
                known={0: known} if known else {},
            )  # fmt: skip
        with self.world.all_rows():
            journey = Journey.found(receipt.journeys[0])
        self.journeys[journey.about] = journey.id
        return journey.about

    def take(self, kind: str, one: int, other: int, says: list[bool]) -> None:
        self.world.later(minutes=7)
        if kind == "arrive" or not self.children:
            self.children.append({self.arrive()})
        elif kind == "choose":
            self._choose(self.pick(one))
        elif kind == "merge":
            self._merge(self.pick(one), self.pick(other))
        elif kind == "unmerge" and self.joined:
            self._unmerge(sorted(self.joined)[one % len(self.joined)], says)
        elif kind == "fact":
            person = sorted(self.pick(one))[other % len(self.pick(one))]
            with self.world.all_rows():
                through = Journey.found(self.journeys[person])
            do(
                self.world, "contact_officer", set_safety_line, person=person, through=through, line="other",
                words=f"Said {self.world.now.isoformat()}",
            )  # fmt: skip

    def _choose(self, known: set[UUID]) -> None:
        with self.world.all_rows():
            before = {*Joining.objects.values_list("id", flat=True)}
        held = {*known}
        arrived = self.arrive(sorted(known)[0])
        with self.world.all_rows():
            (made,) = {*Joining.objects.values_list("id", flat=True)} - before
        known.add(arrived)
        self.joined[made] = (held, {arrived})

    def _merge(self, kept: set[UUID], other: set[UUID]) -> None:
        if kept is other:
            return
        made = do(
            self.world, "hub_manager", merge_people, keep=sorted(kept)[-1], join=sorted(other)[0], because="The same",
        )  # fmt: skip
        self.joined[made.id] = ({*kept}, {*other})
        kept |= other
        self.children.remove(other)

    def _unmerge(self, joining: UUID, says: list[bool]) -> None:
        kept, moved = self.joined.pop(joining)
        with self.world.acting("hub_manager"):
            act = Joining.found(joining)
            since = came_since(act)
        (together,) = [one for one in self.children if act.person in one]
        if act.to not in together:
            with pytest.raises(UnableToJoin, match="read apart already"):
                self._take_apart(joining, {})
            return
        assert {*since} == together - kept - moved
        assigned = {key: JOINED if says[at % len(says)] else KEPT for at, key in enumerate(since)}
        if since:
            with pytest.raises(UnableToJoin, match="Say of each"):
                self._take_apart(joining, {})
        self._take_apart(joining, assigned)
        leaving = (moved & together) | {key for key, side in assigned.items() if side == JOINED}
        self.children.remove(together)
        self.children += [side for side in (together - leaving, leaving) if side]

    def _take_apart(self, joining: UUID, assigned: dict[UUID, str]) -> None:
        do(
            self.world, "hub_manager", unmerge_people, joining=joining, assigned=assigned, because="Two children"
        )  # fmt: skip


def assert_each_event_is_where_it_belongs(story: Story) -> None:
    world = story.world
    with world.all_rows():
        every = Event.objects.exclude(journey=None)
        written: Counter[UUID] = Counter(every.values_list("about", flat=True))
        assert Alias.objects.filter(until=None, to__in=Alias.objects.filter(until=None).values("person")).count() == 0
        lines = Counter(SafetyLine.objects.values_list("person", flat=True))
    with world.acting("hub_manager") as by:
        read: Counter[UUID] = Counter()
        for ids in story.children:
            assert {frozenset(ids_of(one)) for one in ids} == {frozenset(ids)}
            (shown,) = {shown_id(one) for one in ids}
            assert shown in ids
            for one in ids:  # both numbers are kept: either opens the page of the one child
                assert read_child(Person.found(one).local_number, now=world.now, by=by).person.id == shown
            record = read_child(Person.found(shown).local_number, now=world.now, by=by)
            assert {event.about for event in record.events} <= ids
            read += Counter(event.about for event in record.events)
            assert len(record.safety) == sum(lines[one] for one in ids)
        assert read == written


@pytest.mark.usefixtures("db")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(steps=[("merge", 0, 1, []), ("merge", 1, 0, []), ("unmerge", 0, 0, [True])])
@example(steps=[("merge", 0, 1, []), ("merge", 1, 0, []), ("unmerge", 0, 0, [False]), ("unmerge", 0, 0, [])])
@example(steps=[("merge", 0, 1, []), ("choose", 0, 0, []), ("unmerge", 0, 0, [True]), ("fact", 0, 0, [])])
@given(steps=steps)
def test_every_event_stays_on_the_right_child_and_none_is_lost(
    steps: list[tuple[str, int, int, list[bool]]],
) -> None:
    with transaction.atomic():
        story = Story(World())
        for _ in range(3):
            story.take("arrive", 0, 0, [])
        for kind, one, other, says in steps:
            story.take(kind, one, other, says)
        assert_each_event_is_where_it_belongs(story)
        transaction.set_rollback(True)
