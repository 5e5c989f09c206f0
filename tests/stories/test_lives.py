"""A child is born, twins are two, a child goes missing and comes back, a pregnancy is lost, a child dies."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from frontdoor.journey.actions.contacts import receive_contact
from frontdoor.journey.actions.life import (
    Newborn,
    letters_stopped,
    record_birth,
    record_death,
    record_pregnancy_end,
    release_letters,
)
from frontdoor.journey.actions.missing import record_missing, record_return, record_return_interview
from frontdoor.journey.actions.section47 import start_section47
from frontdoor.journey.models import Gap, Journey, MissingEpisode
from frontdoor.ledger.models import ClockRun, Event
from frontdoor.people.models import Person, SafetyLine
from frontdoor.rules.concern import SubjectKind
from tests.world import World, child, concern


def _unborn(world: World) -> UUID:
    bump = child(kind=SubjectKind.UNBORN, label="Baby Example", born=None, expected=date(2027, 1, 20), given_name="")
    return world.contact(bump, safety_lines=("Do not ring the house",)).journeys[0]


def _do(world: World, verb: Any, who: str = "contact_officer", **given: Any) -> Any:
    with world.acting(who) as actor:
        return verb(**given, by=actor, happened_at=world.now, recorded_at=world.now)


def _running(world: World, journey: UUID) -> set[str]:
    with world.all_rows():
        return set(ClockRun.objects.filter(journey=journey, stopped_at=None).values_list("clock", flat=True))


def test_the_child_is_to_be_seen_from_the_birth_on_whichever_contact_awaited_it(world: World) -> None:
    """A second contact about the same unborn child hears of the birth too: its clocks are those of a born child."""
    journey = _unborn(world)
    with world.all_rows():
        person = Person.objects.get(kind="unborn").id
    told_again = child(kind=SubjectKind.UNBORN, label="Baby Example", born=None, given_name="")
    again = concern(told_again, received_at=world.now)
    with world.acting("contact_officer") as by:
        second = receive_contact(
            concern=again, token=world.token(), by=by, recorded_at=world.now, known={0: person}
        ).journeys[0]
    with world.acting("out_of_hours") as by:
        start_section47(journey=second, by=by, happened_at=world.now, recorded_at=world.now)
    assert "mother_visit" in _running(world, second)
    assert "initial_sw_visit" not in _running(world, second)
    now = world.later(days=3)
    with world.acting("out_of_hours") as by:
        record_birth(journey=journey, born_on=now.date(), by=by, happened_at=now, recorded_at=now)
    assert "initial_sw_visit" in _running(world, second)
    assert "mother_visit" not in _running(world, second)
    with world.all_rows():
        assert Journey.objects.get(pk=second).kind == "child"


def test_a_birth_keeps_the_id_and_the_number(world: World) -> None:
    journey = _unborn(world)
    with world.all_rows():
        before = Person.objects.get(kind="unborn")
    world.later(days=60)
    _do(world, record_birth, journey=journey, born=[Newborn(given_name="Mia", sex="F")], born_on=date(2027, 1, 18))
    with world.all_rows():
        after = Person.objects.get(pk=before.id)
        assert (after.kind, after.local_number, after.given_name) == ("child", before.local_number, "Mia")
        assert (after.born_on, after.expected_on) == (date(2027, 1, 18), date(2027, 1, 20))
        assert after.ethnicity == ""
        assert Journey.objects.get(pk=journey).kind == "child"


def test_twins_are_two_people_and_the_second_waits_for_a_decision_of_their_own(world: World) -> None:
    journey = _unborn(world)
    token = world.token()
    born = [Newborn(given_name="Mia"), Newborn(given_name="Leo")]
    first, second = _do(world, record_birth, journey=journey, born=born, born_on=date(2026, 11, 20), token=token)
    assert (
        _do(world, record_birth, journey=journey, born=born, born_on=date(2026, 11, 20), token=token)[1].id == second.id
    )
    with world.all_rows():
        mia, leo = Person.objects.get(pk=first.about), Person.objects.get(pk=second.about)
        assert (mia.given_name, leo.given_name) == ("Mia", "Leo")
        assert mia.local_number != leo.local_number
        assert mia.household == leo.household
        assert {line.words for line in SafetyLine.objects.filter(person=leo.id)} == {"Do not ring the house"}
        assert ClockRun.objects.filter(journey=second.id, clock="referral_decision", stopped_at=None).exists()
        assert Event.objects.filter(kind="child_born").count() == 1
    with world.acting("hub_manager"):
        assert Journey.found(second.id).facts()["stage"] == "contact"


@pytest.mark.parametrize(
    ("verb", "given", "reason"),
    [
        (record_pregnancy_end, {"ended": "stillbirth"}, "stillbirth"),
        (record_pregnancy_end, {}, "not_said"),
        (record_death, {}, "death"),
    ],
)
def test_letters_stop_until_a_person_releases_them(world: World, verb: Any, given: dict[str, Any], reason: str) -> None:
    journey = _unborn(world)
    _do(world, verb, journey=journey, **given)
    with world.all_rows():
        person = Person.objects.get(kind="unborn")
        assert letters_stopped(person.id) == reason
        assert person.expected_on == date(2027, 1, 20)
        assert person.died_on == date(2026, 11, 20)
    _do(world, release_letters, who="hub_manager", journey=journey, because="The midwife told everybody.")
    with world.all_rows():
        assert letters_stopped(person.id) == ""
        assert Event.objects.filter(kind="letters_released").exists()


def test_a_missing_child_returns_and_declines_to_talk(world: World) -> None:
    journey = world.journey()
    _do(world, record_missing, journey=journey, circumstances="Left school at two.")
    with world.all_rows():
        assert Journey.objects.get(pk=journey).missing_since == world.now
    world.later(hours=20)
    _do(world, record_return, journey=journey, where_found="At the station.")
    with world.all_rows():
        run = ClockRun.objects.get(clock="rhi_offer")
        assert (run.due_at - run.started_at).total_seconds() == 72 * 3600
    world.later(hours=10)
    _do(world, record_return_interview, journey=journey, fact="offered")
    with world.all_rows():
        assert ClockRun.objects.get(clock="rhi_offer").stopped_at is None
    world.later(hours=10)
    _do(world, record_return_interview, journey=journey, fact="declined")
    with world.all_rows():
        assert ClockRun.objects.get(clock="rhi_offer").ended_as == "declined"
        episode = MissingEpisode.objects.get()
        assert episode.offered_at is not None
        assert episode.declined_at == world.now
        assert episode.done_at is None


def test_a_return_that_nobody_had_reported_is_one_episode_with_a_gap(world: World) -> None:
    journey = world.journey()
    _do(world, record_return, journey=journey)
    with world.all_rows():
        assert MissingEpisode.objects.count() == 1
        assert Gap.objects.get().gap == "missing_since"
