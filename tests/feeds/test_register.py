"""Agencies' registers from files: under which agreement, what becomes of each row, what a full file ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frontdoor.feeds.columns import UnableToReadFile
from frontdoor.ledger import scope
from frontdoor.ledger.models import Event
from frontdoor.people.models import RegisterEntry
from frontdoor.people.register_agreements import (
    Sent,
    UnableToAgree,
    UnableToLoadRegister,
    end_agreement,
)
from tests.feeds.files import written
from tests.feeds.registers import ANA, BEN, GOVERNANCE, ROLL, Loader, agree, load
from tests.shared_data import shared
from tests.world import World

__all__ = ["load"]


def entries(world: World) -> list[RegisterEntry]:
    with world.all_rows():
        return list(RegisterEntry.objects.order_by("key", "id"))


AGREEMENTS = [
    ({"starts_on": date(2026, 11, 20), "ends_on": date(2026, 11, 20)}, True, "its only day"),
    ({"ends_on": date(2026, 11, 19)}, False, "it ended yesterday"),
    ({"starts_on": date(2026, 11, 21)}, False, "it begins tomorrow"),
]


@pytest.mark.parametrize(("facts", "loads", "because"), AGREEMENTS)
def test_a_register_loads_under_an_agreement_in_force_alone(
    world: World, load: Loader, facts: dict[str, Any], loads: bool, because: str
) -> None:
    agree(world, **facts)
    if loads:
        assert load(ANA).counts == {"rows read": 1, "new": 1}, because
        return
    with pytest.raises(UnableToLoadRegister, match="no agreement with an impact assessment in force on 2026-11-20"):
        load(ANA)
    assert entries(world) == [], because


def test_without_any_agreement_nothing_loads(load: Loader) -> None:
    with pytest.raises(UnableToLoadRegister, match="Larkfield Primary School sends the register school roll"):
        load(ANA)


REFUSED = [
    ({"assessment": " "}, ROLL, "impact assessment", "an agreement without an assessment is none"),
    ({"agreement": ""}, ROLL, "information sharing agreement", "an assessment without an agreement neither"),
    ({"purpose": ""}, ROLL, "for what purpose", "a register is for something"),
    ({"basis": "duty_to_share"}, ROLL, "no ground in force", "a duty not commenced is no ground"),
    ({"ends_on": date(2026, 1, 1)}, ROLL, "ends before it starts", "days the wrong way round"),
    ({}, Sent(agency="probation", register="police"), "never kept as a register", "probation is asked, not listed"),
    ({}, Sent(agency="mental_health", register="health_visiting"), "never kept", "so are mental health services"),
    ({}, Sent(agency="housing", register="school_roll"), "does not send", "housing has no pupils"),
    ({}, Sent(agency="nobody", register="school_roll"), "no agency", "nobody signs nothing"),
]


@pytest.mark.parametrize(("facts", "sent", "sentence", "because"), REFUSED)
def test_an_agreement_says_everything(
    world: World, facts: dict[str, Any], sent: Sent, sentence: str, because: str
) -> None:
    with pytest.raises(UnableToAgree, match=sentence):
        agree(world, sent, **facts)


def test_a_sensitive_service_is_refused_whatever_is_recorded(world: World, load: Loader) -> None:
    with pytest.raises(UnableToLoadRegister, match="never kept as a register"):
        load(ANA, sent=Sent(agency="probation", register="police"))


def test_an_agreement_that_is_ended_ends_the_loading(world: World, load: Loader) -> None:
    kept = agree(world)
    load(ANA)
    with scope.acting(GOVERNANCE, world.now):
        end_agreement(agreement=kept.id, ends_on=date(2026, 11, 19), by=GOVERNANCE, recorded_at=world.now)
        with pytest.raises(UnableToAgree, match="in any case"):
            end_agreement(agreement=kept.id, ends_on=date(2026, 12, 1), by=GOVERNANCE, recorded_at=world.now)
    with pytest.raises(UnableToLoadRegister):
        load(ANA)


def test_a_full_file_begins_changes_and_ends_and_again_changes_nothing(world: World, load: Loader) -> None:
    agree(world)
    assert load(ANA, BEN).counts == {"rows read": 2, "new": 2}
    world.later(days=1)
    assert load({**ANA, "named_contact": "Sam School"}).counts == {"rows read": 1, "changed": 1, "ended": 1}
    before = [(one.id, one.revision, one.ended_on) for one in entries(world)]
    assert before[1][2] == date(2026, 11, 21)
    assert load({**ANA, "named_contact": "Sam School"}).counts == {"rows read": 1, "known already": 1}
    assert [(one.id, one.revision, one.ended_on) for one in entries(world)] == before
    with world.all_rows():
        assert Event.objects.filter(kind="register_loaded").count() == 3, "begun; changed; ended; then nothing"


def test_a_row_that_comes_back_begins_anew_and_the_old_one_stays(world: World, load: Loader) -> None:
    agree(world)
    load(ANA, BEN)
    load(ANA)
    world.later(hours=1)
    assert load(ANA, BEN).counts == {"rows read": 2, "known already": 1, "new": 1}
    assert [one.ended_on for one in entries(world)] == [None, date(2026, 11, 20), None]


def test_changes_end_what_they_say_and_nothing_else(world: World, load: Loader) -> None:
    agree(world)
    load(ANA, BEN)
    ended = {**BEN, "ended_on": "2026-11-13"}
    assert load(ended, full=False).counts == {"rows read": 1, "ended": 1}
    assert load(ended, full=False).counts == {"rows read": 1, "ended already": 1}
    assert [one.ended_on for one in entries(world)] == [None, date(2026, 11, 13)]


def test_nothing_ends_while_a_row_cannot_be_read(world: World, load: Loader, tmp_path: Path) -> None:
    agree(world)
    load(ANA, BEN)
    torn = written(tmp_path, "given_name,family_name,date_of_birth,row_number\nAna,Example,2019-05-04,P1\nBen,Oth")
    report = load.file(torn)
    assert [said.line for said in report.refused] == [3]
    assert report.notes[-1].startswith("Nothing was ended")
    assert [one.ended_on for one in entries(world)] == [None, None]
    nameless = load(ANA, {**BEN, "given_name": ""})
    assert [said.words for said in nameless.refused] == ["given_name is empty: the row could be anybody."]
    assert [one.ended_on for one in entries(world)] == [None, None], "its number says that Ben is still there"


def test_a_file_cut_short_is_refused_whole(world: World, load: Loader) -> None:
    agree(world)
    whole = [{**ANA, "row_number": f"P{number}", "given_name": f"Ana{number}"} for number in range(30)]
    load(*whole)
    with pytest.raises(UnableToReadFile, match="lacks 16 of the 30 rows"):
        load(*whole[:14])
    assert load(*whole[:15]).counts["ended"] == 15, "half is believed"
    with pytest.raises(UnableToReadFile, match="has no row: all 15 rows would end"):
        load()


ROWS = [
    ({}, {}, "", "a name and a date of birth are enough"),
    ({"date_of_birth": "", "nhs_number": "999 000 0018"}, {"nhs_number": "9990000018", "born_on": None}, "",
     "so are a name and a number that holds"),
    ({"nhs_number": "999 000 0019"}, {"nhs_number": ""}, "no NHS number", "a wrong check digit finds nobody"),
    ({"upn": "21db2df8-fa0"}, {"upn": ""}, "has 13 characters; this one has 11", "as in the school census"),
    ({"date_of_birth": "2020-Apr-25 00:00:00"}, {"born_on": date(2020, 4, 25)}, "", "as the school census writes it"),
    ({"last_seen": "2027-01-01"}, {"last_seen_on": None}, "which cannot be", "nobody was seen next year"),
    ({"headline": "known to be violent"}, {"headline": "on_roll"}, "none of the codes", "what is known is not kept"),
    ({"headline": "home"}, {"headline": "home"}, "", "one of the codes"),
    ({"person": "dog"}, {"person_kind": "child"}, "neither child nor adult", "asked about"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "kept", "asked", "because"), ROWS)
def test_what_is_kept_of_a_row(
    world: World, load: Loader, said: dict[str, str], kept: dict[str, object], asked: str, because: str
) -> None:
    agree(world)
    report = load({**ANA, **said})
    [entry] = entries(world)
    assert {name: getattr(entry, name) for name in kept} == kept, because
    assert [asked in one.words for one in report.asked] == [True] * bool(asked), because
    assert "violent" not in str(report.data()), "not even the report repeats it"


NOBODY = [
    ({"given_name": ""}, "given_name is empty", "half a name"),
    ({"family_name": " "}, "family_name is empty", "the other half"),
    ({"date_of_birth": "", "row_number": "P1"}, "neither a date of birth nor a number", "a name is many people"),
    ({"date_of_birth": "2030-01-01"}, "neither a date of birth nor a number", "a birth to come is none"),
]


@pytest.mark.parametrize(("said", "sentence", "because"), NOBODY)
def test_a_row_that_could_be_anybody_is_named_and_not_kept(
    world: World, load: Loader, said: dict[str, str], sentence: str, because: str
) -> None:
    agree(world)
    report = load(BEN, {**ANA, **said})
    assert [(one.line, sentence in one.words) for one in report.refused] == [(3, True)], because
    assert [one.key for one in entries(world)] == ["row P2"], because


def test_two_rows_of_one_number_that_differ_are_named(world: World, load: Loader) -> None:
    agree(world)
    report = load(ANA, ANA, {**ANA, "family_name": "Changed"})
    assert [(one.line, one.words) for one in report.repeated] == [(3, "it says what line 2 says.")]
    assert [(one.line, one.words) for one in report.refused] == [(4, "line 2 says otherwise of the same person (row).")]
    assert len(entries(world)) == 1


@pytest.mark.shared
def test_the_school_census_loads_and_every_broken_number_is_named_by_line(world: World, load: Loader) -> None:
    sent = Sent(agency="education_welfare", register="school_roll")
    agree(world, sent)
    file = shared("data/school_census/2025_summer_pupilonroll.csv")
    report = load.file(file, sent=sent)
    assert report.counts == {"rows read": 9912, "new": 9912}
    assert report.refused == report.repeated == []
    assert [said.line for said in report.asked] == list(range(2, 9914)), "no pupil number of the file holds"
    assert report.asked[0].words == (
        'upn says "21db2df8-fa0": A unique pupil number has 13 characters; this one has 11. It was not kept.'
    )
    assert "termlysessionspossible" in report.notes[0], "nobody reads how often a child came"
    kept = entries(world)[0]
    assert (kept.key, kept.held_at, kept.born_on, kept.upn) == ("row 0002e817-8ca", "SCH7", date(2020, 4, 25), "")


ARRIVED = [
    ("class_import/valid.csv", {"rows read": 4, "new": 7}, [], [], "three adults beside four pupils"),
    ("class_import/valid_with_bom.csv", {"rows read": 1, "new": 1}, [], [], "a mark at the start is no letter"),
    ("class_import/empty.csv", {}, [], [], "a header alone: nothing to load, nothing to end"),
    ("class_import/duplicates.csv", {"rows read": 3, "new": 6}, [], [], "three pupils and three parents"),
    ("cohort_import/duplicate_nhs_numbers.csv", {"rows read": 2, "new": 3}, [], [], "one child, a row a parent"),
    ("cohort_import/valid.csv", {"rows read": 3, "new": 6}, [], [], "three pupils and three adults"),
]


@pytest.mark.shared
@pytest.mark.parametrize(("name", "counts", "refused", "repeated", "because"), ARRIVED)
def test_files_as_they_arrive(
    world: World, load: Loader, name: str, counts: dict[str, int], refused: list[int], repeated: list[int],
    because: str,
) -> None:  # fmt: skip
    agree(world)
    report = load.file(shared(f"data/imports/{name}"))
    assert report.counts == counts, because
    assert [said.line for said in report.refused] == refused, because
    assert [said.line for said in report.repeated] == repeated, because
