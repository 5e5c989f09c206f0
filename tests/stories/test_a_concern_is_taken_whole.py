"""Nothing a concern says is lost: several children, adults, orders, a child who is open already, a hidden child."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from uuid import UUID

from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.documents.models import Narrative
from frontdoor.journey.actions.allocation import accept_allocation, allocate
from frontdoor.journey.actions.contacts import Receipt, receive_contact
from frontdoor.journey.models import Contact, Information, Journey, MissingEpisode, Order, Referral, Referrer
from frontdoor.ledger.models import ClockRun, Event
from frontdoor.people.aliases import ids_of, shown_ids
from frontdoor.people.models import Address, Name, OpenStatus, Person, Relationship, SafetyLine
from frontdoor.rules.concern import (
    Answer,
    Channel,
    ConcernedAdult,
    ConcernedChild,
    GivenAddress,
    PoliceReport,
    ReferrerKind,
    SubjectKind,
)
from frontdoor.rules.concern import Referrer as ToldBy
from tests.stories.walking import decided, do
from tests.world import World, child, concern


def take(world: World, *children: ConcernedChild, known: dict[int, UUID] | None = None, **facts: object) -> Receipt:
    told = concern(*children, **{"received_at": world.now, **facts})
    with world.acting("contact_officer") as actor:
        return receive_contact(concern=told, token=world.token(), by=actor, recorded_at=world.now, known=known)


def person_of(world: World, receipt: Receipt) -> UUID:
    with world.all_rows():
        return Journey.objects.get(pk=receipt.journeys[0]).about


def test_brothers_an_unborn_child_a_mother_and_a_place(world: World) -> None:
    receipt = take(
        world,
        child(gp="Riverside Surgery", interpreter=Answer.YES),
        ConcernedChild(kind=SubjectKind.UNBORN, expected=date(2027, 2, 4)),
        ConcernedChild(kind=SubjectKind.PLACE, label="Central Park"),
        adults=(ConcernedAdult(given_name="Mia", role="mother", bail_or_order="Bail: not to enter Elm Street"),),
        safety_lines=("Do not ring the house",),
    )
    assert len(receipt.journeys) == 3
    with world.all_rows():
        ana = Person.objects.get(given_name="Ana")
        assert (ana.gp, ana.interpreter) == ("Riverside Surgery", "yes")
        assert Person.objects.get(kind="unborn").expected_on == date(2027, 2, 4)
        assert Relationship.objects.filter(relationship="mother").count() == 2
        assert SafetyLine.objects.count() == 2
        assert Journey.objects.get(kind="place").label == "Central Park"
    with world.acting("contact_officer"):
        assert not Narrative.objects.filter(question="bail_or_order").exists()
    with world.acting("hub_manager"):
        assert Narrative.objects.filter(question="bail_or_order").exists()


def test_a_police_notification_starts_what_the_police_began(world: World) -> None:
    began = world.now - timedelta(hours=3)
    receipt = take(
        world,
        child(police_protection_from=began, missing_since=world.now - timedelta(days=1)),
        channel=Channel.POLICE,
        police=PoliceReport(occurrence="OCC-1", officer="PC 42", do_not_disclose="Source at risk"),
    )
    journey = receipt.journeys[0]
    with world.all_rows():
        order = Order.objects.get(journey_id=journey)
        assert (order.started_at, order.ends_at) == (began, began + timedelta(hours=72))
        assert ClockRun.objects.get(clock="police_protection", journey=journey).due_at == order.ends_at
        assert MissingEpisode.objects.get(journey_id=journey).returned_at is None
        assert Narrative.objects.get(question="do_not_disclose").compartment == "hub"
    assert receipt.passed_to_duty_manager


def test_what_the_family_and_the_agency_said_is_kept(world: World) -> None:
    take(
        world, child(), agreement="refused", agreement_by="Mother", basis="Public task", family_told=Answer.YES,
        incident_said="Some time last week",
        referrer=ToldBy(kind=ReferrerKind.PROFESSIONAL, source="2A", name="Sam", reply_by="telephone"),
    )  # fmt: skip
    with world.all_rows():
        contact = Contact.objects.get()
        assert (contact.agreement, contact.family_told) == ("refused", "yes")
        assert Referrer.objects.get().reply_by == "telephone"
        said = dict(Narrative.objects.values_list("question", "text"))
    assert {"agreement_by": "Mother", "basis_said": "Public task", "incident_said": "Some time last week"}.items() <= (
        said.items()
    )


def test_a_child_over_the_boundary_is_marked_for_the_neighbour(world: World) -> None:
    near = take(world, child(lives_in="cambridgeshire"))
    here = take(world, child(given_name="Ben", lives_in="peterborough"))
    with world.all_rows():
        assert Journey.objects.get(pk=near.journeys[0]).lives_in == "cambridgeshire"
        assert Journey.objects.get(pk=here.journeys[0]).lives_in == ""


def test_a_known_child_is_not_made_twice_and_gains_what_is_new(world: World) -> None:
    first = take(world, child(address=GivenAddress(lines="1 Elm Street", postcode="PE1 1AA")))
    ana = person_of(world, first)
    take(
        world,
        child(given_name="Ania", family_name="Example", address=GivenAddress(lines="9 Oak Road")),
        child(given_name="Ben"),
        known={0: ana},
        safety_lines=("Two workers",),
    )
    with world.all_rows():
        ids = ids_of(ana)
        assert len(set(shown_ids(Person.objects.filter(kind="child").values_list("id", flat=True)).values())) == 2
        assert ids[0] == ana
        assert Address.objects.filter(person__in=ids).count() == 2
        assert {*Name.objects.filter(person__in=ids).values_list("given_name", flat=True)} == {"Ana", "Ania"}
        assert SafetyLine.objects.filter(person__in=ids, words="Two workers").count() == 1
        assert len(set(Person.objects.filter(kind="child").values_list("household", flat=True))) == 1


def test_news_of_an_open_child_is_triaged_and_told_to_the_worker(world: World) -> None:
    first = take(world, child())
    ana = person_of(world, first)
    decided(world, first.journeys[0], "assessment")
    worker = world.account("social_worker").id
    given = do(world, "hub_manager", allocate, journey=first.journeys[0], team="assessment_1", worker=worker)
    do(world, "social_worker", accept_allocation, allocation=given.id)
    world.later(days=3)
    again = take(world, child(), known={0: ana})
    with world.all_rows():
        journey = Journey.objects.get(pk=again.journeys[0])
        news = Information.objects.get(journey_id=journey.id)
        assert (journey.joins, journey.team, journey.worker) == (first.journeys[0], "", None)
        assert (news.for_worker, news.waits) == (worker, True)
        assert ClockRun.objects.filter(clock="open_child_response", record=news.id).count() == 1
        assert ClockRun.objects.filter(clock="referral_decision", journey=journey.id).count() == 1
    with world.acting("social_worker"):
        assert Journey.found(again.journeys[0]).id == again.journeys[0]
    decided(world, again.journeys[0], "allocated_worker")
    with world.all_rows():
        assert Information.objects.filter(journey_id=journey.id).count() == 1
        assert Referral.objects.count() == 1


def test_a_child_open_in_the_authoritys_own_system_is_news_too(world: World) -> None:
    ana = person_of(world, take(world, child()))
    with world.acting("hub_manager"):
        OpenStatus.new(at=world.now, authority="874", person=ana, source_number="1", open_episode=True, as_at=world.now)
    again = take(world, child(), known={0: ana})
    with world.all_rows():
        assert Event.objects.filter(kind="new_information_received", journey=again.journeys[0]).count() == 1


def test_a_restricted_child_told_of_twice_is_one_record_and_no_hint(world: World) -> None:
    """Two people who are barred type the same hidden child; each receipt reads like one for a child nobody knows."""
    hidden = child(given_name="Zoe", address=GivenAddress(lines="3 Hidden Lane", postcode="PE2 2BB"))
    zoe = person_of(world, take(world, hidden))
    do(world, "restricted_manager", restrict_person, person=zoe, custodian=world.account("restricted_manager").id)
    twice = [take(world, hidden, child(given_name="Yan")) for _ in range(2)]
    unknown = take(world, child(given_name="Una"), child(given_name="Uri"))
    ordinary = take(world, child(given_name="Vic"), child(given_name="Val"), worries=("professional",))
    for receipt in twice:
        for shape in fields(Receipt):
            assert type(getattr(receipt, shape.name)) is type(getattr(unknown, shape.name))
        assert len(receipt.journeys) == len(unknown.journeys)
        assert receipt.passed_to_duty_manager == ordinary.passed_to_duty_manager is True
    with world.all_rows():
        assert Person.objects.filter(given_name="Zoe").count() == 1
        assert set(Contact.objects.filter(pk__in=[one.contact for one in twice]).values_list("compartment")) == {
            ("restricted",)
        }
        running = ClockRun.objects.filter(journey=twice[0].journeys[0], stopped_at__isnull=True)
        assert running.filter(clock="referral_decision").exists()
    with world.acting("contact_officer"):
        assert not Contact.objects.filter(pk__in=[one.contact for one in twice]).exists()
        assert not Person.objects.filter(given_name__in=["Zoe", "Yan"]).exists()
        assert not Address.objects.filter(lines="3 Hidden Lane").exists()
    with world.acting("restricted_manager"):
        assert Contact.objects.filter(pk__in=[one.contact for one in twice]).count() == 2


def test_the_same_form_twice_says_the_same_of_a_hidden_child(world: World) -> None:
    zoe = person_of(world, take(world, child(given_name="Zoe")))
    do(world, "restricted_manager", restrict_person, person=zoe, custodian=world.account("restricted_manager").id)
    told, token = concern(child(given_name="Zoe")), world.token()
    with world.acting("contact_officer") as actor:
        first = receive_contact(concern=told, token=token, by=actor, recorded_at=world.now)
        second = receive_contact(concern=told, token=token, by=actor, recorded_at=world.now)
    assert (first.reference, first.passed_to_duty_manager) == (second.reference, second.passed_to_duty_manager)
