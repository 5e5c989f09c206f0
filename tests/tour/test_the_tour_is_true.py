"""docs/tour.md is held to the code: what it names exists, and the way it describes is the way that is gone."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache

import pytest
from django.urls import Resolver404, resolve

from frontdoor.ledger.models import Event
from frontdoor.rules.events.registry import KINDS
from tests.harness.environment import ROOT
from tests.screens.at_work import keep_time
from tests.tour.walking import Passed, Walk, passing
from tests.world import World

TOUR = ROOT / "docs" / "tour.md"
EVERY_ACT = "What every act passes"
#: In each station that writes, the steps of an act in their order.
ORDER = ["URL", "view", "form", "verb", "rule", "table", "event", "projection", "page"]
#: Named for what they hold, not for a call of theirs: done elsewhere (the worker), or at the start.
NOT_CALLED = {"project/urls.py:_screens", "ledger/sealing.py:seal", "jobs/sealer.py:seal_all"}


@dataclass(frozen=True)
class Step:
    """One row of a station's table."""

    label: str
    text: str

    @property
    def named(self) -> list[tuple[str, str]]:
        """The functions, classes and templates it names: file, and name ("" for a whole file)."""
        spans = re.findall(r"`([\w/]+\.(?:py|html))(?::(\w+))?`", self.text)
        return [(file, name) for file, name in spans]


@cache
def stations() -> dict[str, list[Step]]:
    """Every heading with its table."""
    found: dict[str, list[Step]] = {}
    for part in TOUR.read_text("utf-8").split("\n## ")[1:]:
        heading = part.split("\n", 1)[0]
        rows = re.findall(r"^\| ([^|]+?) \| (.+?) \|$", part, re.M)
        found[heading] = [Step(label, text) for label, text in rows if label not in ("step", "---")]
    return found


def test_everything_that_the_tour_names_is_there() -> None:
    missing = [
        f"{file}:{name}"
        for steps in stations().values()
        for step in steps
        for file, name in step.named
        if not _is_there(file, name)
    ]
    assert missing == []
    assert sum(len(step.named) for steps in stations().values() for step in steps) > 70


def _is_there(file: str, name: str) -> bool:
    path = ROOT / "src" / "frontdoor" / file
    return path.is_file() and (not name or name in _defined(file))


@cache
def _defined(file: str) -> set[str]:
    """What a module defines at its top, and the methods of its classes."""
    tree = ast.parse((ROOT / "src" / "frontdoor" / file).read_text("utf-8"))
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {one.id for one in node.targets if isinstance(one, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return names


def test_each_act_is_told_from_its_url_to_its_page() -> None:
    for heading, steps in stations().items():
        labels = [step.label for step in steps]
        if heading != EVERY_ACT and "verb" in labels:
            assert labels == ORDER, heading
        elif heading != EVERY_ACT:
            assert labels == ["URL", "view", "query", "rule", "page"], heading


def test_each_url_leads_to_the_view_that_is_named_beside_it() -> None:
    for heading, steps in stations().items():
        if heading == EVERY_ACT:
            continue
        pattern = steps[0].text.strip("`")
        filled = {"authority": "peterborough", "reference": "FD-26-0", "number": "1"}
        path = re.sub(r"<(\w+)>", lambda part, filled=filled: filled[part[1]], pattern)
        try:
            view = resolve(path).func
        except Resolver404:
            pytest.fail(f"{heading}: {pattern} leads nowhere")
        file, name = steps[1].named[0]
        module = "frontdoor." + file.removesuffix(".py").replace("/", ".")
        assert (view.__module__, view.__name__) == (module, name), heading


def test_the_way_is_gone_as_it_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_time(world, monkeypatch)
    walk = Walk(world)
    told = [heading for heading in stations() if heading != EVERY_ACT]
    assert list(walk.stations()) == told
    untrue: list[str] = []
    everything: Passed = set()
    for heading, go in walk.stations().items():
        before = _events(world)
        with passing() as passed:
            go()
        everything |= passed
        untrue += [f"{heading}: {one}" for one in _not_passed(stations()[heading], passed)]
        untrue += [f"{heading}: no {one}" for one in _not_written(stations()[heading], _events(world) - before)]
    untrue += _not_passed(stations()[EVERY_ACT], everything)
    assert untrue == []


def _not_passed(steps: list[Step], passed: Passed) -> list[str]:
    """The functions and templates that are named and were not entered. Classes and rows of data are held by name."""
    files = {file for file, _ in passed}
    named = {(file, name) for step in steps for file, name in step.named if f"{file}:{name}" not in NOT_CALLED}
    return [
        f"{file}:{name}"
        for file, name in sorted(named)
        if (not name and f"src/frontdoor/{file}" not in files)
        or (name.islower() and (f"src/frontdoor/{file}", name) not in passed)
    ]


def _events(world: World) -> set[str]:
    with world.all_rows():
        return set(Event.objects.values_list("kind", flat=True))


def _not_written(steps: list[Step], written: set[str]) -> list[str]:
    """The events that are named and do not stand in the ledger now."""
    kinds = {kind.__name__: code for code, kind in KINDS.items()}
    return [name for step in steps if step.label == "event" for _, name in step.named if kinds[name] not in written]
