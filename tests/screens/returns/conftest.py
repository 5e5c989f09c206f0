"""One child whose case is a referral, and another's a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from frontdoor.journey.actions.contacts import Receipt
    from tests.world import World


@pytest.fixture
def ana(friday: World) -> Receipt:
    from tests.cases import decide
    from tests.world import child

    receipt = friday.contact(child(), child(given_name="Ben"))
    decide(friday, receipt.journeys[0], "assessment")
    return receipt
