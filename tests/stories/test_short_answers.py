"""A short answer stands beside the record for everybody who reads it: it repeats no address kept from somebody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest

from frontdoor.documents.models import Narrative
from frontdoor.journey.actions.calls import log_call
from frontdoor.journey.actions.help import notify_private_fostering, start_help
from frontdoor.journey.actions.information import add_information
from frontdoor.journey.actions.safety_plans import PlanLine, agree_safety_plan
from frontdoor.journey.actions.visits import ChildVisited, Outing, record_visit
from frontdoor.journey.models import Call, Help, Information, Journey, PrivateFostering, SafetyPlanLine, Visit
from frontdoor.journey.narratives import WALLED
from frontdoor.rules.concern import GivenAddress
from tests.stories.walking import do
from tests.world import World, child

TOLD = "Aunt Rose, 9 Hidden Row"
HOME = GivenAddress(lines="9 Hidden Row\nFenmarsh", postcode="PE1 1AA", keep_from="her father")


def _visit(world: World, journey: UUID) -> None:
    outing = Outing(purpose="assessment", arrived_at=world.now, parents_knew="yes")
    one = ChildVisited(journey=journey, seen=True, where=TOLD, interpreter=TOLD)
    do(world, "out_of_hours", record_visit, outing=outing, children=[one])


def _plan(world: World, journey: UUID) -> None:
    line = PlanLine(who=TOLD, what="She sleeps there", by_when=TOLD, if_it_fails="Ring us")
    do(world, "out_of_hours", agree_safety_plan, journey=journey, lines=[line])


def _help(world: World, journey: UUID) -> None:
    with world.acting("hub_manager") as by:
        start_help(journey=journey, who=TOLD, what=TOLD, by=by, happened_at=world.now, recorded_at=world.now)


def _fostered(world: World, journey: UUID) -> None:
    do(world, "hub_manager", notify_private_fostering, journey=journey, with_whom=TOLD)


def _rang(world: World, journey: UUID) -> None:
    do(world, "hub_manager", log_call, journey=journey, direction="out", with_kind="family", with_whom=TOLD)


def _told(world: World, journey: UUID) -> None:
    with world.all_rows():
        contact = Journey.objects.get(pk=journey).contact_id
    do(world, "hub_manager", add_information, contact=contact, text="She is well.", given_by=TOLD)


@pytest.mark.parametrize(
    ("act", "row", "columns", "because"),
    [
        (_visit, Visit, {"where": "visit_where", "interpreter": "visit_interpreter"}, "a visit to where they hide"),
        (_plan, SafetyPlanLine, {"who": "safety_who", "by_when": "safety_by_when"}, "whoever keeps the child safe"),
        (_help, Help, {"who": "help_who", "what": "help"}, "help that comes to the house"),
        (_fostered, PrivateFostering, {"with_whom": "fostered_with"}, "the carers' own address"),
        (_rang, Call, {"with_whom": "call_with"}, "whom we rang, and where"),
        (_told, Information, {"given_by": "information_from"}, "a neighbour, and of whom"),
    ],
)
def test_a_short_answer_that_gives_the_address_away_stands_behind_its_wall(
    world: World, act: Callable[[World, UUID], None], row: type[Visit], columns: dict[str, str], because: str
) -> None:
    journey = world.journey(address=HOME)
    act(world, journey)
    with world.all_rows():
        kept = row.objects.get(journey=journey)
        for column, question in columns.items():
            assert getattr(kept, column) == WALLED, (column, because)
            written = Narrative.objects.get(question=question, record=kept.id)
            assert (written.text, written.compartment) == (TOLD, "address"), "what was written is not lost"


def test_where_a_missing_child_may_be_stands_behind_the_wall_of_the_address(world: World) -> None:
    missing = datetime(2026, 11, 20, 12, tzinfo=UTC)
    facts = {"where_now": TOLD, "with_whom": "her mother", "until_when": "tonight", "missing_since": missing}
    journey = world.contact(child(address=HOME, **facts)).journeys[0]
    with world.all_rows():
        kept = Journey.objects.get(pk=journey)
        assert (kept.where_now, kept.with_whom, kept.until_when) == (WALLED, "her mother", "tonight")
        assert Narrative.objects.get(question="where_now").compartment == "address"
    elsewhere = world.contact(child(given_name="Ben", family_name="Other", **facts)).journeys[0]
    with world.all_rows():
        assert Journey.objects.get(pk=elsewhere).where_now == TOLD, "nobody keeps this address from anybody"
