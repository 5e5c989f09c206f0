"""Dates of birth, places, numbers and ways of reaching somebody compared: which rung of each ladder they stand on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from rapidfuzz.distance import OSA

from frontdoor.rules.matching.described import Described, Place

#: Weeks by which a date on which a child is expected may move, and by which a birth may come before or after it.
DUE_MOVES = 21
BIRTH_COMES = 70


def birth(one: Described, other: Described) -> str | None:
    """The rung of two births, known to the day, by age alone, or expected; None where one says nothing."""
    if one.born and other.born and not (one.estimated or other.estimated):
        return _dates(one.born, other.born)
    mine, theirs = _years(one), _years(other)
    if mine and theirs:
        return "age" if mine[0] <= theirs[1] and theirs[0] <= mine[1] else "age_apart"
    return _due(one, other)


def _years(person: Described) -> tuple[int, int] | None:
    if person.born is None:
        return person.years
    return (person.born.year - 1, person.born.year + 1) if person.estimated else (person.born.year, person.born.year)


def _due(one: Described, other: Described) -> str | None:
    mine, theirs = one.born or one.expected, other.born or other.expected
    if mine is None or theirs is None:
        return None
    apart = abs((mine - theirs).days)
    return "due" if apart <= (BIRTH_COMES if one.born or other.born else DUE_MOVES) else "different"


def _dates(one: date, other: date) -> str:
    new_year = _is_new_year(one) or _is_new_year(other)
    if one == other:
        return "new_year" if new_year else "exact"
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return "swapped"
    if one.year == other.year and new_year:
        return "default"
    if _is_new_year(one) and _is_new_year(other):
        return "near" if abs(one.year - other.year) == 1 else "different"
    if OSA.distance(one.isoformat(), other.isoformat(), score_cutoff=1) == 1:
        return "digit"
    if one.year == other.year:
        return "month" if one.month == other.month else "year"
    return "different"


def _is_new_year(day: date) -> bool:
    return (day.month, day.day) == (1, 1)


def postcode(one: Iterable[Place], other: Iterable[Place]) -> tuple[str | None, str | None]:
    """The rungs of postcode and house, of the two places that agree best; None where one side has no place."""
    best: tuple[int, str | None, str | None] = (len(_PLACES), None, None)
    mine = tuple(one)
    for theirs in other:
        for place in mine:
            rung = _postcodes(place.postcode, theirs.postcode)
            house = _houses(place, theirs) if rung == "same" else None
            rank = _PLACES.index(rung) * 2 + (house == "different")
            best = min(best, (rank, rung, house), key=lambda found: found[0])
    return best[1], best[2]


_PLACES = ("same", "typo", "sector", "district", "different", "", "", "", "", "", "")


def _postcodes(one: str, other: str) -> str:
    if one == other:
        return "same"
    if one[:-2] == other[:-2]:
        return "typo" if OSA.distance(one, other) == 1 else "sector"
    if OSA.distance(one, other, score_cutoff=1) == 1:
        return "typo"
    return "district" if one[:-3] == other[:-3] else "different"


def _houses(one: Place, other: Place) -> str | None:
    if not one.house or not other.house:
        return None
    return "same" if one.house == other.house else "different"


def nhs_number(one: Described, other: Described) -> str | None:
    """The rung of two people's NHS numbers. A number with a wrong check digit is compared as it was said."""
    if not (one.nhs_numbers or one.unverified) or not (other.nhs_numbers or other.unverified):
        return None
    if one.nhs_numbers & other.nhs_numbers:
        return "same"
    mine, theirs = one.nhs_numbers | one.unverified, other.nhs_numbers | other.unverified
    if mine & theirs:
        return "unverified"
    if any(OSA.distance(a, b, score_cutoff=1) <= 1 for a in mine for b in theirs):
        return "digit"
    # A wrong check digit says that the number was read out wrongly: then nothing follows from the difference.
    return "different" if one.nhs_numbers and other.nhs_numbers else None


def two_nhs_numbers(one: Described, other: Described) -> bool:
    """Whether two different valid NHS numbers stand: for a person to judge, never an error shown to others."""
    return bool(one.nhs_numbers and other.nhs_numbers and not one.nhs_numbers & other.nhs_numbers)


def number(one: Described, other: Described) -> str | None:
    """The rung of other numbers of the same kind: pupil number, number of the case system."""
    if not one.other_numbers or not other.other_numbers:
        return None
    if one.other_numbers & other.other_numbers:
        return "same"
    mine, theirs = set(_kinds(one.other_numbers)), set(_kinds(other.other_numbers))
    return "different" if mine & theirs else None


def _kinds(numbers: Iterable[str]) -> Iterator[str]:
    return (one.split(":", 1)[0] for one in numbers)


def contact(one: Described, other: Described) -> str | None:
    """Same household or telephone; says nothing where they differ, since families have several."""
    if one.household and one.household == other.household:
        return "household"
    return "telephone" if one.telephones & other.telephones else None


def sex(one: Described, other: Described) -> str | None:
    """The rung of the sexes recorded; None where one is not known."""
    if one.sex == "U" or other.sex == "U":
        return None
    return "same" if one.sex == other.sex else "different"


def school(one: Described, other: Described) -> str | None:
    """The rung of the schools' names."""
    if not one.school or not other.school:
        return None
    return "same" if one.school == other.school else "different"
