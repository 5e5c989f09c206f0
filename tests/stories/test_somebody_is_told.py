"""Somebody is told: danger now, red after closing, a clock that ran out, a child whom nobody accepted."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from frontdoor.access.actions.restrictions import restrict_person
from frontdoor.access.permission import Refused
from frontdoor.journey.actions import watching
from frontdoor.journey.actions.handovers import accept_hand_over, hand_over
from frontdoor.journey.actions.rating import UnableToRate, acknowledge_contact, declare_danger, rate_contact
from frontdoor.journey.actions.telling import acknowledge_page
from frontdoor.journey.models import HandOver, Journey
from frontdoor.ledger import scope
from frontdoor.ledger.models import ClockRun, Event, Standing
from frontdoor.outbox.models import Message, Page
from frontdoor.rules.concern import Answer
from frontdoor.rules.partnership import for_authority
from tests.cases import decide
from tests.stories.walking import do
from tests.world import World, child


def watch(world: World, job: str) -> object:
    """One run of the periodic job, as the job runs it."""
    with scope.system("874"):
        return getattr(watching, job)(authority="874", now=world.now)


def pages(world: World) -> list[Page]:
    with world.all_rows():
        return list(Page.objects.order_by("position", "id"))


def test_danger_now_is_told_to_a_person_and_after_fifteen_minutes_to_the_next(world: World) -> None:
    receipt = world.contact(danger_now=Answer.YES)
    (first,) = pages(world)
    assert first.to_telephone
    world.later(minutes=14)
    watch(world, "tell_due")
    assert len(pages(world)) == 1
    world.later(minutes=1)
    watch(world, "tell_due")
    watch(world, "tell_due")
    first, second = pages(world)
    assert (first.told_next_at, second.position) == (world.now, 1)
    with world.acting("out_of_hours") as olu:
        acknowledge_page(page=second.id, seen=None, by=olu, recorded_at=world.now)
    world.later(hours=1)
    watch(world, "tell_due")
    assert len(pages(world)) == 2
    with world.all_rows():
        assert ClockRun.objects.get(clock="on_call_acknowledge", journey=receipt.journeys[0]).ended_as == "met"


def hidden(world: World, journey: object) -> None:
    with world.all_rows():
        person = Journey.objects.get(pk=journey).about
    world.account("restricted_manager")
    with world.acting("restricted_manager") as by:
        restrict_person(person=person, custodian=by.account, by=by, happened_at=world.now, recorded_at=world.now)


def test_of_a_restricted_child_the_desk_is_told_and_nobody_else(world: World) -> None:
    """Whoever else is on call could not open the record, and would learn that there is one."""
    rota = for_authority("874").rota("restricted")
    hidden(world, world.contact(child(nhs_number="9990000018")).journeys[0])
    world.contact(child(nhs_number="9990000018"), danger_now=Answer.YES)
    world.later(minutes=15)
    watch(world, "tell_due")
    first, second = pages(world)
    assert [page.to_telephone for page in (first, second)] == [one.telephone for one in rota]
    assert {page.compartment for page in (first, second)} == {"restricted"}
    with world.acting("out_of_hours"):
        assert not Page.objects.exists()
    with world.acting("restricted_manager") as desk:
        acknowledge_page(page=second.id, seen=None, by=desk, recorded_at=world.now)


def test_of_a_child_restricted_while_the_contact_waits_no_mail_goes_to_the_hub(world: World) -> None:
    for who in ("hub_manager", "restricted_manager"):
        world.account(who)
    receipt = world.contact(child(), child(given_name="Ben"))
    do(world, "hub_manager", rate_contact, contact=receipt.contact, rating="red", because="Injury", seen=None)
    hidden(world, receipt.journeys[0])
    with world.all_rows():
        due = min(run.due_at for run in ClockRun.objects.filter(stopped_at__isnull=True, clock="referral_decision"))
    world.now = due + timedelta(hours=1)
    watch(world, "note_due")
    with world.all_rows():
        mails = {(one.to_address, one.compartment) for one in Message.objects.all()}
        told = {(one.to_telephone, one.compartment) for one in Page.objects.all()}
    assert mails == {("restricted_manager.874@example.org", "restricted")}, "nor about the brother who came with them"
    assert told == {(for_authority("874").rota("restricted")[0].telephone, "restricted")}


def test_an_allegation_that_is_late_is_told_to_the_desk_and_stops_nothing_else(world: World) -> None:
    """It stands in no journey: the watcher notes it behind its wall, and goes on with everybody else's clocks."""
    for who in ("hub_manager", "restricted_manager"):
        world.account(who)
    other = world.contact()
    decide(world, world.journey(), "advice", also=("lado",))
    world.later(days=4)
    watch(world, "note_due")
    watch(world, "note_due")
    with world.all_rows():
        late = {(event.data["clock"], event.compartment) for event in Event.objects.filter(kind="clock_overdue")}
        assert ("lado", "lado") in late
        assert ("referral_decision", "open") in late, "the other child's manager hears of it all the same"
        mails = {(one.to_address, one.compartment) for one in Message.objects.filter(reference="")}
        assert mails == {("restricted_manager.874@example.org", "lado")}
        assert Message.objects.filter(reference=other.reference).exists()
        assert not [one.subject for one in Message.objects.filter(compartment="open") if "officer" in one.subject]
    with world.acting("hub_manager"):
        assert not Event.objects.filter(data__clock="lado").exists(), "not even that it is there"


