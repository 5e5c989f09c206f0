"""The whole way of one concern in a real browser, as new users would go it; its pictures stand in docs/tour.md.

The pictures are checked to be there. To take them anew:
FRONTDOOR_PICTURES=1 .venv/bin/python -m pytest tests/tour/test_in_browser.py
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from frontdoor.ledger.models import Event
from frontdoor.people.models import Person
from frontdoor.rules.concern import Channel, ConcernedChild, Referrer, ReferrerKind
from tests.harness.environment import ROOT
from tests.screens.browsing import BrowserWorld, committed, now_world, turn_to
from tests.screens.refer import walks
from tests.tour.people import REFERRAL, account
from tests.world import PASSWORD, child

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.harness.browser import BrowserServer

pytestmark = pytest.mark.browser

PICTURES = ROOT / "docs" / "pictures" / "tour"
TAKEN = os.environ.get("FRONTDOOR_PICTURES", "") == "1"
WIDE = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 800}


def picture(page: Page, name: str, at: str = "") -> None:
    """Take the picture, or see that it was taken; `at` is what stands at its top."""
    file = PICTURES / f"{name}.png"
    if TAKEN:
        page.wait_for_load_state("networkidle")
        page.mouse.move(0, 0)
        if at:
            page.locator(at).first.evaluate("one => window.scrollBy(0, one.getBoundingClientRect().top - 120)")
        else:
            page.evaluate("window.scrollTo(0, 0)")
        page.screenshot(path=file)
    assert file.exists(), f"{file.relative_to(ROOT)} is missing: take it with FRONTDOOR_PICTURES=1"


def sign_in(page: Page, world: BrowserWorld, who: str) -> None:
    """By the sign-in page, as everybody does, after whoever was there before."""
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(account(world, who).email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(re.compile(r"(?<!/sign-in/)$"))


def test_one_concern_from_the_school_to_the_figures(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    committed(lambda: _others_wait(world))
    page.set_viewport_size(WIDE)
    reference = refer(page)
    sign_in(page, world, "manager")
    rate(page, reference)
    ask(page, reference)
    answer(page, world, reference)
    decide(page, world, reference)
    discuss(page, world, reference)
    visit(page, reference)
    read(page, world, reference)
    assert {
        "contact_received", "contact_rated", "information_requested", "information_answered", "outcome_decided",
        "strategy_discussion_held", "safety_plan_agreed", "section47_started", "visit_recorded",
    } <= committed(lambda: _kinds(world))  # fmt: skip


def _kinds(world: BrowserWorld) -> set[str]:
    """What the ledger says of the child of the tour; other tests leave theirs in the browser's database."""
    with world.all_rows():
        nadia = Person.objects.filter(given_name="Nadia").latest("added_at").id
        return set(Event.objects.filter(about=nadia).values_list("kind", flat=True))


def _number(world: BrowserWorld) -> str:
    """The local number of the child of the tour, as her page's address says it."""
    with world.all_rows():
        return Person.objects.filter(given_name="Nadia").latest("added_at").local_number


def _others_wait(world: BrowserWorld) -> None:
    """Others wait already: a queue of one shows nobody what a queue is."""
    told = Referrer(kind=ReferrerKind.PUBLIC, source="1D", name="A neighbour")
    account(world, "school")
    world.contact(
        child(given_name="Tomasz", family_name="Invented"), worries=("domestic_abuse",), channel=Channel.POLICE
    )
    world.contact(ConcernedChild(label="girl about 9, red coat"), worries=("home_alone",), referrer=told)
    world.contact(child(given_name="Ivo"), child(given_name="Ida"), worries=("needs",))


def refer(page: Page) -> str:
    """A teacher tells the front door about a child: no account, one question a page."""
    page.goto("/refer/peterborough/")
    shown: dict[str, Callable[[], None]] = {
        "start": lambda: picture(page, "01-refer-start"),
        "worry": lambda: picture(page, "02-refer-worry"),
        "child_words": lambda: picture(page, "03-refer-words"),
    }
    for _ in range(80):
        key = page.locator("input[name=page]").get_attribute("value") or ""
        if key == "check":
            picture(page, "04-refer-check")
            page.get_by_role("button", name="Send", exact=True).click()
            break
        walks.fill(page, REFERRAL.get(key, {}))
        shown.get(key, lambda: None)()
        page.locator("button[value=next]").click()
    page.get_by_text(re.compile(r"FD-\d\d-\d{3}-\d{3}-\d{3}")).first.wait_for()
    picture(page, "05-refer-sent")
    found = re.search(r"FD-\d\d-\d{3}-\d{3}-\d{3}", page.content())
    assert found is not None
    return found.group(0)


def rate(page: Page, reference: str) -> None:
    """The manager finds it in the queue, reads it and says how urgent it is."""
    assert "/triage/" in page.url
    turn_to(page, reference)
    picture(page, "06-triage")
    page.goto(f"/triage/rate/{reference}/")
    page.locator("[name=rating][value=red]").check()
    page.get_by_label("Because").fill("A hand-shaped bruise, afraid to go home, and home time is 15:15.")
    picture(page, "07-rate")
    page.get_by_role("button", name="Save, then open it").click()
    page.get_by_role("heading", name=reference).wait_for()
    picture(page, "08-record")


def ask(page: Page, reference: str) -> None:
    """Agencies are asked: why, and what."""
    page.get_by_role("link", name="Ask agencies").click()
    page.get_by_label("Health visiting and school nursing").check()
    page.get_by_label("Why are we asking?").fill("An injury today; there is a brother of 3.")
    page.get_by_label("What do we ask for?").fill("When either child was last seen, and any injury before.")
    picture(page, "09-ask")
    page.get_by_role("button", name="Ask them").click()
    page.get_by_text("The agencies were asked.").wait_for()


