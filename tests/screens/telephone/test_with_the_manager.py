"""What a typist passed to the duty manager looks the same to them, whatever the reason was: no difference is a hint."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.models import Look
from frontdoor.journey.actions.emergency import break_glass
from frontdoor.journey.actions.handovers import accept_hand_over, hand_over
from frontdoor.journey.models import Contact, Journey, PassedOn
from frontdoor.people.matching import Wanted
from tests.screens.at_work import AtWork, keep_time, words
from tests.stories.walking import decided, do
from tests.world import World, child

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BORN = date(2019, 5, 4)
HIDDEN, PLAIN = ("Rhea", "Hidden"), ("Vera", "Plainly")


@pytest.fixture
def monday(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A child named Rhea Hidden is restricted; nobody named Vera Plainly is known."""
    world.now = MONDAY
    keep_time(world, monkeypatch)
    before = world.contact(child(given_name=HIDDEN[0], family_name=HIDDEN[1]))
    with world.all_rows():
        about = Contact.found(before.contact).subjects[0]
    do(world, "restricted_manager", restrict_person, person=about, custodian=world.account("restricted_manager").id)
    world.later(minutes=1)
    return world


def call(at: AtWork, name: tuple[str, str], **more: str) -> str:
    """A call about one child, typed as any other; returns the reference that was read out."""
    sent = {
        "token": str(uuid4()), "children": "1", "came_at": "2026-11-23T08:52", "worry": "Hurt at home",
        "child-0-given_name": name[0], "child-0-family_name": name[1], "child-0-born": "4/5/2019", **more,
    }  # fmt: skip
    at.post("/telephone/", **sent)
    return str(at.answer["Location"].split("/")[-2])


def both(at: AtWork) -> tuple[str, str]:
    """The two references: of the call about the hidden child, and of one that managers hear of for another reason."""
    return call(at, HIDDEN), call(at, PLAIN, worries="sexual_harm")


