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

from frontdoor.documents.models import Narrative
from frontdoor.journey.actions.calls import log_call
from frontdoor.journey.actions.contacts import receive_contact
from frontdoor.journey.actions.identifying import take_apart
from frontdoor.journey.child_queries import read_child
from frontdoor.journey.models import Call, Journey
from frontdoor.journey.work_since import work_came_since
from frontdoor.ledger.models import Event
from frontdoor.people.aliases import ids_of, shown_id
from frontdoor.people.details import change_details, name_person, record_address, set_safety_line
from frontdoor.people.identity import Alias, Joining
from frontdoor.people.merging import UnableToJoin, merge_people
from frontdoor.people.models import Address, Name, Person, SafetyLine
from frontdoor.people.parting import JOINED, KEPT, came_since, details_came_since, facts_came_since
from tests.stories.walking import do
from tests.world import World, child, concern

FACTS = {"line": set_safety_line, "name": name_person, "address": record_address}
FACT_ROWS = (SafetyLine, Name, Address)

steps = st.lists(
    st.tuples(
        st.sampled_from(
            (
                "arrive", "choose", "merge", "merge", "merge", "unmerge", "unmerge", "unmerge", "line", "name",
                "address", "school", "school", "call", "call",
            )
        ),
        st.integers(0, 50),
        st.integers(0, 50),
        st.lists(st.booleans(), min_size=12, max_size=12),
    ),
    min_size=4,
    max_size=12,
)  # fmt: skip


@dataclass
class Said:
    """A fact as the story has it: of whom it is, whom that person was read as one with then, and how many acts ago."""

    kind: type[SafetyLine] | type[Name] | type[Address] | type[Call]
    owner: UUID
    together: set[UUID]
    after: int


@dataclass
class Changed:
    """A detail that changed: of which id, from what, whom that id was read as one with then, and how many acts ago."""

    person: UUID
    before: str
    together: set[UUID]
    after: int


@dataclass
class Story:
    """The program's world, and beside it the sets of ids that are one child each, as the people in the story said."""

    world: World
    children: list[set[UUID]] = field(default_factory=list)
    journeys: dict[UUID, UUID] = field(default_factory=dict)  # by the id it was written with
    joined: dict[UUID, tuple[set[UUID], set[UUID]]] = field(default_factory=dict)  # by joining: kept, moved
    acts: list[UUID] = field(default_factory=list)  # every joining, in order
    facts: dict[UUID, Said] = field(default_factory=dict)  # by row
    schools: dict[UUID, str] = field(default_factory=dict)  # by id
    changes: list[Changed] = field(default_factory=list)

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
        elif kind == "school":
            ids = self.pick(one)
            person = sorted(ids)[other % len(ids)]
            self._teach(person, f"School {self.world.now:%d %H%M}", ids)
        elif kind == "call":
            self._ring(self.pick(one), other)
        elif kind in FACTS:
            self._say(kind, self.pick(one), other)

    def _say(self, kind: str, ids: set[UUID], number: int) -> None:
        person = sorted(ids)[number % len(ids)]
        with self.world.all_rows():
            through = Journey.found(self.journeys[person])
        row = do(self.world, "contact_officer", FACTS[kind], person=person, through=through, **self._words(kind))
        self.facts[row.id] = Said(type(row), person, {*ids}, len(self.acts))

    def _teach(self, person: UUID, school: str, ids: set[UUID]) -> None:
        with self.world.all_rows():
            through = Journey.found(self.journeys[person])
        do(
            self.world, "contact_officer", change_details, person=person, through=through, details={"school": school}
        )  # fmt: skip
        self._changed(person, school, ids)

    def _changed(self, person: UUID, school: str, ids: set[UUID]) -> None:
        self.changes.append(Changed(person, self.schools.get(person, ""), {*ids}, len(self.acts)))
        self.schools[person] = school

    def _ring(self, ids: set[UUID], number: int) -> None:
        person = sorted(ids)[number % len(ids)]
        call = do(
            self.world, "contact_officer", log_call, journey=self.journeys[person], direction="in",
            with_kind="family", words="Mother rang.",
        )  # fmt: skip
        self.facts[call.id] = Said(Call, person, {*ids}, len(self.acts))

    def _changed_since(self, act: Joining, place: int, together: set[UUID]) -> list[tuple[UUID, str, int]]:
        """Of each id the school it had before the two were read as one, if it has another now, and when it last had."""
        own = {act.to, act.person}
        found: dict[UUID, tuple[str, int]] = {}
        for at, one in enumerate(self.changes):
            if one.after > place and own <= one.together and one.person in together:
                before = found[one.person][0] if one.person in found else one.before
                found[one.person] = (before, at)
        return sorted(
            ((person, before, at) for person, (before, at) in found.items() if self.schools[person] != before),
            key=lambda one: one[2],
        )

    def _words(self, kind: str) -> dict[str, str]:
        now = f"{len(self.facts)} {self.world.now:%H%M}"
        return {
            "line": {"line": "other", "words": f"Said {now}"},
            "name": {"given_name": f"Kit{now}", "family_name": "Renamed"},
            "address": {"lines": f"{now} Osier Court", "postcode": "CB2 9QT"},
        }[kind]

    def _choose(self, known: set[UUID]) -> None:
        with self.world.all_rows():
            before = {*Joining.objects.values_list("id", flat=True)}
        held = {*known}
        arrived = self.arrive(sorted(known)[0])
        with self.world.all_rows():
            (made,) = {*Joining.objects.values_list("id", flat=True)} - before
        known.add(arrived)
        self.joined[made] = (held, {arrived})
        self.acts.append(made)

    def _merge(self, kept: set[UUID], other: set[UUID]) -> None:
        if kept is other:
            return
        made = do(
            self.world, "hub_manager", merge_people, keep=sorted(kept)[-1], join=sorted(other)[0], because="The same",
        )  # fmt: skip
        self.joined[made.id] = ({*kept}, {*other})
        self.acts.append(made.id)
        kept |= other
        self.children.remove(other)

    def _unmerge(self, joining: UUID, says: list[bool]) -> None:
        kept, moved = self.joined.pop(joining)
        with self.world.acting("hub_manager"):
            act = Joining.found(joining)
            since = came_since(act)
            facts = [*(fact.row.id for fact in facts_came_since(act)), *(work.id for work in work_came_since(act))]
            details = {detail.person: detail.id for detail in details_came_since(act)}
        (together,) = [one for one in self.children if act.person in one]
        if act.to not in together:
            with pytest.raises(UnableToJoin, match="read apart already"):
                self._take_apart(joining, {})
            return
        assert {*since} == together - kept - moved
        place = self.acts.index(joining)
        asked = {
            key
            for key, said in self.facts.items()
            if said.after > place and {act.to, act.person} <= said.together and said.owner in together
        }
        assert {*facts} == asked
        schools = self._changed_since(act, place, together)
        assert {*details} == {person for person, _, _ in schools}
        every = [*since, *sorted(asked), *(details[person] for person, _, _ in schools)]
        assigned = {key: JOINED if says[at % len(says)] else KEPT for at, key in enumerate(every)}
        if every:
            with pytest.raises(UnableToJoin, match="Say of each"):
                self._take_apart(joining, {})
        self._take_apart(joining, assigned)
        leaving = (moved & together) | {key for key in since if assigned[key] == JOINED}
        for key in asked:
            if (self.facts[key].owner in leaving) == (assigned[key] == JOINED):
                continue
            if self.facts[key].kind is Call:  # it goes to a contact of that child, whichever it is
                with self.world.all_rows():
                    self.facts[key].owner = Call.found(key).about
                assert (self.facts[key].owner in leaving) == (assigned[key] == JOINED)
            else:
                self.facts[key].owner = act.person if assigned[key] == JOINED else act.to
        self.children.remove(together)
        self.children += [side for side in (together - leaving, leaving) if side]
        self._settle_schools(act, schools, {key: assigned[details[key]] for key, _, _ in schools}, leaving)

    def _settle_schools(
        self, act: Joining, changed: list[tuple[UUID, str, int]], said: dict[UUID, str], leaving: set[UUID]
    ) -> None:
        moved = [one for one in changed if (one[0] in leaving) != (said[one[0]] == JOINED)]
        says = {person: before for person, before, _ in moved}
        for person, _, _ in moved:
            says[act.person if said[person] == JOINED else act.to] = self.schools[person]
        for person, school in says.items():
            if self.schools.get(person, "") != school:
                (ids,) = [one for one in self.children if person in one]
                self._changed(person, school, ids)

    def _take_apart(self, joining: UUID, assigned: dict[UUID, str]) -> None:
        do(
            self.world, "hub_manager", take_apart, joining=joining, assigned=assigned, because="Two children"
        )  # fmt: skip


