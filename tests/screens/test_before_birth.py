"""No page asks of an unborn child what only a child who is born can be asked; the mother is seen and heard instead."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from frontdoor.journey.actions.assessments import start_assessment
from frontdoor.journey.models import Journey
from frontdoor.people.models import Person
from frontdoor.rules.concern import ConcernedChild, SubjectKind
from tests.cases import decide
from tests.screens.at_work import AtWork, keep_time, words
from tests.stories.walking import do
from tests.world import World

#: What fits nobody before birth.
UNFIT = (
    "Child seen", "child was seen", "child’s own words", "an ordinary day", "An ordinary day", "Where they sleep",
    "School or early years", "Last seen by a professional", "Seen by who told us", "In their own words",
    "Their words", "they said or showed", "An adult they trust", "A baby",
)  # fmt: skip

PAGES = [
    ("hub:record", "hub_manager", "Mother last seen by a professional"),
    ("triage:rate", "contact_officer", "Unborn, due 4 Feb 2027"),
    ("decision:decide", "hub_manager", "Is the mother safe tonight?"),
    ("child:page", "hub_manager", "In the mother’s words"),
    ("visit:record", "out_of_hours", "Was the mother seen?"),
    ("assessment:overview", "hub_manager", "Mother seen"),
]


@pytest.mark.parametrize(("route", "who", "instead"), PAGES)
def test_what_a_page_asks_before_the_birth(
    world: World, monkeypatch: pytest.MonkeyPatch, route: str, who: str, instead: str
) -> None:
    keep_time(world, monkeypatch)
    receipt = world.contact(ConcernedChild(kind=SubjectKind.UNBORN, expected=date(2027, 2, 4)))
    (journey,) = receipt.journeys
    if route == "assessment:overview":
        decide(world, journey, "assessment")
        do(world, "out_of_hours", start_assessment, journey=journey)
    with world.all_rows():
        number = Person.objects.get(pk=Journey.objects.get(pk=journey).about).local_number
    address = reverse(route, args=[number if route == "child:page" else receipt.reference])
    page = words(AtWork(world, who).get(address))
    assert instead in page
    assert [one for one in UNFIT if one in page] == []
