"""The page docs/explanation/cin-ten-children.md is what the program makes of these ten children, line by line."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from frontdoor.returns.cin_census.checks import check
from frontdoor.returns.cin_census.export import export
from frontdoor.returns.cin_census.period import Period
from frontdoor.returns.position import freeze
from tests.returns.masters import mastered_by
from tests.returns.ten_children import walk
from tests.world import World

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "cin-ten-children.md"
ROW = re.compile(r"^\| (\w+) \| (\S+) \| (.+) \|$")


def told() -> list[list[tuple[str, str]]]:
    """The page's tables: for each child the elements and values in their order. Every line has its reason."""
    children: list[list[tuple[str, str]]] = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line == "|---|---|---|":
            children.append([])
        elif (found := ROW.match(line)) is not None and found[1] != "Element":
            children[-1].append((found[1], found[2]))
    return children


def made(file: bytes) -> list[list[tuple[str, str]]]:
    """The file's children, each by its elements and values in document order, a number where a number is made."""
    root = etree.fromstring(file)
    children = [
        [(leaf.tag, leaf.text or "") for leaf in child.iter() if len(leaf) == 0] for child in root.iter("Child")
    ]
    assert all(re.fullmatch(r"FD\d{15}", child[0][1]) for child in children)
    return [[(tag, "*number*" if tag == "LAchildID" else value) for tag, value in child] for child in children]


def test_every_line_of_the_page_is_in_the_file_and_every_line_of_the_file_on_the_page(
    world: World, tmp_path: Path
) -> None:
    walk(world)
    with mastered_by(tmp_path, plan="front_door"):
        census = export(freeze("874"), Period(2026))
    assert len(told()) == 11, "Ten children; one of them is two."
    assert sorted(made(census.file)) == sorted(told())
    assert census.accounted
    assert not census.gathered.notes
    found = {issue.rule for issue in check(census.gathered.census, "2025-26").issues()}
    assert found == {"2887Q"}, "So few children that fewer than eight kinds of disability occur; nothing else is asked."
