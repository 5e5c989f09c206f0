"""A person as somebody describes them, and the same folded for comparing. Both sides of a comparison are the same kind.

What arrives and what is known are compared as equals, so that it does not matter which of two reports came first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from frontdoor.rules import identifiers
from frontdoor.rules.matching.folding import words

#: Kinds of name, the commonest first; a former name or alias compares like any other and is named in the evidence.
KINDS = ("legal", "used", "alias", "former")
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}")
_HOUSE = re.compile(r"\b([0-9]{1,5}[a-z]?)\b", re.IGNORECASE)
_AGE = re.compile(r"\b([0-9]{1,2})\b")
_DIGITS = re.compile(r"[^0-9]")


@dataclass(frozen=True, kw_only=True)
class Arriving:
    """Somebody as a concern, a register or a person typing describes them. Everything may be missing.

    `other_names` are further (first name, surname) pairs. `born_estimated` says that the date is a guess;
    `years` are the first and last year in which they may be born where only an age is known. An NHS number is strong
    evidence only where `nhs_verified` says that its check digit holds; left out, it is worked out here.
    """

    given_name: str = ""
    family_name: str = ""
    other_names: tuple[tuple[str, str], ...] = ()
    born: date | None = None
    born_estimated: bool = False
    years: tuple[int, int] | None = None
    expected: date | None = None
    sex: str = "U"
    nhs_number: str = ""
    nhs_verified: bool | None = None
    upn: str = ""
    case_number: str = ""
    postcode: str = ""
    lines: str = ""
    telephone: str = ""
    school: str = ""
    household: UUID | None = None


def years_of(age_said: str, *, on: date) -> tuple[int, int] | None:
    """The years in which somebody "about 9" may be born, a year either way; None if no age is said."""
    found = _AGE.search(age_said)
    if found is None:
        return None
    age = int(found[1])
    return on.year - age - 2, on.year - age + 1


@dataclass(frozen=True, slots=True)
class NameWords:
    """One name as two lists of folded words, and its kind."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    kind: str = "legal"


@dataclass(frozen=True, slots=True)
class Place:
    """A postcode without its space, and the number of the house; either may be empty."""

    postcode: str
    house: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A person folded for comparing. `walled` says that a restriction or a sealed adoption stands on them."""

    names: tuple[NameWords, ...] = ()
    born: date | None = None
    estimated: bool = False
    years: tuple[int, int] | None = None
    expected: date | None = None
    sex: str = "U"
    nhs_numbers: frozenset[str] = frozenset()
    unverified: frozenset[str] = frozenset()
    other_numbers: frozenset[str] = frozenset()
    places: tuple[Place, ...] = ()
    telephones: frozenset[str] = frozenset()
    school: str = ""
    household: str = ""
    walled: bool = field(default=False, compare=False)


def described(arriving: Arriving) -> Described:
    """What arrives, folded. A date and a number are kept as they were given, right or wrong."""
    nhs = identifiers.tidy(arriving.nhs_number)
    verified = arriving.nhs_verified if arriving.nhs_verified is not None else identifiers.nhs_number_holds(nhs)
    others = {f"{kind}:{identifiers.tidy(value)}" for kind, value in _others(arriving) if value.strip()}
    return Described(
        names=name_words([(arriving.given_name, arriving.family_name, "legal"), *_also(arriving.other_names)]),
        born=arriving.born,
        estimated=arriving.born_estimated,
        years=arriving.years,
        expected=arriving.expected,
        sex=arriving.sex if arriving.sex in {"M", "F"} else "U",
        nhs_numbers=frozenset({nhs} if nhs and verified else ()),
        unverified=frozenset({nhs} if nhs and not verified else ()),
        other_numbers=frozenset(others),
        places=places([(arriving.postcode, arriving.lines)]),
        telephones=telephones([arriving.telephone]),
        school=" ".join(words(arriving.school)),
        household=str(arriving.household or ""),
    )


def _others(arriving: Arriving) -> tuple[tuple[str, str], ...]:
    return ("upn", arriving.upn), ("case_system", arriving.case_number)


def _also(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
    return [(given, family, "alias") for given, family in pairs]


def name_words(given: Iterable[tuple[str, str, str]]) -> tuple[NameWords, ...]:
    """Names folded, each once, those that say nothing left out."""
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], NameWords] = {}
    for first, last, kind in given:
        one = NameWords(words(first), words(last), kind)
        if one.given or one.family:
            found.setdefault((one.given, one.family), one)
    return tuple(found.values())


def tidy_postcode(text: str) -> str:
    """A postcode in capitals without spaces if it is a whole one; empty for anything else, which is no evidence."""
    bare = "".join(text.upper().split())
    return bare if _POSTCODE.fullmatch(bare) else ""


def places(given: Iterable[tuple[str, str]]) -> tuple[Place, ...]:
    """Where somebody lives or lived, from postcodes and the lines of addresses; what has no postcode is left out."""
    found: dict[Place, None] = {}
    for postcode, lines in given:
        bare = tidy_postcode(postcode)
        if bare:
            house = _HOUSE.search(lines)
            found[Place(bare, house[1].lower() if house else "")] = None
    return tuple(found)


def telephones(given: Iterable[str]) -> frozenset[str]:
    """The last nine digits of each number: the same however the country is written."""
    return frozenset(digits[-9:] for one in given if len(digits := _DIGITS.sub("", one)) >= 9)


def packed(person: Described) -> dict[str, Any]:
    """A person folded, as it is stored beside the keys; empty things are left out."""
    full: dict[str, Any] = {
        "n": [[" ".join(one.given), " ".join(one.family), one.kind] for one in person.names],
        "b": person.born.isoformat() if person.born else "",
        "e": int(person.estimated),
        "y": list(person.years or ()),
        "d": person.expected.isoformat() if person.expected else "",
        "s": person.sex,
        "x": sorted(person.nhs_numbers),
        "u": sorted(person.unverified),
        "o": sorted(person.other_numbers),
        "p": [[one.postcode, one.house] for one in person.places],
        "t": sorted(person.telephones),
        "c": person.school,
        "h": person.household,
    }
    return {name: value for name, value in full.items() if value}


def unpacked(kept: dict[str, Any], *, walled: bool = False) -> Described:
    """A person as they were packed."""
    years: Sequence[int] = kept.get("y", ())
    return Described(
        names=tuple(NameWords(tuple(g.split()), tuple(f.split()), kind) for g, f, kind in kept.get("n", ())),
        born=date.fromisoformat(kept["b"]) if "b" in kept else None,
        estimated=bool(kept.get("e")),
        years=(years[0], years[1]) if years else None,
        expected=date.fromisoformat(kept["d"]) if "d" in kept else None,
        sex=kept.get("s", "U"),
        nhs_numbers=frozenset(kept.get("x", ())),
        unverified=frozenset(kept.get("u", ())),
        other_numbers=frozenset(kept.get("o", ())),
        places=tuple(Place(postcode, house) for postcode, house in kept.get("p", ())),
        telephones=frozenset(kept.get("t", ())),
        school=kept.get("c", ""),
        household=kept.get("h", ""),
        walled=walled,
    )
