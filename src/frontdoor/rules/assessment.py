"""What an assessment must say before it is authorised: the factors found (CIN census guide 2023-24 section 4.11)."""

from __future__ import annotations

from collections.abc import Iterable

#: The codes a return takes from 2022-23 on: 3 domestic abuse of the child (A), a parent (B), another person (C); and so
#: for alcohol (1), drugs (2), mental health (4), learning disability (5), physical disability (6). 18 and 19 tell harm
#: by a child (B) from harm by an adult (C). Codes are never given a new meaning: old rows keep theirs.
FACTORS: tuple[str, ...] = (
    *(f"{number}{who}" for number in range(1, 7) for who in "ABC"),
    "7A", "8B", "8C", "8D", "8E", "8F", "9A", "10A", "11A", "12A", "13A", "14A", "15A", "16A", "17A",
    "18B", "18C", "19B", "19C", "20", "21", "22A", "23A", "24A",
)  # fmt: skip

#: "No factors identified": stands alone.
NONE_FOUND = "21"


def wrong_with(factors: Iterable[str]) -> str:
    """Why these factors cannot stand together, as a sentence; empty if they can."""
    given = set(factors)
    if not given:
        return 'Choose the factors that were found, or "no factors identified".'
    if unknown := sorted(given - set(FACTORS)):
        return f"There is no assessment factor {', '.join(unknown)}."
    if NONE_FOUND in given and len(given) > 1:
        return '"No factors identified" stands alone: take it away, or the others.'
    return ""
