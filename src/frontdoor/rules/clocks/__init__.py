"""Clocks: the dated rules, when they fall due, how they stand, and which ran for a child."""

from frontdoor.rules.clocks.due import UnableToTellDue, due_moment, explain, explain_run, shown_due, soon_moment
from frontdoor.rules.clocks.order import KIND_ORDER, Happening, effective, in_order
from frontdoor.rules.clocks.overlay import (
    NATIONAL_ONLY,
    NoClockInForce,
    Overlay,
    UnableToSetClock,
    clocks_in_force,
    empty_clocks,
    find_rule,
    read_clocks,
    rule_in_force,
)
from frontdoor.rules.clocks.rule import Allowance, ClockRule, On, Unit, on
from frontdoor.rules.clocks.runs import ClockRun, Replayed, replay
from frontdoor.rules.clocks.states import TimeState, late, span_words, time_state

__all__ = [
    "KIND_ORDER",
    "NATIONAL_ONLY",
    "Allowance",
    "ClockRule",
    "ClockRun",
    "Happening",
    "NoClockInForce",
    "On",
    "Overlay",
    "Replayed",
    "TimeState",
    "UnableToSetClock",
    "UnableToTellDue",
    "Unit",
    "clocks_in_force",
    "due_moment",
    "effective",
    "empty_clocks",
    "explain",
    "explain_run",
    "find_rule",
    "in_order",
    "late",
    "on",
    "read_clocks",
    "replay",
    "rule_in_force",
    "shown_due",
    "soon_moment",
    "span_words",
    "time_state",
]
