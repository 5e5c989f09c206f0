"""When and from whom worries reach the front door in a year: Mondays, school terms, police mornings, a summer.

Shares by source follow the national survey of 2023-24 (police 32, health 17, education 16, family and public 9, others
26 of each hundred); days and hours follow how each source works. A contact is counted by child, as the survey does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from frontdoor.rules.calendar import is_working_day, london_moment
from frontdoor.rules.concern import Channel, ReferrerKind

CHILDREN_A_YEAR = 13_500


@dataclass(frozen=True)
class Source:
    """One kind of sender: its share of children, census source code, how it sends, and when."""

    name: str
    share: float
    code: str
    channel: Channel
    kind: ReferrerKind
    agency: str
    job: str
    weekend: float
    holidays: float
    hours: tuple[int, ...]
    worries: tuple[tuple[str, float], ...]


_OFFICE = (9, 9, 10, 10, 11, 11, 12, 13, 14, 14, 15, 15, 16, 16)
_DAY_AND_NIGHT = (0, 2, 8, 9, 10, 12, 14, 16, 17, 18, 19, 20, 21, 22, 23)

SOURCES: tuple[Source, ...] = (
    Source(
        "police", 0.32, "6", Channel.POLICE, ReferrerKind.PROFESSIONAL, "police", "Public protection desk", 0.9, 1.05,
        (5, 6, 6, 6, 7, 7, 14, 22),
        (("domestic_abuse", 0.55), ("missing", 0.12), ("parent_drugs", 0.1), ("criminal_exploitation", 0.06),
         ("neglect", 0.07), ("own_mind", 0.06), ("sexual_harm", 0.04)),
    ),
    Source(
        "health", 0.17, "3A", Channel.WEB_FORM, ReferrerKind.PROFESSIONAL, "health", "Health visitor", 0.25, 0.9,
        _OFFICE,
        (("neglect", 0.3), ("parent_mind", 0.25), ("injury", 0.12), ("own_mind", 0.15), ("unborn", 0.08),
         ("domestic_abuse", 0.1)),
    ),
    Source(
        "education", 0.16, "2A", Channel.WEB_FORM, ReferrerKind.PROFESSIONAL, "school", "Safeguarding lead", 0.01, 0.06,
        (9, 10, 11, 12, 13, 14, 15, 15, 16, 16, 16),
        (("neglect", 0.32), ("physical_harm", 0.22), ("emotional_harm", 0.14), ("own_mind", 0.12), ("hunger", 0.08),
         ("attendance", 0.06), ("child_on_child", 0.06)),
    ),
    Source(
        "family and public", 0.09, "1B", Channel.TELEPHONE, ReferrerKind.PUBLIC, "", "", 0.6, 1.1, _DAY_AND_NIGHT,
        (("home_alone", 0.25), ("neglect", 0.3), ("physical_harm", 0.2), ("parent_drugs", 0.15), ("other", 0.1)),
    ),
    Source(
        "others", 0.26, "5C", Channel.EMAIL, ReferrerKind.PROFESSIONAL, "council", "Officer", 0.1, 0.95, _OFFICE,
        (("needs", 0.35), ("neglect", 0.2), ("domestic_abuse", 0.15), ("homeless", 0.1), ("other", 0.2)),
    ),
)  # fmt: skip

#: Monday carries the weekend; Friday afternoon is when schools think of the weekend.
_WEEKDAYS = (1.3, 1.02, 0.97, 0.95, 1.05, 0.5, 0.45)


@dataclass(frozen=True)
class Arrival:
    """A worry on its way: from whom, about what, when it happened, was known, was sent and was first received."""

    source: Source
    worry: str
    received_at: datetime
    incident_at: datetime | None
    sent_at: datetime


def arrivals(chance: Random, *, first: date, last: date, children: int, a_contact: float) -> list[Arrival]:
    """The worries of all days from `first` to `last`, by when they were received.

    `children` are wanted in a year, `a_contact` is how many children a contact is about on average.
    """
    found: list[Arrival] = []
    contacts_a_day = children / a_contact / 365
    day = first
    while day <= last:
        for source in SOURCES:
            mean = contacts_a_day * source.share * _weight(source, day)
            for _ in range(_count(chance, mean)):
                found.append(_arrival(chance, source, day))
        day += timedelta(days=1)
    return sorted(found, key=lambda arrival: arrival.received_at)


def _weight(source: Source, day: date) -> float:
    """How much of its average a source sends on this day; a week of term weighs about seven days."""
    working = is_working_day(day)
    if source.channel is Channel.POLICE:
        return _WEEKDAYS[day.weekday()] / 0.9
    base = _WEEKDAYS[day.weekday()] if working else source.weekend * 0.6
    if _school_holiday(day):
        base *= source.holidays
    elif source.name == "education":
        base *= 1.42
    return base * 1.32 if working else base


def _school_holiday(day: date) -> bool:
    """School holidays as most English authorities set them, near enough for a story."""
    spans = (((7, 23), (9, 2)), ((12, 19), (12, 31)), ((1, 1), (1, 4)), ((10, 24), (11, 1)), ((2, 14), (2, 22)),
             ((3, 30), (4, 12)), ((5, 23), (5, 31)))  # fmt: skip
    return any(start <= (day.month, day.day) <= end for start, end in spans)


def _count(chance: Random, mean: float) -> int:
    """A Poisson number (Knuth's way; the means here are small)."""
    limit, product, count = 2.718281828459045**-mean, chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count


def _arrival(chance: Random, source: Source, day: date) -> Arrival:
    hour, minute = chance.choice(source.hours), chance.randrange(60)
    sent = london_moment(day, time(hour, minute)).astimezone(UTC)
    worries = [worry for worry, _ in source.worries]
    worry = chance.choices(worries, [share for _, share in source.worries])[0]
    before = timedelta(hours=chance.choice((1, 3, 8, 12, 30, 60)))
    received = sent + timedelta(minutes=chance.choice((0, 0, 0, 1, 2, 5)))
    return Arrival(source, worry, received, sent - before if chance.random() < 0.8 else None, sent)
