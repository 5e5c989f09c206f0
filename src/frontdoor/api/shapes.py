"""What is sent and answered. The fields are the columns of the files: one table makes both (rules.notifications)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import BaseModel, ConfigDict, Field, create_model

from frontdoor.rules import open_status
from frontdoor.rules.notifications import COLUMNS, Column


class Open(BaseModel):
    """Takes further fields too: they are named in the answer and not read."""

    model_config = ConfigDict(extra="allow")


#: Machines write an age as a number and an answer as true: each is read as the text that a file would hold.
_Value: Any = str | int | float | bool | None
_FORMS = {
    "answer": "yes, no or not known.",
    "moment": "2026-11-20T21:40, London time, or with an offset.",
    "date": "2019-05-04.",
}


def _fields(columns: Iterable[Column]) -> dict[str, Any]:
    return {
        column.name: (
            list[str] | _Value if column.sort == "list" else _Value,
            Field(None, description=f"{column.words} {_FORMS.get(column.sort, '')}".strip()),
        )
        for column in columns
    }


def _of(*about: str) -> list[Column]:
    return [column for column in COLUMNS if column.about in about and column.name != "occurrence_number"]


#: Models made from a table are types to Python and values to the type checker.
_list: Any = list
_make: Any = create_model

Child = _make("Child", __base__=Open, **_fields(_of("child or adult", "child")))
Adult = _make("Adult", __base__=Open, **_fields(_of("child or adult", "adult")))


class Numbered(Open):
    """The one field that must be there."""

    occurrence_number: str = Field(
        min_length=1, max_length=60, pattern=r"\S", description="Your own number. Sent again, it is the same contact."
    )


Notification: Any = _make(
    "Notification",
    __base__=Numbered,
    **_fields(_of("notification")),
    children=(_list[Child] | None, Field(None, max_length=100)),
    adults=(_list[Adult] | None, Field(None, max_length=100)),
)

Person = _make(
    "Person",
    __base__=Open,
    **{
        column.name: (
            str if column.name in ("pers_person_id", "as_at") else _Value,
            Field(... if column.name in ("pers_person_id", "as_at") else None, description=column.words),
        )
        for column in open_status.COLUMNS
    },
)


class Statuses(BaseModel):
    """Open status of up to a thousand people: all are taken, or those that are refused are named."""

    people: _list[Person] = Field(max_length=1000)


class Receipt(Schema):
    """What became of a notification. It says the same whether or not a child is known."""

    reference: str = Field(description="Quote it when you ring.")
    received_at: datetime = Field(description="When the front door first had it under this number.")
    came: str = Field(description='"new", "more" (added to the same contact) or "again" (known, nothing changed).')
    asked_about: list[str] = Field(description="What could not be read as it should be. It was kept as written.")
    ignored: list[str] = Field(description="Fields that nobody reads.")
    telephone: str = Field(description="Whom to ring if a child is in danger now: this answer is no promise.")


class Refused(Schema):
    """One person's status that was not taken."""

    place: int = Field(description="Its place in the list, from 1.")
    sentence: str


class Taken(Schema):
    """What became of a list of statuses."""

    taken: int
    refused: list[Refused]
    asked_about: list[Refused]


class Told(Schema):
    """An answer that a person has released to your agency."""

    child: int = Field(description="Which child of your notification, from 1, in the order you sent them.")
    told_at: datetime
    text: str


class Standing(Schema):
    """A notification's receipt, and what has been said back. Until a person releases an answer there is none."""

    reference: str
    received_at: datetime
    answers: list[Told]
