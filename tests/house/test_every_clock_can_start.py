"""Each clock can be started and stopped by somebody: its events are written by a verb, and not only defined."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from frontdoor.rules.clocks.local import SHAPES
from frontdoor.rules.clocks.national import NATIONAL
from frontdoor.rules.events.registry import KINDS

SOURCE = Path(__file__).resolve().parents[2] / "src" / "frontdoor"
#: Clocks whose duty is another's, or of a part not built yet: the rule answers `clocks due`, no verb starts it.
NOT_YET = {
    "encompass": "the force gives the notice; we receive and show proof of it with the feeds of a later part",
    "school_cp_file": "a school sends the file to the next school",
    "csp_notify": "serious incidents and rapid reviews are the partnership's, outside the front door",
    "rapid_review": "as above",
}


@cache
def written() -> frozenset[str]:
    """The names of all events that a module outside the rules speaks of."""
    files = [path for path in SOURCE.rglob("*.py") if "rules" not in path.parts]
    return frozenset(
        node.id for path in files for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Name)
    )


def test_every_clock_can_be_started_and_stopped() -> None:
    never = set()
    for rule in (*NATIONAL, *SHAPES):
        for side in (rule.starts, rule.stops):
            if not any(KINDS[on.kind].__name__ in written() for on in side):
                never.add(rule.id)
    assert never == set(NOT_YET)
