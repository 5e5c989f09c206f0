"""Rows of Annex A that can be told beforehand: what the case system says, what is held here, whom a list leaves out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from frontdoor.journey.actions.handovers import accept_hand_over, open_offers
from frontdoor.journey.actions.help import start_help
from frontdoor.journey.actions.missing import record_missing, record_return_interview
from frontdoor.journey.actions.orders import record_police_protection
from frontdoor.journey.actions.referrals import take_no_further_action
from frontdoor.journey.actions.visits import ChildVisited, Outing, record_visit
from frontdoor.journey.models import Journey
from frontdoor.ledger.scope import Actor
from frontdoor.people.status import load_status
from frontdoor.returns.annex_a.columns import BY_NUMBER
from frontdoor.returns.annex_a.export import export
from frontdoor.returns.position import freeze
from frontdoor.rules.open_status import CaseStatus
from tests.returns.masters import mastered_by
from tests.returns.ten_children import NIGHT, Walker
from tests.world import World

CALL = date(2026, 11, 2)
NHS = "999 000 0018"
FEED = Actor(authority="874", role="feed", name="File", agency="case_system")


@pytest.fixture
def her(world: World) -> Walker:
    """A child told of in August 2026 by her school."""
    walker = Walker(world).on(2026, 8, 3)
    walker.told_of("Ana", born=date(2016, 2, 3), nhs_number=NHS)
    return walker


def rows(number: int, on: date = CALL) -> list[dict[str, Any]]:
    columns = BY_NUMBER[number].columns
    return [dict(zip(columns, row, strict=True)) for row in export(freeze("874"), on).lists[number]]


def told(world: World, **facts: Any) -> None:
    status = CaseStatus(source_number="LL1", as_at=world.now, nhs_number=NHS, **facts)
    with world.acting("hub_manager"):
        load_status(status=status, by=FEED, recorded_at=world.now)


def test_a_contact_stands_for_each_child_for_six_months(her: Walker) -> None:
    [row] = rows(1)
    assert (row["Date of Contact"], row["Contact Source"], row["Age of Child (Years)"]) == (
        date(2026, 8, 3), "e) 2A: Schools", 10,
    )  # fmt: skip
    assert rows(3) == [], "A contact is no referral."
    assert rows(1, date(2027, 2, 4)) == [], "Six months and a day later it is gone."


def test_referrals_are_counted_back_from_the_call_their_own_included(her: Walker) -> None:
    her.decide("assessment")
    her.do(take_no_further_action, referral=her.referral(), because="The wrong flat.", seen=None)
    her.close("")
    [row] = rows(3)
    assert (row["Referral NFA?"], row["Number of Referrals in Last 12 Months"]) == ("a) Yes", 1)
    assert rows(6) == [], "Who was only referred is in no list of children in need."


def test_an_open_assessment_and_then_a_plan(her: Walker) -> None:
    her.decide("assessment")
    assessment = her.on(2026, 8, 5).assess()
    [row], [need] = rows(4), rows(6)
    assert (row["Continuous Assessment Date of Authorisation"], row["Does the Child have a Disability"]) == (
        None, "b) No",
    )  # fmt: skip
    assert (need["CIN Start Date"], need["Case Status"]) == (date(2026, 8, 3), "d) Open assessment")
    her.on(2026, 9, 1).authorise(assessment, in_need=True, factors=["16A"])
    [row], [need] = rows(4), rows(6)
    assert row["Was the child assessed as requiring LA children's social care support?"] == "a) Yes"
    assert need["Case Status"] is None, "Neither assessment nor plan is open: the companion page asks."
    told(her.world, open_episode=True, plan="need", plan_since=date(2026, 9, 4), team="North team", worker="Wo Rker")
    [need] = rows(6)
    assert (need["Case Status"], need["Allocated Team"], need["Allocated Worker"]) == (
        "c) Child in need plan", "North team", "Wo Rker",
    )  # fmt: skip


def test_seen_during_an_assessment_is_seen_while_it_lasted(her: Walker) -> None:
    """A visit of October says nothing of an assessment that was authorised in September without seeing her."""
    her.decide("assessment")
    assessment = her.on(2026, 8, 5).assess()
    her.on(2026, 9, 1).authorise(assessment, in_need=True, factors=["16A"])
    her.on(2026, 10, 1).do(
        record_visit, NIGHT, outing=Outing(purpose="plan", arrived_at=her.world.now, parents_knew="yes"),
        children=[ChildVisited(journey=her.journey, seen=True, alone="yes", bedroom="seen", can_stay="yes")],
    )  # fmt: skip
    [row], [need] = rows(4), rows(6)
    assert row["Child Seen During Continuous Assessment"] == "b) No"
    assert need["Date Child Was Last Seen"] == date(2026, 10, 1)


def test_whose_birth_nobody_dated_is_born_all_the_same(world: World) -> None:
    Walker(world).on(2026, 8, 3).told_of("Ana", sex="M", born=None)
    [row] = rows(1)
    assert (row["Gender"], row["Date of Birth"]) == ("a) Male", None)


def test_an_enquiry_with_its_conference_and_plan(her: Walker, tmp_path: Path) -> None:
    her.decide("strategy_discussion")
    her.on(2026, 8, 4).discuss()
    [row] = rows(5)
    assert row["Was an Initial Child Protection Conference deemed unnecessary?"] is None, "Nobody has said yet."
    her.on(2026, 8, 18).conclude("conference")
    her.on(2026, 8, 25).confer("initial", "PHY", "SAB")
    her.on(2026, 9, 1).do(record_police_protection, journey=her.journey)
    with mastered_by(tmp_path, plan="front_door"):
        [row], [plan] = rows(5), rows(7)
    assert row["Was an Initial Child Protection Conference deemed unnecessary?"] == "b) No"
    assert row["Did the Initial Child Protection Conference Result in a Child Protection Plan"] == "a) Yes"
    assert (
        row["Number of Section 47 Enquiries in the last 12 months"],
        row["Number of ICPCs in the last 12 months"],
    ) == (1, 1)
    assert plan["Initial Category of Abuse"] == "e) Multiple/not recommended"
    assert (
        plan["Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)"]
        == "a) Yes"
    )
    assert (plan["Date of the Last Statutory Visit"], plan["Was the Child Seen Alone?"]) == (None, None)
    assert plan["Number of Previous Child Protection Plans"] == 0


def test_the_case_systems_word_on_plans_holds_where_it_gave_one(her: Walker) -> None:
    her.decide("assessment")
    told(her.world, plan="protection", plan_category="EMO", plan_since=date(2026, 7, 1))
    [plan] = rows(7)
    assert (plan["Child Protection Plan Start Date"], plan["Latest Category of Abuse"]) == (
        date(2026, 7, 1), "d) Emotional abuse",
    )  # fmt: skip


def test_early_help_and_care_are_as_the_case_system_told(her: Walker) -> None:
    told(her.world, early_help=True, early_help_since=date(2026, 6, 1))
    [row] = rows(2)
    assert (row["Assessment start date"], row["Organisation completing assessment"]) == (date(2026, 6, 1), None)
    her.do(record_missing, journey=her.journey)
    her.do(record_return_interview, journey=her.journey, fact="declined")
    her.on(2026, 9, 1)
    told(her.world, looked_after_by="Peterborough City Council", looked_after_since=date(2026, 8, 20))
    [row] = rows(2)
    assert (row["Assessment start date"], row["Assessment completion date"]) == (
        date(2026, 6, 1), date(2026, 9, 1),
    ), "it lasted until the case system told of none"  # fmt: skip
    assert rows(2, date(2027, 3, 2)) == [], "six months and a day after its end"
    [care] = rows(8)
    assert care["Date Started to be Looked After"] == date(2026, 8, 20)
    assert care["Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months"] == 1
    assert care["Was the child offered a Return Interview after their last missing episode (Y/N)?"] == "a) Yes"
    assert care["Did the child accept a Return Interview after their last missing episode (Y/N)?"] == "b) No"
    her.on(2026, 10, 1)
    told(her.world, looked_after_by="Luton", looked_after_since=date(2026, 8, 20), placed_here=True)
    assert rows(8) == [], "Another authority's child in care is in its own list."


def helped(her: Walker, who: str, kind: str, agreed_on: date | None = None) -> None:
    with her.world.acting("hub_manager") as actor:
        start_help(
            journey=her.journey, who=who, what="Weekly", kind=kind, agreed_on=agreed_on, by=actor,
            happened_at=her.world.now, recorded_at=her.world.now,
        )  # fmt: skip


def test_early_help_is_as_held_here_where_the_case_system_tells_of_none(her: Walker) -> None:
    helped(her, "Family centre", "early_help")
    [row] = rows(2)
    assert (row["Assessment start date"], row["Organisation completing assessment"]) == (
        date(2026, 8, 3), "Family centre",
    )  # fmt: skip
    told(her.world, early_help=True, early_help_since=date(2026, 6, 1))
    [row] = rows(2)
    assert (row["Assessment start date"], row["Organisation completing assessment"]) == (
        date(2026, 6, 1), "Family centre",
    ), "one help, told from both sides"  # fmt: skip
    helped(her, "Food bank", "practical")
    assert len(rows(2)) == 1, "not everything that helps is early help"


@pytest.mark.parametrize(
    ("agreed_on", "completed", "because"),
    [
        (date(2026, 8, 20), date(2026, 8, 20), "agreed with the family before the first morning"),
        (None, date(2026, 8, 24), "nobody said when it was agreed: on the day on which help began, at the latest"),
        (date(2026, 8, 1), date(2026, 8, 7), "agreed before early help took the child: from that day"),
    ],
)
def test_early_help_is_assessed_from_its_acceptance_to_what_was_agreed(
    her: Walker, agreed_on: date | None, completed: date, because: str
) -> None:
    her.decide("early_help")
    [offer] = _open_offers(her)
    her.on(2026, 8, 7).do(accept_hand_over, handover=offer, accepted_by_name="Early help duty worker")
    [row] = rows(2)
    assert (row["Assessment start date"], row["Assessment completion date"]) == (date(2026, 8, 7), None)
    her.on(2026, 8, 24)
    helped(her, "Family centre", "early_help", agreed_on=agreed_on)
    [row] = rows(2)
    assert (row["Assessment start date"], row["Assessment completion date"]) == (date(2026, 8, 7), completed), because
    assert row["Organisation completing assessment"] == "Family centre"


def _open_offers(her: Walker) -> list[UUID]:
    with her.world.all_rows():
        return [one.id for one in open_offers(Journey.found(her.journey))]


def test_who_seeks_asylum_alone_is_told_by_the_factors_of_an_assessment(her: Walker) -> None:
    her.decide("assessment")
    assessment = her.on(2026, 8, 5).assess()
    her.on(2026, 9, 1).authorise(assessment, in_need=True, factors=["9A"])
    told(her.world, looked_after_by="Peterborough City Council", looked_after_since=date(2026, 8, 20))
    [care] = rows(8)
    assert care["Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)"] == "a) Yes"


def test_a_name_that_begins_like_a_formula_is_text(her: Walker) -> None:
    import io

    from python_calamine import CalamineWorkbook

    her.decide("assessment")
    told(her.world, team="=HYPERLINK(1)", worker="@Wo Rker")
    book = CalamineWorkbook.from_filelike(io.BytesIO(export(freeze("874"), CALL).file))
    assert book.get_sheet_by_name("List 3").to_python()[1][-2:] == ["'=HYPERLINK(1)", "'@Wo Rker"]
