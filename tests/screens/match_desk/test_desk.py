"""The clerk's desk: side by side, evidence that adds up, decided by name; a desk of its own behind the wall."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.db import transaction

from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.models import Look
from frontdoor.journey.models import Journey
from frontdoor.ledger.models import Event
from frontdoor.people.aliases import ids_of, shown_id
from frontdoor.people.details import record_address, set_safety_line
from frontdoor.people.identity import Joining, Proposal, SearchStep
from frontdoor.people.judging import Offered, take_found
from frontdoor.people.merging import merge_people
from frontdoor.people.models import Address, Name, Person, SafetyLine
from frontdoor.rules.concern import Answer, ConcernedAdult, ConcernedChild, GivenAddress
from frontdoor.rules.identity import Rung
from tests.harness.browser import BrowserServer
from tests.screens.at_work import AtWork, words
from tests.screens.browsing import now_world, sign_in, sound
from tests.stories.walking import do
from tests.world import World, child

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EVIDENCE = (
    Rung(compared="First name", words="sounds the same: Zofia, Sofia", weight=4.25),
    Rung(compared="Surname", words="the same, and rare here", weight=8.5),
    Rung(compared="Birth", words="day and month swapped", weight=5.75),
    Rung(compared="Postcode", words="another part of the city", weight=-2.0),
    Rung(compared="School", words="another school", weight=-1.5),
)
HOME = GivenAddress(lines="12 Hidden Row, Fenmarsh", postcode="PE1 9ZZ", keep_from="the father")


def arrives(world: World, **facts: object) -> UUID:
    adults = (
        ConcernedAdult(
            given_name="Maria", family_name="Nowak", relationship="mother", parental_responsibility=Answer.YES
        ),
    )
    receipt = world.contact(child(**{"family_name": "Nowak", **facts}), adults=adults)
    with world.all_rows():
        return Journey.found(receipt.journeys[0]).about


def offer(world: World, arrived: UUID, *known: UUID, links: bool = False) -> list[Proposal]:
    offered = [
        Offered(person=one, weight=sum(rung.weight for rung in EVIDENCE), evidence=EVIDENCE, links=links)
        for one in known
    ]
    with world.acting("contact_officer") as by:
        return take_found(Person.found(arrived), offered, by=by, at=world.now, written=[])


def test_the_desk_shows_who_may_be_whom_and_no_score(friday: World) -> None:
    known = arrives(friday, given_name="Zofia", born=date(2017, 4, 5), address=HOME)
    arrived = arrives(friday, given_name="Sofia", born=date(2017, 5, 4))
    (proposal,) = offer(friday, arrived, known)
    at = AtWork(friday, "contact_officer")
    text = words(at.get("/match-desk/"))
    assert "Sofia Nowak, 9" in text
    assert "Zofia Nowak, 9" in text
    assert "Red or not yet rated" in text
    assert "15" not in re.sub(r"FD[-\d]+|15:", "", text), "a score stands with its evidence alone"
    page = at.get(f"/match-desk/{proposal.id}/")
    text = words(page)
    for part in ("First name Sofia Zofia differs", "Surname Nowak Nowak same", ": mother", "+4.2", "-2.0"):
        assert part in text, part
    assert "Hidden Row" not in page
    assert "checked" not in page.replace("unchecked", ""), "nothing is chosen beforehand"


def test_the_weights_shown_add_up_to_what_is_shown_beneath(friday: World) -> None:
    known, arrived = arrives(friday), arrives(friday, given_name="Sofia")
    (proposal,) = offer(friday, arrived, known)
    page = AtWork(friday, "contact_officer").get(f"/match-desk/{proposal.id}/")
    table = re.search(r"fdm__evidence.*?</table>", page, re.S)
    assert table is not None
    weights = [float(one) for one in re.findall(r'data-label="Weight"[^>]*>([+-][\d.]+)<', table.group(0))]
    total = re.search(r"<b>([+-][\d.]+)</b>", table.group(0))
    assert total is not None
    assert len(weights) == len(EVIDENCE)
    assert sum(weights) == pytest.approx(float(total.group(1)), abs=0.3)


def test_where_they_live_is_shown_on_asking_and_logged_for_both(friday: World) -> None:
    known, arrived = arrives(friday, address=HOME), arrives(friday)
    (proposal,) = offer(friday, arrived, known)
    text = words(AtWork(friday, "contact_officer").post(
        f"/match-desk/{proposal.id}/", status=200, show="address", purpose="check"
    ))  # fmt: skip
    assert "12 Hidden Row, Fenmarsh, PE19ZZ (kept from the father)" in text
    with friday.all_rows():
        logged = Look.objects.filter(page="match_address", purpose="check").values_list("person", flat=True)
        assert {*logged} == {known, arrived}


def test_a_clerk_says_same_with_a_reason_and_what_was_typed_is_never_lost(friday: World) -> None:
    known, arrived = arrives(friday), arrives(friday)
    (proposal,) = offer(friday, arrived, known)
    at = AtWork(friday, "contact_officer")
    path = f"/match-desk/{proposal.id}/"
    page = words(at.post(path, status=422, seen="1", verdict="", because=""))
    assert "Say whether these are one person." in page
    assert "Say why" in page
    other = AtWork(friday, "hub_manager")
    other.post(path, seen="1", verdict="cannot_tell", because="Nobody answers at the school")
    page = at.post(path, status=409, seen="1", verdict="same", because="Mother gave both names")
    assert "Hattie Hub changed this while you were writing" in words(page)
    assert page.count("Mother gave both names") >= 2, "kept to read and kept in the box"
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen is not None
    at.post(path, seen=seen.group(1), verdict="same", because="Mother gave both names")
    with friday.acting("hub_manager"):
        assert shown_id(arrived) == known
    assert "Said to be one person" in words(at.get(path))
    done = at.get(at.answer.headers.get("Location", "/match-desk/"), done="same", of=str(proposal.id))
    with friday.all_rows():
        number = Person.found(known).local_number
    assert f'href="/child/{number}/"' in done
    assert f'href="/match-desk/joined/{number}/"' in done
    assert "The record FD-" in words(done)
    text = words(at.get(f"/match-desk/joined/{number}/"))
    assert "joined at the desk by Con Contact, Fri 20 Nov 16:50 “Mother gave both names”" in text
    at.post(path, status=409, seen="9", verdict="same", because="Again")


def test_of_a_link_of_the_program_whoever_confirmed_it_is_named_with_moment_and_reason(friday: World) -> None:
    known, arrived = arrives(friday), arrives(friday)
    (proposal,) = offer(friday, arrived, known, links=True)
    with friday.all_rows():
        number = Person.found(known).local_number
    friday.later(minutes=30)
    at = AtWork(friday, "hub_manager")
    at.post(f"/match-desk/{proposal.id}/", seen=proposal.revision, verdict="same", because="The aunt says so")
    assert "Who joined them, and taking apart" in words(at.get(at.answer.headers["Location"]))
    page = at.get(f"/match-desk/joined/{number}/")
    said = "linked by the program, confirmed by Hattie Hub, Fri 20 Nov 17:20"
    assert f"{said} “The aunt says so”" in words(page)
    link = re.search(r'href="(/match-desk/apart/[0-9a-f-]+/)"', page)
    assert link is not None
    assert said in words(at.get(link.group(1)))


def test_a_name_that_repeats_the_one_shown_is_no_other_name(friday: World) -> None:
    known = arrives(friday, given_name="Zofia")
    arrived = arrives(friday, given_name="Sofia")
    with friday.all_rows():
        of = {"at": friday.now, "authority": "874"}
        Name.new(**of, person=known, family_name="Nowak", key="nowak", kind="alias")
        Name.new(**of, person=arrived, given_name="Sofia", family_name="Kowalska", key="kowalska sofia", kind="alias")
    (proposal,) = offer(friday, arrived, known)
    text = words(AtWork(friday, "contact_officer").get(f"/match-desk/{proposal.id}/"))
    row = re.search(r"Other names (.*?) (same|differs|only one says)", text)
    assert row is not None
    assert "Sofia Kowalska" in row.group(1)
    assert "Nowak" not in row.group(1)
    assert row.group(2) == "only one says"


def test_matches_behind_a_wall_stand_on_a_desk_of_their_own(friday: World) -> None:
    known, arrived = arrives(friday, given_name="Hidda"), arrives(friday, given_name="Hidda")
    with friday.acting("restricted_manager") as by:
        restrict_person(person=known, custodian=by.account, by=by, happened_at=friday.now, recorded_at=friday.now)
    (proposal,) = offer(friday, arrived, known, links=True)
    for who in ("contact_officer", "hub_manager", "out_of_hours"):
        at = AtWork(friday, who)
        assert "0 waiting" in words(at.get("/match-desk/"))
        hidden = at.get(f"/match-desk/{proposal.id}/", status=404)
        assert words(hidden) == words(at.get(f"/match-desk/{known}/", status=404)), "as for one that is not there"
        at.get("/match-desk/restricted/", status=403)
    at = AtWork(friday, "restricted_manager")
    assert "Hidda Nowak" not in words(at.get("/match-desk/"))
    assert "Hidda Nowak" in words(at.get("/match-desk/restricted/"))
    at.post(f"/match-desk/{proposal.id}/", seen="1", verdict="same", because="The aunt told us")
    assert "Hidda" not in words(AtWork(friday, "hub_manager").get("/triage/"))


def test_taking_apart_asks_of_each_contact_that_came_since(friday: World) -> None:
    known, other = arrives(friday, given_name="Ivo"), arrives(friday, given_name="Ivor")
    made = do(friday, "hub_manager", merge_people, keep=known, join=other, because="Looked alike")
    friday.later(days=2)
    with friday.acting("contact_officer") as by:
        from frontdoor.journey.actions.contacts import receive_contact
        from tests.world import concern

        since = receive_contact(
            concern=concern(child(given_name="Ivor", family_name="Nowak"), received_at=friday.now),
            token=friday.token(), by=by, recorded_at=friday.now, known={0: known},
        )  # fmt: skip
    with friday.all_rows():
        arrived = Journey.found(since.journeys[0]).about
        number = Person.found(known).local_number
    at = AtWork(friday, "hub_manager")
    text = words(at.get(f"/match-desk/joined/{number}/"))
    assert "Ivor Nowak, 7" in text
    assert "Looked alike" in text
    path = f"/match-desk/apart/{made.id}/"
    page = words(at.get(path))
    assert since.reference in page
    revision = made.revision
    refused = words(at.post(path, status=422, seen=revision, because="Two cousins"))
    assert "say whose it is" in refused
    at.post(path, seen=revision, because="Two cousins", **{f"of_{arrived}": "joined"})
    with friday.acting("hub_manager"):
        assert {*ids_of(known)} == {known}
        assert {*ids_of(other)} == {other, arrived}
    assert "They were taken apart already." in words(at.get(path))
    with friday.all_rows():
        assert Joining.objects.get(pk=made.id).undone_at == friday.now


def test_taking_apart_asks_of_each_fact_that_was_recorded_since(friday: World) -> None:
    known, other = arrives(friday, given_name="Ivo"), arrives(friday, given_name="Ivor")
    made = do(friday, "hub_manager", merge_people, keep=known, join=other, because="Looked alike")
    friday.later(days=2)
    with friday.all_rows():
        through = Journey.objects.get(about=known)
    told = {"person": known, "through": through}
    home = do(friday, "hub_manager", record_address, lines="3 Hidden Lock", postcode="PE1 1AB", **told)
    line = do(friday, "hub_manager", set_safety_line, line="other", words="Ring the aunt", **told)
    at = AtWork(friday, "hub_manager")
    path = f"/match-desk/apart/{made.id}/"
    page = words(at.get(path))
    assert "an address" in page
    assert "“Ring the aunt”" in page
    assert "Hidden Lock" not in page
    refused = at.post(path, status=422, seen=made.revision, because="Two cousins", **{f"of_{line.id}": "kept"})
    assert "say whose it is" in words(refused)
    at.post(
        path, seen=made.revision, because="Two cousins", **{f"of_{line.id}": "kept", f"of_{home.id}": "joined"}
    )  # fmt: skip
    with friday.all_rows():
        assert Address.objects.get(lines="3 Hidden Lock").person == other
        assert SafetyLine.objects.get(words="Ring the aunt").person == known
        events = Event.objects.filter(kind="fact_assigned").order_by("about")
        assert {(one.about, one.data["what"], one.data["came"]) for one in events} == {
            (known, "address", False), (other, "address", True)
        }  # fmt: skip


def test_a_household_moves_splits_and_joins_apart_from_who_is_who(friday: World) -> None:
    first = friday.contact(child(given_name="Ana"), child(given_name="Ben"))
    second = friday.contact(child(given_name="Cai"), child(given_name="Dot"))
    with friday.all_rows():
        ana, ben, cai, dot = (Journey.found(one).about for one in (*first.journeys, *second.journeys))
        number = {one.id: one.local_number for one in Person.objects.filter(id__in=[ana, ben, cai, dot])}

    def homes() -> list[set[UUID]]:
        with friday.all_rows():
            found: dict[UUID | None, set[UUID]] = {}
            for one in Person.objects.filter(id__in=[ana, ben, cai, dot]):
                found.setdefault(one.household, set()).add(one.id)
            return sorted(found.values(), key=len)

    at = AtWork(friday, "contact_officer")
    path = f"/match-desk/household/{number[ana]}/"
    assert "Ben Example" in words(at.get(path))
    assert "Say what changed" in words(at.post(path, status=422))
    at.post(path, change="split", people=[str(ben)], because="Moved to his aunt")
    assert homes() == [{ana}, {ben}, {cai, dot}] or {frozenset(one) for one in homes()} == {
        frozenset({ana}), frozenset({ben}), frozenset({cai, dot})
    }  # fmt: skip
    at.post(path, change="move", people=[str(ana)], to=number[ben], because="Followed him")
    assert {frozenset(one) for one in homes()} == {frozenset({ana, ben}), frozenset({cai, dot})}
    assert "not open to you" in words(at.post(path, status=409, change="join", to="FD000000000000000"))
    at.post(path, change="join", to=number[cai], because="The mothers are sisters")
    assert homes() == [{ana, ben, cai, dot}]
    with friday.all_rows():
        assert ids_of(ana) == (ana,)
    AtWork(friday, "social_worker").get(path, status=403)


def test_a_manager_decides_about_a_child_without_a_name(friday: World) -> None:
    friday.contact(ConcernedChild(label="girl about 9, red coat"))
    friday.later(days=1)
    at = AtWork(friday, "hub_manager")
    assert "1 not identified, 1 for a manager to decide" in words(at.get("/match-desk/"))
    page = at.get("/match-desk/not-identified/")
    link = re.search(r'href="(/match-desk/not-identified/[0-9a-f-]+/)"', page)
    assert link is not None
    assert "Choose what happens now." in words(at.post(link.group(1), status=422))
    at.post(link.group(1), step="ring_referrer", because="Con rings the school at four")
    assert "Con rings the school at four" in words(at.get("/match-desk/not-identified/"))
    AtWork(friday, "contact_officer").get(link.group(1), status=403)
    with friday.all_rows():
        assert SearchStep.objects.get().decided_by_name == "Hattie Hub"


def test_two_records_are_proposed_by_number(friday: World) -> None:
    one, other = arrives(friday), arrives(friday)
    with friday.all_rows():
        numbers = [Person.found(key).local_number for key in (one, other)]
    at = AtWork(friday, "contact_officer")
    assert "write it" in words(at.post("/match-desk/propose/", status=422, because="Same mother"))
    said = words(at.post("/match-desk/propose/", status=409, one=numbers[0], other=numbers[0], because="x"))
    assert "one record already" in said
    at.post("/match-desk/propose/", one=numbers[0], other=numbers[1], because="Same mother, same school")
    page = words(at.get(at.answer.headers["Location"]))
    assert "A person proposed this" in page
    assert "Same mother, same school" in page


def staged(world: World) -> Proposal:
    """A family that is known, somebody who may be one of them, a twin, and a child without a name."""
    born = world.now.date()
    known = arrives(
        world, given_name="Zofia", born=born.replace(year=born.year - 9, day=5, month=4), address=HOME,
        nhs_number="9990000018", school="Larkfield Primary School", gp="Riverside Surgery", language="Polish",
    )  # fmt: skip
    twin = arrives(world, given_name="Zuzanna", born=born.replace(year=born.year - 9, day=5, month=4))
    arrived = arrives(
        world, given_name="Sofia", born=born.replace(year=born.year - 9, day=4, month=5), sex="F",
        school="Northgate Infant School", language="Polish",
    )  # fmt: skip
    proposals = offer(world, arrived, known, twin)
    world.contact(ConcernedChild(label="girl about 9, red coat"), received_at=world.now - timedelta(hours=30))
    return proposals[0]


@pytest.mark.browser
def test_the_pages_are_sound_empty_full_and_refused(page: Page, at_server: BrowserServer) -> None:
    world = now_world()
    sign_in(page, world, "hub_manager")
    page.goto("/match-desk/")
    sound(page)
    with transaction.atomic():
        proposal = staged(world)
    page.goto("/match-desk/")
    sound(page)
    page.goto(f"/match-desk/{proposal.id}/")
    sound(page)
    page.get_by_role("button", name="Show both addresses").press("Enter")
    page.get_by_text("12 Hidden Row").first.wait_for()
    page.get_by_role("button", name="Say it, in my name").click()
    page.get_by_text("There is a problem").wait_for()
    sound(page)
    page.goto("/match-desk/not-identified/")
    sound(page)
    page.get_by_role("link", name="Decide what happens now").first.click()
    sound(page)
    with transaction.atomic(), world.all_rows():
        number = Person.found(proposal.to).local_number
    for path in ("propose/", f"household/{number}/", f"joined/{number}/", "restricted/"):
        page.goto(f"/match-desk/{path}")
        sound(page)


@pytest.mark.browser
def test_saying_and_taking_apart_need_no_script(browser: Browser, at_server: BrowserServer) -> None:
    world = now_world()
    with transaction.atomic():
        known, arrived = arrives(world, given_name="Noa"), arrives(world, given_name="Noa")
        (proposal,) = offer(world, arrived, known, links=True)
        world.account("contact_officer")
    context = browser.new_context(base_url=at_server.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, world, "contact_officer")
    page.goto(f"/match-desk/{proposal.id}/")
    page.get_by_label("The same person", exact=True).check()
    page.get_by_label("Why", exact=True).fill("Mother says so")
    page.get_by_role("button", name="Say it, in my name").click()
    page.get_by_text("Said to be one person. Both numbers are kept.").wait_for()
    with transaction.atomic(), world.all_rows():
        joining = Joining.objects.get(person=arrived, undone_at=None)
    page.goto(f"/match-desk/apart/{joining.id}/")
    page.get_by_label("Why these are two people").fill("Two cousins of one name")
    page.get_by_role("button", name="Take apart, in my name").click()
    page.get_by_text("Taken apart. Each has what is theirs.").wait_for()
    context.close()
