"""Who a child is, written after the concern came: each act a page; nothing dated is overwritten, nothing is shown."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from frontdoor.access.models import Look
from frontdoor.documents.models import Narrative
from frontdoor.journey.actions.contacts import Receipt
from frontdoor.journey.models import AccessRequest, Journey, KnownFact, Paper
from frontdoor.ledger.models import Event
from frontdoor.people.models import Address, Identifier, Name, Person, Relationship, SafetyLine, Telephone
from frontdoor.people.queries import PURPOSES
from frontdoor.returns.people import children_of
from frontdoor.rules.concern import ConcernedAdult, ConcernedChild, Referrer, ReferrerKind, SubjectKind
from frontdoor.rules.identifiers import upn_holds
from tests.screens.at_work import AtWork, words
from tests.screens.filled import Filled
from tests.world import World, child


@pytest.fixture
def ana(friday: World) -> Receipt:
    mother = ConcernedAdult(given_name="Marta", family_name="Nowak", relationship="mother", role="mother")
    return friday.contact(child(), child(given_name="Ben"), adults=(mother,))


def do(world: World, receipt: Receipt, act: str, *, who: str = "contact_officer", status: int = 302, **to: Any) -> str:
    at, path = AtWork(world, who), f"/details/{receipt.reference}/1/{act}/"
    return at.post(path, status=status, **Filled(at.get(path), "").with_(go="do", **to))


def overview(world: World, receipt: Receipt, who: str = "contact_officer") -> str:
    return words(AtWork(world, who).get(f"/details/{receipt.reference}/"))


def person(world: World, receipt: Receipt, number: int = 0) -> Person:
    with world.all_rows():
        return Person.objects.get(pk=Journey.objects.get(pk=receipt.journeys[number]).about)


def test_a_new_legal_name_makes_the_old_one_a_former_name(friday: World, ana: Receipt) -> None:
    key = str(person(friday, ana).id)
    page = do(friday, ana, "name", status=200, given_name="Anna", family_name="Kowalska")
    assert "Say whose it is." in words(page)
    do(friday, ana, "name", whose=key, kind="legal", given_name="Anna", family_name="Kowalska", since="2026-11-01")
    with friday.all_rows():
        names = sorted(Name.objects.filter(person=key).values_list("given_name", "kind"))
    assert names == [("Ana", "former"), ("Anna", "legal")]
    assert person(friday, ana, 1).given_name == "Ben", "a brother keeps his own"


def test_facts_stand_filled_in_and_are_changed_for_one_child(friday: World, ana: Receipt) -> None:
    form = Filled(AtWork(friday, "contact_officer").get(f"/details/{ana.reference}/1/facts/"), "")
    assert form["born_on"] == person(friday, ana).born_on.isoformat()  # type: ignore[union-attr]
    do(
        friday, ana, "facts", language="Polish", interpreter="yes", ethnicity="WOTH", disabilities=["HEAR", "COMM"],
        pronouns="they", source="The child",
    )  # fmt: skip
    found = person(friday, ana)
    assert (found.language, found.ethnicity, found.disabilities) == ("Polish", "WOTH", ["HEAR", "COMM"])
    assert person(friday, ana, 1).language == ""


def test_a_school_and_a_practice_stand_with_who_said_so_and_when(friday: World) -> None:
    """First as the contact brought them, then as somebody said since; a school that was left stands no more."""
    receipt = friday.contact(child(school="Oak Primary", gp="Riverside"))
    number = person(friday, receipt).local_number
    record, page = f"/contact/{receipt.reference}/", f"/child/{number}/"
    at = AtWork(friday, "hub_manager")
    assert "School or early years Oak Primary " in words(at.get(record))
    assert "GP Riverside " in words(at.get(page))
    friday.later(minutes=10)
    wrong = do(friday, receipt, "known", status=200, kind="school", words="Elm Primary")
    assert "Say who says so." in words(wrong)
    do(friday, receipt, "known", kind="school", words="Elm Primary", source="Her mother, by telephone")
    assert person(friday, receipt).school == "Elm Primary", "a child is found by the school they go to now"
    for shown in (record, page):
        said = "Elm Primary said by Her mother, by telephone, Fri 20 Nov 17:00 (just now)"
        assert said in words(at.get(shown)), shown
    long = do(friday, receipt, "known", status=200, kind="gp", words="Dr Example " * 20, source="Her mother")
    assert "Write its name alone, in at most 120 characters." in words(long)
    left = AtWork(friday, "contact_officer").get(f"/details/{receipt.reference}/1/known-ended/")
    do(friday, receipt, "known-ended", row=Filled(left, "")["row"], until="2026-11-20", because="Moved away")
    assert person(friday, receipt).school == ""


def test_whose_word_each_detail_is_stands_beside_it(friday: World) -> None:
    """First as the contact brought it, then as somebody said since; what was not changed keeps whose word it was."""
    receipt = friday.contact(child(language="Polish", ethnicity="WOTH", born=date(2017, 5, 4)))
    at, page = AtWork(friday, "hub_manager"), f"/child/{person(friday, receipt).local_number}/"
    record = f"/contact/{receipt.reference}/"
    brought = re.search(r"Date of birth 4 May 2017 (said by [^)]*\))", words(at.get(page)))
    assert brought is not None
    assert f"Any other White background {brought[1]}" in words(at.get(page))
    assert f"Language Polish {brought[1]}" in words(at.get(record))
    friday.later(minutes=10)
    unsaid = words(do(friday, receipt, "facts", status=200, language="Lithuanian"))
    assert "Say who says so." in unsaid
    do(friday, receipt, "facts", language="Lithuanian", disabilities=["HEAR"], gender="boy", source="Her aunt")
    now = "said by Her aunt, Fri 20 Nov 17:00 (just now)"
    for answer in (f"Hearing {now}", f"Language Lithuanian {now}", f"Gender, as they say boy {now}"):
        assert answer in words(at.get(page))
    assert f"Language Lithuanian {now}" in words(at.get(record))
    assert "Date of birth 4 May 2017 said by Her aunt" not in words(at.get(page)), "nobody changed it"
    assert "Language and interpreter, as it was told to us" in words(at.get(page))
    with friday.all_rows():
        kept = KnownFact.objects.order_by("kind").values_list("kind", "source")
        assert [*kept] == [("disabilities", "Her aunt"), ("gender", "Her aunt"), ("language", "Her aunt")]
        told = Event.objects.filter(kind="fact_recorded").values_list("data", flat=True)
        assert sorted(one["kind_of_fact"] for one in told) == ["disabilities", "gender", "language"], "never what"
    do(friday, receipt, "facts")
    with friday.all_rows():
        assert KnownFact.objects.count() == 3, "a form sent back unchanged says nothing"


def test_no_detail_gives_away_that_somebody_private_told_us(friday: World) -> None:
    granny = Referrer(kind=ReferrerKind.RELATIVE, source="1A", name="Granny Smith")
    receipt = friday.contact(child(language="Polish", school="Oak Primary"), referrer=granny)
    page = words(AtWork(friday, "hub_manager").get(f"/child/{person(friday, receipt).local_number}/"))
    assert "Language Polish came with the concern, Fri 20 Nov" in page
    assert "Oak Primary came with the concern, Fri 20 Nov" in page
    for hidden in ("said by", "public", "relative", "Granny"):
        assert hidden not in page


def test_gender_and_pronouns_are_for_those_who_work_with_the_child(friday: World) -> None:
    receipt = friday.contact(child())
    do(friday, receipt, "facts", gender="neither", pronouns="they", source="The child")
    page = f"/child/{person(friday, receipt).local_number}/"
    working = words(AtWork(friday, "hub_manager").get(page))
    assert "pronouns: they" in working
    assert "Gender, as they say neither" in working
    reading = words(AtWork(friday, "auditor").get(page))
    assert "neither" not in reading
    assert "pronouns:" not in reading


def test_who_told_us_never_stands_where_somebody_calls(friday: World) -> None:
    receipt = friday.contact(child(born=date(2017, 5, 4)))
    do(friday, receipt, "facts", born_on="2017-05-05", source="The neighbour at number 9")
    page = words(AtWork(friday, "hub_manager").get(f"/calls/{person(friday, receipt).local_number}/"))
    assert "Date of birth 5 May 2017" in page
    assert "said by" not in page
    assert "number 9" not in page


def test_facts_that_somebody_changed_meanwhile_are_not_overwritten(friday: World, ana: Receipt) -> None:
    at, path = AtWork(friday, "contact_officer"), f"/details/{ana.reference}/1/facts/"
    form = Filled(at.get(path), "").with_(go="do", language="Lithuanian")
    do(friday, ana, "facts", who="hub_manager", language="Polish", source="Her mother")
    assert "Lithuanian" in at.post(path, status=409, **form)
    assert person(friday, ana).language == "Polish"


def test_an_address_is_written_and_never_shown_here(friday: World, ana: Receipt) -> None:
    key = str(person(friday, ana).id)
    do(friday, ana, "address", whose=key, kind="home", lines="9 Hidden Row", postcode="PE1 1AA", keep_from="Her father")
    with friday.all_rows():
        kept = Address.objects.filter(person=key).latest("id")
        assert (kept.confidential, kept.keep_from, kept.postcode) == (True, "Her father", "PE11AA")
    assert "Hidden Row" not in overview(friday, ana)
    page = do(friday, ana, "address", status=200, whose=key, kind="home")
    assert "Write the address, or as much of it as is known." in words(page)


def test_a_telephone_and_how_it_is_safe(friday: World, ana: Receipt) -> None:
    key = str(person(friday, ana).id)
    do(friday, ana, "telephone", whose=key, number="01632 960001", safe="Text only, after 10:00", confidential="on")
    with friday.all_rows():
        assert Telephone.objects.get(person=key).safe == "Text only, after 10:00"
    assert "960001" not in overview(friday, ana)


def test_a_telephone_that_is_no_longer_safe_is_shown_to_nobody_from_this_moment(friday: World, ana: Receipt) -> None:
    """Her mother's old telephone is with the man they fled from: nobody rings it today either."""
    with friday.all_rows():
        mother = Relationship.objects.get(to=person(friday, ana).id).person
        number = Person.objects.get(pk=mother).local_number
    do(friday, ana, "telephone", whose=str(mother), number="01632 960001", safe="Text only")
    do(friday, ana, "telephone", whose=str(mother), number="01632 960002")
    at, page = AtWork(friday, "hub_manager"), f"/child/{person(friday, ana).local_number}/"
    show = {"what": "telephone", "whose": number, "purpose": next(iter(PURPOSES))}
    assert "960001" in at.post(f"{page}show/", status=200, **show)
    form = AtWork(friday, "contact_officer").get(f"/details/{ana.reference}/1/telephone-ended/")
    assert "960001" not in form, "only the last figures"
    assert "Marta Nowak, mother: ends in 001 (Text only)" in words(form)
    assert "Choose the number." in words(do(friday, ana, "telephone-ended", status=200))
    with friday.all_rows():
        old = Telephone.objects.get(number="01632 960001")
    do(friday, ana, "telephone-ended", telephone=str(old.id))
    shown = at.post(f"{page}show/", status=200, **show)
    assert "960001" not in shown
    assert "960002" in shown
    assert "ends in 001" not in words(AtWork(friday, "hub_manager").get(f"/details/{ana.reference}/1/telephone-ended/"))
    with friday.all_rows():
        assert Telephone.objects.get(pk=old.id).number == "01632 960001", "nothing is deleted"


