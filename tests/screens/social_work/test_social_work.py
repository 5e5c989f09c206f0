"""After the decision: each act for one child on a page of its own, offered only where the step table and role allow."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from frontdoor.access.models import Account
from frontdoor.journey.actions.contacts import Receipt
from frontdoor.journey.actions.disagreements import raise_disagreement
from frontdoor.journey.actions.linking import link_contact
from frontdoor.journey.actions.safety_plans import PlanLine, agree_safety_plan
from frontdoor.journey.models import (
    Allocation,
    Closure,
    Conference,
    Contact,
    Decision,
    Disagreement,
    Gap,
    Help,
    Journey,
    MissingEpisode,
    Plan,
    PrivateFostering,
    Referral,
)
from frontdoor.ledger.models import ClockRun, Event
from frontdoor.people.models import Person
from frontdoor.rules.concern import ConcernedChild, SubjectKind
from frontdoor.rules.steps import Stage
from tests.cases import decide, walk_to
from tests.screens.at_work import AtWork, words
from tests.screens.filled import Filled
from tests.world import World, child


@pytest.fixture
def ana(friday: World) -> Receipt:
    return friday.contact(child(), child(given_name="Ben"))


UNBORN = ConcernedChild(kind=SubjectKind.UNBORN, expected=date(2027, 2, 4))


def do(world: World, receipt: Receipt, act: str, *, who: str = "hub_manager", status: int = 302, **fields: Any) -> str:
    at, path = AtWork(world, who), f"/social-work/{receipt.reference}/1/{act}/"
    return at.post(path, status=status, **Filled(at.get(path), "").with_(go="do", **fields))


def overview(world: World, receipt: Receipt, who: str = "hub_manager") -> str:
    return words(AtWork(world, who).get(f"/social-work/{receipt.reference}/"))


def at_stage(world: World, receipt: Receipt, stage: Stage) -> Receipt:
    walk_to(world, receipt.journeys[0], stage)
    return receipt


def event(world: World, kind: str) -> Event:
    with world.all_rows():
        return Event.objects.filter(kind=kind).latest("recorded_at")


def test_a_manager_gives_a_child_to_a_worker_by_name_and_it_waits_for_them(friday: World, ana: Receipt) -> None:
    at_stage(friday, ana, Stage.ASSESSMENT)
    worker = friday.account("social_worker")
    page = do(friday, ana, "allocate", status=200)
    assert "Choose the team that should work with this child." in words(page)
    assert Filled(page, "").chosen == []
    do(friday, ana, "allocate", team="assessment_north", worker=str(worker.pk), because="She knows the school")
    with friday.all_rows():
        given = Allocation.objects.filter(journey=ana.journeys[0]).latest("offered_at")
        assert (given.team, given.worker, given.accepted_at) == ("assessment_north", worker.pk, None)
    assert ana.reference in words(AtWork(friday, "social_worker").get("/handovers/"))


def test_workers_of_ones_own_team_stand_first_where_a_child_is_given(friday: World, ana: Receipt) -> None:
    at_stage(friday, ana, Stage.ASSESSMENT)
    north = [friday.account(who).pk for who in ("social_worker", "team_manager")]
    Account.objects.filter(pk__in=north).update(teams=["assessment_north"])
    of_south = {"role": "social_worker", "authority": "874", "agency": "council", "teams": ["assessment_south"]}
    Account.objects.create(id=uuid4(), email="abe@example.org", name="Abe Able", **of_south)
    do(friday, ana, "allocate", team="assessment_north")
    path = f"/social-work/{ana.reference}/1/allocate/"
    pages = {who: AtWork(friday, who).get(path) for who in ("hub_manager", "team_manager")}
    assert pages["hub_manager"].index("Abe Able,") < pages["hub_manager"].index("Sol Worker,"), "by name: of no team"
    assert pages["team_manager"].index("Sol Worker,") < pages["team_manager"].index("Abe Able,")


def test_closing_asks_for_the_statutory_reason_only_where_one_exists(friday: World, ana: Receipt) -> None:
    at_stage(friday, ana, Stage.ASSESSED)
    page = do(friday, ana, "close", status=200, reason="work_finished", because="Help holds")
    assert "Choose the statutory reason (RC1 to RC9)" in words(page)
    page = do(friday, ana, "close", status=200, reason="work_finished", because="Help holds", statutory="RC8")
    assert "RC8 and RC9 are for a child who was assessed as not in need." in words(page)
    do(friday, ana, "close", reason="work_finished", because="Help holds", statutory="RC7", in_bulk="on")
    with friday.all_rows():
        closure = Closure.objects.get()
        assert (closure.statutory, closure.in_bulk, closure.sampled_because) == ("RC7", True, "closed_in_bulk")
    text = overview(friday, ana)
    assert "The work that was planned is finished, RC7" in text
    friday.later(days=1)
    do(friday, ana, "reopen", who="contact_officer", reason="new_information", because="The school rang again")
    with friday.all_rows():
        assert Journey.objects.get(pk=ana.journeys[0]).facts()["stage"] == Stage.CONTACT


def test_what_a_colleague_recorded_meanwhile_is_read_before_the_child_is_closed(friday: World, ana: Receipt) -> None:
    """Information leaves the journey's row as it was: the closer is shown it all the same, and keeps their text."""
    at_stage(friday, ana, Stage.ASSESSED)
    at, path = AtWork(friday, "hub_manager"), f"/social-work/{ana.reference}/1/close/"
    sent = Filled(at.get(path), "").with_(go="do", reason="work_finished", because="Help holds", statutory="RC7")
    friday.later(minutes=2)
    with friday.acting("out_of_hours") as by:
        agree_safety_plan(
            journey=ana.journeys[0], lines=[PlanLine(who="Nan", what="Stays the night")], by=by,
            happened_at=friday.now - timedelta(hours=1), recorded_at=friday.now,
        )  # fmt: skip
    page = at.post(path, status=409, **sent)
    assert "Olu Night" in words(page)
    assert "A safety plan was agreed" in words(page)
    assert Filled(page, "")["because"] == "Help holds"
    at.post(path, **Filled(page, "").with_(go="do", reason="work_finished", statutory="RC7"))
    with friday.all_rows():
        assert Closure.objects.count() == 1