def answer(page: Page, world: BrowserWorld, reference: str) -> None:
    """The health visitor answers from a page of her own."""
    sign_in(page, world, "health")
    page.get_by_role("heading", name="Requests to us").wait_for()
    picture(page, "10-agency")
    page.locator("li", has_text=reference).get_by_role("link", name="Answer").click()
    page.get_by_label("Found something").check()
    page.get_by_label("In words").fill("Bo was seen on 3 November, well. Nadia missed her last two appointments.")
    page.get_by_label("May be passed on").check()
    picture(page, "11-answer")
    page.get_by_role("button", name="Send the answer").last.click()
    page.get_by_role("heading", name="Requests to us").wait_for()


def decide(page: Page, world: BrowserWorld, reference: str) -> None:
    """A registered social worker decides for this child, with reasons. Nothing is chosen beforehand."""
    sign_in(page, world, "manager")
    page.goto(f"/decision/{reference}/")
    page.get_by_label("What is happening, and what are we worried about?").fill(
        "A hand-shaped bruise with no clear account, three mornings of hunger, and fear of going home."
    )
    page.get_by_label("What is working well or keeping them safe?").fill("School sees her every day. An aunt is near.")
    page.locator("[name=family-family_knows][value=no]").check()
    page.locator("[name=family-family_why_not][value=more_risk]").check()
    page.get_by_label("Or: nobody, because").fill("The school asked us to act before home time.")
    picture(page, "12-decide-family")
    page.get_by_label("What does this mean for this child?").fill(
        "She cares for her brother and carries a secret about who hurt her."
    )
    page.locator("[name=child-1-safe_tonight][value=no]").check()
    page.locator("[name=child-1-safe_because_no]").fill("she stays at school with her teacher until we have met")
    page.locator("[name=child-1-outcome][value=strategy_discussion]").check()
    page.get_by_label("Why, for this child").fill("Reasonable cause to suspect significant harm: section 47.")
    picture(page, "13-decide-child", at="#child-1")
    page.get_by_role("button", name="Check before recording").last.click()
    page.get_by_role("heading", name="Check before recording").wait_for()
    picture(page, "14-decide-check")
    page.get_by_role("button", name="Record decision").click()
    page.wait_for_url("**/decided/")


def discuss(page: Page, world: BrowserWorld, reference: str) -> None:
    """The discussion is held the same afternoon and ends with a plan for tonight."""
    sign_in(page, world, "night")
    page.goto(f"/protection/{reference}/discussion/")
    page.get_by_label("Nadia").first.check()
    for kind in ("authority", "police", "health", "school"):
        page.locator(f"[name=meeting-agencies][value={kind}]").check()
    page.get_by_label("Their names and roles").first.fill("O. Adeyemi, social work; DS Reed; H. Osei; S. Larkfield")
    page.locator("[name=child-1-starts_enquiry][value=joint]").check()
    page.locator("[name=child-1-known]").fill("A bruise the shape of a hand. Two appointments missed.")
    page.locator("[name=child-1-decided]").fill("A joint enquiry starts today. Nadia and Bo do not go home tonight.")
    for name, words in (
        ("who_1", "Aunt Rose"),
        ("what_1", "Nadia and Bo sleep at her flat"),
        ("by_when_1", "Today at 15:15"),
        ("if_it_fails_1", "She rings the night worker, 01632 960101"),
    ):
        page.locator(f"[name=child-1-{name}]").fill(words)
    picture(page, "15-discussion", at="#child-1")
    page.get_by_role("button", name="Record the discussion").last.click()
    page.get_by_role("heading", name="Protection:").wait_for()
    picture(page, "16-protection")


def visit(page: Page, reference: str) -> None:
    """The visit, on a telephone: the child is seen alone and heard."""
    page.set_viewport_size(PHONE)
    page.goto(f"/visit/{reference}/record/")
    picture(page, "17-visit-opens")
    page.locator("[name=outing-purpose][value=section47]").first.check()
    page.locator("[name=child-1-seen][value=yes]").check()
    page.locator("[name=child-1-alone][value=yes]").check()
    page.locator("[name=child-1-how_they_looked]").fill("Tired, calm once her brother was with her.")
    page.locator("[name=child-1-own_words]").fill("He squeezed my arm. I want to stay with Aunt Rose and Bo.")
    page.locator("[name=child-1-ordinary_day]").fill("She wakes Bo, makes toast, and walks him to nursery.")
    page.locator("[name=child-1-bedroom][value=seen]").check()
    page.locator("[name=child-1-can_stay][value=yes]").check()
    picture(page, "18-visit-child", at="#child-1")
    page.get_by_role("button", name="Save visit").last.click()
    page.wait_for_url("**/1/")
    page.set_viewport_size(WIDE)


def read(page: Page, world: BrowserWorld, reference: str) -> None:
    """What everybody reads afterwards: the child's page, and where the time went."""
    sign_in(page, world, "manager")
    page.goto(f"/child/{committed(lambda: _number(world))}/")
    page.get_by_text("He squeezed my arm.").first.wait_for()
    picture(page, "19-child")
    page.goto("/time-figures/")
    page.get_by_role("heading", name="Children waiting now").first.wait_for()
    picture(page, "20-figures")


def test_every_picture_stands_in_the_tour_and_none_besides() -> None:
    named = set(re.findall(r"\(pictures/tour/([\w-]+\.png)\)", (ROOT / "docs" / "tour.md").read_text("utf-8")))
    assert named == {file.name for file in Path(PICTURES).glob("*.png")}
    assert len(named) >= 15
