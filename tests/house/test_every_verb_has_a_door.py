"""No verb stands behind a wall without a door, and no permission is given that nothing asks for."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from frontdoor.rules.roles import Permission

SOURCE = Path(__file__).resolve().parents[2] / "src" / "frontdoor"
DOORS = ("screens", "feeds", "api", "jobs", "project")
#: Verbs that no door calls by name, each with how it is reached.
OTHERWISE = {
    "watching": "the periodic job calls every step of it",
    "add_to_contact": "part of taking a notification again",
    "follow_restriction": "part of loading open status",
}


def verbs() -> dict[str, Path]:
    """Every verb of the journey and of access: it takes an actor, and a transaction of its own."""
    found = {}
    for path in sorted([*SOURCE.glob("journey/actions/*.py"), *SOURCE.glob("access/actions/*.py")]):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _is_verb(node):
                found[node.name] = path
    return found


def _is_verb(node: ast.FunctionDef) -> bool:
    atomic = any(ast.unparse(one) == "transaction.atomic" for one in node.decorator_list)
    return atomic and "by" in {one.arg for one in node.args.kwonlyargs} and not node.args.args


@cache
def spoken_at_doors() -> set[str]:
    """Every name that is written in a module of a door, and in the actions that such a module may call for it."""
    files = [path for door in DOORS for path in (SOURCE / door).rglob("*.py")]
    return {name for path in files for name in re.findall(r"\b\w+\b", path.read_text("utf-8"))}


def test_every_verb_has_a_door() -> None:
    inside = "\n".join(path.read_text("utf-8") for path in sorted(SOURCE.glob("*/actions/*.py")))
    closed = [
        f"{path.stem}.{name}"
        for name, path in verbs().items()
        if name not in spoken_at_doors()
        and name not in OTHERWISE
        and path.stem not in OTHERWISE
        and len(re.findall(rf"\b{name}\(", inside)) < 2
    ]
    assert closed == []
    assert len(verbs()) > 70


def test_every_permission_is_asked_for_somewhere() -> None:
    """What a role may is printed for readers of the manual: a permission without a door would promise them nothing."""
    files = [path for path in SOURCE.rglob("*.py") if path != SOURCE / "rules" / "roles.py"]
    asked = {name for path in files for name in re.findall(r"\bPermission\.(\w+)", path.read_text("utf-8"))}
    assert {one.name for one in Permission} - asked == set()
