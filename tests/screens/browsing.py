"""The cast in a real browser: the world in the browser's own database, at the machine's own time."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.test import Client
from django.utils import timezone

from frontdoor.access.models import Account
from frontdoor.journey.actions.contacts import Receipt
from frontdoor.journey.actions.rating import rate_contact
from frontdoor.rules.concern import (
    Answer,
    Channel,
    ConcernedAdult,
    ConcernedChild,
    GivenAddress,
    PoliceReport,
    Referrer,
    ReferrerKind,
    SubjectKind,
)
from tests.harness.browser import axe
from tests.world import World, child

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTHS = (320, 768, 1280)
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff-Papadopoulos"
NARRATIVE = (
    "She came in without a coat again and went straight to the toast. When I asked about the weekend she said they "
    "had been “camping at Uncle’s” and then would not say more. <script>alert('x')</script> =1+1\n\nHer brother told "
    "the caretaker that nobody was in on Saturday night. "
) * 6


@dataclass
class BrowserWorld(World):
    """A world whose database other tests use too: an account that is there already is taken again."""

    def _account(self, key: str, role: str, authority: str, facts: dict[str, Any]) -> Account:
        found = Account.objects.filter(email=f"{key.replace('@', '.')}@example.org").first()
        if found is not None:
            self.accounts[key] = found
        return super()._account(key, role, authority, facts)


def now_world() -> BrowserWorld:
    """The world at this minute."""
    return BrowserWorld(now=timezone.now())


def sign_in(page: Page, world: World, who: str, authority: str = "874") -> None:
    """Open a session as one of the cast, as the sign-in page does once a password was right."""
    client = Client()
    client.force_login(world.account(who, authority), backend="allauth.account.auth_backends.AuthenticationBackend")
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "domain": "127.0.0.1", "path": "/"}]
    )


#: Where to keep a picture of each page that a test finds sound, at each width: FRONTDOOR_SHOTS=/a/folder.
SHOTS = os.environ.get("FRONTDOOR_SHOTS", "")


def photograph(page: Page, width: int) -> None:
    """Keep a picture of the page, where pictures are wanted."""
    if SHOTS:
        named = page.url.split("/", 3)[3].strip("/").replace("/", "-").partition("?")[0] or "start"
        page.screenshot(path=Path(SHOTS) / f"{named}-{len(os.listdir(SHOTS)):03}-{width}.png", full_page=True)


#: What is read first and filled in: at another width it may stand elsewhere, and may not be missing.
NEVER_MISSING = "main :is(h1, h2, h3, legend, label, input, select, textarea):visible"


def sound(page: Page) -> None:
    """Nothing that axe finds, nothing wider than the window and nothing missing, at three widths."""
    shown = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 720})
        photograph(page, width)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (page.url, width, wide)
        shown[width] = page.locator(NEVER_MISSING).count()
        assert shown[width] == shown[WIDTHS[0]], (page.url, shown)
        found = axe(page)
        assert found == [], (page.url, width, found)


def turn_to(page: Page, reference: str) -> None:
    """Turn the queue's pages until a contact stands there: other tests leave theirs in the browser's database."""
    while not page.get_by_text(reference).count():
        page.get_by_role("link", name="Next rows").click()
        page.wait_for_load_state()


def committed(work: Callable[[], Any]) -> Any:
    """Do something in a transaction of its own."""
    with transaction.atomic():
        return work()


def busy_morning(world: World) -> list[Receipt]:
    """Contacts of every kind, with long names and long words; rated, overdue and not."""
    return [committed(lambda make=make: make(world)) for make in _MORNING]


def rate(world: World, receipt: Receipt, rating: str) -> Receipt:
    """The contact, rated by the hub manager."""
    with world.acting("hub_manager") as actor:
        rate_contact(
            contact=receipt.contact, rating=rating, because=NARRATIVE[:150], seen=None, by=actor,
            happened_at=world.now, recorded_at=world.now,
        )  # fmt: skip
    return receipt


def family(world: World, **more: Any) -> Receipt:
    """Three children of one household with everything a police notification carries."""
    sent = world.now - timedelta(hours=5)
    facts: dict[str, Any] = {
        "channel": Channel.POLICE,
        "received_at": sent,
        "incident_at": sent - timedelta(hours=8),
        "agency_aware_at": sent - timedelta(hours=7),
        "agency_sent_at": sent,
        "worry": NARRATIVE,
        "saw": "Broken door. The youngest asleep in a coat.",
        "was_told": "“He does it when the money is gone.”",
        "thinks": "They have not eaten today.",
        "worries": ("domestic_abuse", "neglect", "home_alone"),
        "others_in_household": "A man the children call Uncle; sleeps on the sofa",
        "adults": (
            ConcernedAdult(
                given_name="Maria",
                family_name=LONG_NAME,
                relationship="mother",
                parental_responsibility=Answer.YES,
                telephone="01632 960333",
            ),
            ConcernedAdult(label="Uncle, name not known", relationship="not known", may_be_a_risk=True),
        ),
        "family_told": Answer.NO,
        "family_may_know": Answer.NO,
        "family_why_not": "He was in the room",
        "safety_lines": ("Do not ring the house", "Mother: text only, after 10:00", "Interpreter: Polish, not family"),
        "police": PoliceReport(occurrence="35/1234/26", attended_at=sent - timedelta(hours=7), grade="high"),
        "referrer": Referrer(
            kind=ReferrerKind.PROFESSIONAL, source="6", name="PC Plum", agency="police", telephone="01632 960444"
        ),
        **more,
    }
    at_home = GivenAddress(lines="12 Hidden Row, Fenmarsh", postcode="PE1 9ZZ", keep_from="the father")
    born = world.now.date()
    return world.contact(
        child(
            given_name="Ava", family_name=LONG_NAME, born=born.replace(year=born.year - 7), address=at_home,
            where_now="at home", with_whom="mother and Uncle", until_when="tomorrow", safe_tonight=Answer.NOT_KNOWN,
            own_words="I do the little ones’ tea because there isn’t anyone. It’s fine. I just get tired.",
            words_told_to="the school nurse", words_in_confidence=True, ordinary_day="Gets two brothers to school.",
            school="Larkfield Primary School", gp="Riverside Surgery", language="Polish", level_asked="4",
        ),
        child(given_name="Oskar", family_name="Papadopoulos", born=born - timedelta(days=150), address=at_home),
        ConcernedChild(label="a boy about 12, not seen", sex="M"),
        **facts,
    )  # fmt: skip


_MORNING: tuple[Callable[[World], Receipt], ...] = (
    lambda world: rate(world, family(world), "red"),
    lambda world: world.contact(
        child(given_name="Dan"), danger_now=Answer.YES, received_at=world.now - timedelta(minutes=4)
    ),
    lambda world: world.contact(
        ConcernedChild(label="girl about 9, red coat"),
        worries=("hunger", "home_alone"),
        channel=Channel.TELEPHONE,
        received_at=world.now - timedelta(hours=2),
        referrer=Referrer(kind=ReferrerKind.PUBLIC, source="1D", name="Nosy Neighbour"),
    ),
    lambda world: world.contact(
        ConcernedChild(kind=SubjectKind.UNBORN, expected=world.now.date() + timedelta(days=75)), worries=("unborn",)
    ),
    lambda world: world.contact(
        child(given_name="Kacper", family_name=LONG_NAME, missing_since=world.now - timedelta(hours=3)),
        worries=("missing", "criminal_exploitation"),
        channel=Channel.POLICE,
    ),
    lambda world: rate(world, world.contact(child(given_name="Ivo"), child(given_name="Ida")), "amber"),
    lambda world: rate(world, world.contact(child(given_name="Bo"), worries=("injury",)), "amber"),
    lambda world: rate(
        world, world.contact(ConcernedChild(kind=SubjectKind.PLACE, label="Central Park"), worries=("gangs",)), "green"
    ),
    lambda world: rate(world, world.contact(child(given_name="Gus"), worries=("needs",)), "blue"),
)
