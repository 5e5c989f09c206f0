"""What the page of features promises is there: each test that it names, each address and each command."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from frontdoor.project.command_line import COMMANDS
from tests.house.test_documents import ROOT

PAGE = ROOT / "docs" / "reference" / "features.md"
_LINE = re.compile(r"^- \*\*.*", re.M)
_TEST = re.compile(r"\[`(test_\w+)`\]\(([^)]+)\)")
_SEEN = re.compile(r"`(/[^`]*|frontdoor [^`]+)`")
#: What stands in an address for whatever it is about.
_FOR = {"REFERENCE": "FD-26-012-345-678", "NUMBER": "FD000000000000001"}


def lines() -> list[str]:
    """Each thing that the page says the program does; what is not there yet is said in other lines."""
    return _LINE.findall(PAGE.read_text("utf-8"))


@cache
def named_in(file: Path) -> frozenset[str]:
    """The test functions of a file."""
    tree = ast.parse(file.read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_there_is_a_line_for_each_thing_somebody_asks_for() -> None:
    assert len(lines()) > 70
    assert "## Not yet" in PAGE.read_text("utf-8")


@pytest.mark.parametrize("line", lines(), ids=lambda line: line[4:40])
def test_a_line_names_tests_that_exist_and_where_one_sees_it(line: str) -> None:
    named = _TEST.findall(line)
    assert named, "a line without a test is a promise"
    missing = [(name, where) for name, where in named if name not in named_in((PAGE.parent / where).resolve())]
    assert missing == []
    seen = _SEEN.findall(_TEST.sub("", line))
    assert seen, "a line without a page or a command cannot be shown to anybody"
    assert [one for one in seen if not _there(one)] == []


def _there(seen: str) -> bool:
    if seen.startswith("frontdoor "):
        return seen.split()[1] in COMMANDS
    for part, filled in _FOR.items():
        seen = seen.replace(part, filled)
    try:
        resolve(seen)
    except Resolver404:
        return False
    return True
