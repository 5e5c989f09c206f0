"""Small numbers in what leaves the building: 1 to 5 are hidden, and so is whatever would give one of them away.

A part is hidden where it is small, where the rest of its whole is small (47 of 50 tells the other three), and where
its whole is small. Whether a moment is known parts the same children as other hand-offs count, so with a small side
the other is hidden too. Lengths of fewer than six waits are hidden. Nothing is added up over in and out of hours.
"""

from __future__ import annotations

from dataclasses import dataclass

from frontdoor.performance.waits import Figure
from frontdoor.rules.measures import SMALLEST_SHOWN

#: Stands in the place of what is hidden.
HIDDEN = "c"


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it may leave: None where it is hidden. `lengths` says whether lengths may be shown."""

    number: int | None
    still_open: int | None
    overdue: int | None
    ended: int | None
    late: int | None
    recorded_late: int | None
    not_known: int | None
    lengths: bool

    @property
    def hides(self) -> bool:
        """Whether anything is hidden."""
        return None in (
            self.number, self.still_open, self.overdue, self.ended, self.late, self.recorded_late, self.not_known
        )  # fmt: skip


def suppressed(figure: Figure) -> Shown:
    """What of a figure may leave."""
    number, open_ones, ended = figure.number, figure.still_open, figure.ended
    done = number - open_ones - ended
    few = _small(number)
    partner = _small(figure.not_known)
    still_open = None if few or _small(done) else _part(open_ones, number)
    return Shown(
        number=None if few or partner else number,
        still_open=still_open,
        overdue=None if few else _part(figure.overdue, open_ones),
        ended=None if few or (_small(done) and not open_ones) else _part(ended, number),
        late=None if few else _part(figure.late, number - open_ones),
        recorded_late=None if few else _part(figure.recorded_late, number + figure.not_known),
        not_known=None if few or partner else figure.not_known,
        lengths=number >= SMALLEST_SHOWN,
    )


def _small(number: int) -> bool:
    return 0 < number < SMALLEST_SHOWN


def _part(part: int, whole: int) -> int | None:
    """The part, unless it or the rest of its whole is small."""
    return None if _small(part) or _small(whole - part) else part
