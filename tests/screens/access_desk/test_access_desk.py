"""The access desk: an emergency opening and its review, the restricted desk, who looked, accounts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from frontdoor.access.actions.bars import bar_relative
from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.models import Account, Grant, Look
from frontdoor.journey.models import Journey
from frontdoor.ledger.models import Event
from frontdoor.outbox.models import Message
from frontdoor.people.models import Person
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.filled import Filled
from tests.world import World, child


@pytest.fixture(autouse=True)
def _time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_time(world, monkeypatch)


def person_of(world: World, journey: object) -> Person:
    with world.all_rows():
        return Person.objects.get(pk=Journey.objects.get(pk=journey).about)


def hide(world: World, person: Person) -> None:
    with world.acting("restricted_manager") as by:
        restrict_person(
            person=person.id, custodian=by.account, by=by, happened_at=world.now, recorded_at=world.now
        )  # fmt: skip


def emergency(world: World, who: str, *, status: int = 302, **fields: str) -> AtWork:
    at = AtWork(world, who)
    page = at.get("/access-desk/emergency/")
    token = page.split('name="token" value="')[1].split('"')[0]
    sent = {"token": token, "reason": "Father is at the school gate now.", "number": "", **fields}
    at.post("/access-desk/emergency/", status=status, **sent)
    return at


def by_name(**more: str) -> dict[str, str]:
    return {"given_name": "Ana", "family_name": "Example", "born": "4/5/2019", **more}


def test_a_social_worker_opens_a_record_held_by_another_team_and_the_manager_is_told(world: World) -> None:
    world.account("hub_manager")
    receipt = world.contact(child())
    at = emergency(world, "social_worker", **by_name())
    assert receipt.reference in words(at.get(at.answer["Location"]))
    with world.acting("social_worker") as by:
        assert by.let_in == {person_of(world, receipt.journeys[0]).id}
    with world.all_rows():
        told = Message.objects.get(to_account=world.account("hub_manager").id)
        assert "Ana" not in told.subject + told.body
        assert "Sol" not in told.subject + told.body
        assert Event.objects.filter(kind="glass_broken").count() == 1


def test_where_the_only_manager_opens_a_record_information_governance_is_told(world: World) -> None:
    governance = world.account("information_governance")
    world.contact(child())
    emergency(world, "hub_manager", **by_name())
    with world.all_rows():
        assert Message.objects.get().to_account == governance.id, "never nobody"


def test_the_opening_ends_after_two_hours(world: World) -> None:
    receipt = world.contact(child())
    emergency(world, "social_worker", **by_name())
    world.later(hours=2, minutes=1)
    with world.acting("social_worker") as by:
        assert by.let_in == frozenset()
    at = AtWork(world, "social_worker")
    at.get(f"/access-desk/emergency/{person_of(world, receipt.journeys[0]).id}/", status=404)


def test_a_restricted_record_opens_and_only_the_desk_reviews_it(world: World) -> None:
    receipt = world.contact(child())
    person = person_of(world, receipt.journeys[0])
    hide(world, person)
    world.account("restricted_manager")
    with world.acting("contact_officer") as by:
        assert person.id in by.bars
        assert not Journey.objects.exists()
    emergency(world, "contact_officer", number=person.local_number)
    with world.acting("contact_officer") as by:
        assert person.id not in by.bars
        assert Journey.objects.get().about == person.id
    assert "Father is at the school gate" not in AtWork(world, "hub_manager").get("/access-desk/openings/")
    desk = AtWork(world, "restricted_manager")
    page = desk.get("/access-desk/openings/")
    assert "Father is at the school gate" in page
    with world.all_rows():
        opening = Grant.objects.get()
    review = f"/access-desk/openings/{opening.id}/"
    assert "Ana" in words(desk.get(review))
    desk.post(review, verdict="right", seen=str(opening.revision))
    with world.all_rows():
        assert Grant.objects.get().verdict == "right"
        assert Event.objects.filter(kind="glass_reviewed").count() == 1


def test_an_opening_that_waits_for_its_review_stands_above_those_reviewed(world: World) -> None:
    world.contact(child())
    desk = AtWork(world, "hub_manager")
    emergency(world, "social_worker", **by_name(reason="The first, reviewed since."))
    with world.all_rows():
        opening = Grant.objects.get()
    desk.post(f"/access-desk/openings/{opening.id}/", verdict="right", seen=str(opening.revision))
    world.later(minutes=5)
    emergency(world, "contact_officer", **by_name(reason="The second, read by nobody yet."))
    page = words(desk.get("/access-desk/openings/"))
    assert page.index("The second, read by nobody yet.") < page.index("The first, reviewed since.")


def test_a_relative_is_refused_in_the_words_for_a_child_who_does_not_exist(world: World) -> None:
    receipt = world.contact(child())
    person = person_of(world, receipt.journeys[0])
    relative = world.account("contact_officer")
    with world.acting("hub_manager") as by:
        bar_relative(
            account=relative.id, person=person.id, compartment="open", by=by, happened_at=world.now,
            recorded_at=world.now,
        )  # fmt: skip
    refused = emergency(world, "contact_officer", status=404, **by_name())
    of_nobody = emergency(world, "contact_officer", status=404, **by_name(given_name="Nobody"))
    assert words(refused.answer.content.decode()) == words(of_nobody.answer.content.decode())
    with world.all_rows():
        assert not Grant.objects.exists()
        assert Look.objects.filter(account=relative.id, refused=True).count() == 2


def test_a_form_sent_twice_opens_once_and_tells_once(world: World) -> None:
    world.account("hub_manager")
    world.contact(child())
    at = AtWork(world, "social_worker")
    token = at.get("/access-desk/emergency/").split('name="token" value="')[1].split('"')[0]
    for _ in range(2):
        at.post("/access-desk/emergency/", token=token, reason="Now.", **by_name())
    with world.all_rows():
        assert Grant.objects.count() == 1
        assert Message.objects.count() == 1


def test_without_a_reason_nothing_opens(world: World) -> None:
    world.contact(child())
    at = emergency(world, "social_worker", status=200, reason="", **by_name())
    assert "what may happen to the child if you wait" in at.answer.content.decode()
    with world.all_rows():
        assert not Grant.objects.exists()


def test_nobody_reviews_their_own_opening(world: World) -> None:
    world.contact(child())
    emergency(world, "hub_manager", **by_name())
    with world.all_rows():
        opening = Grant.objects.get()
    at = AtWork(world, "hub_manager")
    page = at.post(f"/access-desk/openings/{opening.id}/", status=200, verdict="right", seen=str(opening.revision))
    assert "somebody else reviews it" in page


def test_a_contact_about_a_restricted_child_reaches_the_desk_and_nobody_else(world: World) -> None:
    first = world.contact(child(nhs_number="9990000018"))
    hide(world, person_of(world, first.journeys[0]))
    again = world.contact(child(nhs_number="9990000018"))
    assert again.passed_to_duty_manager
    desk = AtWork(world, "restricted_manager").get("/access-desk/restricted/")
    assert again.reference in desk
    assert again.reference not in AtWork(world, "contact_officer").get("/triage/")
    AtWork(world, "contact_officer").get("/access-desk/restricted/", status=403)


def test_a_manager_sees_the_looks_of_the_own_team_and_governance_sees_all(world: World) -> None:
    receipt = world.contact(child())
    AtWork(world, "contact_officer").get("/triage/")
    AtWork(world, "restricted_manager").get("/triage/")
    governance = words(AtWork(world, "information_governance").get("/access-desk/who-looked/"))
    assert "Con Contact" in governance
    assert "Rae Restricted" in governance
    assert receipt.reference in governance
    manager = words(AtWork(world, "team_manager").get("/access-desk/who-looked/"))
    assert "Con Contact" not in manager
    assert "Rae Restricted" not in manager


def test_the_other_authority_sees_no_look_at_all(world: World) -> None:
    world.contact(child())
    AtWork(world, "contact_officer").get("/triage/")
    assert "Con Contact" not in AtWork(world, "neighbour").get("/access-desk/who-looked/")


def test_an_account_is_made_gets_its_password_by_a_link_and_is_stopped(world: World) -> None:
    at = AtWork(world, "information_governance")
    at.post(
        "/access-desk/accounts/new/", name="Nia New", email="nia@example.org", role="contact_officer", agency="council",
        approved_by="Hattie Hub",
    )  # fmt: skip
    made = Account.objects.get(email="nia@example.org")
    page = at.post(f"/access-desk/accounts/{made.id}/link/", status=200)
    link = page.split("<code>http://testserver")[1].split("</code>")[0]
    at.client.post(link, {"password": "three quiet geese", "again": "three quiet geese"})
    made.refresh_from_db()
    assert made.check_password("three quiet geese")
    at.get(link, status=404)
    at.post(f"/access-desk/accounts/{made.id}/stop/")
    assert "stopped" in words(at.get("/access-desk/accounts/"))
    made.refresh_from_db()
    assert not made.is_active
    with world.all_rows():
        told = {one.kind: one for one in Event.objects.filter(record=made.id)}
        assert {*told} == {"account_made", "password_link_given", "account_stopped"}
        assert {(one.compartment, one.by_account) for one in told.values()} == {
            ("governance", world.account("information_governance").id)
        }
        assert told["account_made"].data == {"role": "contact_officer"}, "never a name or an address"


def test_nobody_gets_an_account_or_a_role_without_somebody_who_approved_it(world: World) -> None:
    at = AtWork(world, "information_governance")
    new = {"name": "Nia New", "email": "nia@example.org", "role": "restricted_manager", "agency": "council"}
    assert "Enter who approved it" in at.post("/access-desk/accounts/new/", status=200, **new)
    half = at.post("/access-desk/accounts/new/", status=200, **new, approved_by="Dee Director", registration="SW1")
    assert "A registration has a number and a last day." in half
    assert not Account.objects.filter(email="nia@example.org").exists()
    at.post("/access-desk/accounts/new/", **new, approved_by="Dee Director")
    assert "Dee Director" in words(at.get("/access-desk/accounts/"))


def test_a_registration_that_ran_out_is_renewed_and_decides_again(world: World) -> None:
    """Social workers renew by 30 November each year: on 1 December the front door still decides."""
    manager, desk = world.account("hub_manager"), AtWork(world, "information_governance")
    manager.registered_until = world.now.date() - timedelta(days=1)
    manager.save(update_fields=["registered_until"])
    with world.acting("hub_manager") as by:
        assert not by.registered
    assert "SW100001, until 19 Nov 2026: ended, decides nothing until it is renewed here" in words(
        desk.get("/access-desk/accounts/")
    )
    path = f"/access-desk/accounts/{manager.id}/change/"
    form = Filled(desk.get(path), "")
    assert (form["registration"], form["registered_until"], form["role"]) == ("SW100001", "19/11/2026", "hub_manager")
    desk.post(path, **form.with_(registered_until="30/11/2027", teams="hub, night hub", approved_by="Head of service"))
    manager.refresh_from_db()
    assert (manager.registered_until, manager.teams) == (date(2027, 11, 30), ["hub", "night"])
    with world.acting("hub_manager") as by:
        assert by.registered
    with world.all_rows():
        told = Event.objects.get(kind="account_changed")
        assert told.data == {"details": ["approved_by", "registered_until", "teams"], "role": "hub_manager"}
    desk.post(path, **Filled(desk.get(path), "").with_())
    with world.all_rows():
        assert Event.objects.filter(kind="account_changed").count() == 1, "sent back unchanged it says nothing"


def test_nobody_changes_their_own_account_or_one_elsewhere(world: World) -> None:
    own, other = world.account("information_governance"), world.account("neighbour")
    at = AtWork(world, "information_governance")
    sent = {"name": "Ig", "role": "restricted_manager", "agency": "council", "approved_by": "Myself"}
    assert "Somebody else changes your own account." in at.post(
        f"/access-desk/accounts/{own.id}/change/", status=200, **sent
    )
    at.post(f"/access-desk/accounts/{other.id}/change/", status=404, **sent)
    own.refresh_from_db()
    assert own.role == "information_governance"


def test_accounts_of_the_other_authority_are_not_there(world: World) -> None:
    other = world.account("neighbour")
    at = AtWork(world, "information_governance")
    assert "Ned Near" not in at.get("/access-desk/accounts/")
    at.post(f"/access-desk/accounts/{other.id}/stop/", status=404)
