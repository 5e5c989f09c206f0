"""Names as the engine compares them: words in Latin letters, their sound, their stem, the names they are short for.

Every function is pure and remembers what it worked out: the same few thousand names come again and again.
"""

from __future__ import annotations

import re
from functools import lru_cache

from nicknames import NickNamer

from frontdoor.rules import names
from frontdoor.rules.matching.scripts import CHINESE_SPELLINGS, latin

#: Words that join the parts of a name and say nothing of whose it is.
PARTICLES = frozenset(
    "al el ul ur bin ibn bint bte da de do dos das di del della la le van von der den ter mac o y e i".split()
)
#: What registers write where nobody knows a first name. "Twin one" is none of them: it tells two children apart.
_NOT_NAMES = frozenset(
    "baby|infant|newborn|unborn|unnamed|unknown|baby boy|baby girl|baby unknown|not known|not given|not stated".split(
        "|"
    )
)
_APART = re.compile(r"[\x00\s\-‐‑–—.,;:/()\[\]]+")
_NICKNAMES = NickNamer()
#: The longest part of a name that is compared: nobody has a longer one, and a text of 300 letters costs time.
LONGEST = 40
MOST_WORDS = 6


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The words of a name in Latin letters, without case, marks and particles; at most six, of at most 40 letters.

    Apostrophes are joined away. Every other sign is a letter: a wildcard or a quote stands for itself alone.
    """
    plain = names.unmarked(latin(name.casefold()))
    plain = plain.replace("'", "").replace("\u2019", "").replace("`", "")
    every = [word[:LONGEST] for word in _APART.split(plain) if word]
    kept = [word for word in every if word not in PARTICLES]
    return tuple((kept or every)[:MOST_WORDS])


def no_name(given: tuple[str, ...]) -> bool:
    """Whether first names, folded, name nobody: there are none, or a register's words for that."""
    return not given or " ".join(given) in _NOT_NAMES


_SOUNDS = re.compile(r"szcz|shch|sch|tsch|tch|sz|sh|cz|ch|zh|rz|ph|gh|kh|ck|qu|dh|th|bh|wh|ts|tz|c(?=[eiy])|[cqkxwzjy]")
_SOUND_OF = {
    "szcz": "x", "shch": "x", "sch": "x", "tsch": "x", "tch": "x", "sz": "x", "sh": "x", "cz": "x", "ch": "x",
    "zh": "x", "rz": "x", "ph": "f", "gh": "g", "kh": "k", "ck": "k", "qu": "k", "dh": "d", "th": "t", "bh": "b",
    "wh": "v", "ts": "s", "tz": "s", "c": "k", "q": "k", "k": "k", "x": "ks", "w": "v", "z": "s", "j": "y", "y": "y",
}  # fmt: skip
_VOWELS = frozenset("aeiou")


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """How a word sounds to somebody who does not know its language: classes of consonants; one "a" for a first vowel.

    "Chowdhury" and "Choudhury", "Mohammed" and "Muhammad", "Szymon" and "Shimon", "Yusuf" and "Jusuf" are the same.
    """
    put = _SOUNDS.sub(_class_of, word)
    kept: list[str] = []
    for at, sign in enumerate(put):
        if sign in _VOWELS or (sign == "y" and at):
            sign = "" if at else "a"
        if sign and (not kept or kept[-1] != sign):
            kept.append(sign)
    if len(kept) > 2 and kept[-1] == "h":
        kept.pop()
    return "".join(kept)[:12]


def _class_of(found: re.Match[str]) -> str:
    letters = found[0]
    if letters == "c" and found.string[found.end() : found.end() + 1] in {"e", "i", "y"}:
        return "s"
    if letters == "x" and found.start() == 0:
        return "x"
    # In "Chowdhury" the w is half a vowel; in "Kowalski" it is a consonant.
    if letters == "w" and found.start() and found.string[found.end() : found.end() + 1] not in _VOWELS:
        return "" if found.string[found.start() - 1] in "aou" else "v"
    return _SOUND_OF[letters]


#: Endings that differ between husband, wife, daughter and son: Lithuanian, Polish, Czech, Slovak, Russian, Bulgarian.
_ENDINGS = tuple(
    sorted(
        "aite yte iute ute iene uviene as is us ys ius ski ska cki cka dzki dzka ova ov ovas ev eva in ina sky skaya "
        "skaia skij".split(),
        key=len,
        reverse=True,
    )
)
_SAME_ENDING = {"cki": "k", "cka": "k", "ski": "s", "ska": "s", "sky": "s", "skaya": "s", "skaia": "s", "skij": "s"}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A surname without the ending that says whether a man, a wife or a daughter bears it; itself if it has none."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + _SAME_ENDING.get(ending, "")
    return word


@lru_cache(maxsize=16384)
def long_forms(word: str) -> frozenset[str]:
    """The names a word may be short for, itself among them: "bob" is "robert"."""
    return frozenset({word, *_NICKNAMES.canonicals_of(word)})


@lru_cache(maxsize=16384)
def other_forms(word: str) -> tuple[str, ...]:
    """Names that may stand for the same person as this one: what it is short for and what is short for it; eight."""
    longer = sorted(_NICKNAMES.canonicals_of(word) - {word})
    shorter = sorted(_NICKNAMES.nicknames_of(word) - {word, *longer})
    return tuple((longer + shorter)[:8])


@lru_cache(maxsize=16384)
def other_spelling(word: str) -> str:
    """A Chinese surname as Mandarin speakers spell it; any other word is given back."""
    return CHINESE_SPELLINGS.get(word, word)
