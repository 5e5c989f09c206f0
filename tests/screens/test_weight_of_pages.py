"""No page weighs more than 6 kB gzipped once the first was open: that one brought every style and script there is.

Bytes have no noise, so a test may hold them. Nobody gets round the bound by a new page: they come from the URL map.
"""

from __future__ import annotations

from django.utils import timezone

from tests.screens.weighed import full, pages
from tests.world import World

MOST = 6_000
#: Served files are named by their content: so much more than in a test, where they have their plain names.
NAMES = 50


def test_every_later_page_is_light(world: World) -> None:
    world.now = timezone.now()
    found = list(pages(world, full(world)))
    assert len({one.name for one in found}) > 70
    heaviest: dict[str, int] = {}
    for one in found:
        heaviest[one.name] = max(heaviest.get(one.name, 0), one.size + NAMES)
    assert {name: size for name, size in heaviest.items() if size > MOST} == {}
