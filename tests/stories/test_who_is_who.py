"""Who is who is said by named persons: linked, proposed or new; confirmed, joined, kept apart, taken apart."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import connections, transaction

from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.permission import Refused
from frontdoor.journey import identity_queries, queries
from frontdoor.journey.actions.countersigning import countersign_decision
from frontdoor.journey.child_queries import read_child
from frontdoor.journey.models import Journey
from frontdoor.ledger.models import Event
from frontdoor.ledger.place import Recordable
from frontdoor.ledger.storage import ChangedSinceShown, UnableToFind
from frontdoor.people.adoption import adopt_from_care
from frontdoor.people.aliases import ids_of, shown_id
from frontdoor.people.identity import Alias, Joining, Judgement, Proposal
from frontdoor.people.judging import Offered, UnableToJudge, decide_search, judge_match, propose_match, take_found
from frontdoor.people.merging import UnableToJoin, merge_people
from frontdoor.people.models import Person
from frontdoor.people.queries import show_address
from frontdoor.people.search import find
from frontdoor.rules.concern import ConcernedChild, GivenAddress
from frontdoor.rules.events.base import LedgerEvent
from frontdoor.rules.identity import Rung, Verdict
from tests.harness.databases import OwnDatabase
from tests.stories.walking import decided, do
from tests.world import World, child

EVIDENCE = (
    Rung(compared="First name", words="the same", weight=6.5),
    Rung(compared="Birth", words="the same day", weight=9.0),
)


def person(world: World, **facts: Any) -> UUID:
    """Somebody who arrives; `about` is their own id."""
    with world.all_rows():
        return Journey.found(world.contact(child(**facts)).journeys[0]).about


def found(world: World, arrived: UUID, *known: UUID, links: bool = False) -> list[Proposal]:
    """Matching found these for somebody who arrived."""
    written: list[tuple[LedgerEvent, Recordable]] = []
    offered = [Offered(person=one, weight=15.5, evidence=EVIDENCE, links=links) for one in known]
    with world.acting("contact_officer") as by:
        return take_found(Person.found(arrived), offered, by=by, at=world.now, written=written)


def judge(world: World, who: str, proposal: UUID, verdict: Verdict) -> Proposal:
    made: Proposal = do(
        world, who, judge_match, proposal=proposal, verdict=verdict, because="Rang the school", seen=None
    )  # fmt: skip
    return made


def test_a_link_is_read_by_nobody_until_a_person_confirms_it(world: World) -> None:
    known = person(world, address=GivenAddress(lines="1 Elm Street", postcode="PE1 1AA"))
    arrived = person(world)
    (proposal,) = found(world, arrived, known, links=True)
    assert proposal.state == "linked"
    on = world.now.date()
    with world.acting("hub_manager"):
        assert (ids_of(arrived), ids_of(known)) == ((arrived,), (known,))
        assert show_address(arrived, purpose="check", on=on) == []
        assert queries.repeats(arrived, world.now).contacts_in_90_days == 1
        assert queries.before_now(arrived) != []
        assert {one.journey.about for one in queries.before_now(arrived)} == {arrived}
    assert judge(world, "contact_officer", proposal.id, Verdict.SAME).state == "same"
    with world.acting("hub_manager"):
        assert {*ids_of(arrived)} == {*ids_of(known)} == {known, arrived}
        assert [one.lines for one in show_address(arrived, purpose="check", on=on)] == ["1 Elm Street"]
        assert queries.repeats(arrived, world.now).contacts_in_90_days == 2
    with world.all_rows():
        assert Event.objects.filter(kind="link_confirmed").count() == 2


@pytest.mark.parametrize(
    ("arrives", "because"),
    [
        ({"given_name": "Eva"}, "same birth and surname, another first name: twins"),
        ({"nhs_number": "9990000026"}, "two different NHS numbers"),
    ],
)
def test_what_asks_for_care_is_proposed_and_needs_a_second_person(
    world: World, arrives: dict[str, Any], because: str
) -> None:
    known = person(world, nhs_number="9990000018")
    arrived = person(world, **arrives)
    (proposal,) = found(world, arrived, known, links=True)
    assert proposal.state == "waiting", because
    assert judge(world, "contact_officer", proposal.id, Verdict.SAME).state == "second"
    with world.acting("hub_manager"):
        assert ids_of(arrived) == (arrived,)
    with pytest.raises(UnableToJudge, match="somebody else must look"):
        judge(world, "contact_officer", proposal.id, Verdict.SAME)
    assert judge(world, "hub_manager", proposal.id, Verdict.SAME).state == "same"
    with world.acting("hub_manager"):
        assert shown_id(arrived) == known


def test_not_the_same_holds_for_every_later_run_and_undoes_a_link(world: World) -> None:
    known, arrived = person(world), person(world)
    (proposal,) = found(world, arrived, known, links=True)
    judge(world, "contact_officer", proposal.id, Verdict.NOT_SAME)
    assert found(world, arrived, known, links=True) == []
    with world.all_rows():
        assert not Alias.objects.filter(until=None).exists()
        assert Judgement.objects.filter(verdict="not_same", ended_at=None).count() == 1
    # A person may still say otherwise, and then the older saying ends.
    again = do(world, "hub_manager", propose_match, person=arrived, to=known, because="The school rang back")
    judge(world, "hub_manager", again.id, Verdict.SAME)
    with world.all_rows():
        assert not Judgement.objects.filter(verdict="not_same", ended_at=None).exists()


def test_possible_children_stay_open_until_a_person_says_which(world: World) -> None:
    first, second, arrived = person(world), person(world), person(world)
    proposals = found(world, arrived, first, second, links=True)
    assert [one.state for one in proposals] == ["waiting", "waiting"], "two who could be linked: neither is"
    judge(world, "contact_officer", proposals[0].id, Verdict.CANNOT_TELL)
    with world.acting("contact_officer") as by:
        (waiting,) = identity_queries.waiting(walled=False, at=world.now, by=by).rows
        assert (waiting.person.id, len(waiting.proposals)) == (arrived, 2)
    judge(world, "contact_officer", proposals[1].id, Verdict.SAME)
    with world.acting("contact_officer") as by:
        assert identity_queries.waiting(walled=False, at=world.now, by=by).rows == []
    with world.all_rows():
        assert {*Proposal.objects.values_list("state", flat=True)} == {"same", "gone"}


def test_both_numbers_lead_to_one_page_with_both_histories(world: World) -> None:
    known, arrived = person(world), person(world, given_name="Ania", school="Larkfield Primary School")
    do(world, "hub_manager", merge_people, keep=known, join=arrived, because="Mother told us")
    with world.all_rows():
        numbers = {one.id: one.local_number for one in Person.objects.filter(id__in=[known, arrived])}
    with world.acting("hub_manager") as by:
        pages = [read_child(number, now=world.now, by=by) for number in numbers.values()]
        assert {page.person.id for page in pages} == {known}
        assert {event.about for event in pages[0].events} == {known, arrived}
        assert pages[0].person.school == "Larkfield Primary School"
        listed = [one.person.id for one in find(family_name="Example", by=by)]
        assert listed == [known], "each person once"


def test_the_stricter_wall_holds_for_both(world: World) -> None:
    known, arrived = person(world), person(world)
    with world.acting("restricted_manager") as by:
        restrict_person(person=known, custodian=by.account, by=by, happened_at=world.now, recorded_at=world.now)
    (proposal,) = found(world, arrived, known, links=True)
    assert (proposal.state, proposal.compartment) == ("waiting", "restricted")
    for who in ("contact_officer", "hub_manager"):
        with world.acting(who) as by:
            assert identity_queries.waiting(walled=False, at=world.now, by=by).rows == []
            with pytest.raises(UnableToFind):
                identity_queries.pair(proposal.id, at=world.now, by=by)
    with world.acting("hub_manager"):
        assert Person.objects.filter(id=arrived).exists()
    assert judge(world, "restricted_manager", proposal.id, Verdict.SAME).state == "same"
    with world.acting("hub_manager") as by:
        assert not Person.objects.filter(id__in=[known, arrived]).exists()
        assert not Event.objects.filter(about=arrived).exists()
        assert find(given_name="Ana", family_name="Example", by=by) == []


def test_what_can_never_be_joined_cannot_be_asked_for(world: World) -> None:
    known = person(world)
    elsewhere = world.contact(child(), who="neighbour")
    with world.all_rows("873"):
        other = Journey.found(elsewhere.journeys[0]).about
    with pytest.raises(UnableToFind):
        do(world, "hub_manager", propose_match, person=other, to=known, because="Same name")
    sealed = person(world, given_name="Kit")
    custodian = world.account("adoption_custodian").id
    do(world, "restricted_manager", adopt_from_care, person=sealed, custodian=custodian)
    for who in ("hub_manager", "restricted_manager"):
        with pytest.raises((UnableToFind, UnableToJoin)):
            do(world, who, merge_people, keep=known, join=sealed, because="The same child")
    with pytest.raises(Refused):
        do(world, "adoption_custodian", merge_people, keep=known, join=sealed, because="The same child")
    assert found(world, known, sealed, links=True) == [], "nor is it proposed"
    with world.all_rows():
        assert not Joining.objects.exists()
        assert not Proposal.objects.exists()


def test_only_those_at_the_desk_say_who_is_who(world: World) -> None:
    known, arrived = person(world), person(world)
    for who in ("social_worker", "school_lead", "auditor", "analyst"):
        with pytest.raises(Refused):
            do(world, who, merge_people, keep=known, join=arrived, because="The same")
    with pytest.raises(UnableToJoin, match="Say why"):
        do(world, "hub_manager", merge_people, keep=known, join=arrived, because=" ")


def test_after_a_day_without_a_name_a_manager_decides(world: World) -> None:
    receipt = world.contact(ConcernedChild(label="girl about 9, red coat"))
    with world.all_rows():
        girl = Journey.found(receipt.journeys[0]).about

    def listed() -> list[tuple[UUID, bool]]:
        with world.acting("hub_manager") as by:
            return [(one.person.id, one.due) for one in identity_queries.not_identified(now=world.now, by=by)]

    assert listed() == [(girl, False)]
    world.later(hours=24)
    assert listed() == [(girl, True)]
    with pytest.raises(Refused):
        do(world, "contact_officer", decide_search, person=girl, step="police", because="They may know her")
    do(world, "hub_manager", decide_search, person=girl, step="police", because="They may know her")
    assert listed() == [(girl, False)]
    world.later(hours=25)
    assert listed() == [(girl, True)]


def test_two_clerks_at_one_proposal_leave_one_answer_and_one_who_looks_again(own_database: OwnDatabase) -> None:
    world = World()
    with transaction.atomic():
        known, arrived = person(world), person(world)
        (proposal,) = found(world, arrived, known)
        world.account("hub_manager")
    gate, came_to = threading.Barrier(2), {}

    def say(who: str, verdict: Verdict) -> None:
        try:
            with transaction.atomic(), world.acting(who) as by:
                gate.wait(timeout=20)
                came_to[who] = judge_match(
                    proposal=proposal.id, verdict=verdict, because=f"{who} says", seen=1, by=by,
                    happened_at=world.now, recorded_at=world.now,
                )  # fmt: skip
        except ChangedSinceShown as refused:
            came_to[who] = refused
        finally:
            connections["default"].close()

    threads = [
        threading.Thread(target=say, args=one)
        for one in (("contact_officer", Verdict.SAME), ("hub_manager", Verdict.NOT_SAME))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    refused = [one for one in came_to.values() if isinstance(one, ChangedSinceShown)]
    (kept,) = [one for one in came_to.values() if isinstance(one, Proposal)]
    assert len(refused) == 1
    with transaction.atomic(), world.all_rows():
        assert Judgement.objects.count() == 1
        assert Proposal.objects.get().state == kept.state
        assert Joining.objects.count() == (1 if kept.state == "same" else 0)


def test_a_search_by_somebody_barred_differs_in_nothing_from_one_for_nobody(world: World) -> None:
    """A restricted, an adopted and a re-named child, and one who does not exist: the same answer, and the same desk."""
    hidden = person(world, given_name="Zoe", family_name="Hidden", born=date(2018, 2, 3), nhs_number="9990000018")
    adopted = person(world, given_name="Kit", family_name="Birthname", born=date(2017, 2, 3))
    renamed = person(world, given_name="Ola", family_name="Renamed", born=date(2016, 2, 3))
    joined = person(world, given_name="Olena", family_name="Formerly", born=date(2016, 2, 3))
    do(world, "hub_manager", merge_people, keep=renamed, join=joined, because="A new name after the move")
    with world.acting("restricted_manager") as by:
        for one in (hidden, renamed):
            restrict_person(person=one, custodian=by.account, by=by, happened_at=world.now, recorded_at=world.now)
    do(
        world, "restricted_manager", adopt_from_care, person=adopted, custodian=world.account("adoption_custodian").id
    )  # fmt: skip
    with world.acting("contact_officer") as by:
        for given, family in (
            ("Zoe", "Hidden"), ("Kit", "Birthname"), ("Ola", "Renamed"), ("Olena", "Formerly"), ("No", "Nobody")
        ):  # fmt: skip
            assert find(given_name=given, family_name=family, by=by) == [], (given, family)
            assert find(family_name=family, by=by) == []
        assert find(nhs_number="999 000 0018", by=by) == []
        assert identity_queries.waiting(walled=False, at=world.now, by=by).rows == []
        for one in (hidden, adopted, renamed, joined):
            assert ids_of(one) == (one,), "not even that there is more than one record"


def test_a_child_whom_nobody_could_name_is_never_closed_by_one_person(world: World) -> None:
    receipt = world.contact(ConcernedChild(label="girl about 9, red coat"))
    decision = decided(world, receipt.journeys[0], "nothing_more")
    assert (decision.countersign_because, decision.effective_at) == ("not_identified", None)
    with world.all_rows():
        assert Journey.found(receipt.journeys[0]).outcome == ""
    do(
        world, "restricted_manager", countersign_decision, decision=decision.id, agrees=True,
        because="Two visits and three calls found nobody", seen=None,
    )  # fmt: skip
    with world.all_rows():
        assert Journey.found(receipt.journeys[0]).outcome == "nothing_more"
