"""What import-linter cannot say: who writes history, who has the wider sight, who reads the clock."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp

SOURCE = Path(__file__).resolve().parents[2] / "src"
FLOORS = (
    "rules", "ledger", "access", "outbox", "documents", "drafts", "people", "journey", "hub", "chronology", "harm",
    "exploitation", "family_safeguarding", "quality", "training", "legacy", "performance", "oversight", "returns",
)  # fmt: skip

#: System scope is the only wider sight (house section 5).
WIDER_SIGHT = (
    "frontdoor.ledger",
    "frontdoor.people.matching",
    "frontdoor.performance",
    "frontdoor.returns",
    "frontdoor.jobs",
)

#: Where a clock or chance may be read below the doors, each with its reason.
CLOCK_AND_CHANCE = {
    "frontdoor.ledger.ids": "the source of bits, which a simulated year replaces",
    "frontdoor.access.doors": "the one reading of the clock",
    "frontdoor.access.actions.keys": "a key that could be foreseen would be none; it is made here and shown once",
    "frontdoor.access.sign_in": "how long ago somebody typed their password: allauth keeps it in seconds",
}
#: Accounts, drafts and messages waiting to be sent are no rows that a simulated year makes.
BELOW_PEOPLE = ("frontdoor.access.", "frontdoor.drafts.", "frontdoor.outbox.")
READS_CLOCK = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "localtime", "gmtime"}
CLOCK_MODULES = {"datetime", "date", "time", "timezone"}
CHANCE = {"random", "secrets", "uuid4", "uuid1", "urandom", "token_hex", "token_urlsafe", "token_bytes"}


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("frontdoor", cache_dir=None)


def modules() -> Iterator[tuple[str, Path, ast.Module]]:
    """Every module with its tree, migrations left out."""
    for path in sorted((SOURCE / "frontdoor").rglob("*.py")):
        if "migrations" not in path.parts:
            yield ".".join(path.relative_to(SOURCE).with_suffix("").parts), path, ast.parse(path.read_text("utf-8"))


#: Verbs about people stand by noun beside `people.actions`.
VERBS_BESIDE = {
    "frontdoor.people.details", "frontdoor.people.ending", "frontdoor.people.status", "frontdoor.people.adoption",
    "frontdoor.people.registers",
    "frontdoor.people.register_agreements", "frontdoor.people.tracing",
    "frontdoor.people.merging", "frontdoor.people.parting",
    "frontdoor.people.judging", "frontdoor.people.households", "frontdoor.people.arrivals",
}  # fmt: skip


def is_verb(module: str) -> bool:
    return "actions" in module.split(".") or module in VERBS_BESIDE


def test_only_verbs_write_history() -> None:
    writers = graph().find_modules_that_directly_import("frontdoor.ledger.record")
    assert {one for one in writers if not is_verb(one) and not one.startswith("frontdoor.ledger.")} == set()


def test_queries_of_the_journey_call_no_verb() -> None:
    queries = [one for one in graph().find_children("frontdoor.journey") if one.endswith("queries")]
    assert queries
    for one in queries:
        imported = graph().find_modules_directly_imported_by(one)
        assert not {other for other in imported if is_verb(other)}, one


def test_tables_of_the_journey_read_no_query() -> None:
    for one in graph().find_descendants("frontdoor.journey.models"):
        imported = graph().find_modules_directly_imported_by(one)
        assert not {other for other in imported if other.endswith("queries") or is_verb(other)}, one


def test_the_wider_sight_is_entered_by_few() -> None:
    entered = set()
    for name, _, tree in modules():
        for node in ast.walk(tree):
            called = isinstance(node, ast.Attribute) and node.attr == "system" and _is_name(node.value, "scope")
            imported = (
                isinstance(node, ast.ImportFrom)
                and node.module == "frontdoor.ledger.scope"
                and any(alias.name == "system" for alias in node.names)
            )
            if called or imported:
                entered.add(name)
    assert {one for one in entered if not one.startswith(WIDER_SIGHT)} == set()
    assert {one for one in entered if one.startswith("frontdoor.people.matching")}


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def test_nothing_below_the_doors_reads_the_time_or_chance() -> None:
    found: dict[str, list[str]] = {}
    for name, path, tree in modules():
        if name.split(".")[1] in FLOORS and name not in CLOCK_AND_CHANCE:
            lines = [f"{path.name}:{node.lineno}" for node in ast.walk(tree) if _reads(node)]
            if lines:
                found[name] = lines
    assert found == {}


def _reads(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    if isinstance(called, ast.Name):
        return called.id in CHANCE
    if not isinstance(called, ast.Attribute):
        return False
    if called.attr in CHANCE or _is_name(called.value, "random") or _is_name(called.value, "secrets"):
        return True
    return called.attr in READS_CLOCK and isinstance(called.value, ast.Name) and called.value.id in CLOCK_MODULES


def test_verbs_touch_storage_by_the_seam_alone() -> None:
    """A verb that asks the ORM itself would not work under `bulk()`. Rows below people are no child's."""
    found = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for name, path, tree in modules()
        if is_verb(name) and not name.startswith(BELOW_PEOPLE)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"objects", "_default_manager", "save", "bulk_create"}
        and not (_is_name(node.value, "Draft") or _is_name(node.value, "Account"))
    ]
    assert found == []


def test_no_signals_no_bus_and_no_saving_in_secret() -> None:
    """Rooms follow the ledger: pull, never push (house section 3)."""
    found = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for _, path, tree in modules()
        for node in ast.walk(tree)
        if (isinstance(node, ast.ClassDef) and {"save", "delete"} & {*_methods(node)})
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.db.models.signals"))
        or (isinstance(node, ast.ImportFrom) and node.module == "django.dispatch")
    ]
    assert found == []


def _methods(node: ast.ClassDef) -> Iterator[str]:
    return (inner.name for inner in node.body if isinstance(inner, ast.FunctionDef))


def test_nothing_swallows_what_it_did_not_expect() -> None:
    """No bare `except`, no `except Exception`, and no handler that only passes by."""
    found = []
    for _, path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                broad = node.type is None or _is_name(node.type, "Exception")
                raised = any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
                if broad and not raised:
                    found.append(f"{path.relative_to(SOURCE)}:{node.lineno}")
    assert found == []
