"""What national law asks when exploitation or FGM is seen: a referral and a report, each with a clock that starts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from frontdoor.journey.actions.correcting import correct_record
from frontdoor.journey.actions.fgm import record_fgm, record_fgm_report
from frontdoor.journey.actions.gaps import fill_gap
from frontdoor.journey.actions.national_referrals import (
    record_conclusive_grounds,
    record_reasonable_grounds,
    refer_to_nrm,
)
from frontdoor.journey.models import AlsoOutcome, FgmReport, Gap, Journey, NationalReferral
from frontdoor.ledger.models import ClockRun, Event
from frontdoor.people.models import SafetyLine
from frontdoor.rules.outcomes import ALSO, OUTCOMES, QUIET_LINE
from tests.cases import decide
from tests.stories.walking import decided, do
from tests.world import World


def run(world: World, clock: str) -> ClockRun:
    with world.all_rows():
        return ClockRun.objects.filter(clock=clock).latest("started_at")


def gaps(world: World) -> list[str]:
    with world.all_rows():
        return list(Gap.objects.filter(filled_at=None).values_list("gap", flat=True))


def test_exploitation_asks_for_a_referral_and_its_two_decisions_are_clocked(world: World) -> None:
    journey = world.journey()
    decide(world, journey, "strategy_discussion", also=("exploitation",))
    assert "national_referral" in gaps(world)
    world.later(hours=2)
    made = do(world, "contact_officer", refer_to_nrm, journey=journey, number="NRM-1", signs="Two telephones.")
    assert "national_referral" not in gaps(world)
    first = run(world, "nrm_rg")
    assert (first.started_at, first.stopped_at, first.due_at.date().isoformat()) == (world.now, None, "2026-11-27")
    world.later(days=4)
    do(world, "contact_officer", record_reasonable_grounds, referral=made.id, positive=True, seen=None)
    assert run(world, "nrm_rg").stopped_at == world.now
    waits = run(world, "nrm_cg")
    assert (waits.due_at - waits.started_at).days >= 30
    world.later(days=60)
    do(world, "hub_manager", record_conclusive_grounds, referral=made.id, positive=True, seen=None)
    assert run(world, "nrm_cg").stopped_at == world.now
    with world.all_rows():
        row = NationalReferral.objects.get()
    assert (row.reasonable_positive, row.conclusive_positive) == (True, True)


def test_why_no_referral_is_made_is_an_answer(world: World) -> None:
    decide(world, world.journey(), "assessment", also=("exploitation",))
    with world.all_rows():
        [asked] = Gap.objects.filter(gap="national_referral")
    do(world, "hub_manager", fill_gap, gap=asked.id, how="The police referred her on Monday.", seen=None)
    assert "national_referral" not in gaps(world)


def test_a_child_who_was_referred_is_not_asked_about_again(world: World) -> None:
    journey = world.journey()
    do(world, "contact_officer", refer_to_nrm, journey=journey)
    decide(world, journey, "assessment", also=("exploitation",))
    assert "national_referral" not in gaps(world)


@pytest.mark.parametrize("said", ["yes", "no", "not_known", ""])
def test_fgm_found_starts_the_report_and_the_family_must_not_know(world: World, said: str) -> None:
    journey = world.journey()
    decide(world, journey, "strategy_discussion", also=("honour_based",), fgm_found=said)
    with world.all_rows():
        assert SafetyLine.objects.filter(words=QUIET_LINE).exists()
        running = ClockRun.objects.filter(clock="fgm_report", stopped_at=None).count()
        kept = AlsoOutcome.objects.get().fgm_found
    assert running == (1 if said == "yes" else 0)
    assert kept == said, "no, not known and not asked are three answers"


def test_fgm_found_by_somebody_later_is_reported_by_the_next_working_day(world: World) -> None:
    journey = world.journey()
    found = do(world, "contact_officer", record_fgm, journey=journey, how="She said so herself.", token="once")
    assert do(world, "contact_officer", record_fgm, journey=journey, token="once").id == found.id
    started = run(world, "fgm_report")
    assert started.due_at.date().isoformat() == "2026-11-23", "Friday's is Monday's"
    with world.all_rows():
        assert Journey.objects.get(pk=journey).quiet
    world.later(hours=20)
    do(world, "hub_manager", record_fgm_report, report=found.id, police_reference="CP-7", seen=None)
    assert run(world, "fgm_report").stopped_at == world.now
    with world.all_rows():
        assert FgmReport.objects.get().police_reference == "CP-7"


def test_a_report_typed_wrongly_is_voided_and_the_clock_runs_on(world: World) -> None:
    journey = world.journey()
    found = do(world, "contact_officer", record_fgm, journey=journey)
    do(world, "hub_manager", record_fgm_report, report=found.id, seen=None)
    with world.all_rows():
        wrong = Event.objects.get(kind="fgm_reported").id
    do(world, "hub_manager", correct_record, event=wrong, reason="not_so")
    assert run(world, "fgm_report").stopped_at is None
    with world.all_rows():
        assert FgmReport.objects.get().reported_at is None


def _started_by(world: World, outcome: str, **answers: Any) -> tuple[set[str], bool]:
    """The clocks that run once a contact officer has chosen it, and whether it counts."""
    journey: UUID = world.journey()
    made = decided(world, journey, outcome, who="contact_officer", **answers)
    with world.all_rows():
        running = ClockRun.objects.filter(journey=journey, stopped_at=None)
        return set(running.values_list("clock", flat=True)), made.effective_at is not None


@pytest.mark.parametrize("outcome", sorted(OUTCOMES))
def test_who_may_choose_each_outcome(world: World, outcome: str) -> None:
    row = OUTCOMES[outcome]
    to = {"pass_to": "cambridgeshire"} if outcome == "other_authority" else {}
    clocks, counts = _started_by(world, outcome, **to)
    assert counts is row.protects, row.chosen_by
    assert not row.protects or row.clock in clocks, "what protects has its clock at once"


@pytest.mark.parametrize("code", sorted(ALSO))
def test_each_also_is_set_at_once_with_what_it_brings(world: World, code: str) -> None:
    journey = world.journey()
    decide(world, journey, "nothing_more", who="contact_officer", also=(code,), fgm_found="yes")
    with world.all_rows():
        set_now = Event.objects.filter(kind="also_decided", journey=journey).count()
        quiet = Journey.objects.get(pk=journey).quiet
        running = set(ClockRun.objects.filter(stopped_at=None).values_list("clock", flat=True))
    assert set_now == 1
    assert quiet is ALSO[code].quiet
    if code in {"lado", "honour_based"}:
        assert ALSO[code].clock in running
    if code == "exploitation":
        assert "national_referral" in gaps(world)
