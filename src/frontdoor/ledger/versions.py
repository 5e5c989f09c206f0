"""Versions of rows, which pghistory's triggers write; and the same versions for what works in memory.

`remembers` lets a table keep what a few of its columns said before each change of one of them. A row that was never
changed has no version, so that keeping them costs nothing on the way in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.db import models

from frontdoor.ledger.storage import Kept

Table = TypeVar("Table", bound=type[models.Model])

#: What a version carries of its row: which it is, behind which walls it stood, and at which revision.
OF_THE_ROW = ("id", "authority", "agency", "compartment", "marking", "revision")


def remembers(*columns: str, whose: str = "id", of_the_row: Sequence[str] = OF_THE_ROW) -> Callable[[Table], Table]:
    """Keep a version of the row as it stood before each change of these columns, in `<Table>Version`.

    Its `pgh_created_at` is the `recorded_at` of the transaction that changed it. `whose` is the column that says whom
    the row is about, its id where it is about nobody or about several. `of_the_row` is what its walls need besides.
    """

    def tracked(table: Table) -> Table:
        none: Any = None  # its stub leaves out the None that its manual allows
        track: Callable[..., Callable[[Table], Table]] = pghistory.track
        return track(
            pghistory.UpdateEvent("replaced", row=pghistory.Old, condition=pgtrigger.AnyChange(*columns)),
            fields=list(dict.fromkeys((*of_the_row, whose, *columns))),
            obj_field=none,
            context_field=none,
            model_name=f"{table.__name__}Version",
            attrs={"remembered": columns, "whose": whose},
        )(table)

    return tracked


def versions_of(kind: type[models.Model]) -> Any:
    """The model of a table's versions."""
    return kind.pgh_event_model  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Tracker:
    """One trigger of a table, as memory must follow it: its label, what it keeps, and which changes set it off."""

    label: str
    keeps_former: bool
    keeps: tuple[str, ...]
    watches: tuple[str, ...]

    def version(self, row: Kept, former: Mapping[str, Any]) -> dict[str, Any] | None:
        """What it writes of a row whose changed columns said `former`; None where it is not set off."""
        if self.watches and all(name not in former or former[name] == getattr(row, name) for name in self.watches):
            return None
        before = former if self.keeps_former else {}
        return {name: before[name] if name in before else getattr(row, name) for name in self.keeps}


@cache
def trackers(kind: type[Kept], operation: pgtrigger.Operation) -> tuple[Tracker, ...]:
    """The triggers that write versions of a table on an insert, or on an update."""
    if "pgh_event_model" not in dir(kind):
        return ()
    model = versions_of(kind)
    keeps = tuple(field.attname for field in model._meta.concrete_fields if not field.name.startswith("pgh_"))
    return tuple(
        Tracker(one.label, one.row == pghistory.Old, keeps, tuple(one.condition.fields) if one.condition else ())
        for one in model.pgh_trackers
        if one.operation is operation
    )
