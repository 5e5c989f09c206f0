"""Who is who: what a person may say of two records, what asks for a second person, what can never be joined.

The program weighs and shows; a named person says. An automatic link is read by nobody until a person confirms it.
Sources: feature list 14-17 and 27; domain traps 8, 9 and 15.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from frontdoor.rules.matching.evidence import Evidence


class Verdict(StrEnum):
    """What a person says of two records."""

    SAME = "same"
    NOT_SAME = "not_same"
    CANNOT_TELL = "cannot_tell"


VERDICTS = {
    Verdict.SAME: "The same person",
    Verdict.NOT_SAME: "Not the same person",
    Verdict.CANNOT_TELL: "I cannot tell yet",
}


#: States of a proposal in which it waits for somebody.
OPEN = ("waiting", "linked", "second", "cannot_tell")


class Flag(StrEnum):
    """A fact about two records that asks for care."""

    TWO_NUMBERS = "two_nhs_numbers"
    TWINS = "may_be_twins"
    WORK = "both_have_work"
    WALL = "behind_a_wall"
    CHANGED = "row_has_changed"


FLAGS = {
    Flag.TWO_NUMBERS: "Two different NHS numbers stand: one of them may have been changed, or these are two people",
    Flag.TWINS: "Same birth and surname, another first name: they may be twins, or brother and sister",
    Flag.WORK: "Somebody works with both: joining moves a plan, an order or a worker together",
    Flag.WALL: "One of the two stands behind a wall: joined, both do",
    Flag.CHANGED: "Somebody said that this row means somebody else; it has changed since",
}


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One comparison of the evidence: what was compared, how it came out in words, its weight in bits.

    Weights add up: above nought speaks for one person, below against.
    """

    compared: str
    words: str
    weight: float


#: What each comparison is called at the desk.
COMPARED = {
    "given_name": "First name",
    "family_name": "Surname",
    "order": "Order of names",
    "birth": "Birth",
    "expected": "Expected birth",
    "sex": "Sex",
    "nhs_number": "NHS number",
    "number": "Another number",
    "postcode": "Postcode",
    "house": "House",
    "telephone": "Telephone",
    "school": "School",
    "household": "Household",
}


def rungs_of(weighed: Evidence) -> tuple[Rung, ...]:
    """The evidence as the desk keeps it: it reads the same when weights are set anew next year."""
    return tuple(
        Rung(compared=COMPARED.get(step.rung.comparison, step.rung.comparison), words=step.says, weight=step.weight)
        for step in weighed.steps
    )


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the rules ask of one of two records."""

    person: UUID
    authority: str
    given_name: str = ""
    family_name: str = ""
    born: date | None = None
    nhs_numbers: Collection[str] = ()
    at_work: bool = False
    walled: bool = False
    sealed: bool = False


def flags(one: Facts, other: Facts) -> tuple[Flag, ...]:
    """What asks for care before these two are said to be one."""
    same_birth = one.born is not None and one.born == other.born
    surname = one.family_name.casefold().strip()
    same_family = bool(surname) and surname == other.family_name.casefold().strip()
    given, other_given = one.given_name.casefold().strip(), other.given_name.casefold().strip()
    found = {
        Flag.TWO_NUMBERS: bool(one.nhs_numbers and other.nhs_numbers) and not {*one.nhs_numbers} & {*other.nhs_numbers},
        Flag.TWINS: same_birth and same_family and bool(given and other_given) and given != other_given,
        Flag.WORK: one.at_work and other.at_work,
        Flag.WALL: one.walled or other.walled,
    }
    return tuple(flag for flag, true in found.items() if true)


def needs_second(verdict: Verdict, found: Sequence[str]) -> bool:
    """Whether another person must say so too: only joining can hurt, and only where something asks for care.

    Behind a wall few may look: that a wall stands is said and asks for nobody more.
    """
    return verdict is Verdict.SAME and bool({*found} - {Flag.WALL.value})


def refusal_to_join(one: Facts, other: Facts) -> str:
    """Why these two can never be joined, in a sentence; empty if they can."""
    if one.person == other.person:
        return "These are one record already."
    if one.authority != other.authority:
        return "A child known to two authorities is two people here. Passing one on is a disclosure of its own."
    if one.sealed or other.sealed:
        return "What was sealed when a child was adopted is joined with nothing."
    return ""


#: What a manager decides about somebody whom nobody could name.
SEARCH_STEPS = {
    "ask_agencies": "Ask agencies who this is",
    "police": "Ask the police to find out",
    "visit": "Go and see, or ask the school or nursery",
    "ring_referrer": "Ring whoever told us once more",
    "keep_open": "Keep it open and look again on the next working day",
}

#: After so long without a name or a match a manager decides what else to do.
FOUND_WITHIN = timedelta(days=1)


def search_is_due(received_at: datetime, last_decided_at: datetime | None, now: datetime) -> bool:
    """Whether a manager must decide (again) what else to do to find out who somebody is."""
    return now - (last_decided_at or received_at) >= FOUND_WITHIN


def risk(*, danger_now: bool, rating: str, rated: bool) -> int:
    """The place of a proposal in the queue by the arriving child's contact; smaller comes first, then the oldest.

    Danger now; red and not yet rated together, as in triage; amber; the rest. A closed contact stands last.
    """
    if danger_now:
        return 0
    if not rated or rating == "red":
        return 1
    return 2 if rating == "amber" else 3
