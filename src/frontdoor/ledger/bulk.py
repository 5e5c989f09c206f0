"""Many verbs at once: the same verbs, working in memory, stored by COPY at the end.

    with bulk("874"):
        receive_contact(...)
        rate_contact(...)

Verbs see what was made inside the block, and nothing else. Clocks and standing are replayed once a journey. When the
block ends without a fault, all rows leave in one transaction; with a fault, nothing was written.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from operator import attrgetter
from typing import Any, cast
from uuid import UUID

import pgtrigger
from django.db import connection, models, transaction

from frontdoor.ledger import scope, tokens
from frontdoor.ledger.models import ClockRun, Event, Standing, Token
from frontdoor.ledger.projection import EVENT_COLUMNS
from frontdoor.ledger.replay import happening, projected, stage_and_rating
from frontdoor.ledger.scope import Actor
from frontdoor.ledger.storage import Kept, Row, storing_in
from frontdoor.ledger.versions import trackers, versions_of
from frontdoor.rules.clocks import Happening

Version = tuple[str, datetime, dict[str, Any]]


class MemoryStore:
    """Rows, events and versions as dictionaries, indexed by the columns that verbs ask by."""

    def __init__(self) -> None:
        self.rows: dict[type[Kept], dict[UUID, Kept]] = defaultdict(dict)
        self.index: dict[tuple[type[Kept], str], dict[Any, dict[UUID, Kept]]] = defaultdict(lambda: defaultdict(dict))
        self.events: list[Event] = []
        self.of_journey: dict[UUID, list[Event]] = defaultdict(list)
        self.told: dict[UUID, list[Happening]] = defaultdict(list)
        self.versions: dict[type[Kept], list[Version]] = defaultdict(list)
        self._standings: dict[UUID, tuple[int, Standing]] = {}

    def insert(self, row: Kept, at: datetime) -> None:
        kind = type(row)
        self.rows[kind][row.id] = row
        for name in kind.asked_by:
            self.index[kind, name][getattr(row, name)][row.id] = row
        self._version(pgtrigger.Insert, row, {}, at)

    def insert_each(self, kind: type[Row], rows: Sequence[Row], at: datetime) -> None:
        for row in rows:
            self.insert(row, at)

    def fetch(self, kind: type[Row], key: UUID, hold: bool) -> Row | None:
        return cast("Row | None", self.rows[kind].get(key))

    def update(self, row: Kept, former: dict[str, Any], at: datetime) -> None:
        kind = type(row)
        for name in kind.asked_by:
            if name in former:
                self.index[kind, name][former[name]].pop(row.id, None)
                self.index[kind, name][getattr(row, name)][row.id] = row
        self._version(pgtrigger.Update, row, former, at)

    def matching(self, kind: type[Row], equalities: dict[str, Any]) -> list[Row]:
        if kind not in self.rows:
            return []
        if "id" in equalities:
            asked, row = "id", self.rows[kind].get(equalities["id"])
            found = {row.id: row} if row is not None else {}
        else:
            asked = next(filter(kind.asked_by.__contains__, equalities))
            found = self.index[kind, asked].get(equalities[asked]) or {}
        if not found:
            return []
        rows = list(found.values())
        for name, value in equalities.items():
            if name != asked:
                rows = [row for row in rows if getattr(row, name) == value]
        if len(rows) > 1:
            rows.sort(key=attrgetter("id"))
        return cast("list[Row]", rows)

    def add(self, kind: type[Row], rows: list[Row], at: datetime) -> None:
        for row in rows:
            self.insert(row, at)

    def remove(self, kind: type[Row], equalities: dict[str, Any]) -> None:
        for former in self.matching(kind, equalities):
            del self.rows[kind][former.id]
            for name in kind.asked_by:
                self.index[kind, name][getattr(former, name)].pop(former.id, None)

    def standing(self, journey: UUID) -> Standing | None:
        """The stage and rating so far; worked out again only when there are new events. Clocks come at the end."""
        events = self.of_journey.get(journey)
        if not events:
            return None
        known = self._standings.get(journey)
        if known is None or known[0] != len(events):
            known = (len(events), stage_and_rating(events, self.told[journey]))
            self._standings[journey] = known
        return known[1]

    def take(self, events: list[Event]) -> None:
        """Keep the events of an act."""
        self.events += events
        for event in events:
            if event.journey is not None:
                self.of_journey[event.journey].append(event)
                self.told[event.journey].append(happening(event))

    def _version(self, operation: pgtrigger.Operation, row: Kept, former: dict[str, Any], at: datetime) -> None:
        for tracker in trackers(type(row), operation):
            kept = tracker.version(row, former)
            if kept is not None:
                self.versions[type(row)].append((tracker.label, at, kept))


@contextmanager
def bulk(authority: str) -> Iterator[MemoryStore]:
    """Let verbs work in memory for one authority; store everything when the block ends without a fault."""
    keeper = MemoryStore()
    used = tokens.Claims()
    token = tokens.in_memory.set(used)
    try:
        with _without_collecting():
            with storing_in(keeper):
                yield keeper
            tokens.in_memory.set(None)
            _store(keeper, used, authority)
    finally:
        tokens.in_memory.reset(token)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """A year of rows lives to the end: looking through them again and again for cycles takes a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _store(keeper: MemoryStore, used: tokens.Claims, authority: str) -> None:
    if not keeper.events and not keeper.rows:
        return
    latest = max((event.recorded_at for event in keeper.events), default=None)
    if latest is None:
        raise RuntimeError("Rows without a single event: a verb wrote no history.")
    loader = Actor(authority=authority, role="feed", name="bulk")
    with transaction.atomic(), scope.acting(loader, latest):
        for kind, rows in keeper.rows.items():
            tracked = kind in keeper.versions
            with pgtrigger.ignore(*_triggers(kind)) if tracked else _nothing():
                _copy(kind, list(rows.values()))
            if tracked:
                _copy_versions(kind, keeper.versions[kind])
        _copy_events(keeper.events)
        found = [projected(events, keeper.told[journey]) for journey, events in keeper.of_journey.items()]
        _copy(ClockRun, [run for runs, _ in found for run in runs])
        _copy(Standing, [standing for _, standing in found])
        _copy(
            Token,
            [
                Token(authority=key[0], token=key[1], record=made.record, reference=made.reference, agency=made.agency)
                for key, made in used.by_token.items()
            ],
            skip=("id",),
        )


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _triggers(kind: type[Kept]) -> list[str]:
    return [f"{kind._meta.label}:{trigger.name}" for trigger in kind._meta.triggers]  # type: ignore[attr-defined]


