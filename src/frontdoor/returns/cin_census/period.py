"""The year of a census: 1 April to 31 March, named by the year in which it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


class UnableToReadYear(ValueError):
    """What was written is no census year that can be returned. The text is a sentence."""


@dataclass(frozen=True)
class Period:
    """One collection year. `year` is the one it ends in: 2026 is 1 April 2025 to 31 March 2026."""

    year: int

    @property
    def first(self) -> date:
        """1 April."""
        return date(self.year - 1, 4, 1)

    @property
    def last(self) -> date:
        """31 March, the reference date."""
        return date(self.year, 3, 31)

    @property
    def name(self) -> str:
        """As people write it: 2025-26."""
        return f"{self.year - 1}-{self.year % 100:02d}"

    @property
    def before(self) -> Period:
        """The year before."""
        return Period(self.year - 1)

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the year."""
        return day is not None and self.first <= day <= self.last

    def by_its_end(self, day: date | None) -> date | None:
        """The day, if it had come by 31 March: what is later is left blank."""
        return day if day is not None and day <= self.last else None


def period_named(name: str) -> Period:
    """Read "2025-26". Refuses with a sentence what is no two years in a row."""
    found = re.fullmatch(r"(20\d\d)-(\d\d)", name)
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
        raise UnableToReadYear(f'"{name}" is no census year: write two years in a row, as in 2025-26.')
    return Period(int(found[1]) + 1)
