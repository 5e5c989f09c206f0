"""Narrow keys under which a person is found: many, each few people's, each a letter for its kind and a text.

    w  words of the name, from each word on     q  first three letters of two words
    p  sound of two words, in both orders       y  ... and year of birth        z  ... and district of the postcode
    b  word and day of birth                    i  initial and day of birth     m  sound and month of birth
    c  word and postcode                        o  initial and postcode
    n  NHS number        u  pupil number or number of the case system           t  telephone        h  household

Kinds w, q, p, b and c are what somebody types, and stand behind the wall of what they were made from. The others are
for the engine alone, in system scope.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from frontdoor.rules.matching.described import Described, NameWords, Place
from frontdoor.rules.matching.folding import other_forms, sound

#: Kinds that a search by a person may ask for; all others are read in system scope alone.
TYPED = frozenset("wqpbc")
#: No key is longer than this.
LONGEST = 120
_MOST_PAIRS = 4


def _cut(kind: str, *parts: str) -> str:
    return f"{kind}:{' '.join(parts)}"[:LONGEST]


def name_keys(name: NameWords) -> Iterator[str]:
    """Keys of a name by itself."""
    every = [*name.given, *name.family]
    for at in range(len(every)):
        yield _cut("w", *every[at:], *every[:at])
    for one, other in _pairs(name):
        yield _cut("q", *sorted((one[:3], other[:3])))
        # In both orders, so that one word alone is found by its sound too.
        yield _cut("p", *_sounds(one, other))
        yield _cut("p", *reversed(_sounds(one, other)))


def _pairs(name: NameWords) -> list[tuple[str, str]]:
    """Pairs of a first name and a surname: the first of each before the others."""
    ranked = sorted(
        ((a + b, a, b) for a in range(len(name.given)) for b in range(len(name.family))), key=lambda one: one[0]
    )
    return [(name.given[a], name.family[b]) for _, a, b in ranked[:_MOST_PAIRS]]


def _sounds(one: str, other: str) -> list[str]:
    return sorted((sound(one), sound(other)))


def birth_keys(name: NameWords, born: date) -> Iterator[str]:
    """Keys of a name with a day of birth."""
    yield from birth_words((*name.given, *name.family), born)
    yield from _day_keys(name, born)
    for word in _chief(name):
        yield _cut("m", sound(word), born.isoformat()[:7])
    yield from year_keys(name, born.year)


def birth_words(said: Iterable[str], born: date) -> Iterator[str]:
    """Keys of the words of a name with the day of birth."""
    for word in dict.fromkeys(said):
        yield _cut("b", word, born.isoformat())


def _chief(name: NameWords) -> list[str]:
    """The first word of first name and surname, which is what people get right most often; and the surname's last."""
    return list(dict.fromkeys((*name.given[:1], *name.family[:1], *name.family[-1:])))


def _day_keys(name: NameWords, born: date) -> Iterator[str]:
    for initial in sorted({word[0] for word in _chief(name)}):
        yield _cut("i", initial, born.isoformat())


def year_keys(name: NameWords, year: int) -> Iterator[str]:
    """Keys of a name with a year of birth."""
    for one, other in _pairs(name):
        yield _cut("y", *_sounds(one, other), str(year))


def place_keys(name: NameWords, place: Place) -> Iterator[str]:
    """Keys of a name with a postcode."""
    for word in dict.fromkeys((*name.given, *name.family)):
        yield _cut("c", word, place.postcode)
    for word in name.given[:1]:
        yield _cut("o", place.postcode, word[0])
    for one, other in _pairs(name):
        yield _cut("z", *_sounds(one, other), place.postcode[:-3])


def number_keys(person: Described) -> Iterator[str]:
    """Keys of numbers, telephones and the household."""
    for number in sorted(person.nhs_numbers | person.unverified):
        yield _cut("n", number)
    for number in sorted(person.other_numbers):
        yield _cut("u", number)
    for number in sorted(person.telephones):
        yield _cut("t", number)
    if person.household:
        yield _cut("h", person.household)


#: About how many points each shared key is worth: those who share most are compared first.
POINTS = {
    "n": 40, "u": 40, "t": 14, "h": 12, "i": 10, "p": 14, "y": 16, "m": 9, "c": 13, "o": 12, "z": 15,
}  # fmt: skip


def asked_keys(person: Described) -> dict[str, int]:
    """Every key under which somebody so described may stand, with its points; other spellings and orders too."""
    found = dict.fromkeys(number_keys(person), 40)
    for name in person.names:
        for key in _asked_of(name, person):
            found.setdefault(key, POINTS[key[0]])
    return {key: POINTS[key[0]] for key in found}


def _asked_of(name: NameWords, person: Described) -> Iterator[str]:
    days = [person.born, *_turned(person.born)] if person.born and not person.estimated else []
    for at, day in enumerate(days):
        yield from _day_keys(name, day)
        if at == 0:
            for word in _chief(name):
                yield _cut("m", sound(word), day.isoformat()[:7])
    for place in person.places:
        yield from (key for key in place_keys(name, place) if key[0] in POINTS)
    for form in _forms(name):
        for one, other in _pairs(form):
            yield _cut("p", *_sounds(one, other))
        for year in _years(person):
            yield from year_keys(form, year)


def _turned(born: date) -> list[date]:
    """The same date with day and month the other way round, where that is a date and another one."""
    return [born.replace(month=born.day, day=born.month)] if born.day <= 12 and born.day != born.month else []


def _forms(name: NameWords) -> Iterable[NameWords]:
    yield name
    if name.given and name.family:
        for other in other_forms(name.given[0])[:4]:
            yield NameWords((other, *name.given[1:]), name.family)


def _years(person: Described) -> range:
    if person.born is not None:
        near = 1 if person.estimated else 0
        return range(person.born.year - near, person.born.year + near + 1)
    return range(person.years[0], person.years[1] + 1) if person.years else range(0)
