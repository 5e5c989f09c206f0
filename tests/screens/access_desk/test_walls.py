"""Walls round one person: restricting, barring a relative, sealing on adoption, and ending what may end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from frontdoor.access.models import Bar, Restriction
from frontdoor.journey.actions.contacts import Receipt
from frontdoor.journey.models import HandOver, Journey
from frontdoor.people.models import Person
from tests.screens.access_desk.test_letting_in import held
from tests.screens.at_work import AtWork, words
from tests.screens.browsing import committed, family, now_world, sign_in, sound
from tests.screens.child_lives import number_of
from tests.world import World, child

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.harness.browser import BrowserServer


@pytest.fixture
def ana(friday: World) -> Receipt:
    return friday.contact(child())


def person(world: World, receipt: Receipt) -> Person:
    with world.all_rows():
        return Person.objects.get(pk=Journey.objects.get(pk=receipt.journeys[0]).about)


def path_of(world: World, receipt: Receipt) -> str:
    return f"/access-desk/walls/{person(world, receipt).local_number}/"


def do(world: World, receipt: Receipt, what: str, *, who: str, status: int = 302, **fields: Any) -> str:
    sent = {f"{what}-{name}": value for name, value in fields.items()}
    return AtWork(world, who).post(path_of(world, receipt), status=status, what=what, **sent)


def test_a_person_is_found_by_the_number_and_by_nothing_else(friday: World, ana: Receipt) -> None:
    at = AtWork(friday, "restricted_manager")
    at.post("/access-desk/walls/", number=person(friday, ana).local_number.lower())
    assert at.answer["Location"] == path_of(friday, ana)
    assert "There is nobody here with this number" in words(at.post("/access-desk/walls/", status=200, number="Ana"))


def test_a_restricted_child_is_nobody_to_others_and_can_be_shown_again(friday: World, ana: Receipt) -> None:
    desk = friday.account("restricted_manager")
    page = do(friday, ana, "restrict", who="restricted_manager", status=200, account="")
    assert "Choose who" in words(page)
    do(friday, ana, "restrict", who="restricted_manager", account=str(desk.pk))
    AtWork(friday, "contact_officer").get(f"/contact/{ana.reference}/", status=404)
    AtWork(friday, "hub_manager").get(path_of(friday, ana), status=404)
    with friday.all_rows():
        wall = Restriction.objects.get()
    do(friday, ana, "lift", who="restricted_manager", wall=str(wall.id), seen=wall.revision)
    AtWork(friday, "contact_officer").get(f"/contact/{ana.reference}/")


def test_a_relative_is_barred_and_the_bar_is_lifted_by_somebody_else(friday: World, ana: Receipt) -> None:
    officer = friday.account("contact_officer")
    page = do(friday, ana, "bar", who="hub_manager", status=200, account=str(officer.pk))
    assert "Say from whom" in words(page)
    do(friday, ana, "bar", who="hub_manager", account=str(officer.pk), whom="person")
    AtWork(friday, "contact_officer").get(f"/contact/{ana.reference}/", status=404)
    assert "Con Contact , relative" in words(AtWork(friday, "hub_manager").get(path_of(friday, ana)))
    with friday.all_rows():
        bar = Bar.objects.get()
    page = do(friday, ana, "unbar", who="hub_manager", status=200, wall=str(bar.id), seen=bar.revision + 5)
    assert "changed" in words(page)
    do(friday, ana, "unbar", who="hub_manager", wall=str(bar.id), seen=bar.revision)
    AtWork(friday, "contact_officer").get(f"/contact/{ana.reference}/")


def test_information_governance_bars_by_the_number_and_reads_no_name(friday: World, ana: Receipt) -> None:
    """A relative is often named to it first; it sees no record of a child."""
    officer = friday.account("contact_officer")
    page = words(AtWork(friday, "information_governance").get(path_of(friday, ana)))
    assert "Who may not see this person" in page
    assert "Ana" not in page
    assert "Example" not in page
    do(friday, ana, "bar", who="information_governance", account=str(officer.pk), whom="family")
    AtWork(friday, "contact_officer").get(f"/contact/{ana.reference}/", status=404)
    do(friday, ana, "restrict", who="information_governance", status=200, account=str(officer.pk))
    with friday.all_rows():
        assert not Restriction.objects.exists(), "restricting is the desk's"


@pytest.mark.parametrize(("whom", "bars"), [("family", 2), ("person", 1)])
def test_a_worker_who_is_a_relative_is_barred_and_holds_nobody_of_that_contact(
    friday: World, whom: str, bars: int
) -> None:
    """A contact is hidden whole; and nobody would visit in the name of who may not see the child."""
    receipt = friday.contact(child(), child(given_name="Ben"))
    for journey in receipt.journeys:
        held(friday, journey)
    worker = friday.account("social_worker")
    ben, at = number_of(friday, receipt.journeys[1]), AtWork(friday, "social_worker")
    at.get(f"/child/{ben}/")
    do(friday, receipt, "bar", who="hub_manager", account=str(worker.pk), whom=whom)
    at.get(path_of(friday, receipt).replace("/access-desk/walls/", "/child/"), status=404)
    at.get(f"/child/{ben}/", status=404)
    with friday.all_rows():
        holds = list(Journey.objects.order_by("id").values_list("worker", flat=True))
        offered = set(HandOver.objects.values_list("journey_id", flat=True))
        assert Bar.objects.count() == bars
    assert holds == [None, None]
    assert offered == set(receipt.journeys)
    do(friday, receipt, "bar", who="hub_manager", account=str(worker.pk), whom=whom)
    with friday.all_rows():
        assert Bar.objects.count() == bars, "barred once"


def test_adoption_seals_and_the_child_is_opened_anew_without_a_link(friday: World, ana: Receipt) -> None:
    before = person(friday, ana)
    custodian = friday.account("adoption_custodian")
    do(friday, ana, "adopt", who="restricted_manager", account=str(custodian.pk))
    AtWork(friday, "restricted_manager").get(f"/access-desk/walls/{before.local_number}/", status=404)
    at = AtWork(friday, "restricted_manager")
    page = at.post("/access-desk/opened-anew/", status=200, given_name="", family_name="Green")
    assert "Enter the child’s first name" in words(page)
    at.post("/access-desk/opened-anew/", given_name="Anna", family_name="Green", born="4/5/2019", sex="F")
    with friday.all_rows():
        anew = Person.objects.get(family_name="Green")
    assert anew.local_number != before.local_number
    assert anew.household != before.household
    assert before.family_name not in at.get(f"/child/{anew.local_number}/")


def test_who_may_only_bar_is_offered_nothing_else(friday: World, ana: Receipt) -> None:
    text = words(AtWork(friday, "hub_manager").get(path_of(friday, ana)))
    assert "Bar a relative" in text
    assert "Restrict this record" not in text
    do(friday, ana, "restrict", who="hub_manager", status=200, account=str(friday.account("restricted_manager").pk))
    with friday.all_rows():
        assert not Restriction.objects.exists()


@pytest.mark.parametrize(
    ("who", "status", "because"),
    [
        ("contact_officer", 403, "bars nobody"),
        ("social_worker", 403, "bars nobody"),
        ("team_manager", 404, "does not work with this child"),
        ("neighbour", 404, "is of another authority"),
    ],
)
def test_who_else_gets_no_page(friday: World, ana: Receipt, who: str, status: int, because: str) -> None:
    AtWork(friday, who).get(path_of(friday, ana), status=status)
    if status == 403:
        AtWork(friday, who).get("/access-desk/opened-anew/", status=403)


@pytest.mark.browser
def test_the_pages_are_sound_empty_full_and_refused(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: family(world))
    sign_in(page, world, "restricted_manager")
    of_one = committed(lambda: path_of(world, receipt))
    for path in ("/access-desk/walls/", "/access-desk/opened-anew/", of_one):
        page.goto(path)
        sound(page)
    page.get_by_role("button", name="Bar them").click()
    page.get_by_text("There is a problem").wait_for()
    sound(page)
    page.locator("select[name=bar-account]").select_option(index=1)
    page.get_by_label("This person alone").check()
    page.get_by_role("button", name="Bar them").click()
    page.get_by_text("Barred: nobody of them is there").wait_for()
    sound(page)
    sign_in(page, world, "contact_officer")
    page.goto(of_one)
    sound(page)
