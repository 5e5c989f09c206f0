"""Whether a row of a register is about a person here: only on strong evidence, and never on a doubt.

Rows are weighed by the one engine that weighs whoever arrives (`rules.matching`), with its zones. Whoever stands
behind a wall is never found by a machine; two different NHS numbers, or a first name that disagrees beside a date of
birth and surname that agree (twins), are for a person to judge.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from frontdoor.rules import names
from frontdoor.rules.matching.described import Described, name_words
from frontdoor.rules.matching.evidence import Zone, score, zone
from frontdoor.rules.matching.weights import NOT_COUNTED, Frequencies

#: On what evidence a row is taken to be about a person, in words.
BECAUSE: dict[str, str] = {
    "nhs_number": "same NHS number, and name or date of birth agree",
    "upn": "same unique pupil number, and name or date of birth agree",
    "name_and_birth": "name and day of birth agree",
    "household": "same name, and tied to a child of the same household",
    "worker": "a worker said so",
}


@dataclass(frozen=True, kw_only=True)
class Known:
    """A person here as far as rows are compared with them. `hidden` is walled, `sealed` by adoption."""

    person: UUID
    names: tuple[tuple[str, str], ...] = ()
    born_on: date | None = None
    born_estimated: bool = False
    nhs_numbers: frozenset[str] = frozenset()
    upns: frozenset[str] = frozenset()
    hidden: bool = False
    sealed: bool = False

    @property
    def described(self) -> Described:
        """This person as the engine compares them."""
        return Described(
            names=name_words((given, family, "legal") for given, family in self.names),
            born=self.born_on,
            estimated=self.born_estimated,
            nhs_numbers=self.nhs_numbers,
            other_numbers=frozenset(f"upn:{one}" for one in self.upns),
        )


class Compared(Protocol):
    """What a row says of who it is about."""

    given_name: str
    family_name: str
    born_on: date | None
    nhs_number: str
    upn: str


def evidence(row: Compared, known: Known, *, frequencies: Frequencies = NOT_COUNTED) -> str:
    """The rung on which the row is about this person, walls left out of it; empty if on none.

    Weighed as anybody who arrives is: only what would be linked without asking is taken. Three further things are left
    to a person here: another pupil number, a first of January without a number, and without a number a first name that
    only nearly agrees: what looks like a slip of the pen may be another pupil of the same roll.
    """
    found = score(described_row(row), known.described, frequencies=frequencies)
    if zone(found) is not Zone.LINKED:
        return ""
    if found.rung("nhs_number") == "same":
        return "nhs_number"
    if found.rung("number") == "same":
        return "upn"
    doubtful = found.rung("number") == "different" or found.rung("birth") == "new_year"
    named = _same_name(row, known) or _given_agrees(row, known)
    return "name_and_birth" if named and not doubtful else ""


def described_row(row: Compared) -> Described:
    """A row as the engine compares it."""
    numbers = frozenset({row.nhs_number} - {""})
    pupil = frozenset({f"upn:{row.upn}"} if row.upn else ())
    names = name_words([(row.given_name, row.family_name, "legal")])
    return Described(names=names, born=row.born_on, nhs_numbers=numbers, other_numbers=pupil)


def _first_of_year(day: date | None) -> bool:
    """The first of January stands for "not known" in many systems."""
    return day is not None and (day.month, day.day) == (1, 1)


def _same_name(row: Compared, known: Known) -> bool:
    """Whether the whole name is the same, letter by letter: it comes before one that is nearly so."""
    return names.key(row.given_name, row.family_name) in {names.key(*one) for one in known.names}


def _given_agrees(row: Compared, known: Known) -> bool:
    """Whether a first name is shared, or none is known here: twins have a surname and a birthday in common."""
    given = {word for one, _ in known.names for word in names.words(one)}
    return not given or bool(given & set(names.words(row.given_name)))


def the_one(
    row: Compared, candidates: Iterable[Known], *, frequencies: Frequencies = NOT_COUNTED
) -> tuple[UUID, str] | None:
    """The one person a row is about, and on what evidence. Two who fit on the same rung are none.

    Somebody behind a wall who fits leaves the row with nobody: it would say to the other's readers where they are.
    """
    found = [(evidence(row, known, frequencies=frequencies), known) for known in candidates]
    for rung in BECAUSE:
        fits = [known for because, known in found if because == rung]
        fits = [known for known in fits if _same_name(row, known)] or fits
        if fits:
            return (fits[0].person, rung) if len(fits) == 1 and not fits[0].hidden else None
    return None


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Why a row that fits somebody in part was not taken to be about them: what agrees, and what speaks against it."""

    agrees: tuple[str, ...]
    against: tuple[str, ...]


def doubt(row: Compared, known: Known, *, others: Iterable[Known] = ()) -> Doubt | None:
    """What a person judges a row by that no machine linked; None where no number and no name with birth agrees.

    Where somebody else fits who stands behind a wall, nothing is said of the row at all.
    """
    if any(one.hidden and one.person != known.person and evidence(row, one) for one in others):
        return None
    named = _same_name(row, known)
    born = row.born_on is not None and row.born_on == known.born_on
    agrees = {
        "same NHS number": bool(row.nhs_number) and row.nhs_number in known.nhs_numbers,
        "same unique pupil number": bool(row.upn) and row.upn in known.upns,
        "same name": named,
        "born on the same day": born,
    }
    if not (agrees["same NHS number"] or agrees["same unique pupil number"] or (named and born)):
        return None
    against = {
        "another NHS number is held": bool(row.nhs_number and known.nhs_numbers and not agrees["same NHS number"]),
        "the first name differs": not named and not _given_agrees(row, known),
        "born on another day": row.born_on is not None and known.born_on is not None and not born,
        "the date of birth is estimated here": born and known.born_estimated,
        "the first of January often stands for not known": born and _first_of_year(row.born_on),
        "a restricted record is never linked by machine": known.hidden,
        "somebody else fits too": any(one.person != known.person and evidence(row, one) for one in others),
    }
    return Doubt(agrees=tuple(_true(agrees)), against=tuple(_true(against)))


def _true(said: dict[str, bool]) -> list[str]:
    return [words for words, holds in said.items() if holds]