def test_closing_shows_what_ends_with_it_unmet(friday: World, ana: Receipt) -> None:
    at_stage(friday, ana, Stage.ASSESSED)
    page = words(AtWork(friday, "hub_manager").get(f"/social-work/{ana.reference}/1/close/"))
    assert "Ends with this, not met" in page
    assert "acknowledgement, " in page


def test_a_brother_is_closed_on_a_page_of_his_own(friday: World, ana: Receipt) -> None:
    at_stage(friday, ana, Stage.ASSESSED)
    do(friday, ana, "close", reason="work_finished", because="Help holds", statutory="RC7")
    with friday.all_rows():
        stages = [Journey.objects.get(pk=key).facts()["stage"] for key in ana.journeys]
    assert stages == [Stage.CLOSED, Stage.CONTACT]


def test_help_that_nobody_names_is_a_gap_and_is_put_right(friday: World, ana: Receipt) -> None:
    decide(friday, ana.journeys[0], "early_help")
    do(friday, ana, "help", kind="practical", what="Food parcels on Fridays")
    with friday.all_rows():
        assert Help.objects.get().what == "Food parcels on Fridays"
        gap = Gap.objects.get(gap="help_not_named")
    assert "Which help, and who gives it, is not said" in overview(friday, ana)
    do(friday, ana, "finish", gap=str(gap.id), how="The food bank, Mrs Stone")
    with friday.all_rows():
        assert Gap.objects.get(pk=gap.id).filled_at == friday.now
    assert "not said" not in overview(friday, ana)


def test_a_plan_begins_and_a_registered_worker_ends_it(friday: World, ana: Receipt) -> None:
    at_stage(friday, ana, Stage.ASSESSED)
    do(friday, ana, "plan", who="out_of_hours", what="School sees Ana daily")
    assert "Child in need plan, since" in overview(friday, ana)
    friday.later(days=40)
    do(friday, ana, "plan-ended", who="out_of_hours", reason="needs_met", because="It holds")
    with friday.all_rows():
        assert Plan.objects.get().ended_because == "needs_met"


def test_a_conference_makes_a_plan_on_its_day(friday: World, ana: Receipt) -> None:
    at_stage(friday, ana, Stage.CONFERENCE)
    friday.later(days=3)
    refused = do(friday, ana, "conference", who="out_of_hours", status=200, meeting="initial", plan="yes")
    assert "Say under which category the plan stands." in words(refused)
    do(friday, ana, "conference", who="out_of_hours", meeting="initial", plan="yes", categories=["NEG"])
    with friday.all_rows():
        assert Conference.objects.get().plan
        assert Plan.objects.get().first_category == "NEG"
    do(friday, ana, "core-group", who="out_of_hours", came_to="The plan holds")
    assert event(friday, "core_group_held").journey == ana.journeys[0]