def test_an_nhs_number_of_somebody_else_finds_nobody_any_more(friday: World) -> None:
    receipt = friday.contact(child(nhs_number="9990000018"))
    found = {"number": "999 000 0018", "reason": "At the gate now", "token": "e-1"}
    with friday.all_rows():
        wrong = Identifier.objects.get()
    assert "ends in 018" in words(
        AtWork(friday, "contact_officer").get(f"/details/{receipt.reference}/1/number-ended/")
    )
    do(friday, receipt, "number-ended", identifier=str(wrong.id))
    page = AtWork(friday, "hub_manager").get(f"/child/{person(friday, receipt).local_number}/")
    assert "none recorded" in words(page).split("NHS number")[1]
    AtWork(friday, "social_worker").post("/access-desk/emergency/", status=404, **found)
    with friday.all_rows():
        assert Identifier.objects.get().value == "9990000018", "nothing is deleted"
    elsewhere = friday.contact(child(given_name="Zoe", family_name="Else"))
    at, path = AtWork(friday, "contact_officer"), f"/details/{elsewhere.reference}/1/number-ended/"
    assert "There is nothing to do here now" in words(at.get(path))
    do(friday, elsewhere, "number", whose=str(person(friday, elsewhere).id), kind="nhs_number", value="999 000 0026")
    do_not = Filled(at.get(path), "").with_(go="do") | {"identifier": str(wrong.id)}
    assert "choose one of the answers shown" in words(at.post(path, status=200, **do_not)), "another child's number"


