"""Numbers that stand for a person: what holds, what does not, and what is said about it."""

from __future__ import annotations

import json

import pytest

from frontdoor.rules.identifiers import (
    check_upn,
    child_number_faults,
    format_nhs_number,
    nhs_number_holds,
    upn_check_letter,
    upn_holds,
)
from tests.shared_data import shared

NHS = [
    ("943 476 5919", True, "as it is printed"),
    ("943-476-5919", True, "with hyphens"),
    ("401 023 2137", True, "the example of the standard"),
    ("9434765918", False, "one digit wrong"),
    ("943476591", False, "a digit missing"),
    ("0000000000", False, "one digit ten times over, though its sum fits"),
    ("٩٤٣٤٧٦٥٩١٩", False, "digits of another script are not what the spine holds"),
    ("", False, "nothing"),
    ("not known", False, "words"),
]


@pytest.mark.parametrize(("text", "holds", "because"), NHS)
def test_nhs_numbers(text: str, holds: bool, because: str) -> None:
    assert nhs_number_holds(text) is holds, because


def test_how_an_nhs_number_is_printed() -> None:
    assert format_nhs_number("9434765919") == "943 476 5919"
    assert format_nhs_number("not known") == "not known"


UPNS = [
    ("Q874200125001", (), "the example of the domain page"),
    ("q874 2001 25001", (), "small letters and spaces are tidied"),
    ("A874200125001", ("1510",), "the wrong letter in front"),
    ("Q875200125001", ("1510",), "one digit wrong is found by the letter"),
    ("X817558133462", ("1530",), "817 is no authority"),
    ("Q87420012500", ("length",), "a character missing"),
    ("A87420A125001", ("1540",), "a letter among the digits"),
    ("Q87420012500I", ("1550",), "I is never the last letter"),
    ("Q87420012500B", (), "a temporary one, accepted by its pattern"),
    ("", ("length",), "nothing"),
]


@pytest.mark.parametrize(("text", "rules", "because"), UPNS)
def test_pupil_numbers(text: str, rules: tuple[str, ...], because: str) -> None:
    found = check_upn(text)
    assert tuple(fault.rule for fault in found.faults) == rules, because
    assert all(fault.sentence.endswith(".") for fault in found.faults)


def test_a_temporary_pupil_number_is_not_verified() -> None:
    found = check_upn("Q87420012500B")
    assert found.temporary
    assert not found.verified
    assert not upn_holds("Q87420012500B")
    assert upn_holds("Q874200125001")


@pytest.mark.parametrize("authority", ["838", "839", "940", "941", "942", "943"])
def test_authorities_that_some_libraries_refuse_are_valid(authority: str) -> None:
    digits = authority + "200125001"
    assert upn_holds(upn_check_letter(digits) + digits)


CHILD_NUMBERS = [
    ("FD123456789012", 2026, (), "up to twenty characters since 2024-25"),
    ("FD123456789012", 2024, ("1570",), "up to ten before"),
    ("FD-1234", 2026, ("1580",), "letters and digits only"),
    ("", 2026, ("1570",), "never empty"),
    ("A" * 21, 2026, ("1570",), "one too many"),
]


@pytest.mark.parametrize(("text", "year", "rules", "because"), CHILD_NUMBERS)
def test_the_authoritys_own_number(text: str, year: int, rules: tuple[str, ...], because: str) -> None:
    assert tuple(fault.rule for fault in child_number_faults(text, census_year=year)) == rules, because


@pytest.mark.shared
def test_every_example_of_the_reference_data_is_judged_right() -> None:
    examples = json.loads(shared("data/identifiers/identifier_vectors.json").read_text("utf-8"))
    assert len(examples["nhs_numbers"]) > 20
    assert len(examples["upns"]) > 20
    for row in examples["nhs_numbers"]:
        assert nhs_number_holds(row["value"]) is row["valid_nhs_number"], row
    for row in examples["upns"]:
        found = {fault.rule for fault in check_upn(row["value"]).faults}
        if "rule" in row:
            assert (row["rule"] in found) is row["flagged_by_rule"], row
        else:
            assert (not found) is row["expected"], row
