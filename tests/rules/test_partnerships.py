"""The partnerships' files: what they state, what two of them share, and what is refused with the file's name."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from frontdoor.rules.partnership import (
    UnableToReadPartnership,
    all_partnerships,
    folder,
    for_authority,
    read_partnership,
)

#: Ofcom keeps these for drama: they are never issued to anybody.
DRAMA = re.compile(r"01632 960\d{3}|07700 900\d{3}")


def test_both_authorities_have_a_partnership() -> None:
    assert {code: found.name for code, found in all_partnerships().items()} == {
        "873": "Cambridgeshire",
        "874": "Peterborough",
    }
    assert for_authority("874").ons_code == "E06000031"
    assert for_authority("873").ons_code == "E10000003"


def test_one_police_force_and_one_integrated_care_board_serve_both() -> None:
    ours, theirs = for_authority("874").agency_by_code, for_authority("873").agency_by_code
    for kind in ("police", "integrated_care_board"):
        assert [agency.code for agency in ours.values() if agency.kind == kind] == [kind]
        assert ours[kind] == theirs[kind]
        assert set(ours[kind].serves) == {"873", "874"}
    assert ours["youth_justice"].serves == ("874",)


def test_every_telephone_number_is_one_that_is_never_issued() -> None:
    seen = []
    for found in all_partnerships().values():
        seen += [found.telephone, found.out_of_hours]
        seen += [row.telephone for row in (*found.teams, *found.agencies, *found.on_call, *found.on_call_behind)]
    assert all(DRAMA.fullmatch(number) for number in seen), seen
    assert len(seen) > 60


def test_codes_are_unique_and_levels_are_four() -> None:
    for found in all_partnerships().values():
        assert len(found.team_by_code) == len(found.teams)
        assert len(found.agency_by_code) == len(found.agencies)
        assert [level.number for level in found.levels] == [1, 2, 3, 4]
        assert found.levels[3].name.startswith("Specialist")
        assert [row.order for row in found.on_call] == [1, 2, 3]
        assert {"front_door", "hub", "out_of_hours", "early_help"} <= {team.kind for team in found.teams}


@pytest.mark.parametrize(
    ("changed", "said", "because"),
    [
        (('wall = "restricted"', 'wall = "adoption"'), "nobody to ring for a child behind the wall restricted", "told"),
        (('wall = "adoption"', 'wall = "sealed"'), "behind the wall adoption", "no such wall, and so nobody"),
        (('wall = "adoption"\nwho', "who"), "behind the wall adoption", "on call for everybody is not behind it"),
    ],
)
def test_behind_each_wall_somebody_is_on_call(
    tmp_path: Path, changed: tuple[str, str], said: str, because: str
) -> None:
    place = tmp_path / "peterborough"
    shutil.copytree(folder() / "peterborough", place)
    file = place / "on_call.toml"
    file.write_text(file.read_text("utf-8").replace(*changed), "utf-8")
    with pytest.raises(UnableToReadPartnership, match=said):
        read_partnership(place)
    for found in all_partnerships().values():
        assert {one.wall for one in found.rota("restricted")} == {"restricted"}, because
        assert found.rota("open") == found.on_call


def test_terms_are_known_for_the_year_of_the_demonstration() -> None:
    for found in all_partnerships().values():
        assert found.terms.knows(date(2026, 11, 23))
        assert found.terms.is_school_day(date(2026, 11, 23))
        assert not found.terms.is_school_day(date(2026, 10, 28)), "half term"
        assert not found.terms.is_school_day(date(2026, 8, 10)), "summer"


def test_an_unknown_authority_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UnableToReadPartnership, match='"999".*873 Cambridgeshire, 874 Peterborough'):
        for_authority("999")


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The partnerships' files in a folder of their own, to spoil."""
    shutil.copytree(folder(), tmp_path / "partnerships")
    monkeypatch.setenv("FRONTDOOR_PARTNERSHIPS", str(tmp_path / "partnerships"))
    return tmp_path / "partnerships"


def test_the_folder_can_be_named(copied: Path) -> None:
    assert folder() == copied
    assert for_authority("874").slug == "peterborough"


FAULTS = [
    ("clocks.toml", "clocks.toml", "[[clock]", "cannot be read"),
    ("agencies.toml", "agencies.toml", None, "is missing"),
    ("hours.toml", "in_force_from", "from", "lack something"),
    ("hours.toml", "09:00:00, 17:00:00", "17:00:00, 09:00:00", "closes after it opens"),
    ("clocks.toml", "30 clock minutes", "30 moons", "is no allowance"),
    ("clocks.toml", 'id = "cp_visit"', 'id = "tea_visit"', "tea_visit"),
    ("teams.toml", "telephone", "telephone_number", "say too much"),
]


@pytest.mark.parametrize(("file", "old", "new", "says"), FAULTS)
def test_what_cannot_stand_is_refused_by_name(copied: Path, file: str, old: str, new: str | None, says: str) -> None:
    place = copied / "peterborough" / file
    if new is None:
        place.unlink()
    else:
        text = place.read_text(encoding="utf-8")
        place.write_text(new if old == file else text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UnableToReadPartnership, match=says) as refused:
        read_partnership(copied / "peterborough")
    assert "peterborough" in str(refused.value).lower() or "opening hours" in str(refused.value).lower()


def test_a_missing_folder_and_a_second_authority_of_one_code_are_refused(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(copied / "peterborough", copied / "peterborough_again")
    with pytest.raises(UnableToReadPartnership, match="874 a second time"):
        for_authority("874")
    monkeypatch.setenv("FRONTDOOR_PARTNERSHIPS", str(copied / "nowhere"))
    with pytest.raises(UnableToReadPartnership, match="There is no folder"):
        for_authority("874")