def test_a_pupil_number_of_somebody_else_is_in_no_return_and_is_no_former_number_either(
    friday: World, ana: Receipt
) -> None:
    """Her brother's number was typed for her, after her own: hers stands again, and his was never a former one."""
    own, his = "Q874200125001", "U874200125003"
    assert upn_holds(own)
    assert upn_holds(his)
    her = person(friday, ana).id

    def returned() -> tuple[str, str]:
        with friday.all_rows():
            who = children_of("874", [her])[her]
        return who.upn, who.former_upn

    for value in (own, his):
        friday.later(minutes=1)
        do(friday, ana, "number", whose=str(her), kind="upn", value=value)
    assert returned() == (his, own)
    with friday.all_rows():
        wrong = Identifier.objects.get(value=his)
    form = words(AtWork(friday, "contact_officer").get(f"/details/{ana.reference}/1/number-ended/"))
    assert "Unique pupil number that ends in 003" in form
    do(friday, ana, "number-ended", identifier=str(wrong.id))
    assert returned() == (own, "")
    with friday.all_rows():
        assert Identifier.objects.filter(kind="upn").count() == 2, "nothing is deleted"
        assert Event.objects.filter(kind="person_details_changed", data__details=["upn"]).count() == 3


def test_the_safety_band_gains_a_line_and_loses_it_by_who_may(friday: World, ana: Receipt) -> None:
    do(friday, ana, "safety", what="two_workers", words="Two workers")
    assert "Two workers" in AtWork(friday, "hub_manager").get(f"/contact/{ana.reference}/")
    with friday.all_rows():
        line = SafetyLine.objects.get()
    page = AtWork(friday, "contact_officer").get(f"/details/{ana.reference}/1/safety-ended/")
    assert "There is nothing to do here now" in words(page)
    do(friday, ana, "safety-ended", who="hub_manager", safety_line=str(line.id))
    assert "Two workers" not in AtWork(friday, "hub_manager").get(f"/contact/{ana.reference}/")


