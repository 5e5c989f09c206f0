"""A return at a frozen position is the same bytes whatever is recorded after it: by property, over later acts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from frontdoor.access.models import Account
from frontdoor.journey.actions.allocation import accept_allocation, allocate
from frontdoor.journey.actions.life import record_death
from frontdoor.journey.actions.referrals import UnableToEndReferral, record_primary_need, take_no_further_action
from frontdoor.journey.models import Contact, Journey, Referrer
from frontdoor.people.details import change_details, name_person, record_identifier
from frontdoor.people.status import load_status
from frontdoor.returns.annex_a.export import export as annex_a
from frontdoor.returns.cin_census.export import export as census
from frontdoor.returns.cin_census.period import Period
from frontdoor.returns.position import Position, freeze
from frontdoor.rules.concern import ReferrerKind
from frontdoor.rules.open_status import CaseStatus
from frontdoor.rules.steps import UnableToStep
from frontdoor.simulation.population import pupil_number
from tests.returns.masters import mastered_by
from tests.returns.ten_children import Walker
from tests.returns.test_annex_a_stories import FEED, NHS, told
from tests.world import World

CALL, YEAR = date(2026, 3, 2), Period(2026)


def about(her: Walker) -> dict[str, Any]:
    with her.world.all_rows():
        journey = Journey.found(her.journey)
    return {"person": journey.about, "through": journey}


def told_something_else(her: Walker) -> None:
    told(her.world, open_episode=False, plan="need", plan_since=date(2026, 1, 9), team="South", worker="So Meone")


def told_nothing_more(her: Walker) -> None:
    told(her.world)


def told_of_somebody_new(her: Walker) -> None:
    number = f"LL{her.world.now:%d%H%M}"
    status = CaseStatus(source_number=number, as_at=her.world.now, plan="protection", plan_since=date(2025, 6, 1))
    with her.world.acting("hub_manager"):
        load_status(status=status, by=FEED, recorded_at=her.world.now)


def given_to_a_worker(her: Walker) -> None:
    worker = her.world.account("social_worker")
    given = her.do(allocate, journey=her.journey, team="assessment_north", worker=worker.pk, seen=None)
    her.do(accept_allocation, "social_worker", allocation=given.id)


def of_another_origin(her: Walker) -> None:
    details = {"ethnicity": "MWBC", "sex": "M", "disabilities": ["AUT"], "born_on": date(2015, 5, 5)}
    her.do(change_details, **about(her), details=details, seen=None)


def of_another_name(her: Walker) -> None:
    her.do(name_person, **about(her), given_name="Anna", family_name="Other", kind="legal", since=None)


def with_a_pupil_number(her: Walker) -> None:
    her.do(record_identifier, **about(her), kind="upn", value=pupil_number(207))


def of_another_need(her: Walker) -> None:
    her.do(record_primary_need, referral=her.referral(), need="N4", seen=None)


def without_further_action(her: Walker) -> None:
    her.do(take_no_further_action, referral=her.referral(), because="The wrong flat.", seen=None)


def died(her: Walker) -> None:
    her.do(record_death, journey=her.journey, words="At night.")


def told_of_again(her: Walker) -> None:
    Walker(her.world).told_of("Ana", born=date(2016, 2, 3), nhs_number=NHS)


def told_by_somebody_else(her: Walker) -> None:
    """It was not the school, but the police. No event says so: it is in returns from the next event on."""
    with her.world.acting("hub_manager"):
        contact = Journey.found(her.journey).contact_id
        Contact.locked(contact).change(at=her.world.now, source="6")


LATER: tuple[Callable[[Walker], None], ...] = (
    told_something_else, told_nothing_more, told_of_somebody_new, given_to_a_worker, of_another_origin,
    of_another_name, with_a_pupil_number, of_another_need, without_further_action, died, told_of_again,
)  # fmt: skip


@pytest.fixture
def her(world: World) -> Walker:
    walker = Walker(world).on(2025, 10, 6)
    walker.told_of("Ana", born=date(2016, 2, 3), nhs_number=NHS)
    walker.decide("assessment")
    told(world, open_episode=True, plan="protection", plan_category="NEG", plan_since=date(2025, 10, 9), team="North")
    return walker.on(2025, 10, 13)


def files(position: Position) -> tuple[bytes, str, bytes]:
    made = census(position, YEAR)
    assert made.accounted, made.page
    return made.file, made.page, annex_a(position, CALL).file


@pytest.mark.parametrize("master", ["case_system", "front_door"])
def test_what_is_recorded_later_changes_no_byte(her: Walker, master: str, tmp_path: Path) -> None:
    start = her.world.now

    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.sampled_from((*LATER, told_by_somebody_else)), min_size=1, max_size=5, unique=True))
    def same(later: list[Callable[[Walker], None]]) -> None:
        her.world.now = start
        with transaction.atomic():
            for act in later:
                her.world.now += timedelta(days=1, minutes=7)
                # After some acts others are refused: nothing was recorded then.
                with suppress(UnableToEndReferral, UnableToStep):
                    act(her)
            assert files(position) == before, [one.__name__ for one in later]
            transaction.set_rollback(True)

    with mastered_by(tmp_path, plan=master, worker=master):
        position = freeze("874")
        before = files(position)
        same()


@pytest.mark.parametrize("act", LATER, ids=lambda act: act.__name__)
def test_each_of_these_is_seen_from_its_own_position(her: Walker, act: Callable[[Walker], None]) -> None:
    """So that the property above says something: at the head every one of these acts is in a return."""
    before = files(freeze("874"))
    act(her)
    after = files(freeze("874"))
    assert after[0] != before[0] or after[2] != before[2]


NORTH, NEW_NORTH = "Assessment team, north", "Northern families team"


def renamed(place: Path, *, until: date) -> None:
    """The team in the north gets another name, and keeps its former one for the days on which it had it."""
    for file in place.glob("partnerships/*/teams.toml"):
        former = f'name = "{NEW_NORTH}"\nformerly = [{{ name = "{NORTH}", until = {until} }}]\n'
        file.write_text(file.read_text("utf-8").replace(f'name = "{NORTH}"\n', former), "utf-8")


def test_other_names_and_another_teller_change_no_byte(world: World, tmp_path: Path) -> None:
    """Who told us, what a team is called and what a worker is called: none of them stands in an event."""
    bea, ana = Walker(world).on(2025, 10, 6), Walker(world)
    bea.told_of("Bea", born=date(2017, 2, 3))
    bea.decide("assessment")
    ana.told_of("Ana", born=date(2016, 2, 3), source="9", kind=ReferrerKind.ANONYMOUS)
    ana.decide("assessment")
    given_to_a_worker(ana)
    worker = world.account("social_worker")
    with mastered_by(tmp_path / "before", plan="front_door", worker="front_door"):
        position = freeze("874")
        before, lists = files(position), annex_a(position, CALL).lists
    ana.on(2025, 11, 10)
    told_by_somebody_else(bea)
    with world.acting("hub_manager"), world.all_rows():
        [told_by] = Referrer.of(contact_id=Journey.found(ana.journey).contact_id)
        told_by.change(at=world.now, kind=ReferrerKind.RELATIVE)
        Account.objects.filter(pk=worker.pk).update(name="Sky Newname")
    with mastered_by(tmp_path / "after", plan="front_door", worker="front_door"):
        renamed(tmp_path / "after", until=date(2025, 11, 9))
        assert files(position) == before
        of_another_need(ana)
        new, after = files(freeze("874")), annex_a(freeze("874"), CALL).lists
    assert sources(before[0]) == {"2A", "10"}
    assert sources(new[0]) == {"6", "1A"}
    assert {row[-2:] for row in lists[3]} >= {(NORTH, worker.name)}
    assert {row[-2:] for row in after[3]} >= {(NEW_NORTH, "Sky Newname")}


def sources(file: bytes) -> set[str | None]:
    """The codes of who told that a census holds."""
    return {one.text for one in etree.fromstring(file).iter("ReferralSource")}