def test_the_agency_that_told_us_can_say_that_it_is_danger_now(world: World) -> None:
    receipt = world.contact()
    do(world, "school_lead", declare_danger, contact=receipt.contact, because="He is at the gate with a knife.")
    assert [page.reason for page in pages(world)] == ["danger_now"]
    with world.all_rows():
        assert Standing.objects.get(journey=receipt.journeys[0]).danger_now


def test_red_is_told_at_night_and_not_by_day(world: World) -> None:
    day, night = world.contact(), world.contact()
    do(world, "hub_manager", rate_contact, contact=day.contact, rating="red", because="Injury", seen=None)
    assert pages(world) == []
    world.later(hours=3)
    do(world, "out_of_hours", rate_contact, contact=night.contact, rating="red", because="Injury", seen=None)
    assert [page.reason for page in pages(world)] == ["red_after_closing"]


def test_rating_down_says_why_and_rating_up_is_never_refused(world: World) -> None:
    receipt = world.contact()
    do(world, "hub_manager", rate_contact, contact=receipt.contact, rating="amber", because="", seen=None)
    do(world, "hub_manager", rate_contact, contact=receipt.contact, rating="red", because="", seen=None)
    with pytest.raises(UnableToRate, match="less urgent than red"):
        do(world, "hub_manager", rate_contact, contact=receipt.contact, rating="green", because=" ", seen=None)
    with world.all_rows():
        assert Event.objects.filter(kind="contact_rated").count() == 2


def test_only_a_registered_social_workers_acknowledgement_stops_the_clock(world: World) -> None:
    receipt = world.contact()
    do(world, "contact_officer", acknowledge_contact, contact=receipt.contact, means="telephone")
    with world.all_rows():
        assert ClockRun.objects.get(clock="referral_ack").stopped_at is None
    do(world, "hub_manager", acknowledge_contact, contact=receipt.contact, means="telephone")
    with world.all_rows():
        assert ClockRun.objects.get(clock="referral_ack").ended_as == "met"
    with pytest.raises(Refused):
        do(world, "school_lead", acknowledge_contact, contact=receipt.contact, means="telephone")


def test_the_watcher_writes_each_lateness_once_and_tells_the_manager_without_a_name(world: World) -> None:
    world.account("hub_manager")
    receipt = world.contact()
    world.later(days=4)
    watch(world, "note_due")
    watch(world, "note_due")
    with world.all_rows():
        late = Event.objects.filter(kind="clock_overdue", by_role="watcher")
        clocks = [event.data["clock"] for event in late]
        assert "referral_decision" in clocks
        assert len(clocks) == len(set(clocks))
        told = Message.objects.get()
        assert (told.to_address, told.reference) == ("hub_manager.874@example.org", receipt.reference)
        assert "Ana" not in told.subject + told.body
        decision = late.get(data__clock="referral_decision")
        assert decision.happened_at == ClockRun.objects.get(clock="referral_decision").due_at


@pytest.mark.parametrize(
    "steps",
    [
        [timedelta(days=4), timedelta(hours=-3), timedelta(hours=2), timedelta(hours=1)],  # put right, and run again
        [timedelta(days=9), timedelta(days=-8), timedelta(days=3), timedelta(days=5)],  # a wrong date, put back
        [timedelta(hours=1), timedelta(hours=-1), timedelta(days=4), timedelta(days=30)],  # summer time by mistake
    ],
)
def test_a_machine_whose_clock_is_put_forward_and_back_fires_nothing_twice(
    world: World, steps: list[timedelta]
) -> None:
    world.account("hub_manager")
    world.contact()
    for step in steps:
        world.now += step
        watch(world, "note_due")
        watch(world, "pass_on_unaccepted")
    with world.all_rows():
        fired = Event.objects.filter(by_role="watcher").values_list("kind", "journey", "data__clock", "data__due_at")
        assert fired
        assert len(fired) == len({*fired}), sorted(fired)
        due = dict(ClockRun.objects.values_list("clock", "due_at"))
        assert all(datetime.fromisoformat(at) == due[clock] for _, _, clock, at in fired)
        assert Message.objects.count() == 1


