"""Before June: a matter begins with the fact and ends with its mending, and the form says so before."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event as Signal
from threading import Thread
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.db import DataError

from frontdoor.jobs import follower, sealer
from frontdoor.journey.actions.assessments import start_assessment
from frontdoor.journey.actions.closing import close_journey
from frontdoor.journey.actions.contacts import Receipt, receive_contact
from frontdoor.ledger.sealing import seal
from frontdoor.people.models import Identifier
from frontdoor.returns import following
from frontdoor.returns.cin_census.census import ELEMENTS
from frontdoor.returns.cin_census.checks import rules_of, running
from frontdoor.returns.following import Follower, follow
from frontdoor.returns.models import Followed
from frontdoor.returns.now import Judged
from frontdoor.rules.steps import Stage
from frontdoor.screens.assessment.acts import ACTS as assessment
from frontdoor.screens.details.identity import ACTS as identity
from frontdoor.screens.protection.acts import ACTS as protection
from frontdoor.screens.social_work.helping import ACTS as helping
from frontdoor.screens.social_work.holding import ACTS as holding
from frontdoor.screens.social_work.life import ACTS as life
from tests.cases import walk_to
from tests.screens.at_work import AtWork, words
from tests.screens.browsing import committed, family, now_world
from tests.screens.filled import Filled, described
from tests.screens.returns.matters import caught_up, do, load, matters, person
from tests.world import World, child, concern

if TYPE_CHECKING:
    from tests.harness.browser import BrowserServer


def test_a_matter_begins_with_the_fact_and_ends_when_it_is_put_right(friday: World, ana: Receipt) -> None:
    caught_up(friday)
    assert matters(friday)["8770Q"] is None, "a child of school age without a pupil number"
    friday.later(hours=1)
    path, key = f"/details/{ana.reference}/1/number/", str(person(friday, ana).id)
    do(friday, path, whose=key, kind="upn", value="Q874200125001")
    caught_up(friday)
    assert matters(friday)["8770Q"] == friday.now


def test_following_twice_finds_nothing_new(friday: World, ana: Receipt) -> None:
    caught_up(friday)
    before = matters(friday)
    assert follow(authority="874", now=friday.now).children == 0
    assert matters(friday) == before


def test_a_long_way_behind_each_child_is_judged_once(
    friday: World, ana: Receipt, monkeypatch: pytest.MonkeyPatch
) -> None:
    while seal("874"):
        pass
    monkeypatch.setattr(following, "AT_ONCE", 1)
    steps = [one.step(now=friday.now) for one in [Follower("874")] * 2]
    assert [step.children for step in steps] == [1, 1], "two children of whom many events were recorded"
    assert [step.up_to_date for step in steps] == [False, True]
    assert "8770Q" in matters(friday)


def test_what_is_recorded_while_a_long_history_is_followed_is_judged_in_the_next_step(
    friday: World, ana: Receipt, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ana's number is mended while others wait, and others come after: what a person typed goes first."""
    caught_up(friday)
    assert matters(friday)["8770Q"] is None
    load(friday, "Ben", "Cal", "Dee")
    path, key = f"/details/{ana.reference}/1/number/", str(person(friday, ana).id)
    do(friday, path, whose=key, kind="upn", value="Q874200125001")
    load(friday, "Eli", "Fay", "Gus")
    while seal("874"):
        pass
    monkeypatch.setattr(following, "AT_ONCE", 2)
    assert not Follower("874").step(now=friday.now).up_to_date
    assert matters(friday)["8770Q"] == friday.now


