"""What the NHS answers, and what becomes of it: where somebody lives is never read, restricted or not."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.rules.demographics import WORDS, Outcome, Traced, UnableToReadReply, judged, read_reply
from tests.shared_data import shared

NUMBER = "9000000009"
JANE = Traced(outcome=Outcome.FOUND, nhs_number=NUMBER, names=(("Jane", "Smith"),), born_on=date(2010, 10, 22))


def patient(mark: str | None = "U", **facts: Any) -> dict[str, Any]:
    """A patient as the service gives one, with an address that must not be read."""
    marks = {"meta": {"security": [{"code": mark}]}} if mark else {}
    return {
        "resourceType": "Patient", "id": NUMBER, "birthDate": "2010-10-22",
        "name": [{"given": ["Jane"], "family": "Smith"}],
        "address": [{"line": ["1 Hidden Row"], "postalCode": "PE1 1ZZ"}], "telecom": [{"value": "01632960999"}],
        **marks, **facts,
    }  # fmt: skip


def bundle(*found: dict[str, Any]) -> dict[str, Any]:
    return {"resourceType": "Bundle", "total": len(found), "entry": [{"resource": one} for one in found]}


def nothing(code: str) -> dict[str, Any]:
    return {"resourceType": "OperationOutcome", "issue": [{"details": {"coding": [{"code": code}]}}]}


REPLIES = [
    (patient(), Outcome.FOUND, "marked unrestricted"),
    (patient("R"), Outcome.RESTRICTED, "marked restricted"),
    (patient("V"), Outcome.RESTRICTED, "marked very restricted"),
    (patient("new mark"), Outcome.RESTRICTED, "a mark that nobody here knows protects"),
    (patient(None), Outcome.RESTRICTED, "no mark at all protects too"),
    (bundle(patient()), Outcome.FOUND, "one of a list"),
    (bundle(patient("R")), Outcome.RESTRICTED, "one of a list, restricted"),
    (bundle(), Outcome.NOT_FOUND, "an empty list"),
    (bundle(patient(), patient()), Outcome.TOO_MANY, "two of a list are too many"),
    (nothing("RESOURCE_NOT_FOUND"), Outcome.NOT_FOUND, "nobody has this number"),
    (nothing("INVALIDATED_RESOURCE"), Outcome.NOT_FOUND, "the record was taken back"),
    (nothing("TOO_MANY_MATCHES"), Outcome.TOO_MANY, "several are like this"),
]


@pytest.mark.parametrize(("reply", "outcome", "because"), REPLIES)
def test_what_a_reply_says(reply: dict[str, Any], outcome: Outcome, because: str) -> None:
    traced = read_reply(json.dumps(reply))
    assert traced.outcome is outcome, because
    assert (traced.nhs_number == NUMBER) == (outcome in {Outcome.FOUND, Outcome.RESTRICTED}), because
    assert "Hidden" not in repr(traced)
    assert "01632" not in repr(traced)


def test_there_is_no_room_for_an_address() -> None:
    assert {field.name for field in fields(Traced)} == {"outcome", "nhs_number", "names", "born_on"}


WRONG = ["", "[]", "{}", "null", '{"resourceType": "Patient"}', '{"resourceType": "Patient", "id": "9000000008"}',
         '{"resourceType": "Bundle", "entry": [{"resource": 3}]}', '{"resourceType": "OperationOutcome"}',
         json.dumps(nothing("ACCESS_DENIED")), "<html>", "[" * 100_000]  # fmt: skip


@pytest.mark.parametrize("reply", WRONG, ids=range(len(WRONG)))
def test_a_reply_that_is_none_is_refused_in_a_sentence(reply: str) -> None:
    with pytest.raises(UnableToReadReply, match=r"^The reply .*\.$|^An entry of the reply .*\.$"):
        read_reply(reply)


KEYS = st.sampled_from(["resourceType", "id", "meta", "security", "name", "entry", "issue", "resource"])
KINDS = st.sampled_from(["Patient", "Bundle", "OperationOutcome", NUMBER])
ANYTHING = st.recursive(
    st.none() | st.text(max_size=5) | st.integers() | KINDS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(KEYS, inside, max_size=4),
    max_leaves=12,
)


@given(ANYTHING)
def test_no_reply_whatever_raises_anything_else(reply: Any) -> None:
    try:
        found = read_reply(json.dumps(reply))
    except UnableToReadReply:
        return
    assert found.outcome is not Outcome.FOUND or reply["resourceType"] in {"Patient", "Bundle"}


JUDGED = [
    (JANE, (("Jane", "Smith"),), date(2010, 10, 22), set(), Outcome.FOUND, "name and birth agree"),
    (JANE, (("Jane", "Jones"),), date(2010, 10, 22), set(), Outcome.FOUND, "a surname changes"),
    (JANE, (("Joan", "Smith"),), date(2010, 10, 22), set(), Outcome.DIFFERS, "a twin: another first name"),
    (JANE, (("Jane", "Smith"),), date(2011, 10, 22), set(), Outcome.DIFFERS, "another birth"),
    (JANE, (("Jane", "Smith"),), date(2010, 10, 22), {NUMBER}, Outcome.FOUND, "the number was held already"),
    (JANE, (("Jane", "Smith"),), date(2010, 10, 22), {"9990000018"}, Outcome.ANOTHER_NUMBER, "for a person to judge"),
    (JANE, (), None, {NUMBER}, Outcome.FOUND, "only the number was known"),
    (Traced(outcome=Outcome.TOO_MANY), (("Jane", "Smith"),), None, set(), Outcome.TOO_MANY, "nobody is nobody"),
]


@pytest.mark.parametrize(("traced", "known_as", "born_on", "held", "outcome", "because"), JUDGED)
def test_what_becomes_of_an_answer(
    traced: Traced, known_as: Any, born_on: date | None, held: set[str], outcome: Outcome, because: str
) -> None:
    assert judged(traced, known_as=known_as, born_on=born_on, held=frozenset(held)) is outcome, because


SHARED = [
    ("get-patient-response", Outcome.FOUND),
    ("restricted-patient-response", Outcome.RESTRICTED),
    ("not-found-patient-response", Outcome.NOT_FOUND),
    ("too-many-matches", Outcome.TOO_MANY),
]


@pytest.mark.shared
@pytest.mark.parametrize(("name", "outcome"), SHARED)
def test_replies_as_the_service_gives_them(name: str, outcome: Outcome) -> None:
    traced = read_reply(shared(f"data/imports/pds/{name}.json").read_text(encoding="utf-8"))
    assert traced.outcome is outcome
    if traced.nhs_number:
        assert traced == Traced(
            outcome=outcome, nhs_number=NUMBER, names=(("Jane", "Smith"),), born_on=date(2010, 10, 22)
        )


def test_every_outcome_has_words() -> None:
    assert {*WORDS} == {*Outcome}