@pytest.mark.parametrize(
    ("kind", "value", "verified", "because"),
    [
        ("nhs_number", "943 476 5919", True, "its check digit holds"),
        ("nhs_number", "943 476 5918", False, "kept as it was given, and marked"),
        ("upn", "Q874200125001", True, "the check letter holds"),
    ],
)
def test_a_number_is_kept_and_says_whether_it_holds(
    friday: World, ana: Receipt, kind: str, value: str, verified: bool, because: str
) -> None:
    do(friday, ana, "number", whose=str(person(friday, ana).id), kind=kind, value=value)
    with friday.all_rows():
        kept = Identifier.objects.get()
    assert (kept.value, kept.verified) == (value.replace(" ", ""), verified), because


def test_a_father_without_a_name_stands_among_the_adults_once(friday: World, ana: Receipt) -> None:
    at, path = AtWork(friday, "contact_officer"), f"/details/{ana.reference}/1/relative/"
    form = Filled(at.get(path), "").with_(go="do", relationship="father", lives_with="no", may_be_a_risk="on")
    at.post(path, **form)
    at.post(path, **form)
    with friday.all_rows():
        tie = Relationship.objects.get(relationship="father")
        father = Person.objects.get(pk=tie.person)
    assert (tie.to, tie.may_be_a_risk, father.household) == (person(friday, ana).id, True, None)
    assert "father" in overview(friday, ana)


