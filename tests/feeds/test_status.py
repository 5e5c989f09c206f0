"""Open status from the case system: whom it is about, what changed, how old it is, and what stays behind a wall."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.models import Restriction
from frontdoor.feeds import status
from frontdoor.feeds.columns import UnableToReadFile
from frontdoor.feeds.report import Report
from frontdoor.journey.models import Journey
from frontdoor.ledger.models import Event
from frontdoor.ledger.scope import Actor
from frontdoor.people import status as people_status
from frontdoor.people.models import Identifier, OpenStatus, Person
from frontdoor.rules import masters
from frontdoor.rules.open_status import COLUMNS, age_words
from tests.feeds.files import written
from tests.shared_data import shared
from tests.world import World, child

FEED = Actor(authority="874", role="feed", name="File", agency="case_system")
NHS = "999 000 0018"
ANA = {
    "pers_person_id": "LL100", "as_at": "2026-11-20T16:00", "pers_common_child_id": NHS, "pers_forename": "Ana",
    "pers_surname": "Example", "pers_dob": "2019-05-04", "cine_referral_id": "R1",
    "cppl_cp_plan_start_date": "2026-03-01", "cppl_cp_plan_latest_category": "Neglect",
    "invo_professional_team": "Assessment 1", "prof_professional_name": "Sol Worker",
    "worker_telephone": "01632 960110", "restricted": "N",
}  # fmt: skip


class Loader:
    def __init__(self, world: World, place: Path) -> None:
        self.world, self.place = world, place

    def __call__(self, *rows: Mapping[str, str]) -> Report:
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, [column.name for column in COLUMNS], restval="")
        writer.writeheader()
        writer.writerows(rows)
        file = written(self.place, text.getvalue(), "status.csv")
        return status.load(file, actor=FEED, now=lambda: self.world.now)


@pytest.fixture
def load(world: World, tmp_path: Path) -> Loader:
    return Loader(world, tmp_path)


def test_somebody_known_by_nhs_number_is_found_and_keeps_the_case_systems_number(world: World, load: Loader) -> None:
    world.contact(child(nhs_number=NHS))
    assert load(ANA).counts == {"rows read": 1, "changed": 1}
    with world.all_rows():
        person = Person.objects.get()
        kept = OpenStatus.objects.get()
        assert kept.person == person.id
        assert (kept.open_episode, kept.plan, kept.plan_category) == (True, "protection", "NEG")
        assert (kept.plan_since, kept.worker, kept.telephone) == (date(2026, 3, 1), "Sol Worker", "01632 960110")
        assert Identifier.objects.get(kind="case_system").value == "LL100"
        assert Event.objects.get(kind="status_loaded").about == person.id


def test_an_unknown_person_is_made_provisional(world: World, load: Loader) -> None:
    load(ANA)
    with world.all_rows():
        made = Person.objects.get()
        assert (made.given_name, made.provisional, made.born_on) == ("Ana", True, date(2019, 5, 4))
    assert load({**ANA, "pers_common_child_id": "", "as_at": "2026-11-20T16:30"}).counts["confirmed, nothing changed"]
    with world.all_rows():
        assert Person.objects.count() == 1


def test_an_event_is_written_when_a_fact_changed_and_not_before(world: World, load: Loader) -> None:
    load(ANA)
    assert load(ANA).counts == {"rows read": 1, "known already": 1}
    assert load({**ANA, "as_at": "2026-11-20T16:30"}).counts == {"rows read": 1, "confirmed, nothing changed": 1}
    world.later(hours=1)
    ended = {**ANA, "as_at": "2026-11-20T17:30", "cppl_cp_plan_end_date": "2026-11-20"}
    assert load(ended).counts == {"rows read": 1, "changed": 1}
    assert load(ANA).counts == {"rows read": 1, "older than what is known": 1}
    with world.all_rows():
        assert OpenStatus.objects.get().plan == ""
        facts = [event.data["facts"] for event in Event.objects.filter(kind="status_loaded").order_by("recorded_at")]
        assert facts[1] == ["plan", "plan_category", "plan_since"]


CARE = [
    ({"clae_cla_episode_start_date": "2025-01-01"}, "Peterborough City Council", False, "one's own child in care"),
    ({"clae_cla_episode_start_date": "2025-01-01", "looked_after_by": "Luton", "placed_here": "Y"}, "Luton", True,
     "placed here by another authority"),
    ({"clae_cla_episode_start_date": "2025-01-01", "clae_cla_episode_ceased_date": "2026-01-01"}, "", False,
     "left care"),
    ({"clae_cla_episode_start_date": "2025-01-01", "clae_cla_episode_ceased_date": "soon"}, "Peterborough City Council",
     False, "an end that cannot be read has not come"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "by", "placed", "because"), CARE)
def test_who_looks_after_a_child(
    world: World, load: Loader, facts: dict[str, str], by: str, placed: bool, because: str
) -> None:
    load({**ANA, **facts})
    with world.all_rows():
        kept = OpenStatus.objects.get()
        assert (kept.looked_after_by, kept.placed_here) == (by, placed), because
        assert kept.looked_after_since == (date(2025, 1, 1) if by else None), because


def test_since_when_early_help_lasts_is_kept_while_it_lasts(world: World, load: Loader) -> None:
    load({**ANA, "earl_episode_start_date": "2026-09-02"})
    with world.all_rows():
        assert OpenStatus.objects.get().early_help_since == date(2026, 9, 2)
    world.later(hours=1)
    load({**ANA, "as_at": "2026-11-20T17:30", "earl_episode_start_date": "2026-09-02",
          "earl_episode_end_date": "2026-11-20"})  # fmt: skip
    with world.all_rows():
        assert OpenStatus.objects.get().early_help_since is None


def test_rows_that_say_of_nobody_or_not_when_are_named(load: Loader) -> None:
    report = load({**ANA, "pers_person_id": ""}, {**ANA, "as_at": "yesterday"}, ANA)
    assert [(said.line, said.words.split()[0]) for said in report.refused] == [(2, "pers_person_id"), (3, "as_at")]
    assert report.counts["changed"] == 1


def test_a_moment_in_the_future_does_not_keep_a_status_fresh(world: World, load: Loader) -> None:
    report = load({**ANA, "as_at": "2027-01-01T10:00"})
    assert "lies in the future" in report.asked[0].words
    with world.all_rows():
        assert OpenStatus.objects.get().as_at == world.now


def test_a_file_without_a_needed_column_is_refused(tmp_path: Path, world: World) -> None:
    with pytest.raises(UnableToReadFile, match="as_at"):
        status.load(written(tmp_path, "pers_person_id\n1\n"), actor=FEED, now=lambda: world.now)


def test_the_status_of_a_restricted_child_stands_behind_the_wall_and_makes_nobody_twice(
    world: World, load: Loader
) -> None:
    receipt = world.contact(child(nhs_number=NHS))
    with world.all_rows():
        ana = Person.objects.get().id
    with world.acting("restricted_manager") as manager:
        restrict_person(person=ana, custodian=manager.account, by=manager, happened_at=world.now, recorded_at=world.now)
    assert load(ANA).counts == {"rows read": 1, "changed": 1}
    with world.all_rows():
        assert Person.objects.count() == 1
        assert OpenStatus.objects.get().person == ana
    with world.acting("contact_officer"):
        assert not OpenStatus.objects.exists()
    assert receipt.reference


def test_a_child_whom_the_case_system_restricts_is_hidden_from_the_first_day(world: World, load: Loader) -> None:
    load({**ANA, "restricted": "Y"})
    with world.acting("contact_officer"):
        assert not Person.objects.exists()
    receipt = world.contact(child())
    assert receipt.passed_to_duty_manager
    with world.all_rows():
        assert Person.objects.filter(kind="child").count() == 1


def test_a_record_restricted_there_is_restricted_here_at_once_and_opened_again_by_a_person_alone(
    world: World, load: Loader
) -> None:
    """The case system is master of who is restricted: nobody waits until somebody reads an hourly file's report."""
    receipt, desk = world.contact(child(nhs_number=NHS)), world.account("restricted_manager")
    report = load({**ANA, "restricted": "Y"})
    assert (report.asked, report.counts[status.FOLLOWED]) == ([], 1)
    with world.acting("contact_officer"):
        assert not Journey.objects.exists()
    with world.all_rows():
        made = Restriction.objects.get()
        assert (made.custodian_id, made.since) == (desk.id, datetime(2026, 11, 20, 16, 0, tzinfo=UTC))
        assert Event.objects.get(kind="person_restricted").batch.startswith("status ")
    again = load({**ANA, "restricted": "Y", "as_at": "2026-11-20T16:30"})
    assert status.FOLLOWED not in again.counts, "once"
    load({**ANA, "restricted": "N", "as_at": "2026-11-20T16:40"})
    with world.acting("contact_officer"):
        assert not Journey.objects.exists(), "a file opens nothing"
    with world.acting("restricted_manager"):
        assert Journey.objects.get().id == receipt.journeys[0]


