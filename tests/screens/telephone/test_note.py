"""The telephone note: what must be filled, what is kept, who may be meant, and what is read out."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from frontdoor.access.models import Look, Restriction
from frontdoor.documents.models import Narrative
from frontdoor.drafts.models import Draft
from frontdoor.journey.models import Contact, Journey, Referrer
from frontdoor.people.aliases import ids_of, shown_ids
from frontdoor.people.models import Person
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.filled import Filled, described
from tests.world import World, child

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def monday(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    world.now = MONDAY
    keep_time(world, monkeypatch)
    return world


def note(**more: str) -> dict[str, str]:
    return {"token": str(uuid4()), "children": "1", "came_at": "2026-11-23T08:52", **more}


def test_the_page_chooses_nothing_and_has_a_reference_to_read_out(monday: World) -> None:
    page = AtWork(monday, "contact_officer").get("/telephone/")
    assert re.search(r"Read out: FD-26-\d{3}-\d{3}-\d{3}", words(page))
    assert " checked" not in page
    text = words(page)
    asked = [
        "In danger now?",
        "What is the worry?",
        "Which child, or what do they look like?",
        "Where now?",
        "With whom?",
        "Home when?",
        "Safe to go home, safe tonight?",
        "Who is calling?",
        "A number that is safe to ring",
        "May we name them to the family?",
        "May the family know that somebody rang?",
    ]
    assert sorted(asked, key=text.index) == asked


def test_only_the_worry_must_be_filled(monday: World) -> None:
    at = AtWork(monday, "contact_officer")
    text = words(at.post("/telephone/", status=422, **note(**{"child-0-looks": "red coat"})))
    assert "Write what the worry is, in a few words: everything else can wait." in text
    sent = note(worry="Crying every night")
    page = at.post("/telephone/", **sent)
    assert page == ""
    taken = words(at.get(at.answer["Location"]))
    reference = re.search(r"FD-26-[\d-]+", taken).group(0)
    with monday.all_rows():
        contact = Contact.objects.get()
        assert contact.reference == reference
        assert contact.channel == "telephone"
        assert contact.received_at == datetime(2026, 11, 23, 8, 52, tzinfo=UTC)
        assert (contact.referrer_kind, contact.source) == ("anonymous", "10")
        assert Journey.objects.count() == 1
        assert Journey.objects.get().safe_tonight == "not_asked"


def test_the_reference_that_was_read_out_is_the_one_it_gets_however_often_it_is_sent(monday: World) -> None:
    at = AtWork(monday, "contact_officer")
    page = at.get("/telephone/")
    token = re.search(r'name="token" value="([^"]+)"', page).group(1)
    shown = re.search(r"Read out: <b>(FD[\d-]+-\d+)", page).group(1)
    for _ in range(2):
        at.post("/telephone/", **note(worry="Crying", token=token))
        assert at.answer["Location"] == f"/telephone/taken/{shown}/"
    with monday.all_rows():
        assert Contact.objects.count() == 1


def test_everything_that_was_asked_is_kept(monday: World) -> None:
    AtWork(monday, "contact_officer").post(
        "/telephone/",
        **note(
            danger_now="no", worry="Left alone", others="An uncle", caller="relative", caller_name="Gran",
            caller_number="01632 960888", safe_contact="Text only", may_name="no", family_may_know="no",
            family_why_not="They would move", children="2",
        ),
        **{
            "worries": ["home_alone"], "child-0-looks": "", "child-0-given_name": "Ana", "child-0-family_name": "Lis",
            "child-0-born": "4/5/2019", "child-0-nhs_number": "943 476 5919", "child-0-where_now": "at school",
            "child-0-with_whom": "Mrs Ade", "child-0-until_when": "half past three", "child-0-safe_tonight": "no",
            "child-0-safe_because": "Nobody is in", "child-1-looks": "a baby", "child-1-age_said": "some weeks",
        },
    )  # fmt: skip
    with monday.all_rows():
        contact = Contact.objects.get()
        ana, baby = (Person.objects.get(pk=subject) for subject in contact.subjects)
        assert (ana.given_name, ana.family_name, str(ana.born_on)) == ("Ana", "Lis", "2019-05-04")
        assert (baby.label, baby.age_said) == ("a baby", "some weeks")
        journey = Journey.objects.get(about=ana.id)
        assert (journey.where_now, journey.with_whom, journey.until_when) == ("at school", "Mrs Ade", "half past three")
        assert journey.safe_tonight == "no"
        referrer = Referrer.objects.get()
        assert (referrer.kind, referrer.name, referrer.telephone, referrer.may_name) == (
            "relative", "Gran", "01632 960888", "no",
        )  # fmt: skip
        assert contact.source == "1A"
        assert contact.worries == ["home_alone"]
        assert contact.family_may_know == "no"
        texts = {row.question: row.text for row in Narrative.objects.all()}
        assert texts["safe_tonight_because"] == "Nobody is in"
        assert texts["others_in_household"] == "An uncle"


def test_who_may_be_meant_stands_beside_and_is_chosen_by_a_person(monday: World) -> None:
    before = monday.contact(child(given_name="Zofia", family_name="Nowak-Mały"))
    monday.contact(child(given_name="Zofia", family_name="Nowakowska"))
    at = AtWork(monday, "contact_officer")
    sent = note(worry="Bruise", then="look", **{"child-0-given_name": "zofia", "child-0-family_name": "nowak maly"})
    page = at.post("/telephone/", status=200, **sent)
    text = words(page)
    assert "Zofia Nowak-Mały, 7 same name" in text
    assert "Nowakowska" not in text
    assert "Bruise" in text
    assert 'name="child-0-is_person" value="" checked' not in page
    with monday.all_rows():
        known = Contact.found(before.contact).subjects[0]
        assert Look.objects.filter(page="telephone_matches", person=known).count() == 1
    at.post("/telephone/", **{**sent, "then": "", "child-0-is_person": str(known)})
    with monday.all_rows():
        assert Journey.objects.filter(about__in=ids_of(known)).count() == 2
        named = Person.objects.filter(given_name__iexact="zofia").values_list("id", flat=True)
        assert len(set(shown_ids(named).values())) == 2


def test_a_restricted_child_is_never_offered_and_the_call_reads_as_any_other(monday: World) -> None:
    before = monday.contact(child(given_name="Rhea", family_name="Hidden"))
    keeper = monday.account("restricted_manager")
    with monday.all_rows():
        about = Contact.found(before.contact).subjects[0]
    with monday.acting("restricted_manager"):
        Restriction.objects.create(
            id=uuid4(), authority="874", person=about, custodian=keeper, kind="restricted", since=monday.now
        )
    at = AtWork(monday, "contact_officer")
    sent = note(worry="Bruise", **{
        "child-0-given_name": "Rhea", "child-0-family_name": "Hidden", "child-0-born": "2019-05-04",
    })  # fmt: skip
    page = at.post("/telephone/", status=200, **sent, then="look")
    assert "Nobody of that name or number whom you may see." in words(page)
    at.post("/telephone/", status=404, **{**sent, "child-0-is_person": str(about)})
    at.post("/telephone/", **sent)
    taken = words(at.get(at.answer["Location"]))
    assert "It was passed to the duty manager." in taken
    with monday.all_rows():
        assert Person.objects.filter(given_name="Rhea").count() == 1


def test_what_was_typed_is_kept_for_its_writer_alone_and_gone_when_sent(monday: World) -> None:
    at = AtWork(monday, "contact_officer")
    sent = note(worry="Half a sent")
    at.post(f"/drafts/telephone/{sent['token']}/", status=200, **sent, csrfmiddlewaretoken="x")
    assert at.answer.json()["saved_at"] == "09:00"
    at.post(f"/drafts/telephone/{sent['token']}/", status=200, **{**sent, "worry": "Half a sentence"})
    listed = at.get("/telephone/")
    assert f'href="/telephone/?note={sent["token"]}"' in listed
    assert "Half a sentence" in at.get("/telephone/", note=sent["token"])
    other = AtWork(monday, "hub_manager")
    assert "Half a sentence" not in other.get("/telephone/", note=sent["token"])
    assert sent["token"] not in other.get("/telephone/")
    with monday.acting("contact_officer"):
        assert "csrfmiddlewaretoken" not in Draft.objects.get().answers
    at.post("/telephone/", **{**sent, "worry": "A whole sentence"})
    with monday.acting("contact_officer"):
        assert Draft.objects.count() == 0


def test_a_second_child_is_added_without_losing_a_word(monday: World) -> None:
    at = AtWork(monday, "contact_officer")
    page = at.post("/telephone/", status=200, **note(worry="Kept", then="another", danger_now="no", caller="public"))
    assert "Kept" in page
    assert 'name="child-1-looks"' in page
    assert page.count(" checked") == 2


def test_wrong_dates_are_asked_about_and_nothing_is_lost(monday: World) -> None:
    at = AtWork(monday, "contact_officer")
    for born, words_said in (
        ("31/02/2019", "Write the date of birth as day/month/year"),
        ("4/5/1899", "This is before 1900. Check the year"),
        ("4/5/2031", "This day has not come yet. Check the year"),
        ("4/5/1986", "This makes 40 years: is it a child?"),
    ):
        page = at.post("/telephone/", status=422, **note(worry="Kept", **{"child-0-born": born}))
        assert words_said in words(page)
        assert "Kept" in page
    late = at.post("/telephone/", status=422, **note(worry="Kept", came_at="2026-11-23T10:30"))
    assert "This is later than now" in words(late)
    asked = Filled(page, "/telephone/").with_()
    assert asked["child-0-born_asked"] == ["1986-05-04"]
    at.post("/telephone/", **asked)
    with monday.all_rows():
        assert str(Person.objects.get().born_on) == "1986-05-04", "asked about once, and then taken as it stands"


def test_who_may_not_take_calls(monday: World) -> None:
    for who in ("school_lead", "analyst", "auditor", "information_governance"):
        AtWork(monday, who).get("/telephone/", status=403)


def test_what_the_census_would_refuse_stands_beside_its_field_and_may_be_saved_anyway(monday: World) -> None:
    at = AtWork(monday, "contact_officer")
    sent = note(worry="Hungry", came_at="2024-01-05T08:52", **{"child-0-born": "1/3/2025", "child-0-given_name": "Ana"})
    page = at.post("/telephone/", status=200, **sent)
    assert "Error 8606" in words(page)
    assert described(page, "came_at").count("Census, error 8606.") == 1
    with monday.all_rows():
        assert not Contact.objects.exists(), "nothing is kept by asking"
    at.post("/telephone/", **{**sent, "then": "anyway"})
    with monday.all_rows():
        assert Contact.objects.get().received_at.year == 2024


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({"child-0-born": ""}, "a birth that is not known yet is no answer, and holds no call up"),
        ({"danger_now": "yes"}, "a child is in danger now"),
        ({"came_at": "2026-11-23T08:52"}, "nothing is wrong with it"),
    ],
)
def test_the_census_holds_no_call_up(monday: World, changed: dict[str, str], because: str) -> None:
    sent = note(worry="Hungry", came_at="2024-01-05T08:52", **{"child-0-born": "1/3/2025", "child-0-given_name": "Ana"})
    AtWork(monday, "contact_officer").post("/telephone/", **{**sent, **changed})
    with monday.all_rows():
        assert Contact.objects.count() == 1, because


def test_two_calls_at_once_are_told_apart_wherever_they_are_taken_up_again(monday: World) -> None:
    at = AtWork(monday, "contact_officer")
    first, second, empty = str(uuid4()), str(uuid4()), str(uuid4())
    said = {first: {"worry": "A boy is alone since Friday and " + "cries " * 20}, second: {"child-0-looks": "red coat"}}
    for token in (first, second, empty):
        at.post(f"/drafts/telephone/{token}/", status=200, **note(token=token, **said.get(token, {})))
    for page in ("/telephone/", "/my-work/"):
        text = words(at.get(page))
        assert re.search(r"FD-26-[\d-]+, .{0,12}09:00: “A boy is alone since Friday and cries [cries ]+ …”", text)
        assert "09:00: “red coat”" in text
        assert "09:00: nothing said yet" in text
        assert f"?note={first}" in at.get(page)
    assert "3 calls of yours are not saved yet" in text
    assert f"?note={first}" not in at.get(f"/telephone/?note={first}")
    assert "not saved yet" not in words(AtWork(monday, "hub_manager").get("/my-work/"))


def test_a_wrong_date_says_of_which_child_and_two_figures_of_a_year_will_do(monday: World) -> None:
    at = AtWork(monday, "contact_officer")
    sent = note(worry="Two of them", children="2", **{"child-0-born": "3.4.15", "child-1-born": "31/02/2016"})
    text = words(at.post("/telephone/", status=422, **sent))
    assert "Child 2: Write the date of birth as day/month/year" in text
    assert "Child 1: Write the date" not in text
    at.post("/telephone/", **{**sent, "child-1-born": "5-6-17"})
    with monday.all_rows():
        born = {str(one.born_on) for one in Person.objects.filter(born_on__isnull=False)}
    assert born == {"2015-04-03", "2017-06-05"}
