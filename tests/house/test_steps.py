"""Every (stage × verb) pair that is not in the step table is refused, with the sentence the table says."""

from __future__ import annotations

import pytest

from frontdoor.journey.models import Journey
from frontdoor.rules import steps
from frontdoor.rules.steps import EVERY, STEPS, Stage, UnableToStep
from tests.world import World


@pytest.mark.parametrize("stage", list(Stage))
def test_case_at_walks_to_every_stage_and_the_table_holds_there(world: World, stage: Stage) -> None:
    journey = world.case_at(stage)
    with world.acting("hub_manager"):
        facts = Journey.found(journey).facts()
    assert facts["stage"] == stage
    refused = set()
    for step in STEPS.values():
        wanted = {**facts, **dict(step.needs)}
        if stage in step.stages:
            steps.require(step.verb, wanted)
            continue
        with pytest.raises(UnableToStep) as said:
            steps.require(step.verb, wanted)
        assert str(said.value) == step.refusal
        refused.add(step.verb)
    assert refused == {step.verb for step in STEPS.values() if stage not in step.stages}
    assert refused


def test_what_protects_is_open_in_every_stage_and_only_that_needs_no_refusal() -> None:
    for step in STEPS.values():
        if step.protective:
            assert step.stages == EVERY, step.verb
            assert not step.needs, step.verb
        else:
            assert step.refusal.endswith("."), step.verb


@pytest.mark.parametrize("verb", sorted(verb for verb, step in STEPS.items() if step.needs))
def test_a_fact_that_is_needed_and_absent_refuses(verb: str) -> None:
    step = STEPS[verb]
    for stage in step.stages:
        with pytest.raises(UnableToStep):
            steps.require(verb, {"stage": stage})


def test_a_verb_that_the_table_does_not_know_is_a_fault() -> None:
    with pytest.raises(KeyError):
        steps.require("sneak_past", {"stage": "contact"})
