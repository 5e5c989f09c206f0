"""Rows as they stood at a position of the ledger: as they are now, less what was changed after it.

A change belongs to the event that was recorded at its moment about its person. It counts at a position where that
event does; a change without an event counts by its moment.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db import connection, models

from frontdoor.returns.position import Position

#: The changes that do not count yet at a position (`f`), for a statement that is given position, moment, authority.
NOT_YET = """
SELECT f."table", f.row, f.was, f.facts::text FROM ledger_former f
WHERE f.authority = %(authority)s AND NOT EXISTS (
    SELECT FROM ledger_event e JOIN ledger_seal s ON s.event = e.id
    WHERE e.about = f.person AND e.recorded_at = f.changed_at AND s.position <= %(number)s)
  AND (f.changed_at > %(at)s OR EXISTS (
    SELECT FROM ledger_event e WHERE e.about = f.person AND e.recorded_at = f.changed_at))
"""


class Formerly:
    """What to undo in rows of one kind to read them as they stood. Nothing where no position is given: as now."""

    def __init__(self, kind: type[models.Model], position: Position | None) -> None:
        self.kind = kind
        self.facts: dict[UUID, dict[str, Any]] = {}
        if position is None:
            return
        asked: dict[str, Any] = {
            "authority": position.authority,
            "number": position.number,
            "at": position.recorded_at,
            "table": kind._meta.db_table,
        }
        with connection.cursor() as cursor:
            cursor.execute(f'{NOT_YET} AND f."table" = %(table)s', asked)  # noqa: S608
            # The earliest change that does not count says what stood before all of them.
            for _, row, _, facts in sorted(cursor.fetchall(), key=lambda one: one[2], reverse=True):
                self.facts.setdefault(row, {}).update(json.loads(facts))

    def rows(self, found: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """These rows, each with its "id", as they stood; columns that were not asked for are not added."""
        for row in found:
            undone = self.facts.get(row["id"], {})
            yield {name: self._value(name, undone[name]) if name in undone else value for name, value in row.items()}

    def _value(self, name: str, stored: Any) -> Any:
        return self.kind._meta.get_field(name).to_python(stored)  # type: ignore[union-attr]