def test_before_a_named_relative_is_made_those_who_may_be_meant_have_been_seen(friday: World, ana: Receipt) -> None:
    aunt = ConcernedAdult(given_name="Iwona", family_name="Kowalska", relationship="mother")
    friday.contact(child(given_name="Olu", family_name="Else"), adults=(aunt,))
    with friday.all_rows():
        known = Person.objects.get(kind="adult", given_name="Iwona").id
        people = Person.objects.count()
    at, path = AtWork(friday, "contact_officer"), f"/details/{ana.reference}/1/relative/"
    page = at.get(path)
    assert "Is it one of these" not in page
    sent = Filled(page, "").with_(
        go="do",
        given_name="Iwona",
        family_name="Kowalska",
        relationship="aunt",
        lives_with="no",
        telephone="01632 960101",
    )
    page = at.post(path, status=200, **sent)
    assert "Iwona Kowalska" in words(page)
    assert "Say whether it is one of these, or none" in words(page)
    with friday.all_rows():
        assert Person.objects.count() == people
    at.post(path, **{**sent, "is_person": str(known)})
    with friday.all_rows():
        assert Person.objects.count() == people, "nobody is made twice"
        tie = Relationship.objects.get(to=person(friday, ana).id, person=known)
        assert (tie.relationship, tie.until) == ("aunt", None)
        assert Look.objects.filter(page="details_who_is_meant", person=known).exists()


def test_none_of_those_shown_is_an_answer_to_those_alone(friday: World, ana: Receipt) -> None:
    for given in ("Iwona", "Olga"):
        aunt = ConcernedAdult(given_name=given, family_name="Kowalska", relationship="mother")
        friday.contact(child(given_name="Olu", family_name="Else"), adults=(aunt,))
    at, path = AtWork(friday, "contact_officer"), f"/details/{ana.reference}/1/relative/"
    sent = Filled(at.get(path), "").with_(
        go="do", given_name="Iwona", family_name="Kowalska", relationship="teacher", lives_with="no"
    )  # fmt: skip
    with friday.all_rows():
        people = Person.objects.count()
    none = re.findall(r'value="(none [^"]+)"', at.post(path, status=200, **sent))[-1]
    other = at.post(path, status=200, **{**sent, "given_name": "Olga", "family_name": "", "is_person": none})
    assert "choose one of the answers shown" in words(other), "another name has other people"
    at.post(path, **{**sent, "is_person": none})
    with friday.all_rows():
        assert Person.objects.count() == people + 1


def test_what_somebody_is_to_the_child_ends_and_begins(friday: World, ana: Receipt) -> None:
    with friday.all_rows():
        mother = Relationship.objects.filter(to=person(friday, ana).id).get().person
    do(
        friday, ana, "tie", whose=str(mother), relationship="stepmother", parental_responsibility="no",
        lives_with="yes", source="Birth certificate",
    )  # fmt: skip
    with friday.all_rows():
        ties = Relationship.objects.filter(to=person(friday, ana).id, person=mother)
        assert {(one.relationship, one.until is None) for one in ties} == {("mother", False), ("stepmother", True)}


