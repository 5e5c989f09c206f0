"""What an assessment must say before it is authorised: the factors found (CIN census guide 4.10, appendix B7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from frontdoor.rules.codesets import FACTORS, census_year


def wrong_with(factors: Iterable[str], *, on: date, outcome: str) -> str:
    """Why these factors cannot stand together for an assessment authorised `on`, as a sentence; empty if they can.

    "No factors found" stands alone, and only where no further action follows.
    """
    given = set(factors)
    if not given:
        return 'Choose the factors that were found, or "no factors found".'
    unknown = sorted(code for code in given if not FACTORS.holds(code, census_year(on)))
    if unknown:
        return f"There is no assessment factor {', '.join(unknown)} this year."
    if given & FACTORS.exclusive and len(given) > 1:
        return '"No factors found" stands alone: take it away, or the others.'
    if given & FACTORS.exclusive and not outcome.startswith("no_further_action"):
        return '"No factors found" is only for an assessment after which nothing more happens.'
    return ""
