"""Two names compared: which rung of the ladder they stand on, and which word they share."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from frontdoor.rules.matching.folding import long_forms, other_spelling, sound, stem

Words = tuple[str, ...]
#: Two words that look as much alike as this (Jaro-Winkler) are "alike"; those that also sound the same need less.
ALIKE = 0.88
SAME_SOUND = 0.72
#: One letter more or less makes another name of a short one: Lena and Lina, Jan and Ian.
SHORT = 4


@lru_cache(maxsize=131072)
def alike(one: str, other: str) -> str:
    """The rung of two single words: exact, nickname, sound, typo, initial, similar or different."""
    if one == other:
        return "exact"
    if len(one) == 1 or len(other) == 1:
        return "initial" if one[0] == other[0] else "different"
    if long_forms(one) & long_forms(other):
        return "nickname"
    nearness = JaroWinkler.similarity(one, other)
    if sound(one) == sound(other) and nearness >= SAME_SOUND:
        return "sound"
    slips = OSA.distance(one, other, score_cutoff=2)
    if slips == 1 and min(len(one), len(other)) >= SHORT:
        return "typo"
    if slips == 2 and min(len(one), len(other)) >= 2 * SHORT:
        return "typo"
    return "similar" if nearness >= ALIKE or slips == 1 else "different"


_ORDER = {"exact": 0, "nickname": 1, "ending": 1, "sound": 2, "typo": 3, "initial": 4, "similar": 5, "different": 6}


def given(one: Words, other: Words) -> tuple[str, str]:
    """The rung of two first names, and the word they share."""
    if one == other or "".join(one) == "".join(other) or frozenset(one) == frozenset(other):
        return "exact", min(one, key=len) if len(one) == 1 else "+".join(sorted(one))
    shared = frozenset(one) & frozenset(other)
    if shared:
        mine, theirs = [w for w in one if w not in shared], [w for w in other if w not in shared]
        word = max(shared, key=len)
        if mine and theirs and not any(_same(a, b) for a in mine for b in theirs):
            return "clash", word
        return "part", word
    best = "different"
    for first, second in ((one[0], other), (other[0], one)):
        for word in second:
            found = alike(first, word)
            best = found if _ORDER[found] < _ORDER[best] else best
    if best not in _ORDER or _ORDER[best] > 2:
        joined = alike("".join(one), "".join(other))
        best = joined if _ORDER[joined] < _ORDER[best] else best
    return best, ""


def _same(one: str, other: str) -> bool:
    """Whether two second names are one: Ling and Ting, Jun and Jian are brothers' names of one generation."""
    found = alike(one, other)
    if found == "sound":
        return surely_one_name(one, other)
    return _ORDER[found] <= 4 and (found != "typo" or min(len(one), len(other)) > SHORT + 1)


def family(one: Words, other: Words) -> tuple[str, str]:
    """The rung of two surnames, and the word they share."""
    if one == other or "".join(one) == "".join(other) or frozenset(one) == frozenset(other):
        return "exact", one[0] if len(one) == 1 else "+".join(sorted(one))
    shared = frozenset(one) & frozenset(other)
    if shared:
        rung = "part" if shared in {frozenset(one), frozenset(other)} else "clash"
        return rung, max(shared, key=len)
    best = "different"
    for a in one:
        for b in other:
            found = _family_word(a, b)
            best = found if _ORDER[found] < _ORDER[best] else best
    if best in {"different", "similar"}:
        joined = alike("".join(one), "".join(other))
        best = joined if joined in {"sound", "typo"} else best
    return best, ""


@lru_cache(maxsize=131072)
def _family_word(one: str, other: str) -> str:
    if stem(one) == stem(other):
        return "ending"
    if other_spelling(one) == other_spelling(other):
        return "sound"
    found = alike(one, other)
    return "sound" if found == "nickname" else found


_RUNS = re.compile(r"[aeiouy]+")
#: Vowels that one name is written with in different places and scripts. "a" and "u" are two names: Hassan, Hussain.
_VOWELS = frozenset({"ae", "ea", "ei", "ie", "iy", "yi", "ou", "uo", "ey", "ye"})


@lru_cache(maxsize=65536)
def surely_one_name(one: str, other: str) -> bool:
    """Whether two words that sound the same are spellings of one name, and not the names of two children.

    Three consonants at least are the same, and the vowels go together as far as they are written: a script that
    leaves most of them out leaves it open which of two names is meant.
    """
    if not (_meet(one[0], other[0], _FIRST) and _meet(one[-1], other[-1], _LAST)):
        return False
    mine, theirs = _RUNS.findall(one), _RUNS.findall(other)
    if len(mine) > len(theirs):
        mine, theirs = theirs, mine
    if len(sound(one)) < 3 or len(mine) * 2 < len(theirs):
        return False
    at = 0
    for run in mine:
        while at < len(theirs) and not _go_together(run, theirs[at]):
            at += 1
        at += 1
    return at <= len(theirs) and (len(mine) < len(theirs) or all(map(_go_together, mine, theirs)))


#: Vowels that may change at the beginning of a name (Omar, Umar) and at its end (Zoe, Zoey): not Amelia and Emilia,
#: nor Isabella and Isabelle.
_FIRST = frozenset({"ou", "ei", "iy", "ey"})
_LAST = frozenset({"iy", "ey", "ei", "ou"})


def _meet(one: str, other: str, together: frozenset[str]) -> bool:
    """Whether two letters at the same end of a name leave it the same; consonants were compared by their sound."""
    if one == other or one + other in together or other + one in together:
        return True
    written = (one in "aeiouy", other in "aeiouy")
    # Zahra and Zahrah are one name; Tudor and Teodora are brother and sister.
    return not any(written) or (not all(written) and "h" in {one, other})


def _go_together(one: str, other: str) -> bool:
    """Whether two runs of vowels are spellings of one: ai and ei, ou and u, but not a and ia (Mara, Maria)."""
    short, long = sorted((one, other), key=len)
    if len(short) < len(long) and not _near(long[0], long[-1]):
        return False
    return _near(one[0], other[0]) and _near(one[-1], other[-1])


def _near(one: str, other: str) -> bool:
    return one == other or one + other in _VOWELS


def rest_agrees(one: Words, other: Words) -> bool:
    """Whether what two first names do not share is one name spelt in two ways, or is left out of one of them.

    Brothers share a second name: Ethan James and Nathan James.
    """
    shared = frozenset(one) & frozenset(other)
    mine, theirs = [w for w in one if w not in shared], [w for w in other if w not in shared]
    if not (mine and theirs):
        return True
    return any(alike(a, b) == "sound" and surely_one_name(a, b) for a in mine for b in theirs)