@pytest.mark.parametrize(
    ("desk", "row", "asked", "because"),
    [
        (False, {}, [status.OPEN_HERE], "there is no desk to hold it: a person must be told"),
        (True, {"restricted": "N"}, [], "not restricted"),
        (True, {"as_at": "2026-11-20T15:00"}, [status.OPEN_HERE], "older than what is known: asked, not done"),
    ],
)
def test_when_a_restriction_of_the_case_system_is_asked_about(
    world: World, load: Loader, desk: bool, row: dict[str, str], asked: list[str], because: str
) -> None:
    world.contact(child(nhs_number=NHS))
    if desk:
        world.account("restricted_manager")
    load(ANA)
    report = load({**ANA, "restricted": "Y", "as_at": "2026-11-20T16:10", **row})
    assert [said.words for said in report.asked] == asked, because
    with world.all_rows():
        assert not Restriction.objects.exists(), because


def test_where_the_front_door_is_master_a_restriction_elsewhere_is_asked_about(
    world: World, load: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people_status, "sends", lambda *said, **more: False)
    world.account("restricted_manager")
    world.contact(child(nhs_number=NHS))
    assert [said.words for said in load({**ANA, "restricted": "Y"}).asked] == [status.OPEN_HERE]


NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
AGES = [
    (timedelta(minutes=5), "", "fresh"),
    (timedelta(hours=2), "", "two hours are not over two hours"),
    (timedelta(hours=2, minutes=1), "2 hours old: over 2 hours.", "one minute over"),
    (timedelta(hours=24), "24 hours old: over 2 hours.", "a day is not over a day"),
    (timedelta(hours=24, minutes=1), "1 day old: ring Sol, Team before you rely on it.", "one minute over a day"),
    (timedelta(days=3, hours=5), "3 days 5 h old: ring Sol, Team before you rely on it.", "a weekend's outage"),
]


