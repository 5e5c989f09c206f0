"""Whether two descriptions are of one child: tables that a service manager can read, and what holds of any two."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.rules.matching import evidence as engine
from frontdoor.rules.matching.described import Arriving, Described, described, packed, unpacked, years_of
from frontdoor.rules.matching.evidence import Evidence, Zone, score, settled, zone
from frontdoor.rules.matching.folding import sound, words
from frontdoor.rules.matching.weights import Frequencies, weights_on
from tests.shared_data import shared

LINKED, PROPOSED, NEW = Zone.LINKED, Zone.PROPOSED, Zone.NEW


@dataclass(frozen=True)
class Pair:
    arrives: dict[str, Any]
    known: dict[str, Any]
    zone: Zone
    because: str


def who(given: str = "", family: str = "", born: str = "", **facts: Any) -> dict[str, Any]:
    """A child in one line: first name, surname, date of birth as written, and whatever else is said."""
    day = date.fromisoformat(born) if born else None
    return {"given_name": given, "family_name": family, "born": day, **facts}


HOME = {"postcode": "PE1 1AA", "lines": "12 Larkspur Road"}
AWAY = {"postcode": "CB2 9QT", "lines": "4 Osier Court"}

PAIRS = (
    Pair(who("Zofia", "Nowak", "2017-05-03", **HOME), who("Zofia", "Nowak", "2017-05-03", **HOME), LINKED,
         "all is the same"),
    # Twins and brothers and sisters
    Pair(who("Zofia", "Nowak", "2017-05-03", **HOME), who("Maja", "Nowak", "2017-05-03", **HOME), PROPOSED,
         "twins share birth, surname and home: never linked without asking"),
    Pair(who("Daniel", "Stone", "2015-02-11", sex="M", **HOME), who("Danielle", "Stone", "2015-02-11", sex="F", **HOME),
         PROPOSED, "one letter or two and another sex: twins, not a slip"),
    Pair(who("Jack", "Stone", "2015-02-11", **HOME), who("John", "Stone", "2015-02-11", **HOME), PROPOSED,
         "a short form may be a twin's own name"),
    Pair(who("Muhammad Ali", "Khan", "2016-09-09", **HOME), who("Muhammad Bilal", "Khan", "2016-09-09", **HOME),
         PROPOSED, "brothers share a first name and differ in the second"),
    Pair(who("Muhammad", "Khan", "2016-09-09", **HOME), who("Roman Mohammed", "Khan", "2016-09-09", **HOME), PROPOSED,
         "a second name that sounds like the other's first is a brother's too"),
    Pair(who("Lena", "Stone", "2015-02-11", **HOME), who("Lina", "Stone", "2015-02-11", **HOME), PROPOSED,
         "one letter makes another name of a short one"),
    Pair(who("Hassan", "Ali", "2016-09-09", **HOME), who("Hussain", "Ali", "2016-09-09", **HOME), PROPOSED,
         "the same consonants, and two names that brothers are given together"),
    Pair(who("Isabella", "Stone", "2016-09-09", **HOME), who("Isabelle", "Stone", "2016-09-09", **HOME), PROPOSED,
         "names that sound alike end differently"),
    Pair(who("Amelia", "Stone", "2016-09-09", **HOME), who("Emilia", "Stone", "2016-09-09", **HOME), PROPOSED,
         "names that sound alike begin differently"),
    Pair(who("Mei-Ling", "Wong", "2016-09-09", **HOME), who("Mei-Ting", "Wong", "2016-09-09", **HOME), PROPOSED,
         "sisters of one generation share a syllable"),
    Pair(who("Jaydon", "Stone", "2016-09-09", **HOME), who("Kaydon", "Stone", "2016-09-09", **HOME), PROPOSED,
         "one letter makes another name of a long one, whether or not anybody here bears it"),
    Pair(who("Ethan Kit", "Stone", "2016-09-09", **HOME), who("Nathan Kit", "Stone", "2016-09-09", **HOME), PROPOSED,
         "brothers share a second name, and their first are a letter apart"),
    Pair(who("Mara", "Stone", "2016-09-09", **HOME), who("Maria", "Stone", "2016-09-09", **HOME), PROPOSED,
         "the same consonants, and vowels that are not one spelt in two ways"),
    Pair(who("Mahmud", "Ali", "2016-09-09", **HOME), who("Mahmoud", "Ali", "2016-09-09", **HOME), LINKED,
         "one vowel spelt in two ways"),
    Pair(who("Ottoline", "Stone", "2016-09-09", **HOME), who("Ottomine", "Stone", "2016-09-09", **HOME), PROPOSED,
         "a name that nobody else bears may be a twin's all the more"),
    Pair(who("Ottoline", "Stone", "2016-09-09", nhs_number="9990000018", **HOME),
         who("Ottolibe", "Stone", "2016-09-09", nhs_number="9990000018", **HOME), LINKED,
         "a letter is a slip of the pen where the number is one child's"),
    Pair(who("Zofia", "Nowak", "2017-05-03", **HOME), who("Jakub", "Nowak", "2014-08-20", **HOME), NEW,
         "a brother shares surname and home, and is another child"),
    # Cousins
    Pair(who("Muhammad", "Hussain", "2016-01-20", **HOME), who("Muhammad", "Hussain", "2012-07-05", **AWAY), NEW,
         "cousins of one name, born in other years, in other homes"),
    # Order, spelling and script
    Pair(who("Nowak", "Zofia", "2017-05-03", **HOME), who("Zofia", "Nowak", "2017-05-03", **HOME), LINKED,
         "the surname was written first"),
    Pair(who("Pawel", "Wozniak", "2013-11-30", **HOME), who("Paweł", "Woźniak", "2013-11-30", **HOME), LINKED,
         "the keyboard had no marks"),
    Pair(who("أحمد", "حسين", "2014-03-15", **HOME), who("Ahmed", "Hussein", "2014-03-15", **HOME), LINKED,
         "the same name in Arabic script"),
    Pair(who("Mohammed", "Choudhury", "2014-03-15", **HOME), who("Muhammad", "Chowdhury", "2014-03-15", **HOME),
         LINKED, "spelt as it is heard"),
    Pair(who("Ana", "Kazlauskas", "2014-03-15", **HOME), who("Ana", "Kazlauskaitė", "2014-03-15", **HOME), LINKED,
         "a daughter's ending of the same surname"),
    Pair(who("Beatriz", "Silva", "2014-03-15", **HOME), who("Beatriz", "Silva Ferreira", "2014-03-15", **HOME), LINKED,
         "one of two surnames was given"),
    Pair(who("Mei-Ling", "Wong", "2014-03-15", **HOME), who("Meiling", "Huang", "2014-03-15", **HOME), LINKED,
         "one surname as Hong Kong and Beijing spell it"),
    # Dates
    Pair(who("Zofia", "Nowak", "2017-03-05", **HOME), who("Zofia", "Nowak", "2017-05-03", **HOME), LINKED,
         "day and month the other way round"),
    Pair(who("Daria", "Popescu", "2014-01-01", **HOME), who("Daria", "Popescu", "2014-06-17", **HOME), LINKED,
         "1 January stands for a day nobody knew; name, year and home agree"),
    Pair(who("Daria", "Popescu", "2014-01-01"), who("Daria", "Popescu", "2014-06-17"), PROPOSED,
         "1 January alone with the name is not enough"),
    Pair(who("Zofia", "Nowak", "2017-05-03"), who("Zofia", "Nowak", "2009-12-24"), NEW, "two girls of one name"),
    Pair(who("Zofia", "Nowak", years=(2016, 2018), **HOME), who("Zofia", "Nowak", "2017-05-03", **HOME), LINKED,
         "about nine, and at home there"),
    Pair(who("", "Nowak", expected=date(2026, 12, 20), **HOME), who("", "Nowak", expected=date(2026, 12, 28), **HOME),
         PROPOSED, "an unborn child has no first name: a person says"),
    # Moves and former names
    Pair(who("Zofia", "Nowak", "2017-05-03", **AWAY), who("Zofia", "Nowak", "2017-05-03", **HOME), LINKED,
         "the household moved"),
    Pair(who("Zofia", "Nowak", "2017-05-03", **HOME),
         who("Zofia", "Stone", "2017-05-03", other_names=(("Zofia", "Nowak"),), **AWAY), LINKED,
         "a former surname"),
    Pair(who("Zofia", "Nowak"), who("Zofia", "Nowak"), PROPOSED, "a name alone is never enough"),
    # Numbers
    Pair(who("Zofia", "Stone", "2017-05-03", nhs_number="9990000018"),
         who("Zofia", "Nowak", "2017-05-03", nhs_number="9990000018"), LINKED, "same number, new surname"),
    Pair(who("Zofia", "Nowak", "2017-05-03", nhs_number="9990000018", **HOME),
         who("Zofia", "Nowak", "2017-05-03", nhs_number="9000000009", **HOME), PROPOSED,
         "two numbers: a person judges, whatever else agrees"),
    Pair(who("Zofia", "Nowak", "2017-05-03", nhs_number="9990000018", **HOME),
         who("Maja", "Nowak", "2017-05-03", nhs_number="9990000018", **HOME), PROPOSED,
         "a twin's number on the other twin's form"),
    Pair(who("Zofia", "Nowak", "2017-05-03", nhs_number="1234567890", **HOME),
         who("Zofia", "Nowak", "2017-05-03", nhs_number="9000000009", **HOME), LINKED,
         "a number read out wrongly says nothing"),
    # Bad input
    Pair(who("Jo%n", "Sm_th", "2014-03-15", **AWAY), who("John", "Smith", "2014-03-15", **HOME), PROPOSED,
         "a wildcard is a letter like any other"),
    Pair(who("", "", "2017-05-03"), who("Zofia", "Nowak", "2017-05-03"), NEW, "a birthday alone is nobody's"),
    Pair(who("Z", "N", "2017-05-03"), who("Zofia", "Nowak", "2017-05-03"), NEW, "initials and a birthday are many's"),
    Pair(who(), who(), NEW, "nothing is said"),
)  # fmt: skip


def compare(one: Mapping[str, Any], other: Mapping[str, Any], **facts: Any) -> Evidence:
    return score(described(Arriving(**one)), described(Arriving(**other)), **facts)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.because)
def test_what_becomes_of_an_arriving_child(pair: Pair) -> None:
    found = compare(pair.arrives, pair.known)
    assert zone(found) is pair.zone, [(step.says, round(step.weight, 1)) for step in found.steps] + [*found.holds]


TWIN = who("Zofia", "Nowak", "2017-05-03", **HOME), who("Zofia", "Nowak", "2017-05-03", **HOME)


def test_a_walled_or_judged_record_is_never_linked() -> None:
    walled = Described(**{name: getattr(described(Arriving(**TWIN[1])), name) for name in FIELDS}, walled=True)
    found = score(described(Arriving(**TWIN[0])), walled)
    assert (zone(found), found.holds) == (Zone.PROPOSED, (engine.WALLED,))
    judged = compare(*TWIN, judged_apart=True)
    assert (zone(judged), judged.holds) == (Zone.NEW, (engine.JUDGED,)), "a clerk's judgement survives every later run"


FIELDS = tuple(name for name in Described.__dataclass_fields__ if name != "walled")


def test_common_names_say_less_than_rare_ones() -> None:
    known = Frequencies({("given", "muhammad"): 30_000, ("family", "khan"): 12_000}, people=1_000_000)
    common = who("Muhammad", "Khan", "2014-03-15")
    rare = who("Zbigniew", "Szczepanski", "2014-03-15")
    assert compare(common, common, frequencies=known).weight < compare(rare, rare, frequencies=known).weight - 8


def test_weights_say_what_they_were_made_of() -> None:
    for (comparison, name), rung in weights_on().rungs.items():
        assert 0 < rung.m < 1, (comparison, name)
        assert 0 < rung.u < 1, (comparison, name)
        assert rung.says, (comparison, name)
    assert weights_on(date(2026, 11, 29)) == weights_on()


def test_an_age_said_is_a_range_of_years() -> None:
    assert years_of("about 9", on=date(2026, 11, 20)) == (2015, 2018)
    assert years_of("a toddler", on=date(2026, 11, 20)) is None


@pytest.mark.parametrize(
    ("written", "folded", "because"),
    [
        ("O'Brien", ("obrien",), "an apostrophe is joined away"),
        ("أحمد", ("ahmd",), "Arabic script leaves vowels out"),
        ("Александр", ("aleksandr",), "Cyrillic"),
        ("রহিম", ("rahim",), "Bengali"),
        ("李小明", ("li", "xiao", "ming"), "Chinese, read as Mandarin"),
        ("Łukasz", ("lukasz",), "a letter that no decomposition touches"),
        ("van der Berg", ("berg",), "particles say nothing of whose name it is"),
        ("de", ("de",), "unless there is nothing else"),
        ('Jo%n "x"', ("jo%n", '"x"'), "wildcards and quotes are letters"),
        ("x" * 300, ("x" * 40,), "nobody has a longer name"),
        ("  ", (), "nothing"),
    ],
)
def test_names_are_folded(written: str, folded: tuple[str, ...], because: str) -> None:
    assert words(written) == folded, because


@pytest.mark.parametrize(
    ("one", "other"),
    [("mohammed", "muhammad"), ("chowdhury", "choudhury"), ("yusuf", "jusuf"), ("catherine", "katherine"),
     ("lukas", "lucas"), ("szymon", "shimon"), ("omar", "umar"), ("philip", "filip")],
)  # fmt: skip
def test_names_that_sound_the_same(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.shared
def test_identifier_vectors_are_told_right() -> None:
    """A number whose check digit holds is strong evidence; one whose check digit is wrong is only what was said."""
    every = json.loads(shared("data/identifiers/identifier_vectors.json").read_text("utf-8"))["nhs_numbers"]
    assert every
    for one in every:
        found = described(Arriving(nhs_number=one["value"]))
        assert bool(found.nhs_numbers) is one["valid_nhs_number"], one


#: The only case in which the file, with its own stand-ins taken for names, wants a twin linked.
TWINS_ASKED = {("last+dob+postcode", "a")}


def _told(case: Mapping[str, Any], stand_ins: Mapping[str, Any], query: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Hold one case of the file against the engine; what must be found and is only proposed is given back."""
    arrives = _vector({**query, **case["query"]})
    found = [(one["id"], score(arrives, _vector({**stand_ins, **one}))) for one in case["candidates"]]
    outcome = settled(found)
    linked = {outcome.linked} if outcome.linked else {key for key, one in found if zone(one) is Zone.LINKED}
    missing = {wanted for wanted in case.get("must", ()) if wanted not in linked}
    assert missing <= {*outcome.proposed}, case["id"]
    assert not linked & set(case.get("must_not", ())), case["id"]
    if case.get("exact"):
        assert linked == set(case["must"]), case["id"]
    return {(case["id"], wanted) for wanted in missing}


