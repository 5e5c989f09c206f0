"""What a clock is: what starts and stops it, how long it allows, who says so, and from when.

A clock is one or more dated rows of the same id; all rows of an id share their starts and stops, so that a change of
law changes how long, never what counts. The row in force on the day of the starting event is the one used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Literal

Value = str | bool | int | None

#: The first day of the calendar held here; rows without a later commencement begin then.
BEGINS = date(2012, 1, 1)


class Unit(StrEnum):
    """What an allowance is counted in."""

    CLOCK_MINUTES = "clock minutes"  # night and day
    CLOCK_HOURS = "clock hours"  # night and day
    OPENING_MINUTES = "opening minutes"  # while the front door is open
    OPENING_HOURS = "opening hours"
    WORKING_DAYS = "working days"  # day 0 is the start day; due at 23:59:59
    CALENDAR_DAYS = "calendar days"  # the same, weekends and holidays counted
    MONTHS = "months"  # calendar months, to the end of a shorter one
    SCHOOL_DAY = "school day"  # before children arrive on the next school day
    DATE_SET = "date set"  # the date or moment that the starting event states


#: Units whose clocks fall due at the end of a day in London, shown as "by closing time".
DAY_UNITS = frozenset({Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS})

Kind = Literal["statute", "statutory", "statutory_guidance", "national_scheme", "local", "statistic"]

#: Kinds that a partnership may tighten but not loosen.
NATIONAL_KINDS = frozenset({"statute", "statutory", "statutory_guidance", "national_scheme"})

EVIDENCE = {
    "V": "read in the source",
    "S": "from another council's procedure",
    "K": "practice knowledge, to be confirmed",
    "local": "set by the partnership",
}


@dataclass(frozen=True)
class On:
    """A condition on an event: its kind, and values that its data must have (`where`) or must not have (`unless`).

    `says` are facts that this start brings, such as route = s47. `from_date` names a date in the event's data from
    which the clock counts instead of the event's own moment.
    """

    kind: str
    where: tuple[tuple[str, tuple[Value, ...]], ...] = ()
    unless: tuple[tuple[str, tuple[Value, ...]], ...] = ()
    says: tuple[tuple[str, str], ...] = ()
    from_date: str = ""

    @cached_property
    def always(self) -> bool:
        """Whether any event of the kind fulfils the condition, whatever its data."""
        return not self.where and not self.unless

    def matches(self, data: Mapping[str, Any]) -> bool:
        """Whether an event of this kind with `data` fulfils the condition."""
        for key, wanted in self.where:
            if data.get(key) not in wanted:
                return False
        return not self.unless or all(data.get(key) not in unwanted for key, unwanted in self.unless)

    def words(self) -> str:
        """The condition for a reference page: "outcome decided (outcome assessment)"."""
        parts = [f"{key.replace('_', ' ')} {_either(values)}" for key, values in self.where]
        parts += [f"{key.replace('_', ' ')} not {_either(values)}" for key, values in self.unless]
        return self.kind.replace("_", " ") + (f" ({'; '.join(parts)})" if parts else "")


def _either(values: tuple[Value, ...]) -> str:
    words = {True: "yes", False: "no", None: "not said"}
    return " or ".join(words[value] if value is None or isinstance(value, bool) else str(value) for value in values)


def on(
    kind: str,
    *,
    unless: Mapping[str, tuple[Value, ...]] | None = None,
    says: Mapping[str, str] | None = None,
    from_date: str = "",
    **where: Value | tuple[Value, ...],
) -> On:
    """Write a condition: `on("conference_held", meeting="initial")`; a tuple means any of these values."""
    wanted = tuple((key, value if isinstance(value, tuple) else (value,)) for key, value in sorted(where.items()))
    return On(kind, wanted, tuple(sorted((unless or {}).items())), tuple(sorted((says or {}).items())), from_date)


@dataclass(frozen=True)
class Allowance:
    """How long: an amount of a unit. `by_closing`: never beyond closing on the day it counts from."""

    amount: int
    unit: Unit
    by_closing: bool = False

    def words(self) -> str:
        """The allowance as people read it: "1 working day", "72 clock hours"."""
        return self._words

    @cached_property
    def _words(self) -> str:
        if self.unit is Unit.SCHOOL_DAY:
            return "before children arrive on the next school day"
        if self.unit is Unit.DATE_SET:
            return "the date set at the start"
        if self.amount == 0:
            return "the same day"
        unit = self.unit.value.removesuffix("s") if self.amount == 1 else self.unit.value
        return f"{self.amount} {unit}" + (", and before closing" if self.by_closing else "")


_WRITTEN = re.compile(r"(?P<amount>\d+) (?P<unit>[a-z ]+?)s?(?P<closing>, and before closing)?")


def allowance(text: str) -> Allowance:
    """Read an allowance as a row states it: "4 clock hours", "1 working day", "same day", "next school day"."""
    if text == "same day":
        return Allowance(0, Unit.CALENDAR_DAYS)
    if text == "next school day":
        return Allowance(1, Unit.SCHOOL_DAY)
    if text == "date set":
        return Allowance(0, Unit.DATE_SET)
    read = _WRITTEN.fullmatch(text)
    units = {unit.value.removesuffix("s"): unit for unit in Unit}
    if read is None or read["unit"] not in units or int(read["amount"]) < 1:
        raise ValueError(f'"{text}" is no allowance. Write it like "4 clock hours" or "10 working days".')
    return Allowance(int(read["amount"]), units[read["unit"]], bool(read["closing"]))


@dataclass(frozen=True, kw_only=True)
class ClockRule:
    """One dated row of a clock.

    `allowances` are (value of the fact `by`, allowance), read top to bottom; "" is the row for every other value.
    `limit` is "by" (a deadline), "not_before" (a minimum) or "window" (a statistic, never overdue).
    `set_by` names a date in the starting event: with `set_by_wins` it replaces the allowance, otherwise it only
    brings the due moment forward. `needs` must have happened before a start counts. `during` are the kinds that open
    and close the plan within which a stop starts the clock again. `second_start` while running: "tighten" may bring
    the due moment forward and never puts it back; "replace" takes the newest, as for a court's extended order.
    `child` "born" holds a start back until an unborn child is born, and counts from the birth; "unborn" starts only
    before the birth.
    """

    id: str
    name: str
    noun: str  # what falls due, for "Decision by Mon 17:00"
    kind: Kind
    evidence: str
    source: str
    in_force_from: date
    in_force_until: date | None = None
    allowances: tuple[tuple[str, Allowance], ...]
    by: str = ""
    set_by: str = ""
    set_by_wins: bool = False
    limit: Literal["by", "not_before", "window"] = "by"
    runs_on: Literal["record", "journey", "child"]
    pair_on: tuple[str, ...] = ()
    starts: tuple[On, ...]
    stops: tuple[On, ...]
    stops_on_all: bool = False
    declines: tuple[On, ...] = ()
    ends: tuple[On, ...] = (On("journey_closed"),)
    needs: tuple[On, ...] = ()
    during: tuple[str, str] | None = None
    second_start: Literal["tighten", "replace"] = "tighten"
    child: Literal["any", "born", "unborn"] = "any"
    counts_from_first_receipt: bool = False
    met_by_machine: bool = False
    out_of_hours: Literal["runs", "waits", "by value"] = "runs"
    due_soon: float = 0.25  # this share of the allowance is left
    demonstration: bool = False
    same_as: str = ""
    note: str = ""

    def allowance_for(self, facts: Mapping[str, str]) -> Allowance:
        """The allowance that the facts call for; the row for every other value when they say nothing known."""
        value = facts.get(self.by, "") if self.by else ""
        for key, found in self.allowances:
            if key in (value, ""):
                return found
        raise ValueError(f"The clock {self.id} has no allowance for {self.by} {value or 'not stated'}.")

    @cached_property
    def by_day(self) -> bool:
        """Whether any of its allowances falls due at the end of a day."""
        return any(found.unit in DAY_UNITS for _, found in self.allowances)

    def in_force(self, at: date) -> bool:
        """Whether the row is in force on `at`."""
        return self.in_force_from <= at and (self.in_force_until is None or at <= self.in_force_until)

    @property
    def national(self) -> bool:
        """Whether a partnership may tighten this clock but not loosen it."""
        return self.kind in NATIONAL_KINDS

    def allowance_words(self) -> str:
        """All allowances in one line: "red 4 clock hours; amber 24 clock hours"."""
        if len(self.allowances) == 1:
            return self.allowances[0][1].words()
        return "; ".join(f"{(key or 'otherwise').replace('_', ' ')} {found.words()}" for key, found in self.allowances)
