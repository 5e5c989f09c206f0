"""What "the last six months" and "the last 12 months" are, counted back in calendar months from the day of the call.

The day of the call is in, and so is the same day of the month six (twelve) months before: a call on 2 November 2026
looks back to 2 May 2026. "In the last 12 months" counts everything in that year, the row's own event included.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frontdoor.rules.calendar import add_months

#: Ofsted has inspected since 1992; a call before that is a slip of typing.
_FIRST = date(1992, 9, 1)


class UnableToLookBack(ValueError):
    """No inspection called on that day. The text is a sentence."""


def day_of_call(on: date, *, today: date) -> date:
    """The day, if a call can have come on it. Lists of a day to come would show what is open now as it stood then."""
    if not _FIRST <= on <= today:
        raise UnableToLookBack("Give a day on which the call came: it is not after today.")
    return on


@dataclass(frozen=True)
class Window:
    """The time an inspection looks at. `on` is the day of its first call."""

    on: date

    @property
    def six_months(self) -> date:
        """The first day of the last six months."""
        return add_months(self.on, -6)

    @property
    def twelve_months(self) -> date:
        """The first day of the last 12 months."""
        return add_months(self.on, -12)

    def recent(self, day: date | None) -> bool:
        """Whether a day lies in the last six months."""
        return day is not None and self.six_months <= day <= self.on

    def in_year(self, day: date | None) -> bool:
        """Whether a day lies in the last 12 months."""
        return day is not None and self.twelve_months <= day <= self.on

    def by_then(self, day: date | None) -> date | None:
        """The day, if it had come by the call."""
        return day if day is not None and day <= self.on else None

    def touches(self, started: date, ended: date | None) -> bool:
        """Whether something lay in the last six months at all."""
        return started <= self.on and (ended is None or ended >= self.six_months)