def test_nobody_is_woken_for_a_child_whose_journey_has_ended(world: World) -> None:
    ended, waiting = world.contact(), world.contact()
    for receipt in (ended, waiting):
        do(world, "hub_manager", rate_contact, contact=receipt.contact, rating="red", because="Injury", seen=None)
    decide(world, ended.journeys[0], "advice")
    with world.all_rows():
        due = {run.due_at for run in ClockRun.objects.filter(stopped_at__isnull=True, limit="by")}
    for moment in sorted(due):
        world.now = moment + timedelta(hours=1)
        watch(world, "note_due")
    assert {page.journey for page in pages(world)} == {waiting.journeys[0]}
    with world.all_rows():
        assert Event.objects.filter(kind="clock_overdue", journey=ended.journeys[0]).exists(), "noted all the same"


def test_a_history_that_was_loaded_is_noted_and_wakes_nobody(world: World) -> None:
    """The watcher first sees these clocks eight days later, on a Saturday evening: they ran out before the last day."""
    receipt = world.contact()
    do(world, "hub_manager", rate_contact, contact=receipt.contact, rating="red", because="Injury", seen=None)
    world.later(days=8)
    watch(world, "note_due")
    watch(world, "note_due")
    assert pages(world) == []
    with world.all_rows():
        clocks = list(Event.objects.filter(kind="clock_overdue").values_list("data__clock", flat=True))
    assert "referral_decision" in clocks
    assert len(clocks) == len({*clocks})


def test_a_loaded_history_sends_no_mail_about_what_ran_out_long_ago(world: World) -> None:
    """Of two contacts that were loaded, the manager hears of the one whose time ran out since yesterday."""
    world.account("hub_manager")
    with scope.importing("ten years"):
        old = world.contact()
        world.later(days=8)
        new = world.contact()
    world.later(days=3)
    watch(world, "note_due")
    with world.all_rows():
        noted = {event.journey for event in Event.objects.filter(kind="clock_overdue")}
        assert noted == {old.journeys[0], new.journeys[0]}, "both are written down"
        assert Event.objects.get(kind="contact_received", journey=old.journeys[0]).batch == "ten years"
        assert {message.reference for message in Message.objects.all()} == {new.reference}


def test_what_was_typed_late_is_told_however_late(world: World) -> None:
    world.account("hub_manager")
    receipt = world.contact(received_at=world.now - timedelta(days=20))
    watch(world, "note_due")
    with world.all_rows():
        assert {message.reference for message in Message.objects.all()} == {receipt.reference}


def test_a_clock_that_nears_its_end_is_noted_before_it_runs_out(world: World) -> None:
    receipt = world.contact()
    with world.all_rows():
        run = ClockRun.objects.get(clock="mash_rag", journey=receipt.journeys[0])
    world.now = run.soon_at + timedelta(minutes=1)
    watch(world, "note_due")
    with world.all_rows():
        noted = Event.objects.filter(kind="clock_due_soon").values_list("data__clock", flat=True)
        assert "mash_rag" in noted


def test_closing_time_finds_the_child_whom_nobody_accepted(world: World) -> None:
    world.account("hub_manager")
    receipt = world.contact()
    journey = receipt.journeys[0]
    do(world, "hub_manager", rate_contact, contact=receipt.contact, rating="red", because="Injury", seen=None)
    do(world, "hub_manager", hand_over, journey=journey, to_kind="team", to="assessment_1")
    assert watch(world, "pass_on_unaccepted") == []
    world.later(hours=1)
    assert len(watch(world, "pass_on_unaccepted")) == 1
    assert watch(world, "pass_on_unaccepted") == []
    with world.all_rows():
        night = HandOver.objects.get(journey_id=journey, to_kind="out_of_hours")
        assert Page.objects.get(journey=journey).reason == "handover_unaccepted"
        assert Message.objects.count() == 1
        assert Journey.objects.get(pk=journey).team == ""
    do(world, "out_of_hours", accept_hand_over, handover=night.id)
    with world.all_rows():
        assert Journey.objects.get(pk=journey).worker == world.account("out_of_hours").id


def test_what_the_night_offers_the_day_is_not_late_before_the_day_began(world: World) -> None:
    receipt = world.contact()
    world.later(hours=5)
    do(world, "out_of_hours", hand_over, journey=receipt.journeys[0], to_kind="team", to="assessment_1")
    world.later(hours=1)
    assert watch(world, "pass_on_unaccepted") == []
