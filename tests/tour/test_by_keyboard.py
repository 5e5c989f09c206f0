"""The way of one concern from a call to a visit, by one worker of the night who has no mouse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from frontdoor.journey.models import Contact
from frontdoor.ledger.models import Event
from tests.screens.browsing import committed, now_world
from tests.screens.keyboard import Keys
from tests.tour.people import account
from tests.world import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.harness.browser import BrowserServer
    from tests.screens.browsing import BrowserWorld

pytestmark = pytest.mark.browser


def test_from_a_call_to_a_visit_by_keys_alone(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    email = committed(lambda: account(world, "night").email)
    keys = Keys(page)
    page.goto("/sign-in/")
    keys.write("login", email)
    keys.write("password", PASSWORD)
    keys.enter("Sign in")
    reference = take_the_call(page, keys)
    rate_and_ask(keys)
    decide(keys)
    discuss(keys)
    visit(keys, year=world.now.year + (world.now.month == 12))
    assert {
        "contact_received", "contact_rated", "information_requested", "outcome_decided", "strategy_discussion_held",
        "safety_plan_agreed", "section47_started", "visit_planned", "visit_recorded",
    } <= committed(lambda: _kinds(world, reference))  # fmt: skip


def _kinds(world: BrowserWorld, reference: str) -> set[str]:
    with world.all_rows():
        journeys = Contact.objects.get(reference=reference).journeys.values_list("id", flat=True)
        return set(Event.objects.filter(journey__in=list(journeys)).values_list("kind", flat=True))


def take_the_call(page: Page, keys: Keys) -> str:
    """A neighbour rings: the worry, whose child, and that nobody is in danger this minute."""
    keys.enter("Take a call")
    keys.choose("danger_now", "no")
    keys.write("worry", "A bruise the shape of a hand; he says he fell.")
    keys.write("child-0-given_name", "Keyan")
    keys.write("child-0-family_name", "Invented")
    keys.choose("caller", "public")
    keys.enter("Save the call")
    found = re.search(r"FD-\d\d-\d{3}-\d{3}-\d{3}\w?", page.url)
    assert found is not None
    return found.group(0)


def rate_and_ask(keys: Keys) -> None:
    """The worker rates it red and asks the school nurse."""
    keys.enter("Look and rate")
    keys.choose("rating", "red")
    keys.write("because", "An injury with no clear account.")
    keys.enter("Save, then open it")
    keys.enter("Ask agencies")
    keys.tick("agencies", "community_health")
    keys.write("why", "An injury today.")
    keys.write("what", "When was he last seen, and any injury before?")
    keys.enter("Ask them")


def decide(keys: Keys) -> None:
    """What is known of the family and of this child, and what happens now. Nothing is chosen beforehand."""
    keys.enter("Decide")
    keys.write("family-worries", "A hand-shaped bruise with no clear account.")
    keys.write("family-working_well", "A neighbour looks out for him.")
    keys.write("family-nobody_because", "The neighbour rang a minute ago.")
    keys.choose("family-family_knows", "no")
    keys.choose("family-family_why_not", "more_risk")
    keys.write("child-1-means", "He may be hit again tonight.")
    keys.choose("child-1-safe_tonight", "no")
    keys.write("child-1-safe_because_no", "he stays with the neighbour until we have met")
    keys.choose("child-1-outcome", "strategy_discussion")
    keys.write("child-1-because", "Reasonable cause to suspect significant harm.")
    keys.enter("Check before recording")
    keys.enter("Record decision")


def discuss(keys: Keys) -> None:
    """Held the same evening; it ends with who does what for this child tonight."""
    keys.enter("Record the strategy discussion")
    keys.tick("meeting-children", "1")
    for kind in ("authority", "police", "health"):
        keys.tick("meeting-agencies", kind)
    keys.write("meeting-names", "O. Adeyemi, social work; DS Reed; H. Osei")
    keys.write("child-1-known", "A bruise the shape of a hand.")
    keys.write("child-1-decided", "A joint enquiry starts tonight.")
    keys.choose("child-1-starts_enquiry", "joint")
    for name, words in (
        ("who_1", "Aunt Rose"), ("what_1", "He sleeps at her flat"), ("by_when_1", "Tonight"),
        ("if_it_fails_1", "She rings the night worker"),
    ):  # fmt: skip
        keys.write(f"child-1-{name}", words)
    keys.enter("Record the discussion")


def visit(keys: Keys, year: int) -> None:
    """From the child's page to a visit that is planned, and to the one that is made tonight: seen alone, and heard."""
    keys.enter("The whole record")
    keys.enter("Keyan Invented")
    keys.enter("Visits")
    keys.enter("Plan a visit")
    keys.tick("children", "1")
    keys.choose("purpose", "section47")
    keys.moment("planned_for", year)
    keys.enter("Plan this visit")
    keys.enter("Record a visit")
    keys.choose("outing-purpose", "section47")
    keys.choose("child-1-seen", "yes")
    keys.choose("child-1-alone", "yes")
    keys.write("child-1-own_words", "He squeezed my arm.")
    keys.enter("Save visit")
