"""Rows as they stood at a position of the ledger: as they are now, less what was changed after it.

What a row said before is its versions (`ledger.versions`). A change belongs to the event that was recorded at its
moment about its person. It counts at a position where that event does; a change without an event counts by its moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from frontdoor.ledger.versions import versions_of
from frontdoor.returns.position import Position
from frontdoor.rules.calendar import london_day

_CHANGES = """
SELECT v.*, v.pgh_created_at AS changed_at, NOT EXISTS (
    SELECT FROM ledger_event e JOIN ledger_seal s ON s.event = e.id
    WHERE e.about = v.{whose} AND e.recorded_at = v.pgh_created_at AND s.position <= %(number)s)
  AND (v.pgh_created_at > %(at)s OR EXISTS (
    SELECT FROM ledger_event e WHERE e.about = v.{whose} AND e.recorded_at = v.pgh_created_at)) AS not_yet
FROM {table} v WHERE v.authority = %(authority)s
"""


def changes_of(kind: type[models.Model]) -> str:
    """The SQL of what an authority's rows said before each change, with whether it does not count yet at a position."""
    versions = versions_of(kind)
    return _CHANGES.format(table=versions._meta.db_table, whose=versions.whose)


class Formerly:
    """What to undo in rows of one kind to read them as they stood. Nothing where no position is given: as now."""

    def __init__(self, kind: type[models.Model], position: Position | None) -> None:
        self.facts: dict[UUID, dict[str, Any]] = {}
        #: What a row said before each change that counts, and when it was changed, the earliest first.
        self.earlier: dict[UUID, list[tuple[datetime, dict[str, Any]]]] = {}
        if position is None:
            return
        asked: dict[str, Any] = {"authority": position.authority, "number": position.number, "at": position.recorded_at}
        remembered: tuple[str, ...] = versions_of(kind).remembered
        columns = ", ".join(("id", "changed_at", "not_yet", *remembered))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM ({changes_of(kind)}) AS changed ORDER BY pgh_id", asked)  # noqa: S608 - constant
            found = cursor.fetchall()
        for row, changed_at, not_yet, *said in found:
            facts = dict(zip(remembered, said, strict=True))
            # The earliest change that does not count says what stood before all of them.
            if not_yet:
                self.facts.setdefault(row, facts)
            else:
                self.earlier.setdefault(row, []).append((changed_at, facts))

    def rows(self, found: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """These rows, each with its "id", as they stood; columns that were not asked for are not added."""
        for row in found:
            yield _with(row, self.facts.get(row["id"], {}))

    def before(self, row: Mapping[str, Any], *, since: date) -> Iterator[dict[str, Any]]:
        """What a row said at the end of a day and until it said what it says at the position, in order."""
        for changed_at, facts in self.earlier.get(row["id"], ()):
            if london_day(changed_at) > since:
                yield _with(row, facts)


def _with(row: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: facts.get(name, value) for name, value in row.items()}