def _copy(kind: type[models.Model], rows: Sequence[models.Model], skip: tuple[str, ...] = ()) -> None:
    """COPY into a table without walls, then INSERT through the walls: COPY itself is refused under row security."""
    fields = [field for field in kind._meta.concrete_fields if field.attname not in skip]
    names, asked = [field.attname for field in fields], _asked(fields)
    values = (_prepared([getattr(row, name) for name in names], asked) for row in rows)
    _through_staging(kind._meta.db_table, _columns(fields), values, bool(rows))


def _copy_versions(kind: type[Kept], versions: Sequence[Version]) -> None:
    """The versions that a trigger would have written, from their values: a row object each would take as long again."""
    model = versions_of(kind)
    fields = [field for field in model._meta.concrete_fields if field.attname != "pgh_id"]
    names, asked = [field.attname for field in fields], _asked(fields)
    told = ({"pgh_label": label, "pgh_created_at": at, **row} for label, at, row in versions)
    values = (_prepared([row[name] for name in names], asked) for row in told)
    _through_staging(model._meta.db_table, _columns(fields), values, bool(versions))


def _columns(fields: Sequence[models.Field[Any, Any]]) -> str:
    return ", ".join(f'"{field.column}"' for field in fields)


def _asked(fields: Sequence[models.Field[Any, Any]]) -> list[tuple[int, models.JSONField]]:
    """Most fields keep what they are given; asking each of a million of them takes longer than everything else."""
    return [(place, field) for place, field in enumerate(fields) if isinstance(field, models.JSONField)]


def _prepared(values: list[Any], asked: Sequence[tuple[int, models.JSONField]]) -> list[Any]:
    for place, field in asked:
        values[place] = field.get_db_prep_save(values[place], connection)
    return values


def _copy_events(events: Sequence[Event]) -> None:
    columns = ", ".join(EVENT_COLUMNS)
    values = ([getattr(event, name) for name in EVENT_COLUMNS] for event in events)
    _through_staging("ledger_event", columns, values, bool(events))


def _through_staging(table: str, columns: str, values: Iterable[Sequence[Any]], some: bool) -> None:
    if not some:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE staging ON COMMIT DROP AS SELECT {columns} FROM {table} WITH NO DATA"  # noqa: S608 - constant
        )
        # Sent as the database keeps them: as text each id and moment is written out here and read again there.
        cursor.execute("SELECT * FROM staging")
        types = [column.type_code for column in cursor.description]
        with cursor.cursor.copy(f"COPY staging ({columns}) FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(types)
            for row in values:
                copy.write_row(row)
        cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM staging")  # noqa: S608 - constant
        cursor.execute("DROP TABLE staging")