def test_missing_returned_and_an_interview_declined_is_never_met(friday: World, ana: Receipt) -> None:
    do(friday, ana, "missing", who="contact_officer", circumstances="Left school at lunch")
    assert "Missing since" in overview(friday, ana)
    friday.later(hours=9)
    do(friday, ana, "returned", who="contact_officer", where_found="At a friend's flat")
    friday.later(hours=20)
    do(friday, ana, "return-interview", who="contact_officer", fact="declined", by_whom="An independent visitor")
    with friday.all_rows():
        episode = MissingEpisode.objects.get()
        assert (episode.returned_at is not None, episode.done_at, episode.declined_at) == (True, None, friday.now)
        assert ClockRun.objects.get(clock="rhi_offer").ended_as == "declined"


def test_twins_are_born_and_the_second_has_a_record(friday: World) -> None:
    receipt = friday.contact(UNBORN)
    do(
        friday, receipt, "birth", who="contact_officer", born_on="2026-11-19", given_name_1="Ola", sex_1="F",
        given_name_2="Igor",
    )  # fmt: skip
    with friday.all_rows():
        names = sorted(Person.objects.filter(kind="child").values_list("given_name", flat=True))
    assert names == ["Igor", "Ola"]
    text = overview(friday, receipt)
    assert text.index("Ola") < text.index("Igor")
    assert "The pregnancy ended" not in text


@pytest.mark.parametrize(
    ("born", "asked", "taken"),
    [("2027-01-01", "This day has not come yet.", False), ("1899-01-01", "This is before 1900.", False),
     ("1986-05-04", "This makes 40 years: is it a child?", True)],
)  # fmt: skip
def test_a_birth_that_can_hardly_be_is_asked_about(friday: World, born: str, asked: str, taken: bool) -> None:
    receipt = friday.contact(UNBORN)
    page = do(friday, receipt, "birth", status=200, born_on=born, given_name_1="Ola")
    assert asked in words(page)
    again = Filled(page, "").with_(go="do")
    AtWork(friday, "hub_manager").post(
        f"/social-work/{receipt.reference}/1/birth/", status=302 if taken else 200, **again
    )
    with friday.all_rows():
        assert Person.objects.filter(kind="child").exists() is taken


@pytest.mark.parametrize(("act", "kind"), [("loss", UNBORN), ("death", child())])
def test_after_a_loss_or_a_death_nothing_is_sent_until_a_person_lets_it(
    friday: World, act: str, kind: ConcernedChild
) -> None:
    receipt = friday.contact(kind)
    do(friday, receipt, act, who="contact_officer", words="The midwife is with the family")
    assert "stopped until a person lets them go out" in overview(friday, receipt)
    page = do(friday, receipt, "letters", status=200)
    assert "Write why letters may go out again." in words(page)
    do(friday, receipt, "letters", because="The family asked to be written to")
    assert "stopped until" not in overview(friday, receipt)


def test_private_fostering_from_notice_to_end(friday: World, ana: Receipt) -> None:
    do(friday, ana, "private-fostering", with_whom="A friend's mother", began_on="2026-10-01")
    assert "with A friend's mother" in overview(friday, ana)
    do(friday, ana, "private-fostering-ended", because="She went home")
    with friday.all_rows():
        assert PrivateFostering.objects.get().ended_at == friday.now


def test_a_plan_that_came_with_the_child_starts_fifteen_working_days(friday: World, ana: Receipt) -> None:
    do(friday, ana, "transfer-in", told_by="Lincolnshire, Ms Reed")
    assert event(friday, "transfer_in_notified").journey == ana.journeys[0]


def test_the_need_for_the_census_is_said_apart(friday: World, ana: Receipt) -> None:
    at_stage(friday, ana, Stage.ASSESSMENT)
    do(friday, ana, "need", need="N4")
    with friday.all_rows():
        assert Referral.objects.get().primary_need == "N4"


def test_a_disagreement_goes_up_and_is_ended_by_somebody_else(friday: World, ana: Receipt) -> None:
    decide(friday, ana.journeys[0], "advice")
    with friday.acting("contact_officer") as actor:
        raise_disagreement(
            journey=ana.journeys[0], because="She is not safe", by=actor, happened_at=friday.now,
            recorded_at=friday.now,
        )  # fmt: skip
    with friday.all_rows():
        raised = Disagreement.objects.get()
    do(friday, ana, "escalate", who="contact_officer", disagreement=str(raised.id), because="Nobody rang back")
    page = do(
        friday, ana, "resolve", who="contact_officer", status=200, disagreement=str(raised.id), outcome="stands",
        because="I changed my mind",
    )  # fmt: skip
    assert "somebody else says how it ends" in words(page)
    do(friday, ana, "resolve", disagreement=str(raised.id), outcome="changed", because="An assessment begins")
    with friday.all_rows():
        ended = Disagreement.objects.get()
        assert (ended.step, ended.outcome) == (2, "changed")


