"""The people of the city and the shape of its year, before anything is stored: like those of an English city."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from frontdoor.rules.calendar import in_london
from frontdoor.rules.identifiers import nhs_number_holds
from frontdoor.simulation.arrivals import CHILDREN_A_YEAR, Arrival, arrivals
from frontdoor.simulation.population import CHILDREN, Family, families

FIRST, LAST = date(2025, 11, 21), date(2026, 11, 20)


@pytest.fixture(scope="module")
def city() -> list[Family]:
    return families(Random(1), children=CHILDREN, born_before=LAST)


@pytest.fixture(scope="module")
def year() -> list[Arrival]:
    return arrivals(Random(1), first=FIRST, last=LAST, children=CHILDREN_A_YEAR, a_contact=1.14)


def test_the_city_has_peterboroughs_children(city: list[Family]) -> None:
    children = [child for family in city for child in family.children]
    assert 54_000 <= len(children) < 54_010
    assert len({family.community.name for family in city}) >= 9
    assert sum(len(family.children) > 1 for family in city) > len(city) / 2, "brothers and sisters"
    assert sum(child.twin for child in children) > 300
    assert sum(child.expected is not None for child in children) > 300, "unborn"
    partners = sum(any(adult.relationship == "mother's partner" for adult in family.adults) for family in city)
    assert partners > len(city) / 10, "blended families"
    two_names = sum(len({child.family_name for child in family.children}) > 1 for family in city)
    assert two_names > len(city) / 25


def test_nobody_in_it_can_be_anybody(city: list[Family]) -> None:
    """NHS numbers that are never issued, postcodes of no district, telephones that are never given out."""
    for family in city[:2_000]:
        assert family.postcode.startswith(("PE0 ", "CB0 "))
        assert family.telephone.startswith("07700 900")
        for child in family.children:
            if child.nhs_number:
                assert child.nhs_number.startswith("999"), "kept for invented people"
                assert nhs_number_holds(child.nhs_number)


def test_the_same_seed_makes_the_same_and_another_another() -> None:
    first, again, other = (families(Random(seed), children=300, born_before=LAST) for seed in (4, 4, 5))
    assert first == again
    assert first != other


def test_monday_carries_the_weekend(year: list[Arrival]) -> None:
    days = Counter(in_london(one.received_at).weekday() for one in year)
    assert days[0] == max(days.values())
    assert days[0] > 1.2 * sum(days.values()) / 7
    assert min(days[5], days[6]) < days[0] / 2


def test_the_police_send_in_the_morning(year: list[Arrival]) -> None:
    hours = [in_london(one.received_at).hour for one in year if one.source.name == "police"]
    assert sum(5 <= hour <= 7 for hour in hours) > len(hours) * 0.6


def test_schools_are_silent_in_august_and_come_back_in_september(year: list[Arrival]) -> None:
    months = Counter(in_london(one.received_at).month for one in year if one.source.name == "education")
    assert months[8] < months[9] / 5


def test_the_year_has_englands_number_of_contacts(year: list[Arrival]) -> None:
    children = len(year) * 1.14
    assert CHILDREN_A_YEAR * 0.9 < children < CHILDREN_A_YEAR * 1.1
    assert all(FIRST <= in_london(one.sent_at).date() <= LAST for one in year)
    assert all(one.received_at - one.sent_at < timedelta(minutes=10) for one in year)
