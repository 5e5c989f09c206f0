"""The record of a contact: its sections in their order, what is shown only on asking, and what it never shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from frontdoor.access.models import Look
from frontdoor.journey.actions.rating import rate_contact
from frontdoor.journey.models import Contact
from frontdoor.people.models import Person
from frontdoor.rules.concern import ConcernedChild, Referrer, ReferrerKind, SubjectKind
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.browsing import family
from tests.stories.walking import FAMILY, decided
from tests.world import World, child

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def monday(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    world.now = MONDAY
    keep_time(world, monkeypatch)
    return world


def opened(world: World, reference: str, who: str = "hub_manager") -> str:
    return AtWork(world, who).get(f"/contact/{reference}/")


def test_the_sections_stand_in_their_order(monday: World) -> None:
    receipt = family(monday)
    with monday.acting("hub_manager") as actor:
        rate_contact(
            contact=receipt.contact, rating="red", because="Three children, a broken door, a man nobody knows",
            seen=None, by=actor, happened_at=monday.now, recorded_at=monday.now,
        )  # fmt: skip
    page = opened(monday, receipt.reference)
    text = words(page)
    order = [
        receipt.reference,
        "Red by Hattie Hub",
        "Level asked for: 4 Specialist",
        "The worry",
        "Three children, a broken door, a man nobody knows",
        "She came in without a coat again",
        "Saw: Broken door.",
        "Was told: “He does it when the money is gone.”",
        "Thinks: They have not eaten today.",
        "Children",
        "I do the little ones’ tea",
        "said in confidence: not to be repeated at home",
        "Where now, with whom, until when at home, mother and Uncle, tomorrow",
        "Safe tonight? not known",
        "School or early years Larkfield Primary School",
        "GP Riverside Surgery",
        "Name not known (a boy about 12, not seen)",
        "Who else lives there, stays over, or is away? A man the children call Uncle",
        "Asked and answered",
        "What we do not know",
        "Before now",
        "Adults",
        "Uncle, name not known may be a risk, as the source gave it",
        "Father of Ava not named",
        "Family told?",
        "He was in the room",
        "What has happened",
        "The concern was rated: red",
        "Said and sent",
        "Sharing",
        "Add information Ask agencies Strategy discussion Decide Hand over More",
    ]
    places = [text.find(part) for part in order]
    assert -1 not in places, [part for part, at in zip(order, places, strict=True) if at < 0]
    assert places == sorted(places)
    assert "Do not ring the house" in page
    assert f"<title>{receipt.reference}</title>" in page


def test_addresses_and_telephones_come_only_by_show_with_a_purpose_in_the_log(monday: World) -> None:
    receipt = family(monday)
    address = f"/contact/{receipt.reference}/"
    at = AtWork(monday, "hub_manager")
    page = at.get(address)
    for hidden in ("Hidden Row", "9ZZ<", "PE19ZZ", "960333", "960444"):
        assert hidden not in page
    with monday.all_rows():
        ava = Contact.found(receipt.contact).subjects[0]
    refused = words(at.post(address, status=200, show=str(ava), purpose=""))
    assert "Say for what you need it" in refused
    assert "Hidden Row" not in refused
    shown = words(at.post(address, status=200, show=str(ava), purpose="visit"))
    assert "12 Hidden Row, Fenmarsh, PE19ZZ kept from the father" in shown
    with monday.all_rows():
        assert Look.objects.get(page="hub_address").purpose == "visit"
        assert Look.objects.get(page="hub_address").person == ava


def test_a_member_of_the_public_stays_one_until_the_decision_team_opens_the_name(monday: World) -> None:
    told = Referrer(kind=ReferrerKind.PUBLIC, source="1D", name="Nosy Neighbour", telephone="01632 960555")
    receipt = monday.contact(child(), referrer=told)
    address = f"/contact/{receipt.reference}/"
    at = AtWork(monday, "hub_manager")
    page = at.get(address)
    assert "Member of the public" in page
    assert "Nosy" not in page
    shown = words(at.post(address, status=200, show="referrer"))
    assert "Nosy Neighbour" in shown
    assert "not asked: do not name them" in shown
    with monday.all_rows():
        assert Look.objects.filter(page="hub_referrer").count() == 1


def test_what_was_before_is_told_with_its_decision(monday: World) -> None:
    monday.now = MONDAY - timedelta(days=40)
    first = monday.contact(child(given_name="Ava"), child(given_name="Ben"), worries=("hunger",))
    with monday.all_rows():
        ava = Contact.found(first.contact).subjects[0]
    monday.now = MONDAY
    from frontdoor.journey.actions.contacts import receive_contact
    from tests.world import concern

    with monday.acting("contact_officer") as actor:
        second = receive_contact(
            concern=concern(child(given_name="Ava"), received_at=monday.now), token=monday.token(), by=actor,
            recorded_at=monday.now, known={0: ava},
        )  # fmt: skip
    text = words(opened(monday, second.reference))
    before = text[text.index("Before now") :]
    assert "14 Oct 2026 Ava Example, Ben Example School Hunger None recorded not recorded" in before


@pytest.mark.parametrize(
    ("answers", "stands"),
    [
        (
            {
                "family_knows": "yes", "family_told_who": "Hattie Hub", "family_told_when": "Monday, 08:40",
                "family_view": "Mother is relieved.",
            },
            "At the decision Yes: told by Hattie Hub, Monday, 08:40. Their view: Mother is relieved. "
            "Hattie Hub, Mon 23 Nov 09:00",
        ),
        ({"family_knows": "yes"}, "At the decision Yes: told by nobody named. Their view: not written down"),
        (
            {"family_knows": "no", "family_why_not": "child_asked", "family_why_not_words": "She is afraid."},
            "At the decision No: The child asked us not to: She is afraid. Hattie Hub",
        ),
        ({"family_knows": "no"}, "At the decision No: why not is not written down"),
        ({}, "At the decision not known nobody has decided and said so yet"),
    ],
)  # fmt: skip
def test_whether_the_family_was_told_is_what_the_decision_says(
    monday: World, answers: dict[str, str], stands: str
) -> None:
    receipt = monday.contact(child(given_name="Ava"))
    decided(monday, receipt.journeys[0], "advice", family=replace(FAMILY, **answers))
    text = words(opened(monday, receipt.reference))
    told = text[text.index("Family told?") :]
    assert stands in told
    assert "Told by whoever told us not asked" in told, "what intake was told stands beneath it"


def test_brother_and_sister_share_one_line_unless_it_differs(monday: World) -> None:
    receipt = monday.contact(child(given_name="Ava"), child(given_name="Ben"))
    told = replace(FAMILY, family_knows="yes", family_told_who="Hattie Hub")
    for journey in receipt.journeys:
        decided(monday, journey, "advice", family=told)
    text = words(opened(monday, receipt.reference))
    assert text.count("At the decision") == 1
    assert "09:00, for Ava and Ben" in text
    monday.later(minutes=5)
    wrong = replace(FAMILY, family_knows="no", family_why_not="evidence")
    later = monday.contact(child(given_name="Cy"), child(given_name="Di"))
    decided(monday, later.journeys[0], "advice", family=told)
    decided(monday, later.journeys[1], "advice", family=wrong)
    text = words(opened(monday, later.reference))
    assert "09:05, for Cy" in text
    assert "No: Evidence could be lost Hattie Hub, Mon 23 Nov 09:05, for Di" in text


def test_the_empty_record_says_what_is_missing_and_who_finds_out(monday: World) -> None:
    receipt = monday.contact(child(given_name="Ava"))
    text = words(opened(monday, receipt.reference))
    assert "Nobody here has put it in a sentence yet" in text
    assert "No agency has been asked yet." in text
    assert "whether the child is safe tonight" in text
    assert "Nobody is finding out yet." in text
    assert "Who else lives there, stays over, or is away? Nobody has said." in text


def test_words_arrive_as_text(monday: World) -> None:
    receipt = monday.contact(child(given_name="<i>Ava</i>"), worry="<script>alert(1)</script>")
    page = opened(monday, receipt.reference)
    assert "<script>alert(1)" not in page
    assert "<i>Ava" not in page


def test_who_may_not_and_what_is_not_there_read_the_same(monday: World) -> None:
    receipt = monday.contact(child(given_name="Ava"))
    nowhere = words(AtWork(monday, "hub_manager").get("/contact/FD-26-000-000-000/", status=404))
    for who in ("social_worker", "neighbour"):
        page = AtWork(monday, who).get(f"/contact/{receipt.reference}/", status=404)
        assert "Ava Example" not in page
        assert words(page) == nowhere
    for who in ("school_lead", "analyst", "board_member"):
        assert "Ava Example" not in AtWork(monday, who).get(f"/contact/{receipt.reference}/", status=403)


def test_an_auditor_reads_and_is_offered_nothing_to_do(monday: World) -> None:
    receipt = monday.contact(child(given_name="Ava"))
    text = words(opened(monday, receipt.reference, "auditor"))
    assert "Ava Example, 7" in text
    for action in ("Add information", "Decide", "Hand over", "Show who told us"):
        assert action not in text


def test_a_childs_name_leads_to_the_childs_page_and_an_open_decision_says_so(monday: World) -> None:
    receipt = monday.contact(child(given_name="Ava"), ConcernedChild(kind=SubjectKind.PLACE, label="Central Park"))
    with monday.all_rows():
        number = Person.found(Contact.found(receipt.contact).subjects[0]).local_number
    at = AtWork(monday, "hub_manager")
    page = at.get(f"/contact/{receipt.reference}/")
    assert f'<h3 class="fd-child__name"><a href="/child/{number}/">Ava Example, 7</a></h3>' in page
    assert '<h3 class="fd-child__name">Place: Central Park (no child named)</h3>' in page
    assert "Decision: not decided yet" in words(page)
    assert "Ava Example" in words(at.get(f"/child/{number}/"))
