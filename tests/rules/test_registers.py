"""Whom a row of a register is about, on which evidence, and who may send one at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.rules.matching.weights import Frequencies
from frontdoor.rules.partnership import all_partnerships
from frontdoor.rules.registers import COLUMNS, MEANS, REGISTERS, SENSITIVE, cannot_send
from frontdoor.rules.registers.asking import asked_of
from frontdoor.rules.registers.linking import Known, doubt, evidence, the_one
from frontdoor.rules.registers.telling import TELL_FOR, cannot_tell


@dataclass(frozen=True)
class Row:
    given_name: str = "Ana"
    family_name: str = "Example"
    born_on: date | None = date(2019, 5, 4)
    nhs_number: str = "9990000018"
    upn: str = ""


ANA = Known(
    person=uuid4(), names=(("Ana", "Example"),), born_on=date(2019, 5, 4), nhs_numbers=frozenset({"9990000018"})
)
NO_NUMBER = replace(ANA, nhs_numbers=frozenset())
UPN = "A874123456789"

EVIDENCE = [
    (Row(), ANA, "nhs_number", "number, name and birth agree"),
    (Row(family_name="Nowak"), ANA, "nhs_number", "a surname changes; number, birth and first name agree"),
    (Row(born_on=date(2018, 5, 4)), ANA, "nhs_number", "a day of birth typed wrongly; number and name agree"),
    (Row(given_name="Eva"), ANA, "", "a twin: first name disagrees, birth and surname agree"),
    (Row(given_name="Eva", family_name="Nowak", born_on=date(2011, 1, 9)), ANA, "", "somebody else with her number"),
    (Row(nhs_number="9990000026"), ANA, "", "two different NHS numbers are for a person to judge"),
    (Row(nhs_number=""), ANA, "name_and_birth", "a row without a number: same name, same day"),
    (Row(), NO_NUMBER, "name_and_birth", "nobody here knew the number"),
    (Row(nhs_number="", born_on=None), ANA, "", "a name alone is many people"),
    (Row(nhs_number="", born_on=date(2019, 1, 1)), replace(NO_NUMBER, born_on=date(2019, 1, 1)), "",
     "the first of January stands for not known"),
    (Row(nhs_number=""), replace(NO_NUMBER, born_estimated=True), "", "an estimated birth agrees with nothing"),
    (Row(nhs_number="", given_name="example", family_name="ANA"), ANA, "name_and_birth", "order and case are nothing"),
    (Row(nhs_number="", upn=UPN), replace(NO_NUMBER, upns=frozenset({UPN})), "upn", "same pupil number"),
    (Row(nhs_number="", upn=UPN), replace(NO_NUMBER, upns=frozenset({"B874123456789"})), "", "another pupil number"),
    (Row(), Known(person=uuid4(), nhs_numbers=frozenset({"9990000018"})), "",
     "only the number is known here: fewer than three things agree, and a person says"),
    (Row(nhs_number="", given_name="Ana Maria"), ANA, "name_and_birth", "one of two first names, and all else"),
    (Row(nhs_number="", given_name="Anna"), ANA, "", "a letter makes another name of a short one"),
]  # fmt: skip


ASKED = [
    (Row(nhs_number="", given_name="Anna"), NO_NUMBER, True, "a letter makes another name of a short one: ask"),
    (Row(nhs_number="9990000026"), ANA, True, "two NHS numbers: one may have been changed"),
    (Row(), Known(person=uuid4(), nhs_numbers=frozenset({"9990000018"})), True, "a number alone"),
    (Row(nhs_number="", born_on=date(2019, 1, 1)), replace(NO_NUMBER, born_on=date(2019, 1, 1)), True,
     "the first of January stands for not known"),
    (Row(nhs_number="", born_on=date(2011, 9, 21)), NO_NUMBER, False, "one name and another birthday is a namesake"),
    (Row(nhs_number="", given_name="Zoe", family_name="Else"), NO_NUMBER, False, "a birthday is shared by many"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "known", "is_asked", "because"), ASKED)
def test_a_person_is_asked_where_no_machine_may_say(row: Row, known: Known, is_asked: bool, because: str) -> None:
    assert bool(asked_of(row, [known])) is is_asked, because


HIDDEN, SEALED = replace(ANA, person=uuid4(), hidden=True), replace(ANA, person=uuid4(), hidden=True, sealed=True)
NEAR = replace(NO_NUMBER, names=(("Anna", "Example"),))
WALLS = [
    ((NEAR,), [(NEAR.person, False)], "nobody hides"),
    ((NEAR, HIDDEN), [(HIDDEN.person, True), (NEAR.person, True)], "an open question would say where the other is"),
    ((NEAR, SEALED), [], "of what adoption sealed nobody is asked, nor of whoever looks like it"),
]


@pytest.mark.parametrize(("candidates", "questions", "because"), WALLS)
def test_where_somebody_hidden_fits_every_question_stands_behind_the_wall(
    candidates: tuple[Known, ...], questions: list[tuple[UUID, bool]], because: str
) -> None:
    assert [(one.person, one.walled) for one in asked_of(Row(), candidates)] == questions, because


def test_who_stands_on_the_roll_already_is_asked_about_for_a_number_alone() -> None:
    twin = Row(nhs_number="", given_name="Anna")
    assert asked_of(twin, [NO_NUMBER], on_roll={NO_NUMBER.person}) == []
    assert asked_of(Row(given_name="Eva"), [ANA], on_roll={ANA.person}) != []


def test_a_rare_name_a_letter_apart_is_another_pupil_until_a_person_says_so() -> None:
    """A letter is taken for a slip of the pen only where a number agrees; without one it is a second child."""
    counted = Frequencies({("given", "pupil3"): 1}, 100_000, frozenset({"pupil3", "pupil35"}))
    known = replace(NO_NUMBER, names=(("Pupil3", "Example"),))
    for name, rung in (("Pupil35", ""), ("Pupil3", "name_and_birth")):
        assert evidence(Row(nhs_number="", given_name=name), known, frequencies=counted) == rung


@pytest.mark.parametrize(("row", "known", "rung", "because"), EVIDENCE)
def test_on_what_evidence_a_row_is_about_somebody(row: Row, known: Known, rung: str, because: str) -> None:
    assert evidence(row, known) == rung, because


def test_a_name_that_many_bear_and_a_day_are_not_enough() -> None:
    """The authority's own count says how common a name is, as it does for whoever arrives."""
    row = Row(given_name="Muhammad", family_name="Khan", nhs_number="")
    known = replace(NO_NUMBER, names=(("Muhammad", "Khan"),))
    counted = Frequencies({("given", "muhammad"): 30_000, ("family", "khan"): 12_000}, people=1_000_000)
    assert evidence(row, known) == "name_and_birth"
    assert evidence(row, known, frequencies=counted) == ""


