"""A module fits in a reader's head: at most 400 lines, a function at most 40, and nothing is called "utils"."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULE, FUNCTION = 400, 40
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}


def sources() -> list[Path]:
    """Every module that a person wrote; migrations are written by the program, and a story is as long as its night."""
    found = [path for folder in ("src", "bench", "drills") for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def test_modules_are_short() -> None:
    long = {
        str(path.relative_to(ROOT)): n
        for path in sources()
        if (n := len(path.read_text("utf-8").splitlines())) > MODULE
    }
    assert long == {}


def test_functions_are_short() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": length
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION
    }
    assert long == {}


def test_modules_are_named_by_what_they_hold() -> None:
    assert [str(path) for path in sources() if path.stem in NAMELESS or path.parent.name in NAMELESS] == []
