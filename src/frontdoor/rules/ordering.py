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
from collections.abc import Collection, Hashable, Iterable, Sequence
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
#: A contact behind what its file is sorted by: due soonest, or the ladder, and when it is due for the other file.
_Soonest = tuple[bool, float]
_Rated = tuple[_Soonest, datetime, str, "Waiting"]
_Unrated = tuple[int, datetime, str, _Soonest, "Waiting"]
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
    ties: Collection[Hashable] = ()


class Placed(NamedTuple):
    """A contact in its place at `now`. `beside` is the contact at which it stands, if it is not its own.

    The reason is put into words when it is asked for: hundreds are placed for each page, and fifty are read.
    """

    waiting: Waiting
    now: datetime
    beside: str = ""
    instead: str = ""

    @property
    def why(self) -> str:
        """The reason in words; `instead` says first what else the list was put in order by."""
        own = why_here(self.waiting, now=self.now)
        if self.beside:
            shared = f"Beside {self.beside}, which is about the same household, incident or child."
            return f"{shared} By itself: {own}"
        return f"{self.instead} {own}" if self.instead else own


def in_order(waiting: Iterable[Waiting], *, now: datetime, grouped: bool = True) -> list[Placed]:
    """All of `waiting` in their places at `now`; none is ever left out."""
    alone = _each_by_itself(waiting, now)
    if not grouped:
        return [Placed(one, now) for one in alone]
    placed: list[Placed] = []
    for first, *others in _groups(alone):
        placed.append(Placed(first, now))
        placed += [Placed(other, now, first.reference) for other in others]
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


def _each_by_itself(waiting: Iterable[Waiting], now: datetime) -> list[Waiting]:
    """Band by band, what is overdue first; in each of these parts two files, rated and not yet rated."""
    files: dict[tuple[int, bool], tuple[list[_Rated], list[_Unrated]]] = {}
    for one in waiting:
        due = one.due_at
        soonest = (due is None, due.timestamp() if due else 0.0)
        part = (0 if one.danger_now else _BAND[one.rating], due is None or not late(now, due))
        rated, unrated = files.setdefault(part, ([], []))
        if one.rating or one.danger_now:
            rated.append((soonest, one.received_at, one.reference, one))
        else:
            ladder = min(one.signs, default=_NO_SIGN)
            unrated.append((ladder, one.received_at, one.reference, soonest, one))
    ordered: list[Waiting] = []
    for part in sorted(files):
        rated, unrated = files[part]
        ordered += _two_files(sorted(rated), sorted(unrated))
    return ordered


def _two_files(rated: Sequence[_Rated], unrated: Sequence[_Unrated]) -> list[Waiting]:
    """Both files keep their own order; of the two at the front, the one due first goes next, the rated one if equal."""
    merged: list[Waiting] = []
    left, right = deque(rated), deque(unrated)
    while left and right:
        merged.append(left.popleft()[-1] if left[0][0] <= right[0][3] else right.popleft()[-1])
    return [*merged, *(one[-1] for one in left), *(one[-1] for one in right)]


def _groups(waiting: Sequence[Waiting]) -> Iterable[list[Waiting]]:
    """Whoever shares a tie, directly or through others, stands in one group, at the place of its first."""
    leader = list(range(len(waiting)))

    def lead(number: int) -> int:
        while leader[number] != number:
            leader[number] = number = leader[leader[number]]
        return number

    first_with: dict[Hashable, int] = {}
    for number, one in enumerate(waiting):
        for tie in one.ties:
            other = first_with.setdefault(tie, number)
            if other != number:
                leader[lead(number)] = lead(other)
    groups: dict[int, list[Waiting]] = {}
    for number, one in enumerate(waiting):
        groups.setdefault(lead(number), []).append(one)
    return groups.values()


def _time_words(one: Waiting, now: datetime) -> str:
    if one.due_at is None:
        return "No clock runs."
    if late(now, one.due_at):
        return f"Overdue {span_words(now - one.due_at)}."
    return f"Due in {span_words(one.due_at - now)}."
