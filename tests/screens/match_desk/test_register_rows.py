"""Rows of agencies' registers on the clerk's desk: in the one queue, with their evidence, by the one verb."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.db import transaction

from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.models import Look
from frontdoor.access.permission import Refused
from frontdoor.journey.actions.identifying import say_who
from frontdoor.journey.models import Journey
from frontdoor.ledger.models import Event
from frontdoor.people.adoption import adopt_from_care
from frontdoor.people.aliases import shown_id
from frontdoor.people.identity import Proposal
from frontdoor.people.judging import UnableToJudge
from frontdoor.people.merging import UnableToJoin, merge_people
from frontdoor.people.models import Person, RegisterEntry
from frontdoor.people.registers import confirm_entry, link_arrivals
from frontdoor.people.who_knows import who_knows
from frontdoor.rules.identity import Flag, Verdict
from tests.feeds.registers import ANA, Loader, agree, load
from tests.harness.browser import BrowserServer
from tests.screens.at_work import AtWork, words
from tests.screens.browsing import now_world, sign_in, sound
from tests.stories.walking import do
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["load"]
NHS, ANOTHER = "999 000 0018", "999 000 0026"
#: A row that a machine leaves to a person: the first name is a letter apart, the surname and the birthday agree.
ANNA = {**ANA, "given_name": "Anna"}
#: And one that nothing speaks against but the first of January, which stands for "not known" in many systems.
NEW_YEAR = {**ANA, "date_of_birth": "2019-01-01"}
FIRST_OF_YEAR = date(2019, 1, 1)


def person_of(world: World, journey: UUID) -> UUID:
    with world.all_rows():
        return Journey.found(journey).about


def asked(world: World) -> list[Proposal]:
    with world.all_rows():
        return list(Proposal.objects.exclude(register="").order_by("id"))


def _restricted(world: World, person: UUID) -> None:
    with world.acting("restricted_manager") as by:
        restrict_person(person=person, custodian=by.account, by=by, happened_at=world.now, recorded_at=world.now)


def row(world: World) -> RegisterEntry:
    with world.all_rows():
        return RegisterEntry.objects.get(ended_on=None)


def say(world: World, question: Proposal, verdict: str, who: str = "contact_officer") -> Proposal:
    return do(
        world, who, say_who, proposal=question.id, verdict=Verdict(verdict), because="The school was rung.", seen=None,
    )  # fmt: skip


def test_a_row_that_may_be_a_child_stands_in_the_queue_with_its_evidence(friday: World, load: Loader) -> None:
    ana = person_of(friday, friday.journey())
    agree(friday)
    load(ANNA)
    (question,) = asked(friday)
    assert (question.to, question.compartment, question.state) == (ana, "open", "waiting")
    assert sum(float(rung["weight"]) for rung in question.evidence) == pytest.approx(question.weight or 0.0)
    at = AtWork(friday, "contact_officer")
    text = words(at.get("/match-desk/"))
    for part in ("Anna Example, 7", "School roll of", "May mean", "Ana Example, 7", "Red or not yet rated"):
        assert part in text, part
    page = at.get(f"/match-desk/{question.id}/")
    text = words(page)
    for part in ("Does this row mean this person?", "First name Anna Ana differs", "Surname Example Example same"):
        assert part in text, part
    assert "fdm__evidence" in page
    assert "checked" not in page.replace("unchecked", ""), "nothing is chosen beforehand"
    with friday.all_rows():
        assert {*Look.objects.filter(page="match_pair").values_list("person", flat=True)} == {ana}


def test_said_to_mean_the_child_it_stands_on_the_childs_page_with_who_said_it(friday: World, load: Loader) -> None:
    ana = person_of(friday, friday.journey(born=FIRST_OF_YEAR))
    agree(friday)
    load(NEW_YEAR)
    (question,) = asked(friday)
    at = AtWork(friday, "contact_officer")
    at.post(f"/match-desk/{question.id}/", seen=question.revision, verdict="same", because="The school was rung.")
    assert "done=row_same" in at.answer.headers["Location"]
    assert "stands on the child’s page" in words(at.get(at.answer.headers["Location"]))
    kept = row(friday)
    assert (kept.person, kept.because, kept.confirmed_by) == (ana, "worker", friday.account("contact_officer").id)
    with friday.acting("hub_manager") as by:
        assert [one.entry.id for one in who_knows([ana], by=by, at=friday.now)] == [kept.id]
    with friday.all_rows():
        said = Event.objects.filter(record=question.id, kind="match_judged").get()
        assert (said.about, said.compartment, said.data["verdict"]) == (ana, "register", "same")
    load(NEW_YEAR)
    assert [one.state for one in asked(friday)] == ["same"], "what was said is not asked again"
    with pytest.raises(UnableToJudge, match="said already"):
        say(friday, question, "not_same")


def test_not_the_same_holds_for_every_later_file_also_after_a_gap_and_after_a_merge(
    friday: World, load: Loader
) -> None:
    ana = person_of(friday, friday.journey())
    agree(friday)
    load(ANNA)
    (question,) = asked(friday)
    say(friday, question, "not_same")
    load(ANNA)
    load({**ANNA, "headline": "home"})
    load({**ANA, "row_number": "P9", "given_name": "Zoe", "date_of_birth": "2016-02-03"})  # Anna is not sent: it ends
    load(ANNA)  # and comes again
    assert (row_of(friday, "row P1").person, len(asked(friday))) == (None, 1)
    with friday.all_rows():
        assert row_of(friday, "row P1").not_people == [ana]
    other = person_of(friday, friday.journey(given_name="Anna"))
    do(friday, "hub_manager", merge_people, keep=other, join=ana, because="One girl")
    load(ANNA)
    assert link_arrivals(authority="874", since=friday.now.replace(year=2020), now=friday.now) == 0
    assert row_of(friday, "row P1").person is None, "whoever she is read as by now"


def row_of(world: World, key: str) -> RegisterEntry:
    with world.all_rows():
        return RegisterEntry.objects.get(key=key, ended_on=None)


def test_a_row_that_says_somebody_else_by_now_is_asked_once_more_and_linked_by_nobody(
    friday: World, load: Loader
) -> None:
    ana = person_of(friday, friday.journey())
    agree(friday)
    load(ANNA)
    say(friday, asked(friday)[0], "not_same")
    load(ANA)  # the school mends the name: a machine would have linked it
    assert row(friday).person is None
    (again,) = [one for one in asked(friday) if one.state != "not_same"]
    assert (again.state, again.to) == ("waiting", ana)
    assert again.flags == [Flag.CHANGED]
    assert say(friday, again, "same").state == "second", "somebody said no before: a second person looks"
    say(friday, again, "same", who="hub_manager")
    assert row(friday).person == ana


def test_two_numbers_ask_for_a_second_pair_of_eyes(friday: World, load: Loader) -> None:
    friday.journey(nhs_number=NHS)
    agree(friday)
    load({**ANA, "nhs_number": ANOTHER})
    (question,) = asked(friday)
    assert Flag.TWO_NUMBERS.value in question.flags
    assert say(friday, question, "same").state == "second"
    with pytest.raises(UnableToJudge, match="their own eyes"):
        say(friday, question, "same")
    assert row(friday).person is None
    assert say(friday, question, "same", who="hub_manager").state == "same"


def test_of_a_row_that_two_fit_both_are_asked_and_one_answer_closes_the_rest(friday: World, load: Loader) -> None:
    people = {person_of(friday, friday.journey()) for _ in range(2)}
    agree(friday)
    load(ANA)
    questions = asked(friday)
    assert {one.to for one in questions} == people
    assert "Possible children" in words(AtWork(friday, "contact_officer").get("/match-desk/"))
    say(friday, questions[1], "same")
    assert {one.id: one.state for one in asked(friday)} == {questions[0].id: "gone", questions[1].id: "same"}


def test_a_child_of_many_contacts_is_one_candidate(friday: World, load: Loader) -> None:
    first, second = (person_of(friday, friday.journey()) for _ in range(2))
    do(friday, "hub_manager", merge_people, keep=first, join=second, because="One girl")
    agree(friday)
    load(ANA)
    with friday.acting("hub_manager"):
        assert row(friday).person == shown_id(second)
    assert asked(friday) == []


def test_a_pupil_stands_on_a_roll_once_so_that_a_twin_is_not_asked_about(friday: World, load: Loader) -> None:
    friday.journey()
    agree(friday)
    load(ANA, {**ANA, "row_number": "P2", "given_name": "Anne"})
    assert asked(friday) == []


def test_a_restricted_childs_row_stands_on_the_restricted_desk_alone(friday: World, load: Loader) -> None:
    ana = person_of(friday, friday.journey(nhs_number=NHS))
    _restricted(friday, ana)
    namesake = person_of(friday, friday.journey(given_name="Anna"))
    agree(friday)
    report = load({**ANA, "nhs_number": NHS})
    assert report.data()["counts"] == {"rows read": 1, "new": 1}, "as for a child who does not exist"
    assert {(one.to, one.compartment) for one in asked(friday)} == {(ana, "restricted"), (namesake, "restricted")}
    for who in ("contact_officer", "hub_manager"):
        assert "School roll" not in words(AtWork(friday, who).get("/match-desk/")), who
        for one in asked(friday):
            AtWork(friday, who).get(f"/match-desk/{one.id}/", status=404)
    desk = AtWork(friday, "restricted_manager")
    assert "School roll" in words(desk.get("/match-desk/restricted/"))
    (mine,) = [one for one in asked(friday) if one.to == ana]
    desk.post(f"/match-desk/{mine.id}/", seen=mine.revision, verdict="same", because="The number is hers.")
    assert row(friday).person == ana


def test_of_what_adoption_sealed_nobody_is_asked(friday: World, load: Loader) -> None:
    ana = person_of(friday, friday.journey(nhs_number=NHS))
    custodian = friday.account("adoption_custodian").id
    do(friday, "restricted_manager", adopt_from_care, person=ana, custodian=custodian)
    person_of(friday, friday.journey(given_name="Anna"))
    agree(friday)
    load({**ANA, "nhs_number": NHS})
    assert asked(friday) == []


def test_the_childs_worker_sees_what_waits_at_the_desk_and_how_it_ended(friday: World, load: Loader) -> None:
    ana = person_of(friday, friday.journey())
    agree(friday)
    load(ANNA)
    with friday.all_rows():
        path = f"/child/{Person.found(ana).local_number}/who-knows/"
    at = AtWork(friday, "hub_manager")
    page = words(at.get(path))
    assert "May mean this child" in page
    assert "Short for the same first name; Same surname" in page
    assert "two people say at the desk" in page
    assert "They mean this person" not in page, "nobody says it alone here"
    with friday.all_rows():
        through = Journey.objects.get(about=ana)
    with friday.acting("hub_manager") as by, pytest.raises(UnableToJoin, match="by two people"):
        confirm_entry(entry=row(friday).id, person=ana, through=through, by=by, recorded_at=friday.now)
    say(friday, asked(friday)[0], "same")
    say(friday, asked(friday)[0], "same", who="hub_manager")
    page = words(at.get(path))
    assert "May mean this child" not in page
    assert "a worker said so" in page


def test_a_worker_who_says_it_on_the_childs_page_answers_the_desk(friday: World, load: Loader) -> None:
    journeys = [friday.journey() for _ in range(2)]
    agree(friday)
    load(ANA)
    with friday.all_rows():
        through = Journey.found(journeys[0])
    with friday.acting("contact_officer") as by:
        confirm_entry(
            entry=row(friday).id, person=through.about, through=through, seen=None, by=by, recorded_at=friday.now
        )
    assert {one.to: one.state for one in asked(friday)} == {
        through.about: "same", person_of(friday, journeys[1]): "gone"
    }  # fmt: skip


def test_a_row_that_is_no_longer_sent_is_asked_about_no_longer(friday: World, load: Loader) -> None:
    friday.journey()
    agree(friday)
    load(ANNA)
    (question,) = asked(friday)
    load({**ANA, "row_number": "P9", "given_name": "Zoe", "date_of_birth": "2016-02-03"})
    assert [one.state for one in asked(friday)] == ["gone"]
    assert "School roll" not in words(AtWork(friday, "contact_officer").get("/match-desk/"))
    with pytest.raises((UnableToJudge, UnableToJoin)):
        say(friday, question, "same")


@pytest.mark.parametrize("who", ["social_worker", "auditor", "school_lead"])
def test_nobody_else_judges_a_row(friday: World, load: Loader, who: str) -> None:
    friday.journey()
    agree(friday)
    load(ANNA)
    (question,) = asked(friday)
    with pytest.raises(Refused, match="is not something"):
        say(friday, question, "same", who=who)
    assert row(friday).person is None


@pytest.mark.browser
def test_the_desk_with_rows_of_registers_is_sound(page: Page, at_server: BrowserServer, tmp_path: Path) -> None:
    world = now_world()
    with transaction.atomic():
        world.journey(family_name="Nowakowska-Featherstonehaugh", born=date(2017, 4, 5), nhs_number=NHS)
        agree(world, starts_on=date(2020, 1, 1), ends_on=date(2099, 1, 1))
    row = {**ANNA, "family_name": "Nowakowska-Featherstonehaugh", "date_of_birth": "2017-04-05", "nhs_number": ANOTHER}
    Loader(world, tmp_path)({**row, "adult_1_name": "Mo Example", "adult_1_relationship": "mother"})
    with transaction.atomic():
        (question,) = asked(world)
    sign_in(page, world, "contact_officer")
    for path in ("/match-desk/", f"/match-desk/{question.id}/"):
        page.goto(path)
        sound(page)


def test_a_row_asked_about_behind_a_wall_stands_in_no_household_of_the_open(friday: World, load: Loader) -> None:
    """A brother's question shows who else the school has in the household: not whom only the restricted desk is asked
    about, whose name and school they would be.
    """
    home = {"household": "H1"}
    ben = {**ANA, **home, "given_name": "Benn", "date_of_birth": "2016-02-02", "row_number": "P2"}
    ana = person_of(friday, friday.journey())
    friday.journey(given_name="Ben", born=date(2016, 2, 2))
    _restricted(friday, ana)
    agree(friday)
    load({**ANNA, **home}, ben, {**ben, "given_name": "Cleo", "date_of_birth": "2012-08-08", "row_number": "P3"})
    questions = {one.compartment: one for one in asked(friday)}
    assert {*questions} == {"open", "restricted"}
    text = words(AtWork(friday, "contact_officer").get(f"/match-desk/{questions['open'].id}/"))
    assert "Cleo" in text
    assert "Anna" not in text
    desk = words(AtWork(friday, "restricted_manager").get(f"/match-desk/{questions['open'].id}/"))
    assert "Anna" in desk