@pytest.mark.shared
def test_the_health_services_vectors_are_right_as_links() -> None:
    """What must be found is linked automatically, what must not is not; check digits are not asked for here.

    Each case names what plays a part in it; a field that it leaves to the file's stand-ins ("Unrelated", "Person")
    was not stated.
    """
    told = json.loads(shared("data/matching/patient_matching_vectors.json").read_text("utf-8"))
    nothing = dict.fromkeys(told["defaults_candidate"], "")
    assert len(told["cases"]) > 10
    assert set().union(*(_told(case, nothing, told["defaults_query"]) for case in told["cases"])) == set()


@pytest.mark.shared
def test_another_first_name_is_never_linked_though_a_vector_asks() -> None:
    """With the stand-in "Unrelated" taken for a child's first name, one case is what twins look like: proposed."""
    told = json.loads(shared("data/matching/patient_matching_vectors.json").read_text("utf-8"))
    asked = [_told(case, told["defaults_candidate"], told["defaults_query"]) for case in told["cases"]]
    assert set().union(*asked) == TWINS_ASKED


ARRIVES = who("John", "Stone", "2026-03-04", **HOME)


@pytest.mark.parametrize(
    ("arrives", "known", "linked", "because"),
    [
        (ARRIVES, [who("", "Stone", "2026-03-04", **HOME)], True, "the record had no first name yet"),
        (ARRIVES, [who("Baby", "Stone", "2026-03-04", **HOME)], True, "a register's word for that"),
        (ARRIVES, [who("", "Stone", "2026-03-04", **HOME), who("Jack", "Stone", "2026-03-04", **HOME)], False,
         "a second child of that birth is known there"),
        (ARRIVES, [who("Twin One", "Stone", "2026-03-04", **HOME)], False, "there is a twin"),
        (ARRIVES, [who("Jack", "Stone", "2026-03-04", **HOME)], False, "another name: a twin"),
        (ARRIVES, [who("", "Stone", "2026-03-04", **AWAY)], False, "in another home"),
        (ARRIVES, [who("", "Stone", "2026-03-05", **HOME)], False, "on another day"),
        (ARRIVES, [who("", "Stone", "2026-01-01", **HOME)], False, "on a day that stands for not known"),
        (ARRIVES, [who("", "Reed", "2026-03-04", **HOME)], False, "of another surname"),
        ({**ARRIVES, "sex": "M"}, [who("", "Stone", "2026-03-04", sex="F", **HOME)], False, "of another sex"),
        (who("", "Stone", "2026-03-04", **HOME), [ARRIVES], False,
         "whoever rings without a first name may mean a twin whom nobody wrote down"),
        (who("", "Stone", "2026-03-04", **HOME), [who("", "Stone", "2026-03-04", **HOME)], False, "no name on either"),
    ],
)  # fmt: skip
def test_a_record_without_a_first_name_is_given_one(
    arrives: dict[str, Any], known: list[dict[str, Any]], linked: bool, because: str
) -> None:
    found = [(place, compare(arrives, one)) for place, one in enumerate(known)]
    outcome = settled(found)
    assert outcome.linked == (0 if linked else None), because