def assert_each_event_is_where_it_belongs(story: Story) -> None:
    world = story.world
    with world.all_rows():
        every = Event.objects.exclude(journey=None)
        written: Counter[UUID] = Counter(every.values_list("about", flat=True))
        assert Alias.objects.filter(until=None, to__in=Alias.objects.filter(until=None).values("person")).count() == 0
        lines = Counter(SafetyLine.objects.values_list("person", flat=True))
        stand = {row.id: row.person for kind in FACT_ROWS for row in kind.objects.all()}
        calls = list(Call.objects.select_related("journey"))
        stand |= {row.id: row.about for row in calls}
        assert all(row.about == row.journey.about for row in calls)
        said = Narrative.objects.filter(record__in=[row.id for row in calls])
        assert {row.record: (row.journey, row.person) for row in said} == {
            row.id: (row.journey_id, row.about) for row in calls
        }
        voided = Event.objects.exclude(voids=None).values("voids")
        logged = Event.objects.filter(kind="call_logged").exclude(id__in=voided)
        assert Counter(logged.values_list("record", "about")) == Counter((row.id, row.about) for row in calls)
        assert {row.id: row.school for row in Person.objects.filter(pk__in=story.schools)} == story.schools
        assert {key: said.owner for key, said in story.facts.items()} == {key: stand[key] for key in story.facts}
        legal = Counter(Name.objects.filter(kind="legal").values_list("person", flat=True))
        assert {*legal.values()} <= {1}, "one legal name an id"
        for row in Person.objects.filter(pk__in=story.journeys):
            (name,) = Name.objects.filter(person=row.id, kind="legal")
            assert (row.given_name, row.family_name) == (name.given_name, name.family_name)
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
@example(steps=[("merge", 0, 1, []), ("choose", 0, 0, []), ("unmerge", 0, 0, [True]), ("line", 0, 0, [])])
@example(steps=[("merge", 0, 1, []), ("name", 0, 0, []), ("address", 0, 0, []), ("unmerge", 0, 0, [True])])
@example(steps=[("merge", 0, 1, []), ("name", 0, 1, []), ("merge", 0, 1, []), ("unmerge", 0, 0, [True, False])])
@example(steps=[("merge", 0, 1, []), ("school", 0, 0, []), ("school", 0, 1, []), ("unmerge", 0, 0, [True, False])])
@example(steps=[("merge", 0, 1, []), ("school", 0, 0, []), ("unmerge", 0, 0, [True])])
@example(steps=[("merge", 0, 1, []), ("call", 0, 0, []), ("call", 0, 1, []), ("unmerge", 0, 0, [True, False])])
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
