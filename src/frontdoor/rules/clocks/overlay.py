"""What a partnership adds to the national clocks: values for the local ones, tighter values, opening hours, terms.

An overlay may add a clock or tighten one. Loosening a clock that law, statutory guidance or a national scheme sets is
refused with a sentence, and so is a local clock left without a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from frontdoor.rules.calendar import OFFICE_HOURS, OpeningHours, SchoolTerms, day_words
from frontdoor.rules.clocks.local import ALSO_CALLED, SHAPES
from frontdoor.rules.clocks.national import NATIONAL
from frontdoor.rules.clocks.rule import EVIDENCE, Allowance, ClockRule, On, Unit, allowance

_SHAPES = {shape.id: shape for shape in SHAPES}
_VALUES = ("kind", "name", "noun", "due_soon", "demonstration", "note", "set_by", "out_of_hours")


class UnableToSetClock(ValueError):
    """A local row may not stand as written. The text is a sentence for whoever keeps the partnership's files."""


class NoClockInForce(LookupError):
    """No such clock, or none in force on the day asked for. The text is a sentence."""


@dataclass(frozen=True, eq=False)
class Overlay:
    """One partnership's clocks: its rows, its opening hours and its school terms. Checked when made."""

    name: str
    rows: tuple[ClockRule, ...] = ()
    hours: OpeningHours = field(default_factory=lambda: OFFICE_HOURS)
    terms: SchoolTerms = field(default_factory=SchoolTerms)

    def __post_init__(self) -> None:
        """Refuse rows that loosen the law, overlap, leave days uncovered or leave a local clock empty."""
        for row in self.rows:
            for law in NATIONAL:
                if law.id == row.id:
                    _refuse_loosening(row, law)
        for clock_id, rows in self._local.items():
            _refuse_uncovered(self.name, clock_id, rows)
        for shape in SHAPES:
            if shape.id not in self._local and self.rows:
                raise UnableToSetClock(f"{self.name} gives no value for the clock {shape.id}: no clock may be empty.")

    @cached_property
    def _local(self) -> dict[str, tuple[ClockRule, ...]]:
        found: dict[str, list[ClockRule]] = {}
        for row in self.rows:
            found.setdefault(row.id, []).append(row)
        return {clock_id: tuple(sorted(rows, key=lambda row: row.in_force_from)) for clock_id, rows in found.items()}

    @cached_property
    def by_id(self) -> dict[str, tuple[ClockRule, ...]]:
        """Every clock's rows, the partnership's before the national ones, so that the first in force is the one."""
        found = dict(self._local)
        for law in NATIONAL:
            found[law.id] = (*found.get(law.id, ()), law)
        for other, clock_id in ALSO_CALLED.items():
            found[other] = tuple(replace(row, id=other, same_as=clock_id) for row in found.get(clock_id, ()))
        return found


def clocks_in_force(at: date, overlay: Overlay) -> tuple[ClockRule, ...]:
    """The row in force on `at` of every clock that has one, in order of id."""
    rows = overlay.by_id
    found = (next((row for row in rows[clock_id] if row.in_force(at)), None) for clock_id in sorted(rows))
    return tuple(row for row in found if row is not None)


def find_rule(clock_id: str, at: date, overlay: Overlay) -> ClockRule | None:
    """The row of `clock_id` in force on `at`, or None before it came into force."""
    for row in overlay.by_id.get(clock_id, ()):
        if row.in_force_from <= at and (row.in_force_until is None or at <= row.in_force_until):
            return row
    return None


def rule_in_force(clock_id: str, at: date, overlay: Overlay) -> ClockRule:
    """The row of `clock_id` in force on `at`. Refuses an unknown clock, or a day before it came into force."""
    found = find_rule(clock_id, at, overlay)
    if found is not None:
        return found
    rows = overlay.by_id.get(clock_id, ())
    if not rows:
        raise NoClockInForce(f'There is no clock called "{clock_id}". "frontdoor clocks list" names them all.')
    first = min(row.in_force_from for row in rows)
    raise NoClockInForce(
        f"No rule of {clock_id} is in force on {day_words(at)}: the first one held here begins on {day_words(first)}."
    )


def empty_clocks(at: date, overlay: Overlay) -> tuple[str, ...]:
    """The ids of clocks that have no row in force on `at`: a partnership must not start with any."""
    in_force = {row.id for row in clocks_in_force(at, overlay)}
    wanted = {row.id for row in (*NATIONAL, *SHAPES)}
    return tuple(sorted(wanted - in_force))


def read_clocks(stored: Sequence[Mapping[str, Any]], partnership: str) -> tuple[ClockRule, ...]:
    """The rows of a partnership's clocks.toml. Refuses with a sentence what cannot stand as written."""
    return tuple(_read(row, partnership) for row in stored)


