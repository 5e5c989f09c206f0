"""Files of notifications, made for a test: rows as dictionaries, written as CSV or JSON, with whatever is wrong."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from frontdoor.rules.notifications import COLUMNS

HEADER = tuple(column.name for column in COLUMNS)

USUAL = {
    "occurrence_number": "35/1001/26",
    "submitted": "2026-11-20T15:10",
    "attended": "2026-11-20T14:20",
    "officer": "PC 1234 Hill",
    "grade": "2",
    "dash": "high",
    "narrative": "Called by a neighbour who heard shouting. Two children upstairs.",
    "handling_code": "P",
    "encompass_sent": "yes",
}
CHILD = {
    "person": "child", "given_name": "Ana", "family_name": "Example", "date_of_birth": "2019-05-04", "sex": "F",
    "seen": "yes", "spoken_to": "yes", "words": "I hid behind the bed.", "where_left": "1 Any Road",
    "left_with": "grandmother",
}  # fmt: skip
ADULT = {
    "person": "adult", "given_name": "Alex", "family_name": "Example", "role": "suspect", "relationship": "father",
    "bail_or_order": "Bail until 4 December, not to go to 1 Any Road",
}  # fmt: skip


def row(*persons: Mapping[str, str], **facts: str) -> dict[str, str]:
    """One row: the usual occurrence, a person, and what is different."""
    found: dict[str, str] = dict(USUAL)
    for person in persons:
        found.update(person)
    return {**found, **facts}


def as_csv(rows: Iterable[Mapping[str, str]], header: Sequence[str] = HEADER, end: str = "\r\n") -> str:
    """The rows as the text of a CSV file."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header, restval="", extrasaction="ignore", lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def written(place: Path, text: str | bytes, name: str = "notifications.csv") -> Path:
    """The text as a file."""
    file = place / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def as_object(*persons: Mapping[str, str], **facts: Any) -> dict[str, Any]:
    """The usual occurrence as a message of the API."""
    children = [{**person} for person in persons if person.get("person") != "adult"]
    adults = [
        {name: value for name, value in person.items() if name != "person"}
        for person in persons
        if person.get("person") == "adult"
    ]
    for child in children:
        child.pop("person", None)
    return {**USUAL, "children": children, "adults": adults, **facts}
