"""The header of a file: which columns it has, which it lacks, and which nobody reads."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass


class UnableToReadFile(Exception):
    """The file as a whole cannot be read. The text is one sentence that says why and what to do."""


@dataclass(frozen=True)
class Header:
    """Where each known column stands, which headings are unknown, and which known columns are not there."""

    place: dict[str, int]
    unknown: tuple[str, ...]
    absent: tuple[str, ...]
    width: int

    def values(self, cells: Sequence[str]) -> dict[str, str]:
        """A row's values by column; empty cells are left out."""
        return {name: cells[at] for name, at in self.place.items() if at < len(cells) and cells[at]}


def read_header(cells: Sequence[str], *, known: Sequence[str], needed: Collection[str]) -> Header:
    """Read the headings, whatever their case and spacing. Refuses a file that lacks a needed column, naming it."""
    place: dict[str, int] = {}
    unknown: list[str] = []
    for at, heading in enumerate(cells):
        name = re.sub(r"[\W_]+", "_", heading.strip().lower()).strip("_")
        if name in place:
            raise UnableToReadFile(f"The column {name} stands in the header twice. Leave one of them out.")
        if name in known:
            place[name] = at
        elif name:
            unknown.append(" ".join(heading.split())[:60])
    missing = [name for name in known if name in needed and name not in place]
    if missing:
        raise UnableToReadFile(
            f"The header lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}: nothing was loaded. "
            "Add them, even where all their cells are empty."
        )
    absent = tuple(name for name in known if name not in place)
    return Header(place, tuple(unknown), absent, len(cells))