def _read(stored: Mapping[str, Any], partnership: str) -> ClockRule:
    clock_id = stored.get("id", "")
    try:
        base = _SHAPES.get(clock_id) or next((law for law in NATIONAL if law.id == clock_id), None) or _new(stored)
        values = {key: stored[key] for key in _VALUES if key in stored}
        if stored["evidence"] not in EVIDENCE or not stored["source"]:
            raise ValueError("it needs a source, and an evidence flag of V, S, K or local.")
        return replace(
            base,
            allowances=_allowances(stored["allowance"]),
            by=stored.get("by", base.by if isinstance(stored["allowance"], Mapping) else ""),
            source=stored["source"],
            evidence=stored["evidence"],
            in_force_from=stored["in_force_from"],
            in_force_until=stored.get("in_force_until"),
            **values,
        )
    except KeyError as missing:
        raise UnableToSetClock(f"The clock {clock_id or 'without id'} of {partnership} lacks {missing}.") from missing
    except ValueError as wrong:
        raise UnableToSetClock(f"The clock {clock_id} of {partnership} cannot stand: {wrong}") from wrong


def _allowances(stored: str | Mapping[str, str]) -> tuple[tuple[str, Allowance], ...]:
    if isinstance(stored, str):
        return (("", allowance(stored)),)
    rows = tuple((key, allowance(text)) for key, text in stored.items() if key != "otherwise")
    if "otherwise" not in stored:
        raise ValueError('it differs by value, so it needs a row "otherwise" too: no clock may be empty.')
    return (*rows, ("", allowance(stored["otherwise"])))


def _new(stored: Mapping[str, Any]) -> ClockRule:
    """A clock that only this partnership has: it states its own starts and stops."""
    return ClockRule(
        id=stored["id"],
        name=stored["name"],
        noun=stored["noun"],
        kind="local",
        evidence="local",
        source="",
        in_force_from=stored["in_force_from"],
        allowances=(),
        runs_on=stored["runs_on"],
        starts=tuple(_condition(row) for row in stored["starts"]),
        stops=tuple(_condition(row) for row in stored["stops"]),
    )


def _condition(stored: Mapping[str, Any]) -> On:
    where = tuple((key, (value,)) for key, value in sorted(stored.items()) if key != "on")
    return On(stored["on"], where)


def _refuse_loosening(row: ClockRule, law: ClockRule) -> None:
    if row.in_force_until is not None and row.in_force_until < law.in_force_from:
        return
    if law.in_force_until is not None and law.in_force_until < row.in_force_from:
        return
    own_keys = {key for key, _ in (*row.allowances, *law.allowances)}
    for key in own_keys:
        ours = row.allowance_for({row.by: key})
        theirs = law.allowance_for({law.by: key})
        if not _at_least_as_tight(ours, theirs, minimum=law.limit == "not_before", fixed=law.limit == "window"):
            raise UnableToSetClock(
                f"The clock {law.id} allows {theirs.words()} ({law.source}); a partnership may tighten it, "
                f"and {ours.words()} could be longer. State fewer {theirs.unit.value}."
            )
    if (row.set_by, row.set_by_wins, row.limit, row.kind) != (law.set_by, law.set_by_wins, law.limit, law.kind):
        raise UnableToSetClock(f"The clock {law.id} is set by {law.source}: only its allowance may be tightened.")


def _at_least_as_tight(ours: Allowance, theirs: Allowance, *, minimum: bool, fixed: bool) -> bool:
    """Allowances of different units are never compared: which is longer depends on the day."""
    if ours.unit is not theirs.unit:
        return False
    if fixed or theirs.unit in (Unit.SCHOOL_DAY, Unit.DATE_SET):
        return ours.amount == theirs.amount
    return ours.amount >= theirs.amount if minimum else ours.amount <= theirs.amount


def _refuse_uncovered(partnership: str, clock_id: str, rows: Iterable[ClockRule]) -> None:
    ordered = tuple(rows)
    national = any(law.id == clock_id for law in NATIONAL)
    for before, after in zip(ordered, ordered[1:], strict=False):
        if before.in_force_until is None or before.in_force_until >= after.in_force_from:
            raise UnableToSetClock(f"Two rows of the clock {clock_id} of {partnership} are in force at once.")
        if not national and before.in_force_until + timedelta(days=1) != after.in_force_from:
            gap = day_words(before.in_force_until + timedelta(days=1))
            raise UnableToSetClock(f"The clock {clock_id} of {partnership} has no value on {gap}: none may be empty.")
    if not national and ordered[-1].in_force_until is not None:
        raise UnableToSetClock(
            f"The clock {clock_id} of {partnership} has no value after {day_words(ordered[-1].in_force_until)}: "
            "no clock may be empty."
        )


#: Only what holds everywhere: national clocks, office hours, no terms. Local clocks have no value in it.
NATIONAL_ONLY = Overlay("England")
