"""Returns are asked for, made, opened to the children behind each rule, and shown to whoever may see them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from frontdoor.access.actions.bars import bar_relative
from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.models import Account, Look, Restriction
from frontdoor.journey.actions.contacts import Receipt
from frontdoor.returns import making
from frontdoor.returns.making import make_waiting
from frontdoor.returns.models import Run, RunIssue
from frontdoor.rules.steps import Stage
from tests.cases import decide, walk_to
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.browsing import committed, family, now_world, sign_in, sound
from tests.screens.returns.matters import caught_up, person
from tests.stories.walking import do as do_it
from tests.world import World, child

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.harness.browser import BrowserServer


def made(world: World) -> Run:
    make_waiting(authority="874", now=lambda: world.now)
    with world.all_rows():
        return Run.objects.latest("asked_at")


def test_a_census_is_asked_for_made_and_opened_to_the_children_behind_each_rule(friday: World, ana: Receipt) -> None:
    at = AtWork(friday, "analyst")
    at.post("/returns/", year="2025-26", rules_year="")
    path = at.answer["Location"]
    assert "Waits for the worker" in words(at.get(path))
    friday.later(days=1)
    run = made(friday)
    assert (run.state, run.done) == ("finished", 100)
    at = AtWork(friday, "analyst")
    assert "Reconciliation" in words(at.get(path))
    at.get(f"{path}file/")
    assert at.answer["Content-Type"] == "application/xml"
    with friday.all_rows():
        assert Look.objects.filter(page="returns_file").exists()


@pytest.mark.parametrize(
    ("who", "barred", "status", "because"),
    [
        ("analyst", "", 200, "makes returns for the authority, and opens no child's record"),
        ("analyst", "open", 403, "is a relative of a child: a colleague takes it"),
        ("analyst", "restricted", 403, "is a relative of a restricted child, of whom they see not even the bar"),
        ("hub_manager", "", 403, "sees children one by one, behind walls"),
        ("neighbour", "", 403, "is of another authority"),
    ],
)
def test_who_takes_a_file_with_every_child(
    friday: World, ana: Receipt, who: str, barred: str, status: int, because: str
) -> None:
    AtWork(friday, "hub_manager").post("/returns/", year="2025-26", rules_year="")
    friday.later(days=1)
    run = made(friday)
    if barred:
        account, of = friday.account(who).id, person(friday, ana).id
        do_it(friday, "restricted_manager", bar_relative, account=account, person=of, compartment=barred)
    page = AtWork(friday, who).get(f"/returns/{run.id}/file/", status=status)
    assert ("<Message>" in page) == (status == 200), because
    if who != "neighbour":
        shown = AtWork(friday, who).get(f"/returns/{run.id}/")
        assert ("Take the file" in shown) == (status == 200), because
        assert ("so you take no file of all children." in shown) == bool(barred)
    with friday.all_rows():
        looks = {(look.refused, look.record) for look in Look.objects.filter(page="returns_file")}
    assert ((False, run.id) in looks) == (status == 200)


def test_the_same_file_is_judged_by_another_years_rules(friday: World, ana: Receipt) -> None:
    at = AtWork(friday, "hub_manager")
    at.post("/returns/", year="2025-26", rules_year="2023-24")
    path = at.answer["Location"]
    run = made(friday)
    assert run.rules_year == "2023-24"
    with friday.all_rows():
        rules = set(RunIssue.objects.filter(run=run.id).values_list("rule", flat=True))
    page = at.get(path)
    for rule in rules:
        assert f"{path}{rule}/" in page
        at.get(f"{path}{rule}/")
    at.get(f"{path}nonsense/", status=404)
    friday.later(minutes=1)
    at.post(path, rules_year="2025-26")
    again = made(friday)
    assert (again.position, again.rules_year) == (run.position, "2025-26"), "the same file, other rules"


@pytest.fixture
def january(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """In a census year whose rules are published."""
    world.now = datetime(2026, 1, 16, 16, 50, tzinfo=UTC)
    keep_time(world, monkeypatch)
    return world


def test_a_rule_opens_to_its_children_and_each_to_where_it_is_put_right(january: World) -> None:
    receipt = january.contact(child())
    decide(january, receipt.journeys[0], "assessment")
    number = person(january, receipt).local_number
    at = AtWork(january, "hub_manager")
    at.post("/returns/", year="2025-26", rules_year="")
    path = at.answer["Location"]
    made(january)
    assert "/returns/worklist/?rule=8770Q" in at.get(path), "those I work with"
    page = at.get(f"{path}8770Q/")
    assert number in words(page)
    assert f"/details/{receipt.reference}/" in page
    analyst = AtWork(january, "analyst").get(f"{path}8770Q/")
    assert number in words(analyst)
    assert receipt.reference not in analyst, "who may not open the child is led nowhere"
    assert "By who has the child" in words(analyst)


def test_a_fault_of_the_program_is_a_state_of_the_run(
    friday: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """And ends nothing else: the worker that makes returns watches the clocks as well."""
    at = AtWork(friday, "analyst")
    at.post("/returns/", year="2025-26", rules_year="")

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(making, "cin_export", broken)
    friday.contact(child())
    make_waiting(authority="874", now=lambda: friday.now)
    assert "ZeroDivisionError" in caplog.text
    assert "It could not be made: a fault of the program." in words(at.get(at.answer["Location"]))
    assert make_waiting(authority="874", now=lambda: friday.now) is None, "it is not begun again and again"


def test_ofsteds_lists_are_made_for_the_day_of_the_call(friday: World, ana: Receipt) -> None:
    at = AtWork(friday, "analyst")
    assert "Say on which day the call came." in words(at.post("/returns/inspection/", status=422, on=""))
    late = words(at.post("/returns/inspection/", status=422, on="20/11/2062"))
    assert "Give a day on which the call came: it is not after today." in late
    at.post("/returns/inspection/", on="20/11/2026")
    path = at.answer["Location"]
    run = made(friday)
    assert run.state == "finished"
    assert at.client.get(f"{path}file/").content[:2] == b"PK"
    page = at.get(path)
    assert "What an inspector would ask" in words(page)
    assert "List 1 Contacts in the last six months: a row for each child in a contact 2" in words(page)
    assert "Ofsted’s lists, call of 20 Nov 2026" in words(at.get("/returns/inspection/"))
    assert "/child/" not in page, "who may not open a child is led to none"
    assert f"/child/{person(friday, ana).local_number}/" in AtWork(friday, "hub_manager").get(path)


def test_a_restricted_child_is_in_the_file_and_on_nobodys_list(friday: World, ana: Receipt) -> None:
    with friday.all_rows():
        key, custodian = person(friday, ana).id, Account.objects.get(pk=friday.account("restricted_manager").pk)
        Restriction.objects.create(
            id=key, authority="874", agency="council", compartment="restricted", person=key, custodian=custodian,
            kind="restricted", since=friday.now,
        )  # fmt: skip
    caught_up(friday)
    assert person(friday, ana).local_number not in AtWork(friday, "hub_manager").get("/returns/worklist/")


@pytest.mark.parametrize(
    ("who", "hidden"), [("hub_manager", "restricted"), ("hub_manager", "barred"), ("analyst", "restricted")]
)
def test_a_hidden_child_is_named_on_no_page_of_a_run(friday: World, ana: Receipt, who: str, hidden: str) -> None:
    at, key, number = AtWork(friday, who), person(friday, ana).id, person(friday, ana).local_number
    at.post("/returns/inspection/", on="20/11/2026")
    lists = at.answer["Location"]
    made(friday)
    friday.later(minutes=1)
    at.post("/returns/", year="2025-26", rules_year="")
    census = at.answer["Location"]
    run = made(friday)
    with friday.all_rows():
        beside = "\n".join(["To look at before sending: 1", f"    {number}  20/11/2026", ""])
        Run.locked(run.id).change(at=friday.now, state="finished", page=beside)
    for path in (lists, census):
        assert number in at.get(path), "named, and the look is logged"
    with friday.all_rows():
        assert Look.objects.filter(page="returns_run", person=key).count() == 2
    if hidden == "restricted":
        custodian = friday.account("restricted_manager").id
        do_it(friday, "restricted_manager", restrict_person, person=key, custodian=custodian)
    else:
        account = friday.account(who).id
        do_it(friday, "information_governance", bar_relative, account=account, person=key, compartment="open")
    for path in (lists, census):
        page = at.get(path)
        assert number not in page
        assert "Some records may not be shown to you." in page
    assert "To look at before sending: 1" in at.get(census), "what is counted stays"


@pytest.mark.parametrize("who", ["contact_officer", "social_worker", "school_lead", "board_member", "auditor"])
def test_only_who_makes_returns_sees_them(friday: World, who: str) -> None:
    AtWork(friday, who).get("/returns/", status=403)


def flagged(world: World, receipt: Receipt) -> None:
    """What a census of this year would flag, in a run of the last one whose rules are published."""
    who = person(world, receipt)
    with world.all_rows():
        RunIssue.new(
            at=world.now, authority="874", agency="council", run=Run.objects.get(kind="cin").id, person=who.id,
            number=who.local_number, rule="8770Q", is_error=False, table="ChildIdentifiers", field="UPN",
        )  # fmt: skip


def failed(world: World) -> None:
    """What a fault of the program leaves of a run."""
    with world.all_rows():
        Run.objects.get(kind="cin").change(at=world.now, state="failed", refusal=making.FAILED)


@pytest.mark.browser
def test_every_page_is_sound_empty_full_and_refused(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: family(world))
    committed(lambda: walk_to(world, receipt.journeys[0], Stage.ASSESSMENT))
    sign_in(page, world, "hub_manager")
    for path in ("/returns/", "/returns/worklist/", "/returns/inspection/"):
        page.goto(path)
        sound(page)
    page.get_by_role("button", name="Make the lists").click()
    page.get_by_text("There is a problem").wait_for()
    sound(page)
    page.get_by_label("Day of the call").fill(f"{world.now:%d/%m/%Y}")
    page.get_by_role("button", name="Make the lists").click()
    page.get_by_role("heading", name="Ofsted’s lists").wait_for()
    sound(page)
    lists = page.url
    page.goto("/returns/")
    page.get_by_label("Census year").select_option("2025-26")
    page.get_by_role("button", name="Make the census").click()
    page.get_by_role("heading", name="Children in need census").wait_for()
    sound(page)
    address = page.url
    caught_up(world)
    for made_at in (lists, address):
        page.goto(made_at)
        make_waiting(authority="874", now=lambda: world.now)
        page.get_by_text("An analyst takes the file").wait_for()  # by itself: the page looks again
        sound(page)
    page.goto("/returns/worklist/?errors_alone=on")
    sound(page)
    page.goto(f"/details/{receipt.reference}/1/number/")
    page.get_by_role("radio", name="Ava").first.check()
    page.get_by_label("Unique pupil number").check()
    page.get_by_label("The number", exact=True).fill("Z874200125001")
    page.get_by_role("button", name="Keep this number").click()
    page.get_by_role("link", name="Error 1510").click()
    assert page.evaluate("document.activeElement.name") == "value", "the keyboard is where it is put right"
    sound(page)
    page.get_by_role("button", name="Save it as it is").click()
    page.get_by_role("heading", name="Save it as it is").wait_for(state="detached")
    committed(lambda: flagged(world, receipt))
    for path in (address, f"{address}8770Q/"):
        page.goto(path)
        sound(page)
    committed(lambda: failed(world))
    page.goto(address)
    sound(page)
    sign_in(page, world, "social_worker")
    page.goto("/returns/")
    sound(page)
