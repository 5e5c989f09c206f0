"""Our own census of a year: the file, and the page that says what is in it, what is not, and how it differs."""

from __future__ import annotations

from dataclasses import dataclass

from frontdoor.returns.cin_census.gathering import Gathered, UnableToGather, gather, read_again, read_at
from frontdoor.returns.cin_census.page import page
from frontdoor.returns.cin_census.period import Period
from frontdoor.returns.cin_census.reconciling import Reconciled, reconcile
from frontdoor.returns.cin_census.writing import as_bytes
from frontdoor.returns.cin_census.year_on_year import Compared, compare, figures
from frontdoor.returns.position import Position
from frontdoor.rules.calendar import london_day


@dataclass(frozen=True, kw_only=True)
class Export:
    """A finished census. `file` is the same bytes for the same position, year, serial number and release."""

    gathered: Gathered
    file: bytes
    reconciled: list[Reconciled]
    compared: list[Compared]

    @property
    def accounted(self) -> bool:
        """Whether the file and the ledger account for each other."""
        return all(one.equal for one in self.reconciled)

    @property
    def page(self) -> str:
        """The reconciliation page, in plain text."""
        return page(self.gathered, self.reconciled, self.compared)


def export(position: Position, period: Period, *, serial: int = 1, release: str = "") -> Export:
    """Make the census of a year at a frozen position. Last year's figures are counted at the same position.

    Refuses a year that had not begun there: its children would be today's, open for ever. A year that runs may be
    looked at.
    """
    if london_day(position.recorded_at) < period.first:
        raise UnableToGather(f"The census year {period.name} has not begun at this position of the ledger.")
    read = read_at(position, period)
    gathered = gather(read, period, serial=serial, release=release)
    file = as_bytes(gathered.census)
    before = gather(read_again(read, period.before), period.before)
    return Export(
        gathered=gathered,
        file=file,
        reconciled=reconcile(gathered, file),
        compared=compare(figures(gathered.children, period), figures(before.children, period.before)),
    )
