"""Days and times as people type them: read where they can be read, kept as words where they cannot."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time

from frontdoor.screens.refer.answers import LONDON, Said

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_TIME = re.compile(r"^(\d{1,2})(?:\s*[:.h]?\s*(\d{2}))?\s*(am|pm)?$")


def typed_date(name: str, said: Mapping[str, Said]) -> str:
    """The three parts as one text, "31/2/2020"; a part left empty is a dash, nothing at all is no text."""
    parts = [_text(said, f"{name}_{part}") for part in ("day", "month", "year")]
    return "/".join(part or "-" for part in parts) if any(parts) else ""


def read_date(name: str, said: Mapping[str, Said]) -> date | None:
    """The day that was typed; nothing where there is no such day. Months may be words, years must have four digits."""
    day, month, year = (_text(said, f"{name}_{part}") for part in ("day", "month", "year"))
    number = _MONTHS.get(month.lower()[:3]) if month.isalpha() else _number(month)
    if number is None or _number(day) is None or len(year) != 4 or _number(year) is None:
        return None
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """The time of day: 22:30, 10.30pm, 10 pm, noon, midnight (the day's beginning). Nothing where it is unclear."""
    plain = text.strip().lower().replace("a.m.", "am").replace("p.m.", "pm")
    named = {"noon": time(12), "midday": time(12), "midnight": time(0)}.get(plain)
    found = _TIME.match(plain)
    if named is not None or found is None or (not found[2] and not found[3]):
        return named
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_moment(name: str, said: Mapping[str, Said]) -> datetime | None:
    """The day and time typed, as a moment in London; a day without a time is its beginning.

    An hour that comes twice in autumn is the earlier; one that summer time skips is read as if it had not.
    """
    day = read_date(name, said)
    if day is None:
        return None
    at = read_time(_text(said, f"{name}_time")) or time(0)
    return datetime.combine(day, at, LONDON)


def typed_moment(name: str, said: Mapping[str, Said]) -> str:
    """Day and time as they were typed, for what can be kept as words only."""
    return " ".join(text for text in (typed_date(name, said), _text(said, f"{name}_time")) if text)


def _text(said: Mapping[str, Said], name: str) -> str:
    found = said.get(name, "")
    return found.strip() if isinstance(found, str) else ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None
