"""What somebody types to find a person: words, a date or part of one, part of a postcode, a number, in any order.

Every word may be half typed. Ranges of keys follow from it (see `rules.matching.keys`), and how well a person's name
fits, for the order of the list alone: it is no evidence, and nobody is linked by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import permutations

from frontdoor.rules.matching.folding import other_forms, sound, stem, words
from frontdoor.rules.matching.names_compared import alike

#: Fewer letters than this find too many to be read, unless a date or a postcode stands beside them.
LEAST = 3
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?(?:[0-9][A-Z]{0,2})?")
_INWARD = re.compile(r"[0-9][A-Z]{0,2}")
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, taken apart. `day` is the beginning of a date as it is kept: "2017", "2017-05", "2017-05-03"."""

    words: tuple[str, ...] = ()
    day: str = ""
    postcode: str = ""
    number: str = ""

    @property
    def enough(self) -> bool:
        """Whether it finds few enough people to be read."""
        letters = sum(len(word) for word in self.words)
        return bool(self.number) or letters >= LEAST or bool(self.words and (self.day or self.postcode))


def read(text: str) -> Typed:
    """Take apart what was typed in one line."""
    kept, day, postcode, number = [], "", "", ""
    parts = text.replace(",", " ").split()
    digits = "".join(parts)
    if digits.isascii() and digits.isdigit() and len(digits) == 10:
        return Typed(number=digits)
    for part in parts:
        upper = part.upper()
        if found := _date_of(part):
            day = found
        elif part.isascii() and part.isdigit() and len(part) == 10:
            number = part
        elif postcode and len(postcode) <= 4 and _INWARD.fullmatch(upper):
            postcode += upper
        elif _POSTCODE.fullmatch(upper):
            postcode = upper
        else:
            kept.append(part)
    return Typed(words(" ".join(kept)), day, postcode, number)


def _date_of(part: str) -> str:
    if found := _DAY.fullmatch(part):
        return _kept(found[3], found[2], found[1])
    if found := _ISO.fullmatch(part):
        return _kept(found[1], found[2], found[3] or "")
    return part if _YEAR.fullmatch(part) else ""


def _kept(year: str, month: str, day: str) -> str:
    """A date as it is kept, or as much of it as is one."""
    if not 1 <= int(month) <= 12:
        return year
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def beside(typed: Typed, *, born: date | None = None, postcode: str = "") -> Typed:
    """What was typed in one line with what stands in fields of their own."""
    bare = "".join(postcode.upper().split())
    return replace(
        typed,
        day=born.isoformat() if born else typed.day,
        postcode=bare if _POSTCODE.fullmatch(bare) else typed.postcode,
    )


def ranges(typed: Typed) -> Iterator[tuple[str, str]]:
    """First and last key of every range in which somebody so described may stand; the nearest first."""
    for word in typed.words[:3]:
        if typed.postcode:
            yield _from(f"c:{word} {typed.postcode}")
        for day in _days(typed.day):
            yield _from(f"b:{word} {day}")
    if sum(len(word) for word in typed.words) < LEAST:
        return
    for some in _orders(typed.words):
        yield _from(f"w:{some}")
    for one, other in permutations(typed.words[:3], 2):
        if one < other:
            if len(one) >= LEAST and len(other) >= LEAST:
                yield _only("q:" + " ".join(sorted((one[:3], other[:3]))))
            for form in (one, *other_forms(one)[:4]):
                yield _only("p:" + " ".join(sorted((sound(form), sound(other)))))
            for form in other_forms(other)[:4]:
                yield _only("p:" + " ".join(sorted((sound(one), sound(form)))))
    if len(typed.words) == 1:
        yield from _of_one(typed.words[0])


def _of_one(word: str) -> Iterator[tuple[str, str]]:
    """A surname alone: as it sounds, and as the others of the family bear it."""
    if len(sound(word)) >= LEAST:
        yield _from(f"p:{sound(word)} ")
    if stem(word) != word:
        yield _from(f"w:{stem(word)}")


def _orders(some: Sequence[str]) -> list[str]:
    """The words in the order typed and with each of them first: a surname may stand first or last."""
    return list(dict.fromkeys(" ".join((*some[at:], *some[:at])) for at in range(len(some))))


def _days(day: str) -> list[str]:
    """The day, and the one with day and month the other way round."""
    parts = day.split("-")
    if len(parts) == 3 and int(parts[2]) <= 12 and parts[1] != parts[2]:
        return [day, f"{parts[0]}-{parts[2]}-{parts[1]}"]
    return [day] if day else []


def _from(prefix: str) -> tuple[str, str]:
    return prefix, prefix + _LAST


def _only(key: str) -> tuple[str, str]:
    return key, key + "\x01"


_FITS = {
    "exact": 4.0, "nickname": 3.0, "ending": 3.0, "sound": 2.5, "typo": 2.0, "initial": 1.0, "similar": 1.0,
    "different": -2.0,
}  # fmt: skip
_WORDS = {
    "nickname": "a short form of the name", "ending": "the surname as others of the family bear it",
    "sound": "sounds the same", "typo": "one letter different", "initial": "same initial", "similar": "looks alike",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a person fits what was typed, and in which words that is said; `every` says that each word fits."""

    points: float
    because: str
    every: bool


def fit(typed: Typed, name: Sequence[str], born: date | None) -> Fit:
    """How the words of a name and a date of birth fit what was typed; half a word fits as its beginning."""
    rungs = [
        max((_word(word, other) for other in name), key=_FITS.__getitem__, default="different") for word in typed.words
    ]
    points = sum(_FITS[rung] for rung in rungs)
    said = []
    if rungs and all(rung == "exact" for rung in rungs):
        whole = sorted(typed.words) == sorted(name)
        points += whole
        said.append("same name" if whole else _part(typed.words, name))
    else:
        said += list(dict.fromkeys(_WORDS[rung] for rung in rungs if rung in _WORDS)) or ["part of the name"]
    if typed.day and born:
        day = born.isoformat()
        days = _days(typed.day)
        if day.startswith(typed.day):
            points += 4
            said.append("born the same day" if len(typed.day) == 10 else "born then")
        elif day in days[1:]:
            points += 3
            said.append("day and month of birth the other way round")
        else:
            points -= 1
            said.append("born another day" if len(typed.day) == 10 else "born another year")
    return Fit(points, ", ".join(said), "different" not in rungs)


def _best(typed: str, name: Sequence[str]) -> str:
    return max((_word(typed, word) for word in name), key=_FITS.__getitem__, default="different")


def _word(typed: str, word: str) -> str:
    if word.startswith(typed):
        return "exact"
    return "ending" if stem(typed) == stem(word) else alike(typed, word)


def _part(typed: Sequence[str], name: Sequence[str]) -> str:
    return "part of the name" if set(typed) <= set(name) else "name begins the same"