@pytest.mark.parametrize(("age", "words", "because"), AGES)
def test_how_old_the_word_is(age: timedelta, words: str, because: str) -> None:
    assert age_words(NOW - age, now=NOW, whom=("Sol", "", "Team")) == words, because


def test_nobody_to_ring_is_the_team() -> None:
    assert "ring the team" in age_words(NOW - timedelta(days=2), now=NOW)


MASTERS = [
    ("874", "plan", "case_system", "plans stand in the case system"),
    ("874", "assessment", "front_door", "Peterborough assesses at the front door"),
    ("873", "assessment", "case_system", "Cambridgeshire does not"),
    ("873", "contact", "front_door", "contacts are ours"),
]


@pytest.mark.parametrize(("authority", "fact", "master", "because"), MASTERS)
def test_only_the_master_sends_a_fact(authority: str, fact: str, master: str, because: str) -> None:
    on = date(2026, 11, 20)
    assert masters.master_of(fact, authority=authority, on=on).master == master, because
    senders = [one for one in masters.SYSTEMS if masters.sends(one, fact, authority=authority, on=on)]
    assert senders == [master], because


def test_every_fact_has_a_master_in_every_authority() -> None:
    for authority in ("873", "874"):
        for fact in masters.FACTS:
            assert masters.master_of(fact, authority=authority, on=date(2026, 11, 20)).source


@pytest.mark.shared
def test_headings_are_those_of_the_standard_safeguarding_dataset() -> None:
    with shared("data/ssd/ssd_fields.csv").open(encoding="utf-8") as file:
        fields = {field["field"] for field in csv.DictReader(file)}
    assert {column.name for column in COLUMNS if column.of_ssd} <= fields
    assert not {column.name for column in COLUMNS if not column.of_ssd} & fields
