"""A strategy discussion as it was held: whoever was missing, it stands; each child has a plan or a reason for none."""

from __future__ import annotations

from typing import Any

import pytest

from frontdoor.journey.actions.contacts import Receipt
from frontdoor.journey.models import Gap, SafetyPlanLine, Section47Enquiry, StrategyDiscussion
from frontdoor.journey.record_queries import texts_of
from frontdoor.ledger.models import ClockRun, Standing
from tests.cases import decide
from tests.screens.at_work import AtWork, words
from tests.screens.decision.test_form import about, again
from tests.screens.filled import Filled
from tests.world import World, child


@pytest.fixture
def family(friday: World) -> Receipt:
    return friday.contact(child(), child(given_name="Ben"))


def hold(world: World, receipt: Receipt, *, who: str = "hub_manager", status: int = 302, **changes: Any) -> str:
    at, path = AtWork(world, who), f"/protection/{receipt.reference}/discussion/"
    return at.post(path, status=status, **Filled(at.get(path), path).with_(go="record", **changes))


def overview(world: World, receipt: Receipt, who: str = "hub_manager") -> str:
    return words(AtWork(world, who).get(f"/protection/{receipt.reference}/"))


WHOLE = {"meeting__agencies": ["authority", "police", "health"]}


def test_nothing_is_chosen_and_the_page_says_first_which_clocks_start(friday: World, family: Receipt) -> None:
    path = f"/protection/{family.reference}/discussion/"
    page = AtWork(friday, "out_of_hours").get(path)
    form = Filled(page, path)
    assert form.chosen == []
    filled = {name for name, values in form.sent.items() if values != [""]}
    assert filled == {
        "csrfmiddlewaretoken", "meeting-token", "meeting-opened_at", "meeting-held_at", "child-1-lines",
        "child-2-lines",
    }  # fmt: skip
    text = words(page)
    assert "A discussion is whole with children's social care, police and health." in text
    for clocked in (
        "it stands, and is reconvened, by Mon 17:00",
        "it stands, and somebody else countersigns, by Sat 16:50",
    ):
        assert clocked in text, text


def test_a_whole_discussion_with_a_plan_for_one_child_and_a_reason_for_none_for_the_other(
    friday: World, family: Receipt
) -> None:
    hold(
        friday, family, **WHOLE, meeting__children=["1", "2"], meeting__names="PC Plum, Nurse Ade",
        child_1__known="Bruise on the arm", child_1__decided="Medical tonight", child_1__starts_enquiry="joint",
        child_1__who_1="Aunt Rose", child_1__what_1="Ana sleeps at her flat", child_1__by_when_1="Tonight at six",
        child_1__if_it_fails_1="She rings the night worker", child_2__starts_enquiry="no",
        child_2__no_plan_because="He lives with his father in Leeds",
    )  # fmt: skip
    ana, ben = family.journeys
    with friday.all_rows():
        assert {row.journey_id: row.joint for row in Section47Enquiry.objects.all()} == {ana: "joint"}
        assert [line.who for line in SafetyPlanLine.objects.filter(journey_id=ana)] == ["Aunt Rose"]
        held = StrategyDiscussion.objects.get(journey_id=ben)
        assert texts_of([held.id])[held.id]["no_plan_because"] == "He lives with his father in Leeds"
        assert "discussion_known" not in texts_of([held.id])[held.id]
        assert not Gap.objects.exists()
        assert Standing.objects.get(journey=ana).stage == "section47"
    text = overview(friday, family)
    for part in ("Aunt Rose", "She rings the night worker", "He lives with his father in Leeds", "PC Plum, Nurse Ade"):
        assert part in text


@pytest.mark.parametrize(
    ("who", "changes", "gaps", "because"),
    [
        ("hub_manager", {"meeting__agencies": ["authority"]}, {"quorum"}, "police and health were missing"),
        ("hub_manager", {**WHOLE, "meeting__alone": "on"}, {"countersign"}, "one worker alone"),
        ("out_of_hours", {"meeting__alone": "on"}, {"quorum", "countersign"}, "one worker alone at night"),
        ("contact_officer", WHOLE, {"confirm_discussion"}, "held by somebody who is not registered"),
    ],
)
def test_whoever_was_missing_it_stands_and_the_gap_is_clocked(
    friday: World, family: Receipt, who: str, changes: dict[str, Any], gaps: set[str], because: str
) -> None:
    hold(
        friday, family, who=who, **changes, meeting__children=["1"], child_1__starts_enquiry="no",
        child_1__no_plan_because="Safe with grandmother",
    )  # fmt: skip
    with friday.all_rows():
        assert set(Gap.objects.values_list("gap", flat=True)) == gaps, because
        running = set(ClockRun.objects.filter(stopped_at=None).values_list("clock", flat=True))
    expected = {"quorum": "reconvene_quorum", "countersign": "countersign", "confirm_discussion": "gap_to_fill"}
    assert {expected[gap] for gap in gaps} <= running
    assert "it stands" in overview(friday, family) or "quorum" not in gaps


