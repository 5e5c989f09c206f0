"""The weeks before 31 March, when managers go through what the children in need census will count as waiting.

A council's round before the census, as councils hold it: assessments that would be past their 45 working days on that
day are finished, and conferences that would be past their 15 are held.
"""

from __future__ import annotations

from datetime import date, datetime, time
from random import Random

from frontdoor.rules.calendar import OpeningHours, first_of_last_working_days, london_day, london_moment
from frontdoor.simulation.agenda import in_working_days, working

#: The working days of March, from its end, in which late assessments are finished; told by then, too.
ROUND, TOLD_BY = 14, 5
ASSESSED_WITHIN, CONFERRED_WITHIN = 45, 15


def year_end(on: date) -> date:
    """The next 31 March, that day included."""
    return date(on.year + (on.month > 3), 3, 31)  # noqa: PLR2004 - March


def finished_for_the_census(chance: Random, begun: datetime, ended: datetime, hours: OpeningHours) -> datetime:
    """When an assessment ends: in the round, if it would be open on 31 March and more than 45 working days old."""
    last = year_end(london_day(begun))
    late = london_day(begun) < first_of_last_working_days(ASSESSED_WITHIN, last)
    if not late or london_day(ended) < first_of_last_working_days(TOLD_BY, last):
        return ended
    day = first_of_last_working_days(chance.randrange(TOLD_BY + 1, ROUND), last)
    return working(london_moment(day, time(9)), chance.randrange(420), hours)


def held_for_the_census(
    chance: Random, enquired: date, concluded: datetime, held: datetime, hours: OpeningHours
) -> datetime:
    """When a conference is held: before 31 March, if more than 15 working days will have passed by then."""
    last = year_end(enquired)
    late = enquired < first_of_last_working_days(CONFERRED_WITHIN, last)
    if not late or london_day(held) <= last:
        return held
    return in_working_days(chance, concluded, 2, hours)
