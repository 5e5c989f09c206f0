"""What rows said before verbs changed them, for the few columns that returns read (ADR 16)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models

from frontdoor.ledger.storage import Kept


class Former(Kept):
    """What a row said before a verb changed it. Added to, never altered.

    A return at a position of the ledger takes the row as it is, and undoes what was changed after. The event of the
    change is about `person` and was recorded at `changed_at`; `was` is the row's revision before it.
    """

    table = models.CharField(max_length=60)
    row = models.UUIDField()
    person = models.UUIDField()
    was = models.PositiveIntegerField()
    facts = models.JSONField()
    changed_at = models.DateTimeField()

    class Meta:
        app_label = "people"
        indexes = (
            models.Index(fields=["authority", "table", "changed_at"], name="former_by_moment"),
            models.Index(fields=["person"], name="former_by_person"),
        )


def remember(row: Any, former: Mapping[str, Any], at: datetime) -> None:
    """Keep what stood in a row, behind the row's own walls."""
    Former.new(
        at=at,
        authority=row.authority,
        agency=row.agency,
        compartment=row.compartment,
        marking=row.marking,
        table=row._meta.db_table,
        row=row.id,
        person=getattr(row, "about", None) or getattr(row, "person", None) or row.id,
        was=row.revision,
        facts={name: _plain(value) for name, value in former.items()},
        changed_at=at,
    )


def _plain(value: Any) -> Any:
    """As JSON holds it: lists of codes, answers and blanks as they are; days, moments and ids in words."""
    return value if value is None or isinstance(value, list | bool) else str(value)
