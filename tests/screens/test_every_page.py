"""Every page of the URL map in a real browser: empty, full and refused, at three widths and by Tab; none left out.

It goes where the access matrix goes, as the first of the cast who may: before it tells of anybody, then with a family
whose first child is being assessed, then to records that are not there. The screens' own tests look closer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from playwright.sync_api import Error

from frontdoor.journey.models import Journey
from frontdoor.people.models import Person
from frontdoor.rules.roles import ROLES
from tests.cases import decide
from tests.harness.browser import axe
from tests.house.test_access_matrix import FIXED, NOT_THERE, RECORDS
from tests.house.url_map import Route, routes
from tests.screens.browsing import (
    NEVER_MISSING,
    WIDTHS,
    BrowserWorld,
    committed,
    family,
    now_world,
    photograph,
    sign_in,
)
from tests.screens.keyboard import faults_by_keyboard
from tests.world import CAST

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.harness.browser import BrowserServer

pytestmark = pytest.mark.browser

#: They lead elsewhere, end the session or answer machines: there is no page of theirs to look at.
NO_PAGE = {"health", "account_logout", "openid_connect_login", "openid_connect_callback", "council_sign_in"}


#: How the browser says that an address gave a file, or nothing to show.
REFUSED = "ERR_HTTP_RESPONSE_CODE_FAILURE"
NO_ANSWER = ("Download is starting", REFUSED, "ERR_ABORTED")


@dataclass(frozen=True)
class Case:
    """One contact about three children, the first of them decided: what the addresses are filled with."""

    reference: str
    contact: UUID
    journey: UUID
    person: UUID
    number: str


def made(world: BrowserWorld) -> Case:
    """A family whose first child is being assessed."""
    receipt = family(world)
    decide(world, receipt.journeys[0], "assessment")
    with world.all_rows():
        journey = Journey.objects.get(pk=receipt.journeys[0])
        person = Person.objects.get(pk=journey.about)
    return Case(receipt.reference, receipt.contact, journey.id, person.id, person.local_number)


def address(route: Route, case: Case | None) -> str:
    """The route's address for the case, or for what does not exist."""
    filled = {
        name: (getattr(case, RECORDS[name, kind]) if case else NOT_THERE[name, kind])
        if (name, kind) in RECORDS
        else FIXED[name, kind]
        for name, kind in route.parts
        if (name, kind) in RECORDS or (name, kind) in FIXED
    }
    filled |= {name: "peterborough" for name, _ in route.parts if name == "authority"}
    anything = {"uuid": uuid4(), "int": 1}
    filled |= {name: anything.get(kind, "x") for name, kind in route.parts if name not in filled}
    return reverse(route.name, kwargs=filled)


def who_may(route: Route) -> str:
    """The first of the cast who may open it; nobody for a public page."""
    if route.door is None or route.door.public:
        return ""
    if route.door.permission is None:
        return "contact_officer"
    likely = ["hub_manager", *CAST]
    return next(who for who in likely if route.door.permission in ROLES[who].may)


def test_no_page_is_forgotten(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    empty, seen_empty = visited(page, world, None)
    case = committed(lambda: made(world))
    full, seen = visited(page, world, case)
    assert empty + full == []
    assert seen_empty > 40
    assert seen > 80


def visited(page: Page, world: BrowserWorld, case: Case | None) -> tuple[list[str], int]:
    """What is wrong with the pages, and how many there were.

    With a case: each page of it, and of a record that is not there. Without: each page that is of no record, empty.
    """
    by_who: dict[str, list[Route]] = {}
    for route in routes():
        if route.name not in NO_PAGE and (case or not any(part in RECORDS for part in route.parts)):
            by_who.setdefault(who_may(route), []).append(route)
    faults: list[str] = []
    seen = 0
    for who, found in sorted(by_who.items()):
        page.context.clear_cookies()
        if who:
            sign_in(page, world, who)
        for route in found:
            for of in (case, None) if any(part in RECORDS for part in route.parts) else (case,):
                said = looked_at(page, address(route, of))
                faults += [f"{who} {route.name}: {one}" for one in said or []]
                seen += said is not None
    return faults, seen


def looked_at(page: Page, path: str) -> list[str] | None:
    """What is wrong with a page; None where the address takes only forms, or gives a file."""
    try:
        answer = page.goto(path)
    except Error as gone:
        # An empty answer is no page: the address takes only forms.
        if any(sign in str(gone) for sign in NO_ANSWER):
            if REFUSED in str(gone):
                page.wait_for_url("chrome-error://**")  # the browser turns to a page of its own first
            page.goto("about:blank")
            return None
        raise
    assert answer is not None
    if answer.status >= 500:
        return [f"{path}: {answer.status}"]
    if answer.status == 405 or "text/html" not in answer.headers.get("content-type", ""):
        return None
    if answer.status == 404 and _like_any_other(page):
        return []
    faults = []
    shown = set()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 720})
        photograph(page, width)
        shown.add(page.locator(NEVER_MISSING).count())
        wide = page.evaluate("document.documentElement.scrollWidth")
        faults += [f"{path} at {width}: {wide} wide"] if wide > width else []
        faults += [f"{path} at {width}: {one}" for one in axe(page)]
    faults += [f"{path}: not everything stands there at every width"] if len(shown) > 1 else []
    faults += [f"{path} by keyboard: {one}" for one in faults_by_keyboard(page)]
    return faults


def _like_any_other(page: Page) -> bool:
    """The page for what is not there is one page: once is enough."""
    once = getattr(page, "_seen_nothing", False)
    page._seen_nothing = True  # type: ignore[attr-defined]
    return once
