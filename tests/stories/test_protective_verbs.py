"""What protects is never refused: each such verb, done with everything missing, in every stage, closed ones too.

Nobody here says more than they must: no names, no reasons, no agencies, no signature. The step happens, an event says
so, and what was missing is named and clocked. A protective verb that is not in this table fails the last test.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

import frontdoor.journey.actions as actions
from frontdoor.journey.models import Gap, Journey
from frontdoor.ledger.models import ClockRun, Event
from frontdoor.ledger.scope import Actor
from frontdoor.rules.partnership import for_authority
from frontdoor.rules.steps import STEPS, Stage
from tests.world import World


def _verbs() -> dict[str, Callable[..., Any]]:
    """Every function of the actions package, by name."""
    found: dict[str, Callable[..., Any]] = {}
    for module in pkgutil.iter_modules(actions.__path__):
        loaded = importlib.import_module(f"{actions.__name__}.{module.name}")
        for name, value in vars(loaded).items():
            if callable(value) and getattr(value, "__module__", "") == loaded.__name__ and name[0].islower():
                found[name] = value
    return found


VERBS = _verbs()


@dataclass
class Bare:
    """Somebody who may see the child and says nothing more."""

    world: World
    journey: UUID
    by: Actor

    def do(self, verb: str, **given: Any) -> Any:
        return VERBS[verb](**given, by=self.by, happened_at=self.world.now, recorded_at=self.world.now)

    @property
    def contact(self) -> UUID:
        return Journey.found(self.journey).contact_id

    def held(self) -> Any:
        """A discussion held by one worker alone."""
        module = importlib.import_module("frontdoor.journey.actions.strategy_discussions")
        (row,) = self.do(
            "record_strategy_discussion",
            children=[module.Discussed(journey=self.journey)],
            meeting=module.Meeting(alone=True),
        )
        return row

    def visited(self) -> Any:
        module = importlib.import_module("frontdoor.journey.actions.visits")
        (row,) = self.do("record_visit", outing=module.Outing(), children=[module.ChildVisited(journey=self.journey)])
        return row

    def reconvened(self) -> None:
        module = importlib.import_module("frontdoor.journey.actions.strategy_discussions")
        self.do("reconvene_strategy_discussion", discussion=self.held().id, meeting=module.Meeting())


@dataclass(frozen=True)
class Protects:
    """How a verb is done with everything missing, what its event is called and which gaps it leaves."""

    do: Callable[[Bare], Any]
    event: str
    gaps: frozenset[str] = frozenset()
    who: str = "contact_officer"


def _on_journey(verb: str, **given: Any) -> Callable[[Bare], Any]:
    return lambda bare: bare.do(verb, journey=bare.journey, **given)


PROTECTIVE: dict[str, Protects] = {
    "rate_contact": Protects(
        lambda bare: bare.do("rate_contact", contact=bare.contact, rating="red", because="", seen=None),
        "contact_rated",
    ),
    "add_information": Protects(
        lambda bare: bare.do("add_information", contact=bare.contact, text=""), "information_added"
    ),
    "declare_danger": Protects(
        lambda bare: bare.do("declare_danger", contact=bare.contact, because=""), "danger_declared"
    ),
    "request_information": Protects(
        _on_journey("request_information", agencies=[for_authority("874").agencies[0].code]), "information_requested"
    ),
    "raise_disagreement": Protects(_on_journey("raise_disagreement", because=""), "disagreement_raised"),
    "acknowledge_contact": Protects(
        lambda bare: bare.do("acknowledge_contact", contact=bare.contact, means=""), "contact_acknowledged"
    ),
    "hand_to_out_of_hours": Protects(
        lambda bare: bare.do("hand_over", journey=bare.journey, to_kind="out_of_hours"), "handed_over"
    ),
    "call_strategy_discussion": Protects(
        lambda bare: bare.do("call_strategy_discussion", journeys=[bare.journey]), "significant_harm_suspected"
    ),
    "record_strategy_discussion": Protects(
        Bare.held,
        "strategy_discussion_held",
        frozenset({"quorum", "countersign", "enquiry_not_decided", "confirm_discussion", "safety_plan"}),
    ),
    "reconvene_strategy_discussion": Protects(Bare.reconvened, "strategy_discussion_reconvened", frozenset({"quorum"})),
    "agree_safety_plan": Protects(_on_journey("agree_safety_plan"), "gap_noted", frozenset({"safety_plan"})),
    "check_safety_plan": Protects(_on_journey("check_safety_plan", holds=False), "safety_plan_checked"),
    "take_safety_step": Protects(_on_journey("take_safety_step", step=""), "safety_step_taken"),
    "start_section47": Protects(_on_journey("start_section47"), "section47_started"),
    "confirm_section47": Protects(
        lambda bare: bare.do(
            "confirm_section47", enquiry=bare.do("start_section47", journey=bare.journey).id, seen=None
        ),
        "section47_started",
        who="hub_manager",
    ),
    "record_police_protection": Protects(
        _on_journey("record_police_protection"), "police_protection_started", frozenset({"officer"})
    ),
    "record_emergency_order": Protects(
        _on_journey("record_emergency_order"), "emergency_order_made", frozenset({"order_end"})
    ),
    "end_police_protection": Protects(
        lambda bare: bare.do(
            "end_police_protection", order=bare.do("record_police_protection", journey=bare.journey).id
        ),
        "police_protection_ended",
    ),
    "end_emergency_order": Protects(
        lambda bare: bare.do("end_emergency_order", order=bare.do("record_emergency_order", journey=bare.journey).id),
        "emergency_order_ended",
    ),
    "plan_visit": Protects(
        lambda bare: bare.do("plan_visit", journeys=[bare.journey], planned_for=bare.world.now), "visit_planned"
    ),
    "record_visit": Protects(Bare.visited, "visit_recorded", frozenset({"seen_not_answered"})),
    "add_to_visit": Protects(lambda bare: bare.do("add_to_visit", visit=bare.visited().id, text=""), "visit_added_to"),
    "record_missing": Protects(_on_journey("record_missing"), "missing_reported"),
    "record_return": Protects(_on_journey("record_return"), "child_returned", frozenset({"missing_since"})),
    "record_return_interview": Protects(
        _on_journey("record_return_interview"), "return_interview_offered", frozenset({"missing_since"})
    ),
    "refer_to_nrm": Protects(_on_journey("refer_to_nrm"), "nrm_referred"),
    "record_reasonable_grounds": Protects(
        lambda bare: bare.do(
            "record_reasonable_grounds",
            referral=bare.do("refer_to_nrm", journey=bare.journey).id,
            positive=False,
            seen=None,
        ),
        "nrm_reasonable_grounds",
    ),
    "record_conclusive_grounds": Protects(
        lambda bare: bare.do(
            "record_conclusive_grounds",
            referral=bare.do("refer_to_nrm", journey=bare.journey).id,
            positive=True,
            seen=None,
        ),
        "nrm_conclusive_grounds",
    ),
    "record_fgm": Protects(_on_journey("record_fgm"), "fgm_discovered"),
    "record_fgm_report": Protects(
        lambda bare: bare.do("record_fgm_report", report=bare.do("record_fgm", journey=bare.journey).id, seen=None),
        "fgm_reported",
    ),
    "record_birth": Protects(_on_journey("record_birth"), "child_born", frozenset({"day_of_birth"})),
    "record_pregnancy_end": Protects(_on_journey("record_pregnancy_end"), "pregnancy_ended"),
    "record_death": Protects(_on_journey("record_death"), "letters_stopped"),
    "release_letters": Protects(
        lambda bare: [
            bare.do("record_death", journey=bare.journey),
            bare.do("release_letters", journey=bare.journey),
        ],
        "letters_released",
        who="hub_manager",
    ),
    "start_help": Protects(_on_journey("start_help"), "help_started", frozenset({"help_not_named"})),
    "notify_private_fostering": Protects(
        _on_journey("notify_private_fostering"), "private_fostering_notified", frozenset({"carer_not_named"})
    ),
    "end_private_fostering": Protects(
        lambda bare: bare.do(
            "end_private_fostering",
            arrangement=bare.do("notify_private_fostering", journey=bare.journey).id,
            because="",
        ),
        "private_fostering_ended",
    ),
    "notify_transfer_in": Protects(_on_journey("notify_transfer_in"), "transfer_in_notified"),
    "fill_gap": Protects(
        lambda bare: [
            bare.do("record_return", journey=bare.journey),
            bare.do("fill_gap", gap=Gap.objects.get(gap="missing_since").id, how="", seen=None),
        ],
        "gap_filled",
    ),
}

#: Open in every stage too, but about a row that is there, or an answer that is the whole act: other stories tell them.
TOLD_ELSEWHERE = {
    "log_call",
    "record_answer",
    "withdraw_request",
    "remind_agency",
    "link_contact",
    "unlink_contact",
    "explain_lateness",
    "resolve_disagreement",
    "escalate_disagreement",
    "correct_record",
    "read_new_information",
    "draft_feedback",
    "release_feedback",
    "withhold_feedback",
    "sample_decision",
    "record_told_outcome",
    "record_primary_need",
    "record_fact",
    "end_fact",
    "record_paper",
    "record_access_request",
    "prepare_access_answer",
    "extend_access_request",
    "answer_access_request",
}


def _events(journey: UUID) -> list[str]:
    return list(Event.objects.filter(journey=journey).order_by("id").values_list("kind", flat=True))


@pytest.mark.parametrize("stage", list(Stage))
def test_nothing_stops_what_protects(world: World, stage: Stage) -> None:
    journey = world.case_at(stage)
    world.later(minutes=30)
    for verb, protects in PROTECTIVE.items():
        point = transaction.savepoint()
        with world.all_rows():
            before = len(_events(journey))
        with world.acting(protects.who) as actor:
            protects.do(Bare(world, journey, actor))
        with world.all_rows():
            assert protects.event in _events(journey)[before:] or _stood_already(verb, stage), (verb, stage)
            _check_gaps(journey, protects, verb)
        transaction.savepoint_rollback(point)


def _stood_already(verb: str, stage: Stage) -> bool:
    """An enquiry that is open already stands; beginning it again makes no second one."""
    return verb in {"start_section47", "confirm_section47"} and stage is Stage.SECTION47


def _check_gaps(journey: UUID, protects: Protects, verb: str) -> None:
    """Each gap stands as a row, and a clock runs for it."""
    noted = set(Gap.objects.filter(journey=journey, filled_at=None).values_list("gap", flat=True))
    assert protects.gaps <= noted, (verb, noted)
    clocks = set(ClockRun.objects.filter(journey=journey, stopped_at=None).values_list("clock", flat=True))
    wanted = {
        {"quorum": "reconvene_quorum", "countersign": "countersign"}.get(gap, "gap_to_fill") for gap in protects.gaps
    }
    assert wanted <= clocks, (verb, clocks)


@pytest.mark.parametrize(
    ("verb", "opens"),
    [
        ("call_strategy_discussion", Stage.STRATEGY_DISCUSSION),
        ("start_section47", Stage.SECTION47),
        ("record_police_protection", Stage.STRATEGY_DISCUSSION),
        ("record_emergency_order", Stage.STRATEGY_DISCUSSION),
        ("notify_transfer_in", Stage.CONFERENCE),
    ],
)
def test_a_closed_journey_opens_again(world: World, verb: str, opens: Stage) -> None:
    journey = world.case_at("closed")
    world.later(hours=1)
    with world.acting("contact_officer") as actor:
        PROTECTIVE[verb].do(Bare(world, journey, actor))
        assert Journey.found(journey).facts()["stage"] == opens


def test_every_protective_verb_is_told_here_or_elsewhere() -> None:
    protective = {verb for verb, step in STEPS.items() if step.protective}
    assert set(PROTECTIVE) | TOLD_ELSEWHERE == protective
    assert not set(PROTECTIVE) & TOLD_ELSEWHERE
