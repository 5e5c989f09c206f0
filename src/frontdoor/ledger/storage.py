"""The storage seam: the only ways in which a verb touches storage.

`X.locked` fetches a row, holds it and refuses if it changed since it was shown; `X.new` makes one; `row.change` alters
one; `X.of` lists those whose columns equal given values. Against the database each is a statement; under
`ledger.bulk.bulk()` they work in memory, so that a year of history is made by the same verbs as a Tuesday's work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cache
from typing import Any, ClassVar, Protocol, Self, TypeVar
from uuid import UUID

from django.db import models

from frontdoor.ledger.ids import new_id
from frontdoor.ledger.models import Standing


class UnableToFind(Exception):
    """There is no such record, or it may not be seen: the words are the same for both."""

    def __init__(self) -> None:
        super().__init__("There is nothing here under this reference, or you may not see it.")


class ChangedSinceShown(Exception):
    """Somebody else changed the record after it was shown. Carries the row as it is now."""

    def __init__(self, row: Kept) -> None:
        super().__init__("Somebody else changed this while you had it open. Nothing of yours is lost: look, then save.")
        self.row = row


Row = TypeVar("Row", bound="Kept")


class Store(Protocol):
    """What the seam asks of whatever keeps the rows."""

    def insert(self, row: Kept, at: datetime) -> None: ...

    def insert_each(self, kind: type[Row], rows: Sequence[Row], at: datetime) -> None: ...

    def fetch(self, kind: type[Row], key: UUID, hold: bool) -> Row | None: ...

    def update(self, row: Kept, former: dict[str, Any], at: datetime) -> None:
        """Keep a changed row; `former` is what its changed columns said, the revision among them."""

    def matching(self, kind: type[Row], equalities: dict[str, Any]) -> list[Row]: ...

    def add(self, kind: type[Row], rows: list[Row], at: datetime) -> None: ...

    def remove(self, kind: type[Row], equalities: dict[str, Any]) -> None: ...

    def standing(self, journey: UUID) -> Standing | None: ...


class DatabaseStore:
    """One statement each, in the transaction of the door."""

    def insert(self, row: Kept, at: datetime) -> None:
        row.save(force_insert=True)

    def insert_each(self, kind: type[Row], rows: Sequence[Row], at: datetime) -> None:
        kind._default_manager.bulk_create(rows)

    def fetch(self, kind: type[Row], key: UUID, hold: bool) -> Row | None:
        rows = kind._default_manager.filter(pk=key)
        return (rows.select_for_update(no_key=True) if hold else rows).first()

    def update(self, row: Kept, former: dict[str, Any], at: datetime) -> None:
        row.save(update_fields=list(former))

    def matching(self, kind: type[Row], equalities: dict[str, Any]) -> list[Row]:
        return list(kind._default_manager.filter(**equalities).order_by("pk"))

    def add(self, kind: type[Row], rows: list[Row], at: datetime) -> None:
        kind._default_manager.bulk_create(rows)

    def remove(self, kind: type[Row], equalities: dict[str, Any]) -> None:
        former = kind._default_manager.filter(**equalities)
        former._raw_delete(former.db)

    def standing(self, journey: UUID) -> Standing | None:
        return Standing.objects.filter(pk=journey).first()


_store: ContextVar[Store] = ContextVar("frontdoor_store", default=DatabaseStore())  # noqa: B039 - it has no state


def store() -> Store:
    """The store in use: the database, or memory under `bulk()`."""
    return _store.get()


def in_memory() -> bool:
    """Whether verbs work in memory just now. A search over many rows asks this, and answers from `X.of`."""
    return not isinstance(_store.get(), DatabaseStore)


@contextmanager
def storing_in(keeper: Store) -> Iterator[None]:
    """Let verbs use `keeper` until the block ends."""
    token = _store.set(keeper)
    try:
        yield
    finally:
        _store.reset(token)


@cache
def _columns(kind: type[Kept]) -> dict[str, Callable[[], Any]]:
    """The columns of a kind in order, each with what it says where nothing is said."""
    return {field.attname: field.get_default for field in kind._meta.concrete_fields}


class Kept(models.Model):
    """A row that verbs write. Everything about a person carries these walls from its first migration.

    `agency` is who supplied it, `compartment` the wall it stands behind, `marking` what its owner allows
    ("" may be passed on, "ask_first", "hub_only"). `revision` counts the changes, for the reader's `seen`.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    authority = models.CharField(max_length=3)
    agency = models.CharField(max_length=60, blank=True)
    compartment = models.CharField(max_length=40, default="open")
    marking = models.CharField(max_length=20, blank=True)
    revision = models.PositiveIntegerField(default=1)

    #: Columns by which `of` may ask under `bulk()`.
    asked_by: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    @classmethod
    def made(cls, **fields: Any) -> Self:
        """A row that is not kept yet. Django takes columns in their places in two thirds of the time of their names."""
        columns = _columns(cls)
        if not fields.keys() <= columns.keys():  # another row is given instead of its id
            return cls(**fields)
        return cls(*[fields[name] if name in fields else default() for name, default in columns.items()])

    @classmethod
    def new(cls, *, at: datetime, **fields: Any) -> Self:
        """Make and keep a row recorded `at`."""
        row = cls.made(id=fields.pop("id", None) or new_id(at), **fields)
        store().insert(row, at)
        return row

    @classmethod
    def new_each(cls, facts: Sequence[Mapping[str, Any]], *, at: datetime) -> list[Self]:
        """Make and keep several rows recorded `at`, in one statement."""
        rows = [cls.made(id=new_id(at), **fields) for fields in facts]
        store().insert_each(cls, rows, at)
        return rows

    @classmethod
    def locked(cls, key: UUID, *, seen: int | None = None) -> Self:
        """The row, held until the transaction ends. Refuses if `seen` is given and the row changed since."""
        row = store().fetch(cls, key, hold=True)
        if row is None:
            raise UnableToFind
        if seen is not None and row.revision != seen:
            raise ChangedSinceShown(row)
        return row

    @classmethod
    def found(cls, key: UUID) -> Self:
        """The row, not held."""
        row = store().fetch(cls, key, hold=False)
        if row is None:
            raise UnableToFind
        return row

    @classmethod
    def of(cls, **equalities: Any) -> list[Self]:
        """All rows whose columns equal these values, oldest first."""
        return store().matching(cls, equalities)

    @classmethod
    def add(cls, rows: list[Self], *, at: datetime) -> None:
        """Keep several rows in one statement: for what is worked out."""
        store().add(cls, rows, at)

    @classmethod
    def replace(cls, rows: list[Self], *, at: datetime, **equalities: Any) -> None:
        """Let `rows` stand instead of all whose columns equal these values: for what is worked out, never for facts."""
        store().remove(cls, equalities)
        store().add(cls, rows, at)

    def change(self, *, at: datetime, **fields: Any) -> None:
        """Alter the row; counts a revision."""
        former = {name: getattr(self, name) for name in (*fields, "revision")}
        for name, value in fields.items():
            setattr(self, name, value)
        self.revision += 1
        store().update(self, former, at)
