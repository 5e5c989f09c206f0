"""Two who were read as one are taken apart: details, work, walls and register rows go where a person or a rule says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from django.db import transaction

from frontdoor.access.actions.bars import bar_relative
from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.models import Bar, Restriction
from frontdoor.documents.models import Narrative
from frontdoor.journey.actions.calls import log_call
from frontdoor.journey.actions.identifying import take_apart
from frontdoor.journey.actions.visit_texts import ChildWords
from frontdoor.journey.actions.visits import ChildVisited, Outing, record_visit
from frontdoor.journey.child_queries import read_child
from frontdoor.journey.models import Journey, Visit
from frontdoor.journey.work_since import work_came_since
from frontdoor.ledger import scope
from frontdoor.ledger.models import Event
from frontdoor.ledger.scope import Actor
from frontdoor.people.details import change_details, record_identifier
from frontdoor.people.identity import Joining, Proposal
from frontdoor.people.merging import UnableToJoin, merge_people
from frontdoor.people.models import OpenStatus, Person, RegisterEntry
from frontdoor.people.parting import JOINED, KEPT, details_came_since
from frontdoor.people.status import load_status
from frontdoor.rules.open_status import CaseStatus
from tests.feeds.registers import ANA, Loader, agree, load
from tests.harness.browser import BrowserServer
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.browsing import now_world, sign_in, sound
from tests.stories.walking import do
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["load"]


class Two:
    """Ivo and Ivor, joined by mistake two days ago."""

    def __init__(self, world: World, **facts: Any) -> None:
        self.world = world
        self.journeys = [
            world.journey(**{"given_name": given, "born": date(2018, 3, 2), **facts}) for given in ("Ivo", "Ivor")
        ]
        with world.all_rows():
            self.ivo, self.ivor = (Journey.found(one).about for one in self.journeys)
        self.joining: Joining = do(
            world, "hub_manager", merge_people, keep=self.ivo, join=self.ivor, because="Looked alike"
        )
        world.later(days=2)

    def through(self, number: int = 0) -> Journey:
        with self.world.all_rows():
            return Journey.found(self.journeys[number])

    def person(self, key: UUID) -> Person:
        with self.world.all_rows():
            return Person.found(key)

    def details(self) -> dict[str, UUID]:
        with self.world.acting("hub_manager"):
            return {one.what: one.id for one in details_came_since(self.joining)}

    def take(self, assigned: dict[UUID, str], who: str = "hub_manager") -> None:
        self.world.later(minutes=5)
        do(
            self.world, who, take_apart, joining=self.joining.id, assigned=assigned, because="Two cousins"
        )  # fmt: skip


def test_a_birth_that_was_the_others_goes_to_the_other_and_leaves_what_stood_before(world: World) -> None:
    two = Two(world)
    do(
        world, "hub_manager", change_details, person=two.ivo, through=two.through(),
        details={"born_on": date(2017, 9, 9), "school": "Larkfield", "language": "Polish"},
    )  # fmt: skip
    asked = two.details()
    assert {*asked} == {"birth", "school", "language"}
    with pytest.raises(UnableToJoin, match="3 of 3 are open"):
        two.take({})
    two.take({asked["birth"]: JOINED, asked["school"]: KEPT, asked["language"]: JOINED})
    ivo, ivor = two.person(two.ivo), two.person(two.ivor)
    assert (ivo.born_on, ivo.school, ivo.language) == (date(2018, 3, 2), "Larkfield", "")
    assert (ivor.born_on, ivor.school, ivor.language) == (date(2017, 9, 9), "", "Polish")
    with world.all_rows():
        told = Event.objects.filter(kind="fact_assigned").values_list("about", "data__what", "data__came")
        assert {*told} == {
            (two.ivo, "birth", False), (two.ivor, "birth", True), (two.ivo, "language", False),
            (two.ivor, "language", True),
        }  # fmt: skip


def test_a_detail_that_was_set_and_set_back_is_not_asked_about(world: World) -> None:
    two = Two(world)
    for school in ("Larkfield", ""):
        world.later(minutes=1)
        do(world, "hub_manager", change_details, person=two.ivo, through=two.through(), details={"school": school})
    assert two.details() == {}
    two.take({})


def _visited(two: Two) -> Visit:
    two.world.later(minutes=1)
    seen = ChildVisited(
        journey=two.journeys[0], seen=True, alone="yes", words=ChildWords(how_they_looked="Well and warm.")
    )
    rows: list[Visit] = do(
        two.world, "out_of_hours", record_visit, outing=Outing(purpose="other", arrived_at=two.world.now),
        children=[seen],
    )  # fmt: skip
    return rows[0]


def test_a_visit_of_the_other_child_goes_to_the_other_with_its_words_and_its_moment(world: World) -> None:
    two = Two(world)
    visit = _visited(two)
    happened = visit.arrived_at
    with world.acting("hub_manager"):
        (work,) = work_came_since(two.joining)
        assert (work.id, work.words) == (visit.id, "A visit")
    with pytest.raises(UnableToJoin, match="Say of each"):
        two.take({})
    two.take({visit.id: JOINED})
    with world.all_rows():
        row = Visit.found(visit.id)
        assert (row.about, row.journey_id, row.voided_at) == (two.ivor, two.journeys[1], None)
        assert {(one.person, one.journey) for one in Narrative.objects.filter(record=visit.id)} == {
            (two.ivor, two.journeys[1])
        }
        first, again = Event.objects.filter(kind="visit_recorded").order_by("recorded_at")
        assert (first.about, again.about) == (two.ivo, two.ivor)
        assert again.happened_at == first.happened_at == happened
        assert Event.objects.get(voids=first.id).data == {"reason": "wrong_child"}
        ivo, ivor = (Person.found(key).local_number for key in (two.ivo, two.ivor))
    with world.acting("hub_manager") as by:
        assert read_child(ivo, now=world.now, by=by).visits == ()
        assert [one.id for one in read_child(ivor, now=world.now, by=by).visits] == [visit.id]


def test_work_that_was_of_the_child_it_stands_with_is_left_where_it_is(world: World) -> None:
    two = Two(world)
    visit = _visited(two)
    two.take({visit.id: KEPT})
    with world.all_rows():
        assert Visit.found(visit.id).about == two.ivo
        assert not Event.objects.exclude(voids=None).exists()


def test_what_was_done_before_the_joining_is_not_asked_about(world: World) -> None:
    journey = world.journey(given_name="Ivo")
    do(world, "hub_manager", log_call, journey=journey, direction="in", with_kind="family", words="Before.")
    world.later(minutes=5)
    with world.all_rows():
        ivo = Journey.found(journey).about
        ivor = Journey.found(world.journey(given_name="Ivor")).about
    made = do(world, "hub_manager", merge_people, keep=ivo, join=ivor, because="Looked alike")
    with world.acting("hub_manager"):
        assert work_came_since(made) == []


def test_a_restriction_and_a_bar_that_were_set_since_hold_for_both(world: World) -> None:
    two = Two(world)
    relative = world.account("contact_officer").id
    do(world, "hub_manager", bar_relative, account=relative, person=two.ivo, compartment="open")
    with world.acting("restricted_manager") as by:
        restrict_person(person=two.ivor, custodian=by.account, by=by, happened_at=world.now, recorded_at=world.now)
    two.take({}, who="restricted_manager")
    with world.all_rows():
        assert {*Restriction.objects.filter(lifted_at=None).values_list("person", flat=True)} == {two.ivo, two.ivor}
        assert {*Bar.objects.filter(lifted_at=None).values_list("account", "person")} == {
            (relative, two.ivo), (relative, two.ivor)
        }  # fmt: skip


def test_what_the_case_system_says_goes_with_its_number(world: World) -> None:
    two = Two(world)
    status = CaseStatus(source_number="M4711", nhs_number="", as_at=world.now, open_episode=True)
    told = {"person": two.ivo, "through": two.through()}
    number = do(world, "hub_manager", record_identifier, kind="case_system", value="M4711", **told)
    feed = Actor(authority="874", role="feed", name="File", agency="council")
    with scope.acting(feed, world.now):
        load_status(status=status, by=feed, recorded_at=world.now)
    two.take({number.id: JOINED})
    with world.all_rows():
        assert OpenStatus.objects.get().person == two.ivor


def test_a_registers_row_that_was_linked_since_is_looked_at_anew(world: World, load: Loader) -> None:
    two = Two(world)
    agree(world)
    load({**ANA, "given_name": "Ivor", "date_of_birth": "2018-03-02"})
    with world.all_rows():
        assert RegisterEntry.objects.get().person == two.ivo, "the one they are shown as"
    two.take({})
    with world.all_rows():
        assert RegisterEntry.objects.get().person == two.ivor
        assert not Proposal.objects.exclude(register="").exists()


def test_the_page_asks_of_each_detail_and_each_piece_of_work_and_says_its_rules(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = Two(world)
    keep_time(world, monkeypatch)
    do(world, "hub_manager", change_details, person=two.ivo, through=two.through(), details={"school": "Larkfield"})
    visit = _visited(two)
    at = AtWork(world, "hub_manager")
    path = f"/match-desk/apart/{two.joining.id}/"
    text = words(at.get(path))
    for part in ("the school: Larkfield (before: not said)", "A visit", "What nobody is asked about", "holds for both"):
        assert part in text, part
    school = two.details()["school"]
    refused = words(at.post(path, status=422, seen=two.joining.revision, because="x", **{f"of_{school}": "kept"}))
    assert "A visit: say whose it is." in refused
    both = {f"of_{school}": "kept", f"of_{visit.id}": "joined"}
    world.later(minutes=5)
    at.post(path, seen=two.joining.revision, because="Two cousins", **both)
    with world.all_rows():
        assert Visit.found(visit.id).about == two.ivor


@pytest.mark.browser
def test_the_page_with_everything_to_say_is_sound(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    world.now -= timedelta(days=3)
    with transaction.atomic():
        two = Two(world)
        facts = {"school": "Larkfield Primary School", "born_on": date(2017, 9, 9), "ethnicity": "WBRI"}
        do(world, "hub_manager", change_details, person=two.ivo, through=two.through(), details=facts)
        _visited(two)
    sign_in(page, world, "hub_manager")
    page.goto(f"/match-desk/apart/{two.joining.id}/")
    sound(page)
    page.get_by_role("button", name="Take apart, in my name").click()
    page.get_by_text("There is a problem").wait_for()
    sound(page)
