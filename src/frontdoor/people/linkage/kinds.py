"""The kinds of column: how a value is made comparable, and the parts of it that a pass or a rung may use.

The SQL is DuckDB's, which reads every register; engines that score see finished columns only. Names are cleaned by
`rules.names`, as everywhere else in the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Kind:
    """`clean` makes a trimmed value `{v}` comparable; each of `parts` is made from the clean value `{c}`."""

    clean: str
    parts: Mapping[str, str] = field(default_factory=dict)


_FIRST = {"first": "left({c}, 1)", "first3": "left({c}, 3)"}
#: Survives letters doubled, swapped or typed again: "Catherine" and "Cahterrine" have the same.
_LETTERS = "array_to_string(list_sort(list_distinct(string_split(replace({c}, ' ', ''), ''))), '')"
_PLAIN = "regexp_replace(lower(strip_accents({v})), '\\s+', ' ', 'g')"

KINDS: Mapping[str, Kind] = {
    "name": Kind("{v}", {**_FIRST, "letters": _LETTERS}),
    "as_written": Kind("{v}"),
    "text": Kind(_PLAIN, {**_FIRST, "letters": _LETTERS}),
    "email": Kind("lower({v})", {**_FIRST, "letters": _LETTERS, "user": "nullif(split_part({c}, '@', 1), '')"}),
    "number": Kind(
        "nullif(regexp_replace(lower({v}), '[^a-z0-9]', '', 'g'), '')",
        {**_FIRST, "first4": "left({c}, 4)", "last4": "right({c}, 4)"},
    ),
    "postcode": Kind(
        "nullif(regexp_replace(upper({v}), '[^A-Z0-9]', '', 'g'), '')",
        {
            "outward": "case when length({c}) > 4 then left({c}, length({c}) - 3) end",
            "sector": "case when length({c}) > 4 then left({c}, length({c}) - 2) end",
        },
    ),
    # As YYYY-MM-DD, so that the parts lie at fixed places.
    "date": Kind(
        "strftime(try_strptime({v}, '{form}'), '%Y-%m-%d')",
        {
            "year": "cast(left({c}, 4) as integer)",
            "month": "cast(substr({c}, 6, 2) as integer)",
            "day": "cast(right({c}, 2) as integer)",
            "days": "date_diff('day', date '1900-01-01', cast({c} as date))",
            "year_month": "left({c}, 7)",
            "year_day": "left({c}, 4) || right({c}, 3)",
            "month_day": "right({c}, 5)",
        },
    ),
}
