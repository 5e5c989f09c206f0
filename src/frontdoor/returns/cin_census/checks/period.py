"""The year that a census covers and the days its rules measure from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from frontdoor.rules.calendar import add_months, first_of_last_working_days
from frontdoor.rules.codesets import CodeSet


@dataclass(frozen=True)
class Period:
    """1 April to 31 March, for the rules of the census ending in `year`.

    `end` is the file's reference date and `year` the set of rules: they differ where a file is checked by the rules
    of another year. While the year runs, `as_at` is today: work may still be finished in its course.
    """

    end: date
    year: int
    as_at: date | None = None

    @cached_property
    def start(self) -> date:
        """The day after the same date a year before."""
        return add_months(self.end, -12) + timedelta(days=1)

    def holds(self, day: date) -> bool:
        """Whether the day lies in the census year, its first and last day included."""
        return self.start <= day <= self.end

    @cached_property
    def one_working_day_before(self) -> date:
        """One working day before the start (rule 8569Q). Refuses years whose bank holidays are not known."""
        return first_of_last_working_days(1, self.start - timedelta(days=1))

    @cached_property
    def last_45_working_days(self) -> date:
        """The first of the year's last 45 working days (rule 8670Q; ADR 0012). Refuses unknown years."""
        return first_of_last_working_days(45, self._until)

    @cached_property
    def last_15_working_days(self) -> date:
        """The first of the year's last 15 working days (rule 8675Q; ADR 0012). Refuses unknown years."""
        return first_of_last_working_days(15, self._until)

    @cached_property
    def five_years_before(self) -> date:
        """Born before this day a child is more than five years old at the end (rule 8770Q until 2023-24)."""
        return add_months(self.end, -60)

    @cached_property
    def twenty_five_years_before(self) -> date:
        """Born before this day a young person is over 25 at the end (rule 8775Q)."""
        return add_months(self.end, -300)

    @property
    def _until(self) -> date:
        return min(self.as_at - timedelta(days=1), self.end) if self.as_at else self.end

    @cached_property
    def earliest_due(self) -> date:
        """30 days before the end: the earliest birth still expected at it (rule 8530Q)."""
        return self.end - timedelta(days=30)

    @cached_property
    def latest_due(self) -> date:
        """Nine months after the end: the latest birth that can be expected at it (rule 8530Q)."""
        return add_months(self.end, 9)

    @cached_property
    def codes(self) -> _Codes:
        """The codes of the year, by code set."""
        return _Codes(self.year)


class _Codes(dict[str, frozenset[str]]):
    """Codes by the name of their set, each worked out once."""

    def __init__(self, year: int) -> None:
        super().__init__()
        self.year = year

    def of(self, codes: CodeSet) -> frozenset[str]:
        """The codes of the set that hold in the year."""
        found = self.get(codes.name)
        if found is None:
            found = self[codes.name] = frozenset(code.code for code in codes.in_year(self.year))
        return found