def test_a_brother_moves_to_a_household_of_his_own(friday: World, ana: Receipt) -> None:
    ben = person(friday, ana, 1)
    do(friday, ana, "household", whose=str(ben.id), where="apart")
    assert person(friday, ana, 1).household not in (None, person(friday, ana).household)


def test_a_person_who_is_not_around_the_child_cannot_be_written(friday: World, ana: Receipt) -> None:
    stranger = friday.contact(child(given_name="Olu", family_name="Else"))
    at, path = AtWork(friday, "contact_officer"), f"/details/{ana.reference}/1/name/"
    sent = Filled(at.get(path), "").with_(go="do", kind="legal", given_name="Other")
    page = at.post(path, status=200, **{**sent, "whose": str(person(friday, stranger).id)})
    assert "Whose is it?: choose one of the answers shown." in words(page)
    assert person(friday, stranger).given_name == "Olu"


def test_a_place_has_no_details(friday: World) -> None:
    receipt = friday.contact(ConcernedChild(kind=SubjectKind.PLACE, label="Central Park"))
    assert "There is no child here whose details could be written" in overview(friday, receipt)
    AtWork(friday, "contact_officer").get(f"/details/{receipt.reference}/1/name/", status=404)


@pytest.mark.parametrize(
    ("who", "status"), [("school_lead", 403), ("analyst", 403), ("auditor", 403), ("neighbour", 404)]
)
def test_who_may_not_write_gets_no_page(friday: World, ana: Receipt, who: str, status: int) -> None:
    AtWork(friday, who).get(f"/details/{ana.reference}/", status=status)


def test_an_unborn_child_has_an_expected_day(friday: World) -> None:
    receipt = friday.contact(ConcernedChild(kind=SubjectKind.UNBORN))
    do(friday, receipt, "facts", expected_on="2027-02-04", source="Midwife")
    assert person(friday, receipt).expected_on == date(2027, 2, 4)


def child_page(world: World, receipt: Receipt, who: str = "hub_manager") -> str:
    return words(AtWork(world, who).get(f"/child/{person(world, receipt).local_number}/"))


def test_faith_a_health_visitor_and_an_order_stand_on_the_childs_page_with_source_and_age(
    friday: World, ana: Receipt
) -> None:
    before = child_page(friday, ana)
    assert "Faith not asked" in before
    assert "Nobody has recorded any." in before
    do(friday, ana, "known", kind="faith", words="Catholic, not strict", source="Ana herself")
    do(
        friday,
        ana,
        "known",
        kind="health_visitor",
        words="Hetty Hope, 01632 960011",
        source="Mother",
        since="2026-09-01",
    )
    do(
        friday, ana, "arrangement", kind="order", words="Prohibited steps: no travel abroad", source="Order seen",
        since="2026-03-03", until="2027-03-02", in_confidence="on",
    )  # fmt: skip
    friday.later(days=3)
    page = child_page(friday, ana)
    assert "Faith Catholic, not strict Ana herself, Fri 20 Nov" in page
    assert "(3 d ago)" in page
    assert "Health visitor Hetty Hope, 01632 960011, since 1 Sep 2026 Mother" in page
    assert "Court order Prohibited steps: no travel abroad, since 3 Mar 2026, until 2 Mar 2027 Order seen" in page
    assert "told in confidence" in page


def test_a_fact_needs_its_words_and_its_source(friday: World, ana: Receipt) -> None:
    assert "Write what is known." in words(do(friday, ana, "known", status=200, kind="faith", source="Ana"))
    assert "Say who says so." in words(do(friday, ana, "known", status=200, kind="faith", words="Catholic"))


