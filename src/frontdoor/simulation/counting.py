"""The last fortnight of the city's intake, counted and signed off on the working day after."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from functools import partial

from frontdoor.journey.actions.intake import Counted, count_intake, sign_off_intake
from frontdoor.ledger.scope import Actor
from frontdoor.rules.calendar import is_working_day, london_moment
from frontdoor.rules.intake import CHANNELS, entered_by_channel
from frontdoor.simulation.agenda import Agenda

#: So many days back; the page shows as many.
DAYS = 14
_COUNTED_AT = time(9, 40)


class Counting:
    """What arrived and what was entered on each day, by the contact's channel; Intake keeps both."""

    def __init__(self) -> None:
        self.arrived: Counter[tuple[date, str]] = Counter()
        self.entered: Counter[tuple[date, str]] = Counter()

    def plan(self, *, last: date, agenda: Agenda, by: Actor) -> None:
        """Plan the count of each of the last days for the working day after it; the last day is still open."""
        for back in range(DAYS, 0, -1):
            on = last - timedelta(days=back)
            counted_on = on + timedelta(days=1)
            while not is_working_day(counted_on):
                counted_on += timedelta(days=1)
            agenda.plan(london_moment(counted_on, _COUNTED_AT), partial(self._sign, on, by))

    def _sign(self, on: date, by: Actor, at: datetime) -> None:
        arrived, entered = (self._of(on, counted) for counted in (self.arrived, self.entered))
        counts = [Counted(channel=row.code, arrived=arrived[row.code]) for row in CHANNELS]
        count_intake(on=on, counts=counts, by=by, recorded_at=at)
        sign_off_intake(
            on=on, entered=entered, because="" if arrived == entered else "Still to be typed this morning.", by=by,
            happened_at=at, recorded_at=at,
        )  # fmt: skip

    def _of(self, on: date, counted: Counter[tuple[date, str]]) -> dict[str, int]:
        return entered_by_channel({channel: number for (day, channel), number in counted.items() if day == on})
