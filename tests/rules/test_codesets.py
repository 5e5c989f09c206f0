"""Statutory codes: each census year has its own, and those of the reference data are all here."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from frontdoor.rules.codesets import (
    ALL,
    DISABILITY,
    ETHNICITY,
    FACTORS,
    GENDER,
    REFERRAL_SOURCE,
    SEX,
    SEX_OF_GENDER,
    CodeSet,
    UnknownCode,
    annex_a,
    census_year,
)
from tests.shared_data import shared

YEARS = [
    ("2025-03-31", 2025, "the census year ends on 31 March"),
    ("2025-04-01", 2026, "and the next begins on 1 April"),
    ("2024-12-31", 2025, "winter belongs to the year that ends next March"),
]


@pytest.mark.parametrize(("day", "year", "because"), YEARS)
def test_census_years(day: str, year: int, because: str) -> None:
    assert census_year(date.fromisoformat(day)) == year, because


def test_sex_replaced_gender_in_the_census_of_2024_25() -> None:
    assert [code.code for code in SEX.in_year(2025)] == ["M", "F", "U"]
    assert SEX.in_year(2024) == ()
    assert [code.code for code in GENDER.in_year(2024)] == ["1", "2", "0", "9"]
    assert GENDER.in_year(2025) == ()
    assert set(SEX_OF_GENDER) == {code.code for code in GENDER.codes}


def test_old_factors_can_be_read_and_no_longer_used() -> None:
    assert FACTORS.holds("18A", 2020)
    assert not FACTORS.holds("18A", 2025)
    assert FACTORS.words("18C", 2025) == "Physical abuse by an adult"
    with pytest.raises(UnknownCode, match="census of 2024-25"):
        FACTORS.get("19A", 2025)
    assert FACTORS.exclusive == {"21"}
    assert DISABILITY.exclusive == {"NONE"}


def test_chinese_moved_to_the_asian_group() -> None:
    assert ETHNICITY.get("CHNE", 2023).group == "Other ethnic groups"
    assert ETHNICITY.get("CHNE", 2024).group == "Asian or Asian British"


def test_every_set_cites_its_source_and_has_no_code_twice_in_a_year() -> None:
    for name, found in ALL.items():
        assert found.name == name
        assert len(found.source) > 10
        assert found.read
        for year in range(2013, 2028):
            codes = [code.code for code in found.in_year(year)]
            assert len(codes) == len(set(codes)), (name, year)
        assert all(code.words for code in found.codes)


SIZES = {"referral_source": 22, "primary_need": 10, "closure": 9, "factors": 42, "abuse": 5, "ethnicity": 20,
         "disability": 13, "sex": 3, "upn_unknown": 7}  # fmt: skip


@pytest.mark.parametrize(("name", "size"), SIZES.items())
def test_how_many_codes_the_census_of_2025_26_has(name: str, size: int) -> None:
    assert len(ALL[name].in_year(2026)) == size


IN_THE_DATA = {
    "unknownupntype": ("upn_unknown", 2024),
    "gendertype": ("gender", 2024),
    "ethnicitytype": ("ethnicity", 2024),
    "disabilitytype": ("disability", 2024),
    "referralsourcetype": ("referral_source", 2024),
    "categoryofabuse": ("abuse", 2024),
    "primaryneedcodetype": ("primary_need", 2024),
    "reasonforclosuretype": ("closure", 2024),
    "assessmentfactorstype": ("factors", 2024),
    "sextype_2024_25_onwards": ("sex", 2025),
}


@pytest.mark.shared
def test_the_codes_are_those_of_the_census_data() -> None:
    stored: dict[str, list[dict[str, str]]] = json.loads(shared("data/cin/cin_codesets.json").read_text("utf-8"))
    assert set(stored) - set(IN_THE_DATA) == {"yesnotype"}
    for key, (name, year) in IN_THE_DATA.items():
        found: CodeSet = ALL[name]
        assert {code.code for code in found.in_year(year)} == {row["code"] for row in stored[key]}, key


@pytest.mark.shared
def test_annex_a_writes_codes_as_its_lists_do() -> None:
    lists: list[dict[str, Any]] = json.loads(shared("data/annex_a/annex_a_lists.json").read_text("utf-8"))
    columns = {
        (one["list"], column["name"]): {code["export_code"] for code in column["codes"]}
        for one in lists
        for column in one["columns"]
        if column["codes"]
    }
    written = {
        ("List 1", "Contact Source"): set(annex_a.REFERRAL_SOURCE.values()),
        ("List 3", "Referral Source"): set(annex_a.REFERRAL_SOURCE.values()),
        ("List 1", "Gender"): set(annex_a.GENDER.values()),
        ("List 3", "Referral NFA?"): set(annex_a.YES_NO_UNKNOWN.values()),
        ("List 6", "Case Status"): set(annex_a.CASE_STATUS.values()),
        ("List 6", "Primary Need Code"): set(annex_a.PRIMARY_NEED_CODE.values()),
        ("List 7", "Initial Category of Abuse"): set(annex_a.ABUSE_CATEGORY.values()),
    }
    for column, ours in written.items():
        assert ours == columns[column], column
    # The layout read is older than RC9, and its ethnicity list has the letter s twice where the template has t.
    assert columns["List 6", "Reason for Closure"] == set(annex_a.CLOSURE_REASON.values()) - {
        annex_a.CLOSURE_REASON["RC9"]
    }
    ethnicities = set(annex_a.ETHNICITY.values())
    assert ethnicities - columns["List 1", "Ethnicity"] == {"t) NOBT"}
    assert columns["List 1", "Ethnicity"] - ethnicities == {"s) NOBT"}
    assert set(annex_a.REFERRAL_SOURCE) == {code.code for code in REFERRAL_SOURCE.codes}
