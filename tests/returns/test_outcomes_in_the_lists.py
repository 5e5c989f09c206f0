"""In which lists of Annex A a child stands from each outcome on, as the table of outcomes says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from frontdoor.returns.annex_a.export import export
from frontdoor.returns.position import freeze
from frontdoor.rules.outcomes import ALSO, OUTCOMES
from tests.returns.ten_children import Walker
from tests.stories.walking import decided
from tests.world import World


def stands_in(on: date) -> tuple[int, ...]:
    """The lists in which anybody stands."""
    return tuple(number for number, rows in export(freeze("874"), on).lists.items() if rows)


@pytest.mark.parametrize("outcome", sorted(OUTCOMES))
def test_an_outcome_stands_in_the_lists_that_its_row_names(world: World, outcome: str) -> None:
    told = Walker(world).on(2026, 8, 3)
    told.told_of("Ana", born=date(2016, 2, 3))
    to = {"pass_to": "cambridgeshire"} if outcome == "other_authority" else {}
    decided(world, told.journey, outcome, **to)
    assert stands_in(world.now.date() + timedelta(days=1)) == OUTCOMES[outcome].annex_a


def test_what_stands_beside_an_outcome_adds_no_row(world: World) -> None:
    told = Walker(world).on(2026, 8, 3)
    told.told_of("Ana", born=date(2016, 2, 3))
    decided(world, told.journey, "nothing_more", also=tuple(ALSO))
    assert stands_in(world.now.date() + timedelta(days=1)) == (1,)
