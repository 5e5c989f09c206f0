"""Families of the city: households with siblings, twins, unborn children, two names, moves. Made from one seed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from frontdoor.rules.codesets import DISABILITY
from frontdoor.rules.identifiers import upn_check_letter
from frontdoor.simulation.names import COMMUNITIES, SCHOOLS, STREETS, WAYS, Community, feminine

CHILDREN = 54_000
_BROODS = ((1, 0.43), (2, 0.36), (3, 0.14), (4, 0.05), (5, 0.02))


@dataclass
class Child:
    """An invented child. `person` is filled when the front door first hears of them."""

    given_name: str
    family_name: str
    sex: str
    born: date | None
    expected: date | None
    school: str
    nhs_number: str
    upn: str = ""
    disabilities: tuple[str, ...] = ()
    twin: bool = False
    person: UUID | None = None


@dataclass
class Adult:
    """An invented parent or other adult of the household."""

    given_name: str
    family_name: str
    sex: str
    born: date
    relationship: str


@dataclass
class Family:
    """A household. `trouble` is how often others worry about it, against the average family; most have none."""

    community: Community
    children: list[Child]
    adults: list[Adult]
    lines: str
    postcode: str
    telephone: str
    trouble: float
    household: UUID | None = None
    confidential: bool = False
    contacts: list[UUID] = field(default_factory=list)


def nhs_number(n: int) -> str:
    """The nth number of the range that is never issued (999 000 0000 and up), with a check digit that holds."""
    while True:
        body = f"999{n:06d}"
        check = (11 - sum(int(digit) * weight for digit, weight in zip(body, range(10, 1, -1), strict=True)) % 11) % 11
        if check != 10:
            return f"{body}{check}"
        n += 500_000


def pupil_number(n: int) -> str:
    """The nth pupil number of an establishment that there is none of (0000), with a check letter that holds."""
    body = f"8740000{n % 100_000:05d}"
    return upn_check_letter(body) + body


def _disabilities(number: int) -> tuple[str, ...]:
    """What is known of the nth child's disability: of one child in seven something, of one in three of those more."""
    own = Random(f"disability {number}")  # noqa: S311 - a story, not a secret
    if own.random() > 1 / 7:
        return ("NONE",)
    codes = [code.code for code in DISABILITY.codes if code.code not in DISABILITY.exclusive]
    return tuple(sorted(own.sample(codes, own.choice((1, 1, 2)))))


def families(chance: Random, *, children: int, born_before: date, neighbour: bool = False) -> list[Family]:
    """Families with this many children between them, as they are on `born_before` (the last day of the story)."""
    made: list[Family] = []
    count = 0
    while count < children:
        family = _family(chance, len(made), count, born_before, neighbour)
        made.append(family)
        count += len(family.children)
    return made


def _family(chance: Random, number: int, first: int, today: date, neighbour: bool) -> Family:
    community = chance.choices(COMMUNITIES, [one.share for one in COMMUNITIES])[0]
    size = chance.choices([n for n, _ in _BROODS], [share for _, share in _BROODS])[0]
    name = chance.choice(community.families)
    if community.double:
        name = f"{name} {chance.choice(community.families)}"
    mother = _adult(chance, community, name, "F", "mother")
    adults = [mother]
    if chance.random() < 0.68:
        adults.append(_adult(chance, community, name, "M", "father"))
    elif chance.random() < 0.5:
        other = chance.choice(community.families)
        adults.append(_adult(chance, community, other, "M", "mother's partner"))
    children = [_child(chance, community, name, first + n, today) for n in range(size)]
    if size > 1 and chance.random() < 0.03:
        _make_twins(children[0], children[1], first + 1)
    if chance.random() < 0.02:
        children[-1] = _unborn(chance, name, first + size - 1, today)
    if size > 1 and chance.random() < 0.12:
        children[-1].family_name = chance.choice(community.families)
    district = "CB0" if neighbour else "PE0"
    return Family(
        community=community,
        children=children,
        adults=adults,
        lines=f"{1 + number % 180} {STREETS[number % len(STREETS)]} {WAYS[number % len(WAYS)]}",
        postcode=f"{district} {1 + number % 9}{'ABDEFGHJLN'[number % 10]}{'PQRSTUWXYZ'[number // 10 % 10]}",
        telephone=f"07700 900{number % 1000:03d}",
        trouble=chance.paretovariate(2.0) - 0.8 if chance.random() < 0.4 else 0.08,
        confidential=chance.random() < 0.004,
    )


def _make_twins(one: Child, other: Child, number: int) -> None:
    """Born on one day, so at one school, each with a pupil number."""
    other.born, other.school, one.twin, other.twin = one.born, one.school, True, True
    other.upn = pupil_number(number) if other.school else ""


def _adult(chance: Random, community: Community, family: str, sex: str, relationship: str) -> Adult:
    given = chance.choice(community.girls if sex == "F" else community.boys)
    surname = feminine(family) if sex == "F" and community.feminine else family
    return Adult(given, surname, sex, date(1980, 1, 1) + timedelta(days=chance.randrange(9000)), relationship)


def _child(chance: Random, community: Community, family: str, number: int, today: date) -> Child:
    sex = chance.choice("MF")
    born = today - timedelta(days=chance.randrange(18 * 365))
    age = (today - born).days // 365
    school = "" if age < 4 else SCHOOLS[(number // 3) % 16] if age < 11 else SCHOOLS[16 + (number // 3) % 8]
    surname = feminine(family) if sex == "F" and community.feminine else family
    given = chance.choice(community.girls if sex == "F" else community.boys)
    return Child(
        given, surname, sex, born, None, school, nhs_number(number) if chance.random() < 0.6 else "",
        upn=pupil_number(number) if school else "", disabilities=_disabilities(number),
    )  # fmt: skip


def _unborn(chance: Random, family: str, number: int, today: date) -> Child:
    return Child("", family, "U", None, today + timedelta(days=chance.randrange(-200, 200)), "", "")
