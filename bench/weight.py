"""What pages weigh, gzipped, as a real browser fetches them, and whether it asks anybody but us.

Goals: refer's first page 35 kB without htmx, the first page of staff 50 kB, every later page 6 kB, no request to
another place. Compared with GOV.UK Frontend's own style sheet and script, as they are published.
"""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drills.ground import ground, web

from tests.harness.browser import CHROMIUM_SWITCHES, WITHOUT_CHROMIUM, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from frontdoor.journey.actions.contacts import Receipt

ROOT = Path(__file__).resolve().parents[1]
FIRST, STAFF, LATER = 35_000, 50_000, 6_000


class Fetched:
    """What one browser fetched for the page it shows: name and size gzipped. What it may keep for good it keeps."""

    def __init__(self, address: str, page: Page) -> None:
        self._address, self._answers, self._kept = address, list[Any](), set[str]()
        self.elsewhere: list[str] = []
        page.on("response", lambda answer: self._answers.append(answer))

    def sizes(self) -> dict[str, int]:
        """The files of the page since this was last asked, without those that the browser had already."""
        found: dict[str, int] = {}
        for answer in self._answers:
            if not answer.url.startswith(self._address):
                self.elsewhere.append(answer.url)
            elif answer.ok and answer.url not in self._kept:
                name = re.sub(r"\.[0-9a-f]{12}", "", answer.url.rpartition("/")[2])
                found[name if "/static/" in answer.url else "page"] = len(gzip.compress(answer.body(), 6))
                if "immutable" in answer.headers.get("cache-control", ""):
                    self._kept.add(answer.url)
        self._answers.clear()
        return found


def main() -> None:
    """Serve the program with some work in it, and open its pages in Chromium."""
    if chromium() is None:
        raise SystemExit(WITHOUT_CHROMIUM)
    with ground() as found:
        from django.core.management import call_command
        from playwright.sync_api import sync_playwright

        call_command("collectstatic", interactive=False, verbosity=0)
        with web(found) as served, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_SWITCHES))
            address = f"http://127.0.0.1:{served.port}"
            _refer(browser, address)
            _staff(browser, address)
            browser.close()
            _every_page()
    for name, path in _published():
        print(f"  {len(gzip.compress(path.read_bytes(), 9)):>7,} B  {name}, as published")


def _page(browser: Browser, address: str) -> tuple[Page, Fetched]:
    page = browser.new_context(base_url=address).new_page()
    return page, Fetched(address, page)


def _open(page: Page, fetched: Fetched, path: str, what: str, most: int) -> None:
    answer = page.goto(path, wait_until="networkidle")
    assert answer is not None
    assert answer.ok, (path, answer.status)
    _tell(fetched, what, most)


def _tell(fetched: Fetched, what: str, most: int) -> None:
    sizes = fetched.sizes()
    total = sum(sizes.values())
    told = ", ".join(f"{name} {size:,}" for name, size in sizes.items())
    print(f"  {total:>7,} B  {what} (goal {most:,}){'' if total <= most else '  OVER'}: {told}")


def _refer(browser: Browser, address: str) -> None:
    print("page weight, gzipped, as Chromium fetches it")
    page, fetched = _page(browser, address)
    _open(page, fetched, "/refer/peterborough/", "refer, first page", FIRST)
    page.locator("main button").last.click()
    page.wait_for_load_state("networkidle")
    _tell(fetched, "refer, second page", LATER)
    print(f"  {len(fetched.elsewhere):>7}    requests to other places (goal 0)")


def _staff(browser: Browser, address: str) -> None:
    """With an empty cache the queue, and the page that needs most; then a page of every kind of work."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in this thread
    from tests.screens.browsing import busy_morning, committed, now_world, sign_in
    from tests.world import child

    world = now_world()
    receipts = busy_morning(world)
    for number in range(60):
        committed(lambda number=number: world.contact(child(given_name=f"Child {number}")))
    elsewhere = 0
    for what, path in (("the queue of 50 rows", "/triage/"), ("a telephone note", "/telephone/")):
        page, fetched = _page(browser, address)
        sign_in(page, world, "hub_manager")
        _open(page, fetched, path, f"staff, {what} first", STAFF)
        elsewhere += len(fetched.elsewhere)
    for what, path in _later(receipts[0], world):
        _open(page, fetched, path, what, LATER)
    print(f"  {elsewhere + len(fetched.elsewhere):>7}    requests to other places (goal 0)")


def _later(receipt: Receipt, world: Any) -> Iterable[tuple[str, str]]:
    from django.db import transaction
    from django.urls import reverse

    from frontdoor.journey.models import Journey
    from frontdoor.ledger import scope
    from frontdoor.people.models import Person

    with transaction.atomic(), scope.system("874"):
        about = Journey.objects.get(pk=receipt.journeys[0]).about
        number = Person.objects.get(pk=about).local_number
    one = receipt.reference
    yield "queue again, 50 rows", reverse("triage:queue")
    yield "first look and rating", reverse("triage:rate_next")
    yield "hub record of three children", reverse("hub:record", args=[one])
    yield "decision about three children", reverse("decision:decide", args=[one])
    yield "strategy discussion", reverse("protection:discussion", args=[one])
    yield "visit", reverse("visit:record", args=[one])
    yield "child's page", reverse("child:page", args=[number])
    yield "find a person", reverse("find:person")
    yield "hand-overs", reverse("handovers:list")
    yield "time figures", reverse("figures:time")


def _every_page() -> None:
    """Every page of the URL map by itself, opened full: the heaviest are told, and how many are over the goal."""
    from tests.screens.browsing import now_world
    from tests.screens.weighed import full, pages

    world = now_world()
    found = sorted(pages(world, full(world)), reverse=True)
    heaviest = {one.name: one for one in reversed(found)}
    over = [name for name, one in heaviest.items() if one.size > LATER]
    print(f"every page of the URL map, opened full: {len(heaviest)}, {len(over)} over {LATER:,} B; the heaviest:")
    for one in sorted(heaviest.values(), reverse=True)[:10]:
        print(f"  {one.size:>7,} B  {one.name}, {one.family}{'' if one.size <= LATER else '  OVER'}")


def _published() -> Iterable[tuple[str, Path]]:
    dist = ROOT / "node_modules" / "govuk-frontend" / "dist" / "govuk"
    yield "GOV.UK Frontend's style sheet", dist / "govuk-frontend.min.css"
    yield "GOV.UK Frontend's script", dist / "govuk-frontend.min.js"


if __name__ == "__main__":
    main()
