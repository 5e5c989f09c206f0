"""Rows as they stood at a position of the ledger: as they are now, less what was changed after it.

A change belongs to the event that was recorded at its moment about its person. It counts at a position where that
event does; a change without an event counts by its moment.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from frontdoor.returns.position import Position
from frontdoor.rules.calendar import london_day

#: The changes of an authority's rows (`f`), each with whether it does not count yet at a position.
CHANGES = """
SELECT f.row, f.was, f.facts, f.changed_at, NOT EXISTS (
    SELECT FROM ledger_event e JOIN ledger_seal s ON s.event = e.id
    WHERE e.about = f.person AND e.recorded_at = f.changed_at AND s.position <= %(number)s)
  AND (f.changed_at > %(at)s OR EXISTS (
    SELECT FROM ledger_event e WHERE e.about = f.person AND e.recorded_at = f.changed_at)) AS not_yet
FROM people_former f WHERE f.authority = %(authority)s AND f."table" = %(table)s
"""


class Formerly:
    """What to undo in rows of one kind to read them as they stood. Nothing where no position is given: as now."""

    def __init__(self, kind: type[models.Model], position: Position | None) -> None:
        self.kind = kind
        self.facts: dict[UUID, dict[str, Any]] = {}
        #: What a row said before each change that counts, and when it was changed, the earliest first.
        self.earlier: dict[UUID, list[tuple[datetime, dict[str, Any]]]] = {}
        if position is None:
            return
        asked: dict[str, Any] = {
            "authority": position.authority,
            "number": position.number,
            "at": position.recorded_at,
            "table": kind._meta.db_table,
        }
        with connection.cursor() as cursor:
            cursor.execute(CHANGES, asked)
            found = sorted(cursor.fetchall(), key=lambda one: one[1])
        for row, _, facts, changed_at, not_yet in reversed(found):
            # The earliest change that does not count says what stood before all of them.
            if not_yet:
                self.facts.setdefault(row, {}).update(json.loads(facts))
            else:
                self.earlier.setdefault(row, []).insert(0, (changed_at, json.loads(facts)))

    def rows(self, found: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """These rows, each with its "id", as they stood; columns that were not asked for are not added."""
        for row in found:
            yield self._with(row, self.facts.get(row["id"], {}))

    def before(self, row: Mapping[str, Any], *, since: date) -> Iterator[dict[str, Any]]:
        """What a row said at the end of a day and until it said what it says at the position, in order."""
        for changed_at, facts in self.earlier.get(row["id"], ()):
            if london_day(changed_at) > since:
                yield self._with(row, facts)

    def _with(self, row: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self._value(name, facts[name]) if name in facts else value for name, value in row.items()}

    def _value(self, name: str, stored: Any) -> Any:
        return self.kind._meta.get_field(name).to_python(stored)  # type: ignore[union-attr]
