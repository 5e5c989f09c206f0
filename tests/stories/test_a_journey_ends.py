"""Ending: what protects is never closed away, bulk closing is signed and audited, and what ended can be opened."""

from __future__ import annotations

import pytest

from frontdoor.access.permission import Refused
from frontdoor.documents.models import Narrative
from frontdoor.journey.actions import closing
from frontdoor.journey.actions.assessments import start_assessment
from frontdoor.journey.actions.closing import UnableToClose, close_journey, reopen_journey
from frontdoor.journey.actions.closing_together import UnableToSign, ask_to_close, refuse_closing, sign_closing
from frontdoor.journey.actions.conferences import record_conference
from frontdoor.journey.actions.handovers import decline_hand_over
from frontdoor.journey.actions.information import add_information
from frontdoor.journey.actions.plans import start_plan
from frontdoor.journey.models import ClosingRequest, Closure, HandOver, Journey, Referral
from frontdoor.journey.queries import written_by_others
from frontdoor.ledger.models import ClockRun, Event, Standing
from frontdoor.rules.calendar import london_day
from frontdoor.rules.closing import bulk_limit
from frontdoor.rules.steps import UnableToStep
from tests.stories.walking import decided, do
from tests.world import World

ENDING = {"reason": "declined", "because": "Mother has the help she wants from her sister.", "seen": None}


def helped(world: World) -> object:
    """A child whose family was offered early help and then did not want it."""
    journey = world.journey()
    decided(world, journey, "early_help")
    with world.all_rows():
        offered = HandOver.objects.get(journey_id=journey)
    do(world, "hub_manager", decline_hand_over, handover=offered.id, reason="withdrawn")
    return journey


def sign(world: World, who: str, asked: ClosingRequest) -> object:
    """Sign what was asked, with the journey as it stands before one's eyes."""
    with world.all_rows():
        written = written_by_others([asked.journey_id], besides=world.account(who).id)[asked.journey_id]
    return do(world, who, sign_closing, request=asked.id, seen=None, read=written)


def test_nobody_closes_before_somebody_has_decided(world: World) -> None:
    with pytest.raises(UnableToStep, match="before somebody has decided"):
        do(world, "hub_manager", close_journey, journey=world.journey(), **ENDING)


def test_a_child_nobody_has_accepted_is_not_closed_away(world: World) -> None:
    journey = world.journey()
    decided(world, journey, "early_help")
    with pytest.raises(UnableToClose, match="has not accepted this child yet"):
        do(world, "hub_manager", close_journey, journey=journey, **ENDING)


def test_what_nobody_has_read_is_not_closed_away(world: World) -> None:
    journey = helped(world)
    with world.all_rows():
        contact = Journey.objects.get(pk=journey).contact_id
    do(world, "contact_officer", add_information, contact=contact, text="She has a new bruise.")
    with pytest.raises(UnableToClose, match="nobody has read"):
        do(world, "hub_manager", close_journey, journey=journey, **ENDING)


@pytest.mark.parametrize(
    ("began", "refused", "because"),
    [
        (("assessment", "start_assessment"), UnableToClose, "a closed case has no open assessment (census rule 8867)"),
        (("assessment", "start_plan"), UnableToStep, "a plan in force ends with a reason of its own"),
        (("strategy_discussion", ""), UnableToStep, "a discussion that was called is held first"),
    ],
)
def test_what_began_ends_by_itself_before_the_child_is_closed(
    world: World, began: tuple[str, str], refused: type[Exception], because: str
) -> None:
    outcome, verb = began
    journey = world.journey()
    decided(world, journey, outcome)
    verbs = {"start_assessment": (start_assessment, {}), "start_plan": (start_plan, {"what": "Meals, and a bed"})}
    if verb:
        do(world, "out_of_hours", verbs[verb][0], journey=journey, **verbs[verb][1])
    with pytest.raises(refused):
        do(world, "hub_manager", close_journey, journey=journey, statutory="RC7", **ENDING)


def test_a_child_who_moved_in_stays_open_until_somebody_says_that_our_part_has_ended(world: World) -> None:
    journey = world.journey()
    decided(world, journey, "transfer_in_conference")
    do(world, "out_of_hours", record_conference, journey=journey, meeting="transfer_in", plan=False, because="Safe")
    with world.all_rows():
        assert Standing.objects.get(journey=journey).stage == "assessed"


def test_a_contact_closes_without_a_census_code_and_a_child_in_need_with_one(world: World) -> None:
    contact = helped(world)
    with pytest.raises(UnableToClose, match="no child-in-need episode"):
        do(world, "hub_manager", close_journey, journey=contact, statutory="RC7", **ENDING)
    do(world, "hub_manager", close_journey, journey=contact, **ENDING)
    in_need = world.journey()
    decided(world, in_need, "assessment")
    with pytest.raises(UnableToClose, match="Choose the statutory reason"):
        do(world, "hub_manager", close_journey, journey=in_need, **ENDING)
    with pytest.raises(UnableToClose, match="assessed as not in need"):
        do(world, "hub_manager", close_journey, journey=in_need, statutory="RC8", **ENDING)
    do(world, "hub_manager", close_journey, journey=in_need, statutory="RC7", **ENDING)
    with world.all_rows():
        assert Standing.objects.get(journey=in_need).stage == "closed"


def test_only_a_registered_social_worker_closes(world: World) -> None:
    journey = helped(world)
    with pytest.raises(Refused):
        do(world, "contact_officer", close_journey, journey=journey, **ENDING)
    world.account("hub_manager").registered_until = None
    with pytest.raises(Refused, match="registered social worker"):
        do(world, "hub_manager", close_journey, journey=journey, **ENDING)


