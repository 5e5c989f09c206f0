"""How a child is described by those who ring, write and type: the errors of the test, never used to set a weight.

Each description keeps enough to find the child by: a name or a number, and a second thing. What a caller leaves out,
mishears, or writes in another script or order is drawn field by field; the shares are field's knowledge, to be
confirmed against real contacts.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from bench.matching.names import ORIGINS
from bench.matching.people import SOURCES, TODAY, Child
from frontdoor.rules.matching.described import Arriving, years_of

_BY_NAME = {origin.name: origin for origin in ORIGINS}
_NEAR = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl",
    "p": "ol", "a": "qsz", "s": "adw", "d": "sfe", "f": "dgr", "g": "fht", "h": "gjy", "j": "hku", "k": "jli",
    "l": "kop", "z": "asx", "x": "zcs", "c": "xvd", "v": "cbf", "b": "vng", "n": "bmh", "m": "njk",
}  # fmt: skip
_HEARD = (
    ("ph", "f"), ("ck", "k"), ("sz", "sh"), ("cz", "ch"), ("ł", "w"), ("w", "v"), ("j", "y"), ("ey", "y"), ("ee", "i"),
    ("ll", "l"), ("nn", "n"), ("tt", "t"), ("ou", "u"), ("ie", "y"), ("th", "t"), ("ai", "ay"), ("c", "k"), ("s", "ss"),
)  # fmt: skip
_SHORT = {
    "Elizabeth": "Liz", "Thomas": "Tom", "William": "Will", "Robert": "Bob", "Isabella": "Bella", "Charlotte": "Lottie",
    "Alexander": "Alex", "Benjamin": "Ben", "Samuel": "Sam", "Daniel": "Dan", "Joshua": "Josh", "Matthew": "Matt",
    "Rebecca": "Becky", "Samantha": "Sam", "Victoria": "Vicky", "Christopher": "Chris", "Michael": "Mike",
    "Katarzyna": "Kasia", "Catherine": "Kate", "Nicholas": "Nick", "Joseph": "Joe", "Edward": "Ted", "Abigail": "Abi",
}  # fmt: skip


def messy(child: Child, chance: Random) -> Arriving:
    """One description of a child with the errors of a busy day."""
    origin = _BY_NAME[child.origin]
    given = _first(child, origin.variants, origin.script, chance)
    family = _surname(child, origin.variants, origin.script, chance)
    if chance.random() < 0.03:
        given, family = family, given
    born, estimated, years = _birth(child.born, chance)
    moved = chance.random() < 0.12
    said = not moved and chance.random() < 0.7
    number = child.nhs if chance.random() < 0.15 else ""
    if born is None and years is None and not said and not number:
        born = child.born
    if not given and not said and not number:
        said = True
    postcode = child.postcode if said else (_elsewhere(chance) if moved and chance.random() < 0.6 else "")
    return Arriving(
        given_name=given,
        family_name=family,
        born=born,
        born_estimated=estimated,
        years=years,
        sex=child.sex if chance.random() < 0.8 else "U",
        nhs_number=_digit_wrong(number, chance) if number and chance.random() < 0.03 else number,
        postcode=_letter_wrong(postcode, chance) if postcode and chance.random() < 0.04 else postcode,
        lines=child.lines if said and chance.random() < 0.6 else "",
        telephone=child.telephone if chance.random() < 0.15 else "",
    )


def clean(child: Child) -> Arriving:
    """A description as an agency's own system sends it, without the number."""
    return Arriving(
        given_name=child.given, family_name=child.family, born=child.born, sex=child.sex, postcode=child.postcode,
        lines=child.lines,
    )  # fmt: skip


def _first(child: Child, variants: dict[str, tuple[str, ...]], script: dict[str, str], chance: Random) -> str:
    words = child.given.split()
    drawn = chance.random()
    if drawn < 0.02:
        return ""
    if len(words) > 1 and drawn < 0.45:
        words = words[:1] if chance.random() < 0.8 else words[1:]
    if chance.random() < 0.02:
        return words[0][0]
    if words[0] in _SHORT and chance.random() < 0.25:
        words[0] = _SHORT[words[0]]
    return " ".join(_spelt(word, variants, script, chance) for word in words)


def _surname(child: Child, variants: dict[str, tuple[str, ...]], script: dict[str, str], chance: Random) -> str:
    words = child.family.split()
    drawn = chance.random()
    if drawn < 0.03:
        return ""
    if drawn < 0.07:
        return SOURCES[child.origin].family(chance).split()[0]
    if len(words) > 1 and drawn < 0.45:
        words = [chance.choice(words)]
    return " ".join(_spelt(word, variants, script, chance) for word in words)


def _spelt(word: str, variants: dict[str, tuple[str, ...]], script: dict[str, str], chance: Random) -> str:
    drawn = chance.random()
    if word in script and drawn < 0.05:
        return script[word]
    if word in variants and drawn < 0.25:
        word = chance.choice(variants[word])
    if chance.random() < 0.7:
        word = _without_marks(word)
    if chance.random() < 0.04:
        word = _heard(word, chance)
    if chance.random() < 0.05:
        word = _mistyped(word, chance)
    if "-" in word and chance.random() < 0.4:
        word = word.replace("-", chance.choice(["", " "]))
    return word


_MARKS = str.maketrans("ąćęłńóśźżėįšųūžčõãáàâéêíôúçăâîșşțţŞŁŻŚŽŠČÍÁÉ", "acelnoszzeisuuzcoaaaaeeioucaaissttSLZSZSCIAE")


def _without_marks(word: str) -> str:
    return word.translate(_MARKS)


def _heard(word: str, chance: Random) -> str:
    lower = word.lower()
    fitting = [(written, said) for written, said in _HEARD if written in lower]
    return lower.replace(*chance.choice(fitting), 1).title() if fitting else word


def _mistyped(word: str, chance: Random) -> str:
    if len(word) < 3:
        return word
    at, how = chance.randrange(1, len(word)), chance.random()
    if how < 0.35:
        return word[:at] + chance.choice(_NEAR.get(word[at].lower(), "e")) + word[at + 1 :]
    if how < 0.6:
        return word[:at] + word[at + 1 :]
    if how < 0.8:
        return word[:at] + word[at] + word[at:]
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def _birth(born: date, chance: Random) -> tuple[date | None, bool, tuple[int, int] | None]:
    drawn = chance.random()
    if drawn < 0.10:
        return None, False, None
    if drawn < 0.14:
        return None, False, years_of(f"about {(TODAY - born).days // 365}", on=TODAY)
    if drawn < 0.17 and born.day <= 12:
        return born.replace(month=born.day, day=born.month), False, None
    if drawn < 0.19:
        return born.replace(month=1, day=1), False, None
    if drawn < 0.21:
        return born.replace(year=born.year + chance.choice((-1, 1)), day=min(born.day, 28)), False, None
    if drawn < 0.24:
        return born + timedelta(days=chance.choice((-20, -10, -2, -1, 1, 2, 10, 20))), False, None
    return born, False, None


def _elsewhere(chance: Random) -> str:
    return f"PE{chance.randrange(1, 9)}{chance.randrange(1, 9)}X{chance.choice('YZ')}"


def _letter_wrong(text: str, chance: Random) -> str:
    at = chance.randrange(2, len(text))
    return text[:at] + chance.choice("ABDEFGHJ" if text[at].isalpha() else "12345678") + text[at + 1 :]


def _digit_wrong(text: str, chance: Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + str((int(text[at]) + chance.randrange(1, 9)) % 10) + text[at + 1 :]