def _vector(facts: Mapping[str, Any]) -> Described:
    return described(
        Arriving(
            given_name=facts["given_name"],
            family_name=facts["family_name"],
            born=date.fromisoformat(facts["date_of_birth"]) if facts["date_of_birth"] else None,
            postcode=facts["postcode"] or "",
            nhs_number=facts["nhs_number"] or "",
            nhs_verified=True,
        )
    )


NAMES = st.sampled_from(
    ["Zofia", "Paweł", "أحمد", "Ahmed", "Muhammad Ali", "Mei-Ling", "O'Brien", "Kazlauskaitė", "Silva Ferreira", "",
     "Z", "%_'\""]
)  # fmt: skip
PEOPLE = st.builds(
    Arriving,
    given_name=NAMES | st.text(max_size=12),
    family_name=NAMES | st.text(max_size=12),
    other_names=st.lists(st.tuples(NAMES, NAMES), max_size=2).map(tuple),
    born=st.none() | st.integers(0, 6000).map(lambda days: date(2009, 1, 1) + timedelta(days=days)),
    born_estimated=st.booleans(),
    years=st.none() | st.tuples(st.integers(2008, 2012), st.integers(2012, 2016)),
    expected=st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    sex=st.sampled_from("MFU"),
    nhs_number=st.sampled_from(["", "9990000018", "9000000009", "1234567890", "999 000 0018"]),
    upn=st.sampled_from(["", "A801200005001"]),
    postcode=st.sampled_from(["", "PE1 1AA", "pe11ab", "CB2 9QT", "NOT A POSTCODE"]),
    lines=st.sampled_from(["", "12 Larkspur Road", "14 Larkspur Road"]),
    telephone=st.sampled_from(["", "07700 900123", "+44 7700 900 123"]),
    household=st.none() | st.just(uuid4()),
)


