"""The waits behind the figures: asked for by period, slice and the day as known on; as figures, or one by one.

Official figures count every record of the authority, whoever asks: this is one of the few rooms with system scope.
What is opened to children is read again as the reader, behind their walls.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from frontdoor.ledger import scope
from frontdoor.performance import statement
from frontdoor.performance.known import Known, known_at
from frontdoor.performance.opening import FIRST_DAY, opening
from frontdoor.rules.calendar import london_day, london_moment
from frontdoor.rules.measures import HAND_OFFS, PERIODS, RECORDED_LATE
from frontdoor.rules.partnership import for_authority

#: What a slice narrows, as a condition on the contact, the journey or its rating.
_SLICES = {
    "channel": "c.channel = %(channel)s",
    "agency": "c.referrer_agency = %(agency)s",
    "rating": "coalesce({rating}, '') = %(rating)s",
    "team": "j.team = %(team)s",
    "age": "{age} = %(age)s",
}

#: Ages by which figures are sliced, each up to the birthday named; by the age when the concern was first received.
AGES = {"under_1": 1, "1_to_4": 5, "5_to_9": 10, "10_to_15": 16, "16_to_17": 18}
_AGE = (
    "CASE WHEN p.born_on IS NULL THEN '' "
    + " ".join(
        f"WHEN c.received_at::date < p.born_on + interval '{years} years' THEN '{code}'" for code, years in AGES.items()
    )
    + " ELSE '' END"
)

#: Asked for instead of a code: children whom nobody has rated, or whom no team has.
NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What figures are wanted: `at` the moment they are of, whether that is an earlier day, and the slice.

    `hours` keeps the waits that began in hours ("in") or out of hours ("out"); empty keeps both, apart.

    `since` is the first moment of the period: a Monday, `weeks` whole weeks before the present one.
    """

    at: datetime
    earlier: bool = False
    weeks: int = PERIODS[0]
    channel: str = ""
    agency: str = ""
    rating: str = ""
    team: str = ""
    age: str = ""
    hours: str = ""

    @property
    def since(self) -> datetime:
        """The start of the period."""
        today = london_day(self.at)
        return london_moment(today - timedelta(days=today.weekday() + 7 * self.weeks), time.min)

    @property
    def sliced(self) -> bool:
        """Whether the figures are of some children only."""
        return bool(self.channel or self.agency or self.rating or self.team or self.age)


@dataclass(frozen=True, slots=True)
class Figure:
    """One hand-off, in or out of hours. Lengths in seconds; None where nobody was waiting.

    `number` counts the waits whose length is known, open ones at their age; `not_known` those where a moment is
    missing or two contradict each other. `overdue` are open and past due, `late` ended past due, `ended` ended without
    their stop.
    """

    code: str
    in_hours: bool
    number: int
    median: float | None
    nine_in_ten: float | None
    median_working: float | None
    nine_in_ten_working: float | None
    oldest: float | None
    still_open: int
    oldest_open: float | None
    overdue: int
    late: int
    ended: int
    recorded_late: int
    not_known: int


@dataclass(frozen=True, slots=True)
class Wait:
    """One wait. `how` is open, done, ended (without its stop) or not_known; lengths in seconds."""

    journey: UUID
    began: datetime | None
    ended: datetime | None
    how: str
    length: float | None
    working: float | None
    in_hours: bool
    overdue: bool
    late: bool
    recorded_late: bool


#: In hours, out of hours, or both: a wait is where it began.
_IN_HOURS = "FROM waits WHERE %(hours)s IN ('', CASE WHEN in_hours THEN 'in' ELSE 'out' END)"
_FIGURES = f"""
SELECT code, in_hours, count(length), percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY length),
    percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY working), max(length),
    count(*) FILTER (WHERE how = 'open'), max(length) FILTER (WHERE how = 'open'),
    count(*) FILTER (WHERE overdue), count(*) FILTER (WHERE late), count(*) FILTER (WHERE how = 'ended'),
    count(*) FILTER (WHERE recorded_late), count(*) FILTER (WHERE how = 'not_known')
{_IN_HOURS} GROUP BY code, in_hours
"""
_ONE_BY_ONE = f"""
SELECT journey, began, ended, how, length, working, in_hours, overdue, late, recorded_late
{_IN_HOURS} ORDER BY length DESC NULLS LAST, journey
"""


