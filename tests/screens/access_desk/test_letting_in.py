"""Who works with a restricted child is let in by the desk, to that child and who came with them, and to nobody else."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from frontdoor.access.actions.bars import bar_relative
from frontdoor.access.actions.letting_in import UnableToLetIn, let_in
from frontdoor.access.models import Grant
from frontdoor.journey.actions.allegations import inform_designated_officer
from frontdoor.journey.actions.allocation import accept_allocation, allocate
from frontdoor.journey.models import Allegation, Journey
from frontdoor.ledger.models import Event
from frontdoor.outbox.models import Message
from frontdoor.people.models import Person
from tests.cases import decide
from tests.screens.access_desk.test_access_desk import emergency, hide, person_of
from tests.screens.at_work import AtWork, keep_time, words
from tests.screens.filled import Filled
from tests.stories.walking import do
from tests.world import World, child


@pytest.fixture(autouse=True)
def _time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_time(world, monkeypatch)
    world.account("restricted_manager")


def held(world: World, journey: UUID) -> None:
    """The child is with the social worker."""
    decide(world, journey, "assessment")
    worker = world.account("social_worker").id
    given = do(world, "hub_manager", allocate, journey=journey, team="assessment_1", worker=worker, token=world.token())
    do(world, "social_worker", accept_allocation, allocation=given.id)


def names_seen(world: World, who: str) -> set[str]:
    with world.acting(who):
        return {one.given_name for one in Person.objects.all()}


def test_the_desk_lets_the_childs_worker_in_for_a_time_and_no_longer(world: World) -> None:
    receipt = world.contact(child(), child(given_name="Ben"))
    person = person_of(world, receipt.journeys[0])
    for journey in receipt.journeys:
        held(world, journey)
    hide(world, person)
    record = f"/contact/{receipt.reference}/"
    worker, desk, path = AtWork(world, "social_worker"), AtWork(world, "restricted_manager"), walls(person)
    worker.get(record, status=404)
    assert "sees neither now: Sol Worker" in words(desk.get(path))
    incomplete = desk.post(path, status=200, **form(world, until="", reason=""))
    assert "Enter the last day" in incomplete
    assert "why they are let in" in incomplete
    for wrong in ("19/11/2026", "1/1/2030"):
        assert "today or later, and a year" in words(desk.post(path, status=200, **form(world, until=wrong)))
    desk.post(path, **form(world, until="27/11/2026"))
    page = words(desk.get(path))
    assert "Sol Worker , until Sat 28 Nov 00:00" in page
    assert "sees neither now" not in page
    assert "Ana" in words(worker.get(record))
    assert "Ben" in words(worker.get(record)), "who came with the child is worked with again too"
    AtWork(world, "team_manager").get(record, status=404)
    with world.all_rows():
        grant = Grant.objects.get()
        told = Event.objects.get(kind="let_in")
    assert (told.data, told.compartment) == (
        {"account": str(world.account("social_worker").id), "until": "2026-11-27"}, "restricted",
    )  # fmt: skip
    world.later(days=8)
    worker = AtWork(world, "social_worker")
    worker.get(record, status=404)
    world.later(days=-7)
    desk = AtWork(world, "restricted_manager")
    desk.post(path, **{"what": "out", "out-wall": str(grant.id), "out-seen": str(grant.revision)})
    AtWork(world, "social_worker").get(record, status=404)
    assert "Nobody but the desk and the custodian." in words(desk.get(path))


def walls(person: Person) -> str:
    return f"/access-desk/walls/{person.local_number}/"


def form(world: World, **more: str) -> dict[str, str]:
    given = {"account": str(world.account("social_worker").id), "until": "27/11/2026", "reason": "Holds her", **more}
    return {"what": "let", **{f"let-{name}": value for name, value in given.items()}}


def test_only_the_desk_lets_in_and_never_a_relative(world: World) -> None:
    person = person_of(world, world.journey())
    account = world.account("social_worker").id
    given = {"person": person.id, "account": account, "until": date(2026, 11, 27), "reason": "Holds her"}
    for who in ("hub_manager", "team_manager", "information_governance", "social_worker"):
        with pytest.raises(Exception, match="not something a"):
            do(world, who, let_in, **given)
    do(world, "hub_manager", bar_relative, account=account, person=person.id, compartment="open")
    hide(world, person)
    with pytest.raises(UnableToLetIn, match="A bar keeps them"):
        do(world, "restricted_manager", let_in, **given)
    with world.all_rows():
        assert not Grant.objects.exists()


@pytest.mark.parametrize("way", ["emergency", "let in"])
def test_who_is_let_in_to_one_restricted_child_sees_nobody_elses_brother(world: World, way: str) -> None:
    """Those who came with a restricted child stand behind the wall without a restriction of their own."""
    one = {"given_name": "Alba", "family_name": "One", "nhs_number": "9990000018"}
    alba = world.contact(child(**one))
    hide(world, person_of(world, alba.journeys[0]))
    bela = {"given_name": "Bela", "family_name": "Two", "nhs_number": "9990000026", "born": date(2015, 1, 1)}
    hide(world, person_of(world, world.contact(child(**bela)).journeys[0]))
    again = world.contact(child(**bela), child(given_name="Brother", family_name="Two"))
    sister = world.contact(
        child(given_name="Alba", family_name="One", nhs_number="9990000018"), child(given_name="Sis")
    )
    person = person_of(world, alba.journeys[0])
    if way == "emergency":
        emergency(world, "contact_officer", number=person.local_number)
    else:
        account = world.account("contact_officer").id
        do(
            world, "restricted_manager", let_in, person=person.id, account=account, until=date(2026, 11, 27),
            reason="Takes her calls",
        )  # fmt: skip
    assert names_seen(world, "contact_officer") == {"Alba", "Sis"}
    at = AtWork(world, "contact_officer")
    assert "Sis" in words(at.get(f"/contact/{sister.reference}/"))
    at.get(f"/contact/{again.reference}/", status=404)
    assert names_seen(world, "restricted_manager") >= {"Alba", "Bela", "Brother", "Sis"}


def test_an_emergency_opens_who_came_with_a_restricted_child_and_tells_the_desk(world: World) -> None:
    world.account("hub_manager")
    told = {"given_name": "Bela", "family_name": "Two", "nhs_number": "9990000026", "born": date(2015, 1, 1)}
    hide(world, person_of(world, world.contact(child(**told)).journeys[0]))
    again = world.contact(child(**told), child(given_name="Brother", family_name="Two", born=date(2014, 2, 3)))
    assert "Brother" not in names_seen(world, "contact_officer")
    emergency(world, "contact_officer", given_name="Brother", family_name="Two", born="3/2/2014")
    assert names_seen(world, "contact_officer") == {"Brother"}
    with world.all_rows():
        to = {one.to_account for one in Message.objects.filter(subject__contains="emergency")}
        about = Grant.objects.get().person
    assert to == {world.account("restricted_manager").id}, "a manager of the hub would learn that there is a wall"
    with world.all_rows():
        assert Journey.objects.get(pk=again.journeys[1]).about == about


def test_a_child_restricted_while_the_contact_waits_stands_at_the_desk(world: World) -> None:
    receipt = world.contact(child(), child(given_name="Ben"))
    desk = AtWork(world, "restricted_manager")
    assert receipt.reference not in desk.get("/access-desk/restricted/")
    hide(world, person_of(world, receipt.journeys[0]))
    assert receipt.reference in desk.get("/access-desk/restricted/")
    assert receipt.reference not in AtWork(world, "hub_manager").get("/triage/")


def test_an_allegation_stands_at_the_desk_until_the_designated_officer_is_told(world: World) -> None:
    receipt = world.contact(child())
    decide(world, receipt.journeys[0], "advice", also=("lado",))
    desk = words(AtWork(world, "restricted_manager").get("/access-desk/restricted/"))
    assert "1 allegation waits to be reported to the designated officer" in desk
    assert f"{receipt.reference} , known Fri 20 Nov 16:50" in desk
    with world.all_rows():
        row = Allegation.objects.get()
    do(world, "restricted_manager", inform_designated_officer, allegation=row.id, officer="Dee", seen=None)
    assert "allegation" not in words(AtWork(world, "restricted_manager").get("/access-desk/restricted/"))


def test_letting_in_chooses_nobody(world: World) -> None:
    person = person_of(world, world.journey())
    hide(world, person)
    page = AtWork(world, "restricted_manager").get(walls(person))
    assert Filled(page, "let-").chosen == []
