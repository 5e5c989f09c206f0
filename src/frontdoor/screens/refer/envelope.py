"""A concern on its way to be stored: with its token, and as bytes that can lie in a file until somebody fetches it.

The bytes hold the concern and not the form's answers, so that what was sent before an upgrade is read after it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from frontdoor.rules.concern import Concern


class UnableToReadEnvelope(ValueError):
    """The bytes are not an envelope of any shape this version knows."""


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """What one form sends: its token and reference, the authority (slug) whose form it was, and the concern."""

    token: str
    reference: str
    authority: str
    concern: Concern


def to_bytes(envelope: Envelope) -> bytes:
    return json.dumps(_plain(envelope), ensure_ascii=False, separators=(",", ":")).encode()


def from_bytes(packed: bytes) -> Envelope:
    """The envelope again. What an older version did not write has its default; raises `UnableToReadEnvelope`."""
    try:
        made: Envelope = _made(Envelope, json.loads(packed))
    except (ValueError, TypeError, KeyError) as wrong:
        raise UnableToReadEnvelope("This is not an envelope that this version can read.") from wrong
    return made


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def _made(shape: Any, plain: Any) -> Any:
    if get_origin(shape) is UnionType:
        if plain is None:
            return None
        return _made(next(one for one in get_args(shape) if one is not NoneType), plain)
    if get_origin(shape) is tuple:
        return tuple(_made(get_args(shape)[0], one) for one in plain)
    if is_dataclass(shape):
        return _dataclass(shape, plain)
    if shape in (datetime, date):
        return shape.fromisoformat(plain)
    return shape(plain)


def _dataclass(shape: Any, plain: Any) -> Any:
    if not isinstance(plain, Mapping):
        raise TypeError(f"{shape.__name__} is not made from {type(plain).__name__}.")
    hints = get_type_hints(shape)
    return shape(**{name: _made(hints[name], found) for name, found in plain.items() if name in hints})
