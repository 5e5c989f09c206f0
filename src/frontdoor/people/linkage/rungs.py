"""The rungs of a comparison: each a way in which two values agree, in SQL that DuckDB and Spark read alike.

`{c}` is the column compared and `{o}` the one it may have been swapped with; `_l` and `_r` are the two rows. Only
functions that give the same answer on every engine stand here: Levenshtein's distance, and Damerau's up to 1, where
its two definitions agree. A missing value is asked for by name: of nothing, the engines give different distances.
Jaro and Winkler's similarity is implemented differently on DuckDB and Spark, so no rung uses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Rung:
    """One way to agree. `kinds` are those it is for (all, if empty); `parts` are the parts of the column it reads."""

    label: str
    sql: str
    kinds: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    other: bool = False


_DATE = ("date",)
_YMD = ("year", "month", "day")
_SAME_YEAR, _SAME_MONTH, _SAME_DAY = (f"{{c}}_{part}_l = {{c}}_{part}_r" for part in _YMD)
_SHORTER = "least(length({c}_l), length({c}_r))"

RUNGS: Mapping[str, Rung] = {
    "same": Rung("the same", "{c}_l = {c}_r"),
    "one_letter": Rung(
        "one letter or digit differs, or two neighbours are swapped", "damerau_levenshtein({c}_l, {c}_r) <= 1"
    ),
    "two_letters": Rung(
        "two letters of at least five differ", f"levenshtein({{c}}_l, {{c}}_r) <= 2 and {_SHORTER} >= 5"
    ),
    "quarter": Rung("at most a quarter differs", f"levenshtein({{c}}_l, {{c}}_r) * 4 <= {_SHORTER}"),
    "third": Rung("at most a third differs", f"levenshtein({{c}}_l, {{c}}_r) * 3 <= {_SHORTER}"),
    "contains": Rung(
        "one is among the other's words",
        "instr(' ' || {c}_l || ' ', ' ' || {c}_r || ' ') > 0 or instr(' ' || {c}_r || ' ', ' ' || {c}_l || ' ') > 0",
    ),
    "initial": Rung("an initial, and it fits", f"{_SHORTER} = 1 and left({{c}}_l, 1) = left({{c}}_r, 1)"),
    "swapped": Rung(
        "in each other's place",
        # Both ways round, or a twin's surname would stand for a swapped first name; one way where the other is absent.
        "({o}_l is not null or {o}_r is not null)"
        " and ({o}_r is null or damerau_levenshtein({c}_l, {o}_r) <= 1)"
        " and ({o}_l is null or damerau_levenshtein({o}_l, {c}_r) <= 1)",
        other=True,
    ),
    "same_user": Rung("the same before the @", "{c}_user_l = {c}_user_r", ("email",), ("user",)),
    "same_sector": Rung("the same sector", "{c}_sector_l = {c}_sector_r", ("postcode",), ("sector",)),
    "same_outward": Rung("the same first half", "{c}_outward_l = {c}_outward_r", ("postcode",), ("outward",)),
    "day_month": Rung(
        "day and month swapped",
        f"{_SAME_YEAR} and {{c}}_month_l = {{c}}_day_r and {{c}}_day_l = {{c}}_month_r",
        _DATE,
        _YMD,
    ),
    "two_parts": Rung(
        "two of day, month and year agree",
        f"({_SAME_YEAR} and {_SAME_MONTH}) or ({_SAME_YEAR} and {_SAME_DAY}) or ({_SAME_MONTH} and {_SAME_DAY})",
        _DATE,
        _YMD,
    ),
    "within_month": Rung("within 31 days", "abs({c}_days_l - {c}_days_r) <= 31", _DATE, ("days",)),
    "within_year": Rung("within 366 days", "abs({c}_days_l - {c}_days_r) <= 366", _DATE, ("days",)),
    # A year's tens mistyped, with a slip in the day or month beside it.
    "decade": Rung(
        "ten years apart to 31 days",
        "abs({c}_days_l - {c}_days_r) between 3652 - 31 and 3653 + 31",
        _DATE,
        ("days",),
    ),
}
#: The last rung of every comparison, and what is said where a value is missing.
DIFFERENT, ABSENT = "different", "absent"
