"""The outbox: who waits to be told, and what a demonstration's mail says; a real one's is not shown."""

from __future__ import annotations

from typing import Any

import pytest

from frontdoor.access.actions.letting_in import let_in
from frontdoor.journey import on_call_queries
from frontdoor.journey.actions.feedback import release_feedback
from frontdoor.journey.models import Feedback
from frontdoor.outbox.models import Message
from frontdoor.rules.concern import Answer, Referrer, ReferrerKind
from tests.cases import decide
from tests.screens.access_desk.test_access_desk import emergency, hide, person_of
from tests.screens.at_work import AtWork, words
from tests.screens.filled import Filled
from tests.stories.walking import do
from tests.world import World, child


def test_from_the_outbox_to_the_release_of_one_recipient(friday: World, settings: Any) -> None:
    receipt = friday.contact(child(), child(given_name="Ben"))
    for journey in receipt.journeys:
        decide(friday, journey, "advice")
    at = AtWork(friday, "hub_manager")
    page = at.get("/outbox/")
    assert "2 people wait to be told" in words(page)
    assert "hungry" not in words(page).lower()
    path = page.split('href="/social-work/')[1].split('"')[0]
    at.post(f"/social-work/{path}", **Filled(at.get(f"/social-work/{path}"), "").with_(go="do", means="telephone"))
    assert "1 person waits to be told" in words(at.get("/outbox/"))
    with friday.all_rows():
        assert Feedback.objects.filter(released_at__isnull=False).count() == 1


def test_mail_is_shown_where_it_goes_nowhere_and_only_there(friday: World, settings: Any) -> None:
    with friday.acting("hub_manager"):
        Message.new(
            at=friday.now, authority="874", channel="email", to_address="a.teacher@example.org",
            subject="A message about FD-26-1", body="Your code is 123456. {site}/refer/", queued_at=friday.now,
        )  # fmt: skip
    at = AtWork(friday, "hub_manager")
    assert "Your code is 123456. http" in words(at.get("/outbox/"))
    settings.EMAIL_HOST = "mail.example.org"
    page = words(at.get("/outbox/"))
    assert "123456" not in page
    assert "A message about FD-26-1" in page
    AtWork(friday, "contact_officer").get("/outbox/", status=403)


def test_texts_and_calls_to_whoever_is_on_call_are_shown_in_a_demonstration(friday: World, settings: Any) -> None:
    from frontdoor.jobs import rounds
    from frontdoor.journey.actions.rating import declare_danger

    receipt = friday.contact(child())
    with friday.acting("contact_officer") as by:
        declare_danger(
            contact=receipt.contact, because="At the door", by=by, happened_at=friday.now, recorded_at=friday.now
        )
    rounds.send_messages(friday.now)
    page = words(AtWork(friday, "hub_manager").get("/outbox/"))
    assert "Text to" in page
    assert "Call, read aloud to" in page
    assert f"{receipt.reference} needs you now" in page
    assert "Told only once somebody says that they have the child" in page
    assert "At the door" not in page
    settings.TEXT_URL = "https://text.example"
    page = words(AtWork(friday, "hub_manager").get("/outbox/"))
    assert "handed to the text service" in page
    assert page.count("needs you now") == 1, "a real text is not shown"


@pytest.mark.parametrize(
    ("kind", "shown", "because"),
    [
        (ReferrerKind.PROFESSIONAL, True, "a professional answers by name"),
        (ReferrerKind.PUBLIC, False, "who told us stands behind the referrers' wall, and the look at it is logged"),
        (ReferrerKind.RELATIVE, False, "the family would learn from one mailbox who it was"),
    ],
)
def test_the_outbox_does_not_say_who_told_us_in_private(
    friday: World, kind: ReferrerKind, shown: bool, because: str
) -> None:
    told_by = Referrer(kind=kind, source="1A", name="Jo Neighbour", email="jo.neighbour@example.org")
    receipt = friday.contact(child(), referrer=told_by)
    decide(friday, receipt.journeys[0], "advice")
    with friday.all_rows():
        drafted = Feedback.objects.get(to_kind__in=("professional", "public", "relative"))
    do(friday, "hub_manager", release_feedback, feedback=drafted.id, means="email", seen=None)
    page = words(AtWork(friday, "social_worker").get("/outbox/"))
    assert f"A message about {receipt.reference}" in page
    assert ("jo.neighbour@example.org" in page) is shown, because


def test_all_are_counted_and_the_newest_can_be_reached(friday: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_call_queries, "ON_A_PAGE", 2)
    for name in ("Ava", "Ben", "Cai", "Dot", "Eve"):
        decide(friday, friday.journey(given_name=name), "advice")
        friday.later(minutes=1)
    at = AtWork(friday, "hub_manager")
    first = at.get("/outbox/")
    assert "5 people wait to be told Soonest due first, 1 to 2 of 5." in words(first)
    assert "Ava Example" in words(first)
    assert "Eve Example" not in words(first)
    assert 'href="?page=1#drafts"' in first
    last = words(at.get("/outbox/", page="2"))
    assert "5 to 5 of 5" in last
    assert "Eve Example" in last
    newest = at.get("/outbox/", first="newest")
    text = words(newest)
    assert "Newest first, 1 to 2 of 5." in text
    assert text.index("Eve Example") < text.index("Dot Example")
    assert "Cai Example" not in text
    assert 'href="?first=newest&amp;page=1#drafts"' in newest
    assert "5 to 5 of 5" in words(at.get("/outbox/", page="99")), "a page that is no more shows the last"
    assert "1 to 2 of 5" in words(at.get("/outbox/", page="x"))


def test_the_outbox_names_nothing_of_a_child_whom_a_wall_hides(friday: World) -> None:
    """Who is told when a restricted record is opened, and every reference behind the wall, would be a hint."""
    desk = friday.account("restricted_manager")
    hub = friday.account("hub_manager").email
    told = {"nhs_number": "9990000018"}
    before, other = friday.contact(child(**told)), friday.contact(child(given_name="Bela", nhs_number="9990000026"))
    for receipt in (before, other):
        decide(friday, receipt.journeys[0], "advice", who="restricted_manager")
        with friday.acting("hub_manager"):
            Message.new(
                at=friday.now, authority="874", channel="email", to_address="a.teacher@example.org",
                subject=f"A message about {receipt.reference}", body="Ring us.", reference=receipt.reference,
                queued_at=friday.now,
            )  # fmt: skip
        hide(friday, person_of(friday, receipt.journeys[0]))
    again = friday.contact(child(**told), danger_now=Answer.YES)
    emergency(friday, "contact_officer", **told, number=told["nhs_number"])
    page = words(AtWork(friday, "hub_manager").get("/outbox/"))
    for hint in (before.reference, other.reference, again.reference, desk.email):
        assert hint not in page, hint
    account = friday.account("social_worker").id
    person = person_of(friday, before.journeys[0]).id
    until = friday.now.date()
    do(friday, "restricted_manager", let_in, person=person, account=account, until=until, reason="Holds her")
    page = words(AtWork(friday, "social_worker").get("/outbox/"))
    for hint in (other.reference, desk.email):
        assert hint not in page, f"let in to one, and to nobody else: {hint}"
    assert before.reference in page
    assert other.reference in words(AtWork(friday, "restricted_manager").get("/outbox/"))
    assert hub not in page