@given(PEOPLE, PEOPLE)
def test_it_does_not_matter_who_arrived_first(one: Arriving, other: Arriving) -> None:
    first, second = described(one), described(other)
    there, back = score(first, second), score(second, first)
    assert there.weight == pytest.approx(back.weight)
    assert (zone(there), set(there.holds)) == (zone(back), set(back.holds))


@given(PEOPLE, PEOPLE)
def test_weights_add_up_and_every_rung_says_what_it_is(one: Arriving, other: Arriving) -> None:
    found = score(described(one), described(other))
    assert found.weight == pytest.approx(sum(step.weight for step in found.steps))
    assert all(step.says for step in found.steps)
    assert len({step.rung.comparison for step in found.steps}) == len(found.steps), "one rung of each ladder"


@given(PEOPLE)
def test_a_person_is_kept_as_they_are_compared(one: Arriving) -> None:
    folded = described(one)
    assert unpacked(json.loads(json.dumps(packed(folded)))) == folded


@given(PEOPLE, PEOPLE)
def test_two_numbers_or_different_first_names_are_never_linked(one: Arriving, other: Arriving) -> None:
    first, second = described(one), described(other)
    found = score(first, second)
    if zone(found) is Zone.LINKED:
        assert not (first.nhs_numbers and second.nhs_numbers and first.nhs_numbers != second.nhs_numbers)
        assert found.rung("given_name") in {None, "exact", "part", "sound", "typo"}