def test_a_child_without_a_plan_or_a_reason_is_protected_and_asked_about(friday: World, family: Receipt) -> None:
    hold(friday, family, **WHOLE, meeting__children=["1"], child_1__starts_enquiry="single")
    with friday.all_rows():
        assert list(Gap.objects.values_list("gap", flat=True)) == ["safety_plan"]
        assert Section47Enquiry.objects.count() == 1
    assert "No safety plan yet, and no reason why none is needed" in overview(friday, family)


def test_only_what_cannot_be_read_is_asked_again_and_the_text_stays(friday: World, family: Receipt) -> None:
    path = f"/protection/{family.reference}/discussion/"
    page = hold(friday, family, status=200, child_1__known="Bruise", meeting__held_at="2026-11-21T09:00")
    text = words(page)
    assert "Say which children were discussed." in text
    assert "Held at: this is in the future." in text
    assert Filled(page, path)["child-1-known"] == "Bruise"
    with friday.all_rows():
        assert not StrategyDiscussion.objects.exists()


def test_lines_are_added_without_a_script_and_nothing_typed_is_lost(friday: World, family: Receipt) -> None:
    at, path = AtWork(friday, "hub_manager"), f"/protection/{family.reference}/discussion/"
    form = Filled(at.get(path), path)
    page = at.post(path, status=200, **form.with_(go="more-1", child_1__who_1="Aunt Rose", child_2__known="Quiet"))
    again = Filled(page, path)
    assert "child-1-who_3" in again.sent
    assert "child-2-who_3" not in again.sent
    assert (again["child-1-who_1"], again["child-2-known"]) == ("Aunt Rose", "Quiet")
    assert "There is a problem" not in page


def test_what_was_typed_waits_for_its_writer_alone(friday: World, family: Receipt) -> None:
    path = f"/protection/{family.reference}/discussion/"
    hold(friday, family, status=200, child_1__known="Half a sentence")
    assert "Half a sentence" in AtWork(friday, "hub_manager").get(path)
    assert "Half a sentence" not in AtWork(friday, "out_of_hours").get(path)


def test_anyone_who_may_see_the_child_calls_a_discussion(friday: World, family: Receipt) -> None:
    at, path = AtWork(friday, "contact_officer"), f"/protection/{family.reference}/call/"
    form = Filled(at.get(path), path)
    assert form.chosen == []
    assert "Say which children." in words(at.post(path, status=200, **form.answered({})))
    at.post(path, **form.answered({"children": ["2"], "because": "He hid under the desk"}))
    with friday.all_rows():
        assert [row.journey_id for row in StrategyDiscussion.objects.all()] == [family.journeys[1]]
    assert "not held yet" in overview(friday, family, "contact_officer")


def test_a_discussion_sent_twice_is_one(friday: World, family: Receipt) -> None:
    at, path = AtWork(friday, "hub_manager"), f"/protection/{family.reference}/discussion/"
    form = Filled(at.get(path), path)
    for _ in range(2):
        at.post(path, **form.with_(go="record", meeting__children=["1"], **WHOLE))
    with friday.all_rows():
        assert StrategyDiscussion.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "status", "because"),
    [
        ("contact_officer", 200, "anybody who may see the child protects"),
        ("social_worker", 404, "has nothing to do with this child"),
        ("police_officer", 403, "takes part, and does not record for social care"),
        ("auditor", 403, "reads sampled records"),
        ("neighbour", 404, "another authority"),
    ],
)
def test_who_may_open_it(friday: World, family: Receipt, who: str, status: int, because: str) -> None:
    for page in ("", "call/", "discussion/", "1/plan/", "1/order/"):
        AtWork(friday, who).get(f"/protection/{family.reference}/{page}", status=status)


def test_a_second_enquiry_while_one_goes_on_is_asked_about_and_may_be_saved(friday: World, family: Receipt) -> None:
    """The census takes one enquiry at a time: said beside the moment, once, and nobody is held up by it."""
    one = {**WHOLE, "meeting__children": ["1"], "child_1__starts_enquiry": "single"}
    decide(friday, family.journeys[0], "strategy_discussion")
    hold(friday, family, **one)
    friday.later(minutes=30)
    second = again(friday, {0: about(friday, family)})
    page = hold(friday, second, status=200, **one)
    assert "Census, error 8890." in words(page)
    with friday.all_rows():
        assert StrategyDiscussion.objects.count() == 1, "nothing is kept by asking"
    path = f"/protection/{second.reference}/discussion/"
    AtWork(friday, "hub_manager").post(path, **Filled(page, path).with_(go="anyway"))
    with friday.all_rows():
        assert Section47Enquiry.objects.count() == 2