def test_a_follower_that_is_killed_goes_on_with_whoever_is_left(
    friday: World, ana: Receipt, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of a turn is whoever waits longest, so that the position kept moves on and nobody is passed over."""
    load(friday, "Ben", "Cal", "Dee")
    while seal("874"):
        pass
    monkeypatch.setattr(following, "AT_ONCE", 2)
    reached = [0]
    while not Follower("874").step(now=friday.now).up_to_date:
        with friday.all_rows():
            reached.append(Followed.objects.get().position)
        assert reached[-1] > reached[-2], "each follower starts anew, and each gets further"
    assert len(reached) > 2
    assert "8770Q" in matters(friday)
    assert follow(authority="874", now=friday.now).children == 0


def test_what_the_passing_of_time_breaks_is_found_though_nothing_is_recorded(friday: World, ana: Receipt) -> None:
    """An assessment is late when its 45 working days are over, and nobody types anything on that day."""
    with friday.acting("out_of_hours") as actor:
        start_assessment(journey=ana.journeys[0], by=actor, happened_at=friday.now, recorded_at=friday.now)
    caught_up(friday)
    assert "8670Q" not in matters(friday)
    friday.later(days=60)
    caught_up(friday)
    assert "8670Q" not in matters(friday), "some 43 working days"
    friday.later(days=20)
    caught_up(friday)
    assert "8670Q" in matters(friday)
    assert follow(authority="874", now=friday.now).children == 0, "once a day"


def test_on_1_april_a_matter_of_last_years_census_ends(friday: World, ana: Receipt) -> None:
    """What the new year asks nothing of is nothing to put right any more."""
    with friday.acting("hub_manager") as actor:
        close_journey(
            journey=ana.journeys[0], reason="work_finished", because="Done.", statutory="RC7", seen=None,
            by=actor, happened_at=friday.now, recorded_at=friday.now,
        )  # fmt: skip
    caught_up(friday)
    assert matters(friday)["8770Q"] is None
    friday.now = datetime(2027, 4, 1, 0, 30, tzinfo=UTC)
    caught_up(friday)
    assert matters(friday)["8770Q"] == friday.now


def test_a_rule_that_fails_ends_no_matter(
    friday: World, ana: Receipt, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Not run is not kept: on the worklist as in the report of a file."""
    caught_up(friday)
    assert matters(friday)["8770Q"] is None

    def fails(*_: object) -> bool:
        raise ZeroDivisionError

    failing = [replace(rule, check=fails) if rule.code == "8770Q" else rule for rule in rules_of("2025-26")]
    monkeypatch.setattr(running, "rules_of", lambda _: failing)
    load(friday, "Ben")
    friday.later(days=1)
    caught_up(friday)
    assert matters(friday)["8770Q"] is None
    assert "Rule 8770Q was not run" in caplog.text


@pytest.mark.parametrize("fault", [KeyError, DataError], ids=["of the program", "refused by the database"])
def test_a_child_who_cannot_be_judged_keeps_nobody_waiting(
    friday: World,
    ana: Receipt,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    fault: type[Exception],
) -> None:
    """Were it to end the worker, one odd record would stop the seals, the clocks and the mail of all."""
    load(friday, "Ben", "Cal")
    ana_id, really = person(friday, ana).id, following.judged_now

    def judged(authority: str, people: Sequence[UUID], *, now: datetime) -> dict[UUID, Judged]:
        if any(key != ana_id for key in people):
            raise fault("a record that nobody thought of")
        return really(authority, people, now=now)

    monkeypatch.setattr(following, "judged_now", judged)
    caught_up(friday)
    assert matters(friday)["8770Q"] is None, "of whom it can be said it is said"
    assert "a record that nobody thought of" in caplog.text
    assert follow(authority="874", now=friday.now).children == 0, "and it is not tried without end"


def test_a_child_who_is_in_no_census_has_no_matter(friday: World) -> None:
    friday.contact(child())
    caught_up(friday)
    assert matters(friday) == {}


def test_the_form_says_what_the_census_will_refuse_and_may_be_saved_anyway(friday: World, ana: Receipt) -> None:
    path, key = f"/details/{ana.reference}/1/number/", str(person(friday, ana).id)
    page = do(friday, path, status=200, whose=key, kind="upn", value="Z874200125001")
    assert "The census will ask about this" in words(page)
    assert "Error 1510" in words(page)
    assert "Census, error 1510." in described(page, "value"), "beside the field, and heard with it"
    assert "Census" not in described(page, "kind")
    assert "8770Q" not in words(page), "what it would have asked anyway is not this form's matter"
    with friday.all_rows():
        assert not Identifier.objects.exists()
    AtWork(friday, "hub_manager").post(path, **Filled(page, "").with_(go="anyway"))
    with friday.all_rows():
        assert Identifier.objects.get().value == "Z874200125001"
    caught_up(friday)
    assert "1510" in matters(friday)


def test_the_form_asks_over_all_records_of_one_child(friday: World, ana: Receipt) -> None:
    known = person(friday, ana)
    with friday.acting("contact_officer") as actor:
        again = receive_contact(
            concern=concern(child(), received_at=friday.now), token=friday.token(), by=actor, recorded_at=friday.now,
            known={0: known.id},
        )  # fmt: skip
    path = f"/details/{again.reference}/1/number/"
    at = AtWork(friday, "hub_manager")
    form = Filled(at.get(path), "")
    page = at.post(
        path, status=200, **form.with_(go="do", whose=form.offered["whose"][0], kind="upn", value="Z874200125001")
    )
    assert "Error 1510" in words(page)


def test_what_the_census_takes_is_saved_at_once(friday: World, ana: Receipt) -> None:
    path, key = f"/details/{ana.reference}/1/number/", str(person(friday, ana).id)
    do(friday, path, whose=key, kind="upn", value="Q874200125001")


def test_each_element_of_the_census_stands_on_a_form_of_its_act() -> None:
    elements = {name for names in ELEMENTS.values() for name in names} | {"Disability"}
    for act in (one for acts in (assessment, identity, protection, helping, holding, life) for one in acts.values()):
        for element, field in (act.census or {}).items():
            assert element in elements, f"{act.label}: the census has no {element}"
            assert field in act.form(None, now=datetime(2026, 6, 1, tzinfo=UTC)).fields, f"{act.label}: {field}"


def listed(world: World, **wanted: str) -> str:
    """The worklist of the hub manager, narrowed."""
    return words(AtWork(world, "hub_manager").get("/returns/worklist/", **wanted)).split("Data quality", 1)[-1]


def test_the_worklist_leads_to_where_it_is_put_right(friday: World, ana: Receipt) -> None:
    caught_up(friday)
    page = AtWork(friday, "hub_manager").get("/returns/worklist/")
    assert person(friday, ana).local_number in words(page)
    assert f"/details/{ana.reference}/" in page
    assert "Ana" not in words(page)
    assert "Nothing to put right" in words(AtWork(friday, "social_worker").get("/returns/worklist/"))
    assert "8770Q" not in listed(friday, rule="1510", errors_alone="on")
    assert "8770Q" not in listed(friday, worker=str(friday.account("hub_manager").pk)), "nobody's child yet"
    assert "8770Q" not in listed(friday, age="7")
    friday.later(days=8)
    assert "8770Q" in listed(friday, age="7"), "it has stood for more than a week"
    assert "8770Q" not in listed(friday, age="30")


@pytest.mark.browser
def test_the_worker_finds_by_itself_what_was_saved(at_server: BrowserServer) -> None:
    world = now_world()
    receipt = committed(lambda: family(world))
    committed(lambda: walk_to(world, receipt.journeys[0], Stage.ASSESSMENT))
    stop, deadline = Signal(), time.monotonic() + 60
    threads = [Thread(target=work.run, args=(stop,)) for work in (sealer, follower)]
    for thread in threads:
        thread.start()
    try:
        while "8770Q" not in committed(lambda: matters(world)):
            assert time.monotonic() < deadline, "nobody looked"
            time.sleep(0.1)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
