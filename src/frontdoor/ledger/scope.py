"""Who acts, for which authority, and how far they see: set once a transaction, compared by row security.

A door opens one transaction and enters `acting`. System scope is the only wider sight: all rows of one authority, for
replay, matching, watching, official figures and returns. Both end with their block and restore what was before, so
that a missing authority shows at once (a query without scope sees nothing).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection, transaction

from frontdoor.ledger.storage import in_memory
from frontdoor.rules.roles import ROLES, Permission, Role


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A person (or a named part of the program) who acts in one authority.

    `reads` are the authorities they may read over, `bars` the people they may never see (their own relatives, and
    restricted people they have not been let in to), `let_in` those opened to them for a time, `teams` the teams they
    belong to, `agency` the organisation they act for. `registered` is true only while a social worker's registration
    is in date.
    """

    authority: str
    role: str
    account: UUID | None = None
    name: str = ""
    agency: str = ""
    teams: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    compartments: frozenset[str] = frozenset({"open"})
    bars: frozenset[UUID] = field(default_factory=frozenset)
    let_in: frozenset[UUID] = field(default_factory=frozenset)
    registered: bool = False
    registration: str = ""

    @property
    def role_facts(self) -> Role:
        return ROLES[self.role]

    def may(self, permission: Permission) -> bool:
        """Whether the role gives this permission at all; sight of the record is asked elsewhere."""
        return permission in self.role_facts.may


_SETTINGS = ("authority", "reads", "compartments", "bars", "actor", "recorded_at", "system")
_SET = "SELECT " + ", ".join(f"set_config('frontdoor.{name}', %s, true)" for name in _SETTINGS)
_NOTHING = ("",) * len(_SETTINGS)
# The same statement, but bars and openings are looked up in it; asked once a transaction, by the door.
_SET_AND_ASK = (
    _SET.replace(
        "set_config('frontdoor.bars', %s, true)", "set_config('frontdoor.bars', array_to_string(bars, ','), true)"
    ).replace(
        "set_config('frontdoor.compartments', %s, true)",
        "set_config('frontdoor.compartments', %s || CASE WHEN opened THEN ',restricted' ELSE '' END, true)",
    )
    + ", array_to_string(let_in, ',') FROM frontdoor_entering(%s, %s, %s, %s)"
)

_import_now: ContextVar[str] = ContextVar("frontdoor_import", default="")
_now_set: ContextVar[tuple[str, ...]] = ContextVar("frontdoor_scope", default=_NOTHING)


def _settings_of(actor: Actor, recorded_at: datetime) -> tuple[str, ...]:
    return (
        actor.authority,
        ",".join(dict.fromkeys((actor.authority, *actor.reads))),
        ",".join(sorted(actor.compartments)),
        ",".join(sorted(str(bar) for bar in actor.bars)),
        str(actor.account or actor.role),
        recorded_at.astimezone(UTC).isoformat(),
        "",
    )


@contextmanager
def acting(actor: Actor, recorded_at: datetime) -> Iterator[None]:
    """See and write as `actor` until the block ends; needs an open transaction. `recorded_at` stamps every version."""
    yield from _within(_settings_of(actor, recorded_at))


@contextmanager
def entering(actor: Actor, recorded_at: datetime) -> Iterator[Actor]:
    """Like `acting`, but look up in the same statement whom this account may not see, and whom for a time."""
    found, wanted = _asked(actor, recorded_at)
    token = _now_set.set(wanted)
    try:
        yield found
    finally:
        _now_set.reset(token)
        _restore(_now_set.get())


@contextmanager
def entered(actor: Actor, recorded_at: datetime) -> Iterator[Actor]:
    """A transaction of its own, entered as by `entering`: what a door opens. Its settings end with it by themselves."""
    within = connection.in_atomic_block
    with transaction.atomic():
        found, wanted = _asked(actor, recorded_at)
        token = _now_set.set(wanted)
        try:
            yield found
        finally:
            _now_set.reset(token)
        if within:
            _restore(_now_set.get())


@contextmanager
def entered_by_statement(actor: Actor, recorded_at: datetime) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A transaction of its own for one INSERT … SELECT, which sets the scope itself: one statement instead of two.

    Yields a source of one row for its FROM, and the values for it. The walls ask for the settings when the first row
    reaches them; were they asked before, the row would be refused.
    """
    within = connection.in_atomic_block
    with transaction.atomic():
        yield f"({_SET}) AS entered", _settings_of(actor, recorded_at)
        if within:
            _restore(_now_set.get())


def _asked(actor: Actor, recorded_at: datetime) -> tuple[Actor, tuple[str, ...]]:
    """Set the scope and ask for bars and openings, in one statement; the actor with them, and what is set now."""
    wanted = list(_settings_of(actor, recorded_at))
    bars, compartments = _SETTINGS.index("bars"), _SETTINGS.index("compartments")
    authorities = list(dict.fromkeys((actor.authority, *actor.reads)))
    # Information governance sees no record of a child, and watches the looks at all of them.
    desk = actor.may(Permission.RESTRICTED_DESK) or "governance" in actor.compartments
    with connection.cursor() as cursor:
        cursor.execute(
            _SET_AND_ASK,
            [*wanted[:bars], *wanted[bars + 1 :], actor.account, authorities, desk, recorded_at],
        )
        found = cursor.fetchone()
    wanted[bars], wanted[compartments] = found[bars], found[compartments]
    entered = replace(
        actor,
        bars=_people(found[bars]),
        let_in=_people(found[-1]),
        compartments=frozenset(found[compartments].split(",")),
    )
    return entered, tuple(wanted)


def _people(listed: str) -> frozenset[UUID]:
    return frozenset(UUID(one) for one in listed.split(",") if one)


@contextmanager
def system(authority: str) -> Iterator[None]:
    """All rows of one authority, until the block ends. Importable by few: see the import contracts."""
    former = _now_set.get()
    recorded_at = former[_SETTINGS.index("recorded_at")]
    actor = former[_SETTINGS.index("actor")]
    yield from _within((authority, authority, "", "", actor or "system", recorded_at, authority))


@contextmanager
def importing(batch: str) -> Iterator[None]:
    """A history is loaded: every event written meanwhile bears the name of its import."""
    token = _import_now.set(batch)
    try:
        yield
    finally:
        _import_now.reset(token)


def import_now() -> str:
    """The name of the import that goes on; empty where people are at work."""
    return _import_now.get()


def system_now() -> str:
    """The authority whose rows are all in sight now; empty outside system scope."""
    return _now_set.get()[_SETTINGS.index("system")]


def _within(wanted: tuple[str, ...]) -> Iterator[None]:
    if not connection.in_atomic_block:
        raise RuntimeError("A scope lasts as long as a transaction: open one first.")
    former = _now_set.get()
    _set(wanted)
    token = _now_set.set(wanted)
    try:
        yield
    finally:
        _now_set.reset(token)
        _restore(former)


def _restore(former: tuple[str, ...]) -> None:
    """Set the former scope again; after a failure there is nothing to set, since the transaction goes."""
    if connection.in_atomic_block and not connection.needs_rollback:
        _set(former)


def _set(wanted: tuple[str, ...]) -> None:
    """Tell the walls. While verbs work in memory there is nothing behind them, and nobody to tell."""
    if in_memory():
        return
    with connection.cursor() as cursor:
        cursor.execute(_SET, wanted)
