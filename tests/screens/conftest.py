"""A Friday afternoon, ten minutes before closing, on which the doors read the world's clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.world import World


@pytest.fixture
def friday(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    from tests.screens.at_work import keep_time

    keep_time(world, monkeypatch)
    return world