def figures(
    asked: Asked, *, authority: str, codes: tuple[str, ...] = tuple(HAND_OFFS)
) -> dict[tuple[str, bool], Figure]:
    """The figures of these hand-offs, in hours and out of hours, by code and whether in hours."""
    found = [_figure(row) for row in _all_rows(asked, codes, _FIGURES, authority=authority)]
    nobody = {
        (code, in_hours): Figure(code, in_hours, 0, None, None, None, None, None, 0, None, 0, 0, 0, 0, 0)
        for code in codes
        for in_hours in (True, False)
    }
    return nobody | {(one.code, one.in_hours): one for one in found}


def waits_of(code: str, asked: Asked, *, authority: str) -> list[Wait]:
    """The waits of one hand-off, longest first."""
    return [Wait(*row) for row in _all_rows(asked, (code,), _ONE_BY_ONE, authority=authority)]


def _figure(row: tuple[Any, ...]) -> Figure:
    at, in_hours, number, lengths, working, *counts = row
    oldest, still_open, oldest_open, overdue, late, ended, recorded_late, not_known = counts
    median, nine_in_ten = lengths or (None, None)
    median_working, nine_working = working or (None, None)
    return Figure(
        statement.CODES[at], in_hours, number, median, nine_in_ten, median_working, nine_working, oldest, still_open,
        oldest_open, overdue, late, ended, recorded_late, not_known,
    )  # fmt: skip


def _all_rows(asked: Asked, codes: tuple[str, ...], ending: str, *, authority: str) -> list[tuple[Any, ...]]:
    with scope.system(authority), connection.cursor() as cursor:
        known = known_at(asked.at, authority=authority, earlier=asked.earlier)
        text = statement.waits(codes=codes, as_known=asked.earlier, slices=_slices(asked)) + ending
        # The planner takes these lists for sorted ones and would sort them all; hashing takes half as long. And a
        # quarter's events are a little more than the usual 4 MB, which would be written to a file and read again.
        cursor.execute("SET LOCAL enable_mergejoin = off; SET LOCAL work_mem = '32MB'")
        cursor.execute(text, _parameters(asked, known, codes, authority))
        found = cursor.fetchall()
        cursor.execute("SET LOCAL enable_mergejoin TO DEFAULT; SET LOCAL work_mem TO DEFAULT")
    return found


def _slices(asked: Asked) -> str:
    if not asked.sliced:
        return ""
    rating = "s.rating"
    joins = [
        "JOIN journey_journey j ON j.id = w.journey AND j.authority = %(authority)s",
        "JOIN journey_contact c ON c.id = j.contact_id AND c.authority = %(authority)s",
        "LEFT JOIN ledger_standing s ON s.journey = w.journey AND s.authority = %(authority)s",
    ]
    if asked.age:
        joins.append("LEFT JOIN people_person p ON p.id = j.about AND p.authority = %(authority)s")
    if asked.earlier:
        joins.append("LEFT JOIN rated ON rated.journey = w.journey")
        rating = "rated.rating, s.rating"
    wanted = [_SLICES[name].format(rating=rating, age=_AGE) for name in _SLICES if getattr(asked, name)]
    return " ".join(joins) + " WHERE " + " AND ".join(wanted)


def _parameters(asked: Asked, known: Known, codes: tuple[str, ...], authority: str) -> dict[str, Any]:
    hours = opening(for_authority(authority), asked.at)
    replayed = [run for run in known.runs if run.limit == "by"]
    return {
        "authority": authority,
        "at": asked.at,
        "since": asked.since,
        "late_after": RECORDED_LATE,
        "clocks": statement.CLOCKS,
        "kinds": statement.kinds(codes),
        "stages": statement.OPEN_STAGES,
        "today": (london_day(asked.at) - FIRST_DAY).days + 1,
        "opens": hours.opens,
        "closes": hours.closes,
        "before": hours.before,
        "voided": known.voided,
        "since_changed": known.since_changed,
        "channel": asked.channel,
        "agency": "" if asked.agency == NONE else asked.agency,
        "rating": "" if asked.rating == NONE else asked.rating,
        "team": "" if asked.team == NONE else asked.team,
        "hours": asked.hours,
        "age": "" if asked.age == NONE else asked.age,
        "rated_journeys": [standing.journey for standing in known.standings],
        "ratings": [standing.rating for standing in known.standings],
        **{f"run_{name}": [getattr(run, name) for run in replayed] for name in statement.RUN},
    }