def test_what_no_longer_holds_reads_as_ended_and_an_order_is_ended_by_who_may(friday: World, ana: Receipt) -> None:
    do(friday, ana, "arrangement", kind="contact", words="Sees father on Saturdays", source="Mother")
    assert "No longer so (contact" not in overview(friday, ana), "a contact officer ends nothing that protects"
    page = AtWork(friday, "hub_manager").get(f"/details/{ana.reference}/")
    assert "No longer so (contact with somebody: Sees father on Saturdays)" in words(page)
    do(friday, ana, "known-ended", who="hub_manager", until="2026-11-19", because="Mother rang")
    assert "Sees father on Saturdays, ended 19 Nov 2026" in child_page(friday, ana)
    assert "No longer so" not in words(AtWork(friday, "hub_manager").get(f"/details/{ana.reference}/"))


def test_a_paper_stands_with_its_place_and_who_supplied_it(friday: World, ana: Receipt) -> None:
    do(
        friday, ana, "paper", kind="health", title="Speech therapy report", dated="2026-10-01", confidence="yes",
        supplied_by="Community health", held_where="Case system, documents", exemptions=["third_party"],
    )  # fmt: skip
    page = child_page(friday, ana)
    assert "Speech therapy report, dated 1 Oct 2026. Held: Case system, documents from Community health" in page
    assert "; in confidence; if somebody asks for access, look whether it must be withheld" in page
    assert "Say where the paper is held." in words(
        do(friday, ana, "paper", status=200, kind="health", title="R", supplied_by="GP", confidence="no")
    )


def test_a_request_for_access_stands_with_its_clock_until_it_is_answered(friday: World, ana: Receipt) -> None:
    do(
        friday, ana, "access", asked_by_kind="parent", asked_by_name="Rui Nowak", wanted="All of it",
        asked_child="against",
    )  # fmt: skip
    page = child_page(friday, ana)
    assert "Somebody with parental responsibility, Rui Nowak Open: answer by" in page
    assert "Child asked? Yes, and they do not want it" in page
    empty = do(friday, ana, "access-prepared", status=200, words="")
    assert "Write what is held and where." in words(empty)
    do(friday, ana, "access-prepared", words="Two letters in the case system")
    held = overview(friday, ana)
    assert "What is held, for the request" in held, "more can be written until it is answered"
    assert "It was answered" not in held, "that is for information governance"


def test_a_brothers_page_holds_none_of_it(friday: World, ana: Receipt) -> None:
    do(friday, ana, "known", kind="immigration", words="Leave to remain to 2028", source="Home Office letter")
    ben = person(friday, ana, 1).local_number
    assert "Leave to remain" not in AtWork(friday, "hub_manager").get(f"/child/{ben}/")


@pytest.mark.parametrize(
    ("act", "question", "field", "said"),
    [
        ("known", "known_fact_source", "source", {"kind": "faith", "words": "Catholic"}),
        (
            "paper",
            "paper_supplied_by",
            "supplied_by",
            {"kind": "health", "title": "Report", "held_where": "Case system", "confidence": "no"},
        ),
        ("access", "access_asked_by", "asked_by_name", {"asked_by_kind": "parent"}),
    ],
)
def test_a_short_answer_gives_no_hidden_address_away(
    friday: World, ana: Receipt, act: str, question: str, field: str, said: dict[str, str]
) -> None:
    key = str(person(friday, ana).id)
    do(friday, ana, "address", whose=key, kind="home", lines="9 Hidden Row", postcode="PE1 1AA", keep_from="Her father")
    do(friday, ana, act, **said, **{field: "Marta, 9 Hidden Row"})
    for page in (child_page(friday, ana), overview(friday, ana)):
        assert "Hidden Row" not in page
    assert "written behind the wall of an address" in child_page(friday, ana)
    with friday.all_rows():
        kept = Narrative.objects.get(question=question)
        assert (kept.text, kept.compartment) == ("Marta, 9 Hidden Row", "address"), "what was written is not lost"
        for kind in (KnownFact, Paper, AccessRequest):
            assert not [row for row in kind.objects.values() if "Hidden" in str(row)]
