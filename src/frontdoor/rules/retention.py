"""How long rows stay that events point at. Events themselves stay, nameless, so that the chain holds.

Most terms here are no law: a law asks for a term and a reason (UK GDPR article 5(1)(e)), and a council's schedule gives
both. A council adds a later row; the erasing itself comes with a later part and reads these rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frontdoor.rules.events.base import Retention


@dataclass(frozen=True, kw_only=True)
class Term:
    """How long rows of one kind stay. `demonstration` marks a term that a council must confirm first."""

    rule: Retention
    years: int
    counted_from: str
    because: str
    source: str
    in_force_from: date
    in_force_until: date | None = None
    demonstration: bool = False

    def in_force(self, on: date) -> bool:
        """Whether the term holds on this day."""
        return self.in_force_from <= on and (self.in_force_until is None or on <= self.in_force_until)


_DATA_PROTECTION = date(2018, 5, 25)

TERMS = (
    Term(
        rule=Retention.CHILD,
        years=25,
        counted_from="the child's birth, or the last contact if that is later than the 18th birthday",
        because="a grown child may ask what was known and done; an inquiry may ask after them",
        source="UK GDPR article 5(1)(e) asks for a term; the length is a council's to set",
        in_force_from=_DATA_PROTECTION,
        demonstration=True,
    ),
    Term(
        rule=Retention.ACCESS,
        years=8,
        counted_from="the look, the refusal or the opening",
        because="whoever looked without need is often found only years later",
        source="UK GDPR articles 5(1)(e), 5(2) and 32 ask for a term and for proof; the length is a council's to set",
        in_force_from=_DATA_PROTECTION,
        demonstration=True,
    ),
    Term(
        rule=Retention.SYSTEM,
        years=6,
        counted_from="the end of the year in which it was recorded",
        because="claims on simple contract end after six years",
        source="Limitation Act 1980 section 5",
        in_force_from=_DATA_PROTECTION,
        demonstration=True,
    ),
)


class NoTermInForce(LookupError):
    """No term holds for this kind of row on this day. The text is a sentence."""


def term_of(rule: Retention, on: date) -> Term:
    """The term for rows of this kind, on this day."""
    found = next((term for term in TERMS if term.rule is rule and term.in_force(on)), None)
    if found is None:
        raise NoTermInForce(f"No retention term for {rule} is in force on {on.isoformat()}.")
    return found
