"""Who knows this child: shown to those who work with the child, judged row by row; a worker alone tells an agency."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from frontdoor.access.models import Look
from frontdoor.journey.models import InformationRequest
from frontdoor.ledger.models import Event
from frontdoor.people.models import Person, RegisterEntry
from frontdoor.people.register_agreements import Sent
from frontdoor.rules.concern import ConcernedAdult
from tests.feeds.registers import ANA, ROLL, Loader, agree
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.browsing import LONG_NAME, committed, now_world, sign_in, sound
from tests.screens.child_lives import number_of
from tests.world import World, child

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.harness.browser import BrowserServer

SURGERY = Sent(agency="gp_riverside", register="general_practice")
SCHOOL = {
    **ANA, "named_contact": "Sam School, safeguarding lead", "contact_telephone": "01632 960150",
    "last_seen": "2026-11-19", "adult_1_name": "Mo Example", "adult_1_relationship": "mother",
}  # fmt: skip


class Known:
    """Ana, known to a school and a surgery; Zoe, known to nobody."""

    def __init__(self, world: World, place: Path) -> None:
        self.world = world
        mother = ConcernedAdult(given_name="Mo", family_name="Example", relationship="mother")
        self.ana, self.zoe = world.contact(child(), adults=(mother,)), world.contact(child(given_name="Zoe"))
        for sent, row in ((ROLL, SCHOOL), (SURGERY, ANA)):
            agree(world, sent)
            Loader(world, place)(row, sent=sent)
        self.number, self.nobody = (number_of(world, one.journeys[0]) for one in (self.ana, self.zoe))

    @property
    def page(self) -> str:
        return f"/child/{self.number}/who-knows/"

    @property
    def record(self) -> str:
        return f"/contact/{self.ana.reference}/"

    def entry(self, key: str = "row P1", register: str = "school_roll") -> RegisterEntry:
        with self.world.all_rows():
            return RegisterEntry.objects.get(key=key, register=register)


@pytest.fixture
def known(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Known:
    keep_time(world, monkeypatch)
    return Known(world, tmp_path)


def test_the_childs_page_and_the_record_say_who_knows_and_whom_to_ask(known: Known) -> None:
    at = AtWork(known.world, "contact_officer")
    for page in (f"/child/{known.number}/", known.record):
        said = words(at.get(page))
        assert "Larkfield Primary School" in said
        assert "School roll: on the roll · ask Sam School, safeguarding lead, 01632 960150" in said
        assert "last seen 19 Nov 2026 · as sent Fri 20 Nov · Link not confirmed" in said
        assert "General practice: registered with the practice · ask nobody named; 01632 960148" in said
        assert "knows Mo Example" in said
        assert "Nobody has been told" in said
    assert "No row of a register is linked to this child" in words(at.get(f"/child/{known.nobody}/"))


def test_whoever_works_with_no_child_reads_the_page_without_it(known: Known) -> None:
    at = AtWork(known.world, "auditor")
    for page in (f"/child/{known.number}/", known.record):
        said = words(at.get(page))
        assert "Who knows this child" not in said
        assert "safeguarding lead" not in said
    at.get(known.page, status=403)


def test_each_look_is_logged_whether_or_not_a_register_knew(known: Known) -> None:
    at = AtWork(known.world, "contact_officer")

    def looks() -> int:
        with known.world.all_rows():
            person = Person.objects.get(local_number=known.nobody).id
            return Look.objects.filter(person=person, page="who_knows").count()

    assert looks() == 0
    at.get(f"/child/{known.nobody}/")
    assert looks() == 1
    at.get(f"/contact/{known.zoe.reference}/")
    assert looks() == 2


def test_a_worker_says_of_each_row_whether_it_is_the_child(known: Known) -> None:
    at = AtWork(known.world, "contact_officer")
    assert "name and day of birth agree Link not confirmed" in words(at.get(known.page))
    entry = known.entry()
    row = {"entry": entry.id, "person": entry.person}
    at.post(known.page, said="same", **row, seen=entry.revision)
    assert known.entry().confirmed_by == known.world.account("contact_officer").id
    again = words(at.post(known.page, status=409, said="not_same", **row, seen=entry.revision))
    assert "This row changed since it was shown" in again
    at.post(known.page, said="not_same", **row, seen=entry.revision + 1)
    assert "Larkfield" not in words(at.get(known.page))
    for wrong in ({"said": "perhaps"}, {}):
        at.post(known.page, status=422, **wrong)
    at.post(known.page, status=404, said="same", entry="x", seen="1")
    at.post(known.page, status=404, said="same", **row, seen=entry.revision + 2)


def test_a_row_that_nothing_was_linked_by_is_shown_with_what_speaks_against_it(known: Known, tmp_path: Path) -> None:
    known.world.contact(child(given_name="Zoe"))
    Loader(known.world, tmp_path)({**ANA, "row_number": "P9", "given_name": "Zoe"}, full=False)
    page, at = f"/child/{known.nobody}/who-knows/", AtWork(known.world, "contact_officer")
    said = words(at.get(page))
    assert "May mean this child" in said
    assert "same name; born on the same day. But: somebody else fits too" in said
    assert "Larkfield" not in words(at.get(f"/child/{known.nobody}/")), "it is not said to know the child"
    with known.world.all_rows():
        zoe = Person.objects.get(local_number=known.nobody)
    entry = known.entry("row P9")
    at.post(page, said="same", entry=entry.id, person=zoe.id, seen=entry.revision)
    assert (known.entry("row P9").person, known.entry("row P9").because) == (zoe.id, "worker")
    said = words(at.get(page))
    assert "May mean this child" not in said
    assert "Why it is this person a worker said so" in said


def test_an_agency_is_told_for_a_purpose_on_a_ground_with_nothing_chosen(known: Known) -> None:
    at = AtWork(known.world, "contact_officer")
    page = at.get(f"{known.record}tell/")
    assert "checked" not in page
    assert "knows Ana (School roll: on the roll)" in words(page)
    assert "knows Mo Example (School roll: on the roll, mother)" in words(page)
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    form = {"token": token[1], "row": f"1:{known.entry().id}", "why": "A bruise, seen on Friday."}
    refused = words(at.post(f"{known.record}tell/", status=422, **form))
    assert "Say for what the agency is told." in refused
    assert "Choose the ground." in refused
    at.post(f"{known.record}tell/", **form, purpose="to_ask", basis="public_task")
    assert "The agency was told and asked." in words(at.get(known.record, done="told"))
    with known.world.all_rows():
        assert InformationRequest.objects.get().to_agency == "school_larkfield"
        assert Event.objects.get(kind="agency_told").data["basis"] == "public_task"
    at.post(f"{known.record}tell/", status=422, **{**form, "row": "1:x"}, purpose="to_ask", basis="public_task")
    AtWork(known.world, "social_worker").get(f"{known.record}tell/", status=403)


@pytest.mark.browser
def test_every_page_is_sound_full_empty_and_refused(page: Page, at_server: BrowserServer, tmp_path: Path) -> None:
    world = now_world()
    today = world.now.date()
    # A name of this test's own: others leave children of the same family in the browser's database.
    surname = f"{LONG_NAME}-Register"
    known = child(given_name="Aurelia", family_name=surname, born=today.replace(year=today.year - 7))
    receipt, empty = committed(lambda: world.contact(known)), committed(lambda: world.contact(child(given_name="Emp")))
    born = today.replace(year=today.year - 7).isoformat()
    row = {
        "row_number": f"P{receipt.reference}", "given_name": "Aurelia", "family_name": surname, "date_of_birth": born,
        "named_contact": f"{LONG_NAME}, safeguarding lead", "contact_telephone": "01632 960150",
        "contact_email": f"office.{LONG_NAME.lower()}@larkfield.example.org", "last_seen": today.isoformat(),
        "adult_1_name": f"Maria {LONG_NAME}", "adult_1_relationship": "mother",
    }  # fmt: skip
    for sent in (ROLL, SURGERY):
        committed(lambda sent=sent: agree(world, sent, starts_on=today, ends_on=today + timedelta(days=30)))
        Loader(world, tmp_path)(row, sent=sent, full=False)
    number = committed(lambda: number_of(world, receipt.journeys[0]))
    namesake = child(given_name="Aurelia", family_name=surname, born=today.replace(year=today.year - 7))
    committed(lambda: world.contact(namesake))
    Loader(world, tmp_path)({**row, "row_number": f"Q{receipt.reference}"}, full=False)
    sign_in(page, world, "hub_manager")
    # The record's section is the same component as the child's; the record as a whole has a test of its own.
    for path in (f"/child/{number}/", f"/child/{number}/who-knows/"):
        page.goto(path)
        page.get_by_text("Link not confirmed").first.wait_for()
        sound(page)
    page.get_by_text("somebody else fits too").first.wait_for()
    page.goto(f"/contact/{receipt.reference}/tell/")
    page.get_by_role("button", name="Tell and ask them").click()
    page.get_by_text("Choose the ground.").first.wait_for()
    sound(page)
    page.goto(f"/child/{committed(lambda: number_of(world, empty.journeys[0]))}/who-knows/")
    page.get_by_text("No row of a register is linked to this child.").wait_for()
    sound(page)


@pytest.mark.browser
def test_a_row_is_judged_without_a_script(browser: Browser, at_server: BrowserServer, tmp_path: Path) -> None:
    world = now_world()
    today = world.now.date()
    receipt = committed(lambda: world.contact(child(given_name="Plainly")))
    committed(lambda: agree(world, starts_on=today, ends_on=today + timedelta(days=30)))
    Loader(world, tmp_path)({**ANA, "row_number": receipt.reference, "given_name": "Plainly"}, full=False)
    context = browser.new_context(base_url=at_server.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, world, "hub_manager")
    page.goto(f"/child/{committed(lambda: number_of(world, receipt.journeys[0]))}/who-knows/")
    page.get_by_role("button", name="They mean somebody else").click()
    page.get_by_text("Kept: you said that they mean somebody else.").wait_for()
    context.close()