def test_two_who_fit_equally_are_nobody_and_a_number_comes_before_a_name() -> None:
    namesake = replace(NO_NUMBER, person=uuid4())
    assert the_one(Row(), [ANA, namesake]) == (ANA.person, "nhs_number")
    assert the_one(Row(nhs_number=""), [NO_NUMBER, namesake]) is None
    assert the_one(Row(), [ANA, replace(ANA, person=uuid4())]) is None
    assert the_one(Row(), []) is None


def test_whoever_stands_behind_a_wall_is_found_by_no_machine_and_nobody_is_found_in_their_place() -> None:
    hidden = replace(ANA, person=uuid4(), hidden=True)
    assert the_one(Row(), [hidden]) is None
    assert the_one(Row(nhs_number=""), [NO_NUMBER, hidden]) is None, "the other's readers would learn their school"
    assert doubt(Row(nhs_number=""), NO_NUMBER, others=[NO_NUMBER, hidden]) is None, "nor is it said to be doubtful"
    own = doubt(Row(), hidden, others=[hidden])
    assert own is not None
    assert own.against == ("a restricted record is never linked by machine",)


DOUBTS: list[tuple[Row, Known, tuple[str, ...] | None, str]] = [
    (Row(given_name="Eva"), ANA, ("the first name differs",), "a twin, or her number read wrongly"),
    (Row(nhs_number="9990000026"), ANA, ("another NHS number is held",), "a number may have changed"),
    (Row(nhs_number="", born_on=date(2019, 1, 1)), replace(NO_NUMBER, born_on=date(2019, 1, 1)),
     ("the first of January often stands for not known",), "a person may know better"),
    (Row(nhs_number=""), replace(NO_NUMBER, born_estimated=True), ("the date of birth is estimated here",), "so too"),
    (Row(nhs_number="", given_name="Eva"), ANA, None, "born on the same day as a thousand others"),
    (Row(nhs_number="", born_on=date(2011, 1, 9)), ANA, None, "a namesake"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "known", "against", "because"), DOUBTS)
