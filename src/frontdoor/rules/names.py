"""Names as they are compared: without case, marks, order or spelling of the script's joins."""

from __future__ import annotations

import re
import unicodedata

#: Letters that lose nothing but a mark in other alphabets, and that no decomposition touches.
_LETTERS = str.maketrans(
    {"\u0142": "l", "\u00f8": "o", "\u0111": "d", "\u00df": "ss", "\u00e6": "ae", "\u0153": "oe", "\u0131": "i"}
)


def words(name: str) -> list[str]:
    """The words of a name: lower case, marks taken off, hyphens and apostrophes joined away.

    Wildcards and quotes are letters like any other sign: they are dropped, never interpreted.
    """
    bare = unmarked(name.casefold()).replace("'", "").replace("\u2019", "")
    return [word for word in re.split(r"[^\w]+", bare) if word]


def unmarked(name: str) -> str:
    """A name in lower case with the marks taken off its letters: "łóżko" becomes "lozko"."""
    if name.isascii():
        return name
    parts = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def family_key(name: str) -> str:
    """A surname alone, its words as they are written: what somebody types who knows nothing but the surname."""
    return " ".join(words(name))[:250]


def key(*names: str) -> str:
    """One key for a person's names in any order: "Nowak-Ma\u0142y Zofia" and "zofia nowak maly" have the same."""
    return " ".join(sorted(word for name in names for word in words(name)))[:250]
