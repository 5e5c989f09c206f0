"""A million invented children in households, from one seed: siblings, twins, two homes, numbers for most of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from uuid import UUID

from bench.matching.names import ORIGINS, Origin

TODAY = date(2026, 11, 20)
_SIZES = ((1, 0.44), (2, 0.36), (3, 0.14), (4, 0.06))
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass(frozen=True, slots=True)
class Child:
    """An invented child as a register keeps them. `origin` is where the name comes from."""

    id: UUID
    household: UUID
    origin: str
    given: str
    family: str
    born: date
    sex: str
    postcode: str
    lines: str
    nhs: str
    telephone: str


class Weighted:
    """Names drawn as they are borne: the first of a list often, the last seldom."""

    def __init__(self, names: tuple[str, ...], steepness: float) -> None:
        self.names = names
        self.sums = list(accumulate(1 / (place + 4) ** steepness for place in range(len(names))))

    def one(self, chance: Random) -> str:
        return chance.choices(self.names, cum_weights=self.sums)[0]


class Source:
    """Draws the names of one origin."""

    def __init__(self, origin: Origin, chance: Random) -> None:
        families = list(origin.families)
        chance.shuffle(families)
        self.origin = origin
        self.girls, self.boys = Weighted(origin.girls, 0.8), Weighted(origin.boys, 0.8)
        self.families = Weighted(tuple(families), 0.7)

    def given(self, chance: Random, sex: str) -> str:
        names = self.girls if sex == "F" else self.boys
        first = names.one(chance)
        if chance.random() < self.origin.second:
            second = names.one(chance)
            return f"{first} {second}" if second != first else first
        return first

    def family(self, chance: Random) -> str:
        one = self.families.one(chance)
        return f"{one} {self.families.one(chance)}" if self.origin.double else one

    def borne(self, family: str, sex: str) -> str:
        """The surname as a daughter bears it, where that differs."""
        for man, daughter in self.origin.daughters if sex == "F" else ():
            if family.endswith(man):
                return family[: -len(man)] + daughter
        return family


def nhs_number(n: int) -> str:
    """The nth number with a check digit that holds, of the range kept for tests."""
    while True:
        body = f"9{n % 10**8:08d}"
        total = sum(int(digit) * weight for digit, weight in zip(body, range(10, 1, -1), strict=True))
        check = (11 - total % 11) % 11
        if check != 10:
            return f"{body}{check}"
        n += 10_000_019


def children(count: int, *, seed: int = 1) -> Iterator[Child]:
    """`count` children, household by household."""
    chance = Random(seed)
    sources = [Source(origin, chance) for origin in ORIGINS]
    shares = list(accumulate(origin.share for origin in ORIGINS))
    made = 0
    while made < count:
        source = chance.choices(sources, cum_weights=shares)[0]
        for child in _household(source, chance, made):
            if made < count:
                made += 1
                yield child


def _household(source: Source, chance: Random, first: int) -> list[Child]:
    size = chance.choices([n for n, _ in _SIZES], [share for _, share in _SIZES])[0]
    family = source.family(chance)
    home = UUID(int=chance.getrandbits(128))
    postcode = _postcode(chance)
    lines = f"{chance.randrange(1, 180)} {chance.choice(('Heron', 'Juniper', 'Damson', 'Kestrel'))} Road"
    telephone = f"07{chance.randrange(10**9):09d}"
    born = [TODAY - timedelta(days=chance.randrange(18 * 365)) for _ in range(size)]
    if size > 1 and chance.random() < 0.03:
        born[1] = born[0]
    made = []
    for number in range(size):
        sex = chance.choice("MF")
        day = born[number] if chance.random() > 0.015 else born[number].replace(month=1, day=1)
        made.append(
            Child(
                # The last twelve digits are the local number: in order, so that no two of a million meet.
                id=UUID(int=chance.getrandbits(80) * 10**12 + first + number),
                household=home,
                origin=source.origin.name,
                given=source.given(chance, sex),
                family=source.borne(family, sex),
                born=day,
                sex=sex if chance.random() > 0.03 else "U",
                postcode=postcode if chance.random() > 0.04 else "",
                lines=lines,
                nhs=nhs_number(first + number) if chance.random() < 0.7 else "",
                telephone=telephone if chance.random() < 0.5 else "",
            )
        )
    return made


def _postcode(chance: Random) -> str:
    """One of 54,000 postcodes, about twenty children each at a million."""
    district = chance.randrange(90)
    return (
        f"{('PE', 'CB', 'NG', 'LE', 'MK')[district % 5]}{district // 5 + 1}{chance.randrange(1, 7)}"
        f"{chance.choice(_LETTERS[:10])}{chance.choice(_LETTERS[10:])}"
    )


def twin_of(child: Child, chance: Random) -> Child:
    """A twin whom nobody has written down: same birth, home and surname, another name to be called by.

    Three in ten have names that go together, the same letter first; brothers may share a first Muhammad.
    """
    source = SOURCES[child.origin]
    sex = chance.choice("MF")
    own = child.given.split()
    while True:
        given = source.given(chance, sex)
        called = given.split()
        if chance.random() < 0.3:
            names = source.girls.names if sex == "F" else source.boys.names
            called = [chance.choice([name for name in names if name[0] == own[0][0]] or called)]
        if len(called) > 1 and called[0] == own[0] == "Muhammad" and len(own) > 1 and called[1] != own[1]:
            break
        if called[0] not in {*own, *source.origin.variants.get(own[0], ())} and own[0] not in called:
            break
    return replace(child, id=UUID(int=chance.getrandbits(128)), given=" ".join(called), sex=sex, nhs="")


def near_twin_of(child: Child, chance: Random) -> Child:
    """A twin whom nobody has written down, of a name that rhymes and that most lists do not hold: Jaydon, Kaydon.

    The first letter of the first name is another consonant, one that is always heard.
    """
    first, *rest = child.given.split()
    letter = chance.choice([letter for letter in "bdfglmnprtv" if letter != first[0].lower()])
    other = letter.upper() + first[1:]
    return replace(child, id=UUID(int=chance.getrandbits(128)), given=" ".join([other, *rest]), nhs="")


SOURCES = {origin.name: Source(origin, Random(7)) for origin in ORIGINS}
