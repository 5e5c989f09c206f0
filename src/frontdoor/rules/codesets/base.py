"""What a code set is: codes with words, a source, and the census years for which each code holds.

A census year is named by the year in which it ends: 2025 is 1 April 2024 to 31 March 2025. Old rows keep their old
codes; a return asks for the codes of its own year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


class UnknownCode(LookupError):
    """A code that its set does not have in that year. The text is a sentence."""


@dataclass(frozen=True)
class Code:
    """One code, in words for people. `group` heads a list; `first` and `last` are census years, None unbounded."""

    code: str
    words: str
    group: str = ""
    first: int | None = None
    last: int | None = None
    note: str = ""

    def holds(self, year: int) -> bool:
        """Whether the code may be used in the census ending in `year`."""
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)


@dataclass(frozen=True)
class CodeSet:
    """A statutory list of codes. `exclusive` codes stand alone; `read` is the edition in which the list was read."""

    name: str
    title: str
    source: str
    read: str
    codes: tuple[Code, ...]
    exclusive: frozenset[str] = frozenset()

    def in_year(self, year: int) -> tuple[Code, ...]:
        """The codes that may be used in the census ending in `year`, in their order."""
        return tuple(code for code in self.codes if code.holds(year))

    def get(self, code: str, year: int) -> Code:
        """The code as it stood in that census year. Refuses a code that was not in the list then."""
        for found in self.codes:
            if found.code == code and found.holds(year):
                return found
        raise UnknownCode(f'"{code}" is no code of {self.title} in the census of {year - 1}-{year % 100:02d}.')

    def words(self, code: str, year: int) -> str:
        """What the code means, in words."""
        return self.get(code, year).words

    def holds(self, code: str, year: int) -> bool:
        """Whether the code may be used in that census year."""
        return any(found.code == code and found.holds(year) for found in self.codes)


def census_year(day: date) -> int:
    """The census year in which `day` lies: it ends on 31 March of the year returned."""
    return day.year + (day >= date(day.year, 4, 1))
