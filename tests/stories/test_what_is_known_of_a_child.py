"""What stands on a child's card: facts with their source, papers, requests for access. Nothing is overwritten."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from frontdoor.access.permission import Refused, RefusedSight
from frontdoor.documents.models import Narrative
from frontdoor.journey.actions.access_requests import (
    UnableToHandleRequest,
    answer_access_request,
    extend_access_request,
    prepare_access_answer,
    record_access_request,
)
from frontdoor.journey.actions.correcting import correct_record
from frontdoor.journey.actions.known_facts import UnableToKeepFact, end_fact, record_fact
from frontdoor.journey.actions.papers import UnableToEnterPaper, record_paper
from frontdoor.journey.known_queries import card_of
from frontdoor.journey.models import AccessRequest, Journey, KnownFact, Paper
from frontdoor.ledger.models import ClockRun, Event
from frontdoor.ledger.storage import UnableToFind
from frontdoor.rules.concern import GivenAddress
from tests.stories.walking import decided, do
from tests.world import World, child

MOTHER = {"source": "Mother"}
ANSWERS = "information_governance"


def standing(world: World, journey: UUID, *kinds: str) -> list[str]:
    with world.acting("contact_officer") as by:
        card = card_of(Journey.found(journey), by=by)
        found = [fact.id for fact in card.standing(*kinds)]
        said = Narrative.objects.filter(record__in=found, question="known_fact")
        texts = dict(said.values_list("record", "text"))
        return [texts[one] for one in found]


def event_of(world: World, kind: str) -> UUID:
    with world.all_rows():
        return Event.objects.filter(kind=kind).latest("recorded_at", "id").id


def test_a_newer_faith_stands_and_the_one_before_is_history(world: World) -> None:
    journey = world.journey()
    do(world, "contact_officer", record_fact, journey=journey, kind="faith", words="Catholic", source="School")
    world.later(days=2)
    do(world, "contact_officer", record_fact, journey=journey, kind="faith", words="None, she says", source="Ana")
    assert standing(world, journey, "faith") == ["None, she says"]
    do(world, "contact_officer", correct_record, event=event_of(world, "fact_recorded"), reason="wrong_child")
    assert standing(world, journey, "faith") == ["Catholic"], "a correction lets the one before stand again"
    with world.all_rows():
        assert KnownFact.objects.count() == 2, "nothing is deleted"


def test_two_orders_stand_beside_each_other(world: World) -> None:
    journey = world.journey()
    for words in ("Lives with mother", "Father: no contact"):
        do(world, "contact_officer", record_fact, journey=journey, kind="order", words=words, source="Order seen")
        world.later(minutes=1)
    assert standing(world, journey, "order", "contact") == ["Lives with mother", "Father: no contact"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": "shoe_size"}, "Say what it is about"),
        ({"words": "  "}, "Write what is known"),
        ({"source": ""}, "Say who says so"),
        ({"since": date(2026, 3, 1), "until": date(2026, 2, 1)}, "cannot end before it began"),
    ],
)
def test_a_fact_without_words_or_source_is_none(world: World, given: dict[str, object], sentence: str) -> None:
    whole = {"kind": "faith", "words": "Muslim", "source": "Father", **given}
    with pytest.raises(UnableToKeepFact, match=sentence):
        do(world, "contact_officer", record_fact, journey=world.journey(), **whole)


def test_an_order_is_ended_and_corrected_by_who_may_end_what_protects(world: World) -> None:
    journey = world.journey()
    made = do(
        world, "contact_officer", record_fact, journey=journey, kind="order", words="No contact with father", **MOTHER
    )
    wrong = event_of(world, "fact_recorded")
    with pytest.raises(Refused):
        do(world, "contact_officer", end_fact, fact=made.id, until=date(2026, 11, 1))
    with pytest.raises(Refused):
        do(world, "contact_officer", correct_record, event=wrong, reason="not_so")
    do(world, "hub_manager", end_fact, fact=made.id, until=date(2026, 11, 19), because="Discharged by the court")
    with world.all_rows():
        assert KnownFact.objects.get().ended_on == date(2026, 11, 19)
    ended = event_of(world, "fact_ended")
    void = do(world, "hub_manager", correct_record, event=ended, reason="not_so")
    with world.all_rows():
        assert KnownFact.objects.get().ended_on is None
    do(world, "hub_manager", correct_record, event=void, reason="restored")
    with world.all_rows():
        assert KnownFact.objects.get().ended_on == date(2026, 11, 19)


def test_a_form_sent_twice_keeps_one_fact_one_paper_and_one_request(world: World) -> None:
    journey, token = world.journey(), world.token()
    for _ in range(2):
        do(
            world, "contact_officer", record_fact, journey=journey, kind="trusted_adult", words="Aunt Edie", **MOTHER,
            token=f"{token}-1",
        )  # fmt: skip
        do(world, "contact_officer", record_paper, journey=journey, **PAPER, token=f"{token}-2")
        do(world, "contact_officer", record_access_request, journey=journey, asked_by_kind="child", token=f"{token}-3")
    with world.all_rows():
        assert [one.objects.count() for one in (KnownFact, Paper, AccessRequest)] == [1, 1, 1]


def test_the_ledger_says_of_which_kind_and_never_what(world: World) -> None:
    journey = world.journey()
    do(world, "contact_officer", record_fact, journey=journey, kind="immigration", words="Leave to 2028", **MOTHER)
    do(world, "contact_officer", record_paper, journey=journey, **PAPER)
    with world.all_rows():
        told = {event.kind: event.data for event in Event.objects.filter(journey=journey)}
    assert told["fact_recorded"] == {"kind_of_fact": "immigration"}
    assert told["paper_recorded"] == {"kind_of_paper": "health"}


PAPER = {
    "kind": "health",
    "title": "Speech therapy report",
    "supplied_by": "Community health",
    "held_where": "Case system, documents",
    "in_confidence": True,
    "exemptions": ["third_party"],
}


def test_a_paper_says_who_supplied_it_and_where_it_is(world: World) -> None:
    do(world, "contact_officer", record_paper, journey=world.journey(), **PAPER, dated=date(2026, 10, 1))
    with world.all_rows():
        paper = Paper.objects.get()
        assert (paper.supplied_by, paper.in_confidence, paper.exemptions) == ("Community health", True, "third_party")
        kept = Narrative.objects.filter(record=paper.id).order_by("question")
        assert [(one.question, one.text, one.in_confidence) for one in kept] == [
            ("paper_held", "Case system, documents", True),
            ("paper_title", "Speech therapy report", True),
        ]


@pytest.mark.parametrize("missing", ["kind", "title", "supplied_by", "held_where"])
def test_a_paper_nobody_could_find_again_is_not_entered(world: World, missing: str) -> None:
    with pytest.raises(UnableToEnterPaper, match="Say"):
        do(world, "contact_officer", record_paper, journey=world.journey(), **{**PAPER, missing: ""})


def test_a_paper_kept_at_a_hidden_address_stands_behind_its_wall(world: World) -> None:
    hidden = GivenAddress(lines="9 Hidden Row", postcode="PE1 1AA", keep_from="her father")
    receipt = world.contact(child(address=hidden))
    do(world, "contact_officer", record_paper, journey=receipt.journeys[0], **{**PAPER, "held_where": "9 Hidden Row"})
    with world.all_rows():
        assert Narrative.objects.get(question="paper_held").compartment == "address"
        assert Narrative.objects.get(question="paper_title").compartment == "open"


def test_a_request_for_access_runs_its_month_whatever_becomes_of_the_journey(world: World) -> None:
    journey = world.journey()
    asked = do(
        world, "contact_officer", record_access_request, journey=journey, asked_by_kind="parent",
        asked_by_name="Rui Silva", wanted="Everything you hold", child_asked="against",
    )  # fmt: skip
    decided(world, journey, "nothing_more")
    with world.all_rows():
        run = ClockRun.objects.get(clock="access_request")
        assert (run.stopped_at, run.due_at.date()) == (None, date(2026, 12, 20))
    with pytest.raises(UnableToHandleRequest, match="Say why it needs longer"):
        do(world, ANSWERS, extend_access_request, request=asked.id, because="")
    do(world, ANSWERS, extend_access_request, request=asked.id, because="Four agencies' papers")
    with pytest.raises(UnableToHandleRequest, match="extended once"):
        do(world, ANSWERS, extend_access_request, request=asked.id, because="Again")
    with world.all_rows():
        assert ClockRun.objects.get(clock="access_request").due_at.date() == date(2027, 2, 20)
    with pytest.raises(UnableToHandleRequest, match="what was withheld"):
        do(world, ANSWERS, answer_access_request, request=asked.id, outcome="part")
    do(world, ANSWERS, answer_access_request, request=asked.id, outcome="part", why="Third parties' names")
    with pytest.raises(UnableToHandleRequest, match="answered already"):
        do(world, ANSWERS, answer_access_request, request=asked.id, outcome="given")
    with world.all_rows():
        assert ClockRun.objects.get(clock="access_request").ended_as == "met"


@pytest.mark.parametrize(
    ("who", "behind", "may", "because"),
    [
        ("information_governance", "open", True, "it answers for the authority"),
        ("contact_officer", "open", False, "who took the request prepares, and does not judge what is withheld"),
        ("social_worker", "open", False, "who holds the child may be spoken of in what is held"),
        ("hub_manager", "open", False, "a manager does not release their own team's records"),
        ("restricted_manager", "open", False, "the desk answers for what stands behind its wall alone"),
        ("analyst", "open", False, "makes figures"),
        ("restricted_manager", "restricted", True, "information governance does not stand behind this wall"),
        ("adoption_custodian", "restricted", False, "nor does the custodian"),
    ],
)
def test_who_answers_a_request_for_access(world: World, who: str, behind: str, may: bool, because: str) -> None:
    asked = do(world, "contact_officer", record_access_request, journey=world.journey(), asked_by_kind="child")
    with world.all_rows():
        AccessRequest.objects.filter(pk=asked.id).update(compartment=behind)
        Journey.objects.filter(pk=asked.journey_id).update(compartment=behind)
    for verb, given in (
        (extend_access_request, {"because": "Ten years of papers"}),
        (answer_access_request, {"outcome": "given"}),
    ):
        if may:
            do(world, who, verb, request=asked.id, **given)
        else:
            with pytest.raises((Refused, UnableToFind)):
                do(world, who, verb, request=asked.id, **given)
    with world.all_rows():
        assert (AccessRequest.objects.get(pk=asked.id).answered_at is not None) is may, because


def test_the_team_gathers_what_is_held_and_information_governance_answers(world: World) -> None:
    asked = do(world, "contact_officer", record_access_request, journey=world.journey(), asked_by_kind="child")
    with pytest.raises(UnableToHandleRequest, match="what may have to be withheld"):
        do(world, "contact_officer", prepare_access_answer, request=asked.id, words=" ")
    do(world, "contact_officer", prepare_access_answer, request=asked.id, words="Two papers; one names a neighbour")
    with world.all_rows():
        assert AccessRequest.objects.get().answered_at is None
        assert Narrative.objects.get(question="access_prepared").text == "Two papers; one names a neighbour"
        assert Event.objects.get(kind="access_answer_prepared").data == {}
        assert ClockRun.objects.get(clock="access_request").stopped_at is None
    with pytest.raises(RefusedSight):
        do(world, ANSWERS, prepare_access_answer, request=asked.id, words="I see no record of a child")
    do(world, ANSWERS, answer_access_request, request=asked.id, outcome="given")
    with pytest.raises(UnableToHandleRequest, match="answered already"):
        do(world, "contact_officer", prepare_access_answer, request=asked.id, words="One more")


def test_an_answer_recorded_by_mistake_lets_the_request_wait_again(world: World) -> None:
    asked = do(world, "contact_officer", record_access_request, journey=world.journey(), asked_by_kind="child")
    do(world, ANSWERS, answer_access_request, request=asked.id, outcome="given")
    do(world, "contact_officer", correct_record, event=event_of(world, "access_request_answered"), reason="not_so")
    with world.all_rows():
        waiting = AccessRequest.objects.get()
        assert (waiting.answered_at, waiting.outcome) == (None, "")
        assert ClockRun.objects.get(clock="access_request").stopped_at is None


@pytest.mark.parametrize(
    ("who", "refused", "because"),
    [
        ("health_visitor", RefusedSight, "she did not send this contact"),
        ("neighbour", UnableToFind, "the other authority"),
        ("social_worker", RefusedSight, "nobody gave her this child"),
        ("auditor", Refused, "he reads and writes nothing"),
    ],
)
def test_who_does_not_work_with_the_child_writes_nothing(
    world: World, who: str, refused: type[Exception], because: str
) -> None:
    journey = world.journey()
    with pytest.raises(refused) as refusal:
        do(world, who, record_fact, journey=journey, kind="faith", words="Any", source="Any")
    assert type(refusal.value) is refused, because