def test_what_a_person_is_asked_to_judge(row: Row, known: Known, against: tuple[str, ...] | None, because: str) -> None:
    said = doubt(row, known)
    assert (said.against if said else None) == against, because


def test_of_two_who_fit_each_is_told_that_somebody_else_fits_too() -> None:
    namesake = replace(NO_NUMBER, person=uuid4())
    said = doubt(Row(nhs_number=""), NO_NUMBER, others=[NO_NUMBER, namesake])
    assert said is not None
    assert said.agrees == ("same name", "born on the same day")
    assert said.against == ("somebody else fits too",)


SOMEBODY = st.builds(
    Known,
    person=st.uuids(),
    names=st.lists(
        st.tuples(st.sampled_from(["Ana", "Eva", ""]), st.sampled_from(["Example", "Nowak"])), max_size=2
    ).map(tuple),
    born_on=st.sampled_from([None, date(2019, 5, 4), date(2019, 1, 1)]),
    born_estimated=st.booleans(),
    nhs_numbers=st.frozensets(st.sampled_from(["9990000018", "9990000026"]), max_size=2),
    upns=st.frozensets(st.just(UPN), max_size=1),
    hidden=st.booleans(),
)
ROW = st.builds(
    Row,
    given_name=st.sampled_from(["Ana", "Eva"]),
    family_name=st.sampled_from(["Example", "Nowak"]),
    born_on=st.sampled_from([None, date(2019, 5, 4), date(2019, 1, 1)]),
    nhs_number=st.sampled_from(["", "9990000018", "9990000026"]),
    upn=st.sampled_from(["", UPN]),
)


@given(row=ROW, people=st.lists(SOMEBODY, max_size=4))
def test_nobody_hidden_no_other_number_and_no_twin_is_ever_taken(row: Row, people: list[Known]) -> None:
    found = the_one(row, people)
    if found is None:
        return
    one = next(person for person in people if person.person == found[0])
    assert not one.hidden
    assert not (row.nhs_number and one.nhs_numbers and row.nhs_number not in one.nhs_numbers)
    if row.born_on == one.born_on and row.born_on and not one.born_estimated and any(given for given, _ in one.names):
        assert row.given_name in {given for given, _ in one.names}


SENDERS = [
    ("school_roll", "school", True, "a school has a roll"),
    ("school_roll", "education", True, "and so has whoever keeps it for all of them"),
    ("general_practice", "integrated_care_board", True, "a board sends for its practices"),
    ("general_practice", "school", False, "a school has no patients"),
    ("police", "police", True, "the force"),
    ("police", "probation", False, "probation is sensitive by its existence"),
    ("health_visiting", "mental_health", False, "so are mental health services"),
    ("school_roll", "refuge", False, "and refuges"),
    ("probation", "probation", False, "no register of such a kind exists"),
]


@pytest.mark.parametrize(("register", "kind", "may", "because"), SENDERS)
def test_who_may_send_which_register(register: str, kind: str, may: bool, because: str) -> None:
    assert (cannot_send(register, agency="They", kind=kind) == "") == may, because


def test_no_sensitive_agency_of_any_partnership_may_send_any_register() -> None:
    for place in all_partnerships().values():
        for agency in place.agencies:
            if agency.kind in SENSITIVE:
                assert all(cannot_send(code, agency=agency.name, kind=agency.kind) for code in REGISTERS)


TELLING: list[tuple[dict[str, Any], str, str]] = [
    ({}, "", "for what, on what ground, in words"),
    ({"purpose": ""}, "for what", "a purpose is chosen"),
    ({"purpose": "curious"}, "for what", "and is one of those known"),
    ({"basis": ""}, "ground", "a ground is chosen"),
    ({"basis": "duty_to_share"}, "ground", "a duty that is not in force is none"),
    ({"why": " "}, "no more", "and words are written"),
]


@pytest.mark.parametrize(("said", "sentence", "because"), TELLING)
def test_telling_an_agency_needs_purpose_ground_and_words(said: dict[str, Any], sentence: str, because: str) -> None:
    facts = {"purpose": "to_ask", "basis": "public_task", "why": "Bruise seen on Friday.", "on": date(2026, 11, 20)}
    refusal = cannot_tell(**{**facts, **said})
    assert sentence in refusal, because
    assert bool(refusal) == bool(sentence), because


def test_every_heading_means_one_column_and_headlines_are_codes() -> None:
    assert len(MEANS) == sum(1 + len(column.means) for column in COLUMNS)
    for register in REGISTERS.values():
        assert register.usual in register.headlines
    assert TELL_FOR