def alike(text: str, reference: str) -> str:
    """A page without what is its own: the reference, and the token against forged forms."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text).replace(reference, "REFERENCE")


ADDRESSES = (
    "/contact/{}/", "/contact/{}/add/", "/contact/{}/danger/", "/contact/{}/call/", "/triage/rate/{}/", "/decision/{}/",
    "/protection/{}/", "/details/{}/", "/telephone/taken/{}/",
)  # fmt: skip


def test_both_read_the_same_byte_for_byte_wherever_they_are_opened(monday: World) -> None:
    at = AtWork(monday, "contact_officer")
    hidden, plain = both(at)
    for address in ADDRESSES:
        pages = [alike(at.get(address.format(one)), one) for one in (hidden, plain)]
        assert pages[0] == pages[1], address
        assert "passed to the duty manager" in words(pages[0]), address
        posted = []
        for one in (hidden, plain) if "taken" not in address else ():
            posted.append(alike(at.post(address.format(one), status=200, words="More", text="More"), one))
        assert len({*posted}) < 2, address
    page = words(at.get(f"/contact/{hidden}/"))
    assert f"Reference {hidden}" in page
    assert "You sent it Mon 23 Nov 09:01" in page
    assert "ring the duty manager, 01632 960125" in page


def test_both_are_answered_by_the_same_statements_and_leave_the_same_look(monday: World) -> None:
    at = AtWork(monday, "contact_officer")
    asked = {}
    for reference in both(at):
        with CaptureQueriesContext(connection) as said:
            at.get(f"/contact/{reference}/")
        asked[reference] = [re.sub(r"'[^']*'|(?<=SAVEPOINT )\S+", "?", one["sql"]) for one in said.captured_queries]
    first, second = asked.values()
    assert first == second
    with monday.all_rows():
        looks = Look.objects.filter(page="hub_record").values_list("person", "record", "refused", "compartment")
        assert len(looks) == 2
        assert len({*looks}) == 1


def test_neither_stands_in_the_typists_lists_or_searches_and_both_in_their_managers(monday: World) -> None:
    at = AtWork(monday, "contact_officer")
    hidden, plain = both(at)
    pages = {}
    for one, name in ((hidden, HIDDEN), (plain, PLAIN)):
        at.post("/find/", number=one)
        assert at.answer["Location"] == f"/contact/{one}/"
        found = at.post("/find/", status=200, given_name=name[0], family_name=name[1])
        pages[one] = alike(found, one).replace(name[0], "GIVEN").replace(name[1], "FAMILY")
        assert one not in at.get("/triage/", show="all")
        assert name[1] not in at.get("/triage/")
        assert name[1] not in at.get(reverse("work:mine"))
    assert pages[hidden] == pages[plain]
    manager, desk = AtWork(monday, "hub_manager"), AtWork(monday, "restricted_manager")
    assert plain in manager.get("/triage/")
    assert hidden in desk.get("/triage/")
    assert plain in AtWork(monday, "exploitation_lead").get("/triage/"), "whoever did not type it sees it as before"


def test_a_child_whom_the_typist_knew_before_stays_in_sight_without_the_call(monday: World) -> None:
    with monday.all_rows():
        ana = Contact.found(monday.contact(child(given_name="Ana", family_name="Known")).contact).subjects[0]
    at = AtWork(monday, "contact_officer")
    reference = call(at, ("Ana", "Known"), worries="sexual_harm", **{"child-0-is_person": str(ana)})
    assert "passed to the duty manager" in words(at.get(f"/contact/{reference}/"))
    with monday.acting("contact_officer"):
        assert Journey.objects.filter(about=ana).exists()
        assert not Contact.objects.filter(reference=reference).exists()
    assert "Known" in words(at.post("/find/", status=200, given_name="Ana", family_name="Known"))
    assert reference not in at.get("/triage/", show="all")


def test_whoever_is_on_call_works_on_with_what_they_typed(monday: World) -> None:
    """It was passed to them: at night there is nobody else. What stands behind a wall says the same as its receipt."""
    at = AtWork(monday, "out_of_hours")
    hidden, plain = both(at)
    assert "Hurt at home" in words(at.get(f"/contact/{plain}/"))
    assert "passed to the duty manager" in words(at.get(f"/contact/{hidden}/"))


def test_a_worker_to_whom_the_manager_gives_the_child_sees_what_they_typed(monday: World) -> None:
    at = AtWork(monday, "social_worker")
    reference = call(at, PLAIN, worries="sexual_harm")
    assert "passed to the duty manager" in words(at.get(f"/contact/{reference}/"))
    with monday.all_rows():
        journey = Journey.objects.get(contact__reference=reference).id
    decided(monday, journey, "assessment")
    offered = do(monday, "hub_manager", hand_over, journey=journey, to_kind="team", to="assessment_1")
    assert "Hurt at home" in words(at.get(f"/contact/{reference}/")), "their team is asked whether it takes the child"
    do(monday, "social_worker", accept_hand_over, handover=offered.id)
    assert "Hurt at home" in words(at.get(f"/contact/{reference}/"))


def test_the_worker_who_has_the_child_sees_what_they_typed_of_their_own(monday: World) -> None:
    receipt = monday.contact(child(given_name="Ana", family_name="Known"))
    decided(monday, receipt.journeys[0], "assessment")
    offered = do(monday, "hub_manager", hand_over, journey=receipt.journeys[0], to_kind="team", to="assessment_1")
    do(monday, "social_worker", accept_hand_over, handover=offered.id)
    with monday.all_rows():
        ana = Contact.found(receipt.contact).subjects[0]
    at = AtWork(monday, "social_worker")
    reference = call(at, ("Ana", "Known"), worries="sexual_harm", **{"child-0-is_person": str(ana)})
    assert "Hurt at home" in words(at.get(f"/contact/{reference}/"))


def test_an_emergency_opens_both_in_the_same_way(monday: World) -> None:
    at = AtWork(monday, "contact_officer")
    for reference, name in zip(both(at), (HIDDEN, PLAIN), strict=True):
        wanted = Wanted(
            number="", given_name=name[0], family_name=name[1], born=datetime(2019, 5, 4, tzinfo=UTC).date()
        )
        do(
            monday,
            "contact_officer",
            break_glass,
            wanted=wanted,
            reason="Nobody answers, she is outside",
            token=reference,
        )
        assert "Hurt at home" in words(at.get(f"/contact/{reference}/"))


@pytest.mark.parametrize(
    ("who", "because"),
    [("hub_manager", "somebody else's passing on is no business of theirs"), ("auditor", "nor of whoever only reads")],
)
def test_a_row_of_what_was_passed_on_is_its_writers_alone(monday: World, who: str, because: str) -> None:
    hidden, _ = both(AtWork(monday, "contact_officer"))
    AtWork(monday, who).get(f"/contact/{hidden}/", status=404)
    with monday.acting(who):
        assert not PassedOn.objects.exists(), because
    with monday.all_rows():
        kept = PassedOn.objects.get(reference=hidden)
        assert all(isinstance(one, UUID) for one in kept.people)
