"""In which order waiting contacts stand in the queue, and why, in words.

Danger now; then red and not yet rated together; then amber; then green and blue. In each band what is overdue stands
first, then what is due soonest. Among the not yet rated a ladder of facts decides (police protection, missing now,
under 1 or unborn, already known, police grade high, third contact in 90 days) and then the longest waiting. Red and
not yet rated are two files of one band: at each step the one whose clock runs out first goes next. What belongs to one
household or incident stands together, where its most urgent contact stands. Source: the screens' specification, 1.

A fact changes a place, never a rating: nothing here judges how serious a concern is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Sequence
from datetime import datetime
from enum import IntEnum
from typing import NamedTuple

from frontdoor.rules.clocks.states import late, span_words


class Sign(IntEnum):
    """A fact that moves a contact up among the not yet rated; the smaller number stands higher."""

    POLICE_PROTECTION = 1
    MISSING_NOW = 2
    UNDER_1_OR_UNBORN = 3
    KNOWN = 4  # on a plan, looked after, or open to a team
    POLICE_GRADE_HIGH = 5
    THIRD_IN_90_DAYS = 6


_SIGN_WORDS = {
    Sign.POLICE_PROTECTION: "a child is under police protection",
    Sign.MISSING_NOW: "a child is missing now",
    Sign.UNDER_1_OR_UNBORN: "a child is under 1 or unborn",
    Sign.KNOWN: "a child has a plan, is looked after or is open to a team",
    Sign.POLICE_GRADE_HIGH: "the police grade it high",
    Sign.THIRD_IN_90_DAYS: "it is the third contact or more in 90 days",
}
_NO_SIGN = max(Sign) + 1
_BAND = {"red": 1, "": 1, "amber": 2, "green": 3, "blue": 3}
_BAND_WORDS = {"red": "Rated red", "amber": "Rated amber", "green": "Rated green", "blue": "Rated blue"}


class Waiting(NamedTuple):
    """A contact that waits, as far as its place depends on it.

    `due_at` is its earliest running clock, `ties` whatever it shares with others (household, incident, child).
    `rating` is empty until somebody has looked.
    """

    reference: str
    rating: str
    danger_now: bool
    due_at: datetime | None
    received_at: datetime
    signs: frozenset[Sign] = frozenset()
    ties: frozenset[Hashable] = frozenset()


class Placed(NamedTuple):
    """A contact in its place, with the reason. `beside` is the contact at which it stands, if it is not its own."""

    waiting: Waiting
    why: str
    beside: str = ""


def in_order(waiting: Iterable[Waiting], *, now: datetime, grouped: bool = True) -> list[Placed]:
    """All of `waiting` in their places at `now`; none is ever left out."""
    alone = _each_by_itself(list(waiting), now)
    if not grouped:
        return [Placed(one, why_here(one, now=now)) for one in alone]
    groups: dict[int, list[Waiting]] = {}
    group_of = _groups(alone)
    for one in alone:
        groups.setdefault(group_of[one.reference], []).append(one)
    placed: list[Placed] = []
    for first, *others in groups.values():
        placed.append(Placed(first, why_here(first, now=now)))
        placed += [Placed(other, _beside(first, other, now), first.reference) for other in others]
    return placed


def why_here(one: Waiting, *, now: datetime) -> str:
    """Why a contact stands where it stands, as a sentence for the person who reads the row."""
    time = _time_words(one, now)
    if one.danger_now:
        return f"Danger now: somebody said that a child is in danger. {time}"
    if one.rating:
        return f"{_BAND_WORDS[one.rating]}. {time}"
    signs = [_SIGN_WORDS[sign] for sign in sorted(one.signs)]
    known = f" Among these, {signs[0]}." if signs else ""
    return f"Not yet rated, so it stands with red.{known} {time} Waiting {span_words(now - one.received_at)}."


def _each_by_itself(waiting: Sequence[Waiting], now: datetime) -> list[Waiting]:
    ordered: list[Waiting] = []
    for band in range(4):
        of_band = [one for one in waiting if _band(one) == band]
        for overdue in (True, False):
            part = [one for one in of_band if _overdue(one, now) is overdue]
            rated = sorted((one for one in part if one.rating or one.danger_now), key=_soonest)
            unrated = sorted((one for one in part if not one.rating and not one.danger_now), key=_ladder)
            ordered += _two_files(rated, unrated)
    return ordered


def _two_files(rated: Sequence[Waiting], unrated: Sequence[Waiting]) -> list[Waiting]:
    """Both files keep their own order; of the two at the front, the one due first goes next, the rated one if equal."""
    merged: list[Waiting] = []
    left, right = deque(rated), deque(unrated)
    while left and right:
        merged.append(left.popleft() if _soonest(left[0])[:2] <= _soonest(right[0])[:2] else right.popleft())
    return [*merged, *left, *right]


def _band(one: Waiting) -> int:
    return 0 if one.danger_now else _BAND[one.rating]


def _overdue(one: Waiting, now: datetime) -> bool:
    return one.due_at is not None and late(now, one.due_at)


def _soonest(one: Waiting) -> tuple[bool, float, datetime, str]:
    due = one.due_at.timestamp() if one.due_at else 0.0
    return (one.due_at is None, due, one.received_at, one.reference)


def _ladder(one: Waiting) -> tuple[int, datetime, str]:
    return (min(one.signs, default=_NO_SIGN), one.received_at, one.reference)


def _groups(waiting: Sequence[Waiting]) -> dict[str, int]:
    """Which group each belongs to: whoever shares a tie, directly or through others, shares a group."""
    leader: dict[Hashable, Hashable] = {}

    def lead(tie: Hashable) -> Hashable:
        while leader.setdefault(tie, tie) != tie:
            leader[tie] = leader[leader[tie]]
            tie = leader[tie]
        return tie

    for one in waiting:
        own = ("contact", one.reference)
        for tie in one.ties:
            leader[lead(tie)] = lead(own)
    numbers: dict[Hashable, int] = {}
    return {one.reference: numbers.setdefault(lead(("contact", one.reference)), len(numbers)) for one in waiting}


def _beside(first: Waiting, other: Waiting, now: datetime) -> str:
    shared = f"Beside {first.reference}, which is about the same household, incident or child."
    return f"{shared} By itself: {why_here(other, now=now)}"


def _time_words(one: Waiting, now: datetime) -> str:
    if one.due_at is None:
        return "No clock runs."
    if late(now, one.due_at):
        return f"Overdue {span_words(now - one.due_at)}."
    return f"Due in {span_words(one.due_at - now)}."