def test_above_the_days_number_a_second_person_signs_and_all_of_it_is_audited(world: World) -> None:
    limit = bulk_limit("874", world.now.date()).a_day
    journeys = [helped(world) for _ in range(limit + 1)]
    for journey in journeys[:limit]:
        do(world, "hub_manager", close_journey, journey=journey, in_bulk=True, **ENDING)
    with pytest.raises(UnableToClose, match="A second registered person signs"):
        do(world, "hub_manager", close_journey, journey=journeys[-1], in_bulk=True, **ENDING)
    asked = do(world, "hub_manager", ask_to_close, journey=journeys[-1], in_bulk=True, **ENDING)
    with pytest.raises(UnableToClose, match="asked for already"):
        do(world, "hub_manager", ask_to_close, journey=journeys[-1], **ENDING)
    with pytest.raises(UnableToSign, match="somebody else's"):
        sign(world, "hub_manager", asked)
    with pytest.raises(Refused):
        sign(world, "contact_officer", asked)
    with world.all_rows():
        assert Standing.objects.get(journey=journeys[-1]).stage != "closed", "asking ends nothing"
    sign(world, "out_of_hours", asked)
    with pytest.raises((UnableToSign, UnableToStep)):
        sign(world, "restricted_manager", asked)
    asker, signer = (world.account(who).id for who in ("hub_manager", "out_of_hours"))
    with world.all_rows():
        assert Standing.objects.get(journey=journeys[-1]).stage == "closed"
        assert Closure.objects.filter(sampled_because="closed_in_bulk").count() == limit + 1
        assert Event.objects.filter(kind="decision_sampled").count() == limit + 1
        closed = Closure.objects.get(second_signature__isnull=False)
        assert (closed.closed_by, closed.second_signature, closed.id) == (asker, signer, asked.closure)
        kept = Narrative.objects.get(record=closed.id, question="closed_because")
        assert kept.written_by == asker, "the words are of whoever asked"
        by = dict(Event.objects.filter(journey=journeys[-1]).values_list("kind", "by_account"))
        assert (by["closing_asked"], by["closing_signed"], by["journey_closed"]) == (asker, signer, signer)


def test_nobody_asks_for_a_signature_that_is_not_needed(world: World) -> None:
    with pytest.raises(UnableToClose, match="You can close this child yourself"):
        do(world, "hub_manager", ask_to_close, journey=helped(world), **ENDING)


def test_what_forbids_closing_today_forbids_signing_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    journey = helped(world)
    monkeypatch.setattr(closing, "closings_today", lambda by, now: 10**6)
    asked = do(world, "hub_manager", ask_to_close, journey=journey, **ENDING)
    with world.all_rows():
        contact = Journey.objects.get(pk=journey).contact_id
    do(world, "contact_officer", add_information, contact=contact, text="She has a new bruise.")
    with pytest.raises(UnableToClose, match="nobody has read"):
        sign(world, "out_of_hours", asked)
    with pytest.raises(UnableToSign, match="why this child stays open"):
        do(world, "out_of_hours", refuse_closing, request=asked.id, because=" ", seen=None)
    do(world, "out_of_hours", refuse_closing, request=asked.id, because="A new bruise", seen=None)
    with world.all_rows():
        assert Standing.objects.get(journey=journey).stage != "closed"
        assert not Closure.objects.exists()
    again = do(world, "hub_manager", ask_to_close, journey=helped(world), **ENDING)
    do(world, "hub_manager", refuse_closing, request=again.id, because="Asked too soon", seen=None)


def test_what_was_closed_opens_again_and_its_clocks_run_from_where_they_began(world: World) -> None:
    journey = world.journey()
    decided(world, journey, "assessment")
    do(world, "hub_manager", close_journey, journey=journey, statutory="RC7", **ENDING)
    with world.all_rows():
        before = ClockRun.objects.get(clock="assessment", journey=journey)
        assert before.ended_as == "ended"
    world.later(days=2)
    do(world, "hub_manager", reopen_journey, journey=journey, reason="closed_wrongly", because="Wrong child")
    with world.all_rows():
        after = ClockRun.objects.get(clock="assessment", journey=journey)
        assert (after.stopped_at, after.due_at) == (None, before.due_at)
        assert Standing.objects.get(journey=journey).stage == "contact"
        assert Closure.objects.get().reopened_at == world.now


def test_what_was_opened_again_and_comes_to_nothing_ends_as_it_had_ended(world: World) -> None:
    """Else its referral would stand open in the census for good: nobody can close what a decision has ended."""
    journey = world.journey()
    decided(world, journey, "assessment")
    do(world, "hub_manager", close_journey, journey=journey, statutory="RC7", **ENDING)
    world.later(days=2)
    do(world, "hub_manager", reopen_journey, journey=journey, reason="audit", because="Looked at again")
    with world.all_rows():
        assert Referral.objects.get(journey_id=journey).closed_on is None
    decided(world, journey, "advice")
    with world.all_rows():
        referral = Referral.objects.get(journey_id=journey)
        assert (referral.closed_on, referral.closed_because) == (london_day(world.now), "RC7")
        ended = Event.objects.filter(kind="journey_closed", journey=journey).latest("recorded_at")
        assert (ended.data["statutory"], ended.happened_at) == ("RC7", world.now)
        assert Standing.objects.get(journey=journey).stage == "closed"
        assert not ClockRun.objects.filter(clock="assessment", journey=journey, stopped_at=None).exists()
