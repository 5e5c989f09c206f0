"""A hundred thousand random starts against an oracle that counts day by day and shares no code with the rules.

The oracle takes bank holidays from the `holidays` package and time zones from the standard library. What each clock
allows is stated here once more, by hand.
"""

from __future__ import annotations

import random
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
import pytest

from frontdoor.rules.calendar import UnableToCountDays
from frontdoor.rules.clocks import due_moment, rule_in_force
from frontdoor.rules.partnership import for_authority

STARTS = 100_000
ZONE = ZoneInfo("Europe/London")
ENGLAND = holidays.country_holidays("GB", subdiv="ENG", years=range(2011, 2037))
LAST = date(2035, 12, 31)

#: clock, fact, how it is counted, how many
ALLOWED = [
    ("referral_ack", "", "working", 1),
    ("referral_decision", "red", "working", 1),
    ("assessment", "", "working", 45),
    ("s47_to_icpc", "", "working", 15),
    ("transfer_in_cpc", "", "working", 15),
    ("core_group_first", "", "working", 10),
    ("cp_visit", "", "working", 10),
    ("cin_visit", "", "working", 20),
    ("csp_notify", "", "working", 5),
    ("private_fostering_visit", "", "working", 7),
    ("mash_rag", "blue", "working", 3),
    ("mash_rag", "red", "hours", 4),
    ("mash_rag", "amber", "hours", 24),
    ("mash_rag", "green", "opening", 72 * 60),
    ("agency_return", "amber", "hours", 6),
    ("first_look", "", "opening", 60),
    ("handover_accepted", "green", "opening", 240),
    ("rhi_offer", "", "hours", 72),
    ("police_protection", "", "hours", 72),
    ("school_cp_file", "", "days", 5),
    ("core_group_next", "", "days", 30),
    ("rcpc_first", "", "months", 3),
    ("rcpc_next", "", "months", 6),
]


class BeyondTheYears(Exception):
    """The oracle would have to know bank holidays after 2035."""


@cache
def works(day: date) -> bool:
    if day > LAST:
        raise BeyondTheYears
    return day.weekday() < 5 and day not in ENGLAND


def oracle(how: str, n: int, start: datetime) -> datetime:
    """Count one day, or one day's opening minutes, after the other."""
    if how == "hours":
        return start + timedelta(hours=n)
    local = start.astimezone(ZONE)
    day = local.date()
    if how == "opening":
        return opening(n, local.replace(tzinfo=None))
    if how == "months":
        year, month = day.year + (day.month - 1 + n) // 12, (day.month - 1 + n) % 12 + 1
        day = date(year, month, min(day.day, monthrange(year, month)[1]))
    elif how == "days":
        day += timedelta(days=n)
    else:
        works(day)
        while n:
            day += timedelta(days=1)
            n -= works(day)
    return datetime.combine(day, time(23, 59, 59), ZONE).astimezone(UTC)


def opening(minutes: int, at: datetime) -> datetime:
    """Nine to five by the clock on the wall: the clocks change at night, while the door is shut."""
    left = timedelta(minutes=minutes)
    day = at.date()
    while True:
        if works(day):
            opens = max(at, datetime.combine(day, time(9)))
            free = datetime.combine(day, time(17)) - opens
            if free > timedelta() and free >= left:
                return (opens + left).replace(tzinfo=ZONE).astimezone(UTC)
            left -= max(free, timedelta())
        day += timedelta(days=1)


def test_every_clock_agrees_with_the_oracle_on_random_starts() -> None:
    chance = random.Random(20260402)  # noqa: S311 - no secret
    peterborough = for_authority("874")
    first = int(datetime(2012, 1, 1, tzinfo=UTC).timestamp())
    last = int(datetime(2035, 12, 31, 23, 59, tzinfo=UTC).timestamp())
    refused = 0
    for _ in range(STARTS):
        start = datetime.fromtimestamp(chance.randint(first, last), UTC)
        clock, rating, how, n = chance.choice(ALLOWED)
        rule = rule_in_force(clock, start.astimezone(ZONE).date(), peterborough)
        facts = {"rating": rating} if rating else {}
        try:
            expected = oracle(how, n, start)
        except BeyondTheYears:
            refused += 1
            with pytest.raises(UnableToCountDays, match="31 Dec 2035"):
                due_moment(rule, start, facts, peterborough)
            continue
        assert due_moment(rule, start, facts, peterborough) == expected, (clock, rating, start)
    assert 0 < refused < STARTS / 100
