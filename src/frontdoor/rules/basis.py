"""On what ground information about a child is used and shared: the sentence in force on a date.

Agreement to a service is another thing and stands on a line of its own; it is never the ground. A duty that is not in
force yet stands here with no date and is offered to nobody. Sources: UK GDPR Articles 6 and 9; Data Protection Act
2018; Children Acts 1989 and 2004; DfE, Information sharing advice, May 2024.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

#: The general data protection rules apply from this day.
_GDPR = date(2018, 5, 25)


@dataclass(frozen=True, kw_only=True)
class Basis:
    """One ground. `in_force_from` is empty while no commencement has been made."""

    code: str
    sentence: str
    source: str
    in_force_from: date | None
    in_force_until: date | None = None

    def in_force(self, on: date) -> bool:
        """Whether it may be relied on, on this day."""
        started = self.in_force_from is not None and self.in_force_from <= on
        return started and (self.in_force_until is None or on <= self.in_force_until)


_BASES = (
    Basis(
        code="public_task",
        sentence=(
            "Protecting children and helping families is our task in law (UK GDPR Article 6(1)(e); Children Act 1989 "
            "sections 17 and 47, Children Act 2004 sections 10 and 11). For health and other sensitive facts: "
            "safeguarding of children (Data Protection Act 2018, Schedule 1, paragraph 18)."
        ),
        source="UK GDPR Article 6(1)(e), Article 9(2)(g); DfE Information sharing advice, May 2024",
        in_force_from=_GDPR,
    ),
    Basis(
        code="legal_obligation",
        sentence=(
            "A law or a court's order makes us do this (UK GDPR Article 6(1)(c)). For health and other sensitive "
            "facts: safeguarding of children (Data Protection Act 2018, Schedule 1, paragraph 18)."
        ),
        source="UK GDPR Article 6(1)(c), Article 9(2)(g)",
        in_force_from=_GDPR,
    ),
    Basis(
        code="vital_interests",
        sentence="Somebody's life is in danger (UK GDPR Article 6(1)(d) and Article 9(2)(c)).",
        source="UK GDPR Article 6(1)(d), Article 9(2)(c)",
        in_force_from=_GDPR,
    ),
    Basis(
        code="duty_to_share",
        sentence="We must share what is relevant to the child's safety (Children Act 2004 section 16LA).",
        source="Children's Wellbeing and Schools Act 2026 section 4: no commencement read",
        in_force_from=None,
    ),
)

BASES: dict[str, Basis] = {row.code: row for row in _BASES}


def bases_on(day: date) -> tuple[Basis, ...]:
    """The grounds in force on a day in London; the first is the one that a front door ordinarily relies on.

    Raises `ValueError` for a day before there was any.
    """
    found = tuple(row for row in _BASES if row.in_force(day))
    if not found:
        raise ValueError(f"There is no ground in force on {day.isoformat()}.")
    return found