def test_a_decision_is_pulled_into_a_sample_by_who_may(friday: World, ana: Receipt) -> None:
    decide(friday, ana.journeys[0], "advice")
    with friday.all_rows():
        decision = Decision.objects.get()
    assert "Pull a decision" not in overview(friday, ana, "contact_officer")
    do(friday, ana, "sample", who="hub_manager", decision=str(decision.id), reason="theme")
    with friday.all_rows():
        assert Decision.objects.get().sampled_because == "theme"
    assert "Pull a decision" not in overview(friday, ana)


def test_a_wrong_link_is_taken_apart(friday: World, ana: Receipt) -> None:
    other = friday.contact(child(given_name="Olu"))
    with friday.acting("contact_officer") as actor:
        link_contact(
            contact=ana.contact, to=other.contact, because="Same night", by=actor, happened_at=friday.now,
            recorded_at=friday.now,
        )  # fmt: skip
    do(friday, ana, "unlink", because="Another street, another family")
    with friday.all_rows():
        incidents = set(Contact.objects.values_list("incident", flat=True))
    assert len(incidents) == 2
    assert "Not the same incident" not in overview(friday, ana)


OFFERED = [
    (Stage.CONTACT, "hub_manager", {"Missing", "Help started"}, {"Close", "Allocate", "Core group", "Reopen"},
     "nobody has decided"),
    (Stage.CLOSED, "contact_officer", {"Reopen", "Missing"}, {"Close", "Allocate"}, "what protects stays open"),
    (Stage.ASSESSED, "contact_officer", {"Help started"}, {"Close", "Allocate"}, "a contact officer ends nothing"),
    (Stage.ASSESSED, "hub_manager", {"Close", "Allocate"}, {"Reopen", "Child in need plan"},
     "managing is not assessing"),
    (Stage.PLAN, "out_of_hours", {"Core group", "End the plan"}, {"Child in need plan", "Allocate"}, "one plan"),
]  # fmt: skip


@pytest.mark.parametrize(("stage", "who", "there", "absent", "because"), OFFERED)
def test_an_act_is_offered_where_the_table_and_the_role_allow_it(
    friday: World, ana: Receipt, stage: Stage, who: str, there: set[str], absent: set[str], because: str
) -> None:
    at_stage(friday, ana, stage)
    page = AtWork(friday, who).get(f"/social-work/{ana.reference}/")
    first = page.split("Ben Example")[0]
    labels = {one.split("<")[0] for one in first.split('class="fd-do"')[1:] for one in [one.split(">", 1)[1]]}
    assert there <= labels, because
    assert not absent & labels, because


def test_an_act_that_is_not_offered_says_so_and_an_unknown_one_is_not_there(friday: World, ana: Receipt) -> None:
    page = AtWork(friday, "hub_manager").get(f"/social-work/{ana.reference}/1/close/")
    assert "There is nothing to do here now" in words(page)
    AtWork(friday, "hub_manager").get(f"/social-work/{ana.reference}/1/sing/", status=404)
    AtWork(friday, "hub_manager").get(f"/social-work/{ana.reference}/3/close/", status=404)


def test_what_changed_meanwhile_is_shown_and_the_words_are_kept(friday: World, ana: Receipt) -> None:
    at_stage(friday, ana, Stage.ASSESSED)
    at, path = AtWork(friday, "hub_manager"), f"/social-work/{ana.reference}/1/close/"
    form = Filled(at.get(path), "").with_(go="do", reason="other", because="Kept words", statutory="RC7")
    friday.later(minutes=1)
    do(friday, ana, "missing", who="contact_officer", circumstances="Not home from school")
    page = at.post(path, status=409, **form)
    assert "Kept words" in page
    assert "reported missing" in words(page)


@pytest.mark.parametrize("who", ["school_lead", "analyst", "neighbour", "board_member"])
def test_who_may_not_see_the_child_gets_no_page(friday: World, ana: Receipt, who: str) -> None:
    status = 404 if who == "neighbour" else 403
    AtWork(friday, who).get(f"/social-work/{ana.reference}/", status=status)
