"""A notification as one object: what is said once, and lists of children and adults. The same values as in a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from frontdoor.rules.notifications.columns import COLUMNS, PERSON_COLUMNS
from frontdoor.rules.notifications.reading import Part, clean

_ONCE = frozenset(column.name for column in COLUMNS if column.about == "notification")
_PERSON = frozenset(column.name for column in PERSON_COLUMNS)
PEOPLE = {"children": "child", "adults": "adult"}


class UnableToReadMessage(ValueError):
    """The object is no notification. The text is a sentence."""


def parts_of(message: Mapping[str, Any], *, line: int = 0) -> tuple[list[Part], tuple[str, ...]]:
    """The parts of a notification, and the names of fields that nobody reads. Refuses lists that hold no people."""
    once = {name: text_of(value) for name, value in message.items() if name in _ONCE and value is not None}
    parts = [Part(line, once)]
    unknown = [name for name in message if name not in _ONCE and name not in PEOPLE]
    for name, kind in PEOPLE.items():
        listed = message.get(name)
        if listed is None:
            continue
        if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
            raise UnableToReadMessage(f"{name} is no list of {name}.")
        for one in listed:
            said = {field: text_of(value) for field, value in one.items() if field in _PERSON and value is not None}
            unknown += [f"{name}: {field}" for field in one if field not in _PERSON]
            if any(value.strip() for value in said.values()):
                said["person"] = said.get("person", "").strip() or kind
                parts.append(Part(line, said))
    return parts, tuple(dict.fromkeys(clean(name)[:60] for name in unknown))


def text_of(value: Any) -> str:
    """A JSON value as a file would hold it: yes and no for true and false, codes of a list with semicolons between."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return clean(";".join(value))
    return clean(json.dumps(value, ensure_ascii=False))
